//! What can be seen of a workspace from outside: its folder, its key, its holder, room on its disk.
//!
//! Looks only. Deliberately absent: repair, and anything of what people wrote.

use std::os::unix::fs::PermissionsExt;

use countersign_domain::Actor;
use countersign_keys::{KeyStore, Mode, OsKeyring, mode, probe};
use countersign_rules::authorization::Capability;

use crate::{Engine, Error, Folder};

/// Free space below which a busy day could fill the disk. A setting.
const LEAST_FREE: u64 = 1 << 30;

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What.
    pub name: &'static str,
    /// How it is.
    pub finding: CheckFinding,
    /// In a sentence.
    pub message: String,
}

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckFinding {
    /// As it should be.
    Good,
    /// Wrong; the message says what to do.
    Bad,
    /// Could not be looked at, or does not apply.
    Skipped,
}

impl Check {
    fn of(name: &'static str, finding: CheckFinding, message: impl Into<String>) -> Self {
        Self { name, finding, message: message.into() }
    }

    fn good(name: &'static str, message: impl Into<String>) -> Self {
        Self::of(name, CheckFinding::Good, message)
    }

    fn bad(name: &'static str, message: impl Into<String>) -> Self {
        Self::of(name, CheckFinding::Bad, message)
    }
}

impl Engine {
    /// Looks at the open workspace. Errors: `NotAllowed`.
    pub fn examine(&self, actor: &Actor) -> Result<Vec<Check>, Error> {
        self.pass(actor, Capability::WorkspaceDoctor)?;
        let folder = &self.folder;
        let keyring = OsKeyring::default();
        Ok(vec![folder_check(folder), key_check(folder), keyring_check(folder, &keyring), free_check(folder)])
    }
}

fn folder_check(folder: &Folder) -> Check {
    let missing = [folder.watched(), folder.outbox()].into_iter().find(|part| !part.is_dir());
    let open = std::fs::metadata(folder.path()).is_ok_and(|about| about.permissions().mode() & 0o077 != 0);
    match missing {
        Some(part) => Check::bad("folder", format!("{} is missing: make it again", part.display())),
        None if open => Check::bad("folder", "others than its owner may look into the folder: chmod 700 it"),
        None => Check::good("folder", folder.path().display().to_string()),
    }
}

fn key_check(folder: &Folder) -> Check {
    match mode(folder.path()) {
        Ok(mode) => Check::good("key file", format!("opened by {mode}")),
        Err(error) => Check::bad("key file", error.to_string()),
    }
}

/// Writes, reads and deletes an entry of its own: the only proof that a keyring works.
fn keyring_check(folder: &Folder, keyring: &dyn KeyStore) -> Check {
    if !matches!(mode(folder.path()), Ok(Mode::Keyring)) {
        return Check::of("keyring", CheckFinding::Skipped, "not needed");
    }
    match probe(keyring) {
        Ok(()) => Check::good("keyring", "keeps what is written to it"),
        Err(error) => Check::bad("keyring", error.to_string()),
    }
}

fn free_check(folder: &Folder) -> Check {
    let Ok(about) = rustix::fs::statvfs(folder.path()) else {
        return Check::of("free space", CheckFinding::Skipped, "cannot be told");
    };
    let free = about.f_bavail * about.f_frsize;
    let message = format!("{} MiB free", free >> 20);
    if free < LEAST_FREE {
        Check::bad("free space", format!("{message}: free some, at least {} MiB", LEAST_FREE >> 20))
    } else {
        Check::good("free space", message)
    }
}
