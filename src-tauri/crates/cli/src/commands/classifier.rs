//! `countersign classifier`: train and use a classifier on plain files.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use countersign_domain::Rate;
use countersign_engine::plain::{PlainModel, PlainTrainRequest, PredictRequest, TableFormat, TextColumns, write_whole};

use super::pseudonymize::{open, tell, threads, transform};
use crate::interrupt::cancel_on_signal;
use crate::problem::{Outcome, Problem, Result};
use crate::progress::Progress;
use crate::session::Session;

#[derive(Subcommand)]
pub enum Command {
    /// Train on a file of texts and labels
    Train(Train),
    /// Predict the intent of each text of a file
    Predict(Predict),
    /// How often a model is right on labelled texts
    Evaluate(Evaluate),
    /// From which probability on a model keeps a promise, on labels that nothing was fitted on
    Guarantee(Guarantee),
}

/// Which columns hold what.
#[derive(Args)]
pub struct Labelled {
    /// Column with the text
    #[arg(long, default_value = "text", value_name = "COLUMN")]
    text_column: String,
    /// Column with the label
    #[arg(long, default_value = "label", value_name = "COLUMN")]
    label_column: String,
}

#[derive(Args)]
#[command(
    after_help = "Parameters and temperature are chosen on the training file alone. Ctrl-C ends training; nothing is kept then.

Example:
  countersign classifier train --labels train.csv --model intents.model --label-column category"
)]
pub struct Train {
    /// Texts and labels: CSV, or JSON Lines by its ending
    #[arg(long, value_name = "FILE")]
    labels: PathBuf,
    /// File to write; overwritten
    #[arg(long, value_name = "FILE")]
    model: PathBuf,
    #[command(flatten)]
    columns: Labelled,
    /// Labels kept apart, for the guarantee only
    #[arg(long, value_name = "FILE")]
    calibration: Option<PathBuf>,
    /// Seed of folds and order
    #[arg(long, default_value_t = 1, value_name = "N")]
    seed: u64,
    /// Threads; the model does not depend on it [default: as many as the machine has]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
    /// A term is kept if it occurs in at least so many texts
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u32).range(1..))]
    min_subjects: Option<u32>,
}

#[derive(Args)]
#[command(
    after_help = "A line out is {\"id\"?,\"intent\",\"probability\",\"runner_up\",\"margin\",\"out_of_scope_score\",\"candidates\",\"contributions\"?}.

Example:
  countersign classifier predict --model intents.model --input texts.csv --output predictions.jsonl --contributions"
)]
pub struct Predict {
    /// Model
    #[arg(long, value_name = "FILE")]
    model: PathBuf,
    /// Texts: CSV, or JSON Lines by its ending
    #[arg(long, value_name = "FILE")]
    input: PathBuf,
    /// File to write, or - for standard output
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
    /// Column with the text
    #[arg(long, default_value = "text", value_name = "COLUMN")]
    text_column: String,
    /// Say what each word contributes to the first choice against the second
    #[arg(long)]
    contributions: bool,
}

#[derive(Args)]
#[command(
    after_help = "Example:\n  countersign classifier evaluate --model intents.model --labels test.csv --label-column category --json"
)]
pub struct Evaluate {
    /// Model
    #[arg(long, value_name = "FILE")]
    model: PathBuf,
    /// Texts and labels that the model has not seen
    #[arg(long, value_name = "FILE")]
    labels: PathBuf,
    #[command(flatten)]
    columns: Labelled,
}

#[derive(Args)]
#[command(
    after_help = "Exit status 0 also where no threshold keeps the promise; `threshold` is null then, and `labels_needed` says what would help.

Example:
  countersign classifier guarantee --model intents.model --labels calibration.csv --alpha .02 --delta .05 --json"
)]
pub struct Guarantee {
    /// Model
    #[arg(long, value_name = "FILE")]
    model: PathBuf,
    /// Texts and labels that neither trained nor calibrated the model
    #[arg(long, value_name = "FILE")]
    labels: PathBuf,
    #[command(flatten)]
    columns: Labelled,
    /// Largest share of errors that is promised, between 0 and 1
    #[arg(long, value_parser = share_inside)]
    alpha: f64,
    /// Chance that the promise does not hold, between 0 and 1
    #[arg(long, value_parser = share_inside)]
    delta: f64,
}

fn share_inside(text: &str) -> std::result::Result<f64, String> {
    let share: f64 = text.parse().map_err(|_| "a share is a number between 0 and 1".to_owned())?;
    if share > 0.0 && share < 1.0 { Ok(share) } else { Err("a share lies between 0 and 1".to_owned()) }
}

/// Does one of them.
pub fn run(command: Command, session: &Session) -> Result<Outcome> {
    match command {
        Command::Train(arguments) => train(&arguments, session),
        Command::Predict(arguments) => predict(&arguments, session),
        Command::Evaluate(arguments) => evaluate(&arguments, session),
        Command::Guarantee(arguments) => guarantee(&arguments, session),
    }
}

impl Labelled {
    fn columns(&self) -> TextColumns {
        TextColumns { text: self.text_column.clone(), label: Some(self.label_column.clone()) }
    }
}

