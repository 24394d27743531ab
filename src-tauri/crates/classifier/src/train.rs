//! Examples → model: choose the regularisation, calibrate, evaluate, promise, fit.
//!
//! Everything is decided on out-of-fold predictions of the examples: each fold's model has its own vocabulary and idf
//! and sees no text of a subject whose texts it predicts. Regularisation, temperature, evaluation and the
//! cross-fitted threshold rest on those; the final model is then fitted on all examples.
//!
//! The name of each intent is one more text to learn from: `refund_request` already says most of what ten examples
//! say (1.5 points of accuracy at ten examples per intent, nothing at a hundred). It belongs to nobody, so it brings
//! no term into the vocabulary, and is never predicted on.
//!
//! Why the final fit takes all examples and no slice is kept back: at the sizes a firm has, a fifth of the labels is
//! worth a point of accuracy. The price is that the threshold found here is an estimate ([`Basis::CrossFitted`]): its
//! outcomes come from models that saw less than the final one, and share examples with each other. For the theorem
//! hand over labels that were kept apart ([`train_with_calibration`], or [`guarantee()`](crate::guarantee()) later,
//! on labels that came in since); nothing is fitted on those.

use crate::bundle;
use crate::calibrate::{Scored, fit_scale, log_loss, softmax};
use crate::corpus::Corpus;
use crate::error::{Error, Result};
use crate::evaluation::{Evaluation, Outcome};
use crate::folds;
use crate::guarantee::{Basis, guarantee};
use crate::matrix::Rows;
use crate::model::{Header, Model, Recipe, Scratch};
use crate::ngrams::FEATURE_SET_VERSION;
use crate::progress::{Progress, Stage};
use crate::scope::Scope;
use crate::solver::{self, Problem, Settings};
use crate::vocabulary::Vocabulary;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A labelled text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Example<'a> {
    /// For messages only.
    pub id: &'a str,
    /// Pseudonymized text.
    pub text: &'a str,
    /// Intent that a person gave.
    pub label: &'a str,
    /// Whom the text is about; terms must occur for several, and a subject's texts stay in one fold.
    pub subject: &'a str,
    /// How much it counts, ≥ 0; 1 is usual, 0 leaves it out.
    pub weight: f32,
}

/// How to train. The defaults are complete.
#[derive(Debug, Clone, PartialEq)]
pub struct TrainConfig {
    /// Folds and order of the texts.
    pub seed: u64,
    /// Threads; the result does not depend on it.
    pub threads: usize,
    /// Terms occur for at least this many subjects.
    pub min_subjects: u32,
    /// Promised share of errors, in 0–1.
    pub alpha: f64,
    /// Chance that the promise fails, in 0–1.
    pub delta: f64,
    /// Inverse strengths of the regularisation to choose from, ascending.
    pub c_grid: Vec<f64>,
}

impl Default for TrainConfig {
    fn default() -> Self {
        Self { seed: 1, threads: 2, min_subjects: 3, alpha: 0.02, delta: 0.05, c_grid: vec![15.0, 40.0, 120.0] }
    }
}

/// Folds of the cross-validation, and for fewer than [`FEW_EXAMPLES`] examples, where each text counts and time does
/// not.
const FOLDS: usize = 5;
const FOLDS_FOR_FEW: usize = 10;
const FEW_EXAMPLES: usize = 2000;

/// Trains a model. The same examples in the same order, seed and floor give the same bytes, on any number of threads.
///
/// Errors: `NoExamples`, `OneIntent`, `EmptyVocabulary`, `InvalidWeight`, `InvalidSetting`, `Cancelled`.
pub fn train(examples: &[Example], config: &TrainConfig, progress: &dyn Progress) -> Result<Model> {
    train_with_calibration(examples, &[], config, progress)
}

