//! What reviewers did.

use countersign_domain::{DecisionId, IntentId, QueueId, ResponseKind, ReviewItemId, TimeMs, UserId};
use rusqlite::{OptionalExtension, Row, named_params};

use crate::row::{closed, id, id_or_null};
use crate::{Entered, Reader, Recorder, Result};

/// What a reviewer did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseRow {
    /// Id.
    pub id: String,
    /// The item.
    pub item: ReviewItemId,
    /// The decision that it made.
    pub decision: Option<DecisionId>,
    /// Answer, escalation or undo.
    pub kind: ResponseKind,
    /// The intent chosen.
    pub intent: Option<IntentId>,
    /// Pseudonymized.
    pub comment: Option<String>,
    /// The response that this one takes back.
    pub undoes: Option<String>,
    /// The queue that the item was in before.
    pub queue_before: QueueId,
    /// The version that the item had after.
    pub version_after: u32,
    /// Who.
    pub by: UserId,
    /// When.
    pub at: TimeMs,
}

impl ResponseRow {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            item: id(row, "item_id", ReviewItemId::new)?,
            decision: id_or_null(row, "decision_id", DecisionId::new)?,
            kind: closed(row, "kind")?,
            intent: id_or_null(row, "intent", IntentId::new)?,
            comment: row.get("comment")?,
            undoes: row.get("undoes")?,
            queue_before: id(row, "queue_before", QueueId::new)?,
            version_after: row.get("version_after")?,
            by: id(row, "by", UserId::new)?,
            at: TimeMs(row.get("at_ms")?),
        })
    }
}

impl Reader<'_> {
    /// The person's last response that was not taken back.
    pub fn last_response(&self, person: &UserId) -> Result<Option<ResponseRow>> {
        let mut statement = self.0.prepare_cached(
            "SELECT id, item_id, decision_id, kind, intent, comment, undoes, queue_before, version_after, by, at_ms      -- served by responses_by_person
             FROM responses r
             WHERE by = :person AND kind <> 'undo'
               AND NOT EXISTS (SELECT 1 FROM responses u WHERE u.undoes = r.id)
             ORDER BY at_ms DESC, ledger_sequence DESC LIMIT 1",
        )?;
        Ok(statement.query_row(named_params! {":person": person.as_str()}, ResponseRow::from_row).optional()?)
    }

    /// Responses to an item, oldest first.
    pub fn responses(&self, item: &ReviewItemId) -> Result<Vec<ResponseRow>> {
        let mut statement = self.0.prepare_cached(
            "SELECT id, item_id, decision_id, kind, intent, comment, undoes, queue_before, version_after, by, at_ms
             FROM responses
             WHERE item_id = :item
             ORDER BY ledger_sequence",
        )?;
        Ok(statement
            .query_map(named_params! {":item": item.as_str()}, ResponseRow::from_row)?
            .collect::<rusqlite::Result<_>>()?)
    }

    /// The response that made a decision.
    pub fn response_of_decision(&self, decision: &DecisionId) -> Result<Option<ResponseRow>> {
        let mut statement = self.0.prepare_cached(
            "SELECT id, item_id, decision_id, kind, intent, comment, undoes, queue_before, version_after, by, at_ms
             FROM responses                                            -- served by responses_by_decision
             WHERE decision_id = :decision",
        )?;
        let found =
            statement.query_row(named_params! {":decision": decision.as_str()}, ResponseRow::from_row).optional()?;
        Ok(found)
    }

    /// Answers that the person gave since `since` and did not take back.
    pub fn answers_since(&self, person: &UserId, since: TimeMs) -> Result<u64> {
        let mut statement = self.0.prepare_cached(
            "SELECT count(*)                                           -- served by responses_by_person
             FROM responses r
             WHERE by = :person AND at_ms >= :since_ms AND kind <> 'undo'
               AND NOT EXISTS (SELECT 1 FROM responses u WHERE u.undoes = r.id)",
        )?;
        Ok(statement.query_row(named_params! {":person": person.as_str(), ":since_ms": since.0}, |row| row.get(0))?)
    }
}

impl Recorder<'_> {
    /// Writes a response.
    pub fn insert_response(&self, entered: Entered, response: &ResponseRow) -> Result<()> {
        self.0.execute(
            "INSERT INTO responses (id, item_id, decision_id, kind, intent, comment, undoes, queue_before, version_after, by, at_ms, ledger_sequence)
             VALUES (:id, :item_id, :decision_id, :kind, :intent, :comment, :undoes, :queue_before, :version_after, :by, :at_ms, :sequence)",
            named_params! {
                ":id": response.id, ":item_id": response.item.as_str(), ":decision_id": response.decision.as_ref().map(DecisionId::as_str),
                ":kind": response.kind.as_str(), ":intent": response.intent.as_ref().map(IntentId::as_str), ":comment": response.comment,
                ":undoes": response.undoes, ":queue_before": response.queue_before.as_str(), ":version_after": response.version_after, ":by": response.by.as_str(), ":at_ms": response.at.0, ":sequence": entered.0,
            },
        )?;
        Ok(())
    }
}
