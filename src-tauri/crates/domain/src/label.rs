//! What is known to be right about an event.

use crate::text_enum::text_enum;
use crate::{EventId, IntentId, LabelId, TimeMs, UserId};

text_enum! {
    /// How a label came to be. Only the audit stratum is a random sample; figures say which they use.
    LabelProvenance {
        /// Came with historical data.
        Imported = "imported",
        /// A reviewer answered because the engine abstained.
        Reviewed = "reviewed",
        /// A reviewer answered an automatic decision of the random audit stratum.
        Audited = "audited",
    }
}

/// A person's (or an imported) answer to "which intent is this?".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Its id.
    pub id: LabelId,
    /// The event.
    pub event_id: EventId,
    /// The answer.
    pub intent: IntentId,
    /// How it was asked.
    pub provenance: LabelProvenance,
    /// Who answered; `None` for imported labels.
    pub by: Option<UserId>,
    /// When.
    pub at: TimeMs,
}