/// Trains a model and takes the guarantee from `calibration`, labels that nothing is fitted on.
///
/// With an empty `calibration` it is [`train`]. Errors as there.
pub fn train_with_calibration(
    examples: &[Example],
    calibration: &[Example],
    config: &TrainConfig,
    progress: &dyn Progress,
) -> Result<Model> {
    check(examples, config)?;
    ask(progress, Stage::Reading, 0, 1)?;
    let set = TrainingSet::read(examples)?;
    ask(progress, Stage::Reading, 1, 1)?;
    let chosen = cross_validate(&set, config, progress)?;
    let everyone = set.with_names(0..set.examples);
    let proceed = || progress.report(Stage::Fitting, 0, 1).is_continue();
    let (vocabulary, encoded) = set.encode(&everyone, config.min_subjects);
    if vocabulary.terms.is_empty() {
        return Err(Error::EmptyVocabulary { min_subjects: config.min_subjects });
    }
    let fit = set.fit(&everyone, &encoded.rows, &vocabulary, chosen.settings, None, &proceed)?;
    let outcomes = chosen.outcomes(&set);
    let pairs: Vec<(f64, bool)> = outcomes.iter().map(|o| (o.probability, o.predicted == o.truth)).collect();
    let header = Header {
        feature_set_version: FEATURE_SET_VERSION.to_owned(),
        intents: set.intents.clone(),
        recipe: Recipe {
            examples: set.examples as u64,
            subjects: set.subject_count as u64,
            min_subjects: config.min_subjects,
            seed: config.seed,
            folds: chosen.folds as u32,
            c: chosen.settings.c,
        },
        scale: chosen.scale,
        scope: scope(&chosen.scored),
        unseen_idf: vocabulary.unseen_idf,
        evaluation: Evaluation::of(&outcomes, &set.intents),
        guarantee: guarantee(&pairs, config.alpha, config.delta, Basis::CrossFitted),
    };
    let mut model = bundle::assemble(header, vocabulary, fit.weights)?;
    if !calibration.is_empty() {
        let labelled = calibration.iter().map(|example| (example.text, example.label));
        let held_out = outcomes_of(&model, labelled);
        let mut header = model.header.clone();
        header.guarantee = guarantee(&held_out, config.alpha, config.delta, Basis::HeldOut);
        model = bundle::assemble(header, model.vocabulary, model.weights)?;
    }
    progress.report(Stage::Fitting, 1, 1).is_continue().then_some(model).ok_or(Error::Cancelled)
}

/// How high the top scores of texts from the domain are.
fn scope(scored: &Scored) -> Scope {
    let top = |row: usize| scored.row(row).iter().copied().fold(f32::NEG_INFINITY, f32::max);
    Scope::of((0..scored.labels.len()).map(top).collect())
}

/// (probability of the first choice, whether it is the label) of each (text, label): what [`guarantee`] takes.
pub fn outcomes_of<'t>(model: &Model, labelled: impl Iterator<Item = (&'t str, &'t str)>) -> Vec<(f64, bool)> {
    let mut scratch = Scratch::default();
    let outcome = |(text, label): (&str, &str)| {
        let prediction = model.predict(text, &mut scratch);
        (prediction.probability, model.intents()[prediction.intent] == label)
    };
    labelled.map(outcome).collect()
}

/// Quality of `model` on (text, label) rows; an empty slice gives an evaluation of nothing.
pub fn evaluate(model: &Model, rows: &[(&str, &str)]) -> Evaluation {
    let mut scratch = Scratch::default();
    let outcome = |&(text, truth): &(&'_ str, &'_ str)| {
        let prediction = model.predict(text, &mut scratch);
        (truth.to_owned(), prediction.intent, prediction.probability)
    };
    let predicted: Vec<(String, usize, f64)> = rows.iter().map(outcome).collect();
    let outcomes: Vec<Outcome> = predicted
        .iter()
        .map(|(truth, intent, probability)| Outcome {
            truth,
            predicted: &model.intents()[*intent],
            probability: *probability,
        })
        .collect();
    Evaluation::of(&outcomes, model.intents())
}

fn check(examples: &[Example], config: &TrainConfig) -> Result<()> {
    let share = |share: f64| share > 0.0 && share < 1.0;
    let settings = [
        ("threads", config.threads > 0),
        ("alpha", share(config.alpha)),
        ("delta", share(config.delta)),
        ("c_grid", !config.c_grid.is_empty() && config.c_grid.iter().all(|c| c.is_finite() && *c > 0.0)),
    ];
    if let Some(&(name, _)) = settings.iter().find(|(_, sound)| !sound) {
        return Err(Error::InvalidSetting { name });
    }
    match examples.iter().find(|example| !(example.weight.is_finite() && example.weight >= 0.0)) {
        Some(example) => Err(Error::InvalidWeight { id: example.id.to_owned() }),
        None => Ok(()),
    }
}

fn ask(progress: &dyn Progress, stage: Stage, done: usize, total: usize) -> Result<()> {
    if progress.report(stage, done, total).is_break() { Err(Error::Cancelled) } else { Ok(()) }
}

