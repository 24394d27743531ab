//! Review: the queue, an item with everything its reviewer needs, and the answer.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use countersign_classifier::{Model, ReliabilityBin, TermContribution};
use countersign_domain::{
    AbstainReason, Actor, Candidate, Channel, Decision, DecisionId, Effect, EventType, IntentId, Label, LabelId,
    Lineage, PseudonymizedEvent, QueueId, Rate, ResponseKind, ReviewItem, ReviewItemId, ReviewState, Route, Speaker,
    TimeMs, Turn, UserId, Verdict,
};
use countersign_ledger::Act;
use countersign_rules::authorization::Capability;
use countersign_rules::review::{self, Choice, LastResponse, Response, Submitted};
use countersign_store::{
    DecisionRow, Entered, EventRow, Onlooker, QueueFilter, QueueKey, QueuedRow, Reader, ResponseRow, WaitingAlike,
};

use crate::change::Area;
use crate::chart::{self, Chart, ReliabilityText};
use crate::decide::{enter_decision, route, waits_for_the_conversation};
use crate::explain::{Explanation, ReasonFigures};
use crate::gate::{Pass, Writer};
use crate::live::{Live, load_model};
use crate::{Engine, Error, id};

/// How long a claim holds without an answer.
const LEASE_MS: i64 = 10 * 60 * 1000;
/// Earlier cases that are listed beside an item; what is older is in Decisions.
const PAST: u64 = 20;
/// How long a skipped item is kept from the person who skipped it.
const SKIP_MS: i64 = 30 * 60 * 1000;

/// A page of the queue.
#[derive(Debug, Clone, PartialEq)]
pub struct QueuePage {
    /// Items with the text that is asked about.
    pub items: Vec<(QueuedRow, String, Option<Candidate>)>,
    /// Items that wait in all queues.
    pub waiting: u64,
    /// Answers of this person since midnight UTC.
    pub done_today: u64,
}

/// What a filter of the queue matches. Each facet counts what the filter would match with another choice there.
///
/// The random sample has no reason. It counts with each, as it is listed with each: no choice is of the sample alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QueueFigures {
    /// Items that match.
    pub n: u64,
    /// By queue.
    pub queues: BTreeMap<QueueId, u64>,
    /// By reason for being here.
    pub reasons: BTreeMap<&'static str, u64>,
    /// By suggestion.
    pub intents: BTreeMap<IntentId, u64>,
    /// By channel.
    pub channels: BTreeMap<&'static str, u64>,
    /// Those whose due time is over.
    pub overdue: u64,
    /// Those that the person holds.
    pub mine: u64,
}

/// An item with everything its reviewer needs.
#[derive(Debug, Clone)]
pub struct ItemDetail {
    /// The item.
    pub row: QueuedRow,
    /// The event that is asked about.
    pub event: EventRow,
    /// What was said in the conversation so far, oldest first, with what drove the suggestion.
    pub turns: Vec<SaidTurn>,
    /// The decision that sent it here.
    pub decision: DecisionRow,
    /// How often suggestions of this probability were right.
    pub like_this: Option<LikeThis>,
    /// The same for every probability.
    pub reliability: Vec<ReliabilityBin>,
    /// Sessions of the same subject before this one.
    pub earlier_contacts: u64,
    /// What people answered where the engine suggested the same: intent and count.
    pub similar: Vec<(IntentId, u64)>,
    /// Name of the person who holds the item.
    pub claimed_by: Option<String>,
    /// Why the engine suggests what it suggests; absent without a suggestion.
    pub explanation: Option<Explanation>,
    /// Why it did not decide alone; absent for the random sample.
    pub reason: Option<ReasonFigures>,
}

/// A case that a reviewer looks back at.
#[derive(Debug, Clone, PartialEq)]
pub struct PastCase {
    /// When it was answered, or when it happened.
    pub at: TimeMs,
    /// Channel of its event.
    pub channel: Channel,
    /// What the customer said.
    pub text: String,
    /// What became of it.
    pub outcome: PastOutcome,
}

