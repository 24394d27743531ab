//! Review items, the leases on them and what people skipped.

use countersign_domain::{DecisionId, EventId, QueueId, ReviewItem, ReviewItemId, Surrogate, TimeMs, UserId};
use rusqlite::{OptionalExtension, Row, named_params};

use crate::row::{closed, closed_or_null, id, id_or_null};
use crate::{Entered, Error, Noter, Reader, Recorder, Result};

/// An item as the queue lists it.
#[derive(Debug, Clone, PartialEq)]
pub struct QueuedRow {
    /// The item.
    pub item: ReviewItem,
    /// Probability of the suggestion.
    pub probability: Option<f64>,
}

impl QueuedRow {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let claimed_by = id_or_null(row, "person_id", UserId::new)?;
        let until: Option<i64> = row.get("until_ms")?;
        let item = ReviewItem {
            id: id(row, "id", ReviewItemId::new)?,
            session: id(row, "session", Surrogate::new)?,
            event_id: id(row, "event_id", EventId::new)?,
            decision_id: id(row, "decision_id", DecisionId::new)?,
            queue: id(row, "queue", QueueId::new)?,
            reason: closed_or_null(row, "reason")?,
            priority: row.get("priority")?,
            due_at: TimeMs(row.get("due_at_ms")?),
            state: closed(row, "state")?,
            version: row.get("version")?,
            claim: claimed_by.zip(until.map(TimeMs)),
        };
        Ok(Self { item, probability: row.get("probability")? })
    }
}

/// Where a page of the queue goes on: priority, due time and id of the last item seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueKey {
    /// Priority.
    pub priority: u8,
    /// Due time.
    pub due_at: TimeMs,
    /// Id.
    pub id: ReviewItemId,
}

