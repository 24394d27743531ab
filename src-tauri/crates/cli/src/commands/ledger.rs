//! `countersign ledger`: list and verify.

use clap::Subcommand;
use countersign_api::{LedgerEntryView, VerificationView};
use serde_json::Value;

use super::Paging;
use crate::output::{Page, time};
use crate::problem::{Outcome, Problem, Result};
use crate::progress::Progress;
use crate::session::Session;

#[derive(Subcommand)]
pub enum Command {
    /// Entries, newest first
    #[command(
        after_help = "Example:\n  countersign ledger list --limit 20 --as aud --password-fd 3 --json 3< password.txt"
    )]
    List(Paging),
    /// Verify every entry, the chain, and the rows that entries speak of
    #[command(
        after_help = "Exit status 1: something is wrong; the first wrong entry is named.\n\nExample:\n  countersign ledger verify --as aud --password-fd 3 --json 3< password.txt"
    )]
    Verify,
}

/// Does one of them.
pub fn run(command: Command, session: &Session) -> Result<Outcome> {
    match command {
        Command::List(paging) => list(&paging, session),
        Command::Verify => verify(session),
    }
}

fn list(paging: &Paging, session: &Session) -> Result<Outcome> {
    let number = |text: &str| {
        text.parse()
            .map_err(|_| Problem::Usage("--after takes a sequence number: the `next` of the page before".into()))
    };
    let before = paging.after.as_deref().map(number).transpose()?;
    let (engine, actor) = session.reading()?;
    let rows = engine.ledger(&actor, before, paging.limit)?;
    let items: Vec<LedgerEntryView> = rows.into_iter().map(LedgerEntryView::from).collect();
    // The list runs downwards, so nothing comes after the first entry.
    let next = items.last().filter(|last| items.len() as u64 == paging.limit && last.sequence > 1);
    let next = next.map(|last| last.sequence.to_string());
    session.out.page(&Page { items, next }, ["SEQUENCE", "AT", "ACTOR", "ACT", "SUBJECT"], |row| {
        let text = |name: &str| match row.entry.get(name) {
            Some(Value::String(text)) => text.clone(),
            Some(value) => value.to_string(),
            None => String::new(),
        };
        let at = row.entry.get("at").and_then(Value::as_i64).map(time).unwrap_or_default();
        [row.sequence.to_string(), at, text("actor"), text("act"), text("subject")]
    })?;
    Ok(Outcome::Done)
}

fn verify(session: &Session) -> Result<Outcome> {
    let (engine, actor) = session.checking("ledger verify")?;
    let progress = Progress::new();
    let verification = engine.verify_ledger(&actor, &|entries, _| {
        progress.say(|| format!("{entries} entries"));
        true
    });
    progress.end();
    let view = VerificationView::from(verification?);
    session.out.print(&view, |out, view| match &view.first_wrong {
        None => writeln!(out, "{} entries, all right. Chain: {}", view.entries, view.head.as_deref().unwrap_or("–")),
        Some(wrong) => writeln!(out, "Entry {} is wrong: {}", wrong.sequence, wrong.what),
    })?;
    if let Some(wrong) = &view.first_wrong {
        say!(
            "countersign: entry {} is wrong ({}); keep the workspace as it is and compare it with a backup",
            wrong.sequence,
            wrong.what
        );
    }
    Ok(Outcome::finding(!view.verified))
}
