//! Support events and the work list of those that wait for a decision.

use std::collections::BTreeMap;

use countersign_domain::{BatchId, Channel, Detectors, EntityType, EventId, PseudonymizedEvent, Surrogate, TimeMs};
use rusqlite::{OptionalExtension, Row, named_params};

use crate::row::{closed, closed_or_null, id, id_or_null, json, to_json};
use crate::{Entered, Error, Noter, Reader, Recorder, Result};

/// An event with what the store keeps beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct EventRow {
    /// The event; `intent` is kept as a label, `sensitive` in a table of its own: both are empty here.
    pub event: PseudonymizedEvent,
    /// The batch it came with.
    pub batch: BatchId,
    /// Keyed digest of the content.
    pub content_digest: [u8; 32],
    /// When it came in.
    pub received_at: TimeMs,
}

impl EventRow {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let event = PseudonymizedEvent {
            event_id: id(row, "id", EventId::new)?,
            event_type: closed(row, "event_type")?,
            at: TimeMs(row.get("at_ms")?),
            channel: closed(row, "channel")?,
            session: id(row, "session", Surrogate::new)?,
            subject: id(row, "subject", Surrogate::new)?,
            account: id_or_null(row, "account", Surrogate::new)?,
            agent: id_or_null(row, "agent", Surrogate::new)?,
            turns: json(row, "turns")?,
            outcome: row.get("outcome")?,
            satisfaction: row.get("satisfaction")?,
            resolved: row.get("resolved")?,
            intent: None,
            segment: json(row, "segment")?,
            sensitive: BTreeMap::new(),
            training_allowed: row.get("training_allowed")?,
            legal_basis: row.get("legal_basis")?,
            receipts: json(row, "receipts")?,
            recognizer_version: row.get("recognizer_version")?,
        };
        Ok(Self {
            event,
            batch: id(row, "batch_id", BatchId::new)?,
            content_digest: row.get("content_digest")?,
            received_at: TimeMs(row.get("received_at_ms")?),
        })
    }
}

/// What is counted of events.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct EventCounts {
    /// All.
    pub events: u64,
    /// Waiting for a decision.
    pub undecided: u64,
}

/// How often tokens of one type were seen by the same detectors, in one week and channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SightingRow {
    /// When the week begins.
    pub week_ms: i64,
    /// By which way.
    pub channel: Channel,
    /// What was masked.
    pub entity_type: EntityType,
    /// Who saw it; `None` where that was not recorded.
    pub seen_by: Option<Detectors>,
    /// How often.
    pub n: u64,
}

/// Who wrote in one week and channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeopleRow {
    /// When the week begins.
    pub week_ms: i64,
    /// By which way.
    pub channel: Channel,
    /// People.
    pub people: u64,
    /// Events.
    pub events: u64,
}

