//! `countersign stop`: everything goes to people at once; lifting it passes the gate.

use clap::Args;
use countersign_engine::{Code, stop_by_file};
use serde_json::json;

use crate::problem::{Outcome, Problem, Result};
use crate::session::Session;

#[derive(Args)]
#[command(
    after_help = "Without --as it creates the file STOP, which works beside the holder and needs no key. With --as the reason is \
recorded too, where nobody else holds the workspace.

Examples:
  countersign --workspace /srv/support stop
  countersign --workspace /srv/support stop --reason 'wrong answers since noon' --as sue --password-fd 3 3< password.txt
  countersign --workspace /srv/support stop --lift --reason 'fixed' --as olga --password-fd 3 3< password.txt"
)]
pub struct Arguments {
    /// Why; pseudonymized before it is kept
    #[arg(long)]
    reason: Option<String>,
    /// Lift it
    #[arg(long, requires = "reason")]
    lift: bool,
}

/// Stops, or lifts a stop.
pub fn run(arguments: Arguments, session: &Session) -> Result<Outcome> {
    if arguments.lift {
        return lift(&arguments.reason.unwrap_or_default(), session);
    }
    let folder = session.folder()?;
    stop_by_file(&folder)?;
    let recorded = match session.user() {
        Some(_) => record(arguments.reason.as_deref(), session)?,
        None => false,
    };
    if arguments.reason.is_some() && !recorded {
        say!(
            "countersign: STOP is on, but the reason was not recorded; that takes --as and that nobody holds the workspace"
        );
    }
    let document = json!({ "stopped": true, "file": folder.stop_file().display().to_string(), "recorded": recorded });
    session
        .out
        .print(&document, |out, _| writeln!(out, "STOP is on: everything goes to people until it is lifted."))?;
    Ok(Outcome::Done)
}

/// Records who stopped and why; the file has done its work already.
fn record(reason: Option<&str>, session: &Session) -> Result<bool> {
    match session.writing("stop") {
        Ok((engine, actor)) => {
            engine.stop(&actor, reason)?;
            Ok(true)
        }
        Err(Problem::Engine(error)) if error.code() == Code::Held => Ok(false),
        Err(problem) => {
            say!("countersign: STOP is on by the file STOP, all the same");
            Err(problem)
        }
    }
}

fn lift(reason: &str, session: &Session) -> Result<Outcome> {
    let (engine, actor) = session.writing("stop --lift")?;
    engine.lift_stop(&actor, reason)?;
    session.out.print(&json!({ "stopped": false }), |out, _| writeln!(out, "STOP is lifted."))?;
    Ok(Outcome::Done)
}