/// What became of an earlier case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PastOutcome {
    /// A person said that it is this.
    Person(IntentId),
    /// It came with this label.
    Imported(IntentId),
    /// It was routed without a person.
    Automatic(IntentId),
    /// A person is asked, or was. What the engine would have said of it stands nowhere: a reviewer who knew it of an item
    /// that waits would know which are looked at at random.
    Asked,
}

/// One thing said, with what its words contribute to the suggestion.
#[derive(Debug, Clone)]
pub struct SaidTurn {
    /// When.
    pub at: TimeMs,
    /// What.
    pub turn: Turn,
    /// Per word: scalar offsets within the turn and the weight for the suggestion against its rival.
    pub terms: Vec<TermContribution>,
}

/// Cases of the evaluation whose probability lies in the same bin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LikeThis {
    /// Share that was right, with its interval and n.
    pub right: Rate,
}

/// What a reviewer chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// This intent.
    Intent(IntentId),
    /// Somebody who may decide more.
    Escalate,
}

/// A response that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The item.
    pub item: ReviewItemId,
    /// What was done.
    pub kind: ResponseKind,
    /// Until when it can be taken back.
    pub undo_until: TimeMs,
}

impl ItemDetail {
    /// How often suggestions of each probability were right, with this one marked, in the reader's words; `None` where
    /// nothing is known.
    pub fn chart(&self, text: &ReliabilityText) -> Option<Chart> {
        let best = self.decision.decision.candidates.first()?;
        chart::reliability(&self.reliability, Some(best.probability), text)
    }
}

impl Engine {
    /// A page of the queue in order of urgency, without what the person skipped. Errors: `NotAllowed`.
    pub fn queue(
        &self,
        actor: &Actor,
        filter: &QueueFilter,
        after: Option<&QueueKey>,
        limit: u64,
    ) -> Result<QueuePage, Error> {
        let pass = self.pass(actor, Capability::ReviewRead)?;
        let day = 24 * 60 * 60 * 1000;
        let midnight = TimeMs(pass.at().0 - pass.at().0.rem_euclid(day));
        self.read(&pass, |r| {
            let me = actor.id();
            let rows = r.queue(filter, &onlooker(&me, &pass), after, limit)?;
            let items = rows.into_iter().map(|row| listed(r, row)).collect::<Result<_, Error>>()?;
            Ok(QueuePage { items, waiting: r.waiting()?, done_today: r.answers_since(&me, midnight)? })
        })
    }

    /// How many wait that `filter` matches, and how many each other choice would. Errors: `NotAllowed`.
    pub fn queue_figures(&self, actor: &Actor, filter: &QueueFilter) -> Result<QueueFigures, Error> {
        let pass = self.pass(actor, Capability::ReviewRead)?;
        // The words alone narrow what is counted; what else is chosen is one of the choices that are counted.
        let wide = QueueFilter { text: filter.text.clone(), ..QueueFilter::default() };
        self.read(&pass, |r| Ok(figures(filter, &r.waiting_alike(&wide, &onlooker(&actor.id(), &pass))?)))
    }

    /// An item with its conversation, suggestion and evidence. Errors: `NotAllowed`, `NotFound`.
    pub fn review_item(&self, actor: &Actor, item: &ReviewItemId) -> Result<ItemDetail, Error> {
        let pass = self.pass(actor, Capability::ReviewRead)?;
        self.read(&pass, |r| self.detail(r, r.review_item(item)?))
    }

