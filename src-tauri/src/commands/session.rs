//! Who is here, and in which workspace.

use serde::Serialize;
use tauri::State;

use crate::options::Options;

/// The workspace that the window was started on.
#[derive(Debug, Serialize)]
pub struct WorkspaceView {
    name: String,
    folder: String,
    key_mode: &'static str,
}

/// Where the session stands.
#[derive(Debug, Serialize)]
pub struct SessionView {
    workspace: WorkspaceView,
    phase: &'static str,
    person: Option<String>,
    holder: Option<String>,
    failure: Option<String>,
}

/// Where the session stands.
#[tauri::command]
pub fn session_state(options: State<'_, Options>) -> SessionView {
    let name = options.workspace.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let folder = options.workspace.display().to_string();
    let workspace = WorkspaceView { name, folder, key_mode: "keyring" };
    SessionView { workspace, phase: "signed_out", person: None, holder: None, failure: None }
}
