//! `countersign model`: models of a workspace.

use clap::{Args, Subcommand};
use countersign_api::{ModelView, RollBackView, TimelineView, TrainView};
use countersign_engine::TrainRequest;
use serde_json::{Value, json};

use super::Paging;
use crate::interrupt::cancel_on_signal;
use crate::output::{Page, or_dash, pretty, time};
use crate::problem::{Outcome, Problem, Result};
use crate::progress::Progress;
use crate::session::Session;

#[derive(Subcommand)]
pub enum Command {
    /// Models, newest first
    #[command(after_help = "Example:\n  countersign model list --as stu --password-fd 3 --json 3< password.txt")]
    List(Paging),
    /// One model with its evaluation and manifest
    #[command(
        after_help = "Example:\n  countersign model show 3fa81c02 --as stu --password-fd 3 --json 3< password.txt"
    )]
    Show {
        /// Version; its first characters are enough
        model: String,
    },
    /// Train on every label that may be trained on
    Train(Train),
    /// Ask for a model to be released; a second person approves
    #[command(after_help = "Example:\n  countersign model request 3fa81c02 --as stu --password-fd 3 3< password.txt")]
    Request {
        /// Version; its first characters are enough
        model: String,
        /// Why, for the second person; pseudonymized before it is kept
        #[arg(long)]
        reason: Option<String>,
    },
    /// Restore the last good model and put right what the bad one decided
    #[command(
        after_help = "Example:\n  countersign model roll-back --plan --as stu --password-fd 3 3< password.txt\n  countersign model roll-back --reason 'refunds misrouted' --as stu --password-fd 3 3< password.txt"
    )]
    RollBack {
        /// Why; pseudonymized before it is kept
        #[arg(long, required_unless_present = "plan")]
        reason: Option<String>,
        /// Only say what would happen, in numbers
        #[arg(long)]
        plan: bool,
    },
    /// Which model was live when, oldest first
    #[command(after_help = "Example:\n  countersign model timeline --as aud --password-fd 3 --json 3< password.txt")]
    Timeline(Paging),
    /// Let automatic routing go on after a roll-back
    #[command(
        after_help = "Example:\n  countersign model resume --reason 'checked by QA' --as olga --password-fd 3 3< password.txt"
    )]
    Resume {
        /// Why; pseudonymized before it is kept
        #[arg(long)]
        reason: String,
    },
}

#[derive(Args)]
#[command(after_help = "Ctrl-C ends training; nothing is kept then (exit status 1).

Example:
  countersign model train --as stu --password-fd 3 --json 3< password.txt")]
pub struct Train {
    /// Seed of folds and order
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// A term is kept if it occurs for at least so many people
    #[arg(long, default_value_t = 3, value_name = "K", value_parser = clap::value_parser!(u32).range(1..))]
    min_subjects: u32,
}

/// Does one of them.
pub fn run(command: Command, session: &Session) -> Result<Outcome> {
    match command {
        Command::List(paging) => list(&paging, session)?,
        Command::Show { model } => {
            let (engine, actor) = session.reading()?;
            let view = ModelView::full(engine.model(&actor, &model)?);
            session.out.print(&view, |out, view| pretty(out, view))?;
        }
        Command::Train(arguments) => train(&arguments, session)?,
        Command::Request { model, reason } => {
            let (engine, actor) = session.writing("model request")?;
            let approval = engine.request_promotion(&actor, &model, reason.as_deref())?;
            let document = json!({ "approval_id": approval, "state": "pending" });
            session.out.print(&document, |out, _| {
                writeln!(out, "Asked. A second person decides: countersign approvals approve {approval}")
            })?;
        }
        Command::RollBack { plan: true, .. } => {
            let (engine, actor) = session.reading()?;
            tell_roll_back(session, &RollBackView::plan(&engine.plan_roll_back(&actor)?))?;
        }
        Command::RollBack { reason, plan: false } => {
            let reason = reason.ok_or_else(|| Problem::Usage("say why: --reason".into()))?;
            let (engine, actor) = session.writing("model roll-back")?;
            tell_roll_back(session, &RollBackView::done(&engine.roll_back(&actor, &reason)?))?;
        }
        Command::Timeline(paging) => timeline(&paging, session)?,
        Command::Resume { reason } => {
            let (engine, actor) = session.writing("model resume")?;
            engine.resume_routing(&actor, &reason)?;
            session.out.print(&json!({ "paused": false }), |out, _| writeln!(out, "Automatic routing goes on."))?;
        }
    }
    Ok(Outcome::Done)
}

