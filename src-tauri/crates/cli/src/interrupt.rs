//! Ctrl-C and SIGTERM: the first asks the work to end at the next safe point, the second ends the process at once.

use std::sync::Arc;

use countersign_engine::Cancel;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::problem::{Problem, Result};

/// A cancel flag that signals set from now on.
pub fn cancel_on_signal() -> Result<Arc<Cancel>> {
    let cancel = Arc::new(Cancel::default());
    let asked = Arc::clone(&cancel);
    let mut signals = Signals::new([SIGINT, SIGTERM])
        .map_err(|error| Problem::Machine(format!("signals cannot be listened to: {error}")))?;
    std::thread::spawn(move || {
        for signal in signals.forever() {
            if asked.is_cancelled() {
                // What has committed stays, what has not is rolled back: ending here is what a crash would do.
                std::process::exit(128 + signal);
            }
            say!("ending at the next safe point; once more ends at once");
            asked.cancel();
        }
    });
    Ok(cancel)
}
