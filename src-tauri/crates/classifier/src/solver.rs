//! Multinomial logistic regression by coordinate ascent on its dual, one text at a time.
//!
//! Minimises ½ Σ_k ‖w_k‖² + Σ_i C_i (ln Σ_k exp z_ik − Σ_k t_ik z_ik) with z_i = W x_i, where x_i carries a constant one
//! for the intercept, which is regularised with the rest (the class of problems of Yu, Huang, Lin, *Dual coordinate
//! descent methods for logistic regression and maximum entropy models*, 2011). The target t_i is the label, of which a
//! share is spread over all intents ([`Settings::slips`]; Szegedy et al., *Rethinking the Inception Architecture*,
//! 2016): labels hold slips, and without it a text whose label no wording explains bends the weights ever further.
//! At the optimum W = Σ_i β_i x_iᵀ with β_i = C_i (t_i − softmax z_i). One step replaces β_i by the exact maximiser with all
//! other texts fixed, which is the proximal point of the loss and comes down to one equation in one unknown
//! ([`proximal_point`]). There is no step size, each step raises the dual, and the optimum is unique, so what comes
//! out depends on the order of the texts only below the tolerance.
//! One thread: the sums have one order, and folds and settings already fill the machine.

use crate::error::{Error, Result};
use crate::matrix::{Rows, Weights, add_scaled};
use crate::rng::Rng;
use libm::{exp, expf, log};

/// What is to be fitted.
pub(crate) struct Problem<'a> {
    pub rows: &'a Rows,
    /// Intent of each row.
    pub labels: &'a [u32],
    /// C_i / C of each row.
    pub weights: &'a [f32],
    pub features: usize,
    pub intents: usize,
}

/// How it is to be fitted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settings {
    /// Inverse strength of the regularisation.
    pub c: f64,
    /// Share of each label that is spread evenly over all intents, in 0–1.
    pub slips: f64,
    /// Mean change of a text's probabilities per pass (sum over intents) below which the fit is done.
    pub tolerance: f64,
    pub max_passes: usize,
    pub seed: u64,
}

/// Weights and how they came about.
#[derive(Debug, Clone)]
pub(crate) struct Fit {
    pub weights: Weights,
    /// β, row by row, with the stride of the weights.
    pub duals: Vec<f32>,
    pub passes: usize,
}

/// A text whose probabilities changed by less than this share of the tolerance is left out of the next passes.
const AT_REST: f64 = 0.1;
/// Longest rest, in passes.
const LONGEST_REST: u8 = 6;

/// Fits `problem`, from `start` if given. `proceed` is asked before each pass.
pub(crate) fn fit(
    problem: &Problem,
    settings: &Settings,
    start: Option<Fit>,
    proceed: &dyn Fn() -> bool,
) -> Result<Fit> {
    let n = problem.rows.len();
    let mut fit = start.unwrap_or_else(|| {
        let weights = Weights::zeros(problem.features, problem.intents);
        Fit { duals: vec![0.0; n * weights.stride()], weights, passes: 0 }
    });
    fit.passes = 0;
    let mut rng = Rng::new(settings.seed, 1);
    let mut order: Vec<u32> = (0..n as u32).filter(|&row| problem.weights[row as usize] > 0.0).collect();
    let mut rest: Vec<(u8, u8)> = vec![(0, 0); n]; // (passes still to rest, length of the last rest)
    let mut step = Step::new(problem, settings, fit.weights.stride());
    let mut everyone = true;
    while fit.passes < settings.max_passes {
        if !proceed() {
            return Err(Error::Cancelled);
        }
        rng.shuffle(&mut order);
        let mut moved = 0.0;
        for &row in &order {
            let (left, length) = &mut rest[row as usize];
            if *left > 0 && !everyone {
                *left -= 1;
                continue;
            }
            let change = step.take(row as usize, &mut fit);
            moved += change;
            *length = if change < AT_REST * settings.tolerance { (2 * *length + 1).min(LONGEST_REST) } else { 0 };
            *left = *length;
        }
        fit.passes += 1;
        let done = moved < settings.tolerance * order.len().max(1) as f64;
        if done && everyone {
            break;
        }
        everyone = done;
    }
    Ok(fit)
}