    /// The cases that people answered where the engine suggested what it suggests for `item`, the last first. Errors:
    /// `NotAllowed`, `NotFound`.
    pub fn similar_cases(&self, actor: &Actor, item: &ReviewItemId) -> Result<Vec<PastCase>, Error> {
        let pass = self.pass(actor, Capability::ReviewRead)?;
        self.read(&pass, |r| {
            let decision = r.decision(&r.review_item(item)?.item.decision_id)?.decision;
            let Some(intent) = decision.intent() else { return Ok(Vec::new()) };
            let case = |(event, intent, at)| {
                let event = r.event(&event)?.event;
                Ok(PastCase {
                    at,
                    channel: event.channel,
                    text: event.customer_text(),
                    outcome: PastOutcome::Person(intent),
                })
            };
            r.answered_like(intent, PAST)?.into_iter().map(case).collect()
        })
    }

    /// Earlier conversations of the person whom `item` is about, the last first, with what became of each. Errors:
    /// `NotAllowed`, `NotFound`.
    pub fn subject_history(&self, actor: &Actor, item: &ReviewItemId) -> Result<Vec<PastCase>, Error> {
        let pass = self.pass(actor, Capability::ReviewRead)?;
        self.read(&pass, |r| {
            let event = r.event(&r.review_item(item)?.item.event_id)?.event;
            let case = |earlier| {
                let event = r.event(&earlier)?.event;
                let outcome = outcome(r, &event)?;
                Ok(PastCase { at: event.at, channel: event.channel, text: event.customer_text(), outcome })
            };
            r.earlier_conversations(&event.subject, event.at, PAST)?.into_iter().map(case).collect()
        })
    }

    fn detail(&self, r: &Reader<'_>, row: QueuedRow) -> Result<ItemDetail, Error> {
        let event = r.event(&row.item.event_id)?;
        let decision = r.decision(&row.item.decision_id)?;
        let similar = decision.decision.intent().map(|intent| r.answers_to_suggestion(intent, 5)).transpose()?;
        let model = self.model_of(r, &decision)?;
        let best = decision.decision.candidates.first().map(|best| best.probability);
        let bins = model.as_ref().map_or(Vec::new(), |model| model.evaluation().reliability.clone());
        let explanation = model.map(|model| self.explain(r, &model, &event, &decision)).transpose()?.flatten();
        Ok(ItemDetail {
            turns: said(r, &event, explanation.as_ref().map_or(&[], |explanation| &explanation.terms), None)?,
            explanation,
            reason: ReasonFigures::of(&decision),
            like_this: best.and_then(|best| like_this(&bins, best)),
            earlier_contacts: r.earlier_contacts(&event.event.subject, event.event.at)?,
            similar: similar.unwrap_or_default(),
            claimed_by: row.item.claim.as_ref().map(|(by, _)| name_of(r, by)).transpose()?.flatten(),
            reliability: bins,
            event,
            row,
            decision,
        })
    }

    /// The classifier that made a decision's suggestion.
    pub(crate) fn model_of(&self, r: &Reader<'_>, row: &DecisionRow) -> Result<Option<Arc<Model>>, Error> {
        let Some(version) = row.decision.lineage.model_version.clone() else { return Ok(None) };
        let live = self.live();
        match &live.model {
            Some(model) if model.version == version => Ok(Some(Arc::clone(&model.classifier))),
            _ => Ok(Some(load_model(r, version, (&live.policy, &live.taxonomy))?.classifier)),
        }
    }

    /// Takes or prolongs the lease on an item. Errors: `NotAllowed`, `Claim`, `NotFound`.
    pub fn claim(&self, actor: &Actor, item: &ReviewItemId) -> Result<ReviewItem, Error> {
        let pass = self.pass(actor, Capability::ReviewAnswer)?;
        let claimed = self.note(&pass, |w| {
            let item = w.review_item(item)?.item;
            let claim = review::claim(&item, &actor.id(), pass.at(), LEASE_MS)?;
            w.claim(&item.id, &claim.by, claim.until)?;
            Ok(ReviewItem { claim: Some((claim.by, claim.until)), ..item })
        })?;
        self.tell(Area::Review, vec![claimed.id.to_string()]);
        Ok(claimed)
    }

