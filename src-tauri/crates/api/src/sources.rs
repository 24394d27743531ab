//! Sources, their imports, what they refused, and files that somebody holds out to be imported.

use countersign_engine::{ImportCounts, ImportRow, QuarantineSummary, SourceStanding, Sources};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::RateView;

/// Everything that the screen of sources shows.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct SourceBoardView {
    /// The folder from which files are taken by themselves.
    pub watched_folder: String,
    /// Hours without anything new after which it counts as stale.
    pub stale_after_hours: u32,
    /// The watched folder first.
    pub sources: Vec<SourceView>,
    /// The last imports, newest first.
    pub imports: Vec<SourceImportView>,
    /// Refused rows that are held.
    pub quarantined: u64,
}

/// One way by which rows come in.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct SourceView {
    /// Which.
    pub source: SourceName,
    /// Files, or streams.
    pub imports: u64,
    /// Those that could not be read to their end.
    pub failed: u64,
    /// New events.
    pub taken: u64,
    /// Known already.
    pub duplicates: u64,
    /// Rows that were not taken.
    pub quarantined: u64,
    /// Their share of all rows.
    pub refused: RateView,
    /// When rows last came in.
    pub last_at_ms: Option<i64>,
    /// Whether that is too long ago.
    pub stale: bool,
}

/// A source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SourceName {
    /// The watched folder.
    Folder,
    /// Files named by people.
    File,
    /// Standard input of the command.
    Stdin,
}

impl SourceName {
    fn of(source: &str) -> Self {
        match source {
            "folder" => Self::Folder,
            "stdin" => Self::Stdin,
            _ => Self::File,
        }
    }
}

/// One import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SourceImportView {
    /// Id.
    pub import_id: String,
    /// File name, withheld where it holds personal data.
    pub name: String,
    /// Where from.
    pub source: SourceName,
    /// `running`, `finished`, `kept`, `cancelled` or `failed`.
    pub state: String,
    /// Code of what was wrong with the file, where it was left.
    pub fault: Option<String>,
    /// New events.
    pub taken: u64,
    /// Known already.
    pub duplicates: u64,
    /// Not taken.
    pub quarantined: u64,
    /// When it began.
    pub started_at_ms: i64,
}

/// Refused rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct QuarantineListView {
    /// Newest first; at most as many as were asked for.
    pub rows: Vec<QuarantineRowView>,
}

/// Asks for refused rows.
#[derive(Deserialize, TS)]
#[ts(export)]
pub struct QuarantineListRequest {
    /// At most so many; 1–1000.
    #[ts(type = "number")]
    pub limit: u64,
}

/// A refused row: where, why and of what shape; never what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct QuarantineRowView {
    /// Id.
    pub quarantine_id: String,
    /// Name of the file it came in.
    pub file: String,
    /// Line of the file, from 1.
    pub line: u64,
    /// Code of the reason.
    pub reason: String,
    /// Which field.
    pub field: Option<String>,
    /// The value with letters as `a` and digits as `9`.
    pub shape: Option<String>,
    /// `held`, `discarded` or `expired`.
    pub state: String,
    /// When.
    pub at_ms: i64,
}

/// Names a refused row.
#[derive(Deserialize, TS)]
#[ts(export)]
pub struct QuarantineRequest {
    /// Its id.
    pub quarantine_id: String,
}

/// Files that somebody dropped on the window or chose, and that wait for a word. The page never learns where they lie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct OfferListView {
    /// Files.
    pub offers: Vec<OfferView>,
    /// Whether files are held over the window now.
    pub hovering: bool,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct OfferView {
    /// Id.
    pub offer_id: String,
    /// Its name, without characters that would change how it is read.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// How it will be read.
    pub format: OfferFormat,
    /// Names of the columns of a CSV file.
    pub columns: Vec<String>,
    /// Whether it looks like texts with labels rather than events.
    pub looks_like_labels: bool,
}

/// How a file will be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum OfferFormat {
    /// JSON Lines of the event schema.
    JsonLines,
    /// CSV with a header.
    Csv,
    /// Its name says neither; it is not read.
    Unknown,
    /// It is no file that can be read: a folder, a link, a pipe.
    NoFile,
}

/// Imports an offered file.
#[derive(Deserialize, TS)]
#[ts(export)]
pub struct OfferImportRequest {
    /// The offer.
    pub offer_id: String,
    /// Its columns, where it holds texts with labels.
    pub labels: Option<LabelColumnsView>,
}

/// Columns of a file of texts with labels.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[ts(export)]
pub struct LabelColumnsView {
    /// The column with the text.
    pub text: String,
    /// The column with the label.
    pub label: String,
}

/// Sets when a source counts as stale.
#[derive(Deserialize, TS)]
#[ts(export)]
pub struct StaleAfterRequest {
    /// Hours without anything new.
    pub hours: u32,
}

impl SourceBoardView {
    /// The board of `sources` with the last `imports`.
    pub fn of(sources: Sources, imports: Vec<(ImportRow, ImportCounts)>, watched_folder: String) -> Self {
        Self {
            watched_folder,
            stale_after_hours: sources.stale_after_hours,
            sources: sources.standings.into_iter().map(Into::into).collect(),
            imports: imports.into_iter().map(Into::into).collect(),
            quarantined: sources.quarantined,
        }
    }
}

impl From<SourceStanding> for SourceView {
    fn from(SourceStanding { row, refused, stale }: SourceStanding) -> Self {
        Self {
            source: SourceName::of(&row.source),
            imports: row.imports,
            failed: row.failed,
            taken: row.taken,
            duplicates: row.duplicates,
            quarantined: row.quarantined,
            refused: refused.into(),
            last_at_ms: row.last_at.map(|at| at.0),
            stale,
        }
    }
}

impl From<(ImportRow, ImportCounts)> for SourceImportView {
    fn from((row, counts): (ImportRow, ImportCounts)) -> Self {
        Self {
            import_id: row.id.to_string(),
            name: row.name,
            source: SourceName::of(&row.source),
            state: row.state,
            fault: row.fault.map(|fault| fault.as_str().to_owned()),
            taken: counts.taken,
            duplicates: counts.duplicates,
            quarantined: counts.quarantined,
            started_at_ms: row.started_at.0,
        }
    }
}

impl QuarantineRowView {
    /// The view of a refused row from the file called `file`.
    pub fn of(row: QuarantineSummary, file: String) -> Self {
        Self {
            quarantine_id: row.id,
            file,
            line: row.line,
            reason: row.reason.as_str().to_owned(),
            field: row.field,
            shape: row.shape,
            state: row.state,
            at_ms: row.at.0,
        }
    }
}
