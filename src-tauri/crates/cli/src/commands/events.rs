//! `countersign events`: what came in, as it is kept.

use clap::Subcommand;
use countersign_api::EventView;
use countersign_domain::EventId;

use super::{Paging, time_and_id};
use crate::output::{Page, pretty, time};
use crate::problem::{Outcome, Result};
use crate::session::Session;

#[derive(Subcommand)]
pub enum Command {
    /// Events, newest first
    #[command(
        after_help = "Example:\n  countersign events list --limit 20 --as sue --password-fd 3 --json 3< password.txt"
    )]
    List(Paging),
    /// One event
    #[command(after_help = "Example:\n  countersign events show e-1001 --as sue --password-fd 3 3< password.txt")]
    Show {
        /// Id
        event: String,
    },
}

/// Does one of them.
pub fn run(command: Command, session: &Session) -> Result<Outcome> {
    let (engine, actor) = session.reading()?;
    match command {
        Command::List(paging) => {
            let after = paging.after.as_deref().map(time_and_id).transpose()?;
            let after = after.map(|(at, id)| (at, EventId::new(id)));
            let key = after.as_ref().map(|(at, id)| (*at, id));
            let events = engine.events(&actor, key, paging.limit)?.into_iter().map(EventView::from).collect();
            let next = |event: &EventView| format!("{} {}", event.at_ms, event.event_id);
            let page = Page::of(events, paging.limit, next);
            session.out.page(&page, ["EVENT", "AT", "TYPE", "CHANNEL", "TEXT"], |event| {
                [
                    event.event_id.clone(),
                    time(event.at_ms),
                    event.event_type.to_string(),
                    event.channel.to_string(),
                    event.turns.last().map(|turn| turn.text.chars().take(60).collect()).unwrap_or_default(),
                ]
            })?;
        }
        Command::Show { event } => {
            let view = EventView::from(engine.event(&actor, &EventId::new(event))?);
            session.out.print(&view, |out, view| pretty(out, view))?;
        }
    }
    Ok(Outcome::Done)
}
