//! Acts that wait for a second person.

use countersign_domain::{ApprovalId, TimeMs, UserId};
use rusqlite::{OptionalExtension, Row, named_params};

use crate::row::{id, id_or_null, json};
use crate::{Entered, Error, Reader, Recorder, Result};

/// An act that waits, or waited, for a second person.
#[derive(Debug, Clone, PartialEq)]
pub struct ApprovalRow {
    /// Id.
    pub id: ApprovalId,
    /// `promotion` or `policy`.
    pub kind: String,
    /// What is to be done it to: a model version, a policy version.
    pub subject: String,
    /// The figures to decide on.
    pub evidence: serde_json::Value,
    /// Why, where it was said.
    pub reason: Option<String>,
    /// Who asked.
    pub requested_by: UserId,
    /// When.
    pub requested_at: TimeMs,
    /// `pending`, `approved` or `refused`.
    pub state: String,
    /// Who decided.
    pub decided_by: Option<UserId>,
    /// When.
    pub decided_at: Option<TimeMs>,
}

impl ApprovalRow {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: id(row, "id", ApprovalId::new)?,
            kind: row.get("kind")?,
            subject: row.get("subject")?,
            evidence: json(row, "evidence")?,
            reason: row.get("reason")?,
            requested_by: id(row, "requested_by", UserId::new)?,
            requested_at: TimeMs(row.get("requested_at_ms")?),
            state: row.get("state")?,
            decided_by: id_or_null(row, "decided_by", UserId::new)?,
            decided_at: row.get::<_, Option<i64>>("decided_at_ms")?.map(TimeMs),
        })
    }
}

impl Reader<'_> {
    /// Newest first.
    pub fn approvals(&self) -> Result<Vec<ApprovalRow>> {
        let mut statement = self.0.prepare_cached(
            "SELECT id, kind, subject, evidence, reason, requested_by, requested_at_ms, state, decided_by, decided_at_ms
             FROM approvals
             ORDER BY requested_at_ms DESC, id DESC",
        )?;
        Ok(statement.query_map([], ApprovalRow::from_row)?.collect::<rusqlite::Result<_>>()?)
    }

    /// One. Errors: `NotFound`.
    pub fn approval(&self, approval: &ApprovalId) -> Result<ApprovalRow> {
        let mut statement = self.0.prepare_cached(
            "SELECT id, kind, subject, evidence, reason, requested_by, requested_at_ms, state, decided_by, decided_at_ms
             FROM approvals
             WHERE id = :id",
        )?;
        let found = statement.query_row(named_params! {":id": approval.as_str()}, ApprovalRow::from_row).optional()?;
        found.ok_or_else(|| Error::NotFound { what: "approval", id: approval.to_string() })
    }
}

impl Recorder<'_> {
    /// Adds a pending approval. Errors: `Conflict` when one is pending for the same act.
    pub fn insert_approval(&self, entered: Entered, approval: &ApprovalRow) -> Result<()> {
        let added = self.0.execute(
            "INSERT INTO approvals (id, kind, subject, evidence, reason, requested_by, requested_at_ms, state, ledger_sequence)
             VALUES (:id, :kind, :subject, :evidence, :reason, :requested_by, :requested_at_ms, 'pending', :sequence)
             ON CONFLICT DO NOTHING",
            named_params! {
                ":id": approval.id.as_str(), ":kind": approval.kind, ":subject": approval.subject,
                ":evidence": approval.evidence.to_string(), ":reason": approval.reason, ":requested_by": approval.requested_by.as_str(),
                ":requested_at_ms": approval.requested_at.0, ":sequence": entered.0,
            },
        )?;
        if added == 0 {
            return Err(Error::Conflict { what: "approval of", id: approval.subject.clone() });
        }
        Ok(())
    }

    /// Approves or refuses. Errors: `Conflict` when it is no longer pending.
    pub fn decide_approval(
        &self,
        entered: Entered,
        approval: &ApprovalId,
        approved: bool,
        by: &UserId,
        at: TimeMs,
    ) -> Result<()> {
        let changed = self.0.execute(
            "UPDATE approvals
             SET state = :state, decided_by = :by, decided_at_ms = :at_ms, ledger_sequence = :sequence
             WHERE id = :id AND state = 'pending'",
            named_params! {
                ":id": approval.as_str(), ":state": if approved { "approved" } else { "refused" },
                ":by": by.as_str(), ":at_ms": at.0, ":sequence": entered.0,
            },
        )?;
        if changed == 0 {
            return Err(Error::Conflict { what: "approval", id: approval.to_string() });
        }
        Ok(())
    }
}