    /// Puts an item aside for this person. Errors: `NotAllowed`, `Claim`, `NotFound`.
    pub fn skip(&self, actor: &Actor, item: &ReviewItemId) -> Result<(), Error> {
        let pass = self.pass(actor, Capability::ReviewAnswer)?;
        self.note(&pass, |w| {
            let item = w.review_item(item)?.item;
            let skipped = review::skip(&item, &actor.id(), pass.at(), SKIP_MS)?;
            w.release_claim(&item.id)?;
            Ok(w.skip(&item.id, &skipped.by, pass.at())?)
        })?;
        self.tell(Area::Review, vec![item.to_string()]);
        Ok(())
    }

    /// Takes a response to `item` as it stood at `version`.
    ///
    /// An answer becomes a label and a person's decision, which leaves after the hold-back; a comment is pseudonymized
    /// before it is kept. Errors: `NotAllowed`, `Review`, `UnknownIntent`, `NotFound`.
    pub fn submit(
        &self,
        actor: &Actor,
        item: &ReviewItemId,
        version: u32,
        answer: &Answer,
        comment: Option<&str>,
    ) -> Result<Answered, Error> {
        let pass = self.pass(actor, Capability::ReviewAnswer)?;
        let live = self.live();
        let choice = match answer {
            Answer::Intent(intent) if self.knows_intent(intent) => Choice::Answer(intent.clone()),
            Answer::Intent(_) => return Err(Error::UnknownIntent),
            Answer::Escalate => Choice::Escalate { to: live.policy.escalation_queue.clone() },
        };
        let response = Response { item_version: version, choice, comment: comment.map(|text| self.mask(text)) };
        let answered = self.record(&pass, |w| {
            let before = w.review_item(item)?;
            let submitted = review::submit(&before.item, &response, actor, pass.at())?;
            self.write_response(w, &pass, &before, &submitted, &response, live.policy.hold_back_ms)?;
            Ok(Answered {
                item: item.clone(),
                kind: submitted.kind,
                undo_until: pass.at().plus_ms(live.policy.hold_back_ms),
            })
        })?;
        self.watch_due.store(true, Ordering::Release);
        self.tell(Area::Review, vec![item.to_string()]);
        self.tell(Area::Decisions, Vec::new());
        Ok(answered)
    }

    /// An intent that people may choose: of the taxonomy, or of the live model where labels brought others.
    fn knows_intent(&self, intent: &IntentId) -> bool {
        let live = self.live();
        let trained = live
            .model
            .as_ref()
            .is_some_and(|model| model.classifier.intents().iter().any(|known| known == intent.as_str()));
        trained || live.taxonomy.get(intent).is_some()
    }

    fn write_response(
        &self,
        w: &mut Writer<'_, '_>,
        pass: &Pass,
        before: &QueuedRow,
        submitted: &Submitted,
        response: &Response,
        hold_back_ms: i64,
    ) -> Result<(), Error> {
        let response_id = id::fresh();
        let act = if submitted.label.is_some() { Act::ReviewAnswered } else { Act::ReviewEscalated };
        let mut details = vec![("response", response_id.clone()), ("version", submitted.item.version.to_string())];
        details.extend(submitted.label.as_ref().map(|label| ("intent", label.intent.to_string())));
        let entered = w.enter(act, &[("item", before.item.id.to_string())], &details)?;
        w.release_claim(&before.item.id)?;
        w.update_review_item(entered, &QueuedRow { item: submitted.item.clone(), probability: before.probability })?;
        let intent = submitted.label.as_ref().map(|label| label.intent.clone());
        let decision =
            intent.as_ref().map(|intent| self.decide_as_person(w, pass, before, intent, hold_back_ms)).transpose()?;
        let row = ResponseRow {
            id: response_id.clone(),
            item: before.item.id.clone(),
            decision,
            kind: submitted.kind,
            intent,
            comment: response.comment.clone(),
            undoes: None,
            queue_before: before.item.queue.clone(),
            version_after: submitted.item.version,
            by: pass.actor().id(),
            at: pass.at(),
        };
        w.insert_response(entered, &row)?;
        write_label(w, entered, pass, submitted, &response_id)
    }

