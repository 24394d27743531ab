//! A support event as a line of JSON in the canonical schema, and what is true about it beyond that.

use std::collections::BTreeMap;

use countersign_domain::{Channel, EntityType, EventType, Speaker, TimeMs, Turn};

use crate::compose::Clarity;
use crate::fill::Draft;

/// Text, or turns.
#[derive(Debug, Clone, serde::Serialize)]
#[serde(untagged)]
pub(crate) enum Message {
    /// One text of the customer.
    Text(String),
    /// Who said what.
    Turns(Vec<Turn>),
}

/// One line of `history.jsonl` or `stream.jsonl`. Absent fields are left out.
#[derive(Debug, Clone, serde::Serialize)]
pub(crate) struct Line {
    pub(crate) event_id: String,
    pub(crate) event_type: EventType,
    pub(crate) timestamp: String,
    pub(crate) channel: Channel,
    pub(crate) session_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) user_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) account_id: Option<String>,
    /// Identity fields that came with the event; they serve masking only.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) known: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) message: Option<Message>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) agent_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) outcome: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) satisfaction: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) resolution_flag: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) intent: Option<&'static str>,
    pub(crate) segment: BTreeMap<&'static str, &'static str>,
    pub(crate) sensitive: BTreeMap<&'static str, &'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) training_allowed: Option<bool>,
    pub(crate) legal_basis: &'static str,
}

/// An identifier that stands in a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub(crate) struct Planted {
    /// What it is.
    #[serde(rename = "type")]
    pub(crate) entity_type: EntityType,
    /// Exactly as it is written.
    pub(crate) value: String,
    /// Whether the event's own fields carry the value or, for a name, its parts.
    pub(crate) in_fields: bool,
}

/// An event before it has its place in time.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) at: TimeMs,
    /// Its line; id, label and outcome are set once all events are in order.
    pub(crate) line: Line,
    /// The intent it really has, as an index; none where it only adds outcome.
    pub(crate) intent: Option<usize>,
    pub(crate) clarity: Clarity,
    pub(crate) second: Option<usize>,
    pub(crate) language: &'static str,
    pub(crate) name_group: &'static str,
    pub(crate) planted: Vec<Planted>,
}

/// `draft` as text, its identifiers added to `planted`.
pub(crate) fn written(draft: &Draft, known: &[String], planted: &mut Vec<Planted>) -> String {
    for piece in draft {
        let Some(entity_type) = piece.entity else { continue };
        let value = piece.text.clone();
        let folded = value.to_lowercase();
        let in_fields = known.iter().any(|field| *field == folded || field.split(' ').any(|part| part == folded));
        let entry = Planted { entity_type, value, in_fields };
        if !planted.contains(&entry) {
            planted.push(entry);
        }
    }
    draft.iter().map(|piece| piece.text.as_str()).collect()
}

/// Turns as the schema has them.
pub(crate) fn turns(drafts: &[(Speaker, Draft)], known: &[String], planted: &mut Vec<Planted>) -> Message {
    let turn = |(speaker, draft): &(Speaker, Draft)| Turn { speaker: *speaker, text: written(draft, known, planted) };
    Message::Turns(drafts.iter().map(turn).collect())
}
