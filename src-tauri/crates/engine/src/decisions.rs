//! Decisions: listing, showing, digesting and replaying them.

use countersign_classifier::Scratch;
use countersign_domain::{AbstainReason, Actor, Decision, DecisionId, EventId, ModelVersion, TimeMs, Verdict};
use countersign_rules::authorization::Capability;
use countersign_store::{DecisionFilter, DecisionRow, Reader, verdict_texts};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::decide::{Circumstances, decided_text, derive, faulted};
use crate::live::{Live, load_model};
use crate::{Cancel, Engine, Error, policy};

/// A decision with where it stands on its way out.
#[derive(Debug, Clone, PartialEq)]
pub struct DecisionSummary {
    /// The decision.
    pub row: DecisionRow,
    /// `held`, `released`, `applied`, `withdrawn`; `None` when it never leaves.
    pub outbox: Option<String>,
}

/// What replaying a decision showed.
#[derive(Debug, Clone, PartialEq)]
pub struct Replay {
    /// The decision.
    pub decision: DecisionId,
    /// Whether every field came out the same, bit for bit.
    pub same: bool,
    /// Fields that differ: name, as kept, as replayed.
    pub differences: Vec<(&'static str, String, String)>,
}

/// What replaying many decisions showed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReplayTotal {
    /// Decisions that were made again.
    pub replayed: u64,
    /// Decisions of people, which no machine can make again.
    pub by_people: u64,
    /// The first of those that came out differently.
    pub different: Vec<DecisionId>,
    /// How many came out differently.
    pub differing: u64,
}

/// Differing decisions that are named; the first tells already that something is wrong.
const NAMED: usize = 100;
/// Decisions read at a time.
const PAGE: u64 = 500;

impl Engine {
    /// Decisions that match, oldest first, after the key of the last one seen. Errors: `NotAllowed`.
    pub fn decisions(
        &self,
        actor: &Actor,
        filter: &DecisionFilter,
        after: Option<(TimeMs, &DecisionId)>,
        limit: u64,
    ) -> Result<Vec<DecisionSummary>, Error> {
        let pass = self.pass(actor, Capability::DecisionRead)?;
        self.read(&pass, |r| r.decisions_after(filter, after, limit)?.into_iter().map(|row| summary(r, row)).collect())
    }

    /// One decision. Errors: `NotAllowed`, `NotFound`.
    pub fn decision(&self, actor: &Actor, decision: &DecisionId) -> Result<DecisionSummary, Error> {
        let pass = self.pass(actor, Capability::DecisionRead)?;
        self.read(&pass, |r| summary(r, r.decision(decision)?))
    }

    /// All decisions about an event, oldest first. Errors: `NotAllowed`.
    pub fn decisions_of(&self, actor: &Actor, event: &EventId) -> Result<Vec<DecisionSummary>, Error> {
        let filter = DecisionFilter { event: Some(event.clone()), ..DecisionFilter::default() };
        self.decisions(actor, &filter, None, u64::from(u32::MAX))
    }

    /// Makes a decision again from what is stored, and compares. Errors: `NotAllowed`, `NotFound`, and `Input` for a
    /// person's decision, which no machine can make again.
    pub fn replay(&self, actor: &Actor, decision: &DecisionId) -> Result<Replay, Error> {
        let pass = self.pass(actor, Capability::DecisionRead)?;
        let (kept, again) = self.read(&pass, |r| {
            let kept = r.decision(decision)?;
            let again = self.derive_again(r, &kept, &mut Then::default())?;
            Ok((kept, again))
        })?;
        let differences = differences(&kept, &again);
        Ok(Replay { decision: decision.clone(), same: differences.is_empty(), differences })
    }

