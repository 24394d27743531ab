//! The policy as the window shows it: intents with what is done for each, rules, queues, versions and their differences.

use countersign_domain::{Effect, TimeMs};
use countersign_engine::{Conditions, DiffLine, LivePolicy, PolicyActivation, PolicyEdit, PolicyKind, Rule};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Everything that the screen of the policy shows.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct PolicyBoardView {
    /// First characters of the policy's version.
    pub policy_short: String,
    /// First characters of the taxonomy's version.
    pub taxonomy_short: String,
    /// Largest promised share of wrong automatic decisions, in 0–1.
    pub alpha: f64,
    /// Confidence with which it is promised, in 0–1.
    pub confidence: f64,
    /// Share of automatic decisions that people review as well, in 0–1.
    pub audit_share: f64,
    /// How long an action or an answer can be taken back.
    pub hold_back_ms: i64,
    /// Least distance of the two best intents, in probability.
    pub min_margin: f64,
    /// Title of the queue of escalated items.
    pub escalation_queue: String,
    /// Queues, by title.
    pub queues: Vec<PolicyQueueView>,
    /// Rules, in order.
    pub rules: Vec<PolicyRuleView>,
    /// Intents, in the taxonomy's order.
    pub intents: Vec<IntentCardView>,
    /// What was live since when, newest first.
    pub versions: Vec<PolicyVersionView>,
    /// The policy's text.
    pub text: String,
}

/// A queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PolicyQueueView {
    /// Id.
    pub queue: String,
    /// Title.
    pub title: String,
    /// Time until a person should have answered.
    pub sla_ms: i64,
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct PolicyRuleView {
    /// Name.
    pub name: String,
    /// Whether a person always answers.
    pub asks: bool,
    /// Title of the queue.
    pub queue: String,
    /// Time until a person should have answered.
    pub sla_ms: i64,
    /// 0–3; absent: the intent's severity.
    pub priority: Option<u8>,
    /// Titles of the intents it is about; empty: any.
    pub intents: Vec<String>,
    /// Codes of further conditions.
    pub conditions: Vec<PolicyConditionName>,
}

/// A condition beside the intent; its figures are in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "PolicyCondition", export)]
pub enum PolicyConditionName {
    /// How sure the suggestion is.
    Probability,
    /// How grave the intent is.
    Severity,
    /// How it came.
    Channel,
    /// Plan, region, product.
    Segment,
    /// Words in the text.
    Words,
    /// Earlier contacts.
    Contacts,
    /// Vulnerable customers.
    Vulnerable,
    /// Time of day.
    Hours,
}

/// An intent, for whoever must choose among them.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct IntentCardView {
    /// Id.
    pub intent: String,
    /// Title.
    pub title: String,
    /// What it means.
    pub definition: String,
    /// 0–3.
    pub severity: u8,
    /// What customers who mean it write.
    pub examples: Vec<String>,
    /// What looks like it and is something else.
    pub counter_examples: Vec<CounterExampleView>,
    /// What the receiving system is asked to do, where it may be without a person.
    pub action: Option<String>,
    /// Title of the queue it usually goes to.
    pub queue: String,
    /// Time until a person should have answered.
    pub sla_ms: i64,
    /// Whether a person answers, whatever the probability.
    pub always_human: bool,
    /// The rule that says so.
    pub rule: String,
}

/// What looks like an intent and is another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CounterExampleView {
    /// The text.
    pub text: String,
    /// Title of the intent that it is.
    pub is: String,
}

/// From when on a text was live.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PolicyVersionView {
    /// `policy` or `taxonomy`.
    pub kind: String,
    /// Version.
    pub version: String,
    /// Its first characters.
    pub version_short: String,
    /// When it went live.
    pub at_ms: i64,
    /// Version before it; absent for the first.
    pub before: Option<String>,
}

/// Names two texts.
#[derive(Deserialize, TS)]
#[ts(export)]
pub struct PolicyDiffRequest {
    /// The older.
    pub from: String,
    /// The newer.
    pub to: String,
}

