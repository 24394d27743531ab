//! The policy: what is live, what was, how two differ, and asking for a change.

use countersign_api::{Failure, PolicyBoardView, PolicyChangeRequest, PolicyDiffRequest, PolicyDiffView};
use countersign_domain::PolicyVersion;
use countersign_engine::Clock;
use tauri::State;

use super::given;
use crate::state::Console;

/// Everything that the screen of the policy shows.
#[tauri::command]
pub async fn policy_board(console: State<'_, Console>) -> Result<PolicyBoardView, Failure> {
    console
        .run(|engine, actor| {
            Ok(PolicyBoardView::of(engine.policy(actor)?, engine.policy_versions(actor)?, Clock::system().now()))
        })
        .await
}

/// How two texts differ.
#[tauri::command]
pub async fn policy_diff(console: State<'_, Console>, request: PolicyDiffRequest) -> Result<PolicyDiffView, Failure> {
    let (from, to) = (PolicyVersion::new(request.from), PolicyVersion::new(request.to));
    console.run(move |engine, actor| engine.policy_diff(actor, &from, &to)).await.map(Into::into)
}

/// Asks for another promise, hold-back or time of a queue.
#[tauri::command]
pub async fn policy_change(console: State<'_, Console>, request: PolicyChangeRequest) -> Result<(), Failure> {
    let reason = given(&request.reason, "a change is asked for with a reason")?;
    console.run(move |engine, actor| engine.request_policy(actor, &request.edit(), &reason).map(drop)).await
}
