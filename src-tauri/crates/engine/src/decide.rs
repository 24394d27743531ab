//! Deciding: from an event to a verdict and a route, written with its ledger entry.
//!
//! One function, [`Engine::derive`], makes a decision from what is live; the worker, replay and roll-back all use it,
//! so that what is replayed is what was run. STOP is looked at before each decision. An event on which deciding fails,
//! however it fails, goes to a person, and the others of its batch are decided.

use countersign_classifier::{Input, Language, Prediction, Scratch, language};
use countersign_domain::{
    AbstainReason, Actor, Candidate, Decision, DecisionId, EventId, EventType, IntentId, Lineage, PseudonymizedEvent,
    ReviewItem, ReviewItemId, ReviewState, TimeMs, Verdict,
};
use countersign_ledger::Act;
use countersign_rules::authorization::Capability;
use countersign_rules::decide::{VerdictInput, verdict};
use countersign_rules::review::{self, LaterDecision};
use countersign_rules::routing::{DEFAULT_RULE, Fallback, RoutingInput, RuleOutcome};
use countersign_store::{DecisionRow, EventRow, QueuedRow, Reader};

use crate::change::Area;
use crate::gate::{Pass, Writer};
use crate::live::{Live, LiveModel};
use crate::{Engine, Error, id, probe};

/// Decisions that commit together.
const BATCH: u64 = 500;

/// Version of the feature definition where no model is live: there are no features then.
const NO_FEATURES: &str = "none";

/// An event on which deciding failed has been seen by nobody: soon, though not before what is urgent.
const FAULT_PRIORITY: u8 = 2;

/// What a decision rests on beside the event's own text.
#[derive(Debug, Clone)]
pub(crate) struct Circumstances {
    /// The text that is decided.
    pub(crate) text: String,
    /// Sessions of the same subject before this one.
    pub(crate) earlier_contacts: u32,
    /// Marked vulnerable.
    pub(crate) vulnerable: bool,
    /// A person has this conversation in the queue already.
    pub(crate) open_item: bool,
    /// STOP is on.
    pub(crate) stopped: bool,
    /// Automatic routing is paused.
    pub(crate) paused: bool,
}

/// A derived decision before it has an id.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Derived {
    pub(crate) verdict: Verdict,
    pub(crate) candidates: Vec<Candidate>,
    pub(crate) threshold: Option<f64>,
    pub(crate) out_of_scope_score: Option<f64>,
    pub(crate) outcome: RuleOutcome,
    pub(crate) feature_set_version: String,
}

impl Engine {
    /// Decides the next events that wait, at most one batch. Returns how many were taken off the list.
    pub(crate) fn decide_batch(&self, scratch: &mut Scratch) -> Result<u64, Error> {
        let pass = self.pass(&Actor::Engine, Capability::Decide)?;
        self.notice_stop_file()?;
        self.watch_promise()?;
        let events = self.read(&pass, |r| Ok(r.next_undecided(BATCH)?))?;
        if events.is_empty() {
            return Ok(0);
        }
        match self.decide_together(&pass, &events, scratch) {
            Err(error) if error.lies_with_one_event() => self.decide_one_by_one(&pass, &events, scratch)?,
            outcome => outcome?,
        }
        self.tell(Area::Decisions, Vec::new());
        self.tell(Area::Review, Vec::new());
        Ok(events.len() as u64)
    }

    /// All of them or none. Errors: `Panicked`, and what the store says.
    fn decide_together(&self, pass: &Pass, events: &[EventId], scratch: &mut Scratch) -> Result<(), Error> {
        guarded(|| {
            self.record(pass, |w| {
                let live = self.live_in(w)?;
                events.iter().try_for_each(|event| self.decide_one(w, &live, event, pass.at(), scratch))
            })
        })
    }

    /// Each by itself, so that the one on which deciding fails goes to a person and all others are decided.
    fn decide_one_by_one(&self, pass: &Pass, events: &[EventId], scratch: &mut Scratch) -> Result<(), Error> {
        for event in events {
            match self.decide_together(pass, std::slice::from_ref(event), scratch) {
                Err(error) if error.lies_with_one_event() => {
                    tracing::error!(%event, code = ?error.code(), "deciding failed; the event goes to a person");
                    *scratch = Scratch::default();
                    self.leave_to_person(pass, event)?;
                }
                outcome => outcome?,
            }
        }
        Ok(())
    }

    /// The decision that nothing could be decided. Where not even that can be written, the event is set aside: it
    /// stays, the status counts it, and the next start tries it again.
    fn leave_to_person(&self, pass: &Pass, event: &EventId) -> Result<(), Error> {
        let left = guarded(|| {
            self.record(pass, |w| {
                let live = self.live_in(w)?;
                let event = w.event(event)?.event;
                self.write_derived(w, &live, &event, faulted(&live), 0, pass.at())
            })
        });
        match left {
            Err(error) if error.lies_with_one_event() => {
                tracing::error!(%event, code = ?error.code(), "the event was set aside");
                self.note(pass, |w| Ok(w.set_event_aside(event, pass.at())?))
            }
            outcome => outcome,
        }
    }