fn train(arguments: &Train, session: &Session) -> Result<Outcome> {
    let labels = open(&arguments.labels)?;
    let with_format = |path: &Path| -> Result<_> { Ok((open(path)?, TableFormat::of(path))) };
    let calibration = arguments.calibration.as_deref().map(with_format);
    let cancel = cancel_on_signal()?;
    let progress = Progress::new();
    let request = PlainTrainRequest {
        columns: arguments.columns.columns(),
        seed: arguments.seed,
        threads: threads(arguments.threads),
        min_subjects: arguments.min_subjects,
        cancel: &cancel,
        progress: &|at| progress.say(|| format!("{} {}/{}", at.stage, at.done, at.total)),
    };
    let trained = PlainModel::train((labels, TableFormat::of(&arguments.labels)), calibration.transpose()?, &request);
    progress.end();
    let (model, report) = trained.map_err(of_training)?;
    let bytes = model.to_bytes();
    write_whole(&arguments.model, |out| Ok(out.write_all(&bytes)?)).map_err(|error| {
        Problem::Machine(format!("{} cannot be written, and was left as it was: {error}", arguments.model.display()))
    })?;
    session.out.print(&report, |out, report| {
        let accuracy = percent(&report.evaluation.accuracy);
        writeln!(
            out,
            "Trained on {} texts of {} intents; right in {accuracy} of texts it had not seen.",
            report.labels, report.intents
        )?;
        writeln!(out, "Wrote {}.", arguments.model.display())
    })?;
    Ok(Outcome::Done)
}

/// A file that holds nothing to learn from is read well and still of no use.
fn of_training(error: countersign_engine::Error) -> Problem {
    match error {
        countersign_engine::Error::Classifier(error) => {
            Problem::Unreadable(format!("the labels cannot be learnt from: {error}"))
        }
        error => Problem::of_file(error),
    }
}

fn predict(arguments: &Predict, session: &Session) -> Result<Outcome> {
    let model = load(&arguments.model)?;
    let input = open(&arguments.input)?;
    let cancel = cancel_on_signal()?;
    let progress = Progress::new();
    let said = |texts: u64| progress.say(|| format!("{texts} texts"));
    let request = PredictRequest {
        columns: TextColumns { text: arguments.text_column.clone(), label: None },
        format: TableFormat::of(&arguments.input),
        contributions: arguments.contributions,
        cancel: &cancel,
        progress: &said,
    };
    let report = transform(&arguments.output, session, |out| model.predict(input, out, &request));
    progress.end();
    tell(session, &arguments.output, report?)
}

fn evaluate(arguments: &Evaluate, session: &Session) -> Result<Outcome> {
    let model = load(&arguments.model)?;
    let labels = open(&arguments.labels)?;
    let format = TableFormat::of(&arguments.labels);
    let evaluation = model.evaluate(labels, format, &arguments.columns.columns()).map_err(Problem::of_file)?;
    session.out.print(&evaluation, |out, figures| {
        writeln!(out, "accuracy           {}", percent(&figures.accuracy))?;
        writeln!(out, "macro F1           {:.4}", figures.macro_f1)?;
        let interval = figures.calibration_error_interval;
        let interval = interval.map_or(String::new(), |ends| format!(" [{:.4}, {:.4}]", ends.low, ends.high));
        writeln!(out, "calibration error  {:.4}{interval}", figures.calibration_error)?;
        writeln!(out, "coverage at 95 %   {:.4}", figures.coverage_at_95)?;
        writeln!(out, "coverage at 99 %   {:.4}", figures.coverage_at_99)?;
        if !figures.unknown_labels.is_empty() {
            writeln!(out, "labels that the model lacks: {}", figures.unknown_labels.join(", "))?;
        }
        Ok(())
    })?;
    Ok(Outcome::Done)
}

fn guarantee(arguments: &Guarantee, session: &Session) -> Result<Outcome> {
    let model = load(&arguments.model)?;
    let labels = open(&arguments.labels)?;
    let format = TableFormat::of(&arguments.labels);
    let found = model.guarantee(labels, format, &arguments.columns.columns(), arguments.alpha, arguments.delta);
    session.out.print(&found.map_err(Problem::of_file)?, |out, found| match found.guarantee.threshold {
        Some(threshold) => writeln!(
            out,
            "From probability {threshold} on at most {} is wrong with confidence {}; that is {} of the texts.",
            arguments.alpha,
            1.0 - arguments.delta,
            percent(&found.guarantee.coverage)
        ),
        None => {
            let needed = crate::output::or_dash(found.guarantee.labels_needed);
            writeln!(out, "No threshold keeps the promise; labels needed if all come out like these: {needed}")
        }
    })?;
    Ok(Outcome::Done)
}

fn load(path: &Path) -> Result<PlainModel> {
    let bytes = std::fs::read(path).map_err(|error| Problem::reading(path, &error))?;
    Ok(PlainModel::from_bytes(&bytes)?)
}

/// A share with its interval.
fn percent(rate: &Rate) -> String {
    let value = rate.value.map_or_else(|| "–".to_owned(), |value| format!("{:.2} %", 100.0 * value));
    format!("{value} ({:.2}–{:.2}, n {})", 100.0 * rate.low, 100.0 * rate.high, rate.n)
}