    /// Makes every decision that matches again, and compares. `progress` hears how many were looked at. Reads one
    /// snapshot, so it can run beside the worker. Errors: `NotAllowed`, `Cancelled`.
    pub fn replay_all(
        &self,
        actor: &Actor,
        filter: &DecisionFilter,
        cancel: &Cancel,
        progress: &dyn Fn(u64),
    ) -> Result<ReplayTotal, Error> {
        let pass = self.pass(actor, Capability::DecisionRead)?;
        let (mut total, mut then) = (ReplayTotal::default(), Then::default());
        self.read(&pass, |r| {
            let mut after: Option<(TimeMs, DecisionId)> = None;
            loop {
                let page = r.decisions_after(filter, after.as_ref().map(|(at, id)| (*at, id)), PAGE)?;
                let Some(last) = page.last() else { return Ok(total) };
                after = Some((last.decision.decided_at, last.decision.id.clone()));
                for kept in &page {
                    total.count(kept, || self.derive_again(r, kept, &mut then))?;
                }
                progress(total.replayed + total.by_people);
                if cancel.is_cancelled() {
                    return Err(Error::Cancelled);
                }
            }
        })
    }

    fn derive_again(&self, r: &Reader<'_>, kept: &DecisionRow, then: &mut Then) -> Result<DecisionRow, Error> {
        if matches!(kept.decision.verdict, Verdict::Person) {
            return Err(Error::Input("a person made this decision; only the engine's own can be replayed".to_owned()));
        }
        let lineage = &kept.decision.lineage;
        let event = r.event(&lineage.event_id)?.event;
        let live = then.live(r, kept)?;
        let derived = if kept.decision.verdict == Verdict::Abstained(AbstainReason::Fault) {
            // That deciding failed is a fact of that moment; what follows from it is made again.
            faulted(live)
        } else {
            derive(live, &event, &circumstances_then(r, kept, &event)?, &mut Scratch::default())
        };
        let (contacts, revision) = (kept.earlier_contacts, kept.decision.revision);
        let mut again = self.row_of(live, &event, contacts, derived, revision, kept.decision.decided_at);
        again.decision.id = kept.decision.id.clone();
        Ok(again)
    }
}

impl ReplayTotal {
    fn count(&mut self, kept: &DecisionRow, again: impl FnOnce() -> Result<DecisionRow, Error>) -> Result<(), Error> {
        if kept.decision.verdict == Verdict::Person {
            self.by_people += 1;
            return Ok(());
        }
        self.replayed += 1;
        if !differences(kept, &again()?).is_empty() {
            self.differing += 1;
            if self.different.len() < NAMED {
                self.different.push(kept.decision.id.clone());
            }
        }
        Ok(())
    }
}

/// What was live when a decision was made, kept for the next, which mostly was made under the same.
#[derive(Default)]
struct Then(Option<Live>);

impl Then {
    fn live(&mut self, r: &Reader<'_>, kept: &DecisionRow) -> Result<&Live, Error> {
        let is_same = |live: &Live| {
            live.model.as_ref().map(|model| &model.version) == kept.decision.lineage.model_version.as_ref()
                && live.policy_version == kept.decision.lineage.routing_policy_version
                && live.taxonomy_version == kept.taxonomy_version
        };
        let live = match self.0.take().filter(is_same) {
            Some(live) => live,
            None => live_then(r, kept)?,
        };
        Ok(self.0.insert(live))
    }
}

pub(crate) fn summary(r: &Reader<'_>, row: DecisionRow) -> Result<DecisionSummary, Error> {
    let outbox = r.outbox_state(&row.decision.id)?;
    Ok(DecisionSummary { row, outbox })
}

/// What was live when the decision was made, by the versions that it names.
fn live_then(r: &Reader<'_>, kept: &DecisionRow) -> Result<Live, Error> {
    let lineage = &kept.decision.lineage;
    let routing = r.policy(&lineage.routing_policy_version)?;
    let taxonomy_row = r.policy(&kept.taxonomy_version)?;
    let (parsed, taxonomy) = policy::parse(&routing.text, &taxonomy_row.text)?;
    Ok(Live {
        model: lineage.model_version.clone().map(|version| load_model(r, version, (&parsed, &taxonomy))).transpose()?,
        policy: parsed,
        policy_version: routing.version,
        taxonomy,
        taxonomy_version: taxonomy_row.version,
        stopped: None,
        paused: None,
    })
}

