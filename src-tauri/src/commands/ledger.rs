//! The ledger: paged through, checked, written to a file.

use countersign_api::{Failure, LedgerListRequest, LedgerListView, SavedView, VerificationView, WorkKind};
use tauri::State;

use crate::state::Console;

/// The longest page; see `LedgerListRequest::limit`.
const LONGEST_PAGE: u64 = 200;

/// A page of entries, newest first.
#[tauri::command]
pub async fn ledger_list(console: State<'_, Console>, request: LedgerListRequest) -> Result<LedgerListView, Failure> {
    let limit = request.limit.clamp(1, LONGEST_PAGE);
    let before = request.before;
    let Some(filter) = request.filter.filter() else {
        return Err(Failure::input("the filter names an act that there is none of"));
    };
    console
        .run(move |engine, actor| {
            let rows = engine.ledger_matching(actor, &filter, before, limit)?;
            Ok(LedgerListView::of(rows, &engine.people(actor)?, limit))
        })
        .await
}

/// Checks every entry against its chain and its rows; its progress is in the tray.
#[tauri::command]
pub async fn ledger_verify(console: State<'_, Console>) -> Result<VerificationView, Failure> {
    let verification = console.attend(WorkKind::Verify, |engine, actor, underway| {
        engine.verify_ledger(actor, &|done, total| {
            underway.stage("entries", done, (total > 0).then(|| done as f64 / total as f64));
            !underway.cancel().is_cancelled()
        })
    });
    verification.await.map(Into::into)
}

/// Writes every entry to a file; the writing is recorded first, so that it stands in the file.
#[tauri::command]
pub async fn ledger_export(console: State<'_, Console>) -> Result<SavedView, Failure> {
    let file = console.run(|engine, actor| engine.export_ledger(actor)).await?;
    Ok(SavedView { file: file.display().to_string() })
}
