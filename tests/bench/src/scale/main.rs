//! A workspace of a hundred thousand events: how fast it fills, how long it takes to open and to show the queue, and
//! how much memory the engine needs at that size.
//!
//! The texts are made here, of 200 characters each, from words that tell four intents apart; the figures are about
//! speed and size, not about being right. Deliberately absent: the window, which has its own measurements.

use std::io::Write as _;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use countersign_domain::Actor;
use countersign_engine::{Cancel, Engine, Format, Labels, QueueFilter, TrainRequest, Worker};
use countersign_testkit::{PASSWORD, Random, TestWorkspace, evidence};
use serde_json::json;

/// Events of the check; a long measurement says how many.
const EVENTS: usize = 2_000;
/// Characters of each text.
const LENGTH: usize = 200;
/// How long nothing is heard before time is made to pass.
const LOOK: Duration = Duration::from_millis(50);
/// Nothing takes longer, unless something is broken.
const DEADLINE: Duration = Duration::from_secs(600);
/// Labels to train on, so that a model decides.
const LABELS: usize = 2_000;

const INTENTS: [(&str, [&str; 8]); 4] = [
    ("password_reset", ["password", "login", "forgot", "locked", "reset", "account", "sign", "code"]),
    ("order_status", ["parcel", "delivery", "tracking", "shipment", "arrive", "courier", "package", "late"]),
    ("billing_question", ["invoice", "billing", "statement", "tax", "line", "charged", "copy", "total"]),
    ("cancellation", ["cancel", "contract", "notice", "period", "end", "leave", "terminate", "renewal"]),
];
const FILLERS: &[&str] = &[
    "please", "since", "monday", "about", "my", "the", "and", "again", "cannot", "need", "with", "today", "still",
    "would", "like", "to", "know", "why", "it", "does", "not", "work", "as", "expected", "thank", "you", "for",
    "looking", "into",
];

fn main() -> anyhow::Result<()> {
    let events = evidence::rounds(EVENTS);
    let workspace = TestWorkspace::new();
    learn(&workspace)?;
    let events_per_s = fill(&workspace, events)?;
    let (folder, waiting) = (workspace.folder().clone(), workspace.engine.status(&workspace.auditor)?.waiting);
    let start = Instant::now();
    let workspace = workspace.reopen();
    let opened = start.elapsed();
    let (engine, bytes) = (&workspace.engine, std::fs::metadata(folder.database())?.len());
    let (person, _) = engine.sign_in("sue", PASSWORD)?;
    let queue = median((0..5).map(|_| queue(engine, &person)).collect::<anyhow::Result<_>>()?);
    let figures = median((0..5).map(|_| figures(engine, &person)).collect::<anyhow::Result<_>>()?);
    let search = median((0..5).map(|_| search(engine, &person)).collect::<anyhow::Result<_>>()?);
    let status = median((0..5).map(|_| timed(|| engine.status(&person).map(drop))).collect::<Result<_, _>>()?);
    let figures = json!({
        "bench": "scale", "events": events, "characters": LENGTH, "waiting": waiting, "database_mib": mebibytes(bytes),
        "events_per_s": events_per_s.round(), "open_ms": millis(opened), "queue_ms": millis(queue),
        "queue_figures_ms": millis(figures), "queue_search_ms": millis(search),
        "status_ms": millis(status), "peak_memory_mib": mebibytes(peak_memory()?),
    });
    println!("{figures}");
    evidence::append("scale", figures);
    Ok(())
}

/// Imports labels, trains, promotes.
fn learn(workspace: &TestWorkspace) -> anyhow::Result<()> {
    let mut random = Random::new(1);
    let mut csv = "label,text\n".to_owned();
    for n in 0..LABELS {
        csv.push_str(&format!("{},{}\n", INTENTS[n % INTENTS.len()].0, text(n, &mut random)));
    }
    let labels = Labels {
        text_column: "text".to_owned(),
        label_column: "label".to_owned(),
        file: "labels".to_owned(),
        imported_at: countersign_testkit::START,
    };
    let report = workspace.import_as("labels.csv", Format::Labels(labels), &csv);
    anyhow::ensure!(report.counts.taken == LABELS as u64, "{report:?}");
    let request = TrainRequest { seed: 1, min_subjects: 3, cancel: &Cancel::default(), progress: &|_| {} };
    let version = workspace.engine.train(&workspace.steward, &request)?.version.to_string();
    workspace.promote(&version);
    Ok(())
}

