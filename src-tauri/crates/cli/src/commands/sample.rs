//! `countersign sample`: a believable company's events as files, or a whole workspace of them.

use std::path::{Path, PathBuf};

use clap::Args;
use countersign_domain::TimeMs;
use countersign_engine::Clock;
use countersign_sample::{MAX_EVENTS, SampleConfig, Summary, write};
use serde_json::json;

use super::moment;
use super::sample_workspace;
use crate::problem::{Outcome, Problem, Result};
use crate::session::Session;

#[derive(Args)]
#[command(
    after_help = "With --output it writes history.jsonl, stream.jsonl, decisions.csv and truth.json. With --workspace it makes a workspace \
with people and printed passwords, a trained and released model, and decided events.

Examples:
  countersign sample --output /tmp/halvora --events 2000 --seed 7
  countersign sample --workspace /tmp/try"
)]
pub struct Arguments {
    /// Folder for the files
    #[arg(long, value_name = "DIR", conflicts_with = "workspace")]
    output: Option<PathBuf>,
    /// Decided events: messages, tickets, closed conversations
    #[arg(long, default_value_t = 5_000, value_name = "N", value_parser = clap::value_parser!(u64).range(10..=MAX_EVENTS as u64))]
    events: u64,
    /// Decides everything that is drawn
    #[arg(long, default_value_t = 1, value_name = "S")]
    seed: u64,
    /// The last moment, as in 2026-03-02T09:00:00Z [default: the last midnight, UTC]
    #[arg(long, value_name = "TIME", value_parser = moment)]
    end: Option<i64>,
    /// With --workspace: keep the key in the keyring [default: a passphrase, printed or from --passphrase-fd]
    #[arg(long)]
    keyring: bool,
}

/// Makes it.
pub fn run(arguments: Arguments, session: &Session) -> Result<Outcome> {
    let config =
        SampleConfig { events: arguments.events as usize, ..SampleConfig::new(arguments.seed, end(&arguments)) };
    if let Some(folder) = &arguments.output {
        let summary = files(&config, folder)?;
        tell_files(session, &summary)?;
        return Ok(Outcome::Done);
    }
    if !session.names_workspace() {
        return Err(Problem::Usage("say where: --output DIR for files, --workspace DIR for a workspace".into()));
    }
    let made = sample_workspace::make(&config, arguments.keyring, session)?;
    session.out.print(&made, sample_workspace::tell)?;
    Ok(Outcome::Done)
}

/// Two runs on one day agree.
fn end(arguments: &Arguments) -> TimeMs {
    let day = 24 * 60 * 60 * 1000;
    let midnight = || {
        let now = Clock::system().now().0;
        now - now.rem_euclid(day)
    };
    TimeMs(arguments.end.unwrap_or_else(midnight))
}

/// Writes the generator's files.
fn files(config: &SampleConfig, folder: &Path) -> Result<Summary> {
    write(config, folder).map_err(|error| match error {
        countersign_sample::Error::Config(_) => Problem::Usage(error.to_string()),
        _ => Problem::Machine(error.to_string()),
    })
}

fn tell_files(session: &Session, summary: &Summary) -> Result<()> {
    let files: Vec<String> = summary.files.iter().map(|file| file.display().to_string()).collect();
    let document = json!({
        "files": files, "history": summary.history, "stream": summary.stream, "decided": summary.decided,
        "labelled": summary.labelled, "planted": summary.planted,
    });
    session.out.print(&document, |out, _| {
        writeln!(
            out,
            "{} events, {} of them labelled, {} planted identifiers:",
            summary.history + summary.stream,
            summary.labelled,
            summary.planted
        )?;
        files.iter().try_for_each(|file| writeln!(out, "  {file}"))
    })
}
