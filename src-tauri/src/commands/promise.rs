//! The promise: what holds now, and what another one would mean.

use countersign_api::{Failure, PromiseBoardRequest, PromiseBoardView};
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
