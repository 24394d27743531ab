//! The one place where time comes from; tests bring their own.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use countersign_domain::TimeMs;

/// A clock.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> TimeMs + Send + Sync>);

impl Clock {
    /// The computer's clock.
    pub fn system() -> Self {
        Self::new(|| {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            TimeMs(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
        })
    }

    /// A clock that asks `now`.
    pub fn new(now: impl Fn() -> TimeMs + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// The time.
    pub fn now(&self) -> TimeMs {
        (self.0)()
    }
}
