//! Fairness: the overview, one attribute, the audit that is entered, and figures as files.

use countersign_api::{
    Failure, FairnessAttributeRequest, FairnessAttributeView, FairnessAuditRequest, FairnessSaveRequest, FairnessView,
    SavedView,
};
use tauri::State;

use crate::state::Console;

/// What an audit of every sensitive feature found.
#[tauri::command]
pub async fn fairness_overview(
    console: State<'_, Console>,
    request: FairnessAuditRequest,
) -> Result<FairnessView, Failure> {
    console.run(move |engine, actor| Ok(FairnessView::from(&engine.fairness(actor, &request.request())?))).await
}

/// The figures of one attribute.
#[tauri::command]
pub async fn fairness_open(
    console: State<'_, Console>,
    request: FairnessAttributeRequest,
) -> Result<FairnessAttributeView, Failure> {
    let asked = request.audit.request_of(&request.attribute);
    let view =
        console.run(move |engine, actor| Ok(FairnessAttributeView::of(&engine.fairness(actor, &asked)?, request)));
    view.await?.ok_or_else(|| Failure::input("no decision has a value of this attribute"))
}

/// The same as an act of whoever is signed in: what it finds goes to the ledger.
#[tauri::command]
pub async fn fairness_audit(
    console: State<'_, Console>,
    request: FairnessAuditRequest,
) -> Result<FairnessView, Failure> {
    console.run(move |engine, actor| Ok(FairnessView::from(&engine.audit_fairness(actor, &request.request())?))).await
}

/// Writes a figure of an attribute to a file; the writing is recorded.
#[tauri::command]
pub async fn fairness_save(console: State<'_, Console>, request: FairnessSaveRequest) -> Result<SavedView, Failure> {
    let asked = request.audit.request_of(&request.attribute);
    console
        .run(move |engine, actor| {
            let FairnessSaveRequest { attribute, figure, format, words, .. } = request;
            let file = engine.save_fairness(actor, &asked, &attribute, figure.into(), format.into(), &words.into())?;
            Ok(SavedView::from(file))
        })
        .await
}
