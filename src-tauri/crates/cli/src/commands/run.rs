//! `countersign run`: the worker without a window.

use std::sync::Arc;

use clap::Args;
use countersign_api::ImportView;
use countersign_engine::Worker;
use serde_json::json;
use tokio::signal::unix::{SignalKind, signal};

use crate::interrupt::cancel_on_signal;
use crate::problem::{Outcome, Problem, Result};
use crate::session::Session;

#[derive(Args)]
#[command(
    after_help = "It acts as the actor `engine`: it takes files from the inbox, decides and delivers, nothing else. SIGTERM or \
Ctrl-C ends it: what is being committed commits, the workspace is released.

Examples:
  countersign --workspace /srv/support run --passphrase-fd 3 3< passphrase.txt
  countersign --workspace /srv/support run --once --json"
)]
pub struct Arguments {
    /// Take what lies in the inbox, decide what waits, deliver what is due, and end
    #[arg(long)]
    once: bool,
}

/// Runs.
pub fn run(arguments: &Arguments, session: &Session) -> Result<Outcome> {
    let engine = session.hold("run")?;
    if arguments.once {
        let cancel = cancel_on_signal()?;
        let imports: Vec<ImportView> = engine.sweep_once(&cancel)?.into_iter().map(ImportView::from).collect();
        let decided = engine.work_off()?;
        let document = json!({ "decided": decided, "imports": imports });
        session
            .out
            .print(&document, |out, _| writeln!(out, "Took {} files and decided {decided} events.", imports.len()))?;
        return Ok(Outcome::Done);
    }
    let engine = Arc::new(engine);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Problem::Machine(format!("the worker cannot be started: {error}")))?;
    let signal = runtime.block_on(until_told(&engine)).map_err(|error| {
        Problem::Machine(format!("signals cannot be listened to, so the worker was not started: {error}"))
    })?;
    drop(runtime);
    drop(engine);
    let document = json!({ "ended_by": signal });
    session.out.print(&document, |out, _| writeln!(out, "Ended by {signal}; the workspace is free."))?;
    Ok(Outcome::Done)
}

/// Works until SIGTERM or SIGINT, and says which came.
async fn until_told(engine: &Arc<countersign_engine::Engine>) -> std::io::Result<&'static str> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let worker = Worker::start(engine);
    say!("countersign: running on {}; Ctrl-C ends it", engine.folder().path().display());
    let signal = tokio::select! {
        _ = terminate.recv() => "SIGTERM",
        _ = interrupt.recv() => "SIGINT",
    };
    worker.end().await;
    Ok(signal)
}
