//! Decisions: append-only, the highest revision of an event holds.

use countersign_domain::{
    Candidate, Decision, DecisionId, Effect, EventId, IntentId, Lineage, ModelVersion, PolicyVersion, QueueId, Route,
    TimeMs, Verdict,
};
use rusqlite::{OptionalExtension, Row, named_params};
use serde::{Deserialize, Serialize};

use crate::row::{closed_or_null, id, id_or_null, json, to_json};
use crate::store::Recorded;
use crate::{Entered, Error, Reader, Recorder, Result};

/// A decision with the versions that only the store keeps beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct DecisionRow {
    /// The decision.
    pub decision: Decision,
    /// The taxonomy that was live.
    pub taxonomy_version: PolicyVersion,
    /// The recognizers that had looked at the event.
    pub recognizer_version: String,
    /// Earlier contacts of the subject, as counted when it was decided.
    pub earlier_contacts: u32,
}

/// A candidate as it is kept.
#[derive(Serialize, Deserialize)]
struct KeptCandidate {
    intent: String,
    probability: f64,
}

impl DecisionRow {
    pub(crate) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let kept: Vec<KeptCandidate> = json(row, "candidates")?;
        let candidates = kept
            .into_iter()
            .map(|kept| Candidate { intent: IntentId::new(kept.intent), probability: kept.probability })
            .collect();
        let decision = Decision {
            id: id(row, "id", DecisionId::new)?,
            revision: row.get("revision")?,
            lineage: lineage(row)?,
            verdict: verdict(row)?,
            candidates,
            threshold: row.get("threshold")?,
            out_of_scope_score: row.get("out_of_scope_score")?,
            route: route(row)?,
            audit_probability: row.get("audit_probability")?,
            audited: row.get("audited")?,
            decided_at: TimeMs(row.get("decided_at_ms")?),
        };
        Ok(Self {
            decision,
            taxonomy_version: id(row, "taxonomy_version", PolicyVersion::new)?,
            recognizer_version: row.get("recognizer_version")?,
            earlier_contacts: row.get("earlier_contacts")?,
        })
    }
}

fn lineage(row: &Row<'_>) -> rusqlite::Result<Lineage> {
    Ok(Lineage {
        event_id: id(row, "event_id", EventId::new)?,
        feature_set_version: row.get("feature_set_version")?,
        model_version: id_or_null(row, "model_version", ModelVersion::new)?,
        routing_policy_version: id(row, "routing_policy_version", PolicyVersion::new)?,
    })
}

fn verdict(row: &Row<'_>) -> rusqlite::Result<Verdict> {
    let kind: String = row.get("verdict")?;
    Ok(match (kind.as_str(), closed_or_null(row, "reason")?) {
        ("automatic", _) => Verdict::Automatic,
        ("person", _) => Verdict::Person,
        (_, Some(reason)) => Verdict::Abstained(reason),
        (_, None) => return Err(rusqlite::Error::InvalidQuery),
    })
}

fn route(row: &Row<'_>) -> rusqlite::Result<Route> {
    let action: Option<String> = row.get("action")?;
    Ok(Route {
        effect: if action.is_some() { Effect::Act } else { Effect::Ask },
        queue: id(row, "queue", QueueId::new)?,
        action,
        priority: row.get("priority")?,
        due_at: TimeMs(row.get("due_at_ms")?),
        rule: row.get("rule")?,
    })
}

/// The text of a verdict and of its reason.
pub fn verdict_texts(verdict: Verdict) -> (&'static str, Option<&'static str>) {
    match verdict {
        Verdict::Automatic => ("automatic", None),
        Verdict::Abstained(reason) => ("abstained", Some(reason.as_str())),
        Verdict::Person => ("person", None),
    }
}

/// Which decisions to list; `None` matches all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DecisionFilter {
    /// Only those of this event, all revisions.
    pub event: Option<EventId>,
    /// Only `automatic`, `abstained` or `person`.
    pub verdict: Option<String>,
    /// Only those of this model.
    pub model: Option<ModelVersion>,
    /// Only those at or after.
    pub since: Option<TimeMs>,
}

