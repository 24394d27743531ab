//! A share with how sure it is: the only form in which a rate leaves the engine.

use statrs::distribution::{Beta, ContinuousCDF};

/// Confidence of every two-sided interval that is shown, as a share.
pub const CONFIDENCE: f64 = 0.95;

/// A share with its interval and the number of cases it rests on.
///
/// `value`, `low` and `high` are shares in 0–1; with `n` = 0 nothing is known: `value` is absent and the interval
/// is 0–1. For differences of rates the three are in −1–1.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Rate {
    /// The share itself.
    pub value: Option<f64>,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
    /// Cases.
    pub n: u64,
}

impl Rate {
    /// `successes` of `n` with the two-sided exact interval of Clopper and Pearson (1934) at [`CONFIDENCE`].
    ///
    /// Panics in debug builds if `successes > n`, which no caller's input can bring about.
    pub fn exact(successes: u64, n: u64) -> Self {
        debug_assert!(successes <= n, "a part cannot exceed the whole");
        if n == 0 {
            return Self { value: None, low: 0.0, high: 1.0, n };
        }
        let tail = (1.0 - CONFIDENCE) / 2.0;
        let low = 1.0 - binomial_upper_bound(n - successes, n, tail);
        let high = binomial_upper_bound(successes, n, tail);
        Self { value: Some(successes as f64 / n as f64), low: low.max(0.0), high, n }
    }
}

/// Upper end of the one-sided exact interval for a share: the largest p for which seeing `events` or fewer of `n`
/// still has probability `delta`. 1 when `events == n`.
///
/// Clopper and Pearson, *The use of confidence or fiducial limits*, 1934: the 1 − `delta` quantile of
/// Beta(events + 1, n − events).
pub fn binomial_upper_bound(events: u64, n: u64, delta: f64) -> f64 {
    if events >= n {
        return 1.0;
    }
    let beta = Beta::new(events as f64 + 1.0, (n - events) as f64).expect("both parameters are at least one");
    beta.inverse_cdf(1.0 - delta)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_seen_says_nothing() {
        assert_eq!(Rate::exact(0, 0), Rate { value: None, low: 0.0, high: 1.0, n: 0 });
    }

    #[test]
    fn the_ends_are_exact() {
        let none = Rate::exact(0, 10);
        assert_eq!(none.low, 0.0, "a share cannot be below zero");
        // 1 − .025^(1/10), by hand.
        assert!((none.high - 0.308_497_1).abs() < 1e-6, "{none:?}");
        let all = Rate::exact(10, 10);
        assert_eq!(all.high, 1.0);
        assert!((all.low - 0.691_502_9).abs() < 1e-6, "{all:?}");
    }

    #[test]
    fn without_an_error_149_cases_are_the_least_for_two_percent() {
        assert!(binomial_upper_bound(0, 149, 0.05) <= 0.02, ".05^(1/149) is above .98");
        assert!(binomial_upper_bound(0, 148, 0.05) > 0.02);
    }
}
