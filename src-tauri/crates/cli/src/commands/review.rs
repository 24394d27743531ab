//! `countersign review`: the queue, an item, and the answer to it.

use clap::{Args, Subcommand};
use countersign_api::{
    ReviewFilterRequest, ReviewItemView, ReviewListRequest, ReviewListView, ReviewRowView, ReviewSubmittedView,
    ReviewUndoneView,
};
use countersign_domain::{Actor, IntentId, ReviewItemId};
use countersign_engine::chart::ReliabilityText;
use countersign_engine::{Answer, Clock, Engine};
use serde_json::json;

use super::Paging;
use crate::output::{Page, or_dash, pretty, time};
use crate::problem::{Outcome, Problem, Result};
use crate::session::Session;

#[derive(Subcommand)]
pub enum Command {
    /// What waits, most urgent first
    #[command(after_help = "Example:\n  countersign review list --as sue --password-fd 3 --json 3< password.txt")]
    List {
        #[command(flatten)]
        only: Only,
        #[command(flatten)]
        paging: Paging,
    },
    /// An item with its conversation and suggestion
    #[command(after_help = "Example:\n  countersign review show 0197… --as sue --password-fd 3 3< password.txt")]
    Show(Item),
    /// Take an item, so that nobody else answers it meanwhile
    #[command(after_help = "Example:\n  countersign review claim 0197… --as sue --password-fd 3 3< password.txt")]
    Claim(Item),
    /// Answer an item; it is claimed first
    #[command(
        after_help = "Example:\n  countersign review answer 0197… refund_request --as sue --password-fd 3 3< password.txt"
    )]
    Answer {
        #[command(flatten)]
        item: Item,
        /// The intent
        intent: String,
        #[command(flatten)]
        with: With,
    },
    /// Hand an item to somebody who may decide more; it is claimed first
    #[command(
        after_help = "Example:\n  countersign review escalate 0197… --comment 'legal wording' --as sue --password-fd 3 3< password.txt"
    )]
    Escalate {
        #[command(flatten)]
        item: Item,
        #[command(flatten)]
        with: With,
    },
    /// Put an item aside for half an hour; it is claimed first
    #[command(after_help = "Example:\n  countersign review skip 0197… --as sue --password-fd 3 3< password.txt")]
    Skip(Item),
    /// Take back your last answer, while nothing has left
    #[command(after_help = "Example:\n  countersign review undo --as sue --password-fd 3 3< password.txt")]
    Undo,
}

/// Which of those that wait.
#[derive(Args)]
pub struct Only {
    /// Only this queue
    #[arg(long)]
    queue: Option<String>,
    /// Only what is here for this reason, such as two_rivals; the random sample stays mixed in
    #[arg(long)]
    reason: Option<String>,
    /// Only what this intent is suggested for
    #[arg(long)]
    intent: Option<String>,
    /// Only what came by this channel
    #[arg(long)]
    channel: Option<String>,
    /// Only what should have been answered already
    #[arg(long)]
    overdue: bool,
    /// Only what you hold
    #[arg(long)]
    mine: bool,
    /// Only texts that have words that begin like these, in any case
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,
}

/// Names an item.
#[derive(Args)]
pub struct Item {
    /// Id of the item
    item: String,
}

/// What comes with an answer.
#[derive(Args)]
pub struct With {
    /// A comment; pseudonymized before it is kept
    #[arg(long)]
    comment: Option<String>,
    /// The version that you saw; refused if the item has changed since [default: as it is now]
    #[arg(long, value_name = "VERSION")]
    seen: Option<u32>,
}

