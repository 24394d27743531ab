//! The log: lines of JSON in the workspace's `logs`, one file a day, two weeks of them.
//!
//! It holds ids, codes and versions, nothing of a person: our own crates take care of that, and of others only warnings
//! are kept, since their finer lines may quote what passes through them.

use std::fs::{DirBuilder, Permissions};
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::Path;

use anyhow::Context as _;
use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// Days that are kept.
const DAYS: usize = 14;

/// Begins the log of the workspace in `workspace`; to standard error where there is none. What it returns must live as
/// long as lines shall be written. Errors: the folder `logs` cannot be written.
pub fn begin(workspace: &Path) -> anyhow::Result<Option<WorkerGuard>> {
    let ours = Targets::new().with_default(LevelFilter::WARN).with_target("countersign", LevelFilter::INFO);
    let registry = tracing_subscriber::registry().with(ours);
    if !countersign_engine::Folder::new(workspace).database().is_file() {
        registry.with(tracing_subscriber::fmt::layer().with_writer(std::io::stderr)).init();
        return Ok(None);
    }
    let (writer, guard) = tracing_appender::non_blocking(file(&workspace.join("logs"))?);
    registry.with(tracing_subscriber::fmt::layer().json().with_writer(writer)).init();
    Ok(Some(guard))
}

fn file(folder: &Path) -> anyhow::Result<RollingFileAppender> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder).context("the folder for the log cannot be made")?;
    std::fs::set_permissions(folder, Permissions::from_mode(0o700))?;
    let rolling = RollingFileAppender::builder().rotation(Rotation::DAILY).max_log_files(DAYS);
    let named = rolling.filename_prefix("console").filename_suffix("jsonl");
    named.build(folder).context("the log cannot be written")
}

/// Writes a fault with its causes, once: here and nowhere deeper.
pub fn fault(error: &countersign_engine::Error) {
    let code = error.code();
    if code != countersign_engine::Code::Internal {
        tracing::info!(?code, "refused");
        return;
    }
    let causes = std::iter::successors(Some(error as &dyn std::error::Error), |error| error.source());
    let chain: Vec<String> = causes.map(ToString::to_string).collect();
    tracing::error!(?code, chain = chain.join(": "), "a command failed");
}
