//! `countersign decisions`: list, show, export, replay.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use countersign_api::{DecisionView, ReplayView};
use countersign_domain::{DecisionId, EventId, ModelVersion, TimeMs};
use countersign_engine::{DecisionFilter, Engine, ExportFormat};
use serde_json::json;

use super::{Paging, moment, time_and_id};
use crate::interrupt::cancel_on_signal;
use crate::output::{Page, or_dash, pretty, time};
use crate::problem::{Outcome, Problem, Result};
use crate::progress::Progress;
use crate::session::Session;

#[derive(Subcommand)]
pub enum Command {
    /// Decisions, oldest first
    #[command(
        after_help = "Example:\n  countersign decisions list --verdict automatic --as aud --password-fd 3 --json 3< password.txt"
    )]
    List {
        #[command(flatten)]
        filter: Filter,
        #[command(flatten)]
        paging: Paging,
    },
    /// One decision, or all about an event
    #[command(
        after_help = "Example:\n  countersign decisions show --event e-1001 --as aud --password-fd 3 3< password.txt"
    )]
    Show {
        /// Id of the decision
        #[arg(required_unless_present = "event")]
        decision: Option<String>,
        /// All decisions about this event
        #[arg(long, conflicts_with = "decision", value_name = "EVENT")]
        event: Option<String>,
    },
    /// Write decisions to a file; the export is recorded
    #[command(
        after_help = "Example:\n  countersign decisions export --output decisions.csv --as olga --password-fd 3 3< password.txt"
    )]
    Export {
        /// File to write: .csv or .jsonl
        #[arg(long, value_name = "FILE")]
        output: PathBuf,
        /// Form [default: by the file's ending]
        #[arg(long)]
        format: Option<Form>,
        #[command(flatten)]
        filter: Filter,
    },
    /// Make decisions again from what is stored, and compare bit for bit
    #[command(after_help = "Exit status 1: a field came out differently.

Examples:
  countersign decisions replay 0197… --as aud --password-fd 3 --json 3< password.txt
  countersign decisions replay --all --model 5c1e --as aud --password-fd 3 --json 3< password.txt")]
    Replay {
        /// Id of the decision
        #[arg(required_unless_present = "all")]
        decision: Option<String>,
        /// Every decision, or those that the filter leaves
        #[arg(long, conflicts_with = "decision")]
        all: bool,
        #[command(flatten)]
        filter: Filter,
    },
}

/// Which decisions.
#[derive(Args)]
pub struct Filter {
    /// Only those about this event
    #[arg(long, value_name = "EVENT")]
    event: Option<String>,
    /// Only those
    #[arg(long)]
    verdict: Option<VerdictName>,
    /// Only those of this model; its first characters are enough
    #[arg(long, value_name = "VERSION")]
    model: Option<String>,
    /// Only those made then or later, as in 2026-03-02T09:00:00Z
    #[arg(long, value_name = "TIME", value_parser = moment)]
    since: Option<i64>,
}

