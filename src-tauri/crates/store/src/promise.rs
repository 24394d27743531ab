//! What the watch over the promise and the what-if read: answers to the random sample, and how much came in.

use std::collections::BTreeMap;

use countersign_domain::TimeMs;
use rusqlite::named_params;

use crate::{Reader, Result};

/// What came in since some time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Arrivals {
    /// First decisions of the engine by reason; no reason: automatic.
    pub by_reason: BTreeMap<Option<String>, u64>,
    /// When the first of them was made.
    pub first_at: Option<TimeMs>,
}

impl Reader<'_> {
    /// Ledger sequence since which the same model acts under the same policy without having been paused.
    pub fn promise_since(&self) -> Result<u64> {
        let mut statement = self.0.prepare_cached(
            "SELECT coalesce(max(sequence), 0) FROM (
                 SELECT max(ledger_sequence) AS sequence FROM deployments
                 UNION ALL SELECT max(ledger_sequence) FROM pauses WHERE kind = 'resumed'
                 UNION ALL SELECT max(ledger_sequence) FROM policy_activations WHERE kind = 'routing')",
        )?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// Answers to automatic decisions of the random sample that were made after `since` (a ledger sequence), in the
    /// order of the answers: whether the person chose another intent.
    pub fn audited_answers(&self, since: u64) -> Result<Vec<bool>> {
        let mut statement = self.0.prepare_cached(
            "SELECT l.intent IS NOT d.intent AS wrong
             FROM current_labels l JOIN decisions d ON d.event_id = l.event_id
             WHERE l.provenance = 'audited' AND d.audited = 1 AND d.verdict = 'automatic' AND d.ledger_sequence > :since
               AND d.revision = (SELECT max(e.revision) FROM decisions e
                                 WHERE e.event_id = l.event_id AND e.verdict = 'automatic' AND e.ledger_sequence < l.ledger_sequence)
             ORDER BY l.ledger_sequence",
        )?;
        Ok(statement
            .query_map(named_params! {":since": since}, |row| row.get("wrong"))?
            .collect::<rusqlite::Result<_>>()?)
    }

    /// First decisions of the engine at or after `since`.
    pub fn arrivals(&self, since: TimeMs) -> Result<Arrivals> {
        let mut statement = self.0.prepare_cached(
            "SELECT reason, count(*) AS n, min(decided_at_ms) AS first_at_ms
             FROM decisions                                            -- served by decisions_by_time
             WHERE decided_at_ms >= :since_ms AND revision = 1
             GROUP BY reason",
        )?;
        let mut arrivals = Arrivals::default();
        let mut rows = statement.query(named_params! {":since_ms": since.0})?;
        while let Some(row) = rows.next()? {
            arrivals.by_reason.insert(row.get("reason")?, row.get("n")?);
            let first = TimeMs(row.get("first_at_ms")?);
            arrivals.first_at = Some(arrivals.first_at.map_or(first, |earlier| TimeMs(earlier.0.min(first.0))));
        }
        Ok(arrivals)
    }
}
