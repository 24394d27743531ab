//! Ledger entries, and what verification found.

use countersign_domain::{TimeMs, UserId};
use countersign_engine::{Act, LedgerActor, LedgerFilter, LedgerRow, Person, Verification};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use crate::FacetTitleView;

/// One entry.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LedgerEntryView {
    /// From 1, without gaps.
    pub sequence: u64,
    /// The entry; its canonical bytes are what `leaf` is made of.
    pub entry: Value,
    /// SHA-256(0x00 ‖ entry), in hexadecimal.
    pub leaf: String,
    /// SHA-256(0x02 ‖ previous chain ‖ leaf), in hexadecimal.
    pub chain: String,
}

impl From<LedgerRow> for LedgerEntryView {
    fn from(row: LedgerRow) -> Self {
        let entry = serde_json::from_str(&row.entry).unwrap_or(Value::String(row.entry));
        Self { sequence: row.sequence, entry, leaf: hex(&row.leaf), chain: hex(&row.chain) }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What verification found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct VerificationView {
    /// Whether everything is right.
    pub verified: bool,
    /// Entries that are right, counted from the start.
    pub entries: u64,
    /// The first wrong thing.
    pub first_wrong: Option<FirstWrongView>,
    /// Chain value at the end; whoever keeps it can tell later that nothing before it was changed.
    pub head: Option<String>,
}

/// The first wrong thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FirstWrongView {
    /// Entry.
    pub sequence: u64,
    /// What is wrong with it.
    pub what: String,
}

impl From<Verification> for VerificationView {
    fn from(verification: Verification) -> Self {
        Self {
            verified: verification.first_wrong.is_none(),
            entries: verification.entries,
            first_wrong: verification.first_wrong.map(|(sequence, what)| FirstWrongView { sequence, what }),
            head: verification.head,
        }
    }
}

/// Which entries; a field that is absent matches all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(default)]
#[ts(export, optional_fields)]
pub struct LedgerFilterRequest {
    /// Who: a person's id, `engine`, or `people` for everybody but the engine.
    pub actor: Option<String>,
    /// What.
    pub act: Option<String>,
    /// At or after.
    pub since_ms: Option<i64>,
    /// Before.
    pub until_ms: Option<i64>,
    /// An id that the entry names.
    pub subject: Option<String>,
}

/// Asks for a page of entries.
#[derive(Debug, Clone, Deserialize, TS)]
#[ts(export)]
pub struct LedgerListRequest {
    /// Which.
    pub filter: LedgerFilterRequest,
    /// Only entries before this one.
    pub before: Option<u64>,
    /// Rows; at most 200.
    pub limit: u64,
}

/// A page of entries, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct LedgerListView {
    /// Entries.
    pub items: Vec<LedgerRowView>,
    /// Where the next page begins; absent at the end.
    pub next: Option<u64>,
    /// Everybody who can have acted: id and name.
    pub people: Vec<FacetTitleView>,
    /// Every act that the ledger knows.
    pub acts: Vec<String>,
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct LedgerRowView {
    /// From 1, without gaps.
    pub sequence: u64,
    /// When.
    pub at_ms: i64,
    /// Who: an id, or `engine`.
    pub actor: String,
    /// Name of the person.
    pub actor_name: Option<String>,
    /// What.
    pub act: String,
    /// What it was done to: kind of id and id.
    pub subject: Vec<NamedView>,
    /// Ids and figures of the act.
    pub details: Vec<NamedView>,
    /// SHA-256(0x00 ‖ entry), in hexadecimal.
    pub leaf: String,
    /// SHA-256(0x02 ‖ previous chain ‖ leaf), in hexadecimal.
    pub chain: String,
}

/// A name with its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct NamedView {
    /// Name.
    pub name: String,
    /// Value.
    pub value: String,
}

impl LedgerFilterRequest {
    /// The filter; `None` where it names an act that there is none of.
    pub fn filter(self) -> Option<LedgerFilter> {
        let actor = match self.actor.as_deref() {
            None => LedgerActor::Anybody,
            Some("people") => LedgerActor::People,
            Some(id) => LedgerActor::One(UserId::new(id)),
        };
        Some(LedgerFilter {
            actor,
            act: self.act.map(|act| act.parse()).transpose().ok()?,
            since: self.since_ms.map(TimeMs),
            until: self.until_ms.map(TimeMs),
            subject: self.subject,
        })
    }
}

impl LedgerListView {
    /// A page as it is shown; `limit` says whether there may be more.
    pub fn of(rows: Vec<LedgerRow>, people: &[Person], limit: u64) -> Self {
        let full = rows.len() as u64 == limit;
        let items: Vec<LedgerRowView> = rows.into_iter().map(|row| row_view(row, people)).collect();
        let next = items.last().map(|last| last.sequence).filter(|last| full && *last > 1);
        let named = |person: &Person| FacetTitleView { value: person.id.to_string(), title: person.name.clone() };
        let acts = Act::ALL.iter().map(|act| act.as_str().to_owned());
        Self { items, next, people: people.iter().map(named).collect(), acts: acts.collect() }
    }
}

fn row_view(row: LedgerRow, people: &[Person]) -> LedgerRowView {
    let entry: Value = serde_json::from_str(&row.entry).unwrap_or_default();
    let text = |name: &str| entry.get(name).map(plain).unwrap_or_default();
    let actor = text("actor");
    LedgerRowView {
        sequence: row.sequence,
        at_ms: entry.get("at").and_then(Value::as_i64).unwrap_or_default(),
        actor_name: people.iter().find(|person| person.id.as_str() == actor).map(|person| person.name.clone()),
        actor,
        act: text("act"),
        subject: named(entry.get("subject")),
        details: named(entry.get("details")),
        leaf: hex(&row.leaf),
        chain: hex(&row.chain),
    }
}

fn named(object: Option<&Value>) -> Vec<NamedView> {
    let fields = object.and_then(Value::as_object).into_iter().flatten();
    fields.map(|(name, value)| NamedView { name: name.clone(), value: plain(value) }).collect()
}

/// A text as it is, anything else as JSON.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_has_its_words_in_both_languages() {
        for words in
            [include_str!("../../../../ui/locales/en/ledger.ftl"), include_str!("../../../../ui/locales/de/ledger.ftl")]
        {
            let missing: Vec<&str> = Act::ALL
                .iter()
                .map(|act| act.as_str())
                .filter(|act| !words.contains(&format!("act-{act} =")))
                .collect();
            assert_eq!(missing, Vec::<&str>::new(), "an act without words is read by nobody");
        }
    }
}
