//! What the page may ask, one file per area: translate, call, translate.
//!
//! A command appears here, in `build.rs` and in `capabilities/main.json`. Deliberately absent: rules and SQL.

pub mod session;

use tauri::Wry;
use tauri::ipc::Invoke;

/// The command table.
pub fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![session::session_state]
}