/// How two texts differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PolicyDiffView {
    /// Lines, with a few around each difference.
    pub lines: Vec<DiffLineView>,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DiffLineView {
    /// What became of it.
    pub kind: DiffLineKind,
    /// Its text.
    pub text: String,
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DiffLineKind {
    /// In both.
    Same,
    /// In the newer one.
    Added,
    /// In the older one.
    Removed,
    /// Lines that are alike and not shown.
    Gap,
}

/// Asks for another promise, hold-back or time of a queue.
#[derive(Deserialize, TS)]
#[ts(export)]
pub struct PolicyChangeRequest {
    /// Largest promised share of wrong automatic decisions, in 0–1.
    pub alpha: Option<f64>,
    /// Minutes an action or answer can be taken back.
    pub hold_back_minutes: Option<u32>,
    /// Times of queues.
    pub queues: Vec<QueueTimeView>,
    /// Why.
    pub reason: String,
}

/// The time of a queue.
#[derive(Deserialize, TS)]
#[ts(export)]
pub struct QueueTimeView {
    /// Id.
    pub queue: String,
    /// Minutes until a person should have answered.
    pub minutes: u32,
}

impl PolicyChangeRequest {
    /// What to change.
    pub fn edit(&self) -> PolicyEdit {
        let time = |time: &QueueTimeView| (countersign_domain::QueueId::new(time.queue.clone()), time.minutes);
        PolicyEdit {
            alpha: self.alpha,
            hold_back_minutes: self.hold_back_minutes,
            sla_minutes: self.queues.iter().map(time).collect(),
        }
    }
}

fn short(version: &str) -> String {
    version.chars().take(8).collect()
}

impl PolicyBoardView {
    /// The board of what is `live` at `at`, with what was.
    pub fn of(live: LivePolicy, versions: Vec<PolicyActivation>, at: TimeMs) -> Self {
        let policy = &live.policy;
        let queue = |id: &countersign_domain::QueueId| {
            policy.queues.get(id).map_or_else(|| id.to_string(), |queue| queue.title.clone())
        };
        let title = |id: &countersign_domain::IntentId| {
            live.taxonomy.get(id).map_or_else(|| id.to_string(), |intent| intent.title.clone())
        };
        let rules = policy.rules.iter().map(|rule: &Rule| PolicyRuleView {
            name: rule.name.clone(),
            asks: rule.effect == Effect::Ask,
            queue: queue(&rule.queue),
            sla_ms: rule.sla_ms,
            priority: rule.priority,
            intents: rule.conditions.intents.iter().flatten().map(title).collect(),
            conditions: conditions(&rule.conditions),
        });
        let intents = live.taxonomy.intents().iter().map(|intent| {
            let outcome = live.usual_outcome(intent, at);
            let counter_examples = intent.counter_examples.iter();
            IntentCardView {
                intent: intent.id.to_string(),
                title: intent.title.clone(),
                definition: intent.definition.clone(),
                severity: intent.severity,
                examples: intent.examples.clone(),
                counter_examples: counter_examples
                    .map(|each| CounterExampleView { text: each.text.clone(), is: title(&each.intent) })
                    .collect(),
                action: outcome.action,
                queue: queue(&outcome.queue),
                sla_ms: outcome.sla_ms,
                always_human: outcome.always_human,
                rule: outcome.rule,
            }
        });
        let mut queues: Vec<PolicyQueueView> = policy
            .queues
            .iter()
            .map(|(id, about)| PolicyQueueView {
                queue: id.to_string(),
                title: about.title.clone(),
                sla_ms: about.sla_ms,
            })
            .collect();
        queues.sort_by(|one, other| one.title.cmp(&other.title));
        Self {
            policy_short: short(live.policy_version.as_str()),
            taxonomy_short: short(live.taxonomy_version.as_str()),
            alpha: policy.promise.alpha,
            confidence: 1.0 - policy.promise.delta,
            audit_share: policy.audit_share,
            hold_back_ms: policy.hold_back_ms,
            min_margin: policy.min_margin,
            escalation_queue: queue(&policy.escalation_queue),
            rules: rules.collect(),
            intents: intents.collect(),
            versions: history(&versions),
            queues,
            text: live.policy_text,
        }
    }
}

fn conditions(of: &Conditions) -> Vec<PolicyConditionName> {
    use PolicyConditionName::{Channel, Contacts, Hours, Probability, Segment, Severity, Vulnerable, Words};
    let all = [
        (of.min_probability.is_some() || of.max_probability.is_some(), Probability),
        (of.min_severity.is_some(), Severity),
        (of.channels.is_some(), Channel),
        (!of.segment.is_empty(), Segment),
        (of.words.is_some(), Words),
        (of.min_earlier_contacts.is_some(), Contacts),
        (of.vulnerable, Vulnerable),
        (of.hours_utc.is_some(), Hours),
    ];
    all.into_iter().filter_map(|(holds, name)| holds.then_some(name)).collect()
}

fn history(versions: &[PolicyActivation]) -> Vec<PolicyVersionView> {
    let kind = |kind: PolicyKind| if kind == PolicyKind::Taxonomy { "taxonomy" } else { "policy" };
    let view = |(at, each): (usize, &PolicyActivation)| PolicyVersionView {
        kind: kind(each.kind).to_owned(),
        version: each.version.to_string(),
        version_short: short(each.version.as_str()),
        at_ms: each.at.0,
        before: versions[at + 1..].iter().find(|older| older.kind == each.kind).map(|older| older.version.to_string()),
    };
    versions.iter().enumerate().map(view).collect()
}

impl From<Vec<DiffLine>> for PolicyDiffView {
    fn from(lines: Vec<DiffLine>) -> Self {
        let line = |line| match line {
            DiffLine::Same(text) => DiffLineView { kind: DiffLineKind::Same, text },
            DiffLine::Added(text) => DiffLineView { kind: DiffLineKind::Added, text },
            DiffLine::Removed(text) => DiffLineView { kind: DiffLineKind::Removed, text },
            DiffLine::Gap => DiffLineView { kind: DiffLineKind::Gap, text: String::new() },
        };
        Self { lines: lines.into_iter().map(line).collect() }
    }
}