/// The circumstances then: what lies in the event is read again; whether STOP was on, routing paused or the
/// conversation open is a fact of that moment, which the recorded reason states.
fn circumstances_then(
    r: &Reader<'_>,
    kept: &DecisionRow,
    event: &countersign_domain::PseudonymizedEvent,
) -> Result<Circumstances, Error> {
    let because = |reason| kept.decision.verdict == Verdict::Abstained(reason);
    Ok(Circumstances {
        text: decided_text(r, event, Some(r.decision_sequence(&kept.decision.id)?))?,
        earlier_contacts: kept.earlier_contacts,
        vulnerable: r.is_vulnerable(&event.event_id)?,
        open_item: because(AbstainReason::OpenItem),
        stopped: because(AbstainReason::Stopped),
        paused: because(AbstainReason::Paused),
    })
}

fn differences(kept: &DecisionRow, again: &DecisionRow) -> Vec<(&'static str, String, String)> {
    let (kept, again) = (fields(kept), fields(again));
    let pairs = kept.into_iter().zip(again);
    pairs
        .filter(|((_, kept), (_, again))| kept != again)
        .map(|((name, kept), (_, again))| (name, kept, again))
        .collect()
}

/// Every field of a decision as text, floating point numbers by their shortest exact form.
fn fields(row: &DecisionRow) -> Vec<(&'static str, String)> {
    let Decision { lineage, route, .. } = &row.decision;
    let (verdict, reason) = verdict_texts(row.decision.verdict);
    let candidates: Vec<String> = row
        .decision
        .candidates
        .iter()
        .map(|candidate| format!("{}={:?}", candidate.intent, candidate.probability))
        .collect();
    vec![
        ("event_id", lineage.event_id.to_string()),
        ("revision", row.decision.revision.to_string()),
        ("verdict", verdict.to_owned()),
        ("reason", reason.unwrap_or("").to_owned()),
        ("candidates", candidates.join(" ")),
        ("threshold", format!("{:?}", row.decision.threshold)),
        ("out_of_scope_score", format!("{:?}", row.decision.out_of_scope_score)),
        ("feature_set_version", lineage.feature_set_version.clone()),
        ("model_version", lineage.model_version.as_ref().map_or(String::new(), ModelVersion::to_string)),
        ("routing_policy_version", lineage.routing_policy_version.to_string()),
        ("taxonomy_version", row.taxonomy_version.to_string()),
        ("recognizer_version", row.recognizer_version.clone()),
        ("earlier_contacts", row.earlier_contacts.to_string()),
        ("rule", route.rule.clone()),
        ("queue", route.queue.to_string()),
        ("action", route.action.clone().unwrap_or_default()),
        ("priority", route.priority.to_string()),
        ("due_at_ms", route.due_at.0.to_string()),
        ("audit_probability", format!("{:?}", row.decision.audit_probability)),
        ("audited", row.decision.audited.to_string()),
        ("decided_at_ms", row.decision.decided_at.0.to_string()),
    ]
}

/// SHA-256 over the id and every field, each with its length: the ledger holds it, so a changed row shows.
pub(crate) fn digest_of(row: &DecisionRow) -> String {
    let mut hash = Sha256::new();
    let id = [("id", row.decision.id.to_string())];
    for (name, value) in id.into_iter().chain(fields(row)) {
        for part in [name.as_bytes(), value.as_bytes()] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
    }
    data_encoding::HEXLOWER.encode(&hash.finalize())
}

/// A decision as the outbox and the exports write it.
pub fn delivery_line(row: &DecisionRow) -> Value {
    let Decision { lineage, route, .. } = &row.decision;
    let (verdict, reason) = verdict_texts(row.decision.verdict);
    json!({
        "decision_id": row.decision.id.as_str(),
        "revision": row.decision.revision,
        "event_id": lineage.event_id.as_str(),
        "verdict": verdict,
        "reason": reason,
        "intent": row.decision.intent().map(|intent| intent.as_str()),
        "probability": row.decision.candidates.first().map(|best| best.probability),
        "route": {"queue": route.queue.as_str(), "action": route.action, "priority": route.priority, "rule": route.rule},
        "decided_at_ms": row.decision.decided_at.0,
        "lineage": {
            "feature_set_version": lineage.feature_set_version,
            "model_version": lineage.model_version.as_ref().map(ModelVersion::as_str),
            "routing_policy_version": lineage.routing_policy_version.as_str(),
            "taxonomy_version": row.taxonomy_version.as_str(),
            "recognizer_version": row.recognizer_version,
        },
    })
}
