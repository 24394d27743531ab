//! The test rows as events through the watched folder: first most of them in one file, for speed; then one per file,
//! for the time from a file that is ready to its decision.

use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use countersign_domain::{DecisionId, TimeMs};
use countersign_engine::{Area, DecisionFilter, Worker};
use countersign_testkit::TestWorkspace;
use serde_json::json;

use crate::dataset::Dataset;
use crate::figures::{Decided, Figures};

/// Files of one event.
const SINGLE: usize = 200;
/// No file takes longer than this, unless something is broken.
const DEADLINE: Duration = Duration::from_secs(120);

/// Streams everything and collects the figures.
pub fn run(workspace: &TestWorkspace, data: &Dataset) -> anyhow::Result<Figures> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let (tell, heard) = channel();
    workspace.engine.listen(move |change| change.area != Area::Decisions || tell.send(()).is_ok());
    let (bulk, latencies) = runtime.block_on(async {
        let worker = Worker::start(&workspace.engine);
        let figures = stream(workspace, data, &heard);
        worker.end().await;
        figures
    })?;
    let decided = decisions(workspace, data)?;
    Ok(Figures::of(&decided, data.test.len() - SINGLE, bulk, latencies))
}

fn stream(
    workspace: &TestWorkspace,
    data: &Dataset,
    heard: &Receiver<()>,
) -> anyhow::Result<(Duration, Vec<Duration>)> {
    let (bulk, single) = data.test.split_at(data.test.len() - SINGLE);
    let took = drop_and_wait(workspace, heard, "bulk", bulk.iter().enumerate(), bulk.len())?;
    let mut latencies = Vec::with_capacity(SINGLE);
    for (place, row) in single.iter().enumerate() {
        let number = bulk.len() + place;
        latencies.push(drop_and_wait(
            workspace,
            heard,
            &format!("single-{place}"),
            std::iter::once((number, row)),
            number + 1,
        )?);
    }
    Ok((took, latencies))
}

/// Writes a file beside the folder, renames it into place, and waits until `expected` events are decided in all.
fn drop_and_wait<'a>(
    workspace: &TestWorkspace,
    heard: &Receiver<()>,
    name: &str,
    rows: impl Iterator<Item = (usize, &'a (String, String))>,
    expected: usize,
) -> anyhow::Result<Duration> {
    let lines: String = rows.map(|(number, (text, _))| line(number, text)).collect();
    let (unfinished, ready) =
        (workspace.beside().join(name), workspace.folder().watched().join(format!("{name}.jsonl")));
    std::fs::write(&unfinished, lines)?;
    let start = Instant::now();
    rename(&unfinished, &ready)?;
    loop {
        heard.recv_timeout(DEADLINE)?;
        let tally = workspace.engine.tally(&workspace.auditor)?;
        let decided: u64 = tally.decisions.iter().map(|(_, _, n)| n).sum();
        if decided >= expected as u64 {
            return Ok(start.elapsed());
        }
    }
}

fn rename(from: &Path, to: &Path) -> anyhow::Result<()> {
    Ok(std::fs::rename(from, to)?)
}

fn line(number: usize, text: &str) -> String {
    let event = json!({
        "event_id": id(number), "event_type": "message", "timestamp": "2026-03-02T08:00:00Z", "channel": "chat",
        "session_id": format!("session-{number}"), "message": text,
    });
    format!("{event}\n")
}

fn id(number: usize) -> String {
    format!("test-{number:05}")
}

/// Every decision with what was right.
fn decisions(workspace: &TestWorkspace, data: &Dataset) -> anyhow::Result<Vec<Decided>> {
    let right: std::collections::HashMap<String, &str> =
        data.test.iter().enumerate().map(|(number, (_, category))| (id(number), category.as_str())).collect();
    let mut decided = Vec::new();
    let mut after: Option<(TimeMs, DecisionId)> = None;
    loop {
        let key = after.as_ref().map(|(at, id)| (*at, id));
        let page = workspace.engine.decisions(&workspace.auditor, &DecisionFilter::default(), key, 1000)?;
        let Some(last) = page.last() else { return Ok(decided) };
        after = Some((last.row.decision.decided_at, last.row.decision.id.clone()));
        decided.extend(page.iter().map(|summary| Decided::of(&summary.row.decision, &right)));
    }
}
