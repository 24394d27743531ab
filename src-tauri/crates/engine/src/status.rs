//! What is true now: for the status strip and for scripts.

use std::collections::BTreeMap;

use countersign_domain::{Actor, ModelVersion, PolicyVersion, TimeMs};
use countersign_rules::authorization::Capability;
use countersign_store::SwitchRow;

use crate::{Engine, Error, Fault};

/// Whether decisions are made and leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Running {
    /// Automatic routing is on.
    Automatic,
    /// STOP is on.
    Stopped(SwitchRow),
    /// Automatic routing is paused.
    Paused(SwitchRow),
    /// No model has been promoted yet.
    NoModel,
    /// A model is live, and no threshold keeps the promise: it only suggests.
    NoGuarantee,
}

/// What is true now.
#[derive(Debug, Clone, PartialEq)]
pub struct Status {
    /// Whether decisions are made and leave.
    pub running: Running,
    /// Name of the person who stopped or paused, where it was one.
    pub by_name: Option<String>,
    /// The live model.
    pub model: Option<ModelVersion>,
    /// The live policy.
    pub policy: PolicyVersion,
    /// The promise: largest share of errors, chance of failing, and the threshold that keeps it.
    pub promise: (f64, f64, Option<f64>),
    /// Whether the watch over the promise has withdrawn it.
    pub withdrawn: bool,
    /// Labels that would change it, where none keeps it.
    pub labels_needed: Option<u64>,
    /// What keeps the background work from going on.
    pub faults: Vec<Fault>,
    /// Events on which deciding failed so that not even a person has them; tried again by the next start.
    pub set_aside: u64,
    /// Items that wait for people.
    pub waiting: u64,
    /// Of them: past their due time.
    pub overdue: u64,
    /// Events that wait for a decision.
    pub undecided: u64,
    /// Events in all.
    pub events: u64,
    /// Refused rows that are held.
    pub quarantined: u64,
    /// When this was true.
    pub at: TimeMs,
}

/// What there is in all, by kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Current decisions by verdict and reason.
    pub decisions: Vec<(String, Option<String>, u64)>,
    /// The outbox by state.
    pub outbox: Vec<(String, u64)>,
    /// Labels by intent.
    pub labels: BTreeMap<String, u64>,
}

impl Engine {
    /// What there is in all. Reads every decision, so it is not for the strip, which is asked for with each change.
    /// Errors: `NotAllowed`.
    pub fn tally(&self, actor: &Actor) -> Result<Tally, Error> {
        let pass = self.pass(actor, Capability::MonitoringRead)?;
        self.read(&pass, |r| {
            Ok(Tally { decisions: r.decision_counts()?, outbox: r.outbox_counts()?, labels: r.label_counts()? })
        })
    }

    /// What is true now. Errors: `NotAllowed`.
    pub fn status(&self, actor: &Actor) -> Result<Status, Error> {
        let pass = self.pass(actor, Capability::MonitoringRead)?;
        let live = self.live();
        let promise = live.model.as_ref().map(|model| &model.promise);
        let threshold = promise.and_then(|promise| promise.cells.iter().find_map(|cell| cell.guarantee.threshold));
        let running = match (&live.stopped, &live.paused, &live.model, threshold) {
            (Some(turn), ..) => Running::Stopped(turn.clone()),
            (None, Some(turn), ..) => Running::Paused(turn.clone()),
            (None, None, None, _) => Running::NoModel,
            (None, None, Some(_), None) => Running::NoGuarantee,
            (None, None, Some(_), Some(_)) => Running::Automatic,
        };
        self.read(&pass, |r| {
            let counts = r.event_counts()?;
            let by = match &running {
                Running::Stopped(turn) | Running::Paused(turn) => Some(turn.by.clone()),
                _ => None,
            };
            let by_name = r
                .people()?
                .into_iter()
                .find(|person| by.as_deref() == Some(person.id.as_str()))
                .map(|person| person.name);
            Ok(Status {
                running,
                by_name,
                model: live.model.as_ref().map(|model| model.version.clone()),
                policy: live.policy_version.clone(),
                promise: (live.policy.promise.alpha, live.policy.promise.delta, threshold),
                faults: self.faults(),
                set_aside: r.set_aside()?,
                withdrawn: live.is_withdrawn(),
                labels_needed: promise.filter(|promise| !promise.holds()).and_then(|promise| promise.labels_needed()),
                waiting: r.waiting()?,
                overdue: r.overdue(pass.at())?,
                undecided: counts.undecided,
                events: counts.events,
                quarantined: r.quarantine_held()?,
                at: pass.at(),
            })
        })
    }
}
