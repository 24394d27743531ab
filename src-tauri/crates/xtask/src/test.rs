//! Every check, the cheap ones first.

use std::process::Command;

use crate::step::{answers, command, root, step, target};
use crate::{bindings, packages, run};

/// Sets up and runs every check.
pub fn test(without_window: bool) -> anyhow::Result<()> {
    if without_window {
        packages::for_the_engine()?
    } else {
        packages::for_testing_the_window()?
    }
    step("format", &mut command("cargo fmt --all --check"))?;
    user_interface()?;
    let left_out =
        if without_window { " --exclude countersign-console --exclude countersign-window-tests" } else { "" };
    step(
        "lints",
        &mut command(&format!("cargo clippy --quiet --workspace --all-targets{left_out} -- --deny warnings")),
    )?;
    bindings::check()?;
    rust_tests(without_window)?;
    step("figures on public data", &mut command("cargo run --quiet --package countersign-bench --bin banking77"))?;
    if without_window { Ok(()) } else { window() }
}

fn user_interface() -> anyhow::Result<()> {
    run::build_ui()?;
    for script in ["check", "test"] {
        step(
            &format!("user interface: {script}"),
            command(&format!("npm run --silent {script}")).current_dir(root().join("ui")),
        )?;
    }
    Ok(())
}

/// Everything but the window, with nextest where it is installed.
fn rust_tests(without_window: bool) -> anyhow::Result<()> {
    let runner = if answers("cargo nextest --version") { "cargo nextest run" } else { "cargo test" };
    let console = if without_window { " --exclude countersign-console" } else { "" };
    step("tests", &mut command(&format!("{runner} --workspace --exclude countersign-window-tests{console}")))
}

/// Journeys in the real window, on a display, a bus and a keyring of their own.
fn window() -> anyhow::Result<()> {
    step(
        "build of the window",
        &mut command(
            "cargo build --package countersign-console --package countersign-cli --features countersign-console/custom-protocol,countersign-console/window-tests",
        ),
    )?;
    let mut journeys = Command::new("bash");
    journeys.arg(root().join("tests/window/run.sh")).current_dir(root()).env("CARGO_TARGET_DIR", target());
    step("journeys in the window", &mut journeys)
}
