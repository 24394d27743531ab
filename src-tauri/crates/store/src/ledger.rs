//! The ledger's table: entries are appended within the transaction of what they record.

use countersign_ledger::{Draft, Head};
use rusqlite::{OptionalExtension, Row, named_params};

use crate::store::Entered;
use crate::{Reader, Recorder, Result};

/// One row of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    /// From 1, without gaps.
    pub sequence: u64,
    /// Canonical JSON.
    pub entry: String,
    /// SHA-256(0x00 ‖ entry).
    pub leaf: Vec<u8>,
    /// SHA-256(0x02 ‖ previous chain ‖ leaf).
    pub chain: Vec<u8>,
}

impl LedgerRow {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            sequence: row.get("sequence")?,
            entry: row.get("entry")?,
            leaf: row.get("leaf")?,
            chain: row.get("chain")?,
        })
    }
}

impl Reader<'_> {
    /// Entries after `after`, oldest first.
    pub fn ledger_after(&self, after: u64, limit: u64) -> Result<Vec<LedgerRow>> {
        let mut statement = self.0.prepare_cached(
            "SELECT sequence, entry, leaf, chain
             FROM ledger
             WHERE sequence > :after
             ORDER BY sequence LIMIT :limit",
        )?;
        let rows = statement.query_map(named_params! {":after": after, ":limit": limit}, LedgerRow::from_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// One entry.
    pub fn ledger_entry(&self, sequence: u64) -> Result<Option<LedgerRow>> {
        let mut statement =
            self.0.prepare_cached("SELECT sequence, entry, leaf, chain FROM ledger WHERE sequence = :sequence")?;
        Ok(statement.query_row(named_params! {":sequence": sequence}, LedgerRow::from_row).optional()?)
    }

    /// The last entries before `before`, newest first: what a person pages through.
    pub fn ledger_before(&self, before: Option<u64>, limit: u64) -> Result<Vec<LedgerRow>> {
        let mut statement = self.0.prepare_cached(
            "SELECT sequence, entry, leaf, chain
             FROM ledger
             WHERE :before IS NULL OR sequence < :before
             ORDER BY sequence DESC LIMIT :limit",
        )?;
        let rows = statement.query_map(named_params! {":before": before, ":limit": limit}, LedgerRow::from_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Size and chain of the ledger of `workspace`.
    pub fn ledger_head(&self, workspace: &str) -> Result<Head> {
        let mut statement =
            self.0.prepare_cached("SELECT sequence, chain FROM ledger ORDER BY sequence DESC LIMIT 1")?;
        let head = statement
            .query_row([], |row| Ok(Head { size: row.get("sequence")?, chain: row.get("chain")? }))
            .optional()?;
        Ok(head.unwrap_or_else(|| Head::empty(workspace)))
    }
}

impl Recorder<'_> {
    /// Appends an entry; the token lets rows be written that carry its sequence.
    ///
    /// `workspace` binds the first link of the chain. Errors: `Ledger` when the draft cannot be made canonical.
    pub fn enter(&mut self, workspace: &str, draft: Draft) -> Result<Entered> {
        let head = self.head.map_or_else(|| self.ledger_head(workspace), Ok)?;
        let (entry, link) = head.record(draft)?;
        let mut statement = self.0.prepare_cached(
            "INSERT INTO ledger (sequence, entry, leaf, chain)
             VALUES (:sequence, :entry, :leaf, :chain)",
        )?;
        statement.execute(named_params! {
            ":sequence": link.sequence, ":entry": entry, ":leaf": link.leaf, ":chain": link.chain,
        })?;
        drop(statement);
        self.head = Some(link.head());
        self.entries += 1;
        Ok(Entered(link.sequence))
    }
}
