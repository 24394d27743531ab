use countersign_domain::{ReviewItemId, Role, Surrogate};
use proptest::prelude::*;

use super::*;

const LEASE: i64 = 100;
const HOLD_BACK: i64 = 50;

fn item() -> ReviewItem {
    ReviewItem {
        id: ReviewItemId::new("item"),
        session: Surrogate::new("session"),
        event_id: EventId::new("event"),
        decision_id: DecisionId::new("decision"),
        queue: QueueId::new("billing"),
        reason: Some(AbstainReason::TwoRivals),
        priority: 1,
        due_at: TimeMs(1_000),
        state: ReviewState::Pending,
        version: 3,
        claim: None,
    }
}

fn held_by(user: &str, until: i64) -> ReviewItem {
    ReviewItem { claim: Some((UserId::new(user), TimeMs(until))), ..item() }
}

fn person(id: &str, roles: &[Role]) -> Actor {
    Actor::Person { id: UserId::new(id), roles: roles.to_vec() }
}

fn supervisor(id: &str) -> Actor {
    person(id, &[Role::Supervisor])
}

fn answer(version: u32) -> Response {
    Response { item_version: version, choice: Choice::Answer(IntentId::new("refund_request")), comment: None }
}

#[test]
fn a_claim_is_a_lease() {
    let (ada, bob) = (UserId::new("ada"), UserId::new("bob"));
    let given = Ok(Claimed { by: ada.clone(), until: TimeMs(110) });
    let held = Err(ClaimRefused::HeldByOther { by: bob, until: TimeMs(11) });
    assert_eq!(claim(&item(), &ada, TimeMs(10), LEASE), given, "nobody holds it");
    assert_eq!(claim(&held_by("ada", 20), &ada, TimeMs(10), LEASE), given, "one's own lease is prolonged");
    assert_eq!(claim(&held_by("bob", 10), &ada, TimeMs(10), LEASE), given, "bob's lease ends at its end");
    assert_eq!(claim(&held_by("bob", 11), &ada, TimeMs(10), LEASE), held, "bob still holds it");
    for state in [ReviewState::Submitted, ReviewState::Discarded] {
        let done = ReviewItem { state, ..item() };
        assert_eq!(claim(&done, &ada, TimeMs(10), LEASE), Err(ClaimRefused::NotPending(state)));
    }
}

#[test]
fn an_answer_ends_the_item_and_brings_a_label() {
    let found = submit(&held_by("ada", 20), &answer(3), &supervisor("ada"), TimeMs(10)).unwrap();
    assert_eq!(found.item, ReviewItem { state: ReviewState::Submitted, version: 4, ..item() }, "the lease is over");
    assert_eq!(found.kind, ResponseKind::Answer);
    let label = found.label.unwrap();
    assert_eq!((label.event_id.as_str(), label.intent.as_str()), ("event", "refund_request"));
    assert_eq!(label.provenance, LabelProvenance::Reviewed, "it is here because the engine abstained");
}

#[test]
fn the_audit_stratum_keeps_its_provenance() {
    let audited = ReviewItem { reason: None, ..held_by("ada", 20) };
    let label = submit(&audited, &answer(3), &supervisor("ada"), TimeMs(10)).unwrap().label.unwrap();
    assert_eq!(label.provenance, LabelProvenance::Audited, "only these are a random sample");
}

#[test]
fn an_escalation_waits_in_another_queue() {
    let choice = Choice::Escalate { to: QueueId::new("escalations") };
    let response = Response { item_version: 3, choice, comment: Some("not mine to decide".into()) };
    let found = submit(&held_by("ada", 20), &response, &supervisor("ada"), TimeMs(10)).unwrap();
    assert_eq!(found.item, ReviewItem { queue: QueueId::new("escalations"), version: 4, ..item() });
    assert_eq!((found.kind, found.label), (ResponseKind::Escalate, None), "nothing has been learnt yet");
}

