//! An object of a row to a raw event, field by field as the canonical schema says. Unknown fields are ignored.

use std::collections::BTreeMap;
use std::str::FromStr;

use countersign_domain::{EventId, EventType, Refusal, RefusalReason, Speaker};
use countersign_privacy::{Identity, RawEvent, RawText, RawTurn};

use crate::node::{Node, Object};
use crate::time::time_of;

/// Most members of `segment`, `sensitive` or `known`, and values of one `known` list.
const MAX_MEMBERS: usize = 64;
/// Longest name of such a member and longest label, in bytes.
const MAX_NAME: usize = 128;

/// Every field of the canonical schema, in its order.
pub(crate) const FIELDS: [&str; 19] = [
    "event_id",
    "event_type",
    "timestamp",
    "channel",
    "session_id",
    "user_id",
    "crm_contact_id",
    "email",
    "account_id",
    "message",
    "agent_id",
    "outcome",
    "satisfaction",
    "resolution_flag",
    "intent",
    "training_allowed",
    "legal_basis",
    "segment",
    "sensitive",
];

/// The event of an object. Refuses the first field that is wrong, in the order of the schema.
pub(crate) fn event_of(row: &Object) -> Result<RawEvent, Refusal> {
    let event_id = event_id(row)?;
    let event_type = one_of(row, "event_type")?;
    let at = time_of(&required(row, "timestamp")?)?;
    Ok(RawEvent {
        event_id,
        event_type,
        at,
        channel: one_of(row, "channel")?,
        session_id: RawText::new(required(row, "session_id")?),
        identity: Identity {
            user_id: optional(row, "user_id")?,
            crm_contact_id: optional(row, "crm_contact_id")?,
            email: optional(row, "email")?,
        },
        account_id: optional(row, "account_id")?,
        turns: turns(row, event_type)?,
        agent_id: optional(row, "agent_id")?,
        outcome: optional(row, "outcome")?,
        satisfaction: row.get("satisfaction").number("satisfaction")?,
        resolved: row.get("resolution_flag").truth("resolution_flag")?,
        intent: intent(row)?,
        training_allowed: row.get("training_allowed").truth("training_allowed")?,
        legal_basis: optional(row, "legal_basis")?,
        segment: attributes(row, "segment")?,
        sensitive: attributes(row, "sensitive")?,
        known: known(row)?,
    })
}

fn required(row: &Object, field: &'static str) -> Result<String, Refusal> {
    let missing = || Refusal::of_field(RefusalReason::Missing, field, None);
    row.get(field).short_text(field)?.ok_or_else(missing)
}

fn optional(row: &Object, field: &'static str) -> Result<Option<RawText>, Refusal> {
    Ok(row.get(field).short_text(field)?.map(RawText::new))
}

fn event_id(row: &Object) -> Result<Option<String>, Refusal> {
    match row.get("event_id").short_text("event_id")? {
        Some(id) if !EventId::is_well_formed(&id) => Err(Refusal::of_field(RefusalReason::Id, "event_id", Some(&id))),
        id => Ok(id),
    }
}

pub(crate) fn intent(row: &Object) -> Result<Option<String>, Refusal> {
    match row.get("intent").short_text("intent")? {
        Some(label) if label.len() > MAX_NAME || label.chars().any(char::is_control) => {
            Err(Refusal::of_field(RefusalReason::Id, "intent", Some(&label)))
        }
        label => Ok(label),
    }
}

fn one_of<T: FromStr>(row: &Object, field: &'static str) -> Result<T, Refusal> {
    let text = required(row, field)?;
    text.parse().map_err(|_| Refusal::of_field(RefusalReason::UnknownValue, field, Some(&text)))
}

/// A text alone is the customer's. Turns without text are left out; a `message` needs one that has some.
fn turns(row: &Object, event_type: EventType) -> Result<Vec<RawTurn>, Refusal> {
    let turns = match row.get("message") {
        Node::List(turns) => turns.iter().filter_map(|turn| turn_of(turn).transpose()).collect::<Result<_, _>>()?,
        message => text_turn(Speaker::Customer, message.any_text("message")?).into_iter().collect::<Vec<_>>(),
    };
    match turns.is_empty() && event_type == EventType::Message {
        true => Err(Refusal::of_field(RefusalReason::Missing, "message", None)),
        false => Ok(turns),
    }
}

fn turn_of(turn: &Node) -> Result<Option<RawTurn>, Refusal> {
    let Node::Object(turn) = turn else { return Err(turn.wrong_type("message")) };
    let speaker = one_of(turn, "speaker")?;
    Ok(text_turn(speaker, turn.get("text").any_text("text")?))
}

pub(crate) fn text_turn(speaker: Speaker, text: Option<&str>) -> Option<RawTurn> {
    let said = text.filter(|text| !text.trim().is_empty())?;
    Some(RawTurn { speaker, text: RawText::new(said) })
}

fn attributes(row: &Object, field: &'static str) -> Result<BTreeMap<String, RawText>, Refusal> {
    let members = named(row, field)?;
    let values = members.iter().map(|(name, node)| Ok((name.clone(), node.attribute(field)?)));
    let present = values.filter_map(|member| match member {
        Ok((name, value)) => value.map(|value| Ok((name, RawText::new(value)))),
        Err(refusal) => Some(Err(refusal)),
    });
    present.collect()
}

fn known(row: &Object) -> Result<BTreeMap<String, Vec<RawText>>, Refusal> {
    let mut known = BTreeMap::new();
    for (name, node) in named(row, "known")? {
        let values = match node {
            Node::List(values) => values.as_slice(),
            value => std::slice::from_ref(value),
        };
        if values.len() > MAX_MEMBERS {
            return Err(Refusal::of_field(RefusalReason::TooLarge, "known", None));
        }
        let texts: Vec<_> =
            values.iter().filter_map(|value| value.short_text("known").transpose()).collect::<Result<_, _>>()?;
        if !texts.is_empty() {
            known.insert(name.clone(), texts.into_iter().map(RawText::new).collect());
        }
    }
    Ok(known)
}

/// The members of a field; names are stored as they come, so a shape that could hold a sentence is refused.
fn named<'a>(row: &'a Object, field: &'static str) -> Result<&'a [(String, Node)], Refusal> {
    let members = row.get(field).members(field)?;
    if members.len() > MAX_MEMBERS {
        return Err(Refusal::of_field(RefusalReason::TooLarge, field, None));
    }
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"_.-".contains(&b);
    let well_formed = |name: &str| !name.is_empty() && name.len() <= MAX_NAME && name.bytes().all(allowed);
    match members.iter().find(|(name, _)| !well_formed(name)) {
        Some((name, _)) => Err(Refusal::of_field(RefusalReason::Id, field, Some(name))),
        None => Ok(members),
    }
}
