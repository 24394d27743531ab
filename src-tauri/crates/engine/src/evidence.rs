//! What speaks for and against a model version: each item with its figure, its interval and what it is held to.
//!
//! Takes the evaluation that training kept, the live model's, and the taxonomy; gives findings. An item that cannot be
//! judged yet is *too little data*, never a pass. Deliberately absent: whether a promotion may be asked for, which is
//! `rules::promotion`'s.

use countersign_classifier::{Evaluation, Guarantee, Interval};
use countersign_domain::{CONFIDENCE, Rate};
use countersign_fairness::interval::{newcombe, normal_quantile};
use countersign_rules::taxonomy::Taxonomy;
use countersign_store::ModelRow;

use crate::models::FEWEST_EVALUATED;

/// Largest loss of accuracy against the live model that counts as none, as a share. A setting.
const MARGIN: f64 = 0.02;
/// Fewest evaluated cases of an intent before its figures say anything. A setting.
const FEWEST_PER_INTENT: u64 = 10;

/// How an item came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// It is as it should be.
    Pass,
    /// It is not.
    Fail,
    /// It cannot be told yet.
    TooLittleData,
}

/// One thing that speaks for or against a model.
#[derive(Debug, Clone, PartialEq)]
pub enum EvidenceItem {
    /// Cases that the model which judged them had not seen.
    Cases {
        /// Cases there are.
        n: u64,
        /// Fewest that are asked for.
        needed: u64,
    },
    /// Whether a threshold keeps the promise.
    Promise {
        /// Promised: at most this share is wrong, in 0–1.
        alpha: f64,
        /// The threshold, in 0–1.
        threshold: Option<f64>,
        /// Share of wrong ones among those that would be decided automatically.
        errors: Rate,
        /// Upper bound of that share at the promised confidence.
        upper_bound: f64,
        /// Labels, in all, with which a threshold would be found; `None`: no number would do, or one is found.
        labels_needed: Option<u64>,
    },
    /// Share that would be decided automatically.
    Coverage(Rate),
    /// Share of first choices that are right.
    Accuracy {
        /// The share.
        rate: Rate,
        /// What it gains on the live model, in −1–1, with the interval of the difference; `None` without a live model.
        gain: Option<Rate>,
        /// Loss that counts as none.
        margin: f64,
    },
    /// Mean distance between the probability that is said and the share that is right.
    Calibration(Rate),
    /// Intents of the taxonomy with enough cases to say something about.
    Intents {
        /// Those with enough.
        known: u64,
        /// Intents of the taxonomy.
        of: u64,
        /// Cases that are enough.
        needed: u64,
        /// Titles of those without.
        lacking: Vec<String>,
    },
}

impl EvidenceItem {
    /// How it came out; `None` for a figure that is held to nothing.
    pub fn finding(&self) -> Option<Finding> {
        let enough = |holds: bool| if holds { Finding::Pass } else { Finding::TooLittleData };
        match self {
            Self::Cases { n, needed } => Some(enough(n >= needed)),
            Self::Promise { threshold: Some(_), .. } => Some(Finding::Pass),
            Self::Promise { labels_needed: Some(_), .. } => Some(Finding::TooLittleData),
            Self::Promise { .. } => Some(Finding::Fail),
            Self::Coverage(_) | Self::Calibration(_) => None,
            Self::Accuracy { gain: None, .. } => None,
            Self::Accuracy { gain: Some(gain), margin, .. } if gain.low >= -margin => Some(Finding::Pass),
            Self::Accuracy { gain: Some(gain), margin, .. } if gain.high < -margin => Some(Finding::Fail),
            Self::Accuracy { .. } => Some(Finding::TooLittleData),
            Self::Intents { lacking, .. } => Some(enough(lacking.is_empty())),
        }
    }
}

/// Everything that speaks for or against `model`; `live` is the model it would replace, where there is another.
pub(crate) fn items(model: &ModelRow, live: Option<&ModelRow>, taxonomy: &Taxonomy) -> Vec<EvidenceItem> {
    let Some(evaluation) = evaluation(model) else { return Vec::new() };
    let against = live.and_then(self::evaluation);
    let mut items = vec![EvidenceItem::Cases { n: evaluation.n, needed: FEWEST_EVALUATED }];
    if let Some(guarantee) = guarantee(model) {
        items.push(promise(&guarantee));
        items.push(EvidenceItem::Coverage(guarantee.coverage));
    }
    items.push(EvidenceItem::Accuracy {
        rate: evaluation.accuracy,
        gain: against.map(|against| difference(evaluation.accuracy, against.accuracy)),
        margin: MARGIN,
    });
    items.extend(calibration(&evaluation));
    items.push(intents(&evaluation, taxonomy));
    items
}

