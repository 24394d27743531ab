//! Acts that wait, or waited, for a second person.

use countersign_engine::Approval;
use serde::Serialize;
use serde_json::Value;

/// One act.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ApprovalView {
    /// Id.
    pub approval_id: String,
    /// `promotion`.
    pub kind: String,
    /// What it is about: a model version.
    pub subject: String,
    /// `pending`, `approved` or `refused`.
    pub state: String,
    /// Who asked: a person's id.
    pub requested_by: String,
    /// When.
    pub requested_at_ms: i64,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at_ms: Option<i64>,
    /// The figures to decide on; absent in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Value>,
}

impl ApprovalView {
    /// For a list.
    pub fn brief(approval: Approval) -> Self {
        Self { evidence: None, ..Self::full(approval) }
    }

    /// With its evidence.
    pub fn full(approval: Approval) -> Self {
        Self {
            approval_id: approval.id.to_string(),
            kind: approval.kind,
            subject: approval.subject,
            state: approval.state,
            requested_by: approval.requested_by.to_string(),
            requested_at_ms: approval.requested_at.0,
            decided_by: approval.decided_by.map(|by| by.to_string()),
            decided_at_ms: approval.decided_at.map(|at| at.0),
            evidence: Some(approval.evidence),
        }
    }
}
