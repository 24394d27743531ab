//! The life of a review item: claimed, answered, escalated, taken back, skipped, joined.
//!
//! Takes an item, who acts and when; gives the next item and what must be written with it, or a refusal that says
//! why. A claim is a lease: bookkeeping, so it does not change the version. Everything else makes the version grow,
//! and an answer names the version it was given to.
//! Deliberately absent: storage, the order of the queue, and what the reviewer sees.

use countersign_domain::{
    AbstainReason, Actor, DecisionId, EventId, IntentId, LabelProvenance, QueueId, ResponseKind, ReviewItem,
    ReviewState, TimeMs, UserId,
};

use crate::authorization::{Capability, allows};

/// A lease that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// Who holds it.
    pub by: UserId,
    /// Until when; from this moment on it is lost.
    pub until: TimeMs,
}

/// Why there is no lease.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClaimRefused {
    /// The item waits for no answer any more.
    #[error("the item is {0}")]
    NotPending(ReviewState),
    /// Somebody else holds it.
    #[error("{by} holds the item")]
    HeldByOther {
        /// Who.
        by: UserId,
        /// Until when.
        until: TimeMs,
    },
}

/// What a reviewer chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// This intent.
    Answer(IntentId),
    /// Somebody who may decide more; `to` is the policy's escalation queue.
    Escalate {
        /// The queue.
        to: QueueId,
    },
}

impl Choice {
    /// Its kind.
    pub fn kind(&self) -> ResponseKind {
        match self {
            Self::Answer(_) => ResponseKind::Answer,
            Self::Escalate { .. } => ResponseKind::Escalate,
        }
    }
}

/// A reviewer's response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The version of the item that the reviewer saw.
    pub item_version: u32,
    /// What they chose.
    pub choice: Choice,
    /// What they wrote with it; not read by the rules.
    pub comment: Option<String>,
}

/// A response that was taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Submitted {
    /// The item as it stands now.
    pub item: ReviewItem,
    /// What was done.
    pub kind: ResponseKind,
    /// The label to write with it; `None` for an escalation.
    pub label: Option<LabelNeeded>,
}

/// A label that an answer brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelNeeded {
    /// The event.
    pub event_id: EventId,
    /// The answer.
    pub intent: IntentId,
    /// Whether it comes from the random audit stratum.
    pub provenance: LabelProvenance,
}

/// Why a response is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReviewRefused {
    /// The role lacks the right, or the actor is the machine.
    #[error("the role does not allow {}", Capability::ReviewAnswer)]
    NotAllowed,
    /// The item waits for no answer any more.
    #[error("the item is {0}")]
    NotPending(ReviewState),
    /// Somebody else holds it.
    #[error("{by} holds the item")]
    HeldByOther {
        /// Who.
        by: UserId,
        /// Until when.
        until: TimeMs,
    },
    /// The own lease has run out, or there never was one.
    #[error("the claim is lost")]
    ClaimLost,
    /// The item changed since the reviewer saw it, for example by another turn of the customer.
    #[error("the item is at version {found}, the response was given to {given}")]
    VersionChanged {
        /// What the response names.
        given: u32,
        /// What the item is at.
        found: u32,
    },
}

/// Takes a lease of `lease_ms` milliseconds on a pending item, or prolongs one's own. A lease that has run out is
/// anybody's.
pub fn claim(item: &ReviewItem, user: &UserId, now: TimeMs, lease_ms: i64) -> Result<Claimed, ClaimRefused> {
    if item.state != ReviewState::Pending {
        return Err(ClaimRefused::NotPending(item.state));
    }
    if let Some((by, until)) = held_by_other(item, user, now) {
        return Err(ClaimRefused::HeldByOther { by, until });
    }
    Ok(Claimed { by: user.clone(), until: now.plus_ms(lease_ms) })
}

