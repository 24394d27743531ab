//! How fast, on one thread: messages of about 200 characters, tokens included; one hostile message; memory; start.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::Context;
use countersign_privacy::{Config, Conversations, Known, PlainText, Pseudonymizer};
use serde_json::{Value, json};

const MESSAGES: &str = include_str!("messages.txt");
/// How long each speed is measured.
const BUDGET: Duration = Duration::from_secs(3);
/// Units of hostile text, repeated to 100 kB.
const HOSTILE: [&str; 10] =
    ["a@", "1 ", "1-", "my name is ", "a.b.c.", "12 Main ", "at dot ", "A ", "aB1_", "the corner of "];

/// All figures.
pub fn measure() -> anyhow::Result<Value> {
    let before = memory_kib()?;
    let start = Instant::now();
    let everything = Pseudonymizer::new(Config::default())?;
    let start_ms = 1000.0 * start.elapsed().as_secs_f64();
    let memory = memory_kib()?.saturating_sub(before);
    let patterns = Pseudonymizer::new(Config { tagger: false, ..Config::default() })?;
    let (per_second, p50, p99) = rate(&everything)?;
    let (patterns_per_second, ..) = rate(&patterns)?;
    let hostile = HOSTILE.iter().map(|unit| hostile_ms(&everything, unit)).fold(0.0, f64::max);
    Ok(json!({
        "everything_per_cpu_second": per_second.round(), "patterns_and_known_per_cpu_second": patterns_per_second.round(),
        "p50_ms": round(p50), "p99_ms": round(p99), "hostile_100kb_ms": round(hostile),
        "memory_mib": round(memory as f64 / 1024.0), "start_ms": round(start_ms),
    }))
}

fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// Messages per second of processor time, and the median and 99th percentile of the time of one in milliseconds.
fn rate(pseudonymizer: &Pseudonymizer) -> anyhow::Result<(f64, f64, f64)> {
    let known = BTreeMap::from([
        ("customer_name".to_owned(), vec!["Ingrid Vale".to_owned()]),
        ("email".to_owned(), vec!["ingrid.vale@example.com".to_owned()]),
    ]);
    let input = |text: &str| PlainText { text: text.to_owned(), known: known.clone(), ..PlainText::default() };
    let inputs: Vec<PlainText> = MESSAGES.lines().map(input).collect();
    let mut conversations = Conversations::with_random_key(pseudonymizer, &[3; 32]);
    for input in &inputs {
        conversations.pseudonymize(input)?;
    }
    let mut times = Vec::new();
    let (begun, on_processor) = (Instant::now(), processor_ns()?);
    while begun.elapsed() < BUDGET {
        for input in &inputs {
            let from = Instant::now();
            black_box(conversations.pseudonymize(black_box(input))?);
            times.push(from.elapsed());
        }
    }
    let spent = (processor_ns()? - on_processor) as f64 / 1e9;
    times.sort_unstable();
    let at = |share: f64| 1000.0 * times[(times.len() as f64 * share) as usize].as_secs_f64();
    Ok((times.len() as f64 / spent, at(0.5), at(0.99)))
}

/// The best of three, since whoever else is on the machine only makes it slower.
fn hostile_ms(pseudonymizer: &Pseudonymizer, unit: &str) -> f64 {
    let text = unit.repeat(100_000 / unit.len());
    let time = |_| {
        let from = Instant::now();
        black_box(pseudonymizer.find(&text, &Known::default()));
        1000.0 * from.elapsed().as_secs_f64()
    };
    (0..3).map(time).fold(f64::INFINITY, f64::min)
}

/// Time of this thread on a processor.
fn processor_ns() -> anyhow::Result<u64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").context("Linux counts it")?;
    Ok(text.split(' ').next().context("three numbers")?.parse()?)
}

/// Memory that this process holds.
fn memory_kib() -> anyhow::Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status").context("Linux says it")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("a line with the memory")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}
