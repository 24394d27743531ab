//! Routing policies and taxonomies, and which of them is live.

use countersign_domain::{PolicyVersion, TimeMs};
use rusqlite::{OptionalExtension, Row, named_params};

use crate::row::id;
use crate::{Entered, Error, Reader, Recorder, Result};

/// Which of the two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PolicyKind {
    /// Rules of routing.
    Routing,
    /// Intents with their definitions.
    Taxonomy,
}

impl PolicyKind {
    /// The text in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Routing => "routing",
            Self::Taxonomy => "taxonomy",
        }
    }
}

/// A policy text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyRow {
    /// SHA-256 of the text.
    pub version: PolicyVersion,
    /// The text.
    pub text: String,
}

impl PolicyRow {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { version: id(row, "version", PolicyVersion::new)?, text: row.get("text")? })
    }
}

/// From when on a text was live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivationRow {
    /// Policy or taxonomy.
    pub kind: PolicyKind,
    /// Its version.
    pub version: PolicyVersion,
    /// When it went live.
    pub at: TimeMs,
}

impl ActivationRow {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let kind: String = row.get("kind")?;
        Ok(Self {
            kind: if kind == PolicyKind::Taxonomy.as_str() { PolicyKind::Taxonomy } else { PolicyKind::Routing },
            version: id(row, "version", PolicyVersion::new)?,
            at: TimeMs(row.get("at_ms")?),
        })
    }
}

impl Reader<'_> {
    /// Which text was live since when, newest first.
    pub fn policy_activations(&self) -> Result<Vec<ActivationRow>> {
        let mut statement =
            self.0.prepare_cached("SELECT kind, version, at_ms FROM policy_activations ORDER BY id DESC")?;
        Ok(statement.query_map([], ActivationRow::from_row)?.collect::<rusqlite::Result<_>>()?)
    }

    /// The live policy of a kind.
    pub fn live_policy(&self, kind: PolicyKind) -> Result<PolicyRow> {
        let mut statement = self.0.prepare_cached(
            "SELECT p.version, p.text
             FROM policy_activations a JOIN policies p ON p.version = a.version
             WHERE a.kind = :kind
             ORDER BY a.id DESC LIMIT 1",
        )?;
        let found = statement.query_row(named_params! {":kind": kind.as_str()}, PolicyRow::from_row).optional()?;
        found.ok_or_else(|| Error::NotFound { what: "live policy", id: kind.as_str().to_owned() })
    }

    /// Versions that were live, with when they first were; newest first.
    pub fn went_live(&self, kind: PolicyKind) -> Result<Vec<(PolicyVersion, TimeMs)>> {
        let mut statement = self.0.prepare_cached(
            "SELECT version, min(at_ms) AS at_ms
             FROM policy_activations
             WHERE kind = :kind
             GROUP BY version
             ORDER BY min(id) DESC",
        )?;
        let rows = statement.query_map(named_params! {":kind": kind.as_str()}, |row| {
            Ok((crate::row::id(row, "version", PolicyVersion::new)?, TimeMs(row.get("at_ms")?)))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// One policy by version. Errors: `NotFound`.
    pub fn policy(&self, version: &PolicyVersion) -> Result<PolicyRow> {
        let mut statement = self.0.prepare_cached("SELECT version, text FROM policies WHERE version = :version")?;
        let found =
            statement.query_row(named_params! {":version": version.as_str()}, PolicyRow::from_row).optional()?;
        found.ok_or_else(|| Error::NotFound { what: "policy", id: version.to_string() })
    }
}

impl Recorder<'_> {
    /// Keeps a policy text; the same text is the same version.
    pub fn keep_policy(&self, entered: Entered, kind: PolicyKind, policy: &PolicyRow) -> Result<()> {
        self.0.execute(
            "INSERT INTO policies (version, kind, text, ledger_sequence)
             VALUES (:version, :kind, :text, :sequence)
             ON CONFLICT DO NOTHING",
            named_params! {
                ":version": policy.version.as_str(), ":kind": kind.as_str(), ":text": policy.text, ":sequence": entered.0,
            },
        )?;
        Ok(())
    }

    /// Keeps a policy text and makes it the live one of its kind.
    pub fn activate_policy(&self, entered: Entered, kind: PolicyKind, policy: &PolicyRow, at: TimeMs) -> Result<()> {
        self.keep_policy(entered, kind, policy)?;
        self.0.execute(
            "INSERT INTO policy_activations (kind, version, at_ms, ledger_sequence)
             VALUES (:kind, :version, :at_ms, :sequence)",
            named_params! {
                ":kind": kind.as_str(), ":version": policy.version.as_str(), ":at_ms": at.0, ":sequence": entered.0,
            },
        )?;
        Ok(())
    }
}