/// Examples as numbers.
pub(crate) struct TrainingSet {
    pub intents: Vec<String>,
    pub labels: Vec<u32>,
    weights: Vec<f32>,
    subjects: Vec<u32>,
    subject_count: usize,
    /// Number of examples; rows from here on are the names of the intents.
    examples: usize,
    corpus: Corpus,
}

/// Stands for nobody.
pub(crate) const NO_SUBJECT: u32 = u32::MAX;

/// The name of an intent as a person would say it: `refund_request`, `refundRequest` → `refund Request`.
fn spoken(name: &str) -> String {
    let mut spoken = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_uppercase() && spoken.ends_with(char::is_lowercase) {
            spoken.push(' ');
        }
        spoken.push(if c.is_alphanumeric() { c } else { ' ' });
    }
    spoken
}

/// Rows in the vocabulary of one fit.
pub(crate) struct Encoded {
    pub rows: Rows,
    feature_of: Vec<Option<u32>>,
}

impl TrainingSet {
    fn read(examples: &[Example]) -> Result<Self> {
        let used: Vec<&Example> = examples.iter().filter(|example| example.weight > 0.0).collect();
        if used.is_empty() {
            return Err(Error::NoExamples);
        }
        let (intents, labels) = numbered(used.iter().map(|example| example.label));
        if intents.len() < 2 {
            return Err(Error::OneIntent);
        }
        let (subject_names, mut subjects) = numbered(used.iter().map(|example| example.subject));
        let names: Vec<String> = intents.iter().map(|intent| spoken(intent)).collect();
        subjects.resize(used.len() + names.len(), NO_SUBJECT);
        let texts = used.iter().map(|example| example.text).chain(names.iter().map(String::as_str));
        Ok(Self {
            labels: labels.into_iter().chain(0..intents.len() as u32).collect(),
            weights: used.iter().map(|example| example.weight).chain(intents.iter().map(|_| 1.0)).collect(),
            subjects,
            subject_count: subject_names.len(),
            examples: used.len(),
            corpus: Corpus::read(texts),
            intents,
        })
    }

    /// `rows` and the names of all intents.
    fn with_names(&self, rows: impl Iterator<Item = usize>) -> Vec<usize> {
        rows.chain(self.examples..self.labels.len()).collect()
    }

    /// Vocabulary of `rows`, and their features.
    fn encode(&self, rows: &[usize], min_subjects: u32) -> (Vocabulary, Encoded) {
        let (vocabulary, feature_of) = Vocabulary::choose(&self.corpus, rows, &self.subjects, min_subjects);
        let mut encoded = Encoded { rows: Rows::default(), feature_of };
        encoded.append(self, &vocabulary, rows);
        (vocabulary, encoded)
    }

    fn fit(
        &self,
        rows: &[usize],
        features: &Rows,
        vocabulary: &Vocabulary,
        settings: Settings,
        start: Option<solver::Fit>,
        proceed: &dyn Fn() -> bool,
    ) -> Result<solver::Fit> {
        let labels: Vec<u32> = rows.iter().map(|&row| self.labels[row]).collect();
        let weights: Vec<f32> = rows.iter().map(|&row| self.weights[row]).collect();
        let problem = Problem {
            rows: features,
            labels: &labels,
            weights: &weights,
            features: vocabulary.terms.len(),
            intents: self.intents.len(),
        };
        solver::fit(&problem, &settings, start, proceed)
    }
}

impl Encoded {
    fn append(&mut self, set: &TrainingSet, vocabulary: &Vocabulary, rows: &[usize]) {
        let mut raw = Vec::new();
        for &row in rows {
            self.rows.push(|out| vocabulary.encode(&set.corpus, row, &self.feature_of, out, &mut raw));
        }
    }
}

/// Names in sorted order, and the number of each item's name.
fn numbered<'a>(items: impl Iterator<Item = &'a str> + Clone) -> (Vec<String>, Vec<u32>) {
    let mut number: BTreeMap<&str, u32> = items.clone().map(|item| (item, 0)).collect();
    number.values_mut().zip(0..).for_each(|(number, next)| *number = next);
    let numbers = items.map(|item| number[item]).collect();
    (number.into_keys().map(str::to_owned).collect(), numbers)
}

/// What cross-validation found.
struct Chosen {
    settings: Settings,
    scale: f64,
    folds: usize,
    /// Out-of-fold scores of all rows, in their order; empty without folds.
    scored: Scored,
}

