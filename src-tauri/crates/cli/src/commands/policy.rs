//! `countersign policy`: what is live.

use clap::Subcommand;
use countersign_api::PolicyView;

use crate::output::pretty;
use crate::problem::{Outcome, Result};
use crate::session::Session;

#[derive(Subcommand)]
pub enum Command {
    /// The live routing policy and taxonomy
    #[command(
        after_help = "Example:\n  countersign policy show --text --as aud --password-fd 3 3< password.txt > policy.toml"
    )]
    Show {
        /// The policy's text as it was activated (TOML)
        #[arg(long)]
        text: bool,
    },
}

/// Shows it.
pub fn run(command: Command, session: &Session) -> Result<Outcome> {
    let Command::Show { text } = command;
    let (engine, actor) = session.reading()?;
    let live = engine.policy(&actor)?;
    let policy_text = live.policy_text.clone();
    let view = PolicyView { text: text.then_some(policy_text), ..PolicyView::from(live) };
    session.out.print(&view, |out, view| match &view.text {
        Some(text) => out.write_all(text.as_bytes()),
        None => pretty(out, view),
    })?;
    Ok(Outcome::Done)
}
