//! The policy that was read and how it routes.

use std::collections::BTreeMap;

use countersign_domain::{Channel, Effect, IntentId, QueueId};

use super::hours::HoursUtc;
use super::words::{Phrase, Words};
use super::{DEFAULT_RULE, Known, RoutingInput, RuleOutcome, text};
use crate::PolicyError;
use crate::taxonomy::Taxonomy;

/// A routing policy. Comes from [`Policy::parse`] only, so every one that exists has been checked.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Policy {
    /// What is promised about automatic decisions.
    pub promise: Promise,
    /// Share of automatic decisions that are reviewed as well, in (0, 1].
    pub audit_share: f64,
    /// How long an automatic action and a person's answer can be taken back, in milliseconds.
    pub hold_back_ms: i64,
    /// Least margin over the second intent for an automatic decision, in probability.
    pub min_margin: f64,
    /// Where escalated items go.
    pub escalation_queue: QueueId,
    /// The queues.
    pub queues: BTreeMap<QueueId, Queue>,
    /// In the order of the text.
    pub rules: Vec<Rule>,
    /// Where everything goes that no rule names.
    pub fallback: Fallback,
}

/// "At most `alpha` of what is routed without a person may be wrong, with confidence 1 − `delta`."
#[derive(Debug, Clone, PartialEq)]
pub struct Promise {
    /// Largest share of wrong automatic decisions, in (0, 0.5].
    pub alpha: f64,
    /// Probability with which the promise may fail, in (0, 0.5].
    pub delta: f64,
    /// For whom it holds: for the whole, or for each part of it by itself.
    pub per: Per,
}

/// The parts for each of which a promise holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Per {
    /// Everything together.
    #[default]
    Whole,
    /// Each intent.
    Intent,
    /// Each channel.
    Channel,
    /// Each value of this key of the segment.
    Segment(String),
}

/// A queue that people work on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    /// Its name for people.
    pub title: String,
    /// Time until a person should have answered, where the rule says nothing else, in milliseconds.
    pub sla_ms: i64,
}

/// Where everything goes that no rule names: always to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fallback {
    /// The queue.
    pub queue: QueueId,
    /// Time until a person should have answered, in milliseconds.
    pub sla_ms: i64,
    /// 0–3; the severity of the intent where the text gives none.
    pub priority: Option<u8>,
}

/// One rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Unique within the policy, for example `always-human/refund`.
    pub name: String,
    /// All must hold.
    pub conditions: Conditions,
    /// `act`: automatic where the verdict allows it. `ask`: always a person.
    pub effect: Effect,
    /// The queue.
    pub queue: QueueId,
    /// Action per intent; empty for a rule that asks.
    pub actions: BTreeMap<IntentId, String>,
    /// Time until a person should have answered, in milliseconds.
    pub sla_ms: i64,
    /// 0–3; the severity of the intent where the text gives none.
    pub priority: Option<u8>,
}

/// Conditions of a rule; an absent one always holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Conditions {
    /// The most probable intent is one of these.
    pub intents: Option<Vec<IntentId>>,
    /// The probability is at least this, in 0–1.
    pub min_probability: Option<f64>,
    /// The probability is below this, in 0–1.
    pub max_probability: Option<f64>,
    /// The severity is at least this, 0–3.
    pub min_severity: Option<u8>,
    /// It came by one of these.
    pub channels: Option<Vec<Channel>>,
    /// For each key the segment has one of the values.
    pub segment: BTreeMap<String, Vec<String>>,
    /// The customer's text holds at least one of these words or phrases.
    pub words: Option<Words>,
    /// The subject has made contact at least so often before.
    pub min_earlier_contacts: Option<u32>,
    /// Holds for customers marked as vulnerable; only in rules that ask.
    pub vulnerable: bool,
    /// The event happened within these hours, in UTC.
    pub hours_utc: Option<HoursUtc>,
}

impl Policy {
    /// Reads a policy. Errors name the line or rule, what is wrong and what to do; nothing is guessed and no unknown
    /// key is passed over, since a misspelt condition would make a rule match more than was meant.
    pub fn parse(toml_text: &str) -> Result<Self, PolicyError> {
        text::parse(toml_text)
    }