    /// The person's decision: the next revision, final for the machine. What the engine held back is withdrawn.
    fn decide_as_person(
        &self,
        w: &mut Writer<'_, '_>,
        pass: &Pass,
        before: &QueuedRow,
        intent: &IntentId,
        hold_back_ms: i64,
    ) -> Result<DecisionId, Error> {
        let current = w.current_decision(&before.item.event_id)?.ok_or_else(|| countersign_store::Error::NotFound {
            what: "decision about event",
            id: before.item.event_id.to_string(),
        })?;
        let row = self.persons_decision(w, pass, &current, intent)?;
        let entered = enter_decision(w, Act::EventDecided, &row)?;
        w.insert_decision(entered, &row)?;
        w.withdraw_outbox(entered, &current.decision.id)?;
        w.insert_outbox(entered, &row.decision.id, pass.at().plus_ms(hold_back_ms))?;
        Ok(row.decision.id)
    }

    /// The same event with the person's intent, routed as the policy routes that intent; no rule asks a second time.
    fn persons_decision(
        &self,
        r: &Reader<'_>,
        pass: &Pass,
        current: &DecisionRow,
        intent: &IntentId,
    ) -> Result<DecisionRow, Error> {
        let live = self.live();
        let event = r.event(&current.decision.lineage.event_id)?.event;
        let chosen = Candidate { intent: intent.clone(), probability: 1.0 };
        let outcome = route(&live, &event, &self.circumstances(r, &live, &event)?, Some(&chosen));
        let mut row = current.clone();
        row.taxonomy_version = live.taxonomy_version.clone();
        row.decision = Decision {
            id: DecisionId::new(id::fresh()),
            revision: current.decision.revision + 1,
            lineage: Lineage {
                routing_policy_version: live.policy_version.clone(),
                ..current.decision.lineage.clone()
            },
            verdict: Verdict::Person,
            candidates: vec![chosen],
            threshold: None,
            out_of_scope_score: None,
            route: Route {
                effect: if outcome.action.is_some() { Effect::Act } else { Effect::Ask },
                queue: outcome.queue,
                action: outcome.action,
                priority: outcome.priority,
                due_at: pass.at().plus_ms(outcome.sla_ms),
                rule: outcome.rule,
            },
            audit_probability: 0.0,
            audited: false,
            decided_at: pass.at(),
        };
        Ok(row)
    }

    /// Takes the person's last response back, within the hold-back and while nothing has left.
    ///
    /// The item is pending again, or discarded where a later turn of its conversation waits; the label is withdrawn and
    /// the engine's decision restored as a new revision. Errors: `NotAllowed`, `Undo`.
    pub fn undo(&self, actor: &Actor) -> Result<ReviewItemId, Error> {
        let pass = self.pass(actor, Capability::ReviewAnswer)?;
        let hold_back_ms = self.live().policy.hold_back_ms;
        let item = self.record(&pass, |w| {
            let last = w.last_response(&actor.id())?.ok_or(review::UndoRefused::NothingToUndo)?;
            let before = w.review_item(&last.item)?;
            let undone = review::undo(&before.item, &last_response(w, &last)?, actor, pass.at(), hold_back_ms)?;
            write_undo(w, &pass, &*self.live_in(w)?, &before, &last, &undone.item)?;
            Ok(last.item)
        })?;
        self.tell(Area::Review, vec![item.to_string()]);
        self.tell(Area::Decisions, Vec::new());
        Ok(item)
    }
}