    fn decide_one(
        &self,
        w: &mut Writer<'_, '_>,
        live: &Live,
        event: &EventId,
        at: TimeMs,
        scratch: &mut Scratch,
    ) -> Result<(), Error> {
        let event = w.event(event)?.event;
        let circumstances = self.circumstances(w, live, &event)?;
        probe::pass("derive", &event.event_id);
        let derived = derive(live, &event, &circumstances, scratch);
        self.write_derived(w, live, &event, derived, circumstances.earlier_contacts, at)
    }

    /// Writes a derived decision as the event's next revision and takes the event off the work list.
    fn write_derived(
        &self,
        w: &mut Writer<'_, '_>,
        live: &Live,
        event: &PseudonymizedEvent,
        derived: Derived,
        earlier_contacts: u32,
        at: TimeMs,
    ) -> Result<(), Error> {
        probe::pass("write", &event.event_id);
        let revision = w.current_decision(&event.event_id)?.map_or(1, |row| row.decision.revision + 1);
        let row = self.row_of(live, event, earlier_contacts, derived, revision, at);
        self.write_decision(w, event, &row, live, at)?;
        Ok(w.delete_undecided(&event.event_id)?)
    }

    /// What is true around an event now.
    pub(crate) fn circumstances(
        &self,
        r: &Reader<'_>,
        live: &Live,
        event: &PseudonymizedEvent,
    ) -> Result<Circumstances, Error> {
        Ok(Circumstances {
            text: decided_text(r, event, None)?,
            earlier_contacts: u32::try_from(r.earlier_contacts(&event.subject, event.at)?).unwrap_or(u32::MAX),
            vulnerable: r.is_vulnerable(&event.event_id)?,
            open_item: open_item_of(r, event)?.is_some(),
            stopped: live.stopped.is_some() || self.folder.stop_file().exists(),
            paused: live.paused.is_some(),
        })
    }

    /// The decision as it is kept.
    pub(crate) fn row_of(
        &self,
        live: &Live,
        event: &PseudonymizedEvent,
        earlier_contacts: u32,
        derived: Derived,
        revision: u32,
        at: TimeMs,
    ) -> DecisionRow {
        let automatic = derived.verdict == Verdict::Automatic;
        let decision = Decision {
            id: DecisionId::new(id::fresh()),
            revision,
            lineage: Lineage {
                event_id: event.event_id.clone(),
                feature_set_version: derived.feature_set_version,
                model_version: live.model.as_ref().map(|model| model.version.clone()),
                routing_policy_version: live.policy_version.clone(),
            },
            verdict: derived.verdict,
            route: derived.outcome.route(derived.verdict, at),
            candidates: derived.candidates,
            threshold: derived.threshold,
            out_of_scope_score: derived.out_of_scope_score,
            audit_probability: if automatic { live.policy.audit_share } else { 1.0 },
            audited: automatic && self.is_audited(&event.event_id, live.policy.audit_share),
            decided_at: at,
        };
        DecisionRow {
            decision,
            taxonomy_version: live.taxonomy_version.clone(),
            recognizer_version: event.recognizer_version.clone(),
            earlier_contacts,
        }
    }

    /// Writes a decision, and with it the outbox row or the review item that follows from it.
    fn write_decision(
        &self,
        w: &mut Writer<'_, '_>,
        event: &PseudonymizedEvent,
        row: &DecisionRow,
        live: &Live,
        at: TimeMs,
    ) -> Result<(), Error> {
        let decision = &row.decision;
        let entered = enter_decision(w, Act::EventDecided, row)?;
        w.insert_decision(entered, row)?;
        if decision.verdict == Verdict::Automatic {
            w.insert_outbox(entered, &decision.id, at.plus_ms(live.policy.hold_back_ms))?;
        }
        let reason = match decision.verdict {
            Verdict::Abstained(reason) => Some(reason),
            Verdict::Automatic if decision.audited => None,
            Verdict::Automatic | Verdict::Person => return Ok(()),
        };
        match open_item_of(w, event)? {
            Some(open) => join(w, entered, &open, row, reason),
            None => open_item(w, entered, event, row, reason),
        }
    }
}

