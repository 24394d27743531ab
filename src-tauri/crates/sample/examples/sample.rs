//! Writes the default sample into a folder: `cargo run -p countersign-sample --example sample -- FOLDER [SEED]`.

use std::path::PathBuf;
use std::time::Instant;

use countersign_domain::TimeMs;
use countersign_sample::{SampleConfig, write};

/// 1 September 2026, 12:00 UTC: a fixed end, so that two runs agree.
const END: TimeMs = TimeMs(1_788_264_000_000);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("name a folder")?);
    let seed = arguments.next().map_or(Ok(1), |text| text.parse())?;
    let started = Instant::now();
    let summary = write(&SampleConfig::new(seed, END), &folder)?;
    println!("{summary:#?}\n{} ms", started.elapsed().as_millis());
    Ok(())
}
