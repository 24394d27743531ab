//! How good a model is, from predictions on texts with known intents.

use crate::rng::Rng;
use countersign_domain::Rate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Bins of the reliability diagram and of the calibration error.
pub const CALIBRATION_BINS: usize = 15;
/// Draws of the interval of the calibration error.
pub const RESAMPLES: usize = 400;

/// One predicted text.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome<'a> {
    /// The intent a person gave.
    pub truth: &'a str,
    /// The model's first choice.
    pub predicted: &'a str,
    /// Its calibrated probability, in 0–1.
    pub probability: f64,
}

/// Quality of a model on labelled texts. Shares are in 0–1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// Texts.
    pub n: u64,
    /// Share of texts whose first choice is the label; no abstention; a label that the model lacks is never met.
    pub accuracy: Rate,
    /// Mean F1 over all intents that occur as a label or as a first choice.
    pub macro_f1: f64,
    /// Expected calibration error: Σ over [`CALIBRATION_BINS`] equal-width bins of the top probability of
    /// share · |mean probability − accuracy| (Naeini et al. 2015).
    pub calibration_error: f64,
    /// 2.5 and 97.5 % points of that error over [`RESAMPLES`] draws of as many texts with replacement (percentile bootstrap);
    /// it lies a little high, as the error itself does on few texts. Absent without texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calibration_error_interval: Option<Interval>,
    /// Largest share, most confident first, whose accuracy is at least 95 %. It looks at the labels: no promise.
    pub coverage_at_95: f64,
    /// The same at 99 %.
    pub coverage_at_99: f64,
    /// By intent, sorted by name; labels that the model lacks included.
    pub by_intent: Vec<IntentEvaluation>,
    /// Counts of (label, first choice), those above zero, sorted.
    pub confusion: Vec<ConfusionCell>,
    /// Labels that the model lacks, sorted.
    pub unknown_labels: Vec<String>,
    /// The bins that are not empty, lowest first.
    pub reliability: Vec<ReliabilityBin>,
}

/// From where to where a figure may lie.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Quality for one intent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IntentEvaluation {
    /// The intent.
    pub intent: String,
    /// Of the texts with this first choice, the share that has this label.
    pub precision: Rate,
    /// Of the texts with this label, the share that has this first choice.
    pub recall: Rate,
    /// Harmonic mean of both, zero where either is.
    pub f1: f64,
}

/// How often a label met a first choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfusionCell {
    /// The label.
    pub truth: String,
    /// The first choice.
    pub predicted: String,
    /// Texts.
    pub n: u64,
}

/// Texts whose top probability lies in one bin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReliabilityBin {
    /// Lower end, exclusive but for the first bin.
    pub low: f64,
    /// Upper end, inclusive.
    pub high: f64,
    /// Texts.
    pub n: u64,
    /// What the model says.
    pub mean_probability: f64,
    /// What is true.
    pub accuracy: Rate,
}

impl Evaluation {
    /// From predictions in any order. `intents`: what the model knows.
    pub fn of(outcomes: &[Outcome], intents: &[String]) -> Self {
        let n = outcomes.len() as u64;
        let correct = outcomes.iter().filter(|o| o.truth == o.predicted).count() as u64;
        let by_intent = by_intent(outcomes);
        let reliability = reliability(outcomes);
        let known: BTreeSet<&str> = intents.iter().map(String::as_str).collect();
        let unknown: BTreeSet<&str> = outcomes.iter().map(|o| o.truth).filter(|t| !known.contains(t)).collect();
        Self {
            n,
            accuracy: Rate::exact(correct, n),
            macro_f1: by_intent.iter().map(|i| i.f1).sum::<f64>() / by_intent.len().max(1) as f64,
            calibration_error: calibration_error(&reliability, n),
            calibration_error_interval: calibration_error_interval(outcomes),
            coverage_at_95: coverage_at(outcomes, 0.95),
            coverage_at_99: coverage_at(outcomes, 0.99),
            by_intent,
            confusion: confusion(outcomes),
            unknown_labels: unknown.into_iter().map(str::to_owned).collect(),
            reliability,
        }
    }
}

