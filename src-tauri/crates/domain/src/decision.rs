//! What the engine concludes about one event.

use crate::text_enum::text_enum;
use crate::{DecisionId, EventId, IntentId, ModelVersion, PolicyVersion, Route, TimeMs};

text_enum! {
    /// Why the engine left the decision to a person.
    AbstainReason {
        /// No model has been promoted yet.
        NoModel = "no_model",
        /// No threshold keeps the promise, or it was withdrawn.
        NoGuarantee = "no_guarantee",
        /// The probability is below the threshold that keeps the promise.
        BelowThreshold = "below_threshold",
        /// The two best intents are too close.
        TwoRivals = "two_rivals",
        /// The text is unlike anything the model has learnt from.
        OutOfScope = "out_of_scope",
        /// The language is not supported.
        Language = "language",
        /// A rule sends this to a person whatever the probability.
        AlwaysHuman = "always_human",
        /// There is no text to decide on.
        NoText = "no_text",
        /// STOP is on.
        Stopped = "stopped",
        /// Automatic routing is paused, for example after a roll-back.
        Paused = "paused",
        /// A person has this conversation in the queue already; nothing is sent past them.
        OpenItem = "open_item",
        /// Something failed; the log and the ledger say what.
        Fault = "fault",
    }
}

/// An intent with its calibrated probability.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The intent.
    pub intent: IntentId,
    /// Calibrated, in 0–1.
    pub probability: f64,
}

/// Automatic, left to a person with the reason, or made by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Routed without a person.
    Automatic,
    /// Waits for a person.
    Abstained(AbstainReason),
    /// A person answered; final for the machine.
    Person,
}

/// Everything that fixes a decision; with the event it is enough to make it again, bit for bit.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Lineage {
    /// The event decided on.
    pub event_id: EventId,
    /// Version of the feature definition.
    pub feature_set_version: String,
    /// The bundle, or `None` where no model was live.
    pub model_version: Option<ModelVersion>,
    /// The routing policy.
    pub routing_policy_version: PolicyVersion,
}

/// One decision about one event.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// Its id.
    pub id: DecisionId,
    /// 1 for the first decision about the event; a recall writes the next.
    pub revision: u32,
    /// What fixes it.
    pub lineage: Lineage,
    /// Automatic or not.
    pub verdict: Verdict,
    /// Most probable first, at most five; empty without a model.
    pub candidates: Vec<Candidate>,
    /// What the top probability was compared with, in 0–1.
    pub threshold: Option<f64>,
    /// How unlike the training texts it is, in 0–1.
    pub out_of_scope_score: Option<f64>,
    /// Where it goes.
    pub route: Route,
    /// Probability with which an automatic decision of this kind is sent to review as well, in 0–1.
    pub audit_probability: f64,
    /// Whether it was drawn into that random audit stratum.
    pub audited: bool,
    /// When.
    pub decided_at: TimeMs,
}

impl Decision {
    /// The intent the engine holds most probable.
    pub fn intent(&self) -> Option<&IntentId> {
        self.candidates.first().map(|candidate| &candidate.intent)
    }
}