/// Scratch of one step.
struct Step<'a> {
    problem: &'a Problem<'a>,
    c: f64,
    slips: f64,
    /// Scores, then the targets of the proximal point.
    target: Vec<f32>,
    probabilities: Vec<f32>,
    change: Vec<f32>,
    /// ‖x_i‖² with the intercept.
    square: Vec<f64>,
    /// ln Σ exp at the last visit of each row: where the search begins.
    log_sum: Vec<f32>,
}

impl<'a> Step<'a> {
    fn new(problem: &'a Problem<'a>, settings: &Settings, stride: usize) -> Self {
        let square =
            |row: usize| 1.0 + problem.rows.row(row).iter().map(|&(_, x)| f64::from(x) * f64::from(x)).sum::<f64>();
        Self {
            problem,
            c: settings.c,
            slips: settings.slips,
            target: vec![0.0; stride],
            probabilities: vec![0.0; stride],
            change: vec![0.0; stride],
            square: (0..problem.rows.len()).map(square).collect(),
            log_sum: vec![f32::NAN; problem.rows.len()],
        }
    }

    /// Moves β_i to its maximiser; returns Σ_k |change of p_k|.
    fn take(&mut self, row: usize, fit: &mut Fit) -> f64 {
        let stride = fit.weights.stride();
        let entries = self.problem.rows.row(row);
        let label = self.problem.labels[row] as usize;
        let c = self.c * f64::from(self.problem.weights[row]);
        let s = self.square[row] * c;
        fit.weights.scores(entries, &mut self.target);
        let duals = &mut fit.duals[row * stride..(row + 1) * stride];
        add_scaled(&mut self.target, duals, -(self.square[row] as f32));
        // What is spread evenly adds the same to all, which leaves probabilities as they are.
        self.target[label] += (s * (1.0 - self.slips)) as f32;
        let intents = self.problem.intents;
        self.log_sum[row] =
            proximal_point(&self.target[..intents], s, self.log_sum[row], &mut self.probabilities[..intents]);
        let c = c as f32;
        let (own, spread) = ((1.0 - self.slips) as f32, (self.slips / intents as f64) as f32);
        let probabilities = &self.probabilities[..intents];
        for ((change, dual), p) in self.change.iter_mut().zip(&*duals).zip(probabilities) {
            *change = c * (spread - p) - dual;
        }
        self.change[label] = c * (own + spread - probabilities[label]) - duals[label];
        let moved: f32 = self.change.iter().map(|change| change.abs()).sum();
        let moved = f64::from(moved / c);
        if moved > 1e-7 {
            add_scaled(duals, &self.change, 1.0);
            for &(feature, value) in entries {
                add_scaled(fit.weights.of_mut(feature as usize), &self.change, value);
            }
            let intercept = fit.weights.features();
            add_scaled(fit.weights.of_mut(intercept), &self.change, 1.0);
        }
        moved
    }
}

/// Solves z_k + s p_k = b_k with p = softmax z, for p; returns L = ln Σ exp z_k.
///
/// With L given, q_k = s p_k solves q + ln q = ln s + b_k − L, that is q = W(s exp(b_k − L)) with Lambert's function;
/// L is where the q_k sum to s. Newton's method on ln Σ q_k(L), which is a straight line as long as all q_k are
/// small. `start`: an L to begin with, or NaN.
pub(crate) fn proximal_point(b: &[f32], s: f64, start: f32, p: &mut [f32]) -> f32 {
    let top = f64::from(b.iter().copied().fold(f32::NEG_INFINITY, f32::max));
    // b_k − s ≤ z_k ≤ b_k, and ln Σ exp lies between the largest and that plus ln K.
    let mut bracket = (top - s, top + log(b.len() as f64));
    let mut l = if start.is_finite() { f64::from(start) } else { bracket.1 }.clamp(bracket.0, bracket.1);
    for _ in 0..MAX_RESTARTS {
        let (next, settled) = search(b, s, l, &mut bracket, p);
        l = next;
        if settled {
            break;
        }
    }
    let sum: f32 = p.iter().sum();
    p.iter_mut().for_each(|p| *p /= sum);
    l as f32
}

