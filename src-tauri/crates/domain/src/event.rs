//! A support event after pseudonymization: the only form that later stages and the disk ever see.

use std::collections::BTreeMap;

use crate::text_enum::text_enum;
use crate::{EventId, IntentId, SpanReceipt, Surrogate, TimeMs};

text_enum! {
    /// What happened.
    EventType {
        /// Somebody wrote; decided when the customer did.
        Message = "message",
        /// The conversation ended; decided as a whole, superseding its messages.
        ConversationClosed = "conversation_closed",
        /// A ticket was opened; decided provisionally.
        TicketCreated = "ticket_created",
        /// A ticket changed; adds outcome only.
        TicketUpdated = "ticket_updated",
        /// A survey came back; adds outcome only.
        Survey = "survey",
    }
}

impl EventType {
    /// Whether an event of this type is a question to the engine, or only adds outcome to earlier ones.
    pub fn is_decided(self) -> bool {
        matches!(self, Self::Message | Self::ConversationClosed | Self::TicketCreated)
    }
}

text_enum! {
    /// The way by which it came.
    Channel {
        /// A live chat.
        Chat = "chat",
        /// An e-mail.
        Email = "email",
        /// A help-desk ticket.
        Ticket = "ticket",
        /// A telephone call, written down.
        VoiceTranscript = "voice_transcript",
        /// A public or private message on a social network.
        Social = "social",
    }
}

text_enum! {
    /// Who spoke.
    Speaker {
        /// The customer.
        Customer = "customer",
        /// A person of the firm.
        Agent = "agent",
        /// A machine: bot, auto-reply, system line.
        System = "system",
    }
}

/// One thing said. In a [`PseudonymizedEvent`] the text holds tokens where identifiers stood.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Turn {
    /// Who said it.
    pub speaker: Speaker,
    /// What was said.
    pub text: String,
}

/// A support event without direct identifiers.
#[derive(Debug, Clone, PartialEq)]
pub struct PseudonymizedEvent {
    /// Idempotency key.
    pub event_id: EventId,
    /// What happened.
    pub event_type: EventType,
    /// When.
    pub at: TimeMs,
    /// By which way.
    pub channel: Channel,
    /// The conversation.
    pub session: Surrogate,
    /// The person, or the session where no identity came with it.
    pub subject: Surrogate,
    /// A group of people (household, firm); never identifies one.
    pub account: Option<Surrogate>,
    /// The agent.
    pub agent: Option<Surrogate>,
    /// What was said, oldest first; empty where nothing was.
    pub turns: Vec<Turn>,
    /// How it ended, as the source calls it.
    pub outcome: Option<String>,
    /// The customer's rating, in the source's own scale.
    pub satisfaction: Option<f64>,
    /// Whether the matter was resolved.
    pub resolved: Option<bool>,
    /// A known label that came with historical data.
    pub intent: Option<IntentId>,
    /// Plan, region, product: policy and guarantees may use it.
    pub segment: BTreeMap<String, String>,
    /// Age band, language background …: kept apart; fairness reads it, routing only `vulnerable` and only towards people.
    pub sensitive: BTreeMap<String, String>,
    /// `Some(false)`: never trained on.
    pub training_allowed: Option<bool>,
    /// The legal basis the source names.
    pub legal_basis: Option<String>,
    /// Which recognizer fired where.
    pub receipts: Vec<SpanReceipt>,
    /// Which recognizers looked.
    pub recognizer_version: String,
}

impl PseudonymizedEvent {
    /// What the customer said, joined by line breaks: the text that is decided. Agents' and machines' words are no
    /// evidence of what the customer wants.
    pub fn customer_text(&self) -> String {
        let said = self.turns.iter().filter(|turn| turn.speaker == Speaker::Customer);
        said.map(|turn| turn.text.as_str()).collect::<Vec<_>>().join("\n")
    }
}