fn evaluation(model: &ModelRow) -> Option<Evaluation> {
    serde_json::from_value(model.evaluation.clone()).ok()
}

fn guarantee(model: &ModelRow) -> Option<Guarantee> {
    serde_json::from_value(model.evaluation.get("guarantee")?.clone()).ok()
}

fn promise(guarantee: &Guarantee) -> EvidenceItem {
    EvidenceItem::Promise {
        alpha: guarantee.alpha,
        threshold: guarantee.threshold,
        errors: Rate::exact(guarantee.errors, successes(guarantee.coverage)),
        upper_bound: guarantee.upper_bound,
        labels_needed: guarantee.labels_needed,
    }
}

/// The whole number that a share of `n` was made from.
fn successes(rate: Rate) -> u64 {
    rate.value.map_or(0, |value| (value * rate.n as f64).round() as u64)
}

/// `rate` − `against` with Newcombe's interval. Both were judged on labels of their own, so the pairs are unknown and
/// the interval is wider than a paired one would be.
fn difference(rate: Rate, against: Rate) -> Rate {
    let (low, high) = newcombe((successes(rate), rate.n), (successes(against), against.n), normal_quantile(CONFIDENCE));
    Rate { value: rate.value.zip(against.value).map(|(one, other)| one - other), low, high, n: rate.n.min(against.n) }
}

fn calibration(evaluation: &Evaluation) -> Option<EvidenceItem> {
    let Interval { low, high } = evaluation.calibration_error_interval?;
    Some(EvidenceItem::Calibration(Rate { value: Some(evaluation.calibration_error), low, high, n: evaluation.n }))
}

fn intents(evaluation: &Evaluation, taxonomy: &Taxonomy) -> EvidenceItem {
    let cases = |intent: &str| {
        let found = evaluation.by_intent.iter().find(|each| each.intent == intent);
        found.map_or(0, |found| found.recall.n)
    };
    let all = taxonomy.intents();
    let lacking: Vec<String> = all
        .iter()
        .filter(|intent| cases(intent.id.as_str()) < FEWEST_PER_INTENT)
        .map(|intent| intent.title.clone())
        .collect();
    let known = (all.len() - lacking.len()) as u64;
    EvidenceItem::Intents { known, of: all.len() as u64, needed: FEWEST_PER_INTENT, lacking }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accuracy(gain: Option<(u64, u64)>) -> EvidenceItem {
        let rate = Rate::exact(900, 1000);
        let gain = gain.map(|(right, n)| difference(rate, Rate::exact(right, n)));
        EvidenceItem::Accuracy { rate, gain, margin: MARGIN }
    }

    fn promise_of(threshold: Option<f64>, labels_needed: Option<u64>) -> EvidenceItem {
        let errors = Rate::exact(0, 200);
        EvidenceItem::Promise { alpha: 0.02, threshold, errors, upper_bound: 0.02, labels_needed }
    }

    #[test]
    fn each_item_passes_fails_or_says_that_it_cannot_tell() {
        use Finding::{Fail, Pass, TooLittleData};
        let cases = [
            ("as many cases as asked for", EvidenceItem::Cases { n: 40, needed: 40 }, Some(Pass)),
            ("one fewer", EvidenceItem::Cases { n: 39, needed: 40 }, Some(TooLittleData)),
            ("a threshold keeps the promise", promise_of(Some(0.9), None), Some(Pass)),
            ("more labels would find one", promise_of(None, Some(400)), Some(TooLittleData)),
            ("no number of labels would", promise_of(None, None), Some(Fail)),
            ("a figure held to nothing", EvidenceItem::Coverage(Rate::exact(1, 2)), None),
            ("nothing to compare with", accuracy(None), None),
            ("clearly better", accuracy(Some((800, 1000))), Some(Pass)),
            ("clearly worse", accuracy(Some((990, 1000))), Some(Fail)),
            ("the same on few", accuracy(Some((27, 30))), Some(TooLittleData)),
        ];
        for (what, item, expected) in cases {
            assert_eq!(item.finding(), expected, "{what}");
        }
    }

    #[test]
    fn a_difference_has_the_interval_of_newcombes_paper() {
        // 56 of 70 against 48 of 80: (0.0524, 0.3339) in table II, method 10.
        let found = difference(Rate::exact(56, 70), Rate::exact(48, 80));
        assert!((found.low - 0.0524).abs() < 1e-4 && (found.high - 0.3339).abs() < 1e-4, "{found:?}");
    }
}
