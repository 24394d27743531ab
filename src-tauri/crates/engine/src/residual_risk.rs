//! Residual risk: how many identifiers nobody found, per week and channel, by estimate.
//!
//! Reads receipts, which say for each token which of two detectors saw it; text is not looked at. Cells of few people
//! are withheld. Deliberately absent: the estimate itself (`privacy::risk`), and any claim that text names nobody.

use std::collections::BTreeMap;

use countersign_domain::{Actor, Channel, Detectors, EntityType, TimeMs};
use countersign_privacy::risk::{CONDITIONS, Kind, Missed, Sightings, missed_of_all};
use countersign_privacy::small_cells::{LEAST_PEOPLE, shown};
use countersign_rules::authorization::Capability;
use serde::Serialize;

use crate::{Engine, Error};

/// Milliseconds of a week; weeks begin on Monday, the day of the epoch was a Thursday.
const WEEK_MS: i64 = 7 * 86_400_000;
const MONDAY_MS: i64 = 4 * 86_400_000;

/// What to report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResidualRiskRequest {
    /// Only weeks from the one in which this moment lies.
    pub since: TimeMs,
    /// Cells with fewer people are withheld.
    pub least_people: u64,
}

impl Default for ResidualRiskRequest {
    /// All weeks, at least five people.
    fn default() -> Self {
        Self { since: TimeMs(i64::MIN), least_people: LEAST_PEOPLE }
    }
}

/// What was found, and what was missed by estimate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Remaining {
    /// Identifiers found and masked.
    pub found: u64,
    /// Of them, those whose form only one detector knows: nothing is estimated from them.
    pub not_estimated: u64,
    /// Who saw how many, by kind.
    pub seen: BTreeMap<Kind, Sightings>,
    /// By estimate, kind by kind; absent where the detectors met too rarely to say.
    pub missed_by_kind: BTreeMap<Kind, Option<Missed>>,
    /// By estimate over the kinds that have one.
    pub missed: Option<Missed>,
}

impl Remaining {
    /// What counts of types and detectors say; `None`: the detectors were not noted.
    pub(crate) fn of(counts: impl IntoIterator<Item = (EntityType, Option<Detectors>, u64)>) -> Self {
        let (mut found, mut not_estimated) = (0, 0);
        let mut seen: BTreeMap<Kind, Sightings> = BTreeMap::new();
        for (entity_type, seen_by, n) in counts {
            found += n;
            match (Kind::of(entity_type), seen_by) {
                (Some(kind), Some(seen_by)) => seen.entry(kind).or_default().add(seen_by, n),
                _ => not_estimated += n,
            }
        }
        let missed_by_kind = seen.iter().map(|(kind, seen)| (*kind, seen.missed())).collect();
        let missed = missed_of_all(seen.values());
        Self { found, not_estimated, seen, missed_by_kind, missed }
    }
}

/// One channel in one week.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RiskCell {
    /// The Monday with which the week begins, midnight UTC.
    pub week_ms: i64,
    /// By which way.
    pub channel: Channel,
    /// People who wrote.
    pub people: u64,
    /// Events.
    pub events: u64,
    /// What remains in them.
    #[serde(flatten)]
    pub remaining: Remaining,
}

/// The residual risk of a workspace.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ResidualRisk {
    /// Oldest week first.
    pub cells: Vec<RiskCell>,
    /// All shown cells together.
    pub total: Remaining,
    /// Cells of fewer people, which are in no figure.
    pub withheld: u64,
    /// How few people a cell may speak of.
    pub least_people: u64,
    /// What the estimate rests on.
    pub conditions: [&'static str; 4],
}

/// Counts of a cell by type and detectors.
type Counts = BTreeMap<(EntityType, Option<Detectors>), u64>;

impl Engine {
    /// How many identifiers were missed, by estimate, per week and channel. Weeks are whole whatever `since` says, so
    /// that no difference of two reports speaks of fewer people than a cell. Errors: `NotAllowed`.
    pub fn residual_risk(&self, actor: &Actor, request: &ResidualRiskRequest) -> Result<ResidualRisk, Error> {
        let pass = self.pass(actor, Capability::MonitoringRead)?;
        let first = TimeMs(week_of(request.since.0));
        let sightings = self.read(&pass, |r| Ok(r.sightings(first, MONDAY_MS, WEEK_MS)?))?;
        let mut cells: BTreeMap<(i64, Channel), (u64, u64, Counts)> = BTreeMap::new();
        for cell in self.read(&pass, |r| Ok(r.people_by_week(first, MONDAY_MS, WEEK_MS)?))? {
            cells.insert((cell.week_ms, cell.channel), (cell.people, cell.events, Counts::new()));
        }
        for row in sightings {
            if let Some((_, _, counts)) = cells.get_mut(&(row.week_ms, row.channel)) {
                *counts.entry((row.entity_type, row.seen_by)).or_default() += row.n;
            }
        }
        let (cells, withheld) =
            shown(cells.into_iter().collect(), request.least_people.max(1), |(_, (people, ..))| *people);
        let mut all = Counts::new();
        let counts = cells.iter().flat_map(|(_, (_, _, counts))| counts);
        counts.for_each(|(what, n)| *all.entry(*what).or_default() += n);
        Ok(ResidualRisk {
            cells: cells.into_iter().map(cell_of).collect(),
            total: remaining(&all),
            withheld,
            least_people: request.least_people,
            conditions: CONDITIONS,
        })
    }
}

fn cell_of(((week_ms, channel), (people, events, counts)): ((i64, Channel), (u64, u64, Counts))) -> RiskCell {
    RiskCell { week_ms, channel, people, events, remaining: remaining(&counts) }
}

fn remaining(counts: &Counts) -> Remaining {
    Remaining::of(counts.iter().map(|((entity_type, seen_by), n)| (*entity_type, *seen_by, *n)))
}

/// The Monday of a moment.
fn week_of(at_ms: i64) -> i64 {
    at_ms.saturating_sub(at_ms.saturating_sub(MONDAY_MS).rem_euclid(WEEK_MS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_begin_on_monday() {
        const MONDAY: i64 = 1_772_409_600_000; // 2026-03-02T00:00:00Z
        for at in [MONDAY, MONDAY + 1, MONDAY + WEEK_MS - 1] {
            assert_eq!(week_of(at), MONDAY, "{at}");
        }
        assert_eq!(week_of(MONDAY - 1), MONDAY - WEEK_MS);
        assert!(week_of(-1) < 0, "before the epoch as well");
    }

    #[test]
    fn forms_that_one_detector_knows_are_counted_and_not_estimated() {
        let remaining = Remaining::of([
            (EntityType::EmailAddress, Some(Detectors::Rules), 40),
            (EntityType::Person, Some(Detectors::Both), 60),
            (EntityType::Person, Some(Detectors::Tagger), 6),
            (EntityType::Person, Some(Detectors::Rules), 4),
            (EntityType::Person, None, 7),
        ]);
        assert_eq!((remaining.found, remaining.not_estimated), (117, 47));
        let missed = remaining.missed.expect("both saw sixty names");
        assert!((missed.value - 24.0 / 61.0).abs() < 1e-12 && missed.share.n == 70, "{missed:?}");
    }
}
