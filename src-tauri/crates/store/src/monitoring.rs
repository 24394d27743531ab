//! How the installation does: counts over a span of time, for the screen that watches.

use countersign_domain::TimeMs;
use rusqlite::named_params;

use crate::{Reader, Result};

/// What waits for people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WaitingRow {
    /// Items.
    pub items: u64,
    /// Of them: past their due time.
    pub overdue: u64,
    /// When the oldest of them was decided to wait; `None` when nothing waits.
    pub oldest: Option<TimeMs>,
    /// When the next one is due; `None` when nothing waits.
    pub next_due: Option<TimeMs>,
}

/// One span of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpanRow {
    /// Its beginning.
    pub from: TimeMs,
    /// Events that the engine decided in it.
    pub decided: u64,
    /// Of them: routed without a person.
    pub automatic: u64,
}

impl Reader<'_> {
    /// What waits for people now.
    pub fn waiting_now(&self, now: TimeMs) -> Result<WaitingRow> {
        let mut statement = self.0.prepare_cached(
            "SELECT count(*) AS items, count(*) FILTER (WHERE i.due_at_ms < :now_ms) AS overdue,
                    min(i.due_at_ms) AS next_due_ms, min(d.decided_at_ms) AS oldest_ms
             FROM review_items i JOIN decisions d ON d.id = i.decision_id
             WHERE i.state = 'pending'",
        )?;
        let row = statement.query_row(named_params! {":now_ms": now.0}, |row| {
            Ok(WaitingRow {
                items: row.get("items")?,
                overdue: row.get("overdue")?,
                oldest: row.get::<_, Option<i64>>("oldest_ms")?.map(TimeMs),
                next_due: row.get::<_, Option<i64>>("next_due_ms")?.map(TimeMs),
            })
        })?;
        Ok(row)
    }

    /// Events that came in since.
    pub fn received_since(&self, since: TimeMs) -> Result<u64> {
        let mut statement = self
            .0
            .prepare_cached("SELECT count(*) FROM events INDEXED BY events_facts WHERE received_at_ms >= :since_ms")?;
        Ok(statement.query_row(named_params! {":since_ms": since.0}, |row| row.get(0))?)
    }

    /// Milliseconds from coming in to the engine's first word, of everything it decided since; shortest first.
    pub fn latencies_ms(&self, since: TimeMs) -> Result<Vec<i64>> {
        let mut statement = self.0.prepare_cached(
            "SELECT d.decided_at_ms - (SELECT e.received_at_ms FROM events e INDEXED BY events_facts WHERE e.id = d.event_id)
             FROM decisions d                                          -- served by decisions_by_time
             WHERE d.decided_at_ms >= :since_ms AND d.revision = 1
             ORDER BY 1",
        )?;
        let rows = statement.query_map(named_params! {":since_ms": since.0}, |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Milliseconds from being decided to wait to a person's answer, of what was answered since; shortest first.
    pub fn answer_times_ms(&self, since: TimeMs) -> Result<Vec<i64>> {
        let mut statement = self.0.prepare_cached(
            "SELECT p.decided_at_ms - d.decided_at_ms
             FROM decisions p                                          -- served by decisions_by_time
                  JOIN decisions d ON d.event_id = p.event_id AND d.revision = p.revision - 1
             WHERE p.decided_at_ms >= :since_ms AND p.verdict = 'person'
             ORDER BY 1",
        )?;
        let rows = statement.query_map(named_params! {":since_ms": since.0}, |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What the engine decided since, in spans of `length_ms` counted from 1970; spans without any are left out.
    pub fn spans(&self, since: TimeMs, length_ms: i64) -> Result<Vec<SpanRow>> {
        let mut statement = self.0.prepare_cached(
            "SELECT d.decided_at_ms / :length_ms * :length_ms AS from_ms, count(*) AS decided,
                    count(*) FILTER (WHERE d.verdict = 'automatic') AS automatic
             FROM decisions d                                          -- served by decisions_by_time
             WHERE d.decided_at_ms >= :since_ms AND d.revision = 1
             GROUP BY from_ms
             ORDER BY from_ms",
        )?;
        let rows = statement.query_map(named_params! {":since_ms": since.0, ":length_ms": length_ms}, |row| {
            Ok(SpanRow {
                from: TimeMs(row.get("from_ms")?),
                decided: row.get("decided")?,
                automatic: row.get("automatic")?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
