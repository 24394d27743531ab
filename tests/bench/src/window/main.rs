//! How quick the window is with a hundred thousand items waiting: from the start to the sign-in, from the sign-in to the
//! queue, from a key to the next item, lists that are scrolled and filtered, and what it costs while nobody does anything.
//!
//! Times are taken inside the page, from the event of the key to the frame after the one that shows what was asked for, so
//! that nothing of the driver is in them. Deliberately absent: the engine's own speed; see `scale`.

mod process;

use std::fmt::Write as _;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use countersign_testkit::evidence;
use countersign_window_tests::page::{self, Quantiles};
use countersign_window_tests::{Desk, Workspace, keys};
use serde_json::{Value, json};

use crate::process::Window;

/// Events of the check; a long measurement says how many.
const EVENTS: usize = 2_000;
/// Starts of the program.
const STARTS: usize = 5;
/// Answers between two looks at the memory.
const ANSWERS: usize = 60;
/// What the last thing that was done still costs: painting, collecting, compiling. It is measured by itself.
const SETTLING: Duration = Duration::from_secs(10);
/// How long nobody does anything after that; the screens look at the clock twice a minute, and it is in there.
const IDLE: Duration = Duration::from_secs(60);

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let events = evidence::rounds(EVENTS);
    let workspace = fill(events)?;
    let (mut starts, mut sign_ins) = (Vec::new(), Vec::new());
    for _ in 1..STARTS {
        let (desk, start, sign_in) = begin(&workspace).await?;
        starts.push(start);
        sign_ins.push(sign_in);
        desk.close().await?;
    }
    let (desk, start, sign_in) = begin(&workspace).await?;
    starts.push(start);
    sign_ins.push(sign_in);
    let window = Window::on(workspace.path())?;
    let next = answers(&desk, ANSWERS).await?;
    let memory_before = window.memory_mib()?;
    let scroll = page::scroll(&desk, ".queue").await?;
    let again = answers(&desk, 2 * ANSWERS).await?;
    let memory_after = window.memory_mib()?;
    let filter = filter(&desk).await?;
    desk.run("window.location.hash = '#review'").await?;
    desk.until("the queue is back", "document.querySelector('.conversation p')").await?;
    let settling = window.busy_share(SETTLING)?;
    let idle = window.busy_share(IDLE)?;
    desk.close().await?;
    let figures = json!({
        "bench": "window", "events": events,
        "start_to_sign_in_ms": Quantiles::of(starts), "sign_in_to_queue_ms": Quantiles::of(sign_ins),
        "next_item_ms": Quantiles::of([next, again].concat()), "filter_ms": filter,
        "longest_empty_ms": scroll.longest_empty_ms, "rows_scrolled": scroll.rows,
        "settling_share_of_a_core": settling, "idle_share_of_a_core": idle,
        "memory_mib": memory_before, "memory_later_mib": memory_after,
    });
    println!("{figures}");
    evidence::append("window", figures);
    Ok(())
}

/// A workspace without a model, in which `events` events wait for people.
fn fill(events: usize) -> anyhow::Result<Workspace> {
    let workspace = Workspace::empty()?;
    let mut rows = String::new();
    for n in 0..events {
        let row = json!({
            "event_id": format!("e-{n}"), "event_type": "message", "timestamp": "2026-03-02T08:00:00Z", "channel": "chat",
            "session_id": format!("s-{n}"), "user_id": format!("u-{}", n / 3), "message": message(n),
        });
        writeln!(rows, "{row}")?;
    }
    workspace.drop_file("events.jsonl", &rows)?;
    workspace.ask_as("ada", &["run", "--once"], &[]).context("everything is taken in")?;
    let waiting = workspace.ask_as("sue", &["workspace", "status"], &[])?["waiting"].as_u64();
    ensure!(waiting == Some(events as u64), "{waiting:?} of {events} wait");
    Ok(workspace)
}

/// Two messages are never the same, so that the next item can be told from the last.
fn message(n: usize) -> String {
    const WHAT: [&str; 4] = ["parcel", "invoice", "contract", "password"];
    const WORDS: [&str; 10] = ["oak", "elm", "ash", "fir", "yew", "bay", "fig", "box", "may", "sal"];
    let name: Vec<&str> = n.to_string().bytes().map(|digit| WORDS[usize::from(digit - b'0')]).collect();
    format!("Something is wrong with my {}, and nobody answers ({}).", WHAT[n % WHAT.len()], name.join("-"))
}

/// Starts the program and signs in: milliseconds to the sign-in, and from Enter to the queue with its first item.
async fn begin(workspace: &Workspace) -> anyhow::Result<(Desk, f64, f64)> {
    let desk = Desk::open(workspace.path()).await?;
    desk.resize(1280, 800).await?;
    desk.until("the name has the focus", "document.activeElement?.name === 'name'").await?;
    let start = page::first_painted(&desk).await? - Window::on(workspace.path())?.started_ms()?;
    page::time_from_key(&desk, "Enter", page::Shown::Matches(".queue-row .excerpt", ".conversation p")).await?;
    desk.sign_in(workspace, "sue").await?;
    let sign_in = page::timed(&desk).await?;
    Ok((desk, start, sign_in))
}

/// Milliseconds from each answer to the next item; returns when all that was answered today, `in_all`, is recorded.
async fn answers(desk: &Desk, in_all: usize) -> anyhow::Result<Vec<f64>> {
    let mut times = Vec::new();
    for _ in 0..ANSWERS {
        desk.until("an item can be answered", "document.querySelector('.deciding button:not([disabled])')").await?;
        page::time_from_key(desk, "9", page::Shown::Another(".conversation p")).await?;
        desk.press("9").await?;
        times.push(page::timed(desk).await?);
    }
    let done = format!("document.querySelector('.queue-pane header').innerText.includes('{in_all} done today')");
    desk.until_long("every answer is recorded", &done).await?;
    Ok(times)
}

/// Milliseconds from a choice in a filter of the decisions to the list that it asks for.
async fn filter(desk: &Desk) -> anyhow::Result<Value> {
    desk.run("window.location.hash = '#decisions'").await?;
    desk.until("the decisions are there", "document.querySelector('.records .queue-row')").await?;
    let mut times = Vec::new();
    for channel in ["chat", "email", "", "chat", ""] {
        desk.until("the figures are there", "document.querySelector('.decisions-figures strong')").await?;
        let place = json!(format!("#decisions?channel={channel}"));
        page::time_from_hash(desk, &place.to_string()).await?;
        times.push(page::timed(desk).await?);
    }
    desk.press(keys::ESCAPE).await?;
    Ok(json!(Quantiles::of(times)))
}