impl Reader<'_> {
    /// One decision. Errors: `NotFound`.
    pub fn decision(&self, decision: &DecisionId) -> Result<DecisionRow> {
        let mut statement = self.0.prepare_cached("SELECT * FROM decisions WHERE id = :id")?;
        let found = statement.query_row(named_params! {":id": decision.as_str()}, DecisionRow::from_row).optional()?;
        found.ok_or_else(|| Error::NotFound { what: "decision", id: decision.to_string() })
    }

    /// The decision that holds for an event.
    pub fn current_decision(&self, event: &EventId) -> Result<Option<DecisionRow>> {
        let mut statement = self.0.prepare_cached(
            "SELECT *
             FROM decisions
             WHERE event_id = :event
             ORDER BY revision DESC LIMIT 1",
        )?;
        Ok(statement.query_row(named_params! {":event": event.as_str()}, DecisionRow::from_row).optional()?)
    }

    /// Oldest first, after the key of the last one seen: exports and lists walk all pages so.
    pub fn decisions_after(
        &self,
        filter: &DecisionFilter,
        after: Option<(TimeMs, &DecisionId)>,
        limit: u64,
    ) -> Result<Vec<DecisionRow>> {
        let (at_ms, decision) = after.map_or((i64::MIN, ""), |(at, decision)| (at.0, decision.as_str()));
        let mut statement = self.0.prepare_cached(
            "SELECT *
             FROM decisions                                            -- served by decisions_by_time
             WHERE (decided_at_ms, id) > (:at_ms, :id)
               AND (:event IS NULL OR event_id = :event)
               AND (:verdict IS NULL OR verdict = :verdict)
               AND (:model IS NULL OR model_version = :model)
               AND (:since_ms IS NULL OR decided_at_ms >= :since_ms)
             ORDER BY decided_at_ms, id LIMIT :limit",
        )?;
        let rows = statement.query_map(
            named_params! {
                ":at_ms": at_ms, ":id": decision, ":event": filter.event.as_ref().map(EventId::as_str),
                ":verdict": filter.verdict, ":model": filter.model.as_ref().map(ModelVersion::as_str),
                ":since_ms": filter.since.map(|since| since.0), ":limit": limit,
            },
            DecisionRow::from_row,
        )?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How many current decisions have each verdict and reason.
    pub fn decision_counts(&self) -> Result<Vec<(String, Option<String>, u64)>> {
        let mut statement = self.0.prepare_cached(
            "SELECT verdict, reason, count(*) AS n
             FROM current_decisions
             GROUP BY verdict, reason
             ORDER BY verdict, reason",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get("verdict")?, row.get("reason")?, row.get("n")?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Every decision, for verification.
    pub fn each_decision<E: From<Error>>(
        &self,
        mut visit: impl FnMut(Recorded<'_, DecisionRow>) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let mut statement = self
            .0
            .prepare_cached(
                "SELECT *, intent IS (candidates ->> '$[0].intent') AS copies_agree
                 FROM decisions
                 ORDER BY ledger_sequence",
            )
            .map_err(Error::from)?;
        let mut rows = statement.query([]).map_err(Error::from)?;
        while let Some(row) = rows.next().map_err(Error::from)? {
            let sequence = row.get("ledger_sequence").map_err(Error::from)?;
            let copies_agree = row.get("copies_agree").map_err(Error::from)?;
            visit(Recorded { sequence, row: &DecisionRow::from_row(row).map_err(Error::from)?, copies_agree })?;
        }
        Ok(())
    }

    /// Sequence of the ledger entry of a decision. Errors: `NotFound`.
    pub fn decision_sequence(&self, decision: &DecisionId) -> Result<u64> {
        let mut statement = self.0.prepare_cached("SELECT ledger_sequence FROM decisions WHERE id = :id")?;
        let found = statement.query_row(named_params! {":id": decision.as_str()}, |row| row.get(0)).optional()?;
        found.ok_or_else(|| Error::NotFound { what: "decision", id: decision.to_string() })
    }
}

impl Recorder<'_> {
    /// Writes a decision. Errors: `Conflict` when the event has that revision already.
    pub fn insert_decision(&self, entered: Entered, row: &DecisionRow) -> Result<()> {
        let decision = &row.decision;
        let (verdict, reason) = verdict_texts(decision.verdict);
        let kept: Vec<KeptCandidate> = decision
            .candidates
            .iter()
            .map(|candidate| KeptCandidate { intent: candidate.intent.to_string(), probability: candidate.probability })
            .collect();
        let mut statement = self.0.prepare_cached(
            "INSERT INTO decisions (id, event_id, revision, verdict, reason, intent, candidates, threshold, out_of_scope_score,
                                    feature_set_version, model_version, routing_policy_version, taxonomy_version, recognizer_version,
                                    earlier_contacts, rule, queue, action, priority, due_at_ms, audit_probability, audited, decided_at_ms, ledger_sequence)
             VALUES (:id, :event_id, :revision, :verdict, :reason, :intent, :candidates, :threshold, :out_of_scope_score,
                     :feature_set_version, :model_version, :routing_policy_version, :taxonomy_version, :recognizer_version,
                     :earlier_contacts, :rule, :queue, :action, :priority, :due_at_ms, :audit_probability, :audited, :decided_at_ms, :sequence)
             ON CONFLICT (event_id, revision) DO NOTHING",
        )?;
        let added = statement.execute(named_params! {
            ":id": decision.id.as_str(), ":event_id": decision.lineage.event_id.as_str(), ":revision": decision.revision,
            ":verdict": verdict, ":reason": reason, ":intent": decision.intent().map(IntentId::as_str), ":candidates": to_json(&kept),
            ":threshold": decision.threshold, ":out_of_scope_score": decision.out_of_scope_score,
            ":feature_set_version": decision.lineage.feature_set_version,
            ":model_version": decision.lineage.model_version.as_ref().map(ModelVersion::as_str),
            ":routing_policy_version": decision.lineage.routing_policy_version.as_str(),
            ":taxonomy_version": row.taxonomy_version.as_str(), ":recognizer_version": row.recognizer_version,
            ":earlier_contacts": row.earlier_contacts, ":rule": decision.route.rule, ":queue": decision.route.queue.as_str(), ":action": decision.route.action,
            ":priority": decision.route.priority, ":due_at_ms": decision.route.due_at.0,
            ":audit_probability": decision.audit_probability, ":audited": decision.audited,
            ":decided_at_ms": decision.decided_at.0, ":sequence": entered.0,
        })?;
        if added == 0 {
            return Err(Error::Conflict { what: "decision about event", id: decision.lineage.event_id.to_string() });
        }
        Ok(())
    }
}
