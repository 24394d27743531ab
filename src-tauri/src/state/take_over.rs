//! Taking a workspace over from the worker that runs without a window.

use std::time::Duration;

use countersign_api::Failure;
use countersign_engine::{Error, Folder, Holder, holder};
use rustix::process::{Pid, Signal, kill_process};

use super::{WORKER, failed};

/// How long a worker may take to end; it commits what it has begun.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often the lock is looked at meanwhile.
const LOOK: Duration = Duration::from_millis(50);

/// Tells the worker that holds `folder` to end and waits until the workspace is free. Where nobody holds it, nothing is
/// done. Errors: `held` when the holder is no worker, or does not let go in time.
pub async fn end_worker(folder: &Folder) -> Result<(), Failure> {
    let Some(by) = holder(folder).map_err(failed)? else { return Ok(()) };
    let pid = worker(&by).ok_or_else(|| failed(Error::Held { by: Some(by.clone()) }))?;
    tracing::info!(pid = by.pid, "the worker is told to end");
    // A process that is gone already has let go as well.
    kill_process(pid, Signal::TERM).ok();
    let freed = tokio::time::timeout(PATIENCE, until_free(folder)).await;
    freed.unwrap_or_else(|_| Err(failed(Error::Held { by: Some(by) })))
}

/// The process to be told, where it is one that ends in order.
fn worker(by: &Holder) -> Option<Pid> {
    (by.program == WORKER).then(|| i32::try_from(by.pid).ok().and_then(Pid::from_raw)).flatten()
}

async fn until_free(folder: &Folder) -> Result<(), Failure> {
    let mut look = tokio::time::interval(LOOK);
    while holder(folder).map_err(failed)?.is_some() {
        look.tick().await;
    }
    Ok(())
}
