//! Where a decided event goes.

use crate::text_enum::text_enum;
use crate::{QueueId, TimeMs};

text_enum! {
    /// What the policy does with an event.
    Effect {
        /// An automatic action is released after the hold-back.
        Act = "act",
        /// A person answers.
        Ask = "ask",
    }
}

/// Where an event goes, as the routing policy says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Act or ask.
    pub effect: Effect,
    /// The queue that people work on.
    pub queue: QueueId,
    /// The action's name for the receiving system, for example `send_reset_link`; `None` when a person answers.
    pub action: Option<String>,
    /// 0 (can wait) – 3 (urgent).
    pub priority: u8,
    /// When a person should have answered.
    pub due_at: TimeMs,
    /// The policy rule that decided, for example `always-human/refund`.
    pub rule: String,
}