#[derive(Clone, Copy, ValueEnum)]
enum VerdictName {
    Automatic,
    Abstained,
    Person,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Form {
    Csv,
    Jsonl,
}

/// Does one of them.
pub fn run(command: Command, session: &Session) -> Result<Outcome> {
    match command {
        Command::List { filter, paging } => list(filter, &paging, session),
        Command::Show { decision: Some(decision), .. } => {
            let (engine, actor) = session.reading()?;
            let view = DecisionView::from(engine.decision(&actor, &DecisionId::new(decision))?);
            session.out.print(&view, |out, view| pretty(out, view))?;
            Ok(Outcome::Done)
        }
        Command::Show { event, decision: None } => {
            let (engine, actor) = session.reading()?;
            let event = EventId::new(event.unwrap_or_default());
            let all: Vec<_> = engine.decisions_of(&actor, &event)?.into_iter().map(DecisionView::from).collect();
            session.out.print(&Page { items: all, next: None }, |out, page| pretty(out, &page.items))?;
            Ok(Outcome::Done)
        }
        Command::Export { output, format, filter } => export(output, format, filter, session),
        Command::Replay { decision: Some(decision), .. } => replay(&decision, session),
        Command::Replay { decision: None, filter, .. } => replay_all(filter, session),
    }
}

fn list(filter: Filter, paging: &Paging, session: &Session) -> Result<Outcome> {
    let (engine, actor) = session.reading()?;
    let filter = filter.resolve(&engine, &actor)?;
    let after = paging.after.as_deref().map(time_and_id).transpose()?;
    let after = after.map(|(at, id)| (at, DecisionId::new(id)));
    let key = after.as_ref().map(|(at, id)| (*at, id));
    let found = engine.decisions(&actor, &filter, key, paging.limit)?;
    let items = found.into_iter().map(DecisionView::from).collect();
    let page =
        Page::of(items, paging.limit, |view: &DecisionView| format!("{} {}", view.decided_at_ms, view.decision_id));
    session.out.page(
        &page,
        ["DECISION", "EVENT", "AT", "VERDICT", "REASON", "INTENT", "PROBABILITY", "QUEUE"],
        |view| {
            [
                view.decision_id.clone(),
                view.event_id.clone(),
                time(view.decided_at_ms),
                view.verdict.clone(),
                or_dash(view.reason.clone()),
                or_dash(view.intent.clone()),
                or_dash(view.probability.map(|probability| format!("{probability:.3}"))),
                view.route.queue.clone(),
            ]
        },
    )?;
    Ok(Outcome::Done)
}

fn export(output: PathBuf, format: Option<Form>, filter: Filter, session: &Session) -> Result<Outcome> {
    let by_name = || match output.extension().and_then(|ending| ending.to_str()) {
        Some("csv") => Ok(Form::Csv),
        Some("jsonl" | "ndjson") => Ok(Form::Jsonl),
        _ => Err(Problem::Usage("the name does not say the form: add --format csv or --format jsonl".into())),
    };
    let format = match format.map_or_else(by_name, Ok)? {
        Form::Csv => ExportFormat::Csv,
        Form::Jsonl => ExportFormat::JsonLines,
    };
    let (engine, actor) = session.writing("decisions export")?;
    let filter = filter.resolve(&engine, &actor)?;
    let n = engine.export_decisions(&actor, &filter, format, &output)?;
    let document = json!({ "output": output.display().to_string(), "decisions": n });
    session.out.print(&document, |out, _| writeln!(out, "Wrote {n} decisions to {}.", output.display()))?;
    Ok(Outcome::Done)
}

fn replay(decision: &str, session: &Session) -> Result<Outcome> {
    let (engine, actor) = session.reading()?;
    let view = ReplayView::from(engine.replay(&actor, &DecisionId::new(decision))?);
    session.out.print(&view, |out, view| {
        if view.same {
            return writeln!(out, "The same in every field.");
        }
        view.differences.iter().try_for_each(|difference| {
            writeln!(out, "{}: kept {}, replayed {}", difference.field, difference.kept, difference.replayed)
        })
    })?;
    Ok(Outcome::finding(!view.same))
}

fn replay_all(filter: Filter, session: &Session) -> Result<Outcome> {
    let (engine, actor) = session.reading()?;
    let filter = filter.resolve(&engine, &actor)?;
    let (cancel, progress) = (cancel_on_signal()?, Progress::new());
    let total = engine.replay_all(&actor, &filter, &cancel, &|done| progress.say(|| format!("{done} decisions")));
    progress.end();
    let total = total?;
    let different: Vec<&str> = total.different.iter().map(DecisionId::as_str).collect();
    let document = json!({
        "replayed": total.replayed, "differing": total.differing, "different": different, "by_people": total.by_people,
    });
    session.out.print(&document, |out, _| {
        writeln!(
            out,
            "Made {} decisions again; {} differ. {} were people's and cannot be.",
            total.replayed, total.differing, total.by_people
        )?;
        different.iter().try_for_each(|decision| writeln!(out, "{decision}"))
    })?;
    Ok(Outcome::finding(total.differing > 0))
}

impl Filter {
    fn resolve(self, engine: &Engine, actor: &countersign_domain::Actor) -> Result<DecisionFilter> {
        let model: Option<ModelVersion> =
            self.model.map(|prefix| engine.model(actor, &prefix).map(|model| model.row.version)).transpose()?;
        let verdict = self.verdict.map(|verdict| match verdict {
            VerdictName::Automatic => "automatic".to_owned(),
            VerdictName::Abstained => "abstained".to_owned(),
            VerdictName::Person => "person".to_owned(),
        });
        Ok(DecisionFilter { event: self.event.map(EventId::new), verdict, model, since: self.since.map(TimeMs) })
    }
}
