//! The promise: what holds now, and what another one would mean.

use countersign_api::{Failure, PromiseBoardRequest, PromiseBoardView, PromiseSaveRequest, SavedView};
use countersign_domain::Actor;
use countersign_engine::Engine;
use tauri::State;

use crate::state::Console;

/// Everything that the screen of the promise shows.
#[tauri::command]
pub async fn promise_board(
    console: State<'_, Console>,
    request: PromiseBoardRequest,
) -> Result<PromiseBoardView, Failure> {
    let PromiseBoardRequest { what_if, names, words } = request;
    let asked = what_if.into();
    let (promise, weighed) =
        console.run(move |engine, actor| Ok((engine.promise(actor)?, engine.what_if(actor, &asked)?))).await?;
    Ok(PromiseBoardView::of(promise, weighed, &names, words))
}

/// Writes the chart of what other promises would mean to a file; the writing is recorded.
#[tauri::command]
pub async fn promise_save(console: State<'_, Console>, request: PromiseSaveRequest) -> Result<SavedView, Failure> {
    let PromiseSaveRequest { board: PromiseBoardRequest { what_if, names, words }, format } = request;
    let save = move |engine: &Engine, actor: &Actor| {
        engine.save_what_if(actor, &what_if.into(), &names, format.into(), &words.into())
    };
    console.run(save).await.map(SavedView::from)
}
