//! Refused rows: where, why and of what shape; never what they say.

use countersign_domain::RefusalReason;
use countersign_engine::QuarantineSummary;
use serde::Serialize;

/// A refused row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuarantineView {
    /// Id.
    pub quarantine_id: String,
    /// The import.
    pub import_id: String,
    /// Data row of the file, from 1.
    pub row: u64,
    /// Line of the file, from 1.
    pub line: u64,
    /// Why.
    pub reason: RefusalReason,
    /// Which field.
    pub field: Option<String>,
    /// The value with letters as `a` and digits as `9`.
    pub shape: Option<String>,
    /// `held`, `discarded` or `expired`.
    pub state: String,
    /// When.
    pub at_ms: i64,
}

impl From<QuarantineSummary> for QuarantineView {
    fn from(row: QuarantineSummary) -> Self {
        Self {
            quarantine_id: row.id,
            import_id: row.import.to_string(),
            row: row.row,
            line: row.line,
            reason: row.reason,
            field: row.field,
            shape: row.shape,
            state: row.state,
            at_ms: row.at.0,
        }
    }
}
