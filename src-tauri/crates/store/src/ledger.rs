//! The ledger's table: entries are appended within the transaction of what they record.

use countersign_domain::{TimeMs, UserId};
use countersign_ledger::{Act, Draft, Head};
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

/// Whose entries to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum LedgerActor {
    /// Everybody's.
    #[default]
    Anybody,
    /// Those of people: everybody but the engine.
    People,
    /// One person's, or the engine's.
    One(UserId),
}

/// Which entries to list; `None` matches all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LedgerFilter {
    /// Whose.
    pub actor: LedgerActor,
    /// Only this act.
    pub act: Option<Act>,
    /// Only those at or after.
    pub since: Option<TimeMs>,
    /// Only those before.
    pub until: Option<TimeMs>,
    /// Only those that name this id.
    pub subject: Option<String>,
}

impl Reader<'_> {
    /// The last entries before `before` that match, newest first.
    pub fn ledger_matching(&self, filter: &LedgerFilter, before: Option<u64>, limit: u64) -> Result<Vec<LedgerRow>> {
        let (is_persons, one) = match &filter.actor {
            LedgerActor::Anybody => (false, None),
            LedgerActor::People => (true, None),
            LedgerActor::One(id) => (id.as_str() != "engine", Some(id.as_str())),
        };
        // The engine writes most entries: people's have an index of their own, which only this very condition meets.
        let people = if is_persons { r#"AND instr(entry, '"actor":"engine"') = 0"# } else { "" };
        // An entry that somebody has damaged is no JSON; it has no actor and no time, and the list goes on.
        let value = |name: &str| format!("iif(json_valid(entry), entry ->> '$.{name}', NULL)");
        let (actor, act, at) = (value("actor"), value("act"), value("at"));
        let mut statement = self.0.prepare_cached(&format!(
            "SELECT sequence, entry, leaf, chain
             FROM ledger                                               -- served by ledger_of_people
             WHERE sequence < :before {people}
               AND (:actor IS NULL OR {actor} = :actor)
               AND (:act IS NULL OR {act} = :act)
               AND (:since_ms IS NULL OR {at} >= :since_ms)
               AND (:until_ms IS NULL OR {at} < :until_ms)
               AND (:subject IS NULL OR instr(entry, :subject) > 0)
             ORDER BY sequence DESC LIMIT :limit"
        ))?;
        let rows = statement.query_map(
            named_params! {
                ":before": before.map_or(i64::MAX, |before| i64::try_from(before).unwrap_or(i64::MAX)),
                ":actor": one, ":act": filter.act.map(Act::as_str), ":since_ms": filter.since.map(|at| at.0),
                ":until_ms": filter.until.map(|at| at.0), ":subject": filter.subject, ":limit": limit,
            },
            LedgerRow::from_row,
        )?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

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
