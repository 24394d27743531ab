//! `countersign approvals`: what waits for a second person.

use std::io::Write;

use clap::Subcommand;
use countersign_api::ApprovalView;
use countersign_domain::ApprovalId;
use countersign_engine::{EvidenceItem, Finding};

use super::Paging;
use crate::output::{Page, pretty, share, table, time};
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
            let standings = engine.board(&actor)?.standings;
            let evidence = standings.iter().find(|standing| standing.row.version.as_str() == view.subject);
            session.out.print(&view, |out, view| tell(out, view, evidence.map(|standing| &standing.evidence[..])))?;
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

/// What a second person needs: the act, and what speaks for and against the model where it is one.
fn tell(out: &mut dyn Write, view: &ApprovalView, evidence: Option<&[EvidenceItem]>) -> std::io::Result<()> {
    let asked = time(view.requested_at_ms);
    writeln!(out, "{}: {} of {}, asked {asked}: {}.", view.approval_id, view.kind, view.subject, view.state)?;
    match evidence {
        Some(items) => table(out, ["", "FINDING", "FIGURE"], items.iter().map(row)),
        None => pretty(out, &view.evidence),
    }
}

fn row(item: &EvidenceItem) -> [String; 3] {
    let (name, figure) = match item {
        EvidenceItem::Cases { n, needed } => ("cases judged", format!("{n}; at least {needed}")),
        EvidenceItem::Promise { alpha, threshold: Some(from), upper_bound, .. } => (
            "promise",
            format!(
                "at most {:.2} % wrong from {from:.3} on; at most {} % is promised",
                100.0 * upper_bound,
                100.0 * alpha
            ),
        ),
        EvidenceItem::Promise { labels_needed, .. } => (
            "promise",
            labels_needed.map_or_else(|| "none".to_owned(), |labels| format!("none yet; about {labels} labels would")),
        ),
        EvidenceItem::Coverage(rate) => ("decided alone", share(*rate)),
        EvidenceItem::Accuracy { rate, gain, .. } => {
            let against = gain.map(|gain| format!("; against the live model {}", share(gain))).unwrap_or_default();
            ("accuracy", format!("{}{against}", share(*rate)))
        }
        EvidenceItem::Calibration(rate) => ("calibration error", share(*rate)),
        EvidenceItem::Intents { known, of, needed, lacking } => {
            let lacking = if lacking.is_empty() { String::new() } else { format!(": not {}", lacking.join(", ")) };
            ("intents judged", format!("{known} of {of} with {needed} cases{lacking}"))
        }
    };
    let finding = match item.finding() {
        Some(Finding::Pass) => "pass",
        Some(Finding::Fail) => "fail",
        Some(Finding::TooLittleData) => "too little data",
        None => "–",
    };
    [name.to_owned(), finding.to_owned(), figure]
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
