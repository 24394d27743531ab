//! Rows that were not taken.

use countersign_domain::{ImportId, RefusalReason, TimeMs};
use rusqlite::{OptionalExtension, Row, named_params};

use crate::row::{closed, id};
use crate::{Entered, Error, Reader, Recorder, Result};

/// A row that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuarantineRow {
    /// Id.
    pub id: String,
    /// The import.
    pub import: ImportId,
    /// Data row, from 1.
    pub row: u64,
    /// Physical line, from 1.
    pub line: u64,
    /// Why.
    pub reason: RefusalReason,
    /// Which field.
    pub field: Option<String>,
    /// The value masked to its shape.
    pub shape: Option<String>,
    /// The row, sealed; `None` once destroyed.
    pub sealed_row: Option<Vec<u8>>,
    /// Its key, sealed under the workspace's.
    pub sealed_key: Option<Vec<u8>>,
    /// `held`, `discarded` or `expired`.
    pub state: String,
    /// When.
    pub at: TimeMs,
}

impl QuarantineRow {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            import: id(row, "import_id", ImportId::new)?,
            row: row.get("row")?,
            line: row.get("line")?,
            reason: closed(row, "reason")?,
            field: row.get("field")?,
            shape: row.get("shape")?,
            sealed_row: row.get("sealed_row")?,
            sealed_key: row.get("sealed_key")?,
            state: row.get("state")?,
            at: TimeMs(row.get("at_ms")?),
        })
    }
}

impl Reader<'_> {
    /// Newest first, at most `limit`; without the sealed bytes' meaning, which only keys can give.
    pub fn quarantine(&self, limit: u64) -> Result<Vec<QuarantineRow>> {
        let mut statement = self.0.prepare_cached(
            "SELECT id, import_id, row, line, reason, field, shape, sealed_row, sealed_key, state, at_ms
             FROM quarantine
             ORDER BY at_ms DESC, import_id, row LIMIT :limit",
        )?;
        Ok(statement
            .query_map(named_params! {":limit": limit}, QuarantineRow::from_row)?
            .collect::<rusqlite::Result<_>>()?)
    }

    /// One. Errors: `NotFound`.
    pub fn quarantined(&self, quarantine: &str) -> Result<QuarantineRow> {
        let mut statement = self.0.prepare_cached(
            "SELECT id, import_id, row, line, reason, field, shape, sealed_row, sealed_key, state, at_ms
             FROM quarantine
             WHERE id = :id",
        )?;
        let found = statement.query_row(named_params! {":id": quarantine}, QuarantineRow::from_row).optional()?;
        found.ok_or_else(|| Error::NotFound { what: "quarantined row", id: quarantine.to_owned() })
    }

    /// Ids of rows held since before `before`.
    pub fn quarantine_older_than(&self, before: TimeMs) -> Result<Vec<String>> {
        let mut statement = self.0.prepare_cached(
            "SELECT id FROM quarantine                                 -- served by quarantine_held
             WHERE state = 'held' AND at_ms < :before_ms
             ORDER BY at_ms",
        )?;
        Ok(statement
            .query_map(named_params! {":before_ms": before.0}, |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?)
    }

    /// How many are held.
    pub fn quarantine_held(&self) -> Result<u64> {
        Ok(self.0.query_row("SELECT count(*) FROM quarantine WHERE state = 'held'", [], |row| row.get(0))?)
    }
}

impl Recorder<'_> {
    /// Holds a row.
    pub fn insert_quarantined(&self, entered: Entered, held: &QuarantineRow) -> Result<()> {
        let mut statement = self.0.prepare_cached(
            "INSERT INTO quarantine (id, import_id, row, line, reason, field, shape, sealed_row, sealed_key, state, at_ms, ledger_sequence)
             VALUES (:id, :import_id, :row, :line, :reason, :field, :shape, :sealed_row, :sealed_key, 'held', :at_ms, :sequence)",
        )?;
        statement.execute(named_params! {
            ":id": held.id, ":import_id": held.import.as_str(), ":row": held.row, ":line": held.line,
            ":reason": held.reason.as_str(), ":field": held.field, ":shape": held.shape, ":sealed_row": held.sealed_row,
            ":sealed_key": held.sealed_key, ":at_ms": held.at.0, ":sequence": entered.0,
        })?;
        Ok(())
    }

    /// Destroys a held row's bytes and key. `state`: `discarded` or `expired`. Errors: `Conflict` when not held.
    pub fn destroy_quarantined(&self, entered: Entered, quarantine: &str, state: &str) -> Result<()> {
        let changed = self.0.execute(
            "UPDATE quarantine
             SET sealed_row = NULL, sealed_key = NULL, state = :state, ledger_sequence = :sequence
             WHERE id = :id AND state = 'held'",
            named_params! {":id": quarantine, ":state": state, ":sequence": entered.0},
        )?;
        if changed == 0 {
            return Err(Error::Conflict { what: "quarantined row", id: quarantine.to_owned() });
        }
        Ok(())
    }
}
