//! The canonical schema of an event, as JSON Schema: what a source may write.
//!
//! Written by hand rather than derived, since the types behind it hold raw text and do not serialize. Tests hold it
//! against the reader: what is read validates, what breaks it is refused.

use countersign_domain::{Channel, EventId, EventType, Speaker};
use serde_json::{Value, json};

/// Version of the schema; fields are added without a new one, none changes its meaning.
pub const SCHEMA_VERSION: u32 = 1;

/// JSON Schema (draft 2020-12) of one event. Unknown fields are allowed and ignored.
pub fn schema_event() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:countersign:event:{SCHEMA_VERSION}"),
        "title": "Support event",
        "description": "One line of a JSON Lines file. In CSV a column per field, members as segment.plan, sensitive.gender, known.customer_name.",
        "type": "object",
        "required": ["event_type", "timestamp", "channel", "session_id"],
        "if": {"properties": {"event_type": {"const": EventType::Message.as_str()}}},
        "then": {"required": ["message"], "properties": {"message": {"anyOf": [{"type": "string", "pattern": "\\S"}, {"type": "array", "minItems": 1}]}}},
        "properties": properties(),
    })
}

fn properties() -> Value {
    json!({
        "event_id": {
            "description": "Idempotency key; derived from source and content when absent.",
            "anyOf": [
                {"type": "string", "pattern": "^\\s*[A-Za-z0-9._:-]*\\s*$", "maxLength": EventId::MAX_LEN},
                {"type": ["integer", "null"]},
            ],
        },
        "event_type": one_of(EventType::ALL.iter().map(|member| member.as_str()), "What happened."),
        "timestamp": {
            "description": "RFC 3339 with offset, 1990 to 2099.",
            "type": "string",
            "format": "date-time",
            "pattern": "^\\s*[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})\\s*$",
        },
        "channel": one_of(Channel::ALL.iter().map(|member| member.as_str()), "By which way it came."),
        "session_id": {"description": "One conversation.", "anyOf": [{"type": "string", "pattern": "\\S"}, {"type": "integer"}]},
        "user_id": short("The firm's own id of the user."),
        "crm_contact_id": short("Id in the customer relationship system."),
        "email": short("E-mail address of the customer."),
        "account_id": short("Groups people, never identifies one."),
        "message": {
            "description": "What the customer said, or all turns, oldest first. Needed for event_type message.",
            "anyOf": [{"type": ["string", "integer", "null"]}, {"type": "array", "items": turn()}],
        },
        "agent_id": short("The agent."),
        "outcome": short("How it ended."),
        "satisfaction": {"description": "The customer's rating, in the source's own scale.", "type": ["number", "null"]},
        "resolution_flag": {"description": "Whether the matter was resolved.", "type": ["boolean", "null"]},
        "intent": short("A known label in historical data."),
        "segment": attributes("Plan, region, product: policy and guarantees may use it."),
        "sensitive": attributes("Age band, gender, language background, vulnerable …: read by audits, never used to route away from a person."),
        "training_allowed": {"description": "false is never trained on.", "type": ["boolean", "null"]},
        "legal_basis": short("The legal basis of processing."),
        "known": {
            "description": "Identifiers that are looked up in the text and then forgotten: customer_name, first_name, last_name, phone, order_id …",
            "type": ["object", "null"],
            "propertyNames": {"pattern": NAME},
            "additionalProperties": {"anyOf": [text_or_integer(), {"type": "array", "items": text_or_integer()}]},
        },
    })
}

const NAME: &str = "^[A-Za-z0-9_.-]{1,128}$";

fn one_of(members: impl Iterator<Item = &'static str>, description: &str) -> Value {
    json!({"description": description, "enum": members.collect::<Vec<_>>()})
}

fn text_or_integer() -> Value {
    json!({"type": ["string", "integer", "null"], "maxLength": 1024})
}

fn short(description: &str) -> Value {
    json!({"description": description, "type": ["string", "integer", "null"], "maxLength": 1024})
}

fn attributes(description: &str) -> Value {
    json!({
        "description": description,
        "type": ["object", "null"],
        "propertyNames": {"pattern": NAME},
        "additionalProperties": {"type": ["string", "integer", "boolean", "null"], "maxLength": 1024},
    })
}

fn turn() -> Value {
    let speakers = Speaker::ALL.iter().map(|member| member.as_str());
    json!({
        "type": "object",
        "required": ["speaker", "text"],
        "properties": {"speaker": one_of(speakers, "Who spoke."), "text": {"type": ["string", "integer", "null"]}},
    })
}
