//! Long measurements: the same code as the checks, with more rounds, its figures kept in the tree.

use anyhow::bail;

use crate::step::{command, root, step};

/// Name, what it measures, the command, and the environment that makes it long.
const ALL: &[(&str, &str, &str, &[(&str, &str)])] = &[
    (
        "kill",
        "20,000 kills at random moments",
        "cargo test --release --package countersign-engine-tests --test kill -- --nocapture",
        &[("COUNTERSIGN_ROUNDS", "20000")],
    ),
    (
        "name-swap",
        "10,000 name swaps in identity fields",
        "cargo test --release --package countersign-engine-tests --test name_swap -- --nocapture",
        &[("COUNTERSIGN_ROUNDS", "10000")],
    ),
    (
        "banking77",
        "public data from file to decision",
        "cargo run --release --package countersign-bench --bin banking77",
        &[],
    ),
];

/// Makes the measurement `name`, or lists all.
pub fn make(name: Option<&str>) -> anyhow::Result<()> {
    let Some(name) = name else {
        ALL.iter().for_each(|(name, what, ..)| println!("{name:12} {what}"));
        return Ok(());
    };
    let Some((_, what, words, environment)) = ALL.iter().find(|(known, ..)| *known == name) else {
        bail!("there is no measurement {name}; `cargo xtask evidence` lists them");
    };
    let mut command = command(words);
    command.env("COUNTERSIGN_EVIDENCE", root().join("tests/evidence"));
    for (name, value) in *environment {
        command.env(name, value);
    }
    step(what, &mut command)
}