/// What became of an event of an earlier conversation; of one that waits in any way, only that it does.
fn outcome(r: &Reader<'_>, event: &PseudonymizedEvent) -> Result<PastOutcome, Error> {
    if !r.pending_items(&event.session)?.is_empty() {
        return Ok(PastOutcome::Asked);
    }
    let decision = r.current_decision(&event.event_id)?.map(|row| row.decision);
    let intent = decision.as_ref().and_then(|decision| decision.intent().cloned());
    Ok(match (decision.map(|decision| decision.verdict), intent) {
        (Some(Verdict::Person), Some(intent)) => PastOutcome::Person(intent),
        (Some(Verdict::Automatic), Some(intent)) => PastOutcome::Automatic(intent),
        (Some(_), _) => PastOutcome::Asked,
        (None, _) => {
            let label = r.label(&event.event_id)?;
            label.map_or(PastOutcome::Asked, |label| PastOutcome::Imported(label.intent))
        }
    })
}

fn onlooker<'a>(me: &'a UserId, pass: &Pass) -> Onlooker<'a> {
    Onlooker { person: me, now: pass.at(), skipped_since: pass.at().plus_ms(-SKIP_MS) }
}

/// The figures of what matches; `alike` was asked for without what the facets choose.
fn figures(filter: &QueueFilter, alike: &[WaitingAlike]) -> QueueFigures {
    let mut figures = QueueFigures::default();
    let reasons: Vec<AbstainReason> = alike.iter().filter_map(|row| row.reason).collect();
    for row in alike {
        // What the row is not: one difference is what the choice of one facet would take away.
        let differs = [
            filter.queue.as_ref().is_some_and(|wanted| row.queue != *wanted),
            filter.reason.is_some_and(|wanted| row.reason.is_some_and(|reason| reason != wanted)),
            filter.intent.is_some() && row.intent != filter.intent,
            filter.channel.is_some_and(|wanted| row.channel != wanted),
            filter.overdue && !row.overdue,
            filter.mine && !row.mine,
        ];
        let fits_but = |facet: usize| differs.iter().enumerate().all(|(at, differs)| at == facet || !differs);
        let add = |facet: usize| if fits_but(facet) { row.n } else { 0 };
        figures.n += add(usize::MAX);
        *figures.queues.entry(row.queue.clone()).or_default() += add(0);
        let counts_for = row.reason.as_ref().map_or(&reasons[..], std::slice::from_ref);
        for reason in counts_for.iter().map(|reason| reason.as_str()).collect::<std::collections::BTreeSet<_>>() {
            *figures.reasons.entry(reason).or_default() += add(1);
        }
        if let Some(intent) = &row.intent {
            *figures.intents.entry(intent.clone()).or_default() += add(2);
        }
        *figures.channels.entry(row.channel.as_str()).or_default() += add(3);
        figures.overdue += if row.overdue { add(4) } else { 0 };
        figures.mine += if row.mine { add(5) } else { 0 };
    }
    figures.without_empty().with_chosen(filter)
}

impl QueueFigures {
    /// Without choices that would match nothing.
    fn without_empty(mut self) -> Self {
        self.queues.retain(|_, n| *n > 0);
        self.reasons.retain(|_, n| *n > 0);
        self.intents.retain(|_, n| *n > 0);
        self.channels.retain(|_, n| *n > 0);
        self
    }

    /// What is chosen stands there even where it matches nothing: it is shown by its name.
    fn with_chosen(mut self, filter: &QueueFilter) -> Self {
        keep(&mut self.queues, filter.queue.clone());
        keep(&mut self.reasons, filter.reason.map(AbstainReason::as_str));
        keep(&mut self.intents, filter.intent.clone());
        keep(&mut self.channels, filter.channel.map(Channel::as_str));
        self
    }
}

fn keep<K: Ord>(counts: &mut BTreeMap<K, u64>, chosen: Option<K>) {
    if let Some(chosen) = chosen {
        counts.entry(chosen).or_default();
    }
}

pub(crate) fn name_of(r: &Reader<'_>, person: &UserId) -> Result<Option<String>, Error> {
    Ok(r.people()?.into_iter().find(|row| row.id == *person).map(|row| row.name))
}

