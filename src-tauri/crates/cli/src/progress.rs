//! Progress on standard error: one line that changes on a terminal, elsewhere a line where something has changed, at
//! most every two seconds.

use std::io::{IsTerminal, Write};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Time between two lines where there is no terminal.
const EVERY: Duration = Duration::from_secs(2);
/// Time between two changes of the line on a terminal.
const CHANGE: Duration = Duration::from_millis(100);

/// Says how far work is.
pub struct Progress {
    terminal: bool,
    said: Mutex<Option<(Instant, String)>>,
}

impl Progress {
    /// To standard error.
    pub fn new() -> Self {
        Self { terminal: std::io::stderr().is_terminal(), said: Mutex::new(None) }
    }

    /// Says `what`, if it is time to and something else than before.
    pub fn say(&self, what: impl FnOnce() -> String) {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        let every = if self.terminal { CHANGE } else { EVERY };
        let now = Instant::now();
        let (last, before) = said.clone().map_or((None, String::new()), |(at, text)| (Some(at), text));
        if last.is_some_and(|last| now.duration_since(last) < every) {
            return;
        }
        let text = what();
        if self.terminal {
            let _ = write!(std::io::stderr(), "\r\x1b[K{text}");
        } else if last.is_some() && text != before {
            // The first line comes after the first pause, so that short work says nothing.
            say!("{text}");
        }
        *said = Some((now, text));
    }

    /// Ends the changing line.
    pub fn end(&self) {
        let said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        if self.terminal && said.is_some() {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