fn by_intent(outcomes: &[Outcome]) -> Vec<IntentEvaluation> {
    let mut counts: BTreeMap<&str, (u64, u64, u64)> = BTreeMap::new(); // (labelled, chosen, both)
    for outcome in outcomes {
        counts.entry(outcome.truth).or_default().0 += 1;
        counts.entry(outcome.predicted).or_default().1 += 1;
        counts.entry(outcome.truth).or_default().2 += u64::from(outcome.truth == outcome.predicted);
    }
    let evaluate = |(intent, (labelled, chosen, both)): (&str, (u64, u64, u64))| IntentEvaluation {
        intent: intent.to_owned(),
        precision: Rate::exact(both, chosen),
        recall: Rate::exact(both, labelled),
        f1: 2.0 * both as f64 / (labelled + chosen) as f64,
    };
    counts.into_iter().map(evaluate).collect()
}

fn confusion(outcomes: &[Outcome]) -> Vec<ConfusionCell> {
    let mut counts: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for outcome in outcomes {
        *counts.entry((outcome.truth, outcome.predicted)).or_default() += 1;
    }
    let cell = |((truth, predicted), n): ((&str, &str), u64)| ConfusionCell {
        truth: truth.to_owned(),
        predicted: predicted.to_owned(),
        n,
    };
    counts.into_iter().map(cell).collect()
}

fn bin_of(probability: f64) -> usize {
    (libm::ceil(probability * CALIBRATION_BINS as f64) as usize).clamp(1, CALIBRATION_BINS) - 1
}

fn reliability(outcomes: &[Outcome]) -> Vec<ReliabilityBin> {
    let mut bins = [(0u64, 0.0f64, 0u64); CALIBRATION_BINS]; // (texts, summed probability, correct)
    for outcome in outcomes {
        let bin = bin_of(outcome.probability);
        bins[bin].0 += 1;
        bins[bin].1 += outcome.probability;
        bins[bin].2 += u64::from(outcome.truth == outcome.predicted);
    }
    let shown = |(index, &(n, sum, correct)): (usize, &(u64, f64, u64))| {
        (n > 0).then(|| ReliabilityBin {
            low: index as f64 / CALIBRATION_BINS as f64,
            high: (index + 1) as f64 / CALIBRATION_BINS as f64,
            n,
            mean_probability: sum / n as f64,
            accuracy: Rate::exact(correct, n),
        })
    };
    bins.iter().enumerate().filter_map(shown).collect()
}

fn calibration_error(bins: &[ReliabilityBin], n: u64) -> f64 {
    let gap = |bin: &ReliabilityBin| bin.n as f64 * (bin.mean_probability - bin.accuracy.value.unwrap_or(0.0)).abs();
    bins.iter().map(gap).sum::<f64>() / n.max(1) as f64
}

/// What [`calibration_error`] is on other texts of the same kind, with a fixed seed.
fn calibration_error_interval(outcomes: &[Outcome]) -> Option<Interval> {
    // A bin's share · |mean probability − accuracy| is |Σ (probability − correct)| / n.
    let gap = |o: &Outcome| (bin_of(o.probability), o.probability - f64::from(u8::from(o.truth == o.predicted)));
    let gaps: Vec<(usize, f64)> = outcomes.iter().map(gap).collect();
    let mut rng = Rng::new(0, 9);
    let mut draw = |_| {
        let mut bins = [0.0f64; CALIBRATION_BINS];
        for _ in 0..gaps.len() {
            let (bin, gap) = gaps[rng.below(gaps.len())];
            bins[bin] += gap;
        }
        bins.iter().map(|gap| gap.abs()).sum::<f64>() / gaps.len() as f64
    };
    let mut errors: Vec<f64> = if gaps.is_empty() { Vec::new() } else { (0..RESAMPLES).map(&mut draw).collect() };
    errors.sort_by(f64::total_cmp);
    let at = |share: f64| errors.get((share * RESAMPLES as f64) as usize).copied();
    Some(Interval { low: at(0.025)?, high: at(0.975)? })
}

