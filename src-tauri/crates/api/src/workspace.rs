//! A workspace: just made, looked over, and how it does.

use std::collections::BTreeMap;

use countersign_engine::{Status, Tally};
use serde::Serialize;

use crate::{KeyModeName, StatusView};

/// A workspace that was just made.
#[derive(Serialize)]
pub struct WorkspaceCreatedView {
    /// Name.
    pub name: String,
    /// Folder.
    pub folder: String,
    /// How it is opened.
    pub key_mode: KeyModeName,
    /// First administrator.
    pub administrator: String,
    /// Opens the workspace when keyring or passphrase are lost. Shown once, kept nowhere.
    pub recovery_code: String,
}

/// How a workspace does, with counts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WorkspaceStatusView {
    /// The status strip.
    #[serde(flatten)]
    pub status: StatusView,
    /// Name.
    pub workspace: String,
    /// The live model.
    pub model_version: Option<String>,
    /// The live policy.
    pub policy_version: String,
    /// Probability from which on the engine decides by itself, in 0–1.
    pub threshold: Option<f64>,
    /// Events in all.
    pub events: u64,
    /// Events that wait for a decision.
    pub undecided: u64,
    /// Refused rows that are held.
    pub quarantined: u64,
    /// Decisions that hold now.
    pub decisions: Vec<DecisionCountView>,
    /// The outbox by state.
    pub outbox: BTreeMap<String, u64>,
    /// Labels by intent.
    pub labels: BTreeMap<String, u64>,
    /// When this was true.
    pub at_ms: i64,
}

/// Decisions of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DecisionCountView {
    /// `automatic`, `abstained` or `person`.
    pub verdict: String,
    /// Why it was left to a person.
    pub reason: Option<String>,
    /// How many.
    pub n: u64,
}

impl WorkspaceStatusView {
    /// The view of what is true of the workspace called `name`, and of what there is in it.
    pub fn of(name: &str, status: &Status, tally: Tally) -> Self {
        Self {
            workspace: name.to_owned(),
            model_version: status.model.as_ref().map(ToString::to_string),
            policy_version: status.policy.to_string(),
            threshold: status.promise.2,
            events: status.events,
            undecided: status.undecided,
            quarantined: status.quarantined,
            outbox: tally.outbox.into_iter().collect(),
            labels: tally.labels,
            at_ms: status.at.0,
            status: StatusView::of(status, Vec::new()),
            decisions: tally
                .decisions
                .into_iter()
                .map(|(verdict, reason, n)| DecisionCountView { verdict, reason, n })
                .collect(),
        }
    }
}
