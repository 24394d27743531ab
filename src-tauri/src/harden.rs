//! What the process settles about itself before anything else runs: its environment and its core dumps.
//!
//! Deliberately absent: what the engine protects (keys, memory of keys).

use std::os::unix::process::CommandExt as _;
use std::process::Command;

use anyhow::Context as _;
use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};

/// What the webview must find where nobody has said otherwise.
const WANTED: [(&str, &str); 2] = [
    // WebKitGTK's DMABUF renderer leaves the window blank on some drivers.
    ("WEBKIT_DISABLE_DMABUF_RENDERER", "1"),
    // The page's garbage is collected as on a computer with 400 MB. Otherwise the collector waits the longer the more
    // memory the computer has, and a page that is used all day grows by hundreds of megabytes.
    ("JSC_forceRAMSize", "400000000"),
];
/// Whoever starts the program with this variable could drive its window.
const AUTOMATION: &str = "TAURI_WEBVIEW_AUTOMATION";

/// Starts the program again, in its place, where its environment is not as it should be.
///
/// A running process cannot change its own environment safely while other threads may read it, so the change is made
/// in between: same process id, same arguments. Returns when nothing is to change. Errors: the program's own file
/// cannot be started.
pub fn settle_environment() -> anyhow::Result<()> {
    let unset = WANTED.into_iter().filter(|(name, _)| std::env::var_os(name).is_none());
    let mut unset = unset.peekable();
    let automation_unwanted = !cfg!(feature = "window-tests") && std::env::var_os(AUTOMATION).is_some();
    if unset.peek().is_none() && !automation_unwanted {
        return Ok(());
    }
    let mut again = Command::new(std::env::current_exe().context("the program's own file cannot be found")?);
    again.args(std::env::args_os().skip(1));
    again.envs(unset);
    if automation_unwanted {
        again.env_remove(AUTOMATION);
    }
    Err(again.exec()).context("the program cannot be started again with a settled environment")
}

/// No memory of this process or its children reaches a core file, and no other process of the user may read it.
pub fn forbid_core_dumps() -> anyhow::Result<()> {
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) }).context("core dumps cannot be limited")?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable).context("the process cannot be made undumpable")
}
