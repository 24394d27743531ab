//! Long work of the window: what is under way, how far it is, and how it ended.

use countersign_engine::ImportReport;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Failure;

/// One piece of work.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct WorkView {
    /// Id, for cancelling it or putting it away.
    pub work_id: String,
    /// What.
    pub kind: WorkKind,
    /// What it is about: a file's name, where there is one.
    pub subject: Option<String>,
    /// The step it is at, where there are several.
    pub stage: Option<String>,
    /// Rows, cases or steps done.
    pub done: u64,
    /// How far it is, in 0–1; absent where that is not known.
    pub share: Option<f64>,
    /// How long it still takes at this pace; absent where that is not known.
    pub remaining_ms: Option<i64>,
    /// Where it stands.
    pub state: WorkState,
    /// Whether it can be ended from here.
    pub cancellable: bool,
    /// Why it failed.
    pub failure: Option<Failure>,
    /// What it made.
    pub outcome: Option<WorkOutcomeView>,
}

/// All work: of this window, and what the worker takes in by itself.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct WorkListView {
    /// Oldest first.
    pub work: Vec<WorkView>,
}

/// What work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum WorkKind {
    /// Rows of a file are taken in.
    Import,
    /// A model is trained.
    Training,
    /// A model is taken back.
    RollBack,
    /// The ledger is checked.
    Verify,
    /// The sample is made.
    Sample,
    /// A backup is written.
    Backup,
}

/// Where work stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum WorkState {
    /// Under way.
    Running,
    /// Done.
    Done,
    /// Ended by somebody before it was done.
    Cancelled,
    /// It did not work.
    Failed,
}

/// What work made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum WorkOutcomeView {
    /// Rows of a file.
    Imported {
        /// Rows accounted for.
        rows: u64,
        /// New events.
        taken: u64,
        /// Known already.
        duplicates: u64,
        /// Not taken.
        quarantined: u64,
    },
    /// A model version: its first characters.
    Trained {
        /// First characters of the version.
        version_short: String,
    },
    /// A folder was written.
    Written {
        /// Where.
        folder: String,
    },
    /// A sample company, whose people can sign in.
    Furnished {
        /// Who, with their made-up passwords.
        people: Vec<SamplePersonView>,
    },
}

/// Somebody of the sample.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SamplePersonView {
    /// Name.
    pub name: String,
    /// Role.
    pub role: String,
    /// Password; it guards invented data.
    pub password: String,
}

/// Names a piece of work.
#[derive(Deserialize, TS)]
#[ts(export)]
pub struct WorkRequest {
    /// Its id.
    pub work_id: String,
}

impl From<&ImportReport> for WorkOutcomeView {
    fn from(report: &ImportReport) -> Self {
        Self::Imported {
            rows: report.rows,
            taken: report.counts.taken,
            duplicates: report.counts.duplicates,
            quarantined: report.counts.quarantined,
        }
    }
}