/// Appends the entry of a decision: its digest and its outcome.
pub(crate) fn enter_decision(
    w: &mut Writer<'_, '_>,
    act: Act,
    row: &DecisionRow,
) -> Result<countersign_store::Entered, Error> {
    let decision = &row.decision;
    let subject = [("decision", decision.id.to_string())];
    let (verdict, reason) = countersign_store::verdict_texts(decision.verdict);
    let mut details = vec![("digest", crate::decisions::digest_of(row)), ("verdict", verdict.to_owned())];
    details.extend(reason.map(|reason| ("reason", reason.to_owned())));
    details.extend(decision.intent().map(|intent| ("intent", intent.to_string())));
    w.enter_with(act, &subject, &details, Some(&decision.lineage))
}

/// The pending item that a decision about `event` joins: that of the same event, or of an earlier turn of its
/// conversation.
///
/// An event about which something has left is asked by itself, since what left is put right by an answer about it and
/// by no other; and an audit is, since it is about the decision that was drawn.
fn open_item_of(r: &Reader<'_>, event: &PseudonymizedEvent) -> Result<Option<QueuedRow>, Error> {
    let pending = r.pending_items(&event.session)?;
    if let Some(own) = pending.iter().find(|row| row.item.event_id == event.event_id) {
        return Ok(Some(own.clone()));
    }
    if pending.is_empty() || r.has_left(&event.event_id)? {
        return Ok(None);
    }
    for row in pending {
        let about = &row.item.event_id;
        if waits_for_the_conversation(r, &row)? && r.event(about)?.event.at <= event.at {
            return Ok(Some(row));
        }
    }
    Ok(None)
}

/// Whether an item is about its conversation, so that a later turn joins it, and not about one event alone.
pub(crate) fn waits_for_the_conversation(r: &Reader<'_>, row: &QueuedRow) -> Result<bool, Error> {
    Ok(row.item.reason.is_some() && !r.has_left(&row.item.event_id)?)
}

fn open_item(
    w: &Writer<'_, '_>,
    entered: countersign_store::Entered,
    event: &PseudonymizedEvent,
    row: &DecisionRow,
    reason: Option<AbstainReason>,
) -> Result<(), Error> {
    let route = &row.decision.route;
    let item = ReviewItem {
        id: ReviewItemId::new(id::fresh()),
        session: event.session.clone(),
        event_id: event.event_id.clone(),
        decision_id: row.decision.id.clone(),
        queue: route.queue.clone(),
        reason,
        priority: route.priority,
        due_at: route.due_at,
        state: ReviewState::Pending,
        version: 1,
        claim: None,
    };
    Ok(w.insert_review_item(entered, &QueuedRow { item, probability: suggestion_probability(row) })?)
}

/// A later turn joins the open item of its conversation.
fn join(
    w: &Writer<'_, '_>,
    entered: countersign_store::Entered,
    open: &QueuedRow,
    row: &DecisionRow,
    reason: Option<AbstainReason>,
) -> Result<(), Error> {
    let route = &row.decision.route;
    let later = LaterDecision {
        event_id: row.decision.lineage.event_id.clone(),
        decision_id: row.decision.id.clone(),
        reason,
        queue: route.queue.clone(),
        priority: route.priority,
        due_at: route.due_at,
    };
    let escalated =
        w.responses(&open.item.id)?.iter().any(|response| response.kind == countersign_domain::ResponseKind::Escalate);
    let item = review::join(&open.item, &later, escalated)?;
    Ok(w.update_review_item(entered, &QueuedRow { item, probability: suggestion_probability(row) })?)
}

fn suggestion_probability(row: &DecisionRow) -> Option<f64> {
    row.decision.candidates.first().map(|candidate| candidate.probability)
}

/// The text that is decided: what the customer said in this event, or in the whole conversation when it has ended.
/// `before`: as it was before that ledger entry.
pub(crate) fn decided_text(r: &Reader<'_>, event: &PseudonymizedEvent, before: Option<u64>) -> Result<String, Error> {
    if event.event_type != EventType::ConversationClosed {
        return Ok(event.customer_text());
    }
    let said: Vec<EventRow> = r.conversation(&event.session, event.at, before)?;
    let texts = said.iter().map(|row| row.event.customer_text()).filter(|text| !text.is_empty());
    Ok(texts.collect::<Vec<_>>().join("\n"))
}

/// Prediction, verdict and route. Pure: the same inputs give the same bytes.
pub(crate) fn derive(
    live: &Live,
    event: &PseudonymizedEvent,
    circumstances: &Circumstances,
    scratch: &mut Scratch,
) -> Derived {
    let model = live.model.as_ref().filter(|_| !circumstances.text.trim().is_empty());
    let language = language(&circumstances.text);
    let input = input(event, circumstances, language);
    let prediction = model.map(|model| model.classifier.predict(input, scratch));
    let candidates =
        model.zip(prediction.as_ref()).map_or(Vec::new(), |(model, prediction)| candidates(model, prediction));
    let outcome = route(live, event, circumstances, candidates.first());
    let best = candidates.first().map(|best| best.intent.as_str());
    let threshold = model.zip(best).and_then(|(model, best)| model.promise.threshold(best, &groups(event, language)));
    Derived {
        verdict: judged(live, circumstances, language, prediction.as_ref(), threshold, &outcome),
        out_of_scope_score: prediction.as_ref().map(|prediction| prediction.out_of_scope_score),
        feature_set_version: live
            .model
            .as_ref()
            .map_or(NO_FEATURES.to_owned(), |model| model.classifier.feature_set_version().to_owned()),
        candidates,
        threshold,
        outcome,
    }
}

