//! Out-of-fold scores of all examples: what C, temperature, evaluation and the cross-fitted threshold rest on.
//!
//! Each fold's model has its own vocabulary and idf, and sees no text of a subject whose texts it scores. C is chosen
//! on the first [`FOLDS_FOR_CHOICE`] folds, where thousands of texts tell settings apart well enough; the other folds
//! are fitted with the chosen C alone. Deliberately absent: nested folds. One number out of three is chosen on the
//! same predictions that are then evaluated, which flatters them by far less than their own interval.

use crate::calibrate::{Calibration, Scored, fit_scale, log_loss};
use crate::error::Result;
use crate::folds;
use crate::matrix::Rows;
use crate::progress::{Progress, Stage};
use crate::records::{Records, record};
use crate::scope::Scope;
use crate::solver::Settings;
use crate::train::{Fitted, TrainConfig};
use crate::training_set::{Encoded, TrainingSet};
use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Folds, and for fewer than [`FEW_EXAMPLES`] examples, where each text counts and time does not.
const FOLDS: usize = 5;
const FOLDS_FOR_FEW: usize = 10;
const FEW_EXAMPLES: usize = 2000;
/// Folds on which C is chosen; with few examples all of them.
const FOLDS_FOR_CHOICE: usize = 2;

/// Share of each label that counts for all intents alike: see [`Settings`]. Out of fold on two public sets it brings
/// 0.3 and 0.0 points of accuracy, and a third less calibration error where training without it settles on weak
/// regularisation; from .02 to .1 hardly anything differs.
pub(crate) const SLIPS: f64 = 0.03;
/// Stops a fit when it has settled: see [`Settings`]. A third of it moves no figure by more than the order of texts does.
pub(crate) const TOLERANCE: f64 = 1e-3;
const MAX_PASSES: usize = 400;

/// How a fit with this C is made, in folds and for all examples alike.
pub(crate) fn settings(c: f64, seed: u64) -> Settings {
    Settings { c, slips: SLIPS, tolerance: TOLERANCE, max_passes: MAX_PASSES, seed }
}

/// What cross-validation found.
pub(crate) struct CrossValidated {
    /// Chosen inverse strength of the regularisation.
    pub c: f64,
    /// How scores become probabilities.
    pub calibration: Calibration,
    /// Zero when there were too few subjects.
    pub folds: usize,
    /// Out-of-fold scores of all examples; empty without folds.
    pub scored: Scored,
}

impl CrossValidated {
    /// No folds, nothing found out.
    pub fn without(c: f64, set: &TrainingSet) -> Self {
        let scored = Scored { intents: set.intents.len(), ..Scored::default() };
        Self { c, calibration: Calibration::plain(1.0), folds: 0, scored }
    }

    /// What was said about each example out of fold.
    pub fn records(&self, set: &TrainingSet, scope: &Scope) -> Records {
        let (groups, numbered) = &set.groups;
        let row = |(row, (&label, groups)): (usize, (&u32, &Vec<u16>))| {
            let scores: Vec<f64> = self.scored.row(row).iter().map(|&score| f64::from(score)).collect();
            record(&scores, &self.calibration, Some(label as u16), scope, groups.clone())
        };
        let rows = self.scored.labels.iter().zip(numbered).enumerate().map(row);
        Records { rows: rows.collect(), groups: groups.clone() }
    }
}

/// Chooses C by the log-loss after its own temperature, and scores every example out of fold; where there are folds, with
/// the fit of all examples.
pub(crate) fn cross_validate(
    set: &TrainingSet,
    config: &TrainConfig,
    progress: &dyn Progress,
) -> Result<(CrossValidated, Option<Fitted>)> {
    let few = set.examples < FEW_EXAMPLES;
    let count = if few { FOLDS_FOR_FEW } else { FOLDS }.min(set.subject_count);
    if count < 2 {
        let c = config.c_grid[config.c_grid.len() / 2];
        return Ok((CrossValidated::without(c, set), None));
    }
    let (labels, subjects) = (&set.labels[..set.examples], &set.subjects[..set.examples]);
    let fold_of = folds::assign(labels, subjects, set.intents.len(), count, config.seed);
    let trial = if few { count } else { FOLDS_FOR_CHOICE };
    let work = Work {
        set,
        config,
        progress,
        fold_of,
        done: AtomicUsize::new(0),
        total: trial * config.c_grid.len() + count - trial + 1,
    };
    let mut parts = work.score(0..trial, &config.c_grid)?;
    let loss = |index: usize| {
        let scored = work.gather(&parts, index);
        log_loss(&scored, fit_scale(&scored))
    };
    let losses: Vec<f64> = (0..config.c_grid.len()).map(loss).collect();
    let best = (0..losses.len()).min_by(|&a, &b| losses[a].total_cmp(&losses[b])).unwrap_or(0);
    let c = config.c_grid[best];
    parts.iter_mut().for_each(|part| part.scores.swap(0, best));
    // The fit of all examples needs nothing but C, and takes longest: it is made beside the remaining folds.
    let jobs = in_parallel(1 + count - trial, config.threads, |index| match index {
        0 => work.fit_all(c).map(Job::All),
        _ => work.score_fold(trial + index - 1, &[c]).map(Job::Fold),
    });
    let mut all = None;
    for job in jobs {
        match job? {
            Job::All(fitted) => all = Some(fitted),
            Job::Fold(part) => parts.push(part),
        }
    }
    let scored = work.gather(&parts, 0);
    Ok((CrossValidated { c, calibration: Calibration::fit(&scored), folds: count, scored }, all))
}