/// Largest share, most confident first, whose accuracy is at least `aim`; texts of equal probability stay together.
fn coverage_at(outcomes: &[Outcome], aim: f64) -> f64 {
    let mut sorted: Vec<&Outcome> = outcomes.iter().collect();
    sorted.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    let (mut answered, mut correct, mut best) = (0u64, 0u64, 0u64);
    for tied in sorted.chunk_by(|a, b| a.probability == b.probability) {
        answered += tied.len() as u64;
        correct += tied.iter().filter(|o| o.truth == o.predicted).count() as u64;
        if correct as f64 >= aim * answered as f64 {
            best = answered;
        }
    }
    best as f64 / outcomes.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcomes(rows: &[(&'static str, &'static str, f64)]) -> Vec<Outcome<'static>> {
        rows.iter().map(|&(truth, predicted, probability)| Outcome { truth, predicted, probability }).collect()
    }

    #[test]
    fn by_hand() {
        let rows = outcomes(&[("a", "a", 0.9), ("a", "b", 0.6), ("b", "b", 0.8), ("x", "a", 0.4)]);
        let found = Evaluation::of(&rows, &["a".to_owned(), "b".to_owned()]);
        assert_eq!((found.n, found.accuracy.value), (4, Some(0.5)));
        // F1: a 2·1/(2+2) = .5, b 2·1/(1+2) = 2/3, x 0.
        assert!((found.macro_f1 - (0.5 + 2.0 / 3.0) / 3.0).abs() < 1e-12, "{}", found.macro_f1);
        assert_eq!(found.unknown_labels, ["x"], "a label that the model lacks is listed");
        assert_eq!(found.coverage_at_95, 0.5, "two right ones, then a wrong one");
        // Each text is alone in its bin: (|.9 − 1| + |.6 − 0| + |.8 − 1| + |.4 − 0|) / 4.
        assert!((found.calibration_error - 1.3 / 4.0).abs() < 1e-12, "{}", found.calibration_error);
        assert_eq!(found.confusion.iter().map(|cell| cell.n).sum::<u64>(), 4);
        let a = &found.by_intent[0];
        assert_eq!((a.precision.value, a.recall.value, a.precision.n, a.recall.n), (Some(0.5), Some(0.5), 2, 2));
    }

    #[test]
    fn the_interval_holds_the_error_of_many_texts() {
        let mut rng = Rng::new(8, 8);
        // What is said is right, so the error is that of chance, and other draws are as far off.
        let rows: Vec<(&str, &str, f64)> = (0..2000)
            .map(|_| {
                let said = 0.5 + rng.below(500) as f64 / 1000.0;
                (if (rng.below(1000) as f64) < 1000.0 * said { "a" } else { "b" }, "a", said)
            })
            .collect();
        let found = Evaluation::of(&outcomes(&rows), &["a".to_owned(), "b".to_owned()]);
        let interval = found.calibration_error_interval.expect("there are texts");
        assert!(
            interval.low < interval.high && interval.high < 0.06,
            "{interval:?} around {}",
            found.calibration_error
        );
        // Saying .2 too much is an error of .2, and every draw shows it.
        let off: Vec<_> = rows.iter().map(|&(truth, predicted, said)| (truth, predicted, said - 0.2)).collect();
        let Some(off) = Evaluation::of(&outcomes(&off), &[]).calibration_error_interval else { panic!("absent") };
        assert!(off.low > 0.17 && off.high < 0.23, "{off:?}");
    }

    #[test]
    fn nothing_to_evaluate() {
        let found = Evaluation::of(&[], &["a".to_owned()]);
        assert_eq!((found.n, found.accuracy.value, found.macro_f1, found.calibration_error), (0, None, 0.0, 0.0));
        assert_eq!(found.calibration_error_interval, None);
    }

    #[test]
    fn equal_probabilities_stay_together() {
        let rows = outcomes(&[("a", "a", 0.9), ("a", "b", 0.9), ("a", "a", 0.9)]);
        assert_eq!(Evaluation::of(&rows, &[]).coverage_at_95, 0.0, "no threshold separates them");
    }
}
