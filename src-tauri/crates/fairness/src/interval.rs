//! Intervals for shares and for differences of shares.
//!
//! Takes counts and a confidence; gives both ends. Deliberately absent: the exact interval of one share, which is
//! `countersign_domain::Rate::exact`.

use statrs::distribution::{ContinuousCDF, Normal};

/// Two ends of an interval, low first.
pub type Ends = (f64, f64);

/// Upper quantile of the standard normal for a two-sided interval at `confidence` (a share in (0, 1)).
pub fn normal_quantile(confidence: f64) -> f64 {
    Normal::standard().inverse_cdf(0.5 + confidence / 2.0)
}

/// Wilson's score interval for a share, ends in 0–1; (0, 1) where `n` is 0.
///
/// Wilson, *Probable inference, the law of succession, and statistical inference*, JASA 22 (1927), without
/// continuity correction. `z` comes from [`normal_quantile`].
pub fn wilson(successes: u64, n: u64, z: f64) -> Ends {
    if n == 0 {
        return (0.0, 1.0);
    }
    let (cases, share) = (n as f64, successes as f64 / n as f64);
    let centre = share + z * z / (2.0 * cases);
    let spread = z * (share * (1.0 - share) / cases + z * z / (4.0 * cases * cases)).sqrt();
    let scale = 1.0 + z * z / cases;
    // The ends are exact where nothing or everything was seen; rounding would leave them a hair off.
    let low = if successes == 0 { 0.0 } else { (centre - spread) / scale };
    let high = if successes == n { 1.0 } else { (centre + spread) / scale };
    (low, high)
}

/// Newcombe's hybrid score interval for `first` − `second`, each (successes, n); ends in −1–1, and (−1, 1) where
/// either has no cases.
///
/// Newcombe, *Interval estimation for the difference between independent proportions: comparison of eleven methods*,
/// Statistics in Medicine 17 (1998), method 10.
pub fn newcombe(first: (u64, u64), second: (u64, u64), z: f64) -> Ends {
    if first.1 == 0 || second.1 == 0 {
        return (-1.0, 1.0);
    }
    let share = |(successes, n): (u64, u64)| successes as f64 / n as f64;
    let (p1, p2) = (share(first), share(second));
    let ((l1, u1), (l2, u2)) = (wilson(first.0, first.1, z), wilson(second.0, second.1, z));
    let below = (p1 - l1).hypot(u2 - p2);
    let above = (u1 - p1).hypot(p2 - l2);
    (p1 - p2 - below, p1 - p2 + above)
}

/// Interval for the largest difference between any two of several shares, each (successes, n): ends in 0–1.
///
/// Which groups lie farthest apart is seen only in the data, so an interval for those two alone would be too narrow.
/// Here every pair gets a Newcombe interval at 1 − (1 − `confidence`) / pairs (Bonferroni), so that with `confidence`
/// all of them hold at once; then the largest difference is at least the largest lower end and at most the largest
/// upper end. With two groups this is Newcombe's interval itself, cut at 0. `None` with fewer than two groups; a group
/// without cases leaves the upper end at 1.
pub fn largest_difference(groups: &[(u64, u64)], confidence: f64) -> Option<Ends> {
    if groups.len() < 2 {
        return None;
    }
    let pairs = groups.len() * (groups.len() - 1) / 2;
    let z = normal_quantile(1.0 - (1.0 - confidence) / pairs as f64);
    let mut ends: Ends = (0.0, 0.0);
    for (i, first) in groups.iter().enumerate() {
        for second in &groups[i + 1..] {
            let (low, high) = newcombe(*first, *second, z);
            ends = (ends.0.max(low).max(-high), ends.1.max(high).max(-low));
        }
    }
    Some((ends.0, ends.1.min(1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newcombes_own_example() {
        // 56 of 70 against 48 of 80: (0.0524, 0.3339) in the paper's table II, method 10.
        let (low, high) = newcombe((56, 70), (48, 80), normal_quantile(0.95));
        assert!((low - 0.0524).abs() < 5e-5 && (high - 0.3339).abs() < 5e-5, "got {low}, {high}");
    }

    #[test]
    fn where_nothing_or_everything_was_seen_the_end_is_exact() {
        for n in 1..5_000 {
            assert_eq!(wilson(0, n, 1.96).0, 0.0, "of {n} none: the share may be 0");
            assert_eq!(wilson(n, n, 1.96).1, 1.0, "of {n} all: the share may be 1");
        }
    }

    #[test]
    fn without_cases_nothing_is_known() {
        assert_eq!(wilson(0, 0, 1.96), (0.0, 1.0));
        assert_eq!(newcombe((0, 0), (5, 10), 1.96), (-1.0, 1.0));
        assert_eq!(largest_difference(&[(5, 10), (0, 0)], 0.95), Some((0.0, 1.0)));
        assert_eq!(largest_difference(&[(5, 10)], 0.95), None, "one group differs from nothing");
    }

    #[test]
    fn more_groups_need_wider_intervals() {
        let two = largest_difference(&[(90, 100), (50, 100)], 0.95).unwrap();
        let four = largest_difference(&[(90, 100), (50, 100), (70, 100), (70, 100)], 0.95).unwrap();
        assert!(four.0 < two.0 && four.1 > two.1, "the extremes were picked out of more: {two:?}, {four:?}");
    }
}
