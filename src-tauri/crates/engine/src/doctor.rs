//! What can be seen of a workspace from outside: its folder, its key, its holder, room on its disk; and, by whoever has the
//! key, its database.
//!
//! Asks for no person's password, since nothing of what people wrote is shown. Deliberately absent: repair.

use std::fmt::Display;
use std::os::unix::fs::PermissionsExt;

use countersign_domain::Actor;
use countersign_keys::{KeyStore, Mode, OsKeyring, mode, probe};
use countersign_rules::authorization::Capability;
use countersign_store::Health;

use crate::hold::{Holder, holder};
use crate::{Engine, Error, Folder};

/// Free space below which a busy day could fill the disk. A setting.
const LEAST_FREE: u64 = 1 << 30;

/// Nothing else can be looked at.
const NO_WORKSPACE: &str = "there is no workspace";

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Findings {
    /// Who holds the workspace.
    pub holder: Option<Holder>,
    /// How it is opened; absent where the key file cannot be read.
    pub mode: Option<Mode>,
    /// Bytes that are free where the folder lies.
    pub free_bytes: Option<u64>,
    /// What was looked at, in order.
    pub checks: Vec<Check>,
}

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
    /// As it should be.
    pub fn good(name: &'static str, message: impl Into<String>) -> Self {
        Self { name, finding: CheckFinding::Good, message: message.into() }
    }

    /// Wrong; `message` says what to do.
    pub fn bad(name: &'static str, message: impl Into<String>) -> Self {
        Self { name, finding: CheckFinding::Bad, message: message.into() }
    }

    /// Could not be looked at, or does not apply.
    pub fn skipped(name: &'static str, message: impl Into<String>) -> Self {
        Self { name, finding: CheckFinding::Skipped, message: message.into() }
    }

    fn of(name: &'static str, found: Result<String, impl Display>) -> Self {
        match found {
            Ok(message) => Self::good(name, message),
            Err(error) => Self::bad(name, error.to_string()),
        }
    }
}

/// Looks at everything; what depends on something that is wrong is passed over. `database` looks into the database, for
/// which whoever asks needs the key.
pub fn look(folder: &Folder, keyring: &dyn KeyStore, database: impl FnOnce() -> Vec<Check>) -> Findings {
    if !folder.database().is_file() {
        let folder = Check::bad("folder", Error::NoWorkspace(folder.path().to_owned()).to_string());
        let others = ["file system", "holder", "key file", "keyring", "database", "stop", "free space"];
        let checks = others.map(|name| Check::skipped(name, NO_WORKSPACE));
        return Findings {
            holder: None,
            mode: None,
            free_bytes: None,
            checks: std::iter::once(folder).chain(checks).collect(),
        };
    }
    let held = holder(folder);
    let mode = mode(folder.path());
    let free_bytes = rustix::fs::statvfs(folder.path()).ok().map(|about| about.f_bavail * about.f_frsize);
    let mut checks = vec![
        folder_check(folder),
        Check::of("file system", folder.require_local().map(|()| "on this computer".to_owned())),
        Check::of("holder", held.as_ref().map(|held| held.as_ref().map_or_else(|| "nobody holds it".to_owned(), said))),
        Check::of("key file", mode.as_ref().map(|mode| format!("opened by {mode}"))),
        keyring_check(mode.as_ref().ok(), keyring),
    ];
    match mode {
        Ok(_) => checks.extend(database()),
        Err(_) => checks.push(Check::skipped("database", "not opened without its key")),
    }
    checks.extend([stop_check(folder), free_check(free_bytes)]);
    Findings { holder: held.ok().flatten(), mode: mode.ok(), free_bytes, checks }
}

impl Engine {
    /// Looks at the open workspace. Errors: `NotAllowed`.
    pub fn examine(&self, actor: &Actor) -> Result<Findings, Error> {
        self.pass(actor, Capability::WorkspaceDoctor)?;
        Ok(look(&self.folder, &OsKeyring::default(), || vec![self.opened_check()]))
    }

    /// Looks into the database of a workspace that was opened for this alone, and reads every page: its seals, its
    /// structure, its references. A gibibyte takes some seconds.
    pub fn database_checks(&self) -> Vec<Check> {
        vec![self.opened_check(), self.file_check()]
    }

    fn opened_check(&self) -> Check {
        Check::good("database", format!("opens, workspace {:?}", self.name()))
    }

    fn file_check(&self) -> Check {
        const NAME: &str = "database file";
        match self.store.health() {
            Ok(Health { sqlite, cipher, schema, findings }) if findings.is_empty() => {
                Check::good(NAME, format!("whole; schema {schema}, SQLite {sqlite}, SQLCipher {cipher}"))
            }
            Ok(Health { findings, .. }) => {
                let found = findings.join("; ");
                Check::bad(NAME, format!("damaged: stop working on it and restore the last backup ({found})"))
            }
            Err(error) => Check::bad(NAME, Error::from(error).to_string()),
        }
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

fn said(by: &Holder) -> String {
    format!("{} (process {})", by.program, by.pid)
}

/// Writes, reads and deletes an entry of its own: the only proof that a keyring works.
fn keyring_check(mode: Option<&Mode>, keyring: &dyn KeyStore) -> Check {
    if mode != Some(&Mode::Keyring) {
        return Check::skipped("keyring", "not needed");
    }
    Check::of("keyring", probe(keyring).map(|()| "keeps what is written to it".to_owned()))
}

fn stop_check(folder: &Folder) -> Check {
    if folder.stop_file().exists() {
        Check::good("stop", "the file STOP is there: everything goes to people until it is lifted")
    } else {
        Check::good("stop", "there is no file STOP")
    }
}

fn free_check(free_bytes: Option<u64>) -> Check {
    let Some(free) = free_bytes else { return Check::skipped("free space", "cannot be told") };
    let message = format!("{} MiB free", free >> 20);
    if free < LEAST_FREE {
        Check::bad("free space", format!("{message}: free some, at least {} MiB", LEAST_FREE >> 20))
    } else {
        Check::good("free space", message)
    }
}
