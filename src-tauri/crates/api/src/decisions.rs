//! Decisions with their lineage, and what replaying one showed.
//!
//! Whether a decision was drawn into the random audit stratum is deliberately absent: reviewers may list decisions,
//! and an item of that stratum looks like any other.

use countersign_domain::{Candidate, Effect, Lineage};
use countersign_engine::{DecisionSummary, Replay, verdict_texts};
use serde::Serialize;
use ts_rs::TS;

/// A decision.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct DecisionView {
    /// Id.
    pub decision_id: String,
    /// Grows with each decision about the event; the highest holds.
    pub revision: u32,
    /// The event.
    pub event_id: String,
    /// `automatic`, `abstained` or `person`.
    pub verdict: String,
    /// Why it was left to a person.
    pub reason: Option<String>,
    /// The most probable intent.
    pub intent: Option<String>,
    /// Its probability, in 0–1.
    pub probability: Option<f64>,
    /// Most probable first.
    pub candidates: Vec<DecisionCandidateView>,
    /// What the probability was compared with, in 0–1.
    pub threshold: Option<f64>,
    /// How unlike the training texts it is, in 0–1.
    pub out_of_scope_score: Option<f64>,
    /// Where it goes.
    pub route: RouteView,
    /// Probability with which a decision of this kind is sent to review as well, in 0–1.
    pub audit_probability: f64,
    /// When.
    pub decided_at_ms: i64,
    /// What fixes it.
    pub lineage: LineageView,
    /// `held`, `released`, `applied` or `withdrawn`; absent for what never leaves.
    pub outbox: Option<String>,
}

/// An intent with its probability.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct DecisionCandidateView {
    /// Intent.
    pub intent: String,
    /// In 0–1.
    pub probability: f64,
}

/// Where a decided event goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct RouteView {
    /// Act or ask.
    #[ts(type = "'act' | 'ask'")]
    pub effect: Effect,
    /// Queue.
    pub queue: String,
    /// Action of the receiving system.
    pub action: Option<String>,
    /// 0–3.
    pub priority: u8,
    /// When a person should have answered.
    pub due_at_ms: i64,
    /// The rule that decided.
    pub rule: String,
}

/// Everything that fixes a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct LineageView {
    /// Features.
    pub feature_set_version: String,
    /// Model; absent where none was live.
    pub model_version: Option<String>,
    /// Routing policy.
    pub routing_policy_version: String,
    /// Taxonomy.
    pub taxonomy_version: String,
    /// Recognizers.
    pub recognizer_version: String,
    /// Sessions of the same subject before this one.
    pub earlier_contacts: u32,
}

impl From<DecisionSummary> for DecisionView {
    fn from(summary: DecisionSummary) -> Self {
        let DecisionSummary { row, outbox } = summary;
        let (verdict, reason) = verdict_texts(row.decision.verdict);
        let decision = row.decision;
        let Lineage { event_id, feature_set_version, model_version, routing_policy_version } = decision.lineage;
        let candidate =
            |Candidate { intent, probability }| DecisionCandidateView { intent: intent.to_string(), probability };
        let candidates: Vec<DecisionCandidateView> = decision.candidates.into_iter().map(candidate).collect();
        Self {
            decision_id: decision.id.to_string(),
            revision: decision.revision,
            event_id: event_id.to_string(),
            verdict: verdict.to_owned(),
            reason: reason.map(str::to_owned),
            intent: candidates.first().map(|best| best.intent.clone()),
            probability: candidates.first().map(|best| best.probability),
            candidates,
            threshold: decision.threshold,
            out_of_scope_score: decision.out_of_scope_score,
            route: RouteView {
                effect: decision.route.effect,
                queue: decision.route.queue.to_string(),
                action: decision.route.action,
                priority: decision.route.priority,
                due_at_ms: decision.route.due_at.0,
                rule: decision.route.rule,
            },
            audit_probability: decision.audit_probability,
            decided_at_ms: decision.decided_at.0,
            lineage: LineageView {
                feature_set_version,
                model_version: model_version.map(|version| version.to_string()),
                routing_policy_version: routing_policy_version.to_string(),
                taxonomy_version: row.taxonomy_version.to_string(),
                recognizer_version: row.recognizer_version,
                earlier_contacts: row.earlier_contacts,
            },
            outbox,
        }
    }
}

/// What replaying a decision showed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ReplayView {
    /// Decision.
    pub decision_id: String,
    /// Whether every field came out the same, bit for bit.
    pub same: bool,
    /// Fields that differ.
    pub differences: Vec<DifferenceView>,
}

/// A field that came out differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DifferenceView {
    /// Field.
    pub field: String,
    /// As kept.
    pub kept: String,
    /// As replayed.
    pub replayed: String,
}

impl From<Replay> for ReplayView {
    fn from(replay: Replay) -> Self {
        let difference = |(field, kept, replayed): (&'static str, String, String)| DifferenceView {
            field: field.to_owned(),
            kept,
            replayed,
        };
        Self {
            decision_id: replay.decision.to_string(),
            same: replay.same,
            differences: replay.differences.into_iter().map(difference).collect(),
        }
    }
}
