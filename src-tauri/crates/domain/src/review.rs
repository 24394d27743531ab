//! A question put to a person.

use crate::text_enum::text_enum;
use crate::{AbstainReason, DecisionId, EventId, QueueId, ReviewItemId, Surrogate, TimeMs, UserId};

text_enum! {
    /// Where a review item stands. A claim is a lease on a pending item, kept apart.
    ReviewState {
        /// Waits for an answer.
        Pending = "pending",
        /// Answered.
        Submitted = "submitted",
        /// No longer needs one (its session was closed by a later item, or its event erased).
        Discarded = "discarded",
    }
}

text_enum! {
    /// What a reviewer did.
    ResponseKind {
        /// Chose an intent; equal to the suggestion or not.
        Answer = "answer",
        /// Handed it to somebody who may decide more.
        Escalate = "escalate",
        /// Took the last response back, within the hold-back.
        Undo = "undo",
    }
}

/// A question put to a person about one session.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewItem {
    /// Its id.
    pub id: ReviewItemId,
    /// The conversation; at most one item of a session is pending.
    pub session: Surrogate,
    /// The event it was opened for.
    pub event_id: EventId,
    /// The decision that sent it here.
    pub decision_id: DecisionId,
    /// The queue.
    pub queue: QueueId,
    /// Why it is here; `None` for the random audit stratum, which is not told apart in the queue.
    pub reason: Option<AbstainReason>,
    /// 0–3.
    pub priority: u8,
    /// When it should be answered.
    pub due_at: TimeMs,
    /// State.
    pub state: ReviewState,
    /// Grows with each recorded change; a response names the version it answers.
    pub version: u32,
    /// Who holds the lease, and until when.
    pub claim: Option<(UserId, TimeMs)>,
}