/// From a file to the last decision: read, masked, classified, routed, entered and committed, as the worker does it.
fn fill(workspace: &TestWorkspace, events: usize) -> anyhow::Result<f64> {
    let path = workspace.beside().join("events.jsonl");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path)?);
    let mut random = Random::new(2);
    for n in 0..events {
        let line = json!({
            "event_id": format!("e-{n}"), "event_type": "message", "timestamp": "2026-03-02T08:00:00Z", "channel": "chat",
            "session_id": format!("s-{n}"), "user_id": format!("u-{}", n / 3), "message": text(n, &mut random),
        });
        writeln!(file, "{line}")?;
    }
    file.into_inner().context("written")?.sync_all()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let (tell, heard) = std::sync::mpsc::channel();
        workspace.engine.listen(move |_| tell.send(()).is_ok());
        let worker = Worker::start(&workspace.engine);
        let start = Instant::now();
        std::fs::rename(&path, workspace.folder().watched().join("events.jsonl"))?;
        loop {
            if heard.recv_timeout(LOOK).is_err() {
                anyhow::ensure!(start.elapsed() < DEADLINE, "the events are not decided in {DEADLINE:?}");
                // The file counts as at rest even if it came before the folder was watched.
                workspace.pass_ms(3000);
            }
            while heard.try_recv().is_ok() {}
            let status = workspace.engine.status(&workspace.auditor)?;
            if status.undecided == 0 && status.events >= (events + LABELS) as u64 {
                break;
            }
        }
        let took = start.elapsed().as_secs_f64();
        worker.end().await;
        Ok(events as f64 / took)
    })
}

/// A text of [`LENGTH`] characters about one intent, with words of another now and then.
fn text(n: usize, random: &mut Random) -> String {
    let about = &INTENTS[n % INTENTS.len()].1[..];
    let other = &INTENTS[random.below(INTENTS.len())].1[..];
    let mut text = String::with_capacity(LENGTH + 12);
    while text.len() < LENGTH {
        let words = match random.below(10) {
            0..3 => about,
            3 => other,
            _ => FILLERS,
        };
        text.push_str(words[random.below(words.len())]);
        text.push(' ');
    }
    text.truncate(LENGTH);
    text
}

fn queue(engine: &Engine, person: &Actor) -> anyhow::Result<Duration> {
    Ok(timed(|| engine.queue(person, &QueueFilter::default(), None, 200).map(drop))?)
}

/// How many wait, per choice of each filter.
fn figures(engine: &Engine, person: &Actor) -> anyhow::Result<Duration> {
    Ok(timed(|| engine.queue_figures(person, &QueueFilter::default()).map(drop))?)
}

/// A page of what has two words, of which every second text has one, and how many those are.
fn search(engine: &Engine, person: &Actor) -> anyhow::Result<Duration> {
    let filter = QueueFilter { text: Some("invoice plea".to_owned()), ..QueueFilter::default() };
    Ok(timed(|| {
        engine.queue(person, &filter, None, 200)?;
        engine.queue_figures(person, &filter).map(drop)
    })?)
}

fn timed<E>(work: impl FnOnce() -> Result<(), E>) -> Result<Duration, E> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn millis(time: Duration) -> f64 {
    (time.as_secs_f64() * 10_000.0).round() / 10.0
}

fn mebibytes(bytes: u64) -> u64 {
    bytes >> 20
}

/// The most that this process has held, in bytes.
fn peak_memory() -> anyhow::Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("Linux tells it")?;
    let kibibytes: u64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kibibytes * 1024)
}