pub(crate) fn like_this(bins: &[ReliabilityBin], probability: f64) -> Option<LikeThis> {
    let bin = bins.iter().find(|bin| bin.low <= probability && (probability < bin.high || bin.high >= 1.0))?;
    (bin.n > 0).then_some(LikeThis { right: bin.accuracy })
}

/// The conversation with `terms` (of the decided text) laid onto the turns; with `before`, as it was when that ledger
/// entry was made.
pub(crate) fn said(
    r: &Reader<'_>,
    event: &EventRow,
    terms: &[TermContribution],
    before: Option<u64>,
) -> Result<Vec<SaidTurn>, Error> {
    let whole = event.event.event_type == EventType::ConversationClosed;
    let mut turns = Vec::new();
    let mut offset = 0;
    for row in r.conversation(&event.event.session, event.event.at, before)? {
        let decided = whole || row.event.event_id == event.event.event_id;
        for turn in row.event.turns {
            let counts = decided && turn.speaker == Speaker::Customer;
            let length = turn.text.chars().count();
            let terms = if counts { within(terms, offset, length) } else { Vec::new() };
            // One scalar value for the line break between two turns.
            offset += if counts { length + 1 } else { 0 };
            turns.push(SaidTurn { at: row.event.at, turn, terms });
        }
    }
    Ok(turns)
}

/// Terms of the decided text that lie in the turn at `offset`, by their place in the turn.
fn within(terms: &[TermContribution], offset: usize, length: usize) -> Vec<TermContribution> {
    let inside = terms.iter().filter(|term| term.start >= offset && term.end <= offset + length);
    inside
        .map(|term| TermContribution { start: term.start - offset, end: term.end - offset, weight: term.weight })
        .collect()
}

fn listed(r: &Reader<'_>, row: QueuedRow) -> Result<(QueuedRow, String, Option<Candidate>), Error> {
    let event = r.event(&row.item.event_id)?.event;
    let suggestion = r.decision(&row.item.decision_id)?.decision.candidates.into_iter().next();
    Ok((row, event.customer_text(), suggestion))
}

fn write_label(
    w: &Writer<'_, '_>,
    entered: Entered,
    pass: &Pass,
    submitted: &Submitted,
    response: &str,
) -> Result<(), Error> {
    let Some(needed) = &submitted.label else { return Ok(()) };
    let label = Label {
        id: LabelId::new(id::fresh()),
        event_id: needed.event_id.clone(),
        intent: needed.intent.clone(),
        provenance: needed.provenance,
        by: Some(pass.actor().id()),
        at: pass.at(),
    };
    Ok(w.insert_label(entered, &label, Some(response))?)
}

fn last_response(r: &Reader<'_>, last: &ResponseRow) -> Result<LastResponse, Error> {
    let released = match &last.decision {
        Some(decision) => r.outbox_state(decision)?.is_some_and(|state| state != "held"),
        None => false,
    };
    Ok(LastResponse {
        by: last.by.clone(),
        at: last.at,
        kind: last.kind,
        version_after: last.version_after,
        queue_before: last.queue_before.clone(),
        released,
    })
}

fn write_undo(
    w: &mut Writer<'_, '_>,
    pass: &Pass,
    live: &Live,
    before: &QueuedRow,
    last: &ResponseRow,
    item: &ReviewItem,
) -> Result<(), Error> {
    let response_id = id::fresh();
    let details = [("response", response_id.clone()), ("undoes", last.id.clone())];
    let entered = w.enter(Act::ReviewUndone, &[("item", item.id.to_string())], &details)?;
    let restored = last.decision.as_ref().map(|decision| restore_decision(w, pass, live, decision)).transpose()?;
    let mut item = item.clone();
    if let Some(decision) = &restored {
        item.decision_id = decision.clone();
    }
    if goes_on_elsewhere(w, &item)? {
        item.state = ReviewState::Discarded;
    }
    w.update_review_item(entered, &QueuedRow { item: item.clone(), probability: before.probability })?;
    if let Some(label) = w.label_of_response(&last.id)? {
        w.withdraw_label(entered, &label)?;
    }
    let by: UserId = pass.actor().id();
    let row = ResponseRow {
        id: response_id,
        item: item.id.clone(),
        decision: restored,
        kind: ResponseKind::Undo,
        intent: None,
        comment: None,
        undoes: Some(last.id.clone()),
        queue_before: before.item.queue.clone(),
        version_after: item.version,
        by,
        at: pass.at(),
    };
    Ok(w.insert_response(entered, &row)?)
}

