//! How usual a top score is among texts from the domain.
//!
//! The uncalibrated top score tells texts from outside the domain better than the probability does: softmax forgets
//! how high all scores are, and a text of unknown words has low ones throughout. Measured on out-of-scope texts kept
//! for that purpose: area under the curve .974 against .962.

use serde::{Deserialize, Serialize};

/// Quantiles of out-of-fold top scores, ascending and evenly spaced in probability; empty without folds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Scope(Vec<f32>);

/// Steps between the lowest and the highest quantile.
const STEPS: usize = 100;
/// Share of texts beyond either end of the quantiles.
const TAIL: f64 = 0.005;

impl Scope {
    /// From top scores in any order.
    pub fn of(mut tops: Vec<f32>) -> Self {
        tops.sort_by(f32::total_cmp);
        let Some(last) = tops.len().checked_sub(1) else { return Self(Vec::new()) };
        let at = |step: usize| {
            let share = TAIL + (1.0 - 2.0 * TAIL) * step as f64 / STEPS as f64;
            tops[libm::round(share * last as f64) as usize]
        };
        Self((0..=STEPS).map(at).collect())
    }

    /// What [`Scope::score`] relies on.
    pub fn is_sound(&self) -> bool {
        let Self(quantiles) = self;
        (quantiles.is_empty() || quantiles.len() == STEPS + 1)
            && quantiles.iter().all(|q| q.is_finite())
            && quantiles.is_sorted()
    }

    /// Share of texts from the domain with a higher top score, in 0–1: interpolated between quantiles, exponential
    /// beyond them, so that it never stands still. One half where nothing is known.
    pub fn score(&self, top: f64) -> f64 {
        let Self(quantiles) = self;
        let (Some(&low), Some(&high)) = (quantiles.first(), quantiles.last()) else { return 0.5 };
        let (low, high) = (f64::from(low), f64::from(high));
        if top < low {
            return 1.0 - TAIL * libm::exp(top - low);
        }
        if top >= high {
            return TAIL * libm::exp(high - top);
        }
        let above = quantiles.partition_point(|&q| f64::from(q) <= top);
        let (left, right) = (f64::from(quantiles[above - 1]), f64::from(quantiles[above]));
        let step = (above - 1) as f64 + (top - left) / (right - left);
        1.0 - TAIL - (1.0 - 2.0 * TAIL) * step / STEPS as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_higher_score_is_less_out_of_scope() {
        let scope = Scope::of((0..1000).map(|i| (i % 500) as f32 / 100.0).collect());
        assert!(scope.is_sound());
        let scores: Vec<f64> = (-100..700).map(|i| scope.score(f64::from(i) / 100.0)).collect();
        assert!(scores.is_sorted_by(|a, b| a > b), "never stands still");
        assert!(scores.iter().all(|s| (0.0..=1.0).contains(s)), "it is a share");
        assert!((scope.score(2.5) - 0.5).abs() < 0.01, "half of the texts are above the median");
    }

    #[test]
    fn nothing_known_or_all_alike() {
        assert_eq!(Scope::of(vec![]).score(3.0), 0.5);
        let alike = Scope::of(vec![1.0; 7]);
        assert!(alike.score(0.9) > 0.99 && alike.score(1.1) < 0.01, "{alike:?}");
    }
}
