//! Processes that belong to one test and end with it, whatever they started and however the test ends: a window that is
//! left over takes the place of the next.

use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A process and all that it started. Dropping it ends them.
#[derive(Debug)]
pub struct Processes(Child);

impl Processes {
    /// Starts `command` with a `home` of its own, so that nothing of the user's desktop reaches a window, in `language`.
    ///
    /// Errors: it is not installed.
    pub fn start(command: &mut Command, home: &Path, language: &str) -> std::io::Result<Self> {
        command
            .env("HOME", home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("NO_AT_BRIDGE", "1")
            .env("COUNTERSIGN_TEST_LANGUAGE", language)
            .stdout(Stdio::null())
            .process_group(0);
        Ok(Self(command.spawn()?))
    }

    /// Waits until the first of them ends by itself.
    pub fn ended(mut self) -> std::io::Result<()> {
        self.0.wait().map(drop)
    }

    /// Ends them at once, as a computer that fails would.
    pub fn crash(mut self) {
        self.signal("-KILL");
    }

    fn signal(&mut self, signal: &str) {
        if matches!(self.0.try_wait(), Ok(Some(_))) {
            return;
        }
        // The group, since a driver leaves its children running when it is ended alone.
        let group = format!("-{}", self.0.id());
        let ended = Command::new("kill").args([signal, "--", &group]).status();
        if !ended.is_ok_and(|status| status.success()) {
            eprintln!("the processes of group {group} could not be ended");
        }
        self.0.wait().ok();
    }
}

impl Drop for Processes {
    fn drop(&mut self) {
        self.signal("-TERM");
    }
}
