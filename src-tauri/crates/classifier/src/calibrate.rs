//! Scores → probabilities: softmax of the scores divided by one temperature.
//!
//! One number for the whole model (Guo et al., *On Calibration of Modern Neural Networks*, 2017): with some dozens of
//! examples per intent anything with a parameter per intent fits noise. It is fitted on scores of texts that the
//! scoring model has not seen.

use libm::{exp, log};

/// Scores of texts whose intent is known.
#[derive(Debug, Default, Clone)]
pub(crate) struct Scored {
    /// Row by row, `intents` numbers each.
    pub scores: Vec<f32>,
    /// Intent of each row.
    pub labels: Vec<u32>,
    pub intents: usize,
}

impl Scored {
    /// Scores of one row.
    pub fn row(&self, row: usize) -> &[f32] {
        &self.scores[row * self.intents..(row + 1) * self.intents]
    }
}

/// Smallest and largest 1/T that is looked at.
const SCALE_RANGE: (f64, f64) = (1e-3, 1e3);

/// The scale 1/T that minimises the mean negative log-likelihood, which is convex in it: Newton's method inside a
/// bracket that bisection narrows. One where there is nothing to fit.
pub(crate) fn fit_scale(scored: &Scored) -> f64 {
    let (mut low, mut high) = SCALE_RANGE;
    let mut scale = 1.0;
    if scored.labels.is_empty() {
        return scale;
    }
    for _ in 0..200 {
        let (slope, curvature) = derivatives(scored, scale);
        if slope > 0.0 {
            high = scale
        } else {
            low = scale
        }
        let newton = scale - slope / curvature;
        let next = if newton > low && newton < high { newton } else { libm::sqrt(low * high) };
        let done = (next - scale).abs() <= 1e-13 * scale;
        scale = next;
        if done {
            break;
        }
    }
    scale
}

/// First and second derivative of the summed negative log-likelihood in the scale.
fn derivatives(scored: &Scored, scale: f64) -> (f64, f64) {
    let (mut slope, mut curvature) = (0.0, 0.0);
    for (row, &label) in scored.labels.iter().enumerate() {
        let scores = scored.row(row);
        let top = f64::from(scores.iter().copied().fold(f32::NEG_INFINITY, f32::max));
        let (mut sum, mut first, mut second) = (0.0, 0.0, 0.0);
        for &score in scores {
            let z = f64::from(score) - top;
            let e = exp(scale * z);
            sum += e;
            first += e * z;
            second += e * z * z;
        }
        let mean = first / sum;
        slope += mean - (f64::from(scores[label as usize]) - top);
        curvature += second / sum - mean * mean;
    }
    (slope, curvature)
}

/// Mean negative log-likelihood at `scale`, in nats.
pub(crate) fn log_loss(scored: &Scored, scale: f64) -> f64 {
    let loss = |(row, &label): (usize, &u32)| {
        let scores = scored.row(row);
        let top = f64::from(scores.iter().copied().fold(f32::NEG_INFINITY, f32::max));
        let sum: f64 = scores.iter().map(|&score| exp(scale * (f64::from(score) - top))).sum();
        log(sum) - scale * (f64::from(scores[label as usize]) - top)
    };
    scored.labels.iter().enumerate().map(loss).sum::<f64>() / scored.labels.len().max(1) as f64
}

/// probabilities ← softmax(scale · scores).
pub(crate) fn softmax(scores: &[f64], scale: f64, probabilities: &mut Vec<f64>) {
    let top = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    probabilities.clear();
    probabilities.extend(scores.iter().map(|&score| {
        let z = scale * (score - top);
        if z < -40.0 { 0.0 } else { exp(z) }
    }));
    let sum: f64 = probabilities.iter().sum();
    probabilities.iter_mut().for_each(|p| *p /= sum);
}
