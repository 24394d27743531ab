//! `countersign schema`: what the program reads.

use clap::Subcommand;
use countersign_engine::schema_event;

use crate::output::pretty;
use crate::problem::{Outcome, Result};
use crate::session::Session;

#[derive(Subcommand)]
pub enum Command {
    /// The event schema, as JSON Schema
    #[command(after_help = "Example:\n  countersign schema event > event.schema.json")]
    Event,
}

/// Prints it.
pub fn run(command: Command, session: &Session) -> Result<Outcome> {
    let Command::Event = command;
    session.out.print(&schema_event(), |out, schema| pretty(out, schema))?;
    Ok(Outcome::Done)
}
