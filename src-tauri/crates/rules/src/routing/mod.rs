//! The routing policy: ordered rules from conditions to an effect.
//!
//! Takes the policy's text once and a [`RoutingInput`] per event; gives a [`RuleOutcome`]. Two properties hold for
//! every policy that parses. A rule that asks beats every rule that acts, wherever it stands, so adding one can only
//! move events towards people. And `vulnerable` stands only in rules that ask, so it never moves an event away from
//! one. Deliberately absent: the verdict on the prediction (`decide`), cooldowns and suppression (they need history).

mod edit;
mod hours;
mod policy;
mod text;
mod words;

use std::collections::BTreeMap;

use countersign_domain::{Channel, Effect, IntentId, QueueId, Route, TimeMs, Verdict};

pub use edit::PolicyEdit;
pub use hours::HoursUtc;
pub use policy::{Conditions, Fallback, Per, Policy, Promise, Queue, Rule};

/// Name of the outcome where no rule matches.
pub const DEFAULT_RULE: &str = "default";

/// What the policy looks at.
#[derive(Debug, Clone, Copy)]
pub struct RoutingInput<'a> {
    /// The most probable intent; `None` without a model.
    pub intent: Option<&'a IntentId>,
    /// Its calibrated probability in 0–1; not read without an intent.
    pub probability: f64,
    /// Severity of the intent, 0–3; 0 without one.
    pub severity: u8,
    /// How it came.
    pub channel: Channel,
    /// Plan, region, product.
    pub segment: &'a BTreeMap<String, String>,
    /// Whether the source marks the customer as vulnerable; leads towards a person only.
    pub vulnerable: bool,
    /// What the customer said, pseudonymized; placeholders match no word.
    pub customer_text: &'a str,
    /// Earlier contacts of the same subject, as the engine counts them.
    pub earlier_contacts: u32,
    /// When the event happened.
    pub at: TimeMs,
}

/// What is still known of a labelled event where its words, its hour, its earlier contacts and its customer are not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Known<'a> {
    /// The most probable intent.
    pub intent: &'a IntentId,
    /// Its calibrated probability in 0–1.
    pub probability: f64,
    /// Severity of the intent, 0–3.
    pub severity: u8,
    /// How it came; `None` where that is not known either.
    pub channel: Option<Channel>,
    /// Plan, region, product.
    pub segment: &'a BTreeMap<String, String>,
}

/// What the policy says about one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleOutcome {
    /// The rule that decided, or [`DEFAULT_RULE`].
    pub rule: String,
    /// The queue, whether a machine or a person works on it.
    pub queue: QueueId,
    /// What the receiving system is asked to do where the verdict is automatic.
    pub action: Option<String>,
    /// Time until a person should have answered, in milliseconds.
    pub sla_ms: i64,
    /// 0 (can wait) – 3 (urgent).
    pub priority: u8,
    /// Whether a person answers whatever the probability.
    pub always_human: bool,
}

impl RuleOutcome {
    /// The route that follows once the verdict is known. Acts only where the verdict is automatic *and* the rule
    /// names an action and does not ask for a person; everything else asks. `at` starts the clock of the SLA.
    pub fn route(&self, verdict: Verdict, at: TimeMs) -> Route {
        let acts = verdict == Verdict::Automatic && !self.always_human;
        let action = self.action.clone().filter(|_| acts);
        Route {
            effect: if action.is_some() { Effect::Act } else { Effect::Ask },
            queue: self.queue.clone(),
            action,
            priority: self.priority,
            due_at: at.plus_ms(self.sla_ms),
            rule: self.rule.clone(),
        }
    }
}

#[cfg(test)]
mod tests;
