//! The peer, in an environment of its own that goes with its folder.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};
use serde_json::Value;

const SCRIPT: &str = include_str!("peer.py");
const MESSAGES: &str = include_str!("messages.txt");

/// Installs it below `folder`, runs it there, and gives what it prints. Its spans lie beside (see [`spans_of`]).
pub fn run(folder: &Path, files: &[PathBuf]) -> anyhow::Result<Value> {
    let environment = folder.join("environment");
    step(Command::new("python3").args(["-m", "venv"]).arg(&environment))?;
    let python = environment.join("bin/python");
    step(Command::new(&python).args(["-m", "pip", "install", "--quiet", "presidio-analyzer"]))?;
    if let Some(package) = std::env::var_os("COUNTERSIGN_PEER_PACKAGE") {
        step(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).arg(package))?;
    }
    std::fs::write(folder.join("peer.py"), SCRIPT)?;
    std::fs::write(folder.join("messages.txt"), MESSAGES)?;
    let out = Command::new(&python)
        .args(["peer.py", "messages.txt"])
        .args(files)
        .current_dir(folder)
        .output()
        .context("the peer could not be started")?;
    ensure!(out.status.success(), "the peer failed: {}", String::from_utf8_lossy(&out.stderr));
    let text = String::from_utf8_lossy(&out.stdout);
    Ok(serde_json::from_str(text.lines().last().unwrap_or_default())?)
}

/// Where the peer's spans of a file lie.
pub fn spans_of(folder: &Path, file: &Path) -> PathBuf {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    folder.join(format!("{name}.peer.jsonl"))
}

fn step(command: &mut Command) -> anyhow::Result<()> {
    let out = command.output().with_context(|| format!("{command:?} could not be started"))?;
    ensure!(out.status.success(), "{command:?}: {}", String::from_utf8_lossy(&out.stderr));
    Ok(())
}
