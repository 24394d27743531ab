//! A promise instead of a threshold: at most a share α of what is decided without a person is wrong, with confidence
//! 1 − δ (Learn Then Test: Angelopoulos, Bates, Candès, Jordan, Lei, *Learn then Test*, 2021).
//!
//! Takes predictions on labelled texts that neither trained nor calibrated the model, gives the loosest threshold
//! that keeps the promise, or none. Thresholds stand in a grid fixed in advance and are tested from strict to loose,
//! each at level δ (see [`Basis`]) with the exact binomial test; the first that fails ends the walk (fixed-sequence testing), so
//! the chance that any accepted threshold is wrong more often than α is at most δ.
//!
//! Where the walk begins depends on how many texts pass a threshold, not on whether they are right: at the first
//! threshold with [`start_size`] texts. Given that number, errors are binomial with the share that is tested. Had the
//! walk begun below a threshold that is already too loose, each text added since is at least as likely to be
//! wrong as the promise allows, as long as more probable texts are not wrong more often; so δ holds there too.
//!
//! Deliberately absent: thresholds per intent, channel or segment, which `promise` makes of several calls.

use countersign_domain::{Rate, binomial_upper_bound};
use libm::{exp, lgamma, log, log1p};
use serde::{Deserialize, Serialize};

/// What the outcomes are that the guarantee rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Texts that the model has not seen in any form: the promise is a theorem.
    HeldOut,
    /// Out-of-fold predictions of models that saw less than the final one: an estimate of what held-out labels
    /// would give, on the safe side as far as more labels make a better model; not a theorem.
    CrossFitted,
}

impl Basis {
    /// The level at which each threshold is tested so that the promise fails with a chance of at most `delta`.
    ///
    /// Out-of-fold predictions come from models that share most of their labels, so their errors vary together and more
    /// than independent ones: tested at δ itself, simulated promises failed somewhat more often than δ. Half of it keeps
    /// them below (`tests/promise.rs`).
    fn level(self, delta: f64) -> f64 {
        match self {
            Basis::HeldOut => delta,
            Basis::CrossFitted => delta / 2.0,
        }
    }
}

/// A threshold with what it promises.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Guarantee {
    /// Promised: at most this share of the accepted is wrong, in 0–1.
    pub alpha: f64,
    /// Chance that the promise does not hold, in 0–1.
    pub delta: f64,
    /// What it rests on.
    pub basis: Basis,
    /// Accept where the probability is at least this; absent when no threshold qualifies: then nothing is accepted.
    pub threshold: Option<f64>,
    /// Share of the outcomes that are accepted.
    pub coverage: Rate,
    /// Upper bound of the share of wrong among the accepted, at the level of the tests; 1 without a threshold.
    pub upper_bound: f64,
    /// Outcomes.
    pub n: u64,
    /// Accepted ones.
    pub accepted: u64,
    /// Wrong ones among the accepted.
    pub errors: u64,
    /// Without a threshold: labels, in all, with which one would be found if they came out like these; absent when
    /// no number would do.
    pub labels_needed: Option<u64>,
}

/// The loosest threshold that keeps `alpha` with confidence 1 − `delta`.
///
/// `outcomes`: (calibrated probability of the first choice, whether it was right), any order. `alpha` and `delta` are
/// shares in 0–1, exclusive; outside of it nothing is accepted. Probabilities that are not numbers count as zero.
pub fn guarantee(outcomes: &[(f64, bool)], alpha: f64, delta: f64, basis: Basis) -> Guarantee {
    let counts = Counts::of(outcomes);
    let level = basis.level(delta);
    let chosen = walk(&counts, alpha, level);
    let accepted = chosen.map_or(0, |at| counts.accepted[at]);
    let errors = chosen.map_or(0, |at| counts.errors[at]);
    Guarantee {
        alpha,
        delta,
        basis,
        threshold: chosen.map(threshold_at),
        coverage: Rate::exact(accepted, counts.n),
        upper_bound: chosen.map_or(1.0, |_| binomial_upper_bound(errors, accepted, level)),
        n: counts.n,
        accepted,
        errors,
        labels_needed: if chosen.is_none() { labels_needed(&counts, alpha, level) } else { None },
    }
}

/// Fewest texts of which all right keep `alpha` with confidence 1 − `delta`: ⌈ln δ / ln (1 − α)⌉.
pub fn fewest_labels(alpha: f64, delta: f64) -> Option<u64> {
    let inside = |share: f64| (SMALLEST..1.0).contains(&share);
    let sound = inside(alpha) && inside(delta);
    sound.then(|| fewest_with(0, alpha, delta))
}

/// Smallest share that can be asked for.
const SMALLEST: f64 = 1e-6;

/// Thresholds: .9995, then .999 down to .990 in steps of .001, then in steps of .005 to 0. Set in advance.
const GRID: usize = 1 + 10 + 198;

/// One threshold of the grid, strict ones first.
fn threshold_at(at: usize) -> f64 {
    match at {
        0 => 0.9995,
        1..=10 => (1000 - at) as f64 / 1000.0,
        _ => (198 - (at - 10)) as f64 / 200.0,
    }
}

/// Accepted outcomes and wrong ones among them, per threshold.
struct Counts {
    n: u64,
    accepted: Vec<u64>,
    errors: Vec<u64>,
}