impl Chosen {
    fn outcomes<'s>(&self, set: &'s TrainingSet) -> Vec<Outcome<'s>> {
        let mut probabilities = Vec::new();
        let outcome = |(row, &label): (usize, &u32)| {
            let scores: Vec<f64> = self.scored.row(row).iter().map(|&score| f64::from(score)).collect();
            softmax(&scores, self.scale, &mut probabilities);
            let best = (0..scores.len()).rev().max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0);
            Outcome {
                truth: &set.intents[label as usize],
                predicted: &set.intents[best],
                probability: probabilities[best],
            }
        };
        self.scored.labels.iter().enumerate().map(outcome).collect()
    }
}

/// Stops a fit when it has settled: see `solver::Settings`.
const TOLERANCE: f64 = 3e-4;
const MAX_PASSES: usize = 400;

fn settings(c: f64, seed: u64) -> Settings {
    Settings { c, tolerance: TOLERANCE, max_passes: MAX_PASSES, seed }
}

/// Out-of-fold scores for each C; the one with the least log-loss after its own temperature wins.
fn cross_validate(set: &TrainingSet, config: &TrainConfig, progress: &dyn Progress) -> Result<Chosen> {
    let n = set.examples;
    let wanted = if n < FEW_EXAMPLES { FOLDS_FOR_FEW } else { FOLDS };
    let count = wanted.min(set.subject_count);
    if count < 2 {
        let c = config.c_grid[config.c_grid.len() / 2];
        let scored = Scored { intents: set.intents.len(), ..Scored::default() };
        return Ok(Chosen { settings: settings(c, config.seed), scale: 1.0, folds: 0, scored });
    }
    let fold_of = folds::assign(&set.labels[..n], &set.subjects[..n], set.intents.len(), count, config.seed);
    let total = count * config.c_grid.len();
    let done = AtomicUsize::new(0);
    let parts =
        in_parallel(count, config.threads, |fold| score_fold(set, config, &fold_of, fold, progress, &done, total));
    let parts = parts.into_iter().collect::<Result<Vec<_>>>()?;
    let candidates = (0..config.c_grid.len()).map(|index| {
        let mut scored = Scored {
            scores: vec![0.0; n * set.intents.len()],
            labels: set.labels[..n].to_vec(),
            intents: set.intents.len(),
        };
        for (rows, scores) in &parts {
            for (&row, scores) in rows.iter().zip(scores[index].chunks_exact(set.intents.len())) {
                scored.scores[row * set.intents.len()..][..set.intents.len()].copy_from_slice(scores);
            }
        }
        let scale = fit_scale(&scored);
        let chosen = Chosen { settings: settings(config.c_grid[index], config.seed), scale, folds: count, scored };
        (log_loss(&chosen.scored, scale), chosen)
    });
    let best = candidates.min_by(|a, b| a.0.total_cmp(&b.0));
    Ok(best.expect("the grid is not empty").1)
}

/// Rows of a fold, and per C their scores.
type FoldScores = (Vec<usize>, Vec<Vec<f32>>);

fn score_fold(
    set: &TrainingSet,
    config: &TrainConfig,
    fold_of: &[u8],
    fold: usize,
    progress: &dyn Progress,
    done: &AtomicUsize,
    total: usize,
) -> Result<FoldScores> {
    let is_held_out = |row: &usize| fold_of[*row] as usize == fold;
    let held_out: Vec<usize> = (0..set.examples).filter(is_held_out).collect();
    let rows = set.with_names((0..set.examples).filter(|row| !is_held_out(row)));
    let (vocabulary, encoded) = set.encode(&rows, config.min_subjects);
    let mut unseen = Encoded { rows: Rows::default(), feature_of: encoded.feature_of.clone() };
    unseen.append(set, &vocabulary, &held_out);
    let proceed = || progress.report(Stage::CrossValidation, done.load(Ordering::Relaxed), total).is_continue();
    let mut fit = None;
    let mut scores_by_c = Vec::new();
    for &c in &config.c_grid {
        let next = set.fit(&rows, &encoded.rows, &vocabulary, settings(c, config.seed), fit.take(), &proceed)?;
        let mut row_scores = vec![0.0; next.weights.stride()];
        let mut scores = Vec::with_capacity(held_out.len() * set.intents.len());
        for row in 0..held_out.len() {
            next.weights.scores(unseen.rows.row(row), &mut row_scores);
            scores.extend_from_slice(&row_scores[..set.intents.len()]);
        }
        scores_by_c.push(scores);
        done.fetch_add(1, Ordering::Relaxed);
        fit = Some(next);
    }
    Ok((held_out, scores_by_c))
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
