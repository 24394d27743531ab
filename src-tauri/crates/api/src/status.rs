//! The status strip: always true.

use countersign_engine::{Fault, Part, Running, Status};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::Failure;

/// What is true now.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct StatusView {
    /// Whether decisions are made and leave.
    pub running: RunningState,
    /// Who stopped or paused: a name, or `file` when the file STOP did.
    pub stopped_by: Option<String>,
    /// Since when.
    pub stopped_at_ms: Option<i64>,
    /// Why, as the person wrote it.
    pub stop_reason: Option<String>,
    /// The live model's first characters.
    pub model_version_short: Option<String>,
    /// The live policy's first characters.
    pub policy_version_short: String,
    /// Whether the promise holds.
    pub promise: PromiseState,
    /// Largest promised share of wrong automatic decisions, in 0–1.
    pub promise_alpha: f64,
    /// Labels that would make the promise possible.
    pub labels_needed: Option<u64>,
    /// What keeps the background work from going on, and what to do.
    pub faults: Vec<FaultView>,
    /// Events that could not be decided nor given to a person.
    pub set_aside: u64,
    /// Items that wait for people.
    pub waiting: u64,
    /// Of them: past their due time.
    pub overdue: u64,
    /// Imports under way.
    pub imports_running: Vec<ImportRunningView>,
}

/// Whether decisions are made and leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RunningState {
    /// Automatic routing is on.
    Running,
    /// STOP is on.
    Stopped,
    /// Automatic routing is paused.
    Paused,
    /// No model is live.
    NoModel,
    /// A model is live and only suggests.
    NoGuarantee,
}

/// Whether the promise holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PromiseState {
    /// A threshold keeps it.
    Valid,
    /// None does, or there is no model.
    None,
    /// The answers to the random sample have turned against it: the engine withdrew it by itself.
    Withdrawn,
}

/// A part of the background work that does not go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FaultView {
    /// Which.
    pub part: FaultPart,
    /// What happened and what to do.
    pub failure: Failure,
    /// Since when.
    pub since_ms: i64,
}

/// Parts of the background work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum FaultPart {
    /// Taking files in.
    Inbox,
    /// Deciding.
    Decisions,
    /// Letting decisions leave.
    Outbox,
}

impl From<&Fault> for FaultView {
    fn from(fault: &Fault) -> Self {
        let part = match fault.part {
            Part::Inbox => FaultPart::Inbox,
            Part::Decisions => FaultPart::Decisions,
            Part::Outbox => FaultPart::Outbox,
        };
        let failure = Failure { code: fault.code.into(), message: fault.message.clone() };
        Self { part, failure, since_ms: fault.since.0 }
    }
}

/// An import under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ImportRunningView {
    /// File.
    pub name: String,
    /// Rows done.
    pub rows_done: u64,
}

/// Why somebody stops, or lifts a stop.
#[derive(Deserialize, TS)]
#[ts(export)]
pub struct StopRequest {
    /// The reason; optional when stopping.
    pub reason: Option<String>,
}

impl StatusView {
    /// The view of a status; `imports` are those under way.
    pub fn of(status: &Status, imports: Vec<ImportRunningView>) -> Self {
        let (running, turn) = match &status.running {
            Running::Automatic => (RunningState::Running, None),
            Running::Stopped(turn) => (RunningState::Stopped, Some(turn)),
            Running::Paused(turn) => (RunningState::Paused, Some(turn)),
            Running::NoModel => (RunningState::NoModel, None),
            Running::NoGuarantee => (RunningState::NoGuarantee, None),
        };
        let (alpha, _, threshold) = status.promise;
        Self {
            running,
            stopped_by: turn.map(|turn| status.by_name.clone().unwrap_or_else(|| who(&turn.by))),
            stopped_at_ms: turn.map(|turn| turn.at.0),
            stop_reason: turn.and_then(|turn| turn.reason.clone()),
            model_version_short: status.model.as_ref().map(|version| version.short().to_owned()),
            policy_version_short: status.policy.as_str().chars().take(8).collect(),
            promise: match (status.withdrawn, threshold) {
                (true, _) => PromiseState::Withdrawn,
                (false, Some(_)) => PromiseState::Valid,
                (false, None) => PromiseState::None,
            },
            promise_alpha: alpha,
            labels_needed: status.labels_needed,
            faults: status.faults.iter().map(FaultView::from).collect(),
            set_aside: status.set_aside,
            waiting: status.waiting,
            overdue: status.overdue,
            imports_running: imports,
        }
    }
}

fn who(by: &str) -> String {
    if by.starts_with("file:") { "file".to_owned() } else { by.to_owned() }
}
