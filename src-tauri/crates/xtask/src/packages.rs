//! What the system must have: named before anything is installed, asked about unless `CI` is set.

use std::io::Write as _;
use std::process::Command;

use anyhow::bail;

use crate::step::{answers, command, step, target};

/// To build the program (Debian names).
const BUILD: &[&str] =
    &["pkg-config", "build-essential", "libssl-dev", "libdbus-1-dev", "libwebkit2gtk-4.1-dev", "librsvg2-dev"];
/// To test its window: a display, a driver, a keyring.
const WINDOW: &[&str] =
    &["xvfb", "xauth", "webkit2gtk-driver", "dbus-x11", "gnome-keyring", "at-spi2-core", "fonts-dejavu-core", "strace"];
/// What the engine alone needs.
const ENGINE: &[&str] =
    &["pkg-config", "build-essential", "libssl-dev", "libdbus-1-dev", "dbus", "gnome-keyring", "strace"];

/// Installs what building needs.
pub fn for_building() -> anyhow::Result<()> {
    install(BUILD)
}

/// Installs what building and testing the window needs, the driver included.
pub fn for_testing_the_window() -> anyhow::Result<()> {
    install(&[BUILD, WINDOW].concat())?;
    driver()
}

/// Installs what the engine needs.
pub fn for_the_engine() -> anyhow::Result<()> {
    install(ENGINE)
}

fn install(packages: &[&str]) -> anyhow::Result<()> {
    if !answers("dpkg-query --version") {
        eprintln!("This system has no dpkg. Countersign needs what Debian 12 calls: {}", packages.join(" "));
        return Ok(());
    }
    let missing: Vec<&str> = packages.iter().copied().filter(|package| !is_installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.trim_ascii() == b"0");
    let sudo = if root { "" } else { "sudo " };
    eprintln!("These system packages are missing: {}", missing.join(" "));
    if !agreed(&format!("Install them with `{sudo}apt-get install`?"))? {
        bail!("install them yourself, then call this again: {sudo}apt-get install {}", missing.join(" "));
    }
    step("package lists", &mut command(&format!("{sudo}apt-get update -q")))?;
    let install = format!("{sudo}apt-get install -q -y --no-install-recommends {}", missing.join(" "));
    step("system packages", command(&install).env("DEBIAN_FRONTEND", "noninteractive"))
}

fn is_installed(package: &str) -> bool {
    let query = Command::new("dpkg-query").args(["--show", "--showformat=${Status}", package]).output();
    query.is_ok_and(|output| output.stdout == b"install ok installed")
}

fn agreed(question: &str) -> anyhow::Result<bool> {
    if std::env::var_os("CI").is_some() {
        return Ok(true);
    }
    eprint!("{question} [y/N] ");
    std::io::stderr().flush()?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    Ok(answer.trim().eq_ignore_ascii_case("y"))
}

/// tauri-driver, beside what is built, so that nothing of the user's is touched.
fn driver() -> anyhow::Result<()> {
    let tools = target().join("tools");
    if tools.join("bin/tauri-driver").exists() || answers("tauri-driver --help") {
        return Ok(());
    }
    let mut install = command("cargo install tauri-driver --version 2.1.0 --locked --root");
    step("tauri-driver", install.arg(&tools))
}
