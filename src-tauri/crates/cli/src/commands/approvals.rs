//! `countersign approvals`: what waits for a second person.

use clap::Subcommand;
use countersign_api::ApprovalView;
use countersign_domain::ApprovalId;

use super::Paging;
use crate::output::{Page, pretty, time};
use crate::problem::{Outcome, Result};
use crate::session::Session;

#[derive(Subcommand)]
pub enum Command {
    /// Newest first
    #[command(after_help = "Example:\n  countersign approvals list --as olga --password-fd 3 --json 3< password.txt")]
    List(Paging),
    /// One, with the figures to decide on
    #[command(
        after_help = "Example:\n  countersign approvals show 0197… --as olga --password-fd 3 --json 3< password.txt"
    )]
    Show {
        /// Id
        approval: String,
    },
    /// Approve: it takes effect at once
    #[command(after_help = "Example:\n  countersign approvals approve 0197… --as olga --password-fd 3 3< password.txt")]
    Approve {
        /// Id
        approval: String,
    },
    /// Refuse
    #[command(after_help = "Example:\n  countersign approvals refuse 0197… --as olga --password-fd 3 3< password.txt")]
    Refuse {
        /// Id
        approval: String,
    },
}

/// Does one of them.
pub fn run(command: Command, session: &Session) -> Result<Outcome> {
    match command {
        Command::List(paging) => list(&paging, session)?,
        Command::Show { approval } => {
            let (engine, actor) = session.reading()?;
            let view = ApprovalView::full(engine.approval(&actor, &ApprovalId::new(approval))?);
            session.out.print(&view, |out, view| pretty(out, view))?;
        }
        Command::Approve { approval } => decide(session, &ApprovalId::new(approval), true)?,
        Command::Refuse { approval } => decide(session, &ApprovalId::new(approval), false)?,
    }
    Ok(Outcome::Done)
}

fn list(paging: &Paging, session: &Session) -> Result<()> {
    let (engine, actor) = session.reading()?;
    let all = engine.approvals(&actor)?.into_iter().map(ApprovalView::brief).collect();
    let key = |approval: &ApprovalView| approval.approval_id.clone();
    let page = Page::within(all, paging.after.as_deref(), paging.limit, key)?;
    session.out.page(&page, ["APPROVAL", "KIND", "SUBJECT", "STATE", "ASKED"], |approval| {
        [
            approval.approval_id.clone(),
            approval.kind.clone(),
            approval.subject.chars().take(8).collect(),
            approval.state.clone(),
            time(approval.requested_at_ms),
        ]
    })
}

fn decide(session: &Session, approval: &ApprovalId, approves: bool) -> Result<()> {
    let (engine, actor) = session.writing(if approves { "approvals approve" } else { "approvals refuse" })?;
    if approves {
        engine.approve(&actor, approval)?;
    } else {
        engine.refuse(&actor, approval)?;
    }
    let view = ApprovalView::brief(engine.approval(&actor, approval)?);
    session.out.print(&view, |out, view| writeln!(out, "{}: {}.", view.approval_id, view.state))
}
