//! Figures that need more than one model or more than one set.

use countersign_classifier::{CALIBRATION_BINS, Model, Scratch};
use countersign_testkit::Random;
use serde_json::{Value, json};

use crate::data::Rows;

/// Rounds of a simulation or a bootstrap.
const ROUNDS: usize = 2000;

/// The calibration error below which a model with the same probabilities on as many texts stays in 95 % of cases when
/// it is perfectly calibrated.
pub fn chance_error(model: &Model, rows: &Rows) -> f64 {
    let mut scratch = Scratch::default();
    let probabilities: Vec<f64> = rows.iter().map(|(text, _)| model.predict(text, &mut scratch).probability).collect();
    let mut random = Random::new(15);
    let mut errors: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let mut gaps = [0.0f64; CALIBRATION_BINS];
            for &p in &probabilities {
                let bin = ((p * CALIBRATION_BINS as f64) as usize).min(CALIBRATION_BINS - 1);
                gaps[bin] += p - f64::from(u8::from(share(&mut random) < p));
            }
            gaps.iter().map(|gap| gap.abs()).sum::<f64>() / probabilities.len() as f64
        })
        .collect();
    errors.sort_by(f64::total_cmp);
    errors[ROUNDS * 95 / 100]
}

fn share(random: &mut Random) -> f64 {
    random.below(1 << 30) as f64 / f64::from(1 << 30)
}

/// How well texts from outside are told from those of the domain by a score that is higher for them: area under the
/// curve, and the share of them that passes where 95 % of the domain do. Sorts both.
pub fn told_apart(inside: &mut [f64], outside: &mut [f64]) -> Value {
    inside.sort_by(f64::total_cmp);
    outside.sort_by(f64::total_cmp);
    let below = |score: f64| {
        let (less, not_more) = (inside.partition_point(|&x| x < score), inside.partition_point(|&x| x <= score));
        (less + not_more) as f64 / 2.0
    };
    let area = outside.iter().map(|&score| below(score)).sum::<f64>() / (inside.len() * outside.len()) as f64;
    let limit = inside[inside.len() * 95 / 100];
    let passed = outside.partition_point(|&score| score <= limit) as f64 / outside.len() as f64;
    json!({ "auroc": area, "fpr_at_95_tpr": passed })
}

/// The same for the model's own score, and what its limit, found on training rows, comes to.
pub fn outside(model: &Model, inside: &Rows, outside: &Rows) -> Value {
    let mut scratch = Scratch::default();
    let mut scores = |rows: &Rows| -> Vec<f64> {
        rows.iter().map(|(text, _)| model.predict(text, &mut scratch).out_of_scope_score).collect()
    };
    let (mut inside, mut outside) = (scores(inside), scores(outside));
    let mut figures = told_apart(&mut inside, &mut outside);
    let limit = model.promise(0.02, 0.05, countersign_classifier::Per::Whole).scope_limit;
    let caught = |scores: &[f64]| 1.0 - scores.partition_point(|&score| score <= limit) as f64 / scores.len() as f64;
    figures["limit"] = limit.into();
    figures["caught"] = caught(&outside).into();
    figures["sent_back"] = caught(&inside).into();
    figures
}

/// Ours minus theirs in accuracy on the same rows, with a paired bootstrap interval of 95 %.
pub fn paired(ours: &[bool], theirs: &[bool]) -> Value {
    let difference: Vec<f64> =
        ours.iter().zip(theirs).map(|(&a, &b)| f64::from(u8::from(a)) - f64::from(u8::from(b))).collect();
    let n = difference.len();
    let mean = difference.iter().sum::<f64>() / n as f64;
    let mut random = Random::new(95);
    let mut means: Vec<f64> =
        (0..ROUNDS).map(|_| (0..n).map(|_| difference[random.below(n)]).sum::<f64>() / n as f64).collect();
    means.sort_by(f64::total_cmp);
    json!({ "difference": mean, "low": means[ROUNDS * 25 / 1000], "high": means[ROUNDS * 975 / 1000], "n": n })
}
