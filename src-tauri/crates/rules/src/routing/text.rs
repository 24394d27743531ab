//! From the policy's text to a checked [`Policy`].

use std::collections::{BTreeMap, BTreeSet};

use countersign_domain::{Channel, Effect, IntentId, QueueId};
use serde::Deserialize;
use toml::Spanned;

use super::DEFAULT_RULE;
use super::hours::{HoursText, HoursUtc};
use super::policy::{Conditions, Fallback, Per, Policy, Promise, Queue, Rule};
use super::words::Words;
use crate::PolicyError;

const MINUTE_MS: i64 = 60_000;
/// Longest SLA and hold-back that is believable, in minutes: a year and a day.
const MAX_SLA_MINUTES: u32 = 365 * 24 * 60;
const MAX_HOLD_BACK_MINUTES: u32 = 24 * 60;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicyText {
    audit_share: f64,
    hold_back_minutes: u32,
    min_margin: f64,
    escalation_queue: String,
    promise: PromiseText,
    queues: BTreeMap<String, QueueText>,
    default: DefaultText,
    #[serde(default)]
    actions: BTreeMap<String, String>,
    #[serde(default)]
    rule: Vec<Spanned<RuleText>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PromiseText {
    alpha: f64,
    delta: f64,
    per: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QueueText {
    title: String,
    sla_minutes: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DefaultText {
    queue: String,
    sla_minutes: Option<u32>,
    priority: Option<u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleText {
    name: String,
    intents: Option<Vec<String>>,
    min_probability: Option<f64>,
    max_probability: Option<f64>,
    min_severity: Option<u8>,
    channels: Option<Vec<Channel>>,
    #[serde(default)]
    segment: BTreeMap<String, Vec<String>>,
    words: Option<Vec<String>>,
    min_earlier_contacts: Option<u32>,
    vulnerable: Option<bool>,
    hours_utc: Option<HoursText>,
    effect: Effect,
    queue: String,
    action: Option<String>,
    sla_minutes: Option<u32>,
    priority: Option<u8>,
}

/// What is wrong and what to do; the place is added by who knows it.
type Fault = (String, &'static str);

/// Reads and checks a policy.
pub(super) fn parse(text: &str) -> Result<Policy, PolicyError> {
    let raw: PolicyText = toml::from_str(text).map_err(|error| PolicyError::of_toml(text, &error))?;
    let in_settings = |(what, remedy): Fault| PolicyError::at(text, None, "settings", what, remedy);
    check_settings(&raw).map_err(in_settings)?;
    let queues = queues(&raw).map_err(in_settings)?;
    let fallback = fallback(&raw.default, &queues)
        .map_err(|(what, remedy)| PolicyError::at(text, None, "default", what, remedy))?;
    let rules = rules(text, raw.rule, &queues, &raw.actions)?;
    Ok(Policy {
        promise: Promise {
            alpha: raw.promise.alpha,
            delta: raw.promise.delta,
            per: per(raw.promise.per.as_deref()).map_err(in_settings)?,
        },
        audit_share: raw.audit_share,
        hold_back_ms: i64::from(raw.hold_back_minutes) * MINUTE_MS,
        min_margin: raw.min_margin,
        escalation_queue: QueueId::new(raw.escalation_queue),
        queues,
        rules,
        fallback,
    })
}

/// For whom the promise holds.
fn per(text: Option<&str>) -> Result<Per, Fault> {
    match text {
        None | Some("whole") => Ok(Per::Whole),
        Some("intent") => Ok(Per::Intent),
        Some("channel") => Ok(Per::Channel),
        Some(other) => match other.strip_prefix("segment.").filter(|key| !key.trim().is_empty()) {
            Some(key) => Ok(Per::Segment(key.to_owned())),
            None => Err((format!("promise.per `{other}` is no part"), "write whole, intent, channel or segment.KEY")),
        },
    }
}

fn check_settings(raw: &PolicyText) -> Result<(), Fault> {
    let half = |share: f64| share > 0.0 && share <= 0.5;
    if !half(raw.promise.alpha) || !half(raw.promise.delta) {
        return fault("promise.alpha and promise.delta are shares above 0 and at most 0.5", "write for example 0.02");
    }
    if !(raw.audit_share > 0.0 && raw.audit_share <= 1.0) {
        return fault(
            "audit_share is a share above 0 and at most 1",
            "keep it above 0: without audited decisions nothing checks the promise",
        );
    }
    if !(0.0..1.0).contains(&raw.min_margin) {
        return fault("min_margin is a probability from 0 to below 1", "write for example 0.1");
    }
    if raw.hold_back_minutes > MAX_HOLD_BACK_MINUTES {
        return fault("hold_back_minutes is longer than a day", "write at most 1440");
    }
    if !raw.queues.contains_key(&raw.escalation_queue) {
        return Err((format!("escalation_queue `{}` is not a queue", raw.escalation_queue), "add it under [queues]"));
    }
    Ok(())
}

fn queues(raw: &PolicyText) -> Result<BTreeMap<QueueId, Queue>, Fault> {
    let mut queues = BTreeMap::new();
    for (id, queue) in &raw.queues {
        if !is_name(id) || queue.title.trim().is_empty() {
            return Err((format!("queue `{id}` has no usable name or title"), "use letters a–z, digits, _ and -"));
        }
        let sla_ms = sla_ms(Some(queue.sla_minutes), 0)?;
        queues.insert(QueueId::new(id), Queue { title: queue.title.clone(), sla_ms });
    }
    Ok(queues)
}

fn fallback(raw: &DefaultText, queues: &BTreeMap<QueueId, Queue>) -> Result<Fallback, Fault> {
    let (queue, queue_sla_ms) = known_queue(&raw.queue, queues)?;
    Ok(Fallback { queue, sla_ms: sla_ms(raw.sla_minutes, queue_sla_ms)?, priority: priority(raw.priority)? })
}

fn rules(
    text: &str,
    raw: Vec<Spanned<RuleText>>,
    queues: &BTreeMap<QueueId, Queue>,
    actions: &BTreeMap<String, String>,
) -> Result<Vec<Rule>, PolicyError> {
    let mut names = BTreeSet::new();
    let mut rules = Vec::with_capacity(raw.len());
    for spanned in raw {
        let offset = spanned.span().start;
        let raw = spanned.into_inner();
        let place = format!("rule {}", raw.name);
        let at = |(what, remedy): Fault| PolicyError::at(text, Some(offset), place.as_str(), what, remedy);
        if !names.insert(raw.name.clone()) {
            return Err(at(("another rule has this name".into(), "give each rule a name of its own")));
        }
        rules.push(rule(raw, queues, actions).map_err(at)?);
    }
    Ok(rules)
}

fn rule(raw: RuleText, queues: &BTreeMap<QueueId, Queue>, actions: &BTreeMap<String, String>) -> Result<Rule, Fault> {
    if raw.name == DEFAULT_RULE || !raw.name.split('/').all(is_name) {
        return fault("the name is not usable", "use a–z, 0–9, _ and - with / between parts, and not `default`");
    }
    if raw.vulnerable == Some(false) || (raw.vulnerable == Some(true) && raw.effect != Effect::Ask) {
        return fault(
            "`vulnerable` may only lead towards a person",
            "write vulnerable = true in a rule with effect = \"ask\", or leave it out",
        );
    }
    let (queue, queue_sla_ms) = known_queue(&raw.queue, queues)?;
    let (sla_ms, priority) = (sla_ms(raw.sla_minutes, queue_sla_ms)?, priority(raw.priority)?);
    let actions = actions_of(&raw, actions)?;
    let (name, effect) = (raw.name.clone(), raw.effect);
    Ok(Rule { name, conditions: conditions(raw)?, effect, queue, actions, sla_ms, priority })
}

/// What a rule does per intent: its own action, else the one under `[actions]`. A rule that acts names its intents,
/// and each has an action; a rule that asks has none.
fn actions_of(raw: &RuleText, actions: &BTreeMap<String, String>) -> Result<BTreeMap<IntentId, String>, Fault> {
    let intents = match (raw.effect, &raw.intents) {
        (Effect::Ask, _) if raw.action.is_some() => {
            return fault("a rule that asks a person has no action", "remove the action or write effect = \"act\"");
        }
        (Effect::Ask, _) => return Ok(BTreeMap::new()),
        (Effect::Act, None) => return fault("a rule that acts names no intents", "add intents = [ … ]"),
        (Effect::Act, Some(intents)) => intents,
    };
    let mut found = BTreeMap::new();
    for intent in intents {
        let Some(action) = raw.action.as_ref().or_else(|| actions.get(intent)) else {
            return Err((format!("there is no action for {intent}"), "add one to the rule or under [actions]"));
        };
        if !is_name(action) {
            return Err((format!("the action of {intent} is not usable"), "use letters a–z, digits, _ and -"));
        }
        found.insert(IntentId::new(intent), action.clone());
    }
    Ok(found)
}

fn conditions(raw: RuleText) -> Result<Conditions, Fault> {
    let share = |p: Option<f64>| p.is_none_or(|p| (0.0..=1.0).contains(&p));
    if !share(raw.min_probability) || !share(raw.max_probability) {
        return fault("a probability is not in 0–1", "write for example 0.9");
    }
    if raw.min_severity.is_some_and(|severity| severity > 3) {
        return fault("min_severity is above 3", "write 0, 1, 2 or 3");
    }
    let empty = |list: &Option<Vec<String>>| list.as_ref().is_some_and(Vec::is_empty);
    let no_channel = raw.channels.as_ref().is_some_and(Vec::is_empty);
    let no_value = raw.segment.values().any(Vec::is_empty);
    if empty(&raw.intents) || empty(&raw.words) || no_channel || no_value {
        return fault("an empty list matches nothing", "name at least one, or leave the condition out");
    }
    let words = raw.words.map(Words::parse).transpose();
    let words = words.map_err(|entry| (format!("`{entry}` holds no word"), "write a word or a phrase"))?;
    let hours_utc = raw.hours_utc.as_ref().map(HoursUtc::parse).transpose();
    let hours_utc = hours_utc
        .map_err(|part| (format!("`{part}` is not a day or time"), "write days mon … sun and times HH:MM in UTC"))?;
    Ok(Conditions {
        intents: raw.intents.map(|intents| intents.into_iter().map(IntentId::new).collect()),
        min_probability: raw.min_probability,
        max_probability: raw.max_probability,
        min_severity: raw.min_severity,
        channels: raw.channels,
        segment: raw.segment,
        words,
        min_earlier_contacts: raw.min_earlier_contacts,
        vulnerable: raw.vulnerable == Some(true),
        hours_utc,
    })
}

fn known_queue(name: &str, queues: &BTreeMap<QueueId, Queue>) -> Result<(QueueId, i64), Fault> {
    let id = QueueId::new(name);
    match queues.get(&id) {
        Some(queue) => Ok((id, queue.sla_ms)),
        None => Err((format!("`{name}` is not a queue"), "add it under [queues] or correct the name")),
    }
}

fn sla_ms(minutes: Option<u32>, otherwise: i64) -> Result<i64, Fault> {
    match minutes {
        None => Ok(otherwise),
        Some(minutes) if (1..=MAX_SLA_MINUTES).contains(&minutes) => Ok(i64::from(minutes) * MINUTE_MS),
        Some(_) => fault("sla_minutes is not between one minute and a year", "write for example 240"),
    }
}

fn priority(priority: Option<u8>) -> Result<Option<u8>, Fault> {
    match priority {
        Some(4..) => fault("the priority is above 3", "write 0 (can wait) to 3 (urgent)"),
        other => Ok(other),
    }
}

/// Names go into the ledger, into files and to other systems.
fn is_name(text: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-';
    !text.is_empty() && text.len() <= 64 && text.bytes().all(allowed)
}

fn fault<T>(what: &str, remedy: &'static str) -> Result<T, Fault> {
    Err((what.to_owned(), remedy))
}