/// Whether the conversation has gone on since and waits already, so that one item of it is enough; not for an event
/// about which something has left, which is asked by itself.
fn goes_on_elsewhere(r: &Reader<'_>, item: &ReviewItem) -> Result<bool, Error> {
    let others = r.pending_items(&item.session)?;
    if others.iter().any(|other| other.item.event_id == item.event_id) {
        return Ok(true);
    }
    if item.reason.is_none() || r.has_left(&item.event_id)? {
        return Ok(false);
    }
    for other in &others {
        if waits_for_the_conversation(r, other)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The engine's decision before the person's, as a new revision; an automatic one goes back into the outbox's hold.
/// What has left before the person answered is not sent twice, and what the engine may no longer do by itself (STOP, a
/// pause, another model since) waits for the person, whose item is open again.
fn restore_decision(
    w: &mut Writer<'_, '_>,
    pass: &Pass,
    live: &Live,
    persons: &DecisionId,
) -> Result<DecisionId, Error> {
    let persons = w.decision(persons)?;
    let filter = countersign_store::DecisionFilter {
        event: Some(persons.decision.lineage.event_id.clone()),
        ..Default::default()
    };
    let earlier = w.decisions_after(&filter, None, u64::from(u32::MAX))?;
    let engines = earlier
        .into_iter()
        .rfind(|row| row.decision.verdict != Verdict::Person && row.decision.revision < persons.decision.revision)
        .ok_or_else(|| countersign_store::Error::NotFound {
            what: "decision before",
            id: persons.decision.id.to_string(),
        })?;
    let mut row = engines.clone();
    row.decision.id = DecisionId::new(id::fresh());
    row.decision.revision = persons.decision.revision + 1;
    // The clock of the engine's answer starts anew; that of the item goes on.
    row.decision.route.due_at = pass.at().plus_ms(engines.decision.route.due_at.0 - engines.decision.decided_at.0);
    row.decision.decided_at = pass.at();
    if row.decision.verdict == Verdict::Automatic && !may_still_act(live, &row) {
        leave_to_person(&mut row);
    }
    let entered = enter_decision(w, Act::EventDecided, &row)?;
    w.insert_decision(entered, &row)?;
    w.withdraw_outbox(entered, &persons.decision.id)?;
    let was_taken_back = w.outbox_state(&engines.decision.id)?.as_deref() == Some("withdrawn");
    if let Some(release_after) = w.release_time(&engines.decision.id)?.filter(|_| was_taken_back)
        && row.decision.verdict == Verdict::Automatic
    {
        w.insert_outbox(entered, &row.decision.id, release_after)?;
    }
    Ok(row.decision.id)
}

/// Whether the model that made an automatic decision may make one now.
fn may_still_act(live: &Live, row: &DecisionRow) -> bool {
    let is_champion = live.model.as_ref().map(|model| &model.version) == row.decision.lineage.model_version.as_ref();
    is_champion && live.stopped.is_none() && live.paused.is_none()
}

fn leave_to_person(row: &mut DecisionRow) {
    row.decision.verdict = Verdict::Abstained(AbstainReason::OpenItem);
    row.decision.route = Route { effect: Effect::Ask, action: None, ..row.decision.route.clone() };
    row.decision.audited = false;
    row.decision.audit_probability = 1.0;
}