/// Does one of them.
pub fn run(command: Command, session: &Session) -> Result<Outcome> {
    match command {
        Command::List { only, paging } => list(only, paging, session)?,
        Command::Show(item) => {
            let (engine, actor) = session.reading()?;
            show(session, &engine, &actor, &item.id())?;
        }
        Command::Claim(item) => {
            let (engine, actor) = session.writing("review claim")?;
            engine.claim(&actor, &item.id())?;
            show(session, &engine, &actor, &item.id())?;
        }
        Command::Answer { item, intent, with } => {
            submit(session, &item, &Answer::Intent(IntentId::new(intent)), &with)?;
        }
        Command::Escalate { item, with } => submit(session, &item, &Answer::Escalate, &with)?,
        Command::Skip(item) => {
            let (engine, actor) = session.writing("review skip")?;
            engine.claim(&actor, &item.id())?;
            engine.skip(&actor, &item.id())?;
            let document = json!({ "item_id": item.item, "skipped": true });
            session.out.print(&document, |out, _| writeln!(out, "Put aside."))?;
        }
        Command::Undo => {
            let (engine, actor) = session.writing("review undo")?;
            let view = ReviewUndoneView { item_id: engine.undo(&actor)?.to_string() };
            session.out.print(&view, |out, view| writeln!(out, "Taken back: item {} waits again.", view.item_id))?;
        }
    }
    Ok(Outcome::Done)
}

impl From<Only> for ReviewFilterRequest {
    fn from(only: Only) -> Self {
        Self {
            queue: only.queue,
            reason: only.reason,
            intent: only.intent,
            channel: only.channel,
            due: only.overdue.then(|| "overdue".to_owned()),
            held: only.mine.then(|| "mine".to_owned()),
            text: only.text,
        }
    }
}

impl Item {
    fn id(&self) -> ReviewItemId {
        ReviewItemId::new(self.item.clone())
    }
}

fn list(only: Only, paging: Paging, session: &Session) -> Result<()> {
    let (engine, actor) = session.reading()?;
    let request = ReviewListRequest { filter: only.into(), after: paging.after, limit: paging.limit };
    let after = request.key();
    if request.after.is_some() && after.is_none() {
        return Err(Problem::Usage("--after takes the `next` of the page before, as it was printed".into()));
    }
    let filter = request.filter.queue_filter();
    let filter = filter.ok_or_else(|| Problem::Usage("--reason or --channel names none that there is".into()))?;
    let page = engine.queue(&actor, &filter, after.as_ref(), request.limit)?;
    let policy = engine.policy(&actor)?;
    let view = ReviewListView::of(page, &policy, request.limit, Clock::system().now());
    if session.out.json {
        return session.out.print(&view, |_, _| Ok(()));
    }
    let heads = ["ITEM", "DUE", "PRIORITY", "QUEUE", "REASON", "SUGGESTION", "TEXT"];
    session.out.page(&Page { items: view.items, next: view.next }, heads, |row: &ReviewRowView| {
        [
            row.item_id.clone(),
            time(row.due_at_ms),
            row.priority.to_string(),
            row.queue.clone(),
            or_dash(row.reason.clone()),
            or_dash(row.intent.clone()),
            row.excerpt.chars().take(60).collect(),
        ]
    })
}

fn show(session: &Session, engine: &Engine, actor: &Actor, item: &ReviewItemId) -> Result<()> {
    let detail = engine.review_item(actor, item)?;
    let policy = engine.policy(actor)?;
    let view = ReviewItemView::of(detail, &policy, &actor.id(), Clock::system().now(), &ReliabilityText::default());
    session.out.print(&view, |out, view| pretty(out, view))
}

/// Claims, then answers the version that was seen.
fn submit(session: &Session, item: &Item, answer: &Answer, with: &With) -> Result<()> {
    let (engine, actor) = session.writing("review answer")?;
    let claimed = engine.claim(&actor, &item.id())?;
    let version = with.seen.unwrap_or(claimed.version);
    let answered = engine.submit(&actor, &claimed.id, version, answer, with.comment.as_deref())?;
    let view = ReviewSubmittedView::from(answered);
    session.out.print(&view, |out, view| {
        writeln!(out, "Taken. `countersign review undo` takes it back until {}.", time(view.undo_until_ms))
    })
}
