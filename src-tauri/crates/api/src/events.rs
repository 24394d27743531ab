//! Events as they are kept: pseudonymized. Sensitive features are not among them; only fairness reads those.

use std::collections::BTreeMap;

use countersign_domain::{Channel, EventType, SpanReceipt, Turn};
use countersign_engine::EventSummary;
use serde::Serialize;

/// An event.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventView {
    /// Id.
    pub event_id: String,
    /// What happened.
    pub event_type: EventType,
    /// When it happened.
    pub at_ms: i64,
    /// When it came in.
    pub received_at_ms: i64,
    /// By which way.
    pub channel: Channel,
    /// Surrogate of the conversation.
    pub session: String,
    /// Surrogate of the person.
    pub subject: String,
    /// Surrogate of the account.
    pub account: Option<String>,
    /// What was said, with tokens where identifiers stood.
    pub turns: Vec<Turn>,
    /// Which recognizer fired where.
    pub receipts: Vec<SpanReceipt>,
    /// How it ended.
    pub outcome: Option<String>,
    /// The customer's rating.
    pub satisfaction: Option<f64>,
    /// Whether the matter was resolved.
    pub resolved: Option<bool>,
    /// Plan, region, product.
    pub segment: BTreeMap<String, String>,
    /// `false`: never trained on.
    pub training_allowed: Option<bool>,
    /// The legal basis that the source names.
    pub legal_basis: Option<String>,
    /// Which recognizers looked.
    pub recognizer_version: String,
}

impl From<EventSummary> for EventView {
    fn from(row: EventSummary) -> Self {
        let event = row.event;
        Self {
            event_id: event.event_id.to_string(),
            event_type: event.event_type,
            at_ms: event.at.0,
            received_at_ms: row.received_at.0,
            channel: event.channel,
            session: event.session.to_string(),
            subject: event.subject.to_string(),
            account: event.account.map(|account| account.to_string()),
            turns: event.turns,
            receipts: event.receipts,
            outcome: event.outcome,
            satisfaction: event.satisfaction,
            resolved: event.resolved,
            segment: event.segment,
            training_allowed: event.training_allowed,
            legal_basis: event.legal_basis,
            recognizer_version: event.recognizer_version,
        }
    }
}
