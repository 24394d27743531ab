//! Raw support events: what comes in, before anything that identifies a person has been replaced.
//!
//! These types live in memory only. They do not serialize, and neither `Debug` nor an error shows their text.

use std::collections::BTreeMap;

use countersign_domain::{Channel, EventType, Speaker, TimeMs};

/// Text as it came in. `Debug` prints its length, `Display` does not exist.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RawText(String);

impl RawText {
    /// Wraps text that nobody has looked at yet.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself. Callers outside this crate may hand it to a sealed box or a keyed digest, nowhere else.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for RawText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<redacted {} bytes>", self.0.len())
    }
}

/// One thing said, as it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawTurn {
    /// Who said it.
    pub speaker: Speaker,
    /// What was said.
    pub text: RawText,
}

/// What names the person, in the order in which a subject is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// The firm's own id of the user.
    pub user_id: Option<RawText>,
    /// The id in the customer relationship system.
    pub crm_contact_id: Option<RawText>,
    /// E-mail address.
    pub email: Option<RawText>,
}

/// A support event before pseudonymization; the fields are those of the canonical schema.
#[derive(Debug, Clone, PartialEq)]
pub struct RawEvent {
    /// Idempotency key, where the source has one; its shape was checked.
    pub event_id: Option<String>,
    /// What happened.
    pub event_type: EventType,
    /// When.
    pub at: TimeMs,
    /// By which way.
    pub channel: Channel,
    /// The conversation.
    pub session_id: RawText,
    /// Who, as far as the source says.
    pub identity: Identity,
    /// A group of people.
    pub account_id: Option<RawText>,
    /// What was said, oldest first.
    pub turns: Vec<RawTurn>,
    /// The agent.
    pub agent_id: Option<RawText>,
    /// How it ended.
    pub outcome: Option<RawText>,
    /// The customer's rating.
    pub satisfaction: Option<f64>,
    /// Whether the matter was resolved.
    pub resolved: Option<bool>,
    /// A known label.
    pub intent: Option<String>,
    /// Plan, region, product.
    pub segment: BTreeMap<String, RawText>,
    /// Sensitive attributes.
    pub sensitive: BTreeMap<String, RawText>,
    /// `Some(false)`: never trained on.
    pub training_allowed: Option<bool>,
    /// The legal basis.
    pub legal_basis: Option<RawText>,
    /// Further identity fields (`customer_name`, `phone`, `order_id` …): looked up in the text, then forgotten.
    pub known: BTreeMap<String, Vec<RawText>>,
}