#[test]
fn a_response_is_refused_with_its_reason() {
    let held = ReviewRefused::HeldByOther { by: UserId::new("bob"), until: TimeMs(20) };
    let done = ReviewItem { state: ReviewState::Submitted, ..held_by("ada", 20) };
    let discarded = ReviewItem { state: ReviewState::Discarded, ..held_by("ada", 20) };
    let changed = ReviewRefused::VersionChanged { given: 2, found: 3 };
    let cases = [
        (held_by("ada", 20), 3, person("ada", &[Role::Administrator]), ReviewRefused::NotAllowed),
        (held_by("engine", 20), 3, Actor::Engine, ReviewRefused::NotAllowed),
        (done, 3, supervisor("ada"), ReviewRefused::NotPending(ReviewState::Submitted)),
        (discarded, 3, supervisor("ada"), ReviewRefused::NotPending(ReviewState::Discarded)),
        (held_by("bob", 20), 3, supervisor("ada"), held),
        (held_by("bob", 10), 3, supervisor("ada"), ReviewRefused::ClaimLost),
        (held_by("ada", 10), 3, supervisor("ada"), ReviewRefused::ClaimLost),
        (item(), 3, supervisor("ada"), ReviewRefused::ClaimLost),
        (held_by("ada", 20), 2, supervisor("ada"), changed),
    ];
    for (item, version, actor, expected) in cases {
        let found = submit(&item, &answer(version), &actor, TimeMs(10));
        assert_eq!(found, Err(expected), "{actor:?} answers version {version} of {item:?}");
    }
}

fn last() -> LastResponse {
    LastResponse {
        by: UserId::new("ada"),
        at: TimeMs(10),
        kind: ResponseKind::Answer,
        version_after: 3,
        queue_before: QueueId::new("billing"),
        released: false,
    }
}

fn answered() -> ReviewItem {
    ReviewItem { state: ReviewState::Submitted, ..item() }
}

#[test]
fn an_undo_is_a_new_act() {
    let found = undo(&answered(), &last(), &supervisor("ada"), TimeMs(59), HOLD_BACK).unwrap();
    assert_eq!(found.item, ReviewItem { version: 4, ..item() }, "pending again, at a version of its own");
    assert_eq!((found.kind, found.label_withdrawn), (ResponseKind::Undo, true));
    let escalated = ReviewItem { queue: QueueId::new("escalations"), ..item() };
    let back = LastResponse { kind: ResponseKind::Escalate, ..last() };
    let found = undo(&escalated, &back, &supervisor("ada"), TimeMs(59), HOLD_BACK).unwrap();
    assert_eq!(found.item.queue.as_str(), "billing", "back where it came from");
    assert!(!found.label_withdrawn, "an escalation gave none");
}

#[test]
fn an_undo_is_refused_with_its_reason() {
    let ada = supervisor("ada");
    let late = TimeMs(60);
    let cases = [
        (answered(), last(), person("ada", &[]), TimeMs(20), UndoRefused::NotAllowed),
        (answered(), last(), supervisor("bob"), TimeMs(20), UndoRefused::NotYours(UserId::new("ada"))),
        (
            item(),
            LastResponse { kind: ResponseKind::Undo, ..last() },
            ada.clone(),
            TimeMs(20),
            UndoRefused::NothingToUndo,
        ),
        (answered(), LastResponse { released: true, ..last() }, ada.clone(), TimeMs(20), UndoRefused::Released),
        (answered(), last(), ada.clone(), late, UndoRefused::TooLate { since: late }),
        (ReviewItem { version: 4, ..answered() }, last(), ada.clone(), TimeMs(20), UndoRefused::Changed),
        (ReviewItem { state: ReviewState::Discarded, ..item() }, last(), ada.clone(), TimeMs(20), UndoRefused::Changed),
        (held_by("bob", 90), last(), ada, TimeMs(20), UndoRefused::HeldByOther(UserId::new("bob"))),
    ];
    for (item, last, actor, now, expected) in cases {
        assert_eq!(undo(&item, &last, &actor, now, HOLD_BACK), Err(expected), "{actor:?} at {now:?} on {last:?}");
    }
}

