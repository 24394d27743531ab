//! `countersign quarantine`: rows that were refused, and destroying them.

use clap::Subcommand;
use countersign_api::QuarantineView;
use serde_json::json;

use super::Paging;
use crate::output::{Page, or_dash, pretty};
use crate::problem::{Outcome, Result};
use crate::session::Session;

#[derive(Subcommand)]
pub enum Command {
    /// Refused rows, newest first
    #[command(after_help = "Example:\n  countersign quarantine list --as ada --password-fd 3 --json 3< password.txt")]
    List(Paging),
    /// One refused row: where, why, of what shape
    #[command(after_help = "Example:\n  countersign quarantine show 0197… --as ada --password-fd 3 3< password.txt")]
    Show {
        /// Id
        row: String,
    },
    /// Destroy a refused row and its key
    #[command(after_help = "Example:\n  countersign quarantine discard 0197… --as ada --password-fd 3 3< password.txt")]
    Discard {
        /// Id
        row: String,
    },
}

/// Does one of them.
pub fn run(command: Command, session: &Session) -> Result<Outcome> {
    match command {
        Command::List(paging) => list(&paging, session)?,
        Command::Show { row } => {
            let (engine, actor) = session.reading()?;
            let view = QuarantineView::from(engine.quarantined(&actor, &row)?);
            session.out.print(&view, |out, view| pretty(out, view))?;
        }
        Command::Discard { row } => {
            let (engine, actor) = session.writing("quarantine discard")?;
            engine.discard_quarantined(&actor, &row)?;
            let document = json!({ "quarantine_id": row, "state": "discarded" });
            session.out.print(&document, |out, _| writeln!(out, "Destroyed the row and its key."))?;
        }
    }
    Ok(Outcome::Done)
}

fn list(paging: &Paging, session: &Session) -> Result<()> {
    let (engine, actor) = session.reading()?;
    let all = engine.quarantine(&actor, u64::from(u32::MAX))?.into_iter().map(QuarantineView::from).collect();
    let key = |row: &QuarantineView| row.quarantine_id.clone();
    let page = Page::within(all, paging.after.as_deref(), paging.limit, key)?;
    session.out.page(&page, ["ROW", "IMPORT", "LINE", "REASON", "FIELD", "SHAPE", "STATE"], |row| {
        [
            row.quarantine_id.clone(),
            row.import_id.clone(),
            row.line.to_string(),
            row.reason.to_string(),
            or_dash(row.field.clone()),
            or_dash(row.shape.clone()),
            row.state.clone(),
        ]
    })
}