/// Takes a response. Refused, in this order: the role lacks the right, the item is not pending, somebody else holds
/// it, the own lease is lost, the item changed. An answer ends the item; an escalation leaves it pending in another
/// queue. The comment is the engine's to keep.
pub fn submit(item: &ReviewItem, response: &Response, actor: &Actor, now: TimeMs) -> Result<Submitted, ReviewRefused> {
    may_respond(item, response.item_version, actor, now)?;
    let next = ReviewItem { version: item.version + 1, claim: None, ..item.clone() };
    let (item, label) = match &response.choice {
        Choice::Answer(intent) => {
            let label = label_of(item, intent);
            (ReviewItem { state: ReviewState::Submitted, ..next }, Some(label))
        }
        Choice::Escalate { to } => (ReviewItem { queue: to.clone(), ..next }, None),
    };
    Ok(Submitted { item, kind: response.choice.kind(), label })
}

fn may_respond(item: &ReviewItem, given: u32, actor: &Actor, now: TimeMs) -> Result<(), ReviewRefused> {
    if !allows(actor, Capability::ReviewAnswer) {
        return Err(ReviewRefused::NotAllowed);
    }
    if item.state != ReviewState::Pending {
        return Err(ReviewRefused::NotPending(item.state));
    }
    if let Some((by, until)) = held_by_other(item, &actor.id(), now) {
        return Err(ReviewRefused::HeldByOther { by, until });
    }
    if live_claim(item, now).is_none() {
        return Err(ReviewRefused::ClaimLost);
    }
    if given != item.version {
        return Err(ReviewRefused::VersionChanged { given, found: item.version });
    }
    Ok(())
}

fn label_of(item: &ReviewItem, intent: &IntentId) -> LabelNeeded {
    let provenance = match item.reason {
        Some(_) => LabelProvenance::Reviewed,
        None => LabelProvenance::Audited,
    };
    LabelNeeded { event_id: item.event_id.clone(), intent: intent.clone(), provenance }
}

/// The last response to an item, as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastResponse {
    /// Who gave it.
    pub by: UserId,
    /// When.
    pub at: TimeMs,
    /// What it was.
    pub kind: ResponseKind,
    /// The version that the item had after it.
    pub version_after: u32,
    /// The queue that the item was in before it.
    pub queue_before: QueueId,
    /// Something has left because of it.
    pub released: bool,
}

/// A response that was taken back: an act of its own, beside the one it takes back.
#[derive(Debug, Clone, PartialEq)]
pub struct Undone {
    /// The item: pending again, in the queue it came from, held by nobody.
    pub item: ReviewItem,
    /// Always [`ResponseKind::Undo`].
    pub kind: ResponseKind,
    /// Whether a label was given with the response and counts no longer.
    pub label_withdrawn: bool,
}

/// Why a response is not taken back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UndoRefused {
    /// The role lacks the right, or the actor is the machine.
    #[error("the role does not allow {}", Capability::ReviewAnswer)]
    NotAllowed,
    /// There is no act of theirs, or the last one was itself an undo.
    #[error("there is nothing to take back")]
    NothingToUndo,
    /// Only who gave it takes it back.
    #[error("{0} gave the response")]
    NotYours(UserId),
    /// Something has left because of it.
    #[error("the response has left")]
    Released,
    /// The hold-back is over.
    #[error("the hold-back is over")]
    TooLate {
        /// Since when.
        since: TimeMs,
    },
    /// Something else happened to the item since.
    #[error("the item changed since")]
    Changed,
    /// Somebody else works on it by now.
    #[error("{0} holds the item")]
    HeldByOther(UserId),
}

/// Takes the last response back: by the same person, within the hold-back (its end excluded), while nothing has left
/// and nothing else has happened to the item.
pub fn undo(
    item: &ReviewItem,
    last: &LastResponse,
    actor: &Actor,
    now: TimeMs,
    hold_back_ms: i64,
) -> Result<Undone, UndoRefused> {
    may_undo(item, last, actor, now, hold_back_ms)?;
    let item = ReviewItem {
        state: ReviewState::Pending,
        queue: last.queue_before.clone(),
        version: item.version + 1,
        claim: None,
        ..item.clone()
    };
    Ok(Undone { item, kind: ResponseKind::Undo, label_withdrawn: last.kind == ResponseKind::Answer })
}

