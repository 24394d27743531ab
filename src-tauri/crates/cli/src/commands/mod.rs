//! One module per noun: what its commands take, what they ask of the engine, and what they print.

pub mod approvals;
pub mod classifier;
pub mod decisions;
mod doctor;
pub mod events;
pub mod fairness;
pub mod import;
pub mod ledger;
pub mod model;
pub mod policy;
pub mod privacy;
pub mod pseudonymize;
pub mod quarantine;
pub mod review;
pub mod run;
pub mod sample;
mod sample_workspace;
pub mod schema;
pub mod stop;
pub mod user;
pub mod workspace;

use clap::Args;

use crate::arguments::Command;
use crate::problem::{Outcome, Result};
use crate::session::Session;

/// Which part of a list.
#[derive(Args)]
pub struct Paging {
    /// Rows of one page
    #[arg(long, default_value_t = 50, value_name = "ROWS", value_parser = clap::value_parser!(u64).range(1..=10_000))]
    pub limit: u64,
    /// Go on after this row: the `next` of the page before
    #[arg(long, value_name = "KEY")]
    pub after: Option<String>,
}

/// Does what was asked.
pub fn run(command: Command, session: &Session) -> Result<Outcome> {
    match command {
        Command::Workspace(command) => workspace::run(command, session),
        Command::User(command) => user::run(command, session),
        Command::Import(arguments) => import::run(arguments, session),
        Command::Events(command) => events::run(command, session),
        Command::Decisions(command) => decisions::run(command, session),
        Command::Quarantine(command) => quarantine::run(command, session),
        Command::Review(command) => review::run(command, session),
        Command::Policy(command) => policy::run(command, session),
        Command::Model(command) => model::run(command, session),
        Command::Approvals(command) => approvals::run(command, session),
        Command::Fairness(arguments) => fairness::run(&arguments, session),
        Command::Ledger(command) => ledger::run(command, session),
        Command::Stop(arguments) => stop::run(arguments, session),
        Command::Run(arguments) => run::run(&arguments, session),
        Command::Sample(arguments) => sample::run(arguments, session),
        Command::Schema(command) => schema::run(command, session),
        Command::Pseudonymize(arguments) => pseudonymize::run(&arguments, session),
        Command::Privacy(command) => privacy::run(command, session),
        Command::Classifier(command) => classifier::run(command, session),
    }
}

/// The two parts of a key that `next` joined: a time in milliseconds and an id.
fn time_and_id(key: &str) -> Result<(countersign_domain::TimeMs, &str)> {
    let parts = key.split_once(' ').and_then(|(at, id)| Some((countersign_domain::TimeMs(at.parse().ok()?), id)));
    parts.ok_or_else(|| {
        crate::problem::Problem::Usage("--after takes the `next` of the page before, as it was printed".into())
    })
}

/// A time as people write it (RFC 3339), in milliseconds.
fn moment(text: &str) -> std::result::Result<i64, String> {
    let at: jiff::Timestamp = text.parse().map_err(|_| "a time is written as 2026-03-02T09:00:00Z".to_owned())?;
    Ok(at.as_millisecond())
}
