//! A share with how sure it is: the only form in which a rate leaves the engine.

use libm::{exp, lgamma, log, log1p};

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
/// Clopper and Pearson, *The use of confidence or fiducial limits*, 1934. Newton's method on the logarithm of the
/// tail, inside a bracket that bisection narrows. Elementary functions come from `libm`, so that the bound, and the
/// bundles that hold it, have the same bytes on every machine.
pub fn binomial_upper_bound(events: u64, n: u64, delta: f64) -> f64 {
    if events >= n {
        return 1.0;
    }
    let aim = log(delta);
    let (mut low, mut high) = (0.0, 1.0);
    let mut p = (events as f64 + 1.0) / (n as f64 + 1.0);
    for _ in 0..200 {
        let (tail, slope) = lower_tail(events, n, p);
        let gap = log(tail) - aim;
        *if gap > 0.0 { &mut low } else { &mut high } = p;
        let newton = p - gap * tail / slope;
        let next = if newton > low && newton < high { newton } else { f64::midpoint(low, high) };
        let settled = (next - p).abs() <= 1e-15 * p;
        p = next;
        if settled {
            break;
        }
    }
    p
}

/// Smallest term, as a share of the sum, that is still added.
const NEGLIGIBLE: f64 = 1e-17;

/// P(Binomial(`n`, `p`) ≤ `events`) and its derivative in `p`, for `events` < `n` and 0 < `p` < 1.
fn lower_tail(events: u64, n: u64, p: f64) -> (f64, f64) {
    let (e, m) = (events as f64, n as f64);
    let ln_choose = lgamma(m + 1.0) - lgamma(e + 1.0) - lgamma(m - e + 1.0);
    let at_events = exp(ln_choose + e * log(p) + (m - e) * log1p(-p));
    let slope = -(m - e) / (1.0 - p) * at_events;
    let odds = p / (1.0 - p);
    // From here on terms fall in the direction of the sum, which is the shorter side of the distribution.
    let tail = if e < m * p {
        let steps = (0..=events).rev().scan(at_events, |term, k| {
            let now = *term;
            *term *= k as f64 / (m - k as f64 + 1.0) / odds;
            Some(now)
        });
        sum_until_negligible(steps)
    } else {
        let first = at_events * (m - e) / (e + 1.0) * odds;
        let steps = (events + 1..=n).scan(first, |term, k| {
            let now = *term;
            *term *= (m - k as f64) / (k as f64 + 1.0) * odds;
            Some(now)
        });
        1.0 - sum_until_negligible(steps)
    };
    (tail.max(f64::MIN_POSITIVE), slope.min(-f64::MIN_POSITIVE))
}

fn sum_until_negligible(terms: impl Iterator<Item = f64>) -> f64 {
    let mut sum = 0.0;
    for term in terms {
        sum += term;
        if term <= NEGLIGIBLE * sum {
            break;
        }
    }
    sum
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
    fn the_bound_is_where_the_tail_is_delta() {
        for n in [1, 2, 7, 149, 3080, 100_003, 2_000_000] {
            for share in [0.0, 0.001, 0.02, 0.5, 0.97, 1.0] {
                let events = ((n as f64 * share) as u64).min(n - 1);
                for delta in [1e-6, 0.025, 0.05, 0.3, 0.9] {
                    let bound = binomial_upper_bound(events, n, delta);
                    let (tail, slope) = lower_tail(events, n, bound);
                    // Near one the next number up is far away for a tail that falls steeply.
                    let step = slope.abs() * 1e-14;
                    assert!(
                        (tail - delta).abs() < 1e-6 * delta + step,
                        "{events} of {n}, δ {delta}: {tail} at {bound}"
                    );
                }
            }
        }
    }

    #[test]
    fn without_an_error_149_cases_are_the_least_for_two_percent() {
        assert!(binomial_upper_bound(0, 149, 0.05) <= 0.02, ".05^(1/149) is above .98");
        assert!(binomial_upper_bound(0, 148, 0.05) > 0.02);
    }
}
