//! How the window looks to whoever sits before it.

use countersign_api::{AppearanceRequest, Failure};
use tauri::State;

use crate::kept::Kept;

/// Keeps it for the next start. Nobody need be signed in, since it is about the window.
#[tauri::command]
pub async fn appearance_keep(kept: State<'_, Kept>, request: AppearanceRequest) -> Result<(), Failure> {
    kept.change(|window| window.appearance = Some(request));
    kept.write();
    Ok(())
}
