//! Long measurements: the same code as the checks, with more rounds, its figures kept in the tree.

use anyhow::bail;

use crate::step::{command, root, step};

/// A long measurement.
struct Measurement {
    name: &'static str,
    what: &'static str,
    /// What must be built first.
    builds: &'static [&'static str],
    command: &'static str,
    /// What makes the same code run longer.
    rounds: Option<&'static str>,
}

const ALL: &[Measurement] = &[
    Measurement {
        name: "kill",
        what: "20,000 kills at random moments",
        builds: &[],
        command: "cargo test --release --package countersign-engine-tests --test kill -- --nocapture",
        rounds: Some("20000"),
    },
    Measurement {
        name: "name-swap",
        what: "10,000 name swaps in identity fields",
        builds: &[],
        command: "cargo test --release --package countersign-engine-tests --test name_swap -- --nocapture",
        rounds: Some("10000"),
    },
    Measurement {
        name: "scale",
        what: "a workspace of 100,000 events: filling, opening, memory",
        builds: &[],
        command: "cargo run --release --package countersign-bench --bin scale",
        rounds: Some("100000"),
    },
    Measurement {
        name: "window",
        what: "the window with 100,000 items waiting",
        builds: &[
            "npm --prefix ui ci --ignore-scripts --no-audit --no-fund",
            "npm --prefix ui run --silent build",
            "cargo build --release --package countersign-console --package countersign-cli --features countersign-console/custom-protocol,countersign-console/window-tests",
            "cargo build --release --package countersign-bench --bin window",
        ],
        command: "tests/window/session.sh cargo run --release --package countersign-bench --bin window",
        rounds: Some("100000"),
    },
    Measurement {
        name: "privacy",
        what: "pseudonymization beside its peer, which is installed from PyPI",
        builds: &[],
        command: "cargo run --release --package countersign-bench --bin privacy -- --peer",
        rounds: Some("1"),
    },
    Measurement {
        name: "banking77",
        what: "public data from file to decision",
        builds: &[],
        command: "cargo run --release --package countersign-bench --bin banking77",
        rounds: None,
    },
    Measurement {
        name: "classifier",
        what: "the classifier on public data, next to scikit-learn",
        builds: &[],
        command: "cargo run --release --package countersign-bench --bin classifier",
        rounds: Some("1"),
    },
    Measurement {
        name: "promise",
        what: "2,000 calibrations per size, 1,000 trainings checked on fresh texts, 1,000 quiet and shifted years of the watch",
        builds: &[],
        command: "cargo test --release --package countersign-classifier --test promise -- --nocapture",
        rounds: Some("1000"),
    },
];

/// Makes the measurement `name`, or lists all.
pub fn make(name: Option<&str>) -> anyhow::Result<()> {
    let Some(name) = name else {
        ALL.iter().for_each(|known| println!("{:12} {}", known.name, known.what));
        return Ok(());
    };
    let Some(measurement) = ALL.iter().find(|known| known.name == name) else {
        bail!("there is no measurement {name}; `cargo xtask evidence` lists them");
    };
    for build in measurement.builds {
        step(build, &mut command(build))?;
    }
    let mut command = command(measurement.command);
    command.env("COUNTERSIGN_EVIDENCE", root().join("tests/evidence"));
    command.envs(measurement.rounds.map(|rounds| ("COUNTERSIGN_ROUNDS", rounds)));
    step(measurement.what, &mut command)
}
