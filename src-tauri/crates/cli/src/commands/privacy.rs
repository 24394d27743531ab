//! `countersign privacy`: how well personal data is found, and how much of it remains.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use countersign_domain::{Rate, TimeMs};
use countersign_engine::plain::{
    ClassScore, Linkable, PlainRisk, Score, evaluate_spans, evaluate_spans_with, plain_risk,
};
use countersign_engine::{Remaining, ResidualRisk, ResidualRiskRequest, RiskCell};

use super::moment;
use super::pseudonymize::{Look, open};
use crate::output::table;
use crate::problem::{Outcome, Problem, Result};
use crate::session::Session;

#[derive(Subcommand)]
pub enum Command {
    /// Score the recognizers on texts in which people marked personal data
    Evaluate(Evaluate),
    /// Estimate how much personal data was missed: in a workspace per week and channel, or in a file
    Risk(Risk),
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

#[derive(Args)]
#[command(after_help = "Masked text is still personal data; this says by estimate how much of it is not masked.

Examples:
  countersign privacy risk --as olga --since 2026-01-05T00:00:00Z --json
  countersign privacy risk --input messages.jsonl --json")]
pub struct Risk {
    /// Texts as `countersign pseudonymize` takes them, instead of a workspace; - for standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["workspace", "since"])]
    input: Option<PathBuf>,
    /// In a workspace: only weeks from the one with this moment
    #[arg(long, value_name = "TIME", value_parser = moment)]
    since: Option<i64>,
    /// Withhold weeks of a channel with fewer people; in a file, runs of words in fewer conversations are rare
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    least: u16,
    /// Language that texts of a file are mostly in
    #[command(flatten)]
    look: Look,
}

/// Scores or estimates.
pub fn run(command: Command, session: &Session) -> Result<Outcome> {
    match command {
        Command::Evaluate(arguments) => evaluate(&arguments, session),
        Command::Risk(arguments) => risk(&arguments, session),
    }
}

fn risk(arguments: &Risk, session: &Session) -> Result<Outcome> {
    if let Some(file) = &arguments.input {
        let risk = plain_risk(open(file)?, arguments.look.locale(), usize::from(arguments.least));
        session.out.print(&risk.map_err(Problem::of_file)?, tell_plain_risk)?;
        return Ok(Outcome::Done);
    }
    let (engine, actor) = session.reading()?;
    let since = TimeMs(arguments.since.unwrap_or(i64::MIN));
    let request = ResidualRiskRequest { since, least_people: u64::from(arguments.least) };
    session.out.print(&engine.residual_risk(&actor, &request)?, tell_risk)?;
    Ok(Outcome::Done)
}

fn tell_plain_risk(out: &mut dyn Write, risk: &PlainRisk) -> std::io::Result<()> {
    table(out, REMAINING, std::iter::once(remaining(format!("{} texts", risk.texts), &risk.remaining)))?;
    let Linkable { words, least_conversations, share: linkable } = risk.linkage;
    writeln!(
        out,
        "\n{} of texts hold {words} words in a row that fewer than {least_conversations} conversations have.",
        share(&linkable)
    )?;
    tell_conditions(out, &risk.conditions)
}

fn tell_risk(out: &mut dyn Write, risk: &ResidualRisk) -> std::io::Result<()> {
    let cell = |cell: &RiskCell| {
        let week = jiff::Timestamp::from_millisecond(cell.week_ms)
            .map_or_else(|_| String::new(), |at| at.strftime("%F").to_string());
        remaining(format!("{week} {}", cell.channel), &cell.remaining)
    };
    let rows = risk.cells.iter().map(cell).chain([remaining("all".to_owned(), &risk.total)]);
    table(out, REMAINING, rows)?;
    if risk.withheld > 0 {
        writeln!(out, "\n{} of fewer than {} people are withheld.", risk.withheld, risk.least_people)?;
    }
    tell_conditions(out, &risk.conditions)
}

fn tell_conditions(out: &mut dyn Write, conditions: &[&str]) -> std::io::Result<()> {
    writeln!(out, "\nThe estimate holds where:")?;
    conditions.iter().try_for_each(|condition| writeln!(out, "- {condition}"))
}

const REMAINING: [&str; 4] = ["WHERE", "FOUND", "MISSED BY ESTIMATE", "OF ALL"];

fn remaining(place: String, remaining: &Remaining) -> [String; 4] {
    let (missed, of_all) = match &remaining.missed {
        Some(missed) => (
            format!("{:.0} ({:.0}–{:.0})", missed.value, missed.low, missed.high),
            format!("{} (to {:.4})", share(&missed.share), missed.share.high),
        ),
        None => ("too few to say".to_owned(), "–".to_owned()),
    };
    [place, remaining.found.to_string(), missed, of_all]
}

fn evaluate(arguments: &Evaluate, session: &Session) -> Result<Outcome> {
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
