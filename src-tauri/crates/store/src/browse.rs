//! Decisions as people look through them: newest first by any filter, and counted.
//!
//! Filters are answered from `decisions_by_time` and `events_facts` alone, so that rows are read only for what is shown.

use countersign_domain::{Channel, DecisionId, EventId, IntentId, ModelVersion, PolicyVersion, QueueId, TimeMs};
use rusqlite::{Row, ToSql, named_params};

use crate::decisions::DecisionRow;
use crate::row::closed;
use crate::{Reader, Result};

/// Which decisions a person looks at; `None` matches all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Browse {
    /// Only `automatic`, `abstained` or `person`.
    pub verdict: Option<String>,
    /// Only those left to a person for this reason.
    pub reason: Option<String>,
    /// Only those of this intent.
    pub intent: Option<IntentId>,
    /// Only those routed to this queue.
    pub queue: Option<QueueId>,
    /// Only those of this model.
    pub model: Option<ModelVersion>,
    /// Only those under this routing policy.
    pub policy: Option<PolicyVersion>,
    /// Only those at or after.
    pub since: Option<TimeMs>,
    /// Only those before.
    pub until: Option<TimeMs>,
    /// Only those about events of this channel.
    pub channel: Option<Channel>,
    /// Only those about events of this segment: name and value.
    pub segment: Option<(String, String)>,
    /// Only those about this event, all revisions.
    pub event: Option<EventId>,
    /// Only automatic ones that a person judged in the random stratum: right (`true`) or wrong. They are listed though a
    /// person's decision has superseded them. Without it only the decision that holds for an event is listed.
    pub judged: Option<bool>,
    /// The engine's last word about each event, also where a person has answered since.
    pub own_word: bool,
}

/// A decision in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct BrowsedRow {
    /// The decision.
    pub row: DecisionRow,
    /// Channel of its event.
    pub channel: Channel,
}

/// Decisions that are alike in what most filters ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlikeRow {
    /// `automatic`, `abstained` or `person`.
    pub verdict: String,
    /// Why it was left to a person.
    pub reason: Option<String>,
    /// The most probable intent, or the person's.
    pub intent: Option<IntentId>,
    /// Queue.
    pub queue: QueueId,
    /// How many.
    pub n: u64,
}

/// The condition of every query here. What the index answers stands first; subqueries run for what is left.
const MATCHES: &str = "
    (:since_ms IS NULL OR d.decided_at_ms >= :since_ms) AND (:until_ms IS NULL OR d.decided_at_ms < :until_ms)
    AND (:verdict IS NULL OR d.verdict = :verdict) AND (:reason IS NULL OR d.reason = :reason)
    AND (:intent IS NULL OR d.intent = :intent) AND (:queue IS NULL OR d.queue = :queue)
    AND (:event IS NULL OR d.event_id = :event)
    AND (:model IS NULL OR d.model_version = :model) AND (:policy IS NULL OR d.routing_policy_version = :policy)
    AND (:channel IS NULL OR :channel = (SELECT e.channel FROM events e INDEXED BY events_facts WHERE e.id = d.event_id))
    AND (:segment IS NULL OR :segment_value =
         (SELECT e.segment ->> :segment FROM events e INDEXED BY events_facts WHERE e.id = d.event_id))
    AND CASE WHEN :event IS NOT NULL THEN 1
             WHEN :judged IS NULL AND :own_word
             THEN d.verdict <> 'person' AND NOT EXISTS (SELECT 1 FROM decisions r
                  WHERE r.event_id = d.event_id AND r.revision > d.revision AND r.verdict <> 'person')
             WHEN :judged IS NULL
             THEN NOT EXISTS (SELECT 1 FROM decisions r WHERE r.event_id = d.event_id AND r.revision > d.revision)
             ELSE d.verdict = 'automatic' AND :judged = (SELECT l.intent IS d.intent FROM current_labels l
                  WHERE l.event_id = d.event_id AND l.provenance = 'audited') END";

/// Values of a filter under the names that `MATCHES` has for them.
struct Bound {
    segment_path: Option<String>,
    segment_value: Option<String>,
}

impl Bound {
    fn of(browse: &Browse) -> Self {
        let path = |(name, _): &(String, String)| format!("$.\"{}\"", name.replace('"', ""));
        Self {
            segment_path: browse.segment.as_ref().map(path),
            segment_value: browse.segment.as_ref().map(|(_, value)| value.clone()),
        }
    }