/// What the classifier reads of an event.
pub(crate) fn input<'a>(event: &PseudonymizedEvent, circumstances: &'a Circumstances, language: Language) -> Input<'a> {
    Input {
        text: &circumstances.text,
        channel: Some(event.channel.as_str()),
        language: language.as_str(),
        earlier_contacts: Some(circumstances.earlier_contacts),
    }
}

/// The groups for which a promise may be made, or that tell what it is not made for.
pub(crate) fn groups(event: &PseudonymizedEvent, language: Language) -> Vec<String> {
    let segment = event.segment.iter().map(|(key, value)| format!("segment.{key}={value}"));
    let language = language.as_str().map(|language| format!("language={language}"));
    std::iter::once(format!("channel={}", event.channel.as_str())).chain(language).chain(segment).collect()
}

fn candidates(model: &LiveModel, prediction: &Prediction) -> Vec<Candidate> {
    let intents = model.classifier.intents();
    let named = |(intent, probability): &(usize, f64)| Candidate {
        intent: IntentId::new(&intents[*intent]),
        probability: *probability,
    };
    prediction.candidates.iter().map(named).collect()
}

/// What the live policy says of an event whose most probable intent is `best`.
pub(crate) fn route(
    live: &Live,
    event: &PseudonymizedEvent,
    circumstances: &Circumstances,
    best: Option<&Candidate>,
) -> RuleOutcome {
    live.policy.route(&RoutingInput {
        intent: best.map(|best| &best.intent),
        probability: best.map_or(0.0, |best| best.probability),
        severity: best.map_or(0, |best| live.taxonomy.severity(&best.intent)),
        channel: event.channel,
        segment: &event.segment,
        vulnerable: circumstances.vulnerable,
        customer_text: &circumstances.text,
        earlier_contacts: circumstances.earlier_contacts,
        at: event.at,
    })
}

fn judged(
    live: &Live,
    circumstances: &Circumstances,
    language: Language,
    prediction: Option<&Prediction>,
    threshold: Option<f64>,
    outcome: &RuleOutcome,
) -> Verdict {
    let of = |read: fn(&Prediction) -> f64| prediction.map_or(f64::NAN, read);
    let judged = verdict(VerdictInput {
        stopped: circumstances.stopped,
        paused: circumstances.paused,
        has_model: live.model.is_some(),
        text_is_empty: circumstances.text.trim().is_empty(),
        language_supported: language != Language::Other,
        probability: of(|prediction| prediction.probability),
        threshold,
        guarantee_valid: true,
        margin: of(margin),
        min_margin: live.policy.min_margin,
        out_of_scope_score: of(|prediction| prediction.out_of_scope_score),
        out_of_scope_threshold: live.model.as_ref().map_or(f64::NAN, |model| model.promise.scope_limit),
        always_human: outcome.always_human,
    });
    match judged {
        Verdict::Automatic if circumstances.open_item => Verdict::Abstained(AbstainReason::OpenItem),
        other => other,
    }
}

/// Distance of the two best intents in probability, as the policy states it.
fn margin(prediction: &Prediction) -> f64 {
    let second = prediction.candidates.get(1).map_or(0.0, |(_, probability)| *probability);
    prediction.probability - second
}

/// What becomes of an event on which deciding failed: a person's, by the policy's fallback, which asks nothing of it.
pub(crate) fn faulted(live: &Live) -> Derived {
    let Fallback { queue, sla_ms, .. } = &live.policy.fallback;
    Derived {
        verdict: Verdict::Abstained(AbstainReason::Fault),
        candidates: Vec::new(),
        threshold: None,
        out_of_scope_score: None,
        outcome: RuleOutcome {
            rule: DEFAULT_RULE.to_owned(),
            queue: queue.clone(),
            action: None,
            sla_ms: *sla_ms,
            priority: FAULT_PRIORITY,
            always_human: true,
        },
        feature_set_version: live
            .model
            .as_ref()
            .map_or(NO_FEATURES.to_owned(), |model| model.classifier.feature_set_version().to_owned()),
    }
}

/// Runs `work`; a panic becomes an error. What it wrote in a transaction was rolled back when that was dropped.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).unwrap_or(Err(Error::Panicked))
}
