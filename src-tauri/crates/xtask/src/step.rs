//! One step: a command with a heading, its time, and a failure that names it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, bail};

/// The root of the checkout.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(3).expect("this crate lies three folders below the root").to_owned()
}

/// Where cargo builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A command in the root folder, its words separated by spaces.
pub fn command(words: &str) -> Command {
    let mut words = words.split_whitespace();
    let mut command = Command::new(words.next().expect("a step has a program"));
    command.args(words).current_dir(root());
    command
}

/// Runs a step to its end.
pub fn step(title: &str, command: &mut Command) -> anyhow::Result<()> {
    eprintln!("\n── {title}");
    let start = Instant::now();
    let status = command.status().with_context(|| format!("{title}: {:?} cannot be started", command.get_program()))?;
    eprintln!("── {title}: {:.1} s", start.elapsed().as_secs_f64());
    if !status.success() {
        bail!("{title} failed ({status})");
    }
    Ok(())
}

/// Whether a program answers to being asked for its version.
pub fn answers(words: &str) -> bool {
    let mut command = command(words);
    command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
