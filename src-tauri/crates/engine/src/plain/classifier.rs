//! A classifier in one file: train it on labels, predict, evaluate, and state its guarantee on labels kept apart.

use std::io::{Read, Write};
use std::ops::ControlFlow;

use countersign_classifier::{
    Basis, Contributions, Evaluation, Example, Guarantee, Model, Progress, Scratch, Stage, TrainConfig, evaluate,
    guarantee, outcomes_of, train_with_calibration,
};
use serde::Serialize;
use serde_json::value::RawValue;

use super::lines::{LinesReport, bad_line};
use super::table::{Columns, TableFormat, TextRow, each_row};
use crate::{Cancel, Error, TrainProgress};

/// Labelled texts of a plain file.
#[derive(Debug, Default)]
struct Labelled {
    rows: Vec<(String, String)>,
    /// Rows without a label or with a line that cannot be read: left out.
    left_out: u64,
}

fn read_labelled(reader: impl Read, format: TableFormat, columns: &Columns) -> Result<Labelled, Error> {
    let mut labelled = Labelled::default();
    each_row(reader, format, columns, |row| {
        match row {
            Ok(TextRow { text, label, .. }) if !label.is_empty() => labelled.rows.push((text, label)),
            _ => labelled.left_out += 1,
        }
        Ok(())
    })?;
    Ok(labelled)
}

/// How to train on plain files.
pub struct PlainTrainRequest<'a> {
    /// Columns; `label` is needed.
    pub columns: Columns,
    /// Seed of folds and order.
    pub seed: u64,
    /// Threads; the result does not depend on it.
    pub threads: usize,
    /// A term is kept if it occurs in so many texts; the classifier's own choice when absent.
    pub min_subjects: Option<u32>,
    /// Ends the work; nothing is kept then.
    pub cancel: &'a Cancel,
    /// Hears of progress.
    pub progress: &'a (dyn Fn(TrainProgress) + Sync),
}

/// What training on plain files made.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlainTrainReport {
    /// SHA-256 of the file.
    pub model_version: String,
    /// Labelled texts.
    pub labels: u64,
    /// Intents.
    pub intents: u64,
    /// Rows without a label, which were left out.
    pub left_out: u64,
    /// Figures on folds that the model which made them has not seen.
    pub evaluation: Evaluation,
    /// The guarantee: on the calibration file if there was one, else cross-fitted.
    pub guarantee: Guarantee,
}

struct Listener<'a>(&'a PlainTrainRequest<'a>);

impl Progress for Listener<'_> {
    fn report(&self, stage: Stage, done: usize, total: usize) -> ControlFlow<()> {
        let stage = match stage {
            Stage::Reading => "reading",
            Stage::CrossValidation => "cross-validation",
            Stage::Fitting => "fitting",
        };
        (self.0.progress)(TrainProgress { stage, done, total });
        if self.0.cancel.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

/// A classifier outside a workspace.
pub struct PlainModel(Model);

/// The guarantee of a model on labels that nothing was fitted on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Guaranteed {
    /// Threshold, coverage, bound, labels needed.
    #[serde(flatten)]
    pub guarantee: Guarantee,
    /// Rows without a label, which were left out.
    pub left_out: u64,
}

/// What to predict, and how much of it to say.
pub struct PredictRequest<'a> {
    /// Columns; `label` is not read.
    pub columns: Columns,
    /// Form of the input.
    pub format: TableFormat,
    /// Say what each word contributes to the first choice against the second.
    pub contributions: bool,
    /// Ends the work; nothing is kept then.
    pub cancel: &'a Cancel,
    /// Hears how many texts are done.
    pub progress: &'a dyn Fn(u64),
}