fn may_undo(
    item: &ReviewItem,
    last: &LastResponse,
    actor: &Actor,
    now: TimeMs,
    hold_back_ms: i64,
) -> Result<(), UndoRefused> {
    let since = last.at.plus_ms(hold_back_ms);
    if !allows(actor, Capability::ReviewAnswer) {
        return Err(UndoRefused::NotAllowed);
    }
    if last.by != actor.id() {
        return Err(UndoRefused::NotYours(last.by.clone()));
    }
    match last.kind {
        ResponseKind::Undo => return Err(UndoRefused::NothingToUndo),
        ResponseKind::Answer | ResponseKind::Escalate => {}
    }
    if last.released {
        return Err(UndoRefused::Released);
    }
    if now >= since {
        return Err(UndoRefused::TooLate { since });
    }
    if item.version != last.version_after || item.state == ReviewState::Discarded {
        return Err(UndoRefused::Changed);
    }
    match held_by_other(item, &actor.id(), now) {
        Some((by, _)) => Err(UndoRefused::HeldByOther(by)),
        None => Ok(()),
    }
}

/// Bookkeeping of a skip: the lease ends, and the item is not offered to this person before the time given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Who skipped it.
    pub by: UserId,
    /// When it may be offered to them again.
    pub not_before: TimeMs,
}

/// Lets go of an item for `defer_ms` milliseconds. Refused like a claim; needs no lease, since it changes nothing.
pub fn skip(item: &ReviewItem, user: &UserId, now: TimeMs, defer_ms: i64) -> Result<Skipped, ClaimRefused> {
    claim(item, user, now, defer_ms).map(|claimed| Skipped { by: claimed.by, not_before: claimed.until })
}

/// A later decision about the session of a pending item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaterDecision {
    /// The event decided on.
    pub event_id: EventId,
    /// The decision.
    pub decision_id: DecisionId,
    /// Why it needs a person; `None` for the audit stratum.
    pub reason: Option<AbstainReason>,
    /// Where the policy sends it.
    pub queue: QueueId,
    /// 0–3.
    pub priority: u8,
    /// When it should be answered.
    pub due_at: TimeMs,
}

/// Joins a later turn to the pending item of its session: the question is now about the later event, as urgent as the
/// more urgent of both. The lease stays, the version grows, so an answer to what the reviewer saw before is refused.
/// An escalated item stays where it is, given by `escalated`.
pub fn join(item: &ReviewItem, later: &LaterDecision, escalated: bool) -> Result<ReviewItem, ClaimRefused> {
    if item.state != ReviewState::Pending {
        return Err(ClaimRefused::NotPending(item.state));
    }
    Ok(ReviewItem {
        event_id: later.event_id.clone(),
        decision_id: later.decision_id.clone(),
        // What a person must look at does not become an audit case by a surer second turn.
        reason: later.reason.or(item.reason),
        queue: if escalated { item.queue.clone() } else { later.queue.clone() },
        priority: item.priority.max(later.priority),
        due_at: item.due_at.min(later.due_at),
        version: item.version + 1,
        ..item.clone()
    })
}

/// Ends a pending item without an answer, because its event was erased or its session needs none any more.
pub fn discard(item: &ReviewItem) -> Result<ReviewItem, ClaimRefused> {
    if item.state != ReviewState::Pending {
        return Err(ClaimRefused::NotPending(item.state));
    }
    Ok(ReviewItem { state: ReviewState::Discarded, version: item.version + 1, claim: None, ..item.clone() })
}

/// The lease, where it has not run out.
fn live_claim(item: &ReviewItem, now: TimeMs) -> Option<&(UserId, TimeMs)> {
    item.claim.as_ref().filter(|(_, until)| now < *until)
}

fn held_by_other(item: &ReviewItem, user: &UserId, now: TimeMs) -> Option<(UserId, TimeMs)> {
    live_claim(item, now).filter(|(by, _)| by != user).cloned()
}

#[cfg(test)]
mod tests;
