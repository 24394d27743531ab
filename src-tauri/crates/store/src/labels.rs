//! Labels, and the joins that training, fairness and the reviewer's "similar cases" read.

use std::collections::BTreeMap;

use countersign_domain::{EventId, IntentId, Label, LabelId, LabelProvenance, ModelVersion, TimeMs, UserId};
use rusqlite::{OptionalExtension, Row, named_params};

use crate::events::EventRow;
use crate::row::{closed, id, id_or_null};
use crate::{Entered, Error, Reader, Recorder, Result};

fn label_from_row(row: &Row<'_>) -> rusqlite::Result<Label> {
    Ok(Label {
        id: id(row, "id", LabelId::new)?,
        event_id: id(row, "event_id", EventId::new)?,
        intent: id(row, "intent", IntentId::new)?,
        provenance: closed(row, "provenance")?,
        by: id_or_null(row, "by", UserId::new)?,
        at: TimeMs(row.get("at_ms")?),
    })
}

/// Which decisions the fairness query reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcomes {
    /// Only those at or after.
    pub since: TimeMs,
    /// Only those of this model; `None`: all.
    pub model: Option<ModelVersion>,
}

/// One row of the fairness query: what was decided, what was right, and to which groups the event belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeRow {
    /// The event.
    pub event: EventId,
    /// What is known to be right.
    pub label: Option<IntentId>,
    /// What the engine held most probable.
    pub prediction: Option<IntentId>,
    /// Whether it was routed without a person.
    pub automatic: bool,
    /// Sensitive features.
    pub groups: BTreeMap<String, String>,
}

