//! Progress on standard error: one line that changes on a terminal, a line every two seconds elsewhere.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Time between two lines where there is no terminal.
const EVERY: Duration = Duration::from_secs(2);
/// Time between two changes of the line on a terminal.
const CHANGE: Duration = Duration::from_millis(100);

/// Says how far work is.
pub struct Progress {
    terminal: bool,
    said: Mutex<Option<Instant>>,
}

impl Progress {
    /// To standard error.
    pub fn new() -> Self {
        Self { terminal: std::io::stderr().is_terminal(), said: Mutex::new(None) }
    }

    /// Says `what`, if it is time to.
    pub fn say(&self, what: impl FnOnce() -> String) {
        let mut said = self.said.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let every = if self.terminal { CHANGE } else { EVERY };
        let now = Instant::now();
        if said.is_some_and(|last| now.duration_since(last) < every) {
            return;
        }
        // Without a terminal the first line comes after the first pause, so that short work says nothing.
        if self.terminal {
            let _ = write!(std::io::stderr(), "\r\x1b[K{}", what());
        } else if said.is_some() {
            say!("{}", what());
        }
        *said = Some(now);
    }

    /// Ends the changing line.
    pub fn end(&self) {
        let said = self.said.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if self.terminal && said.is_some() {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