#[test]
fn a_skip_lets_go_and_stays_away_for_a_while() {
    let ada = UserId::new("ada");
    let skipped = Ok(Skipped { by: ada.clone(), not_before: TimeMs(40) });
    assert_eq!(skip(&held_by("ada", 20), &ada, TimeMs(10), 30), skipped);
    assert!(skip(&held_by("bob", 20), &ada, TimeMs(10), 30).is_err(), "bob's item is not ada's to skip");
}

fn later() -> LaterDecision {
    LaterDecision {
        event_id: EventId::new("event-2"),
        decision_id: DecisionId::new("decision-2"),
        reason: None,
        queue: QueueId::new("orders"),
        priority: 3,
        due_at: TimeMs(2_000),
    }
}

#[test]
fn a_later_turn_joins_the_item() {
    let joined = join(&held_by("ada", 20), &later(), false).unwrap();
    assert_eq!(joined.event_id.as_str(), "event-2");
    assert_eq!((joined.priority, joined.due_at), (3, TimeMs(1_000)), "the more urgent of both");
    assert_eq!(joined.reason, Some(AbstainReason::TwoRivals), "it does not become an audit case");
    assert_eq!(joined.queue.as_str(), "orders");
    assert_eq!(join(&item(), &later(), true).unwrap().queue.as_str(), "billing", "an escalated item stays");
    let refused = submit(&joined, &answer(3), &supervisor("ada"), TimeMs(10));
    assert_eq!(refused, Err(ReviewRefused::VersionChanged { given: 3, found: 4 }), "ada has not read the later turn");
    assert!(join(&answered(), &later(), false).is_err(), "an answered item is closed; a new one opens");
}

#[test]
fn a_discarded_item_takes_no_more_answers() {
    let gone = discard(&held_by("ada", 20)).unwrap();
    assert_eq!((gone.state, gone.version, gone.claim.clone()), (ReviewState::Discarded, 4, None));
    assert!(discard(&gone).is_err() && discard(&answered()).is_err(), "what is done is not discarded");
}

/// What may happen to an item, by two people and the engine.
#[derive(Debug, Clone)]
enum Act {
    Claim(u8),
    Submit(u8, bool, bool),
    Undo(u8),
    Join,
    Discard,
    Release,
    Wait(i64),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        4 => (0u8..2).prop_map(Act::Claim),
        4 => (0u8..2, any::<bool>(), any::<bool>()).prop_map(|(who, answers, stale)| Act::Submit(who, answers, stale)),
        3 => (0u8..2).prop_map(Act::Undo),
        1 => Just(Act::Join),
        1 => Just(Act::Discard),
        1 => Just(Act::Release),
        3 => (0i64..120).prop_map(Act::Wait),
    ];
    prop::collection::vec(act, 0..40)
}

/// Plays acts against the rules and keeps a model beside them that knows only who holds what and what was answered.
struct World {
    item: ReviewItem,
    now: TimeMs,
    last: Option<LastResponse>,
    labels: i32,
    lease: Option<(u8, TimeMs)>,
}

impl World {
    fn new() -> Self {
        Self { item: item(), now: TimeMs(0), last: None, labels: 0, lease: None }
    }

    fn holds(&self, who: u8) -> bool {
        self.lease.is_some_and(|(holder, until)| holder == who && self.now < until)
    }

    fn is_free_for(&self, who: u8) -> bool {
        self.lease.is_none_or(|(holder, until)| holder == who || self.now >= until)
    }

    fn claim(&mut self, who: u8) -> Result<(), TestCaseError> {
        let expected = self.item.state == ReviewState::Pending && self.is_free_for(who);
        let found = claim(&self.item, &user(who), self.now, LEASE);
        prop_assert_eq!(found.is_ok(), expected, "claim by {}", who);
        if let Ok(claimed) = found {
            self.lease = Some((who, claimed.until));
            self.item.claim = Some((claimed.by, claimed.until));
        }
        Ok(())
    }

