//! Examples → model: choose the regularisation, calibrate, evaluate, promise, fit.
//!
//! Everything is decided on out-of-fold predictions of the examples: each fold's model has its own vocabulary and idf
//! and sees no text of a subject whose texts it predicts. Regularisation, calibration, evaluation and the
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
use crate::calibrate::Scored;
use crate::cross_validation::{CrossValidated, cross_validate, settings};
use crate::error::{Error, Result};
use crate::evaluation::{Evaluation, Outcome};
use crate::guarantee::{Basis, guarantee};
use crate::input::Input;
use crate::matrix::Weights;
use crate::model::{Header, Model, Recipe, Scratch};
use crate::ngrams::FEATURE_SET_VERSION;
use crate::progress::{Progress, Stage};
use crate::records::{Record, Records, record};
use crate::scope::Scope;
use crate::training_set::TrainingSet;
use crate::vocabulary::Vocabulary;

/// A labelled text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Example<'a> {
    /// For messages only.
    pub id: &'a str,
    /// Pseudonymized text with what is known besides it.
    pub input: Input<'a>,
    /// Intent that a person gave.
    pub label: &'a str,
    /// Whom the text is about; terms must occur for several, and a subject's texts stay in one fold.
    pub subject: &'a str,
    /// What promises may be made for, each `dimension=value`; no features.
    pub groups: &'a [String],
    /// How much it counts, ≥ 0; 1 is usual, 0 leaves it out.
    pub weight: f32,
}

impl<'a> Example<'a> {
    /// A text of which nothing else is known, with the usual weight.
    pub fn new(id: &'a str, text: &'a str, label: &'a str, subject: &'a str) -> Self {
        Self { id, input: Input::from(text), label, subject, groups: &[], weight: 1.0 }
    }
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
        Self { seed: 1, threads: 2, min_subjects: 3, alpha: 0.02, delta: 0.05, c_grid: vec![20.0, 60.0, 180.0] }
    }
}

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
    let (validated, fitted) = cross_validate(&set, config, progress)?;
    let model = finish(set, validated, fitted, config, progress)?;
    let model = if calibration.is_empty() { model } else { recalibrate(model, calibration, config)? };
    progress.report(Stage::Fitting, 1, 1).is_continue().then_some(model).ok_or(Error::Cancelled)
}

/// Fits with the first C of the grid and nothing else: scores are not calibrated, nothing is evaluated or promised. For
/// what measures a fit, and for [`train_with_calibration`]'s parts by themselves. Errors as there.
pub fn fit(examples: &[Example], config: &TrainConfig, progress: &dyn Progress) -> Result<Model> {
    check(examples, config)?;
    let set = TrainingSet::read(examples)?;
    let validated = CrossValidated::without(config.c_grid[0], &set);
    finish(set, validated, None, config, progress)
}

/// The fit of all examples.
pub(crate) struct Fitted {
    vocabulary: Vocabulary,
    weights: Weights,
}

impl Fitted {
    /// With this C, for as long as `proceed` says so.
    pub(crate) fn of(set: &TrainingSet, config: &TrainConfig, c: f64, proceed: &dyn Fn() -> bool) -> Result<Self> {
        let everyone = set.with_names(0..set.examples);
        let (vocabulary, encoded) = set.encode(&everyone, config.min_subjects);
        if vocabulary.terms.is_empty() {
            return Err(Error::EmptyVocabulary { min_subjects: config.min_subjects });
        }
        let fit = set.fit(&everyone, &encoded.rows, &vocabulary, settings(c, config.seed), None, proceed)?;
        Ok(Self { vocabulary, weights: fit.weights })
    }
}

/// The model of all examples, with what cross-validation found; fitted here where it is not yet.
fn finish(
    set: TrainingSet,
    validated: CrossValidated,
    fitted: Option<Fitted>,
    config: &TrainConfig,
    progress: &dyn Progress,
) -> Result<Model> {
    let proceed = || progress.report(Stage::Fitting, 0, 1).is_continue();
    let Fitted { vocabulary, weights } = match fitted {
        Some(fitted) if proceed() => fitted,
        Some(_) => return Err(Error::Cancelled),
        None => Fitted::of(&set, config, validated.c, &proceed)?,
    };
    let scope = scope(&validated.scored);
    let records = validated.records(&set, &scope);
    let header = Header {
        feature_set_version: FEATURE_SET_VERSION.to_owned(),
        recipe: Recipe {
            examples: set.examples as u64,
            subjects: set.subject_count as u64,
            min_subjects: config.min_subjects,
            seed: config.seed,
            folds: validated.folds as u32,
            c: validated.c,
        },
        calibration: validated.calibration,
        scope,
        unseen_idf: vocabulary.unseen_idf,
        evaluation: Evaluation::of(&outcomes(&records, &set), &set.intents),
        guarantee: guarantee(&pairs(&records), config.alpha, config.delta, Basis::CrossFitted),
        groups: records.groups.clone(),
        intents: set.intents,
    };
    bundle::assemble(header, vocabulary, weights, records)
}

/// The same model with records, and so every promise, of labels that nothing was fitted on.
fn recalibrate(model: Model, calibration: &[Example], config: &TrainConfig) -> Result<Model> {
    let records = records_of(&model, calibration);
    let guarantee = guarantee(&pairs(&records), config.alpha, config.delta, Basis::HeldOut);
    let header = Header { guarantee, groups: records.groups.clone(), ..model.header };
    bundle::assemble(header, model.vocabulary, model.weights, records)
}

/// How high the top scores of texts from the domain are.
fn scope(scored: &Scored) -> Scope {
    let top = |row: usize| scored.row(row).iter().copied().fold(f32::NEG_INFINITY, f32::max);
    Scope::of((0..scored.labels.len()).map(top).collect())
}

fn outcomes<'s>(records: &'s Records, set: &'s TrainingSet) -> Vec<Outcome<'s>> {
    let name = |intent: u16| set.intents[usize::from(intent)].as_str();
    let outcome = |row: &Record| Outcome {
        truth: row.truth.map_or("", name),
        predicted: name(row.predicted()),
        probability: row.probability(),
    };
    records.rows.iter().map(outcome).collect()
}

fn pairs(records: &Records) -> Vec<(f64, bool)> {
    records.rows.iter().map(|row| (row.probability(), row.is_right())).collect()
}

/// What `model` says about labelled texts that it has not seen.
pub fn records_of(model: &Model, labelled: &[Example]) -> Records {
    let (groups, numbered) = Records::number_groups(labelled.iter().map(|example| example.groups));
    let mut scratch = Scratch::default();
    let row = |(example, groups): (&Example, Vec<u16>)| {
        model.encode(&example.input, &mut scratch);
        model.score(&mut scratch);
        let truth = model.header.intents.binary_search_by(|name| name.as_str().cmp(example.label)).ok();
        record(&scratch.scores, &model.header.calibration, truth.map(|truth| truth as u16), &model.header.scope, groups)
    };
    Records { rows: labelled.iter().zip(numbered).map(row).collect(), groups }
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
