//! The promise of `guarantee`: its threshold is wrong about the share of errors at most δ of the time.

#[path = "common/invented.rs"]
mod invented;

use countersign_classifier::{
    Basis, Guarantee, Silent, TrainConfig, Watch, fewest_labels, guarantee, outcomes_of, train,
};
use invented::Stream;
use proptest::prelude::*;
use serde_json::json;
use std::io::Write;

fn promise(outcomes: &[(f64, bool)], alpha: f64, delta: f64) -> Guarantee {
    guarantee(outcomes, alpha, delta, Basis::HeldOut)
}

#[test]
fn fewest_labels_by_hand() {
    for (alpha, delta, expected) in [(0.02, 0.05, 149), (0.01, 0.05, 299), (0.05, 0.1, 45)] {
        assert_eq!(fewest_labels(alpha, delta), Some(expected), "⌈ln δ / ln(1 − α)⌉ at α {alpha}, δ {delta}");
    }
    assert_eq!(fewest_labels(0.0, 0.05), None, "nobody can promise zero");
}

#[test]
fn by_hand() {
    let all_right = |n: usize| promise(&vec![(0.99, true); n], 0.02, 0.05);
    assert_eq!(all_right(148).threshold, None, "one label short");
    assert_eq!(all_right(148).labels_needed, Some(149));
    let found = all_right(149);
    assert_eq!(found.threshold, Some(0.0), "nothing stands against accepting everything");
    assert!(found.upper_bound <= 0.02 && found.coverage.value == Some(1.0) && found.errors == 0, "{found:?}");

    let nothing = promise(&[], 0.02, 0.05);
    assert_eq!((nothing.threshold, nothing.labels_needed, nothing.upper_bound), (None, Some(149), 1.0));

    let wrong = promise(&vec![(0.9, false); 1000], 0.02, 0.05);
    assert_eq!((wrong.threshold, wrong.labels_needed), (None, None), "no number of such labels would do");

    // 600 sure and right, 200 unsure and half wrong: the threshold stands between.
    let mut mixed = vec![(0.97, true); 600];
    mixed.extend((0..200).map(|i| (0.4, i % 2 == 0)));
    let found = promise(&mixed, 0.02, 0.05);
    assert!(found.threshold > Some(0.4) && found.threshold <= Some(0.97), "{found:?}");
    assert_eq!(found.coverage.value, Some(0.75));
}

/// The probability of being right for a stated probability.
type Truth = fn(f64) -> f64;

/// Share of errors among what `threshold` accepts, for stated probabilities 1 − u³/2 with u uniform: by integration.
fn risk(threshold: f64, truth: Truth) -> f64 {
    let steps = 20_000;
    let stated = (0..steps).map(|i| 1.0 - libm::pow((f64::from(i) + 0.5) / f64::from(steps), 3.0) / 2.0);
    let accepted: Vec<f64> = stated.filter(|&p| p >= threshold).collect();
    accepted.iter().map(|&p| 1.0 - truth(p)).sum::<f64>() / accepted.len().max(1) as f64
}

#[test]
fn the_promise_holds_in_simulations() {
    let (alpha, delta, runs) = (0.02, 0.05, 2000);
    let truths: [(&str, Truth); 3] =
        [("calibrated", |p| p), ("over-confident", |p| p - 0.6 * (1.0 - p)), ("just too bad everywhere", |_| 0.9799)];
    for (name, truth) in truths {
        let mut known = std::collections::BTreeMap::new();
        let mut holds =
            |threshold: f64| *known.entry(threshold.to_bits()).or_insert_with(|| risk(threshold, truth) <= alpha);
        for n in [200, 1500] {
            let mut stream = Stream(n as u64);
            let violations = (0..runs)
                .filter(|_| {
                    let outcomes: Vec<(f64, bool)> = (0..n)
                        .map(|_| {
                            let p = 1.0 - libm::pow(stream.share(), 3.0) / 2.0;
                            (p, stream.share() < truth(p))
                        })
                        .collect();
                    promise(&outcomes, alpha, delta).threshold.is_some_and(|threshold| !holds(threshold))
                })
                .count();
            let share = violations as f64 / f64::from(runs);
            // Three standard errors of a share of δ in `runs` runs.
            let most = delta + 3.0 * libm::sqrt(delta * (1.0 - delta) / f64::from(runs));
            assert!(share <= most, "{name}, n {n}: the promise failed in {share} of the runs, δ is {delta}");
        }
    }
}

