//! The names of the commands: `build.rs` declares them from here, and a test holds them against the rest.

/// Every command of the window.
pub const NAMES: &[&str] = &[
    "changes_subscribe",
    "session_state",
    "session_unlock",
    "session_sign_in",
    "session_sign_out",
    "workspace_take_over",
    "status_read",
    "stop_engage",
    "stop_lift",
    "review_list",
    "review_open",
    "review_claim",
    "review_submit",
    "review_skip",
    "review_undo",
];