fn list(paging: &Paging, session: &Session) -> Result<()> {
    let (engine, actor) = session.reading()?;
    let all = engine.models(&actor)?.into_iter().map(ModelView::brief).collect();
    let page =
        Page::within(all, paging.after.as_deref(), paging.limit, |model: &ModelView| model.model_version.clone())?;
    session.out.page(&page, ["MODEL", "TRAINED", "", "LABELS", "ACCURACY", "THRESHOLD"], |model| {
        let figure = |pointer: &str| model.evaluation.pointer(pointer).and_then(Value::as_f64);
        [
            model.model_version.chars().take(8).collect(),
            time(model.trained_at_ms),
            if model.champion { "live".to_owned() } else { String::new() },
            or_dash(model.evaluation.get("n").and_then(Value::as_u64)),
            or_dash(figure("/accuracy/value").map(|share| format!("{share:.3}"))),
            or_dash(figure("/guarantee/threshold")),
        ]
    })
}

fn train(arguments: &Train, session: &Session) -> Result<()> {
    let (engine, actor) = session.writing("model train")?;
    let cancel = cancel_on_signal()?;
    let progress = Progress::new();
    let request = TrainRequest {
        seed: arguments.seed,
        min_subjects: arguments.min_subjects,
        cancel: &cancel,
        progress: &|at| progress.say(|| format!("{} {}/{}", at.stage, at.done, at.total)),
    };
    let report = engine.train(&actor, &request);
    progress.end();
    let view = TrainView::from(report?);
    session.out.print(&view, |out, view| {
        let version: String = view.model_version.chars().take(8).collect();
        let accuracy = view.evaluation.pointer("/accuracy/value").and_then(Value::as_f64).unwrap_or_default();
        writeln!(
            out,
            "Trained {version} on {} labels; right in {:.1} % of texts it had not seen.",
            view.labels,
            100.0 * accuracy
        )?;
        match view.evaluation.pointer("/guarantee/threshold").and_then(Value::as_f64) {
            Some(threshold) => writeln!(out, "The promise holds from probability {threshold} on."),
            None => writeln!(out, "No threshold keeps the promise: it would only suggest."),
        }
    })
}

fn tell_roll_back(session: &Session, view: &RollBackView) -> Result<()> {
    session.out.print(view, |out, view| {
        let short = |version: &str| version.chars().take(8).collect::<String>();
        let restores = view.restores.as_deref().map_or_else(|| "no model".to_owned(), short);
        let verb = if view.done { "Rolled back" } else { "Would roll back" };
        writeln!(out, "{verb} {} to {restores}.", short(&view.bad))?;
        writeln!(
            out,
            "{} decisions had not left and are decided anew; {} had left, {} of them go to people.",
            view.unreleased, view.released, view.flipped
        )
    })
}

fn timeline(paging: &Paging, session: &Session) -> Result<()> {
    let (engine, actor) = session.reading()?;
    let all = engine.timeline(&actor)?.into_iter().map(TimelineView::from).collect();
    let page =
        Page::within(all, paging.after.as_deref(), paging.limit, |entry: &TimelineView| entry.at_ms.to_string())?;
    session.out.page(&page, ["FROM", "MODEL", "CAUSE", "REPLACES", "REASON"], |entry| {
        let short = |version: &Option<String>| or_dash(version.as_ref().map(|v| v.chars().take(8).collect::<String>()));
        [
            time(entry.at_ms),
            short(&entry.model_version),
            entry.cause.clone(),
            short(&entry.replaces),
            or_dash(entry.reason.clone()),
        ]
    })
}
