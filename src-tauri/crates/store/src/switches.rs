//! STOP and pauses: append-only, the last row is what holds.

use countersign_domain::TimeMs;
use rusqlite::{OptionalExtension, Row, named_params};

use crate::{Entered, Reader, Recorder, Result};

/// A turn of a switch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SwitchRow {
    /// On (`engaged`, `paused`) or off.
    pub on: bool,
    /// Who turned it.
    pub by: String,
    /// Why.
    pub reason: Option<String>,
    /// When.
    pub at: TimeMs,
}

impl SwitchRow {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let kind: String = row.get("kind")?;
        Ok(Self {
            on: kind == "engaged" || kind == "paused",
            by: row.get("by")?,
            reason: row.get("reason")?,
            at: TimeMs(row.get("at_ms")?),
        })
    }
}

impl Reader<'_> {
    /// The last turn of STOP.
    pub fn last_stop(&self) -> Result<Option<SwitchRow>> {
        let mut statement =
            self.0.prepare_cached("SELECT kind, by, reason, at_ms FROM stops ORDER BY id DESC LIMIT 1")?;
        Ok(statement.query_row([], SwitchRow::from_row).optional()?)
    }

    /// The last turn of the pause of automatic routing.
    pub fn last_pause(&self) -> Result<Option<SwitchRow>> {
        let mut statement =
            self.0.prepare_cached("SELECT kind, by, reason, at_ms FROM pauses ORDER BY id DESC LIMIT 1")?;
        Ok(statement.query_row([], SwitchRow::from_row).optional()?)
    }

    /// Every pause and resumption of automatic routing, oldest first.
    pub fn pauses(&self) -> Result<Vec<SwitchRow>> {
        let mut statement = self.0.prepare_cached("SELECT kind, by, reason, at_ms FROM pauses ORDER BY id")?;
        Ok(statement.query_map([], SwitchRow::from_row)?.collect::<rusqlite::Result<_>>()?)
    }
}

impl Recorder<'_> {
    /// Turns STOP.
    pub fn insert_stop(&self, entered: Entered, turn: &SwitchRow) -> Result<()> {
        self.0.execute(
            "INSERT INTO stops (kind, by, reason, at_ms, ledger_sequence)
             VALUES (:kind, :by, :reason, :at_ms, :sequence)",
            named_params! {
                ":kind": if turn.on { "engaged" } else { "lifted" }, ":by": turn.by,
                ":reason": turn.reason, ":at_ms": turn.at.0, ":sequence": entered.0,
            },
        )?;
        Ok(())
    }

    /// Pauses or resumes automatic routing.
    pub fn insert_pause(&self, entered: Entered, turn: &SwitchRow) -> Result<()> {
        self.0.execute(
            "INSERT INTO pauses (kind, by, reason, at_ms, ledger_sequence)
             VALUES (:kind, :by, :reason, :at_ms, :sequence)",
            named_params! {
                ":kind": if turn.on { "paused" } else { "resumed" }, ":by": turn.by,
                ":reason": turn.reason.as_deref().unwrap_or(""), ":at_ms": turn.at.0, ":sequence": entered.0,
            },
        )?;
        Ok(())
    }
}