/// Looks for L from `reference` on, and fills `p` when it settles there. Small q are a power series in
/// exp(reference − L), whose sums over the intents are taken once; where L leaves the neighbourhood in which that
/// holds, it is returned as not settled.
fn search(b: &[f32], s: f64, reference: f64, bracket: &mut (f64, f64), p: &mut [f32]) -> (f64, bool) {
    let (mut large, mut count) = ([(0usize, 0.0f64); MAX_LARGE], 0);
    let mut powers = [0.0f64; SERIES.len()];
    let (offset, factor) = (reference as f32, s as f32);
    for (k, (&b, e)) in b.iter().zip(p.iter_mut()).enumerate() {
        let u = b - offset;
        *e = if u < VANISHING { 0.0 } else { factor * expf(u.min(40.0)) };
        if *e > SMALL && count < MAX_LARGE {
            large[count] = (k, f64::from(*e));
            count += 1;
        } else if *e > 0.0 {
            let e = f64::from(*e);
            let mut power = e;
            for sum in &mut powers {
                *sum += power;
                power *= e;
            }
        }
    }
    let large = &mut large[..count];
    let ln_s = log(s);
    for (k, q) in large.iter_mut() {
        *q = first_guess(*q, ln_s + f64::from(b[*k]) - reference);
    }
    let (mut l, mut shift) = (reference, 1.0);
    loop {
        let (mut sum, mut slope) = series(&powers, shift);
        for (k, q) in large.iter_mut() {
            *q = omega(ln_s + f64::from(b[*k]) - l, *q);
            sum += *q;
            slope += *q / (1.0 + *q);
        }
        *if sum > s { &mut bracket.0 } else { &mut bracket.1 } = l;
        if (sum - s).abs() < 1e-7 * s || bracket.1 - bracket.0 < 1e-9 * l.abs().max(1.0) {
            break;
        }
        let newton = l + log(sum / s) * sum / slope;
        let inside = newton > bracket.0 && newton < bracket.1;
        l = if inside { newton } else { f64::midpoint(bracket.0, bracket.1) };
        if (l - reference).abs() >= NEAR {
            return (l, false);
        }
        shift = exp(reference - l);
    }
    let scale = shift as f32;
    for e in p.iter_mut() {
        let t = *e * scale;
        *e = t * (1.0 - t * (1.0 - t * (1.5 - t * (8.0 / 3.0 - t * (125.0 / 24.0))))) / factor;
    }
    large.iter().for_each(|&(k, q)| p[k] = (q / s) as f32);
    (l, true)
}

/// W(e) = Σ coefficient · power of e (Corless et al., *On the Lambert W function*, 1996, equation 3.1).
const SERIES: [f64; 5] = [1.0, -1.0, 1.5, -8.0 / 3.0, 125.0 / 24.0];
/// Largest e for which the series is used; with L near, its relative error stays below 1e-6.
const SMALL: f32 = 0.02;
/// ln p below which a probability counts as zero.
const VANISHING: f32 = -25.0;
/// Intents whose equation is solved one by one; the others have little probability.
const MAX_LARGE: usize = 256;
/// How far L may move before small values are looked at again.
const NEAR: f64 = 0.5;
/// Each restart at least halves the bracket or is a Newton step inside it, so this is never reached.
const MAX_RESTARTS: usize = 1000;

/// Sum of W(e · shift) over the small intents, and minus its derivative in L.
fn series(powers: &[f64; SERIES.len()], shift: f64) -> (f64, f64) {
    let (mut sum, mut slope, mut power) = (0.0, 0.0, 1.0);
    for (degree, (coefficient, total)) in (1..).zip(SERIES.iter().zip(powers)) {
        power *= shift;
        let term = coefficient * power * total;
        sum += term;
        slope += f64::from(degree) * term;
    }
    (sum, slope)
}

/// W(e), or the q with q + ln q = x, to within some per cent: a Padé approximant for small e, else asymptotically.
fn first_guess(e: f64, x: f64) -> f64 {
    if x < 1.0 {
        return e * (1.0 + 4.0 / 3.0 * e) / (1.0 + e * (7.0 / 3.0 + 5.0 / 6.0 * e));
    }
    let ln_x = log(x);
    x - ln_x + ln_x / x
}

