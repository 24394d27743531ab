//! `countersign model`: models of a workspace.

use clap::{Args, Subcommand};
use countersign_api::{
    ModelView, PromiseState, PromiseView, PromiseWhatIfView, RollBackView, SpanView, TimelineView, TrainView, WatchView,
};
use countersign_engine::{TrainRequest, WhatIfRequest};
use serde_json::{Value, json};

use super::Paging;
use crate::interrupt::cancel_on_signal;
use crate::output::{Page, or_dash, pretty, share, time};
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
    /// What the promise comes to with the live model, and whether the random sample bears it out
    #[command(after_help = "Example:\n  countersign model promise --as aud --password-fd 3 --json 3< password.txt")]
    Promise,
    /// What other promises would mean: share decided, work left to people, wrong decisions per day
    WhatIf(WhatIf),
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

#[derive(Args)]
#[command(after_help = "Example:
  countersign model what-if --alpha 0.005,0.01,0.02,0.05 --minutes 2 --as aud --password-fd 3 3< password.txt")]
pub struct WhatIf {
    /// Shares of errors to look at
    #[arg(long, value_name = "SHARES", value_delimiter = ',', default_values_t = [0.005, 0.01, 0.02, 0.03, 0.05, 0.1])]
    alpha: Vec<f64>,
    /// Chance that the promise fails; the policy's when absent
    #[arg(long)]
    delta: Option<f64>,
    /// For whom it holds: whole, intent, channel or segment.KEY; the policy's when absent
    #[arg(long, value_name = "PART")]
    per: Option<String>,
    /// Days to look back on for what comes in
    #[arg(long, default_value_t = 28, value_parser = clap::value_parser!(u32).range(1..=3650))]
    days: u32,
    /// What one wrong automatic decision costs, in any unit
    #[arg(long, default_value_t = 1.0)]
    cost: f64,
    /// Minutes that a person needs for an answer
    #[arg(long, default_value_t = 2.0)]
    minutes: f64,
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
        Command::Promise => return promise(session),
        Command::WhatIf(arguments) => return what_if(arguments, session),
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

fn promise(session: &Session) -> Result<Outcome> {
    let (engine, actor) = session.reading()?;
    let Some(view) = engine.promise(&actor)?.map(PromiseView::from) else { return no_model(session) };
    let holds = view.state == PromiseState::Valid;
    session.out.print(&view, |out, view| {
        let state = match view.state {
            PromiseState::Valid => "holds",
            PromiseState::None => "is kept by no threshold",
            PromiseState::Withdrawn => "was withdrawn",
        };
        writeln!(out, "At most {} wrong with confidence {}, per {}: {state}.", view.alpha, 1.0 - view.delta, view.per)?;
        writeln!(
            out,
            "Of the labelled texts that the policy leaves to the engine (words and hours are not looked at):"
        )?;
        writeln!(out, "decided alone  {}", share(view.coverage))?;
        writeln!(out, "wrong of those {}", share(view.wrong))?;
        for part in &view.parts {
            let name = part.name.as_deref().unwrap_or(if view.parts.len() == 1 { "all" } else { "the rest" });
            let needed = part.labels_needed.map_or_else(String::new, |n| format!(", {n} labels are needed"));
            writeln!(out, "{name}: from {} on{needed}; {}", or_dash(part.threshold), share(part.coverage))?;
        }
        let WatchView { answers, wrong, low, high, evidence } = view.watch;
        let (low, high, evidence) = (100.0 * low, 100.0 * high, 100.0 * evidence);
        writeln!(
            out,
            "random sample: {wrong} of {answers} wrong ({low:.1}–{high:.1} %); evidence against it {evidence:.0} %"
        )
    })?;
    Ok(if holds { Outcome::Done } else { Outcome::Finding })
}

fn what_if(arguments: WhatIf, session: &Session) -> Result<Outcome> {
    let (engine, actor) = session.reading()?;
    let request = WhatIfRequest {
        alphas: arguments.alpha,
        delta: arguments.delta,
        per: arguments.per,
        days: Some(arguments.days),
        cost_of_error: arguments.cost,
        minutes_per_answer: arguments.minutes,
    };
    let Some(report) = engine.what_if(&actor, &request)? else { return no_model(session) };
    session.out.print(&PromiseWhatIfView::from(report), |out, view| {
        writeln!(out, "{:.1} events per day; {} always go to people.", view.events_per_day, share(view.always_people))?;
        writeln!(out, "{:>7} {:>28} {:>22} {:>22}", "WRONG ≤", "DECIDED ALONE", "TO PEOPLE / DAY", "WRONG / DAY")?;
        for point in &view.points {
            let span = |span: &SpanView| format!("{:.1} ({:.1}–{:.1})", span.value, span.low, span.high);
            let decided = match point.labels_needed {
                Some(needed) => format!("nothing; {needed} labels"),
                None => share(point.coverage),
            };
            let (people, wrong) = (span(&point.people_per_day), span(&point.wrong_per_day));
            writeln!(out, "{:>7} {decided:>28} {people:>22} {wrong:>22}", point.alpha)?;
        }
        Ok(())
    })?;
    Ok(Outcome::Done)
}

/// Without a model nothing is promised; everything goes to people.
fn no_model(session: &Session) -> Result<Outcome> {
    let document = json!({ "state": "no_model" });
    session.out.print(&document, |out, _| writeln!(out, "No model has been released; everything goes to people."))?;
    Ok(Outcome::Finding)
}

/// A share with its interval.
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
        )?;
        let paused =
            "Everything goes to people until a compliance officer or an administrator runs `countersign model resume`.";
        if view.done { writeln!(out, "{paused}") } else { Ok(()) }
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
