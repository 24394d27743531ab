//! From a fresh checkout to an open window.

use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::bail;

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

/// The sample workspace beside what is built, made once. Its people and passwords are made up with it and kept in a
/// text file beside it, so that they can be looked up again; a real workspace keeps no such file.
fn sample(built: &Path) -> anyhow::Result<PathBuf> {
    let folder = target().join("sample-workspace");
    let people = target().join("sample-workspace.txt");
    let is_new = !folder.join("countersign.db").exists();
    if is_new {
        let made = make_sample(built, &folder, true).or_else(|_| make_sample(built, &folder, false))?;
        let mut file = std::fs::File::options().write(true).create(true).truncate(true).mode(0o600).open(&people)?;
        file.write_all(&made)?;
    }
    eprintln!("\n{}", std::fs::read_to_string(&people).unwrap_or_default());
    if !is_new {
        eprintln!("The figures are of the day on which it was made. Delete {} to have it made anew.", folder.display());
    }
    eprintln!("This is also in {}", people.display());
    Ok(folder)
}

/// Makes the sample with its key in the keyring, or under a printed passphrase where there is no keyring.
fn make_sample(built: &Path, folder: &Path, keyring: bool) -> anyhow::Result<Vec<u8>> {
    if keyring && std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_none() {
        bail!("there is no session bus, so there is no keyring");
    }
    let mut sample = Command::new(built.join("countersign"));
    sample.arg("--workspace").arg(folder).arg("sample").args(keyring.then_some("--keyring"));
    let output = sample.stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        std::fs::remove_dir_all(folder).ok();
        bail!("the sample workspace could not be made ({})", output.status);
    }
    Ok(output.stdout)
}
