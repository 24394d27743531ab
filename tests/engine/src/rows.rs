//! Files of events whose fate is known beforehand: from a file's name follow the ids of its rows.

use countersign_testkit::texts::{ORDER, PASSWORD, TAILS};
use countersign_testkit::{Random, line};

/// What a row must become the first time its file is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// An event of its own.
    Event,
    /// The row before once more.
    Duplicate,
    /// A channel that there is none of.
    Refused,
}

/// The fate of row `number`, counted from 1.
pub fn fate(number: u64) -> Fate {
    match number {
        n if n % 13 == 5 => Fate::Refused,
        n if n % 11 == 7 && fate(n - 1) == Fate::Event => Fate::Duplicate,
        _ => Fate::Event,
    }
}

/// The event id of row `number` of `file`.
pub fn event_id(file: &str, number: u64) -> String {
    let stem = file.split('.').next().unwrap_or(file);
    let own = if fate(number) == Fate::Duplicate { number - 1 } else { number };
    format!("{stem}-{own}")
}

/// The text of `file` with so many rows; up to three turns of a conversation each.
pub fn text(file: &str, rows: u64) -> String {
    (1..=rows).map(|number| row(file, number)).collect()
}

fn row(file: &str, number: u64) -> String {
    let event = event_id(file, number);
    let own = if fate(number) == Fate::Duplicate { number - 1 } else { number };
    let mut random = Random::new(own.wrapping_mul(31).wrapping_add(file.len() as u64));
    let texts = random.pick(&[PASSWORD, ORDER]);
    let said = format!("{}{}, write to jo.{own}@example.org", random.pick(texts), random.pick(&TAILS));
    let channel = if fate(number) == Fate::Refused { "pigeon" } else { "chat" };
    line(
        &event,
        &format!("session-{}-{}", file.split('.').next().unwrap_or(file), own / 3),
        &said,
        &[("channel", channel.into())],
    )
}
