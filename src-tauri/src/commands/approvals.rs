//! What waits for a second person, and that person's word.

use countersign_api::{ApprovalListView, ApprovalRequest, Failure};
use countersign_domain::ApprovalId;
use tauri::State;

use crate::state::Console;

/// All requests, as whoever is signed in would decide them.
#[tauri::command]
pub async fn approval_list(console: State<'_, Console>) -> Result<ApprovalListView, Failure> {
    console.run(|engine, actor| engine.approval_cases(actor)).await.map(Into::into)
}

/// Approves: the act happens at once.
#[tauri::command]
pub async fn approval_approve(console: State<'_, Console>, request: ApprovalRequest) -> Result<(), Failure> {
    let approval = ApprovalId::new(request.approval_id);
    console.run(move |engine, actor| engine.approve(actor, &approval)).await
}

/// Refuses.
#[tauri::command]
pub async fn approval_refuse(console: State<'_, Console>, request: ApprovalRequest) -> Result<(), Failure> {
    let approval = ApprovalId::new(request.approval_id);
    console.run(move |engine, actor| engine.refuse(actor, &approval)).await
}
