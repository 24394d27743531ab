//! What keeps the worker from going on: part of the status from the pass that failed until the one that succeeds, so
//! that whoever looks sees why nothing moves and what to do.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use countersign_domain::TimeMs;

use crate::change::Area;
use crate::{Code, Engine, Error};

/// A part of the background work that can fail by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Taking files in.
    Inbox,
    /// Deciding.
    Decisions,
    /// Letting decisions leave, and taking receipts in.
    Outbox,
}

impl Part {
    /// Its name in logs and views.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Inbox => "inbox",
            Self::Decisions => "decisions",
            Self::Outbox => "outbox",
        }
    }
}

/// A part that does not go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which.
    pub part: Part,
    /// What to do about it.
    pub code: Code,
    /// What happened and what to do, for people.
    pub message: String,
    /// Since when.
    pub since: TimeMs,
}

/// The faults of now.
#[derive(Default)]
pub(crate) struct Faults(Mutex<BTreeMap<Part, Fault>>);

impl Engine {
    /// The parts of the background work that do not go on now.
    pub(crate) fn faults(&self) -> Vec<Fault> {
        self.faults.0.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    /// Keeps in mind how a pass of `part` ended, and says it once: when it begins to fail, when it fails in another
    /// way, and when it works again.
    pub(crate) fn heed<T>(&self, part: Part, result: Result<T, Error>) -> Result<T, Error> {
        if self.keep_fault(part, result.as_ref().err()) {
            self.tell(Area::Status, Vec::new());
        }
        result
    }

    /// Whether anything changed.
    fn keep_fault(&self, part: Part, error: Option<&Error>) -> bool {
        let mut faults = self.faults.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(error) = error else {
            let mended = faults.remove(&part).is_some();
            if mended {
                tracing::warn!(part = part.as_str(), "works again");
            }
            return mended;
        };
        let message = error.to_string();
        if faults.get(&part).is_some_and(|known| known.message == message) {
            return false;
        }
        tracing::error!(part = part.as_str(), code = ?error.code(), %error, "does not go on; tried again every two seconds");
        let since = faults.get(&part).map_or_else(|| self.clock.now(), |known| known.since);
        faults.insert(part, Fault { part, code: error.code(), message, since });
        true
    }
}