    fn submit(&mut self, who: u8, answers: bool, stale: bool) -> Result<(), TestCaseError> {
        let choice = if answers {
            Choice::Answer(IntentId::new("complaint"))
        } else {
            Choice::Escalate { to: QueueId::new("escalations") }
        };
        let response = Response { item_version: self.item.version - u32::from(stale), choice, comment: None };
        let expected = self.item.state == ReviewState::Pending && self.holds(who) && !stale;
        let found = submit(&self.item, &response, &supervisor(user(who).as_str()), self.now);
        prop_assert_eq!(found.is_ok(), expected, "response by {}", who);
        let Ok(taken) = found else { return Ok(()) };
        self.last = Some(LastResponse {
            by: user(who),
            at: self.now,
            kind: taken.kind,
            version_after: taken.item.version,
            queue_before: self.item.queue.clone(),
            released: false,
        });
        self.labels += i32::from(taken.label.is_some());
        self.lease = None;
        self.item = taken.item;
        Ok(())
    }

    fn undo(&mut self, who: u8) -> Result<(), TestCaseError> {
        let Some(last) = self.last.clone() else { return Ok(()) };
        let found = undo(&self.item, &last, &supervisor(user(who).as_str()), self.now, HOLD_BACK);
        let in_time = self.now < last.at.plus_ms(HOLD_BACK) && !last.released && last.kind != ResponseKind::Undo;
        let untouched = self.item.version == last.version_after;
        let expected = last.by == user(who) && in_time && untouched && self.is_free_for(who);
        prop_assert_eq!(found.is_ok(), expected, "undo by {}", who);
        let Ok(undone) = found else { return Ok(()) };
        self.labels -= i32::from(undone.label_withdrawn);
        self.lease = None;
        self.last = Some(LastResponse { kind: ResponseKind::Undo, version_after: undone.item.version, ..last });
        self.item = undone.item;
        prop_assert_eq!(self.item.state, ReviewState::Pending);
        let again = undo(&self.item, self.last.as_ref().unwrap(), &supervisor(user(who).as_str()), self.now, HOLD_BACK);
        prop_assert_eq!(again, Err(UndoRefused::NothingToUndo), "an undo is not undone");
        Ok(())
    }

    fn play(&mut self, act: &Act) -> Result<(), TestCaseError> {
        match act {
            Act::Claim(who) => self.claim(*who)?,
            Act::Submit(who, answers, stale) => self.submit(*who, *answers, *stale)?,
            Act::Undo(who) => self.undo(*who)?,
            Act::Join => self.item = join(&self.item, &later(), false).unwrap_or_else(|_| self.item.clone()),
            Act::Discard => {
                if let Ok(gone) = discard(&self.item) {
                    (self.item, self.lease) = (gone, None);
                }
            }
            Act::Release => self.last.iter_mut().for_each(|last| last.released = true),
            Act::Wait(ms) => self.now = self.now.plus_ms(*ms),
        }
        Ok(())
    }
}

fn user(who: u8) -> UserId {
    UserId::new(["ada", "bob"][usize::from(who)])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Whatever happens in whatever order: only the holder answers, versions only grow, and an answered item has
    /// exactly one label that counts.
    #[test]
    fn any_course_of_events_keeps_the_rules(acts in acts()) {
        let mut world = World::new();
        for act in &acts {
            let before = world.item.clone();
            world.play(act)?;
            prop_assert!(world.item.version >= before.version, "a version never shrinks");
            let changed = ReviewItem { claim: None, version: 0, ..world.item.clone() }
                != ReviewItem { claim: None, version: 0, ..before.clone() };
            prop_assert!(!changed || world.item.version > before.version, "what changes is seen in the version");
            prop_assert_eq!(world.labels, i32::from(world.item.state == ReviewState::Submitted));
            prop_assert!(world.item.state == ReviewState::Pending || world.item.claim.is_none());
        }
    }
}