/// The q > 0 with q + ln q = x (Wright's omega function), from a guess `q`. Each step raises the error to its fourth
/// power (Fritsch, Shafer, Crowley, *Algorithm 443*, 1973).
fn omega(x: f64, mut q: f64) -> f64 {
    for _ in 0..8 {
        let z = x - q - log(q);
        let r = 2.0 * (1.0 + q) * (1.0 + q + 2.0 / 3.0 * z);
        q *= 1.0 + z / (1.0 + q) * (r - z) / (r - 2.0 * z);
        if z.abs() < 0.02 {
            break;
        }
    }
    q
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cross_validation::{SLIPS, TOLERANCE};
    use proptest::prelude::{prop, prop_assert, proptest};

    proptest! {
        #[test]
        fn the_proximal_point_solves_its_equations(
            b in prop::collection::vec(-30.0f32..150.0, 2..40),
            s in 0.01..500.0f64,
            start in prop::option::of(-20.0f32..150.0),
        ) {
            let mut p = vec![0.0; b.len()];
            let l = f64::from(proximal_point(&b, s, start.unwrap_or(f32::NAN), &mut p));
            let sum: f64 = p.iter().map(|&p| f64::from(p)).sum();
            prop_assert!((sum - 1.0).abs() < 1e-4, "probabilities sum to {}", sum);
            for (&b, &p) in b.iter().zip(&p) {
                let (b, p) = (f64::from(b), f64::from(p));
                prop_assert!((0.0..=1.0001).contains(&p));
                if p > 1e-9 {
                    let residual = log(p) + s * p + l - b;
                    prop_assert!(residual.abs() < 1e-3 + 2e-6 * b.abs().max(s), "residual {} at p {}", residual, p);
                }
            }
        }
    }

    proptest! {
        #[test]
        fn it_is_found_where_the_label_is_certain(
            z in prop::collection::vec(-8.0f32..8.0, 2..160),
            s in 0.1..2000.0f64,
            off in prop::option::of(-600.0f32..600.0),
        ) {
            let mut b = z;
            b[0] += s as f32;
            let mut p = vec![0.0; b.len()];
            let l = proximal_point(&b, s, off.unwrap_or(f32::NAN), &mut p);
            let again = proximal_point(&b, s, l, &mut p.clone());
            prop_assert!((l - again).abs() < 1e-3 + 1e-6 * l.abs(), "{} against {}", l, again);
            prop_assert!(p.iter().all(|p| (0.0..=1.0001).contains(p)), "{:?}", p);
            prop_assert!((p.iter().sum::<f32>() - 1.0).abs() < 1e-4);
        }
    }

    #[test]
    fn a_warm_start_ends_where_a_cold_one_does() {
        let (_, cold) = problem_and_fit(400, 1e-5, &[10.0]);
        let (passes, warm) = problem_and_fit(400, 1e-5, &[0.1, 1.0, 300.0, 10.0]);
        let gap = cold.iter().zip(&warm).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(gap < 0.01 && passes < 400, "scores differ by {gap} after {passes} passes");
    }

    fn problem_and_fit(max_passes: usize, tolerance: f64, path: &[f64]) -> (usize, Vec<f32>) {
        let mut rng = Rng::new(4, 4);
        let mut rows = Rows::default();
        let labels: Vec<u32> = (0..300).map(|_| rng.below(5) as u32).collect();
        for &label in &labels {
            let noise = [rng.below(40) as u32, 40 + rng.below(40) as u32];
            rows.push(|out| out.extend([(80 + label, 0.4), (noise[0], 0.6), (noise[1], 0.7)]));
        }
        let weights = vec![1.0; labels.len()];
        let problem = Problem { rows: &rows, labels: &labels, weights: &weights, features: 85, intents: 5 };
        let mut last = None;
        for &c in path {
            let settings = Settings { c, slips: SLIPS, tolerance, max_passes, seed: 1 };
            last = Some(fit(&problem, &settings, last, &|| true).expect("nobody cancels"));
        }
        let fit = last.expect("the path is not empty");
        let mut scores = vec![0.0; fit.weights.stride()];
        let mut all = Vec::new();
        for row in 0..rows.len() {
            fit.weights.scores(rows.row(row), &mut scores);
            all.extend_from_slice(&scores[..5]);
        }
        (fit.passes, all)
    }

    #[test]
    fn twice_the_passes_change_nothing() {
        let (passes, scores) = problem_and_fit(400, TOLERANCE, &[10.0]);
        assert!(passes < 400, "it settles by itself");
        let (_, longer) = problem_and_fit(2 * passes, 0.0, &[10.0]);
        let gap = scores.iter().zip(&longer).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(gap < 0.02, "scores move by {gap}");
        let top = |scores: &[f32]| (0..5).max_by(|&a, &b| scores[a].total_cmp(&scores[b]));
        let moved = scores.chunks(5).zip(longer.chunks(5)).filter(|(a, b)| top(a) != top(b)).count();
        assert_eq!(moved, 0, "choices that differ");
    }
}