/// What is done once C is known.
enum Job {
    All(Fitted),
    Fold(Part),
}

/// What one fold's models say about its rows.
struct Part {
    rows: Vec<usize>,
    /// Per C, row by row.
    scores: Vec<Vec<f32>>,
}

/// What the folds have in common.
struct Work<'a> {
    set: &'a TrainingSet,
    config: &'a TrainConfig,
    progress: &'a dyn Progress,
    fold_of: Vec<u8>,
    done: AtomicUsize,
    total: usize,
}

impl Work<'_> {
    fn score(&self, folds: Range<usize>, grid: &[f64]) -> Result<Vec<Part>> {
        let first = folds.start;
        let parts = in_parallel(folds.len(), self.config.threads, |index| self.score_fold(first + index, grid));
        parts.into_iter().collect()
    }

    fn score_fold(&self, fold: usize, grid: &[f64]) -> Result<Part> {
        let (set, seed) = (self.set, self.config.seed);
        let is_held_out = |row: &usize| self.fold_of[*row] as usize == fold;
        let held_out: Vec<usize> = (0..set.examples).filter(is_held_out).collect();
        let rows = set.with_names((0..set.examples).filter(|row| !is_held_out(row)));
        let (vocabulary, seen) = set.encode(&rows, self.config.min_subjects);
        let mut unseen = Encoded { rows: Rows::default(), feature_of: seen.feature_of.clone() };
        unseen.append(set, &vocabulary, &held_out);
        let done = || self.done.load(Ordering::Relaxed);
        let proceed = || self.progress.report(Stage::CrossValidation, done(), self.total).is_continue();
        let (mut start, mut scores) = (None, Vec::new());
        for &c in grid {
            let fit = set.fit(&rows, &seen.rows, &vocabulary, settings(c, seed), start.take(), &proceed)?;
            scores.push(fit.weights.scores_of(&unseen.rows));
            self.done.fetch_add(1, Ordering::Relaxed);
            start = Some(fit);
        }
        Ok(Part { rows: held_out, scores })
    }

    fn fit_all(&self, c: f64) -> Result<Fitted> {
        let done = || self.done.load(Ordering::Relaxed);
        let proceed = || self.progress.report(Stage::CrossValidation, done(), self.total).is_continue();
        let fitted = Fitted::of(self.set, self.config, c, &proceed)?;
        self.done.fetch_add(1, Ordering::Relaxed);
        Ok(fitted)
    }

    /// The scores of all rows of `parts` with the C of this index, in the order of the rows.
    fn gather(&self, parts: &[Part], index: usize) -> Scored {
        let intents = self.set.intents.len();
        let mut rows: Vec<(usize, &[f32])> = parts
            .iter()
            .flat_map(|part| part.rows.iter().copied().zip(part.scores[index].chunks_exact(intents)))
            .collect();
        rows.sort_by_key(|&(row, _)| row);
        Scored {
            scores: rows.iter().flat_map(|&(_, scores)| scores).copied().collect(),
            labels: rows.iter().map(|&(row, _)| self.set.labels[row]).collect(),
            intents,
        }
    }
}

/// Results of `job(0..count)` in order, on up to `threads` threads.
fn in_parallel<T: Send>(count: usize, threads: usize, job: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let results: Vec<Mutex<Option<T>>> = (0..count).map(|_| Mutex::new(None)).collect();
    std::thread::scope(|scope| {
        for _ in 0..threads.min(count) {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(slot) = results.get(index) else { break };
                    let result = job(index);
                    *slot.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = Some(result);
                }
            });
        }
    });
    let value = |slot: Mutex<Option<T>>| slot.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    results.into_iter().map(|slot| value(slot).expect("each job ran")).collect()
}
