//! What a look at the workspace found.

use countersign_engine::doctor::{Check, CheckFinding, Findings};
use countersign_engine::{Folder, Holder};
use serde::Serialize;
use ts_rs::TS;

use crate::KeyModeName;

/// What a look at the workspace found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DoctorView {
    /// Whether nothing is wrong.
    pub healthy: bool,
    /// The folder.
    pub folder: String,
    /// Who holds it.
    pub holder: Option<HolderView>,
    /// How it is opened; absent where the key file cannot be read.
    pub key_mode: Option<KeyModeName>,
    /// Bytes that are free where the folder lies.
    pub free_bytes: Option<u64>,
    /// Version of this program.
    pub program_version: String,
    /// What was looked at, in order.
    pub checks: Vec<CheckView>,
}

/// Who holds a workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct HolderView {
    /// Process id.
    pub pid: u32,
    /// `console`, `run` or a command's name.
    pub program: String,
    /// Since when.
    pub since_ms: i64,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CheckView {
    /// What: a name that the page has words for.
    pub check: String,
    /// How it is.
    pub outcome: CheckOutcome,
    /// In a sentence, with what to do where it is wrong.
    pub message: String,
}

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CheckOutcome {
    /// As it should be.
    Good,
    /// Wrong; the message says what to do.
    Bad,
    /// Could not be looked at, or does not apply.
    Skipped,
}

impl DoctorView {
    /// The view of `findings` about the workspace in `folder`.
    pub fn of(findings: Findings, folder: &Folder, program_version: &str) -> Self {
        Self {
            healthy: findings.checks.iter().all(|check| check.finding != CheckFinding::Bad),
            folder: folder.path().display().to_string(),
            holder: findings.holder.map(Into::into),
            key_mode: findings.mode.map(Into::into),
            free_bytes: findings.free_bytes,
            program_version: program_version.to_owned(),
            checks: findings.checks.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<Holder> for HolderView {
    fn from(holder: Holder) -> Self {
        Self { pid: holder.pid, program: holder.program, since_ms: holder.since.0 }
    }
}

impl From<Check> for CheckView {
    fn from(check: Check) -> Self {
        Self {
            check: check.name.to_owned(),
            outcome: match check.finding {
                CheckFinding::Good => CheckOutcome::Good,
                CheckFinding::Bad => CheckOutcome::Bad,
                CheckFinding::Skipped => CheckOutcome::Skipped,
            },
            message: check.message,
        }
    }
}
