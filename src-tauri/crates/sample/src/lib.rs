//! Seeded generator of a believable company's support events, as files.
//!
//! The company is Halvora, which sells internet, mobile telephony and office software in Britain, Ireland, Germany,
//! Austria and Switzerland; nobody and nothing in it is real. [`write`] takes a seed and a last moment and writes
//!
//! | file | content |
//! |---|---|
//! | `history.jsonl` | the labelled past, in the canonical event schema |
//! | `stream.jsonl` | recent events of the same kind, without labels and outcomes |
//! | `decisions.csv` | what an earlier system made of the past; carries the planted bias |
//! | `truth.json` | true intents, planted identifiers, size of the bias: for tests, never for the system under test |
//!
//! Texts are put together from the phrasings in `data/` by a small grammar, described in the module `grammar`; to add
//! a phrasing, add a line there. The same configuration gives the same bytes on every machine: the generator of random
//! numbers is written out, and the clock is an argument.
//! Deliberately absent: any model or language generator, any sentence of a public dataset, any dependency on a stage.

mod calendar;
mod compose;
mod conversation;
mod corpus;
mod earlier;
mod error;
mod event;
mod fill;
mod grammar;
mod hand;
mod identifiers;
mod intents;
mod output;
mod people;
mod random;
mod truth;

use std::path::Path;

use countersign_domain::TimeMs;

pub use error::Error;
pub use output::Summary;
pub use truth::Bias;

use random::Random;

/// Name of the invented company.
pub const COMPANY: &str = "Halvora";
/// Most events that a sample may hold; all of them are kept in memory.
pub const MAX_EVENTS: usize = 1_000_000;

/// What to make.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SampleConfig {
    /// Decides everything that is drawn.
    pub seed: u64,
    /// Decided events (messages, tickets, closed conversations); ticket updates and surveys come on top.
    pub events: usize,
    /// The last moment; events spread over the 90 days before it.
    pub end: TimeMs,
    /// Share of the decided events, the earliest ones, that carry known labels and outcomes; 0–1.
    pub label_until_share: f64,
}

impl SampleConfig {
    /// 5,000 decided events up to `end`, the first 80 % of them labelled.
    pub fn new(seed: u64, end: TimeMs) -> Self {
        Self { seed, events: 5_000, end, label_until_share: 0.8 }
    }
}

/// Writes a sample into `folder`, which is created where it is missing; files of the same names are replaced.
///
/// Each file is written under a temporary name and renamed.
/// Errors: `Config` where the configuration asks for nothing, too much, or a time outside the calendar; `Write` with
/// the file that could not be written; `Corpus` if a data file of this crate is broken, which its tests exclude.
pub fn write(config: &SampleConfig, folder: &Path) -> Result<Summary, Error> {
    if config.events == 0 || config.events > MAX_EVENTS {
        return Err(Error::Config("the number of events is 1 to 1,000,000"));
    }
    if !(0.0..=1.0).contains(&config.label_until_share) {
        return Err(Error::Config("the labelled share is a number in 0–1"));
    }
    let events = conversation::events(config.events, config.end, &mut Random::new(config.seed, 1))?;
    output::write(config, events, folder)
}
