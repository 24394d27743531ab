//! From a fresh checkout to an open window.

use std::path::PathBuf;

use crate::packages;
use crate::step::{command, step, target};

/// Sets up, builds, makes the sample workspace where there is none, and opens the console.
pub fn run(workspace: Option<PathBuf>) -> anyhow::Result<()> {
    packages::for_building()?;
    build_ui()?;
    step(
        "build",
        &mut command(
            "cargo build --package countersign-console --package countersign-cli --features countersign-console/custom-protocol",
        ),
    )?;
    let built = target().join("debug");
    let workspace = match workspace {
        Some(workspace) => workspace,
        None => sample(&built)?,
    };
    step("console", std::process::Command::new(built.join("countersign-console")).arg("--workspace").arg(workspace))
}

/// Installs the pinned packages of the user interface and builds it.
pub fn build_ui() -> anyhow::Result<()> {
    step(
        "packages of the user interface",
        command("npm ci --ignore-scripts --no-audit --no-fund").current_dir(crate::step::root().join("ui")),
    )?;
    step("user interface", command("npm run --silent build").current_dir(crate::step::root().join("ui")))
}

/// The sample workspace beside what is built; made once, its names and passwords lie in a file in it.
fn sample(built: &std::path::Path) -> anyhow::Result<PathBuf> {
    let folder = target().join("sample-workspace");
    if !folder.join("countersign.db").exists() {
        step(
            "sample workspace",
            std::process::Command::new(built.join("countersign")).arg("--workspace").arg(&folder).arg("sample"),
        )?;
    }
    Ok(folder)
}
