//! Decisions on their way out.

use countersign_domain::{DecisionId, EventId, ModelVersion, TimeMs};
use rusqlite::{OptionalExtension, Row, named_params};

use crate::row::id;
use crate::{Entered, Noter, Reader, Recorder, Result};

/// A file of decisions that have left, or are about to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryRow {
    /// Id, also the file's name.
    pub id: String,
    /// Lines in it.
    pub lines: u64,
    /// When it was released.
    pub released_at: TimeMs,
    /// Whether the file was seen in place.
    pub written: bool,
}

impl DeliveryRow {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            lines: row.get("lines")?,
            released_at: TimeMs(row.get("released_at_ms")?),
            written: row.get("written")?,
        })
    }
}

impl Reader<'_> {
    /// Decisions whose hold-back is over, in order; of people alone while nothing automatic may leave.
    pub fn outbox_due(&self, now: TimeMs, of_people_alone: bool, limit: u64) -> Result<Vec<DecisionId>> {
        let mut statement = self.0.prepare_cached(
            "SELECT o.decision_id                                      -- served by outbox_due
             FROM outbox o JOIN decisions d ON d.id = o.decision_id
             WHERE o.state = 'held' AND o.release_after_ms <= :now_ms AND (d.verdict = 'person' OR NOT :of_people_alone)
             ORDER BY o.release_after_ms, o.decision_id LIMIT :limit",
        )?;
        let rows = statement.query_map(
            named_params! {":now_ms": now.0, ":of_people_alone": of_people_alone, ":limit": limit},
            |row| id(row, "decision_id", DecisionId::new),
        )?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether a decision about the event has left.
    pub fn has_left(&self, event: &EventId) -> Result<bool> {
        let mut statement = self.0.prepare_cached(
            "SELECT EXISTS (SELECT 1                                   -- served by decisions_by_event
                            FROM decisions d JOIN outbox o ON o.decision_id = d.id
                            WHERE d.event_id = :event AND o.state IN ('released', 'applied'))",
        )?;
        Ok(statement.query_row(named_params! {":event": event.as_str()}, |row| row.get(0))?)
    }

    /// Decisions of a delivery, in the order of its lines.
    pub fn delivery_decisions(&self, delivery: &str) -> Result<Vec<DecisionId>> {
        let mut statement = self.0.prepare_cached(
            "SELECT decision_id FROM outbox                            -- served by outbox_by_delivery
             WHERE delivery_id = :delivery
             ORDER BY release_after_ms, decision_id",
        )?;
        let rows = statement
            .query_map(named_params! {":delivery": delivery}, |row| id(row, "decision_id", DecisionId::new))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Deliveries that were recorded but whose file may not be in place.
    pub fn unwritten_deliveries(&self) -> Result<Vec<DeliveryRow>> {
        let mut statement = self.0.prepare_cached(
            "SELECT id, lines, released_at_ms, written FROM deliveries WHERE written = 0 ORDER BY id",
        )?;
        Ok(statement.query_map([], DeliveryRow::from_row)?.collect::<rusqlite::Result<_>>()?)
    }

    /// Where a decision stands on its way out: `held`, `released`, `applied`, `withdrawn`; `None` when it never leaves.
    pub fn outbox_state(&self, decision: &DecisionId) -> Result<Option<String>> {
        let mut statement = self.0.prepare_cached("SELECT state FROM outbox WHERE decision_id = :id")?;
        Ok(statement.query_row(named_params! {":id": decision.as_str()}, |row| row.get(0)).optional()?)
    }

    /// When a decision was to be released; `None` when it never leaves.
    pub fn release_time(&self, decision: &DecisionId) -> Result<Option<TimeMs>> {
        let mut statement = self.0.prepare_cached("SELECT release_after_ms FROM outbox WHERE decision_id = :id")?;
        Ok(statement.query_row(named_params! {":id": decision.as_str()}, |row| row.get(0).map(TimeMs)).optional()?)
    }

    /// Current automatic decisions of a model with where each stands on its way out.
    pub fn automatic_decisions_of(&self, model: &ModelVersion) -> Result<Vec<(DecisionId, Option<String>)>> {
        let mut statement = self.0.prepare_cached(
            "SELECT d.id, o.state                                      -- served by decisions_by_model
             FROM decisions d LEFT JOIN outbox o ON o.decision_id = d.id
             WHERE d.model_version = :model AND d.verdict = 'automatic'
               AND NOT EXISTS (SELECT 1 FROM decisions r WHERE r.event_id = d.event_id AND r.revision > d.revision)
             ORDER BY d.id",
        )?;
        let rows = statement.query_map(named_params! {":model": model.as_str()}, |row| {
            Ok((id(row, "id", DecisionId::new)?, row.get("state")?))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How many decisions stand where.
    pub fn outbox_counts(&self) -> Result<Vec<(String, u64)>> {
        let mut statement =
            self.0.prepare_cached("SELECT state, count(*) AS n FROM outbox GROUP BY state ORDER BY state")?;
        Ok(statement.query_map([], |row| Ok((row.get("state")?, row.get("n")?)))?.collect::<rusqlite::Result<_>>()?)
    }
}

impl Noter<'_> {
    /// Remembers that a delivery's file is in place.
    pub fn delivery_written(&self, delivery: &str) -> Result<()> {
        self.0.execute("UPDATE deliveries SET written = 1 WHERE id = :id", named_params! {":id": delivery})?;
        Ok(())
    }
}

impl Recorder<'_> {
    /// Puts a decision into the outbox, held until `release_after`.
    pub fn insert_outbox(&self, _entered: Entered, decision: &DecisionId, release_after: TimeMs) -> Result<()> {
        let mut statement = self.0.prepare_cached(
            "INSERT INTO outbox (decision_id, release_after_ms, state)
             VALUES (:decision, :release_after_ms, 'held')",
        )?;
        statement.execute(named_params! {":decision": decision.as_str(), ":release_after_ms": release_after.0})?;
        Ok(())
    }

    /// Takes a held decision back. Returns whether it was still held.
    pub fn withdraw_outbox(&self, _entered: Entered, decision: &DecisionId) -> Result<bool> {
        let changed = self.0.execute(
            "UPDATE outbox SET state = 'withdrawn' WHERE decision_id = :decision AND state = 'held'",
            named_params! {":decision": decision.as_str()},
        )?;
        Ok(changed == 1)
    }

    /// Records a delivery and marks its decisions released.
    pub fn insert_delivery(&self, entered: Entered, delivery: &DeliveryRow, decisions: &[DecisionId]) -> Result<()> {
        self.0.execute(
            "INSERT INTO deliveries (id, lines, released_at_ms, written, ledger_sequence)
             VALUES (:id, :lines, :released_at_ms, 0, :sequence)",
            named_params! {
                ":id": delivery.id, ":lines": delivery.lines, ":released_at_ms": delivery.released_at.0, ":sequence": entered.0,
            },
        )?;
        let mut statement = self.0.prepare_cached(
            "UPDATE outbox SET state = 'released', delivery_id = :delivery WHERE decision_id = :decision AND state = 'held'",
        )?;
        for decision in decisions {
            statement.execute(named_params! {":delivery": delivery.id, ":decision": decision.as_str()})?;
        }
        Ok(())
    }

    /// Marks a released decision applied. Returns whether it was released and not yet applied.
    pub fn apply_receipt(&self, _entered: Entered, decision: &DecisionId) -> Result<bool> {
        let changed = self.0.execute(
            "UPDATE outbox SET state = 'applied' WHERE decision_id = :decision AND state = 'released'",
            named_params! {":decision": decision.as_str()},
        )?;
        Ok(changed == 1)
    }
}
