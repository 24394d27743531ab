//! The tray: what is under way, how far, how long still, and its end.

use countersign_api::{Failure, WorkKind, WorkListView, WorkRequest, WorkState, WorkView};
use countersign_domain::Actor;
use countersign_engine::{Engine, Error};
use tauri::State;

use crate::state::Console;

/// Imports that are looked through for those under way; they are listed newest first.
const IMPORTS: u64 = 20;

/// Work of this window, and files that the worker takes from the watched folder.
#[tauri::command]
pub async fn work_list(console: State<'_, Console>) -> Result<WorkListView, Failure> {
    let mut work = console.run(from_folder).await?;
    work.extend(console.works().list());
    Ok(WorkListView { work })
}

/// Asks work to end.
#[tauri::command]
pub async fn work_cancel(console: State<'_, Console>, request: WorkRequest) -> Result<(), Failure> {
    console.works().cancel(&request.work_id);
    Ok(())
}

/// Puts away work that has ended.
#[tauri::command]
pub async fn work_clear(console: State<'_, Console>, request: WorkRequest) -> Result<(), Failure> {
    console.works().clear(&request.work_id);
    Ok(())
}

/// A file in the watched folder has no end that is known ahead: it may still grow rows.
fn from_folder(engine: &Engine, actor: &Actor) -> Result<Vec<WorkView>, Error> {
    let imports = engine.imports(actor, IMPORTS)?.into_iter().map(|(import, _)| import);
    let running = imports.filter(|import| import.state == "running" && import.source == "folder");
    Ok(running
        .map(|import| WorkView {
            work_id: import.id.to_string(),
            kind: WorkKind::Import,
            subject: Some(import.name),
            stage: None,
            done: import.rows_done,
            share: None,
            remaining_ms: None,
            state: WorkState::Running,
            cancellable: false,
            failure: None,
            outcome: None,
        })
        .collect())
}
