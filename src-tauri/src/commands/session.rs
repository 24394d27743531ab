//! Who is here, in which workspace, and what the page hears of changes.

use countersign_api::{Change, Failure, SessionView, SignInRequest, UnlockRequest};
use tauri::State;
use tauri::ipc::Channel;

use crate::state::Console;

/// Sends every change from now on.
#[tauri::command]
pub async fn changes_subscribe(console: State<'_, Console>, channel: Channel<Change>) -> Result<(), Failure> {
    console.changes().subscribe(channel);
    Ok(())
}

/// Where the session stands; opens the workspace where that needs nobody.
#[tauri::command]
pub async fn session_state(console: State<'_, Console>) -> Result<SessionView, Failure> {
    console.session().await
}

/// Opens the workspace by its passphrase.
#[tauri::command]
pub async fn session_unlock(console: State<'_, Console>, request: UnlockRequest) -> Result<SessionView, Failure> {
    console.unlock(request.passphrase).await
}

/// Signs a person in.
#[tauri::command]
pub async fn session_sign_in(console: State<'_, Console>, request: SignInRequest) -> Result<SessionView, Failure> {
    console.sign_in(request.name, request.password).await
}

/// Signs the person out.
#[tauri::command]
pub async fn session_sign_out(console: State<'_, Console>) -> Result<SessionView, Failure> {
    console.sign_out().await
}

/// Asks the worker that holds the workspace to let go, and opens it.
#[tauri::command]
pub async fn workspace_take_over(console: State<'_, Console>) -> Result<SessionView, Failure> {
    console.take_over().await
}
