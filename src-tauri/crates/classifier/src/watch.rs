//! Whether the promise still holds, asked after every answer for ever without using up confidence.
//!
//! Takes the answers to a random sample of automatic decisions, one at a time: wrong or not. While the share of wrong
//! ones is at most α, a gambler who bets on more cannot hope to win: capital that is multiplied by 1 + λ (x − α) at
//! each answer is a supermartingale for every 0 ≤ λ < 1/α, so it ever reaches 1/δ with probability at most δ (Ville's
//! inequality; the bets are those of Waudby-Smith, Ramdas, *Estimating means of bounded random variables by betting*,
//! 2023). When it does, the promise is withdrawn.
//!
//! Two mixtures make it quick without knowing what will come, and both keep the inequality: over the stake λ
//! ([`STAKES`]), and over the answer after which the bet begins ([`BLOCK`], [`BLOCKS`]; Shin, Ramdas, Rinaldo,
//! *E-detectors*, 2023), so that a long quiet time before a shift does not have to be made up for. Deliberately absent:
//! which decisions are sampled, and what withdrawing means.

use libm::{exp, log, log1p};

/// Stakes, as shares of the largest that cannot lose everything, 1/α.
const STAKES: [f64; 6] = [0.02, 0.06, 0.15, 0.3, 0.5, 0.75];
/// A new bet begins every so many answers …
const BLOCK: u64 = 20;
/// … with the same part of the money for so many bets; the next as many share half of what is left, and so on.
const BLOCKS: u64 = 256;

/// The capital of all bets.
#[derive(Debug, Clone, PartialEq)]
pub struct Watch {
    alpha: f64,
    delta: f64,
    /// Money of all bets with a stake that have begun.
    capital: [f64; STAKES.len()],
    /// Money that has not begun.
    kept: f64,
    /// ln of the largest capital so far.
    peak: f64,
    answers: u64,
    wrong: u64,
}

impl Watch {
    /// Watches the promise of at most `alpha` errors; it is ever withdrawn wrongly with probability at most `delta`.
    pub fn new(alpha: f64, delta: f64) -> Self {
        Self { alpha, delta, capital: [0.0; STAKES.len()], kept: 1.0, peak: 0.0, answers: 0, wrong: 0 }
    }

    /// Takes one answer about a decision drawn at random from the automatic ones.
    pub fn observe(&mut self, is_wrong: bool) {
        if self.answers.is_multiple_of(BLOCK) {
            let block = self.answers / BLOCK;
            let begins = exp(-((block / BLOCKS + 1) as f64) * std::f64::consts::LN_2) / BLOCKS as f64;
            self.kept -= begins;
            self.capital.iter_mut().for_each(|capital| *capital += begins / STAKES.len() as f64);
        }
        self.answers += 1;
        self.wrong += u64::from(is_wrong);
        let gain = if is_wrong { 1.0 - self.alpha } else { -self.alpha };
        for (capital, stake) in self.capital.iter_mut().zip(STAKES) {
            // The ceiling is far beyond any δ; it keeps the sum a number.
            *capital = (*capital * (1.0 + stake / self.alpha * gain)).min(1e100);
        }
        self.peak = self.peak.max(log(self.capital()));
    }

    fn capital(&self) -> f64 {
        self.kept.max(0.0) + self.capital.iter().sum::<f64>()
    }

    /// Whether the evidence has turned against the promise; once true it stays true.
    pub fn is_broken(&self) -> bool {
        self.peak >= -log(self.delta)
    }

    /// How far the evidence has come towards breaking it, in 0–1.
    pub fn evidence(&self) -> f64 {
        (self.peak / -log(self.delta)).clamp(0.0, 1.0)
    }

    /// Answers so far.
    pub fn answers(&self) -> u64 {
        self.answers
    }

    /// Wrong ones among them.
    pub fn wrong(&self) -> u64 {
        self.wrong
    }
}

/// An interval for the share of errors that holds after every answer at once with confidence 1 − `delta`: all shares
/// against which none of two families of bets, on more and on less, has ever won 1/δ times its money, δ split evenly.
/// Shares are looked at in steps of 1/1000. `answers`: wrong or not, in the order in which they came.
pub fn confidence_sequence(answers: &[bool], delta: f64) -> (f64, f64) {
    let limit = -log(delta / 2.0);
    let survives = |share: f64| {
        let mut above = [0.0f64; STAKES.len()];
        let mut below = [0.0f64; STAKES.len()];
        for &wrong in answers {
            for (stake, (more, less)) in STAKES.iter().zip(above.iter_mut().zip(below.iter_mut())) {
                *more += log1p(if wrong { stake / share * (1.0 - share) } else { -stake });
                *less += log1p(if wrong { -stake } else { stake / (1.0 - share) * share });
            }
            if mean_exp(&above) >= limit {
                return std::cmp::Ordering::Less; // the true share is larger
            }
            if mean_exp(&below) >= limit {
                return std::cmp::Ordering::Greater;
            }
        }
        std::cmp::Ordering::Equal
    };
    let grid = 1..STEPS;
    let low = grid.clone().take_while(|&i| survives(f64::from(i) / f64::from(STEPS)).is_lt()).last();
    let high = grid.rev().take_while(|&i| survives(f64::from(i) / f64::from(STEPS)).is_gt()).last();
    (low.map_or(0.0, |i| f64::from(i) / f64::from(STEPS)), high.map_or(1.0, |i| f64::from(i) / f64::from(STEPS)))
}

/// Shares that are looked at.
const STEPS: u32 = 1000;

/// ln of the mean of exp.
fn mean_exp(logs: &[f64]) -> f64 {
    let top = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    top + log(logs.iter().map(|l| exp(l - top)).sum::<f64>() / logs.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;

    fn answers(n: usize, share: f64, seed: u64) -> impl Iterator<Item = bool> {
        let mut rng = Rng::new(seed, 9);
        (0..n).map(move |_| (rng.next() >> 11) as f64 / (1u64 << 53) as f64 <= share)
    }

    #[test]
    fn money_begins_as_one_and_is_never_more_than_was_kept() {
        let mut watch = Watch::new(0.02, 0.05);
        assert!(!watch.is_broken() && watch.capital() == 1.0);
        for _ in 0..100_000 {
            watch.observe(false);
        }
        assert!(watch.kept >= 0.0 && watch.kept < 1e-3, "nearly all has begun: {}", watch.kept);
        assert!(!watch.is_broken() && watch.capital() < 1.0, "nothing wrong never breaks it");
        let mut bad = Watch::new(0.02, 0.05);
        (0..10_000).for_each(|_| bad.observe(true));
        assert!(bad.is_broken() && bad.evidence() == 1.0 && bad.wrong() == 10_000);
    }

    #[test]
    fn the_interval_holds_the_share_at_all_times() {
        let runs = 100;
        let missed = (0..runs)
            .filter(|&seed| {
                let all: Vec<bool> = answers(600, 0.03, seed).collect();
                let (low, high) = confidence_sequence(&all, 0.05);
                !(low..=high).contains(&0.03)
            })
            .count();
        assert!(missed <= 5, "{missed} of {runs}");
        assert_eq!(confidence_sequence(&[], 0.05), (0.0, 1.0));
        let (low, high) = confidence_sequence(&vec![false; 300], 0.05);
        assert!(low == 0.0 && high < 0.05, "{low}–{high}");
    }
}
