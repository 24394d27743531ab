//! `countersign privacy`: how well personal data is found.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use countersign_domain::Rate;
use countersign_engine::plain::{ClassScore, Score, evaluate_spans, evaluate_spans_with};

use super::pseudonymize::{Look, open};
use crate::output::table;
use crate::problem::{Outcome, Problem, Result};
use crate::session::Session;

#[derive(Subcommand)]
pub enum Command {
    /// Score the recognizers on texts in which people marked personal data
    Evaluate(Evaluate),
}

#[derive(Args)]
#[command(
    after_help = "A line of the gold file is {\"id\",\"text\",\"spans\":[{\"start\",\"end\",\"type\"}],\"ignore\"?,\"conv\"?,\"speaker\"?,\"known\"?}.

Example:
  countersign privacy evaluate --gold marked.jsonl --json"
)]
pub struct Evaluate {
    /// Texts with marked spans
    #[arg(long, value_name = "FILE")]
    gold: PathBuf,
    /// Score these spans instead, as `countersign pseudonymize` writes them
    #[arg(long, value_name = "FILE")]
    pred: Option<PathBuf>,
    #[command(flatten)]
    look: Look,
}

/// Scores.
pub fn run(command: Command, session: &Session) -> Result<Outcome> {
    let Command::Evaluate(arguments) = command;
    let gold = open(&arguments.gold)?;
    let score = match &arguments.pred {
        Some(found) => evaluate_spans_with(gold, open(found)?),
        None => evaluate_spans(gold, arguments.look.locale(), arguments.look.quasi),
    };
    session.out.print(&score.map_err(Problem::of_file)?, tell)?;
    Ok(Outcome::Done)
}

fn tell(out: &mut dyn Write, score: &Score) -> std::io::Result<()> {
    let masking = &score.masking;
    let rows = [
        ("letters and digits of direct identifiers that are left", masking.direct_leak),
        ("direct identifiers covered to the last letter", masking.direct_full),
        ("texts with direct identifiers of which nothing is left", masking.clean_texts),
        ("letters and digits covered without need", masking.over_masked),
        ("found spans that touch a marked one", masking.precision_any),
    ];
    table(
        out,
        ["MASKING", "SHARE", "N"],
        rows.into_iter().map(|(what, rate)| [what.to_owned(), share(&rate), rate.n.to_string()]),
    )?;
    writeln!(out)?;
    let cell = |class: &String, score: &ClassScore| {
        let f1 = score.f1.map_or_else(|| "–".to_owned(), |f1| format!("{f1:.4}"));
        [class.clone(), score.gold.to_string(), share(&score.precision), share(&score.recall), f1]
    };
    table(
        out,
        ["CLASS", "MARKED", "PRECISION", "RECALL", "F1"],
        score.iou50.iter().map(|(class, score)| cell(class, score)),
    )
}

fn share(rate: &Rate) -> String {
    rate.value.map_or_else(|| "–".to_owned(), |value| format!("{value:.4}"))
}
