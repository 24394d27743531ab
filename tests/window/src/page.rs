//! Times that the page takes of itself.

use anyhow::Context as _;
use serde::Serialize;
use serde_json::Value;

use crate::Desk;

/// What is waited for.
pub enum Shown<'a> {
    /// Both selectors find something.
    Matches(&'a str, &'a str),
    /// What the selector finds says something else than before.
    Another(&'a str),
}

/// Least, middle, 95th of a hundred, and most, in milliseconds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quantiles {
    min: f64,
    p50: f64,
    p95: f64,
    max: f64,
    n: usize,
}

impl Quantiles {
    /// Of at least one time.
    pub fn of(mut times: Vec<f64>) -> Self {
        times.sort_by(f64::total_cmp);
        let at = |share: f64| round(times[((times.len() as f64 * share).ceil() as usize).clamp(1, times.len()) - 1]);
        Self { min: at(0.0), p50: at(0.5), p95: at(0.95), max: at(1.0), n: times.len() }
    }
}

/// How a list held while it was scrolled.
pub struct Scroll {
    /// Longest time for which its middle showed no row, in milliseconds.
    pub longest_empty_ms: f64,
    /// Rows by which it was scrolled.
    pub rows: u64,
}

/// How far the list goes with each frame, in pixels: a wheel turned as fast as a hand can.
const STEP: u32 = 120;
/// How long it is scrolled, in milliseconds.
const SCROLLED_MS: u32 = 10_000;

/// When the page first drew something, in milliseconds since 1970.
pub async fn first_painted(desk: &Desk) -> anyhow::Result<f64> {
    let script = "return performance.timeOrigin + performance.getEntriesByName('first-contentful-paint')[0].startTime";
    desk.run(script).await?.as_f64().context("the webview tells when it first painted")
}

/// From the next press of `key` on, times how long it takes until `shown`.
pub async fn time_from_key(desk: &Desk, key: &str, shown: Shown<'_>) -> anyhow::Result<()> {
    let condition = match shown {
        Shown::Matches(one, other) => {
            format!("document.querySelector({}) && document.querySelector({})", Value::from(one), Value::from(other))
        }
        Shown::Another(which) => format!("said({which}) && said({which}) !== before", which = Value::from(which)),
    };
    let before =
        if let Shown::Another(which) = shown { format!("said({})", Value::from(which)) } else { "0".to_owned() };
    // The page's own listener may have acted before this one hears of the key: what was there is read now, and time runs
    // from the event.
    let script = format!(
        "window.__took = undefined;
         const said = which => document.querySelector(which)?.innerText, before = {before};
         window.addEventListener('keydown', function pressed(event) {{
           if (event.key !== {key}) return;
           window.removeEventListener('keydown', pressed, true);
           const start = event.timeStamp;
           const look = () => {condition}
             ? requestAnimationFrame(() => {{ window.__took = performance.now() - start }}) : requestAnimationFrame(look);
           look() }}, true)",
        key = Value::from(key)
    );
    desk.run(&script).await.map(drop)
}

/// Goes to `place` (a quoted address) and times how long it takes until the decisions that it asks for are listed.
pub async fn time_from_hash(desk: &Desk, place: &str) -> anyhow::Result<()> {
    let script = format!(
        "window.__took = undefined; const start = performance.now(); window.location.hash = {place};
         const settled = () => !document.querySelector('.records [aria-busy=true]') &&
           (document.querySelector('.decisions-figures strong') || document.querySelector('.records .empty'));
         let frames = 0;
         const look = () => ++frames > 2 && settled()
           ? requestAnimationFrame(() => {{ window.__took = performance.now() - start }}) : requestAnimationFrame(look);
         look()"
    );
    desk.run(&script).await.map(drop)
}

/// What was timed, once it is there.
pub async fn timed(desk: &Desk) -> anyhow::Result<f64> {
    desk.until("what is timed is shown", "window.__took !== undefined").await?;
    desk.run("return window.__took").await?.as_f64().context("a time")
}

/// Scrolls the list that `selector` finds, a step with each frame; more of it is read on the way.
pub async fn scroll(desk: &Desk, selector: &str) -> anyhow::Result<Scroll> {
    let script = format!(
        "window.__scrolled = undefined; const list = document.querySelector({selector});
         const box = list.getBoundingClientRect(), middle = box.top + box.height / 2;
         const height = list.querySelector('[role=row]').getBoundingClientRect().height;
         const covers = row => {{ const at = row.getBoundingClientRect(); return at.top <= middle && middle < at.bottom }};
         const shown = () => [...list.querySelectorAll('[role=row]')].some(covers);
         const end = performance.now() + {SCROLLED_MS}; let empty = 0, longest = 0, last = performance.now();
         const look = now => {{
           empty = shown() ? 0 : empty + (now - last);
           longest = Math.max(longest, empty); last = now; list.scrollTop += {STEP};
           if (now < end) requestAnimationFrame(look);
           else {{ window.__scrolled = [longest, list.scrollTop / height]; list.scrollTop = 0 }} }};
         requestAnimationFrame(look)",
        selector = Value::from(selector)
    );
    desk.run(&script).await?;
    desk.until("the list was scrolled", "window.__scrolled").await?;
    let found = desk.run("return window.__scrolled").await?;
    let figure = |at: usize| found[at].as_f64().context("a figure");
    Ok(Scroll { longest_empty_ms: round(figure(0)?), rows: figure(1)? as u64 })
}

fn round(ms: f64) -> f64 {
    (ms * 10.0).round() / 10.0
}