impl Reader<'_> {
    /// Receipts counted by week, channel, type and detectors. A week is `length_ms` long; one begins at `zero_ms`.
    pub fn sightings(&self, since: TimeMs, zero_ms: i64, length_ms: i64) -> Result<Vec<SightingRow>> {
        let mut statement = self.0.prepare_cached(
            "SELECT e.at_ms - ((e.at_ms - :zero_ms) % :length_ms + :length_ms) % :length_ms AS week_ms, e.channel,
                    r.value ->> 'entity_type' AS entity_type, r.value ->> 'seen_by' AS seen_by, count(*) AS n
             FROM events e, json_each(e.receipts) r
             WHERE e.at_ms >= :since_ms
             GROUP BY 1, 2, 3, 4",
        )?;
        let row = |row: &Row<'_>| {
            Ok(SightingRow {
                week_ms: row.get("week_ms")?,
                channel: closed(row, "channel")?,
                entity_type: closed(row, "entity_type")?,
                seen_by: closed_or_null(row, "seen_by")?,
                n: row.get("n")?,
            })
        };
        let bounds = named_params! {":since_ms": since.0, ":zero_ms": zero_ms, ":length_ms": length_ms};
        Ok(statement.query_map(bounds, row)?.collect::<rusqlite::Result<_>>()?)
    }

    /// People and events by week and channel.
    pub fn people_by_week(&self, since: TimeMs, zero_ms: i64, length_ms: i64) -> Result<Vec<PeopleRow>> {
        let mut statement = self.0.prepare_cached(
            "SELECT at_ms - ((at_ms - :zero_ms) % :length_ms + :length_ms) % :length_ms AS week_ms, channel,
                    count(DISTINCT subject) AS people, count(*) AS events
             FROM events
             WHERE at_ms >= :since_ms
             GROUP BY 1, 2",
        )?;
        let row = |row: &Row<'_>| {
            Ok(PeopleRow {
                week_ms: row.get("week_ms")?,
                channel: closed(row, "channel")?,
                people: row.get("people")?,
                events: row.get("events")?,
            })
        };
        let bounds = named_params! {":since_ms": since.0, ":zero_ms": zero_ms, ":length_ms": length_ms};
        Ok(statement.query_map(bounds, row)?.collect::<rusqlite::Result<_>>()?)
    }

    /// Digest of the content of a known event.
    pub fn content_digest(&self, event: &EventId) -> Result<Option<[u8; 32]>> {
        let mut statement = self.0.prepare_cached("SELECT content_digest FROM events WHERE id = :id")?;
        Ok(statement.query_row(named_params! {":id": event.as_str()}, |row| row.get("content_digest")).optional()?)
    }

    /// One event. Errors: `NotFound`.
    pub fn event(&self, event: &EventId) -> Result<EventRow> {
        let mut statement = self.0.prepare_cached(
            "SELECT id, batch_id, event_type, at_ms, channel, session, subject, account, agent, turns, receipts, outcome,
                    satisfaction, resolved, segment, training_allowed, legal_basis, content_digest, recognizer_version, received_at_ms
             FROM events
             WHERE id = :id",
        )?;
        let found = statement.query_row(named_params! {":id": event.as_str()}, EventRow::from_row).optional()?;
        found.ok_or_else(|| Error::NotFound { what: "event", id: event.to_string() })
    }

    /// The conversation up to and with `until`, oldest first; with `before`, only what had come in before that ledger
    /// entry, since a message may arrive after the decision about the conversation that it belongs to.
    pub fn conversation(&self, session: &Surrogate, until: TimeMs, before: Option<u64>) -> Result<Vec<EventRow>> {
        let mut statement = self.0.prepare_cached(
            "SELECT id, batch_id, event_type, at_ms, channel, session, subject, account, agent, turns, receipts, outcome,
                    satisfaction, resolved, segment, training_allowed, legal_basis, content_digest, recognizer_version, received_at_ms
             FROM events                                              -- served by events_by_session
             WHERE session = :session AND at_ms <= :until_ms AND (:before IS NULL OR ledger_sequence < :before)
             ORDER BY at_ms, id LIMIT 200",
        )?;
        let rows = statement.query_map(
            named_params! {":session": session.as_str(), ":until_ms": until.0, ":before": before},
            EventRow::from_row,
        )?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Newest first, after the key of the last one seen.
    pub fn events_after(&self, after: Option<(TimeMs, &EventId)>, limit: u64) -> Result<Vec<EventRow>> {
        let (at_ms, event) = after.map_or((i64::MAX, ""), |(at, event)| (at.0, event.as_str()));
        let mut statement = self.0.prepare_cached(
            "SELECT id, batch_id, event_type, at_ms, channel, session, subject, account, agent, turns, receipts, outcome,
                    satisfaction, resolved, segment, training_allowed, legal_basis, content_digest, recognizer_version, received_at_ms
             FROM events
             WHERE (at_ms, id) < (:at_ms, :id)
             ORDER BY at_ms DESC, id DESC LIMIT :limit",
        )?;
        let rows =
            statement.query_map(named_params! {":at_ms": at_ms, ":id": event, ":limit": limit}, EventRow::from_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The next events that wait for a decision, in order of arrival.
    pub fn next_undecided(&self, limit: u64) -> Result<Vec<EventId>> {
        let mut statement = self.0.prepare_cached(
            "SELECT event_id
             FROM undecided
             WHERE set_aside_at_ms IS NULL
             ORDER BY position LIMIT :limit",
        )?;
        let rows = statement.query_map(named_params! {":limit": limit}, |row| id(row, "event_id", EventId::new))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Events whose decision failed in a way that not even a person can be given them.
    pub fn set_aside(&self) -> Result<u64> {
        let mut statement = self.0.prepare_cached(
            "SELECT count(*)                                           -- served by undecided_set_aside
             FROM undecided
             WHERE set_aside_at_ms IS NOT NULL",
        )?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// Earlier events of the same person, for routing by repeated contact and for the reviewer.
    pub fn earlier_contacts(&self, subject: &Surrogate, before: TimeMs) -> Result<u64> {
        let mut statement = self.0.prepare_cached(
            "SELECT count(DISTINCT session)                            -- served by events_by_subject
             FROM events
             WHERE subject = :subject AND at_ms < :before_ms",
        )?;
        Ok(statement
            .query_row(named_params! {":subject": subject.as_str(), ":before_ms": before.0}, |row| row.get(0))?)
    }

    /// The conversations that [`Reader::earlier_contacts`] counts, the last first: of each its last event before then.
    pub fn earlier_conversations(&self, subject: &Surrogate, before: TimeMs, limit: u64) -> Result<Vec<EventId>> {
        let mut statement = self.0.prepare_cached(
            "SELECT id, max(at_ms) AS last_at_ms                       -- id is that of the maximum
             FROM events                                               -- served by events_by_subject
             WHERE subject = :subject AND at_ms < :before_ms
             GROUP BY session
             ORDER BY last_at_ms DESC, id LIMIT :limit",
        )?;
        let values = named_params! {":subject": subject.as_str(), ":before_ms": before.0, ":limit": limit};
        let rows = statement.query_map(values, |row| id(row, "id", EventId::new))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether the event's person was marked vulnerable: the one sensitive feature that routing may see.
    pub fn is_vulnerable(&self, event: &EventId) -> Result<bool> {
        let mut statement = self.0.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM sensitive_features
                            WHERE event_id = :id AND feature = 'vulnerable' AND value IN ('yes', 'true', '1'))",
        )?;
        Ok(statement.query_row(named_params! {":id": event.as_str()}, |row| row.get(0))?)
    }

    /// How many there are.
    pub fn event_counts(&self) -> Result<EventCounts> {
        let events = self.0.query_row("SELECT count(*) FROM events", [], |row| row.get(0))?;
        let undecided = self.0.query_row("SELECT count(*) FROM undecided", [], |row| row.get(0))?;
        Ok(EventCounts { events, undecided })
    }
}

impl Noter<'_> {
    /// Puts an event back on the work list, for example after a roll-back.
    pub fn insert_undecided(&self, event: &EventId) -> Result<()> {
        let mut statement =
            self.0.prepare_cached("INSERT INTO undecided (event_id) VALUES (:event) ON CONFLICT DO NOTHING")?;
        statement.execute(named_params! {":event": event.as_str()})?;
        Ok(())
    }

    /// Puts an event aside, so that it holds nothing else up.
    pub fn set_event_aside(&self, event: &EventId, at: TimeMs) -> Result<()> {
        let mut statement =
            self.0.prepare_cached("UPDATE undecided SET set_aside_at_ms = :at_ms WHERE event_id = :event")?;
        statement.execute(named_params! {":event": event.as_str(), ":at_ms": at.0})?;
        Ok(())
    }

    /// Puts everything that was set aside back on the work list.
    pub fn take_up_set_aside(&self) -> Result<()> {
        self.0.execute("UPDATE undecided SET set_aside_at_ms = NULL WHERE set_aside_at_ms IS NOT NULL", [])?;
        Ok(())
    }

    /// Takes an event off the work list.
    pub fn delete_undecided(&self, event: &EventId) -> Result<()> {
        let mut statement = self.0.prepare_cached("DELETE FROM undecided WHERE event_id = :event")?;
        statement.execute(named_params! {":event": event.as_str()})?;
        Ok(())
    }
}

impl Recorder<'_> {
    /// Writes an event and its sensitive features.
    pub fn insert_event(&self, entered: Entered, row: &EventRow) -> Result<()> {
        let event = &row.event;
        let mut statement = self.0.prepare_cached(
            "INSERT INTO events (id, batch_id, event_type, at_ms, channel, session, subject, account, agent, turns, receipts, outcome,
                                 satisfaction, resolved, segment, training_allowed, legal_basis, content_digest,
                                 recognizer_version, received_at_ms, ledger_sequence)
             VALUES (:id, :batch_id, :event_type, :at_ms, :channel, :session, :subject, :account, :agent, :turns, :receipts, :outcome,
                     :satisfaction, :resolved, :segment, :training_allowed, :legal_basis, :content_digest,
                     :recognizer_version, :received_at_ms, :sequence)",
        )?;
        statement.execute(named_params! {
            ":id": event.event_id.as_str(), ":batch_id": row.batch.as_str(), ":event_type": event.event_type.as_str(),
            ":at_ms": event.at.0, ":channel": event.channel.as_str(), ":session": event.session.as_str(),
            ":subject": event.subject.as_str(), ":account": event.account.as_ref().map(Surrogate::as_str),
            ":agent": event.agent.as_ref().map(Surrogate::as_str), ":turns": to_json(&event.turns),
            ":receipts": to_json(&event.receipts), ":outcome": event.outcome, ":satisfaction": event.satisfaction,
            ":resolved": event.resolved, ":segment": to_json(&event.segment), ":training_allowed": event.training_allowed,
            ":legal_basis": event.legal_basis, ":content_digest": row.content_digest,
            ":recognizer_version": event.recognizer_version, ":received_at_ms": row.received_at.0, ":sequence": entered.0,
        })?;
        self.insert_sensitive(&event.event_id, &event.sensitive)
    }

    fn insert_sensitive(&self, event: &EventId, features: &BTreeMap<String, String>) -> Result<()> {
        let mut statement = self.0.prepare_cached(
            "INSERT INTO sensitive_features (event_id, feature, value) VALUES (:event, :feature, :value)",
        )?;
        for (feature, value) in features {
            statement.execute(named_params! {":event": event.as_str(), ":feature": feature, ":value": value})?;
        }
        Ok(())
    }
}
