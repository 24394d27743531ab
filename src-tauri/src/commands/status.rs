//! What is true now, and the STOP that sends everything to people.

use countersign_api::{Failure, ImportRunningView, StatusView, StopRequest};
use countersign_domain::Actor;
use countersign_engine::{Engine, Error};
use tauri::State;

use crate::state::Console;

/// Imports that are looked through for those under way; they are listed newest first.
const IMPORTS: u64 = 20;

/// The status strip.
#[tauri::command]
pub async fn status_read(console: State<'_, Console>) -> Result<StatusView, Failure> {
    console.run(read).await
}

/// Engages STOP; with a reason where it is on already, the reason is added.
#[tauri::command]
pub async fn stop_engage(console: State<'_, Console>, request: StopRequest) -> Result<StatusView, Failure> {
    let reason = request.reason.filter(|reason| !reason.trim().is_empty());
    console
        .run(move |engine, actor| {
            engine.stop(actor, reason.as_deref())?;
            read(engine, actor)
        })
        .await
}

/// Lifts STOP, for a reason.
#[tauri::command]
pub async fn stop_lift(console: State<'_, Console>, request: StopRequest) -> Result<StatusView, Failure> {
    let reason = request.reason.filter(|reason| !reason.trim().is_empty());
    let reason = reason.ok_or_else(|| Failure::input("a stop is lifted for a reason"))?;
    console
        .run(move |engine, actor| {
            engine.lift_stop(actor, &reason)?;
            read(engine, actor)
        })
        .await
}

fn read(engine: &Engine, actor: &Actor) -> Result<StatusView, Error> {
    let imports = engine.imports(actor, IMPORTS)?;
    let running = imports.into_iter().filter(|(import, _)| import.state == "running");
    let running = running.map(|(import, _)| ImportRunningView { name: import.name, rows_done: import.rows_done });
    Ok(StatusView::of(&engine.status(actor)?, running.collect()))
}