/// The chance to be right at stated probabilities that are about as sharp as those of a good model of many intents:
/// 1 − u⁵ / 2 with u uniform.
fn sharp(stream: &mut Stream) -> (f64, bool) {
    let p = 1.0 - libm::pow(stream.share(), 5.0) / 2.0;
    (p, stream.share() < p)
}

/// Risk and coverage of a threshold on [`sharp`] texts: u ≤ t is accepted, and of those t⁵ / 12 is wrong.
fn sharp_truth(threshold: f64) -> (f64, f64) {
    let t = libm::pow(2.0 * (1.0 - threshold), 0.2).min(1.0);
    (libm::pow(t, 5.0) / 12.0, t)
}

/// Rounds of a long run, else `usual`.
fn rounds(usual: usize) -> usize {
    std::env::var("COUNTERSIGN_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Says a figure, and keeps it in `tests/evidence` when this is a long run.
fn keep(figures: &serde_json::Value) {
    println!("{figures}");
    if std::env::var_os("COUNTERSIGN_ROUNDS").is_none() {
        return;
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/evidence/promise.jsonl");
    let mut file = std::fs::File::options().create(true).append(true).open(path).expect("the file of evidence");
    // One write, so that lines of tests that run side by side do not mix.
    file.write_all(format!("{figures}\n").as_bytes()).expect("a line of evidence");
}

/// Three standard errors above δ.
fn most(delta: f64, runs: usize) -> f64 {
    delta + 3.0 * libm::sqrt(delta * (1.0 - delta) / runs as f64)
}

/// Prints the curve: coverage lost against the threshold that somebody would choose who knows the truth.
#[test]
fn with_more_labels_the_threshold_nears_the_best_one() {
    let (delta, runs) = (0.05, 2000);
    for (alpha, points) in [(0.02, 0.03), (0.01, 0.05)] {
        let best = libm::pow(12.0 * alpha, 0.2);
        for n in [500, 1000, 3000, 10_000] {
            let mut stream = Stream(n as u64 + 7);
            let (mut violations, mut lost) = (0, 0.0);
            for _ in 0..runs {
                let outcomes: Vec<(f64, bool)> = (0..n).map(|_| sharp(&mut stream)).collect();
                let found = promise(&outcomes, alpha, delta).threshold.map(sharp_truth);
                let (risk, coverage) = found.unwrap_or((0.0, 0.0));
                violations += usize::from(risk > alpha);
                lost += best - coverage;
            }
            let (share, lost) = (violations as f64 / runs as f64, lost / runs as f64);
            keep(&json!({ "what": "held-out calibration", "alpha": alpha, "delta": delta, "labels": n, "runs": runs,
                          "coverage_lost": lost, "broken": share }));
            assert!(share <= most(delta, runs), "α {alpha}, {n} labels: broken in {share}");
            assert!(n < 10_000 || lost <= points, "α {alpha}: {lost} of coverage lost with 10,000 labels");
        }
    }
}

/// What ships when no labels are kept apart: the threshold of out-of-fold predictions, used on the model of all labels.
/// Each round trains on its own texts, and the truth is counted on texts that nobody has seen.
#[test]
fn the_cross_fitted_promise_holds_in_simulations() {
    let (alpha, delta, runs) = (0.05, 0.1, rounds(40));
    let fresh = invented::texts(8000, 4_000_000);
    let (mut promised, mut broken, mut risks) = (0usize, 0usize, 0.0);
    for run in 0..runs {
        let labelled = invented::texts(400, 10_000 + run as u64);
        let config = TrainConfig { alpha, delta, c_grid: vec![40.0], ..TrainConfig::default() };
        let model = train(&invented::examples(&labelled), &config, &Silent).expect("400 texts are enough");
        let Some(threshold) = model.guarantee().threshold else { continue };
        let outcomes = outcomes_of(&model, fresh.iter().map(|(text, label, _)| (text.as_str(), *label)));
        let accepted: Vec<bool> = outcomes.iter().filter(|o| o.0 >= threshold).map(|o| o.1).collect();
        let risk = accepted.iter().filter(|right| !**right).count() as f64 / accepted.len().max(1) as f64;
        promised += 1;
        broken += usize::from(risk > alpha);
        risks += risk;
    }
    let share = broken as f64 / runs as f64;
    let mean = risks / promised.max(1) as f64;
    keep(&json!({ "what": "cross-fitted", "alpha": alpha, "delta": delta, "labels": 400, "runs": runs,
                  "promised": promised, "broken": share, "mean_share_of_errors": mean }));
    assert!(promised * 2 > runs, "a promise is usually made: {promised}");
    assert!(share <= most(delta, runs), "broken in {share} of {runs} runs");
}

/// Answers to the random sample, wrong with probability `share`.
fn answers(n: usize, share: f64, seed: u64) -> impl Iterator<Item = bool> {
    let mut stream = Stream(seed);
    (0..n).map(move |_| stream.share() < share)
}

/// Two years of 5,000 sampled answers each with as many errors as the promise just allows: the worst quiet there is.
#[test]
fn quiet_years_raise_no_alarm() {
    let (alpha, delta, runs) = (0.02, 0.05, rounds(400));
    let alarms = (0..runs)
        .filter(|&seed| {
            let mut watch = Watch::new(alpha, delta);
            answers(10_000, alpha, seed as u64).for_each(|wrong| watch.observe(wrong));
            watch.is_broken()
        })
        .count();
    let share = alarms as f64 / runs as f64;
    keep(&json!({ "what": "quiet years", "alpha": alpha, "answers": 10_000, "runs": runs, "alarms": share }));
    assert!(share <= delta, "{alarms} false alarms in {runs} runs");
}

/// After 4,000 answers with half as many errors as were promised, so many more that a shift must be found by.
#[test]
fn a_shift_is_found_after_a_long_quiet_time() {
    let (alpha, delta, runs) = (0.02, 0.05, rounds(200));
    for (share, most) in [(0.5, 30), (0.2, 90), (0.1, 260), (0.06, 800)] {
        let mut took: Vec<usize> = (0..runs)
            .map(|seed| {
                let mut watch = Watch::new(alpha, delta);
                answers(4000, alpha / 2.0, seed as u64).for_each(|wrong| watch.observe(wrong));
                let after = answers(20_000, share, seed as u64 + 1_000_000).position(|wrong| {
                    watch.observe(wrong);
                    watch.is_broken()
                });
                1 + after.expect("it is found")
            })
            .collect();
        took.sort_unstable();
        let (middle, late) = (took[took.len() / 2], took[took.len() * 95 / 100]);
        keep(&json!({ "what": "shift", "alpha": alpha, "wrong_from_then_on": share, "runs": runs,
                      "answers_median": middle, "answers_95": late }));
        assert!(late <= most, "at {share}: 95 % within {late} answers, not {most}");
    }
}

proptest! {
    #[test]
    fn order_does_not_matter_and_the_bound_holds(
        mut outcomes in prop::collection::vec((0.0..=1.0f64, prop::bool::weighted(0.95)), 0..600),
        alpha in 0.01..0.3f64,
        delta in 0.01..0.3f64,
    ) {
        let found = promise(&outcomes, alpha, delta);
        outcomes.reverse();
        prop_assert_eq!(&found, &promise(&outcomes, alpha, delta));
        if let Some(threshold) = found.threshold {
            let accepted: Vec<bool> = outcomes.iter().filter(|o| o.0 >= threshold).map(|o| o.1).collect();
            prop_assert!(found.upper_bound <= alpha);
            prop_assert_eq!(found.errors, accepted.iter().filter(|right| !**right).count() as u64);
            prop_assert_eq!(found.coverage.value, Some(accepted.len() as f64 / outcomes.len() as f64));
            prop_assert_eq!(found.labels_needed, None);
        } else {
            prop_assert!(found.labels_needed.is_none_or(|needed| needed as usize > outcomes.len()
                || needed >= fewest_labels(alpha, delta).expect("in range")));
        }
    }
}