impl Reader<'_> {
    /// The label that holds for an event.
    pub fn label(&self, event: &EventId) -> Result<Option<Label>> {
        let mut statement = self.0.prepare_cached(
            "SELECT id, event_id, intent, provenance, by, at_ms
             FROM current_labels
             WHERE event_id = :event",
        )?;
        Ok(statement.query_row(named_params! {":event": event.as_str()}, label_from_row).optional()?)
    }

    /// Label that a response made and nobody has withdrawn.
    pub fn label_of_response(&self, response: &str) -> Result<Option<LabelId>> {
        let mut statement = self.0.prepare_cached("SELECT id FROM labels WHERE response_id = :response")?;
        Ok(statement.query_row(named_params! {":response": response}, |row| id(row, "id", LabelId::new)).optional()?)
    }

    /// Labelled events that may be trained on, by event id.
    pub fn training_labels(&self) -> Result<Vec<(Label, EventRow)>> {
        let mut statement = self.0.prepare_cached(
            "SELECT l.id, l.event_id, l.intent, l.provenance, l.by, l.at_ms
             FROM current_labels l JOIN events e ON e.id = l.event_id
             WHERE coalesce(e.training_allowed, 1) = 1
             ORDER BY l.event_id",
        )?;
        let labels: Vec<Label> = statement.query_map([], label_from_row)?.collect::<rusqlite::Result<_>>()?;
        labels.into_iter().map(|label| self.event(&label.event_id).map(|event| (label, event))).collect()
    }

    /// Labels per intent.
    pub fn label_counts(&self) -> Result<BTreeMap<String, u64>> {
        let mut statement =
            self.0.prepare_cached("SELECT intent, count(*) AS n FROM current_labels GROUP BY intent")?;
        Ok(statement.query_map([], |row| Ok((row.get("intent")?, row.get("n")?)))?.collect::<rusqlite::Result<_>>()?)
    }

    /// Sensitive features that events have.
    pub fn sensitive_features(&self) -> Result<Vec<String>> {
        let mut statement =
            self.0.prepare_cached("SELECT DISTINCT feature FROM sensitive_features ORDER BY feature")?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// What was decided about each event, with the sensitive features of the event. The engine's own
    /// last word counts, not the person's after it.
    pub fn each_outcome<E: From<Error>>(
        &self,
        which: &Outcomes,
        mut visit: impl FnMut(OutcomeRow) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let mut statement = self
            .0
            .prepare_cached(
                "SELECT d.event_id, d.intent AS prediction, d.verdict, l.intent AS label,
                        (SELECT json_group_object(s.feature, s.value) FROM sensitive_features s WHERE s.event_id = d.event_id) AS groups
                 FROM decisions d LEFT JOIN current_labels l ON l.event_id = d.event_id
                 WHERE d.decided_at_ms >= :since_ms AND (:model IS NULL OR d.model_version = :model)
                   AND d.revision = (SELECT max(r.revision) FROM decisions r WHERE r.event_id = d.event_id AND r.verdict <> 'person')
                 ORDER BY d.event_id",
            )
            .map_err(Error::from)?;
        let mut rows = statement
            .query(named_params! {
                ":since_ms": which.since.0, ":model": which.model.as_ref().map(ModelVersion::as_str),
            })
            .map_err(Error::from)?;
        while let Some(row) = rows.next().map_err(Error::from)? {
            visit(outcome_from_row(row).map_err(Error::from)?)?;
        }
        Ok(())
    }

    /// Intents that people gave to events the engine held for `intent`: "of cases like this".
    pub fn answers_to_suggestion(&self, intent: &IntentId, limit: u64) -> Result<Vec<(IntentId, u64)>> {
        let mut statement = self.0.prepare_cached(
            "SELECT l.intent, count(*) AS n
             FROM current_labels l JOIN decisions d ON d.event_id = l.event_id AND d.revision = 1
             WHERE d.intent = :intent AND l.provenance <> 'imported'
             GROUP BY l.intent
             ORDER BY n DESC, l.intent LIMIT :limit",
        )?;
        let rows = statement.query_map(named_params! {":intent": intent.as_str(), ":limit": limit}, |row| {
            Ok((id(row, "intent", IntentId::new)?, row.get("n")?))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The cases behind [`Reader::answers_to_suggestion`], the last answered first: event, what people said it is, when.
    pub fn answered_like(&self, intent: &IntentId, limit: u64) -> Result<Vec<(EventId, IntentId, TimeMs)>> {
        let mut statement = self.0.prepare_cached(
            "SELECT l.event_id, l.intent, l.at_ms
             FROM current_labels l JOIN decisions d ON d.event_id = l.event_id AND d.revision = 1
             WHERE d.intent = :intent AND l.provenance <> 'imported'
             ORDER BY l.at_ms DESC, l.id DESC LIMIT :limit",
        )?;
        let rows = statement.query_map(named_params! {":intent": intent.as_str(), ":limit": limit}, |row| {
            Ok((id(row, "event_id", EventId::new)?, id(row, "intent", IntentId::new)?, TimeMs(row.get("at_ms")?)))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn outcome_from_row(row: &Row<'_>) -> rusqlite::Result<OutcomeRow> {
    let verdict: String = row.get("verdict")?;
    Ok(OutcomeRow {
        event: id(row, "event_id", EventId::new)?,
        label: id_or_null(row, "label", IntentId::new)?,
        prediction: id_or_null(row, "prediction", IntentId::new)?,
        automatic: verdict == "automatic",
        groups: crate::row::json(row, "groups")?,
    })
}

impl Recorder<'_> {
    /// Writes a label. `response` is the answer it came from.
    pub fn insert_label(&self, entered: Entered, label: &Label, response: Option<&str>) -> Result<()> {
        let mut statement = self.0.prepare_cached(
            "INSERT INTO labels (id, event_id, intent, provenance, by, response_id, at_ms, ledger_sequence)
             VALUES (:id, :event_id, :intent, :provenance, :by, :response_id, :at_ms, :sequence)",
        )?;
        statement.execute(named_params! {
            ":id": label.id.as_str(), ":event_id": label.event_id.as_str(), ":intent": label.intent.as_str(),
            ":provenance": label.provenance.as_str(), ":by": label.by.as_ref().map(UserId::as_str), ":response_id": response,
            ":at_ms": label.at.0, ":sequence": entered.0,
        })?;
        Ok(())
    }

    /// Withdraws a label; the one before holds again.
    pub fn withdraw_label(&self, entered: Entered, label: &LabelId) -> Result<()> {
        self.0.execute(
            "INSERT INTO label_withdrawals (label_id, ledger_sequence) VALUES (:label, :sequence)",
            named_params! {":label": label.as_str(), ":sequence": entered.0},
        )?;
        Ok(())
    }
}

/// Provenance of an answer: the random stratum stays apart, since only it is a fair sample.
pub fn provenance_of(audited: bool) -> LabelProvenance {
    if audited { LabelProvenance::Audited } else { LabelProvenance::Reviewed }
}
