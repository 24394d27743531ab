//! A fairness audit: the figures as `fairness` made them, and what they are of.

use countersign_engine::Audit;
use serde::Serialize;

/// An audit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AuditView {
    /// Rates per group, differences, what was left out, verdicts.
    #[serde(flatten)]
    pub audit: Audit,
    /// `workspace` or `file`.
    pub source: AuditSource,
    /// Only decisions from then on; absent: all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since_ms: Option<i64>,
}

/// What was audited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AuditSource {
    /// The engine's own decisions.
    Workspace,
    /// A plain file.
    File,
}
