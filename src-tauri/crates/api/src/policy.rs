//! The live routing policy and taxonomy.

use countersign_domain::Effect;
use countersign_engine::LivePolicy;
use serde::Serialize;

/// What is live.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PolicyView {
    /// SHA-256 of the policy's text.
    pub policy_version: String,
    /// SHA-256 of the taxonomy's text.
    pub taxonomy_version: String,
    /// Largest promised share of wrong automatic decisions, in 0–1.
    pub alpha: f64,
    /// Chance that the promise fails, in 0–1.
    pub delta: f64,
    /// Share of automatic decisions that are reviewed as well, in 0–1.
    pub audit_share: f64,
    /// How long a decision is held back before it leaves.
    pub hold_back_ms: i64,
    /// Least difference between the two best intents.
    pub min_margin: f64,
    /// Where escalated items go.
    pub escalation_queue: String,
    /// Queues.
    pub queues: Vec<QueueView>,
    /// Rules, in order.
    pub rules: Vec<RuleView>,
    /// Intents of the taxonomy.
    pub intents: Vec<PolicyIntentView>,
    /// The policy's text, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QueueView {
    /// Id.
    pub queue: String,
    /// Title.
    pub title: String,
    /// Time until a person should have answered.
    pub sla_ms: i64,
}

/// A rule, without its conditions; those are in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleView {
    /// Name.
    pub rule: String,
    /// Act or ask.
    pub effect: Effect,
    /// Queue.
    pub queue: String,
    /// Time until a person should have answered.
    pub sla_ms: i64,
    /// 0–3; absent: the intent's severity.
    pub priority: Option<u8>,
}

/// An intent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PolicyIntentView {
    /// Id.
    pub intent: String,
    /// Title.
    pub title: String,
    /// Definition.
    pub definition: String,
    /// 0–3.
    pub severity: u8,
}

impl From<LivePolicy> for PolicyView {
    fn from(live: LivePolicy) -> Self {
        let policy = live.policy;
        let queues = policy.queues.into_iter().map(|(queue, about)| QueueView {
            queue: queue.to_string(),
            title: about.title,
            sla_ms: about.sla_ms,
        });
        let rules = policy.rules.into_iter().map(|rule| RuleView {
            rule: rule.name,
            effect: rule.effect,
            queue: rule.queue.to_string(),
            sla_ms: rule.sla_ms,
            priority: rule.priority,
        });
        let intents = live.taxonomy.intents().iter().map(|intent| PolicyIntentView {
            intent: intent.id.to_string(),
            title: intent.title.clone(),
            definition: intent.definition.clone(),
            severity: intent.severity,
        });
        Self {
            policy_version: live.policy_version.to_string(),
            taxonomy_version: live.taxonomy_version.to_string(),
            alpha: policy.promise.alpha,
            delta: policy.promise.delta,
            audit_share: policy.audit_share,
            hold_back_ms: policy.hold_back_ms,
            min_margin: policy.min_margin,
            escalation_queue: policy.escalation_queue.to_string(),
            queues: queues.collect(),
            rules: rules.collect(),
            intents: intents.collect(),
            text: None,
        }
    }
}