    fn with<'a>(
        &'a self,
        browse: &'a Browse,
        others: &[(&'a str, &'a dyn ToSql)],
    ) -> Vec<(&'a str, Box<dyn ToSql + 'a>)> {
        let text = |text: Option<&str>| Box::new(text.map(str::to_owned)) as Box<dyn ToSql>;
        let mut all: Vec<(&str, Box<dyn ToSql + 'a>)> = vec![
            (":since_ms", Box::new(browse.since.map(|since| since.0))),
            (":until_ms", Box::new(browse.until.map(|until| until.0))),
            (":verdict", text(browse.verdict.as_deref())),
            (":reason", text(browse.reason.as_deref())),
            (":intent", text(browse.intent.as_ref().map(IntentId::as_str))),
            (":queue", text(browse.queue.as_ref().map(QueueId::as_str))),
            (":event", text(browse.event.as_ref().map(EventId::as_str))),
            (":model", text(browse.model.as_ref().map(ModelVersion::as_str))),
            (":policy", text(browse.policy.as_ref().map(PolicyVersion::as_str))),
            (":channel", text(browse.channel.map(|channel| channel.as_str()))),
            (":segment", Box::new(self.segment_path.clone())),
            (":segment_value", Box::new(self.segment_value.clone())),
            (":judged", Box::new(browse.judged)),
            (":own_word", Box::new(browse.own_word)),
        ];
        all.extend(others.iter().map(|(name, value)| (*name, Box::new(*value) as Box<dyn ToSql + 'a>)));
        all
    }
}

impl Reader<'_> {
    /// Decisions that match, newest first, after the key of the last one seen.
    pub fn browse(&self, browse: &Browse, after: Option<(TimeMs, &DecisionId)>, limit: u64) -> Result<Vec<BrowsedRow>> {
        let (at_ms, id) = after.map_or((i64::MAX, ""), |(at, id)| (at.0, id.as_str()));
        let mut statement = self.0.prepare_cached(&format!(
            "SELECT d.*, (SELECT e.channel FROM events e INDEXED BY events_facts WHERE e.id = d.event_id) AS channel
             FROM decisions d                                          -- served by decisions_by_time
             WHERE (d.decided_at_ms, d.id) < (:at_ms, :id) AND {MATCHES}
             ORDER BY d.decided_at_ms DESC, d.id DESC LIMIT :limit"
        ))?;
        let bound = Bound::of(browse);
        let values = bound.with(browse, &[(":at_ms", &at_ms), (":id", &id), (":limit", &limit)]);
        let values: Vec<(&str, &dyn ToSql)> = values.iter().map(|(name, value)| (*name, value.as_ref())).collect();
        let rows = statement.query_map(values.as_slice(), browsed_from_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How many match, by verdict, reason, intent and queue.
    pub fn alike(&self, browse: &Browse) -> Result<Vec<AlikeRow>> {
        let mut statement = self.0.prepare_cached(&format!(
            "SELECT d.verdict, d.reason, d.intent, d.queue, count(*) AS n
             FROM decisions d                                          -- served by decisions_by_time
             WHERE {MATCHES}
             GROUP BY d.verdict, d.reason, d.intent, d.queue"
        ))?;
        let bound = Bound::of(browse);
        let values = bound.with(browse, &[]);
        let values: Vec<(&str, &dyn ToSql)> = values.iter().map(|(name, value)| (*name, value.as_ref())).collect();
        let rows = statement.query_map(values.as_slice(), alike_from_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Names and values of the segments that events have.
    pub fn segments(&self) -> Result<Vec<(String, String)>> {
        let mut statement = self.0.prepare_cached(
            "SELECT DISTINCT s.key AS name, s.value AS value           -- served by events_facts
             FROM (SELECT DISTINCT segment FROM events) e, json_each(e.segment) s
             ORDER BY name, value",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get("name")?, row.get("value")?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Revisions about an event, oldest first.
    pub fn revisions(&self, event: &EventId) -> Result<Vec<DecisionRow>> {
        let mut statement =
            self.0.prepare_cached("SELECT * FROM decisions WHERE event_id = :event ORDER BY revision")?;
        let rows = statement.query_map(named_params! {":event": event.as_str()}, DecisionRow::from_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn browsed_from_row(row: &Row<'_>) -> rusqlite::Result<BrowsedRow> {
    Ok(BrowsedRow { row: DecisionRow::from_row(row)?, channel: closed(row, "channel")? })
}

fn alike_from_row(row: &Row<'_>) -> rusqlite::Result<AlikeRow> {
    Ok(AlikeRow {
        verdict: row.get("verdict")?,
        reason: row.get("reason")?,
        intent: crate::row::id_or_null(row, "intent", IntentId::new)?,
        queue: crate::row::id(row, "queue", QueueId::new)?,
        n: row.get("n")?,
    })
}