impl Counts {
    fn of(outcomes: &[(f64, bool)]) -> Self {
        let (mut accepted, mut errors) = (vec![0; GRID], vec![0; GRID]);
        let grid: Vec<f64> = (0..GRID).map(threshold_at).collect();
        for &(probability, correct) in outcomes {
            let probability = if probability > 0.0 { probability } else { 0.0 }; // NaN included
            let first = grid.partition_point(|&threshold| threshold > probability);
            accepted[first] += 1;
            errors[first] += u64::from(!correct);
        }
        for at in 1..GRID {
            accepted[at] += accepted[at - 1];
            errors[at] += errors[at - 1];
        }
        Self { n: outcomes.len() as u64, accepted, errors }
    }

    /// The same shares of `total` outcomes; errors are rounded up.
    fn grown_to(&self, total: u64) -> Self {
        let factor = total as f64 / self.n as f64;
        Self {
            n: total,
            accepted: self.accepted.iter().map(|&accepted| (accepted as f64 * factor) as u64).collect(),
            errors: self.errors.iter().map(|&errors| libm::ceil(errors as f64 * factor - 1e-9) as u64).collect(),
        }
    }
}

/// Index of the loosest threshold that qualifies.
fn walk(counts: &Counts, alpha: f64, delta: f64) -> Option<usize> {
    let start = start_size(counts.n, alpha, delta)?;
    let qualifies = |at: usize| keeps(counts.errors[at], counts.accepted[at], alpha, delta);
    let begin = (0..GRID).find(|&at| counts.accepted[at] >= start)?;
    (begin..GRID).take_while(|&at| qualifies(at)).last()
}

/// Whether `errors` of `n` reject a share of errors above `alpha`: P(Binomial(n, α) ≤ errors) ≤ δ, which says the
/// same as an exact upper bound of at most α, but decides with `libm` alone and in a few steps.
fn keeps(errors: u64, n: u64, alpha: f64, delta: f64) -> bool {
    // At or above the mean half of the distribution lies below; and the terms would not fall.
    if errors as f64 >= alpha * n as f64 {
        return false;
    }
    let (e, m) = (errors as f64, n as f64);
    let ln_choose = lgamma(m + 1.0) - lgamma(e + 1.0) - lgamma(m - e + 1.0);
    let mut term = exp(ln_choose + e * log(alpha) + (m - e) * log1p(-alpha));
    let mut tail = 0.0;
    for k in (0..=errors).rev() {
        tail += term;
        // Below the mean terms fall ever faster, so what is left of them cannot count.
        if tail > delta || term < 1e-15 * tail {
            break;
        }
        let k = k as f64;
        term *= k / (m - k + 1.0) * (1.0 - alpha) / alpha;
    }
    tail <= delta
}

/// Errors that the first test of a large set may meet.
const ERRORS_AT_START: u64 = 16;

/// Texts with which the walk begins: a third of all, but at least as many as a promise needs without an error and no
/// more than it needs with [`ERRORS_AT_START`]. A first test on fewer fails by chance: where one in a hundred is wrong, two in a
/// hundred are promised and four errors may be met, every second walk ended before it began.
fn start_size(n: u64, alpha: f64, delta: f64) -> Option<u64> {
    let fewest = fewest_labels(alpha, delta)?;
    Some((n / 3).min(fewest_with(ERRORS_AT_START, alpha, delta)).max(fewest))
}

/// Fewest texts with which `errors` errors still keep the promise.
fn fewest_with(errors: u64, alpha: f64, delta: f64) -> u64 {
    let mut high = errors + 1;
    while !keeps(errors, high, alpha, delta) {
        high *= 2;
    }
    let mut low = high / 2; // does not keep it, or is zero
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if keeps(errors, middle, alpha, delta) { high = middle } else { low = middle }
    }
    high
}

/// Most labels that are ever asked for.
const LABELS_CEILING: u64 = 1_000_000;

/// Labels with which the walk would find a threshold if accepted texts and errors grew in proportion.
fn labels_needed(counts: &Counts, alpha: f64, delta: f64) -> Option<u64> {
    let fewest = fewest_labels(alpha, delta)?;
    if counts.n == 0 {
        return Some(fewest);
    }
    let would_do = |total: u64| walk(&counts.grown_to(total), alpha, delta).is_some();
    let mut high = counts.n + 1;
    while !would_do(high) {
        high = high.checked_mul(2).filter(|&high| high <= LABELS_CEILING)?;
    }
    let mut low = high / 2;
    while low >= counts.n && high - low > 1 {
        let middle = low + (high - low) / 2;
        if would_do(middle) { high = middle } else { low = middle }
    }
    Some(high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_test_says_what_the_bound_says() {
        for n in [1, 10, 149, 500, 3000, 10_003, 200_000] {
            for errors in [0, 1, 4, 17, 250, 3900] {
                for (alpha, delta) in [(0.02, 0.05), (0.01, 0.05), (0.1, 0.2), (0.5, 0.01)] {
                    let bound = binomial_upper_bound(errors, n, delta);
                    assert_eq!(keeps(errors, n, alpha, delta), bound <= alpha, "{errors} of {n}, α {alpha}, δ {delta}");
                }
            }
        }
    }

    #[test]
    fn the_grid_falls_to_zero() {
        let grid: Vec<f64> = (0..GRID).map(threshold_at).collect();
        assert!(grid.is_sorted_by(|a, b| a > b), "strict ones come first: {grid:?}");
        assert_eq!((grid[0], grid[GRID - 1]), (0.9995, 0.0));
    }
}