    /// The policy that ships with the program.
    pub fn default_text() -> &'static str {
        include_str!("../../data/policy.toml")
    }

    /// What the policy says about one event: the first matching rule that asks, else the first matching rule that
    /// acts, else the fallback, which asks.
    pub fn route(&self, input: &RoutingInput<'_>) -> RuleOutcome {
        let said = Phrase::tokens_of(input.customer_text);
        let matching = || self.rules.iter().filter(|rule| rule.conditions.hold(input, &said));
        let asks = matching().find(|rule| rule.effect == Effect::Ask);
        match asks.or_else(|| matching().next()) {
            Some(rule) => rule.outcome(input),
            None => self.fallback.outcome(input),
        }
    }

    /// Whether an event of which no more is known may be decided without a person: some rule that acts may match it,
    /// and no rule that asks matches it whatever the rest is.
    pub fn could_act(&self, known: &Known<'_>) -> bool {
        let rules = |effect: Effect| self.rules.iter().filter(move |rule| rule.effect == effect);
        rules(Effect::Act).any(|rule| rule.conditions.may_hold(known))
            && !rules(Effect::Ask).any(|rule| rule.conditions.must_hold(known))
    }

    /// Intents that the policy names and the taxonomy does not have, with the rule that names them. Such a policy is
    /// not activated: its rule would never match, and what it protects would go unprotected.
    pub fn unknown_intents(&self, taxonomy: &Taxonomy) -> Vec<(String, IntentId)> {
        let named = self.rules.iter().flat_map(|rule| {
            let intents = rule.conditions.intents.iter().flatten();
            intents.map(|intent| (rule.name.clone(), intent.clone()))
        });
        named.filter(|(_, intent)| taxonomy.get(intent).is_none()).collect()
    }
}

impl Rule {
    fn outcome(&self, input: &RoutingInput<'_>) -> RuleOutcome {
        let action = input.intent.and_then(|intent| self.actions.get(intent)).cloned();
        RuleOutcome {
            rule: self.name.clone(),
            queue: self.queue.clone(),
            always_human: self.effect == Effect::Ask,
            action,
            sla_ms: self.sla_ms,
            priority: self.priority.unwrap_or(input.severity.min(3)),
        }
    }
}

impl Fallback {
    fn outcome(&self, input: &RoutingInput<'_>) -> RuleOutcome {
        RuleOutcome {
            rule: DEFAULT_RULE.into(),
            queue: self.queue.clone(),
            action: None,
            sla_ms: self.sla_ms,
            priority: self.priority.unwrap_or(input.severity.min(3)),
            always_human: true,
        }
    }
}

impl Conditions {
    /// Whether all hold; `said` is the customer's text in tokens.
    fn hold(&self, input: &RoutingInput<'_>, said: &[String]) -> bool {
        self.prediction_holds(input)
            && self.min_severity.is_none_or(|least| input.severity >= least)
            && self.channels.as_ref().is_none_or(|channels| channels.contains(&input.channel))
            && self.segment.iter().all(|(key, values)| input.segment.get(key).is_some_and(|v| values.contains(v)))
            && self.words.as_ref().is_none_or(|words| words.occur_in(said))
            && self.min_earlier_contacts.is_none_or(|least| input.earlier_contacts >= least)
            && (!self.vulnerable || input.vulnerable)
            && self.hours_utc.as_ref().is_none_or(|hours| hours.contain(input.at))
    }

    /// Whether nothing that is known speaks against it.
    fn may_hold(&self, known: &Known<'_>) -> bool {
        let in_channel = |channels: &Vec<Channel>| known.channel.is_none_or(|channel| channels.contains(&channel));
        self.intents.as_ref().is_none_or(|intents| intents.contains(known.intent))
            && self.min_probability.is_none_or(|least| known.probability >= least)
            && self.max_probability.is_none_or(|limit| known.probability < limit)
            && self.min_severity.is_none_or(|least| known.severity >= least)
            && self.channels.as_ref().is_none_or(in_channel)
            && self.segment.iter().all(|(key, values)| known.segment.get(key).is_some_and(|v| values.contains(v)))
    }

    /// Whether it holds by what is known alone.
    fn must_hold(&self, known: &Known<'_>) -> bool {
        let asks_for_more = self.words.is_some()
            || self.min_earlier_contacts.is_some()
            || self.vulnerable
            || self.hours_utc.is_some()
            || (self.channels.is_some() && known.channel.is_none());
        !asks_for_more && self.may_hold(known)
    }

    /// Conditions on intent and probability hold only where there is a prediction.
    fn prediction_holds(&self, input: &RoutingInput<'_>) -> bool {
        let asked = self.intents.is_some() || self.min_probability.is_some() || self.max_probability.is_some();
        let Some(intent) = input.intent else { return !asked };
        self.intents.as_ref().is_none_or(|intents| intents.contains(intent))
            && self.min_probability.is_none_or(|least| input.probability >= least)
            && self.max_probability.is_none_or(|limit| input.probability < limit)
    }
}
