//! Files on their way in, and what became of their rows.

use countersign_domain::ImportFault;
use countersign_engine::{ImportCounts, ImportReport, ImportRow};
use serde::Serialize;

/// An import: every row of the file is exactly one of taken, duplicate and quarantined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportView {
    /// Id.
    pub import_id: String,
    /// `running`, `finished`, `kept`, `cancelled` or `failed`.
    pub state: String,
    /// Rows accounted for.
    pub rows: u64,
    /// New events.
    pub taken: u64,
    /// Events known already with the same content.
    pub duplicates: u64,
    /// Rows that were not taken.
    pub quarantined: u64,
    /// `folder`, `file` or `stdin`; absent in the report of an import.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// File name, masked where it holds personal data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// When it began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started_at_ms: Option<i64>,
    /// Why the file was left where it is: `unknown_format`, `not_plain`, `no_rights`, `not_text`, `header`, `read`,
    /// `changed` or `stuck`; absent where nothing was wrong with it as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<ImportFault>,
    /// When it ended; absent while it runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finished_at_ms: Option<i64>,
}

impl From<ImportReport> for ImportView {
    fn from(report: ImportReport) -> Self {
        let ImportCounts { taken, duplicates, quarantined } = report.counts;
        Self {
            import_id: report.import.to_string(),
            state: report.state.to_owned(),
            rows: report.rows,
            taken,
            duplicates,
            quarantined,
            source: None,
            name: None,
            started_at_ms: None,
            fault: None,
            finished_at_ms: None,
        }
    }
}

impl From<(ImportRow, ImportCounts)> for ImportView {
    fn from((row, counts): (ImportRow, ImportCounts)) -> Self {
        Self {
            import_id: row.id.to_string(),
            state: row.state,
            rows: row.rows_done,
            taken: counts.taken,
            duplicates: counts.duplicates,
            quarantined: counts.quarantined,
            source: Some(row.source),
            name: Some(row.name),
            started_at_ms: Some(row.started_at.0),
            fault: row.fault,
            finished_at_ms: row.finished_at.map(|at| at.0),
        }
    }
}
