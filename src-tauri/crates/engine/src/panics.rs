//! What a fault of the program may say: where it happened, and never what it was about.
//!
//! The message of a panic can quote what the program was reading ("byte index 3 is not a char boundary of …"), so it
//! is not shown, not even on standard error.

use std::panic::{PanicHookInfo, set_hook};

/// From now on a panic logs its place instead of printing its message. Called once, when a program starts.
pub fn quiet_panics() {
    set_hook(Box::new(|panic: &PanicHookInfo<'_>| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a fault in the program; what it was about is not shown, since it may be personal data");
    }));
}