impl Reader<'_> {
    /// Pending items: urgent first, then by due time. `person` leaves out what that person skipped since `skipped_since`.
    pub fn queue(
        &self,
        queue: Option<&QueueId>,
        person: Option<&UserId>,
        after: Option<&QueueKey>,
        skipped_since: TimeMs,
        limit: u64,
    ) -> Result<Vec<QueuedRow>> {
        let start = QueueKey { priority: u8::MAX, due_at: TimeMs(i64::MIN), id: ReviewItemId::new("") };
        let after = after.unwrap_or(&start);
        let mut statement = self.0.prepare_cached(
            "SELECT i.id, i.session, i.event_id, i.decision_id, i.queue, i.reason, i.priority, i.due_at_ms, i.probability, i.state,
                    i.version, c.person_id, c.until_ms                 -- served by review_items_by_due
             FROM review_items i LEFT JOIN claims c ON c.item_id = i.id
             WHERE i.state = 'pending'
               AND (i.priority < :priority OR (i.priority = :priority AND (i.due_at_ms, i.id) > (:due_at_ms, :id)))
               AND (:queue IS NULL OR i.queue = :queue)
               AND NOT EXISTS (SELECT 1 FROM skips s WHERE s.item_id = i.id AND s.person_id = :person AND s.at_ms > :skipped_since_ms)
             ORDER BY i.priority DESC, i.due_at_ms, i.id LIMIT :limit",
        )?;
        let rows = statement.query_map(
            named_params! {
                ":priority": after.priority, ":due_at_ms": after.due_at.0, ":id": after.id.as_str(),
                ":queue": queue.map(QueueId::as_str), ":person": person.map(UserId::as_str),
                ":skipped_since_ms": skipped_since.0, ":limit": limit,
            },
            QueuedRow::from_row,
        )?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// One item. Errors: `NotFound`.
    pub fn review_item(&self, item: &ReviewItemId) -> Result<QueuedRow> {
        self.review_item_where("i.id = :key", item.as_str())?
            .ok_or_else(|| Error::NotFound { what: "review item", id: item.to_string() })
    }

    /// The pending items of a conversation, that about the latest event first.
    pub fn pending_items(&self, session: &Surrogate) -> Result<Vec<QueuedRow>> {
        let mut statement = self.0.prepare_cached(
            "SELECT i.id, i.session, i.event_id, i.decision_id, i.queue, i.reason, i.priority, i.due_at_ms, i.probability, i.state,
                    i.version, c.person_id, c.until_ms                 -- served by review_items_by_session
             FROM review_items i JOIN events e ON e.id = i.event_id LEFT JOIN claims c ON c.item_id = i.id
             WHERE i.session = :session AND i.state = 'pending'
             ORDER BY e.at_ms DESC, i.id",
        )?;
        let rows = statement.query_map(named_params! {":session": session.as_str()}, QueuedRow::from_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn review_item_where(&self, condition: &str, key: &str) -> Result<Option<QueuedRow>> {
        let mut statement = self.0.prepare_cached(&format!(
            "SELECT i.id, i.session, i.event_id, i.decision_id, i.queue, i.reason, i.priority, i.due_at_ms, i.probability, i.state,
                    i.version, c.person_id, c.until_ms
             FROM review_items i LEFT JOIN claims c ON c.item_id = i.id
             WHERE {condition}"
        ))?;
        Ok(statement.query_row(named_params! {":key": key}, QueuedRow::from_row).optional()?)
    }

    /// Items that wait and are past their due time.
    pub fn overdue(&self, now: TimeMs) -> Result<u64> {
        let mut statement = self.0.prepare_cached(
            "SELECT count(*)
             FROM review_items                                         -- served by review_items_by_due alone
             WHERE state = 'pending' AND due_at_ms < :now_ms",
        )?;
        Ok(statement.query_row(named_params! {":now_ms": now.0}, |row| row.get(0))?)
    }

    /// Items that wait.
    pub fn waiting(&self) -> Result<u64> {
        Ok(self.0.query_row("SELECT count(*) FROM review_items WHERE state = 'pending'", [], |row| row.get(0))?)
    }
}

impl Noter<'_> {
    /// Takes or renews the lease. The caller has checked that it is free, expired or the person's own.
    pub fn claim(&self, item: &ReviewItemId, person: &UserId, until: TimeMs) -> Result<()> {
        self.0.execute(
            "INSERT INTO claims (item_id, person_id, until_ms)
             VALUES (:item, :person, :until_ms)
             ON CONFLICT (item_id) DO UPDATE SET person_id = excluded.person_id, until_ms = excluded.until_ms",
            named_params! {":item": item.as_str(), ":person": person.as_str(), ":until_ms": until.0},
        )?;
        Ok(())
    }

    /// Gives the lease back.
    pub fn release_claim(&self, item: &ReviewItemId) -> Result<()> {
        self.0.execute("DELETE FROM claims WHERE item_id = :item", named_params! {":item": item.as_str()})?;
        Ok(())
    }

    /// Puts an item aside for one person.
    pub fn skip(&self, item: &ReviewItemId, person: &UserId, at: TimeMs) -> Result<()> {
        self.0.execute(
            "INSERT INTO skips (item_id, person_id, at_ms)
             VALUES (:item, :person, :at_ms)
             ON CONFLICT (item_id, person_id) DO UPDATE SET at_ms = excluded.at_ms",
            named_params! {":item": item.as_str(), ":person": person.as_str(), ":at_ms": at.0},
        )?;
        Ok(())
    }
}

impl Recorder<'_> {
    /// Opens an item.
    pub fn insert_review_item(&self, entered: Entered, row: &QueuedRow) -> Result<()> {
        let item = &row.item;
        let mut statement = self.0.prepare_cached(
            "INSERT INTO review_items (id, session, event_id, decision_id, queue, reason, priority, due_at_ms, probability, state, version, ledger_sequence)
             VALUES (:id, :session, :event_id, :decision_id, :queue, :reason, :priority, :due_at_ms, :probability, 'pending', 1, :sequence)",
        )?;
        statement.execute(named_params! {
            ":id": item.id.as_str(), ":session": item.session.as_str(), ":event_id": item.event_id.as_str(),
            ":decision_id": item.decision_id.as_str(), ":queue": item.queue.as_str(), ":reason": item.reason.map(|reason| reason.as_str()),
            ":priority": item.priority, ":due_at_ms": item.due_at.0, ":probability": row.probability, ":sequence": entered.0,
        })?;
        Ok(())
    }

    /// Writes what a rule has made of an item; `row.item.version` is the new version. Errors: `Conflict` when the
    /// item is no longer at the version before.
    pub fn update_review_item(&self, entered: Entered, row: &QueuedRow) -> Result<()> {
        let item = &row.item;
        let mut statement = self.0.prepare_cached(
            "UPDATE review_items
             SET event_id = :event_id, decision_id = :decision_id, queue = :queue, reason = :reason, priority = :priority,
                 due_at_ms = :due_at_ms, probability = :probability, state = :state, version = :version, ledger_sequence = :sequence
             WHERE id = :id AND version = :version - 1",
        )?;
        let changed = statement.execute(named_params! {
            ":id": item.id.as_str(), ":event_id": item.event_id.as_str(), ":decision_id": item.decision_id.as_str(),
            ":queue": item.queue.as_str(), ":reason": item.reason.map(|reason| reason.as_str()), ":priority": item.priority,
            ":due_at_ms": item.due_at.0, ":probability": row.probability, ":state": item.state.as_str(), ":version": item.version,
            ":sequence": entered.0,
        })?;
        if changed == 0 {
            return Err(Error::Conflict { what: "review item", id: item.id.to_string() });
        }
        Ok(())
    }
}
