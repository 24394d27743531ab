//! One thing that was done, as the ledger keeps it.

use std::collections::BTreeMap;

use countersign_domain::{Lineage, TimeMs, UserId};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::chain::{Head, Link};
use crate::{Act, Error, canonical};

/// Version of the entry's fields; a reader that meets a greater one does not know what it reads.
const FORMAT: u32 = 1;

/// What was done, before the store gives it its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    at: TimeMs,
    actor: UserId,
    act: Act,
    subject: BTreeMap<String, String>,
    lineage: Option<Lineage>,
    details: BTreeMap<String, Value>,
}

impl Draft {
    /// `actor` did `act` at `at`.
    pub fn new(at: TimeMs, actor: UserId, act: Act) -> Self {
        Self { at, actor, act, subject: BTreeMap::new(), lineage: None, details: BTreeMap::new() }
    }

    /// Names what it was done to: an id under the kind of id, for example `event_id`. Never personal data.
    pub fn subject(mut self, kind: &str, id: impl std::fmt::Display) -> Self {
        self.subject.insert(kind.into(), id.to_string());
        self
    }

    /// Says what fixes the decision that the entry is about.
    pub fn lineage(mut self, lineage: Lineage) -> Self {
        self.lineage = Some(lineage);
        self
    }

    /// Adds a detail: text, a whole number, or lists and objects of them. Anything else is refused when the entry is
    /// written: shares go in as text or as counts. Never personal data.
    pub fn detail(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.details.insert(name.into(), value.into());
        self
    }

    /// What was done.
    pub fn act(&self) -> Act {
        self.act
    }

    /// When it was done.
    pub fn at(&self) -> TimeMs {
        self.at
    }

    /// Who did it.
    pub fn actor(&self) -> &UserId {
        &self.actor
    }

    /// The entry at place `sequence`, which counts from 1.
    pub fn numbered(self, sequence: u64) -> Entry {
        let Self { at, actor, act, subject, lineage, details } = self;
        Entry { format: FORMAT, sequence, at, actor, act, subject, lineage, details }
    }
}

/// One entry of the ledger.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    format: u32,
    /// Its place, from 1 without gaps.
    pub sequence: u64,
    /// When it was done, by the clock of the machine; order is by `sequence` alone.
    pub at: TimeMs,
    /// Who did it.
    pub actor: UserId,
    /// What was done.
    pub act: Act,
    /// Ids of what it was done to, by kind of id.
    pub subject: BTreeMap<String, String>,
    /// What fixes the decision it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lineage: Option<Lineage>,
    /// Text, whole numbers, and lists and objects of them.
    pub details: BTreeMap<String, Value>,
}

impl Entry {
    /// The text that is stored and hashed. Errors: `NotCanonical` for a detail that is neither text nor whole number.
    pub fn canonical(&self) -> Result<String, Error> {
        let mut value = serde_json::to_value(self).expect("its names are text");
        if let Some(lineage) = value.get_mut("lineage").and_then(Value::as_object_mut) {
            // An absent model is an absent member: the ledger has no null.
            lineage.retain(|_, value| !value.is_null());
        }
        canonical(&value)
    }

    /// Reads a stored text back. Errors: `NotAnEntry` unless `text` is what [`Entry::canonical`] gives.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let entry: Self = serde_json::from_str(text).map_err(|_| Error::NotAnEntry)?;
        match entry.canonical() {
            Ok(again) if again == text && entry.format == FORMAT => Ok(entry),
            _ => Err(Error::NotAnEntry),
        }
    }
}

impl Head {
    /// Gives `draft` the next place: its entry text and what the store keeps beside it.
    ///
    /// Errors: `NotCanonical` for a detail that is neither text nor whole number.
    pub fn record(self, draft: Draft) -> Result<(String, Link), Error> {
        let text = draft.numbered(self.size + 1).canonical()?;
        let link = self.append(&text);
        Ok((text, link))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use countersign_domain::{EventId, ModelVersion, PolicyVersion};
    use serde_json::json;

    fn lineage(model: Option<&str>) -> Lineage {
        Lineage {
            event_id: EventId::new("e1"),
            feature_set_version: "f1".into(),
            model_version: model.map(ModelVersion::new),
            routing_policy_version: PolicyVersion::new("p1"),
        }
    }

    fn draft() -> Draft {
        Draft::new(TimeMs(1_700_000_000_000), UserId::engine(), Act::EventDecided)
            .subject("event_id", EventId::new("e1"))
    }

    #[test]
    fn the_text_of_an_entry_is_a_contract() {
        let entry = draft().lineage(lineage(Some("m1"))).detail("revision", 1).detail("intents", json!(["a", "b"]));
        let expected = concat!(
            r#"{"act":"event_decided","actor":"engine","at":1700000000000,"details":{"intents":["a","b"],"revision":1},"#,
            r#""format":1,"lineage":{"event_id":"e1","feature_set_version":"f1","model_version":"m1","#,
            r#""routing_policy_version":"p1"},"sequence":7,"subject":{"event_id":"e1"}}"#
        );
        assert_eq!(entry.numbered(7).canonical().as_deref(), Ok(expected));
    }

    #[test]
    fn entries_read_back() {
        let drafts = [
            draft(),
            draft().lineage(lineage(None)),
            draft().lineage(lineage(Some("m1"))).detail("note", "„ü“\n\u{1}").detail("n", -3),
        ];
        for draft in drafts {
            let entry = draft.numbered(1);
            let text = entry.canonical().expect("text and whole numbers");
            assert_eq!(Entry::parse(&text).as_ref(), Ok(&entry), "{text}");
            assert!(!text.contains("null"), "{text}");
        }
    }

    #[test]
    fn a_detail_that_is_no_text_or_whole_number_is_refused_with_its_name() {
        for value in [json!(0.5), json!(true), json!(null), json!({"a": [1.0]})] {
            let error = draft().detail("share", value.clone()).numbered(1).canonical().expect_err("no canonical text");
            let Error::NotCanonical { at, .. } = &error else { panic!("{error:?}") };
            assert!(at.starts_with("details.share"), "{value}: {at}");
        }
    }

    #[test]
    fn what_only_looks_like_an_entry_is_refused() {
        let text = draft().numbered(1).canonical().expect("text and whole numbers");
        let others = [
            String::new(),
            "{}".into(),
            format!(" {text}"),
            text.replace("\"format\":1", "\"format\":2"),
            text.replace("\"sequence\":1", "\"sequence\":1.0"),
            text.replace("\"sequence\":1,", ""),
            text.replace("event_decided", "event_divined"),
            text.replace("\"details\":{}", "\"details\":{},\"details\":{}"),
            text.replace("\"details\":{}", "\"details\":{},\"extra\":1"),
            text.replace("\"format\":1", "\"format\":1,\"lineage\":null"),
            text.replace("engine", "engin\\u0065"),
        ];
        for other in others {
            assert_ne!(other, text, "the case must change something");
            assert_eq!(Entry::parse(&other), Err(Error::NotAnEntry), "{other}");
        }
    }

    #[test]
    fn recording_numbers_without_gaps() {
        let mut head = Head::empty("w");
        for expected in 1..=3 {
            let (text, link) = head.record(draft()).expect("text and whole numbers");
            assert_eq!((link.sequence, Entry::parse(&text).expect("an entry").sequence), (expected, expected));
            head = link.head();
        }
        assert_eq!(head.size, 3);
    }
}
