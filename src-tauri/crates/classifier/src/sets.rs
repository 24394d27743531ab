//! Prediction sets: one to three intents that hold the right one with a stated probability (split conformal
//! prediction; Vovk, Gammerman, Shafer, *Algorithmic Learning in a Random World*, 2005).
//!
//! Takes records of labelled texts, gives for each intent the least probability with which it joins a set: of n
//! records whose label got probability p, the ⌈(n + 1)(1 − level)⌉-th smallest complement 1 − p decides, so that a new
//! text's own label joins with probability at least `level`. Intents with enough records have a limit of their own
//! (label-conditional: the promise then holds for texts of that intent), the others share one. Sets are cut to
//! [`LARGEST_SET`], since nobody reads more; what that costs is in the stated coverage, which is counted on the
//! records after the cut.

use crate::records::{Record, Records};
use countersign_domain::Rate;

/// Most intents of a set.
pub const LARGEST_SET: usize = 3;
/// Probability that a set holds the right intent, before it is cut (a setting).
pub const LEVEL: f64 = 0.95;
/// Fewest records of an intent with a limit of its own: with fewer the limit is one of the worst two or three.
const ENOUGH: usize = 60;

/// From which probability on each intent joins a set.
#[derive(Debug, Clone, PartialEq)]
pub struct Sets {
    /// Level that was aimed at, in 0–1.
    pub level: f64,
    /// Per intent, in 0–1.
    pub limits: Vec<f64>,
    /// Intents with a limit of their own.
    pub own: usize,
    /// Share of the records whose set, cut as it is shown, holds the label.
    pub coverage: Rate,
    /// Mean size of those sets.
    pub mean_size: f64,
}

impl Sets {
    /// Limits for `intents` intents from records, aiming at `level`.
    pub fn of(records: &Records, intents: usize, level: f64) -> Self {
        let known: Vec<&Record> = records.rows.iter().filter(|row| row.truth.is_some()).collect();
        let pooled = limit(known.iter().map(|row| row.truth_probability).collect(), level);
        let mut by_intent: Vec<Vec<f64>> = vec![Vec::new(); intents];
        for row in &known {
            if let Some(list) = row.truth.and_then(|truth| by_intent.get_mut(usize::from(truth))) {
                list.push(row.truth_probability);
            }
        }
        let own = by_intent.iter().filter(|list| list.len() >= ENOUGH).count();
        let limits = by_intent.into_iter().map(|list| if list.len() >= ENOUGH { limit(list, level) } else { pooled });
        let mut sets = Self { level, limits: limits.collect(), own, coverage: Rate::exact(0, 0), mean_size: 0.0 };
        let (mut hits, mut size) = (0, 0);
        for row in &records.rows {
            let candidates: Vec<(usize, f64)> = row.candidates.iter().map(|&(intent, p)| (intent.into(), p)).collect();
            let set = sets.pick(&candidates);
            size += set.len();
            hits += u64::from(set.iter().any(|&intent| row.truth.map(usize::from) == Some(intent)));
        }
        sets.coverage = Rate::exact(hits, records.rows.len() as u64);
        sets.mean_size = size as f64 / records.rows.len().max(1) as f64;
        sets
    }

    /// The set among `candidates` (intent, probability; best first): those of the first [`LARGEST_SET`] that reach
    /// their limit, and the first in any case.
    pub fn pick(&self, candidates: &[(usize, f64)]) -> Vec<usize> {
        let joins = |(place, (intent, probability)): &(usize, &(usize, f64))| {
            *place == 0 || self.limits.get(*intent).is_some_and(|limit| probability >= limit)
        };
        candidates.iter().take(LARGEST_SET).enumerate().filter(joins).map(|(_, &(intent, _))| intent).collect()
    }
}

/// The least probability with which an intent joins: one minus the conformal quantile of the complements; zero, that
/// is always, where there are too few for the level.
fn limit(mut probabilities: Vec<f64>, level: f64) -> f64 {
    probabilities.sort_by(f64::total_cmp);
    let rank = libm::ceil((probabilities.len() + 1) as f64 * level - 1e-9) as usize;
    match probabilities.len().checked_sub(rank) {
        Some(place) => probabilities[place],
        None => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(probabilities: &[f64], truth: u16) -> Records {
        let row = |&p: &f64| Record {
            candidates: vec![(truth, p)],
            truth: Some(truth),
            truth_probability: p,
            out_of_scope_score: 0.5,
            groups: Vec::new(),
        };
        Records { groups: Vec::new(), rows: probabilities.iter().map(row).collect() }
    }

    #[test]
    fn limits_by_hand() {
        let nineteen: Vec<f64> = (1..=19).map(|i| f64::from(i) / 20.0).collect();
        // ⌈20 · .95⌉ = 19: the largest complement, so the smallest probability.
        assert_eq!(Sets::of(&records(&nineteen, 0), 2, 0.95).limits, [0.05, 0.05]);
        // ⌈20 · .9⌉ = 18.
        assert_eq!(Sets::of(&records(&nineteen, 0), 2, 0.9).limits, [0.1, 0.1]);
        assert_eq!(Sets::of(&records(&nineteen[..18], 0), 1, 0.95).limits, [0.0], "18 are too few for 95 %");
        assert_eq!(Sets::of(&records(&[], 0), 1, 0.95).limits, [0.0]);
        let many: Vec<f64> = (0..60).map(|i| 0.4 + f64::from(i) / 100.0).collect();
        let sets = Sets::of(&records(&many, 1), 2, 0.95);
        assert_eq!((sets.own, sets.limits[1]), (1, many[2]), "⌈61 · .95⌉ = 58, the third smallest of 60");
    }

    /// `tests/fixtures/classifier/conformal.py` says how MAPIE was asked.
    #[test]
    fn limits_are_those_of_mapie() {
        let text = include_str!("../../../../tests/fixtures/classifier/conformal.json");
        let expected: serde_json::Value = serde_json::from_str(text).expect("the fixture is JSON");
        let numbers = |value: &serde_json::Value| -> Vec<f64> {
            value.as_array().expect("a list").iter().map(|x| x.as_f64().expect("a number")).collect()
        };
        for case in expected["cases"].as_array().expect("a list") {
            let level = case["level"].as_f64().expect("a share");
            let limit = Sets::of(&records(&numbers(&case["label_probability"]), 0), 1, level).limits[0];
            let (fresh, sets) = (case["fresh"].as_array().expect("rows"), case["sets"].as_array().expect("rows"));
            for (row, set) in fresh.iter().zip(sets) {
                let ours: Vec<f64> = numbers(row).iter().map(|&p| f64::from(u8::from(p >= limit))).collect();
                assert_eq!(ours, numbers(set), "level {level}, probabilities {row}");
            }
        }
    }

    #[test]
    fn a_set_has_one_to_three() {
        let sets =
            Sets { level: 0.9, limits: vec![0.3, 0.1, 0.1, 0.0], own: 0, coverage: Rate::exact(0, 0), mean_size: 0.0 };
        let check = |candidates: &[(usize, f64)], expected: &[usize]| assert_eq!(sets.pick(candidates), expected);
        check(&[(0, 0.2), (1, 0.09)], &[0]);
        check(&[(0, 0.5), (1, 0.2), (2, 0.05)], &[0, 1]);
        check(&[(0, 0.25), (1, 0.2)], &[0, 1]);
        check(&[(1, 0.4), (0, 0.2), (2, 0.15), (3, 0.1)], &[1, 2]);
        check(&[(0, 0.4)], &[0]);
        check(&[], &[]);
    }
}