impl PlainModel {
    /// The model in these bytes. Errors: `Classifier`.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        Ok(Self(Model::from_bytes(bytes)?))
    }

    /// The bytes of its file.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.to_bytes()
    }

    /// Trains on CSV, or JSON Lines, of texts and labels; each row counts as a subject of its own. Nothing is fitted on
    /// `calibration`, from which the guarantee is taken. Errors: `Input`, `Classifier`, `Cancelled`.
    pub fn train(
        labels: (impl Read, TableFormat),
        calibration: Option<(impl Read, TableFormat)>,
        request: &PlainTrainRequest<'_>,
    ) -> Result<(Self, PlainTrainReport), Error> {
        let labelled = read_labelled(labels.0, labels.1, &request.columns)?;
        let kept_apart = calibration.map(|(reader, format)| read_labelled(reader, format, &request.columns));
        let kept_apart = kept_apart.transpose()?.unwrap_or_default();
        let usual = TrainConfig::default();
        let config = TrainConfig {
            seed: request.seed,
            threads: request.threads.max(1),
            min_subjects: request.min_subjects.unwrap_or(usual.min_subjects),
            ..usual
        };
        let (ids, kept_ids) = (ids_of(&labelled), ids_of(&kept_apart));
        let trained = train_with_calibration(
            &examples(&labelled, &ids),
            &examples(&kept_apart, &kept_ids),
            &config,
            &Listener(request),
        );
        let model =
            trained.map_err(|error| if request.cancel.is_cancelled() { Error::Cancelled } else { error.into() })?;
        let report = PlainTrainReport {
            model_version: model.version().to_string(),
            labels: labelled.rows.len() as u64,
            intents: model.intents().len() as u64,
            left_out: labelled.left_out + kept_apart.left_out,
            evaluation: model.evaluation().clone(),
            guarantee: model.guarantee().clone(),
        };
        Ok((Self(model), report))
    }

    /// Writes one line per text, in order; a bad line of JSON Lines gives `{"id":null,"error"}`. Errors: `Input`,
    /// `Io`, `Cancelled`.
    pub fn predict(
        &self,
        reader: impl Read,
        out: &mut dyn Write,
        request: &PredictRequest<'_>,
    ) -> Result<LinesReport, Error> {
        let mut scratch = Scratch::default();
        let mut report = LinesReport::default();
        each_row(reader, request.format, &request.columns, |row| {
            report.lines += 1;
            if report.lines.is_multiple_of(1000) {
                (request.progress)(report.lines);
            }
            if request.cancel.is_cancelled() {
                return Err(Error::Cancelled);
            }
            let line = match row {
                Ok(row) => self.line(&row, request.contributions, &mut scratch),
                Err(why) => {
                    report.refused += 1;
                    bad_line(why)
                }
            };
            Ok(writeln!(out, "{line}")?)
        })?;
        out.flush()?;
        Ok(report)
    }

    fn line(&self, row: &TextRow, contributions: bool, scratch: &mut Scratch) -> String {
        let prediction = self.0.predict(&row.text, scratch);
        let name = |intent: usize| self.0.intents()[intent].as_str();
        let shares = contributions
            .then(|| self.0.contributions(&row.text, prediction.intent, prediction.runner_up, scratch))
            .flatten();
        let line = PredictedLine {
            id: row.id.as_deref(),
            intent: name(prediction.intent),
            probability: prediction.probability,
            runner_up: prediction.runner_up.map(name),
            margin: prediction.margin,
            out_of_scope_score: prediction.out_of_scope_score,
            candidates: prediction
                .candidates
                .iter()
                .map(|(intent, probability)| PredictedCandidate { intent: name(*intent), probability: *probability })
                .collect(),
            contributions: shares.map(PredictedContributions::from),
        };
        serde_json::to_string(&line).expect("names and finite numbers serialize")
    }

    /// Quality on labelled texts; rows without a label are left out. Errors: `Input`.
    pub fn evaluate(&self, reader: impl Read, format: TableFormat, columns: &Columns) -> Result<Evaluation, Error> {
        let labelled = read_labelled(reader, format, columns)?;
        Ok(evaluate(&self.0, &pairs(&labelled)))
    }

    /// The loosest threshold from which on at most `alpha` is wrong with confidence 1 − `delta`, on labels that nothing
    /// was fitted on. Errors: `Input`.
    pub fn guarantee(
        &self,
        reader: impl Read,
        format: TableFormat,
        columns: &Columns,
        alpha: f64,
        delta: f64,
    ) -> Result<Guaranteed, Error> {
        let labelled = read_labelled(reader, format, columns)?;
        let outcomes = outcomes_of(&self.0, pairs(&labelled).into_iter());
        Ok(Guaranteed { guarantee: guarantee(&outcomes, alpha, delta, Basis::HeldOut), left_out: labelled.left_out })
    }
}

fn pairs(labelled: &Labelled) -> Vec<(&str, &str)> {
    labelled.rows.iter().map(|(text, label)| (text.as_str(), label.as_str())).collect()
}

fn ids_of(labelled: &Labelled) -> Vec<String> {
    (1..=labelled.rows.len()).map(|row| format!("row {row}")).collect()
}

fn examples<'a>(labelled: &'a Labelled, ids: &'a [String]) -> Vec<Example<'a>> {
    let example = |((text, label), id): (&'a (String, String), &'a String)| Example::new(id, text, label, id);
    labelled.rows.iter().zip(ids).map(example).collect()
}

#[derive(Serialize)]
struct PredictedLine<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a RawValue>,
    intent: &'a str,
    probability: f64,
    runner_up: Option<&'a str>,
    margin: f64,
    out_of_scope_score: f64,
    candidates: Vec<PredictedCandidate<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contributions: Option<PredictedContributions>,
}

#[derive(Serialize)]
struct PredictedCandidate<'a> {
    intent: &'a str,
    probability: f64,
}

/// Shares in the margin; with the bias they sum to it.
#[derive(Serialize)]
struct PredictedContributions {
    terms: Vec<PredictedTerm>,
    /// What is left without any word: the intercept, and what the length of the text says.
    bias: f64,
}

/// Offsets count Unicode scalar values of the text; the end is exclusive.
#[derive(Serialize)]
struct PredictedTerm {
    start: usize,
    end: usize,
    weight: f64,
}

impl From<Contributions> for PredictedContributions {
    fn from(shares: Contributions) -> Self {
        let term = |term: countersign_classifier::TermContribution| PredictedTerm {
            start: term.start,
            end: term.end,
            weight: term.weight,
        };
        let circumstances: f64 = shares.circumstances.iter().map(|(_, weight)| weight).sum();
        Self { terms: shares.terms.into_iter().map(term).collect(), bias: shares.bias + circumstances }
    }
}
