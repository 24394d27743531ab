//! `countersign workspace doctor`: what can be seen of a workspace from outside, and by opening it beside its holder.
//!
//! Asks for no person's password, since nothing of what people wrote is shown. Deliberately absent: repair.

use std::os::unix::fs::PermissionsExt;

use countersign_api::{CheckOutcome, CheckView, DoctorView, HolderView, KeyModeName};
use countersign_engine::{Clock, Engine, Error, Folder, Health, Mode, Unlock, holder, key_mode, probe_keyring};

use crate::problem::{Problem, Result};
use crate::session::{KEYRING, Session, opening};

/// Free space below which a busy day could fill the disk. A setting.
const LEAST_FREE: u64 = 1 << 30;

/// Looks at everything, in order; what depends on something that is wrong is passed over.
pub fn look(session: &Session) -> Result<DoctorView> {
    let folder = session.folder()?;
    let mut checks = Checks(Vec::new());
    let exists = checks.folder(&folder);
    checks.file_system(&folder, exists);
    let holder = checks.holder(&folder, exists);
    let mode = checks.key_mode(&folder, exists);
    checks.keyring(mode);
    checks.database(&folder, mode, session);
    checks.stop(&folder, exists);
    let free_bytes = checks.free_space(&folder, exists);
    Ok(DoctorView {
        healthy: checks.0.iter().all(|check| check.outcome != CheckOutcome::Bad),
        folder: folder.path().display().to_string(),
        holder,
        key_mode: mode.map(|mode| match mode {
            Mode::Keyring => KeyModeName::Keyring,
            Mode::Passphrase => KeyModeName::Passphrase,
        }),
        free_bytes,
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
        checks: checks.0,
    })
}

struct Checks(Vec<CheckView>);

impl Checks {
    fn add(&mut self, check: &str, outcome: CheckOutcome, message: impl Into<String>) {
        self.0.push(CheckView { check: check.to_owned(), outcome, message: message.into() });
    }

    fn good(&mut self, check: &str, message: impl Into<String>) {
        self.add(check, CheckOutcome::Good, message);
    }

    fn bad(&mut self, check: &str, message: impl Into<String>) {
        self.add(check, CheckOutcome::Bad, message);
    }

    fn skipped(&mut self, check: &str, message: impl Into<String>) {
        self.add(check, CheckOutcome::Skipped, message);
    }

    /// Whether there is a workspace at all; then whether only its owner may look into it.
    fn folder(&mut self, folder: &Folder) -> bool {
        if !folder.database().is_file() {
            self.bad("folder", Error::NoWorkspace(folder.path().to_owned()).to_string());
            return false;
        }
        let missing = [folder.watched(), folder.outbox()].into_iter().find(|part| !part.is_dir());
        let open = std::fs::metadata(folder.path()).is_ok_and(|about| about.permissions().mode() & 0o077 != 0);
        match missing {
            Some(part) => self.bad("folder", format!("{} is missing: make it again", part.display())),
            None if open => self.bad("folder", "others than its owner may look into the folder: chmod 700 it"),
            None => self.good("folder", folder.path().display().to_string()),
        }
        true
    }

    fn holder(&mut self, folder: &Folder, exists: bool) -> Option<HolderView> {
        if !exists {
            self.skipped("holder", "there is no workspace");
            return None;
        }
        match holder(folder) {
            Ok(None) => self.good("holder", "nobody holds it"),
            Ok(Some(by)) => {
                self.good("holder", format!("`{}` (process {})", by.program, by.pid));
                return Some(HolderView { pid: by.pid, program: by.program, since_ms: by.since.0 });
            }
            Err(error) => self.bad("holder", error.to_string()),
        }
        None
    }

    fn key_mode(&mut self, folder: &Folder, exists: bool) -> Option<Mode> {
        if !exists {
            self.skipped("key file", "there is no workspace");
            return None;
        }
        match key_mode(folder.path()) {
            Ok(mode) => {
                self.good("key file", format!("opened by {mode}"));
                Some(mode)
            }
            Err(error) => {
                self.bad("key file", error.to_string());
                None
            }
        }
    }

    /// Writes, reads and deletes an entry of its own: the only proof that a keyring works.
    fn keyring(&mut self, mode: Option<Mode>) {
        if mode != Some(Mode::Keyring) {
            return self.skipped("keyring", "not needed");
        }
        match probe_keyring(&*KEYRING) {
            Ok(()) => self.good("keyring", "keeps what is written to it"),
            Err(error) => self.bad("keyring", error.to_string()),
        }
    }

    /// Opens the database beside its holder: key, cipher and schema at once.
    fn database(&mut self, folder: &Folder, mode: Option<Mode>, session: &Session) {
        if mode.is_none() {
            return self.skipped("database", "not opened without its key");
        }
        let passphrase = match session.passphrase_of(folder) {
            Ok(passphrase) => passphrase,
            Err(Problem::Key(_)) => {
                return self.skipped("database", "not opened: give the passphrase with --passphrase-fd N");
            }
            Err(problem) => return self.bad("database", problem.to_string()),
        };
        let opening = opening(passphrase.as_ref(), "workspace doctor");
        debug_assert!(
            passphrase.is_some() || matches!(opening.unlock, Unlock::Keyring),
            "a mode has its way to unlock"
        );
        match Engine::open_beside(folder.clone(), opening, Clock::system()) {
            Ok(engine) => {
                self.good("database", format!("opens, workspace {:?}", engine.name()));
                self.file(&engine);
            }
            Err(error) => self.bad("database", error.to_string()),
        }
    }

    /// Reads every page of the file: its seals, its structure, its references.
    fn file(&mut self, engine: &Engine) {
        match engine.health() {
            Ok(Health { sqlite, cipher, schema, findings }) if findings.is_empty() => {
                self.good("database file", format!("whole; schema {schema}, SQLite {sqlite}, SQLCipher {cipher}"));
            }
            Ok(Health { findings, .. }) => {
                let found = findings.join("; ");
                self.bad("database file", format!("damaged: stop working on it and restore the last backup ({found})"));
            }
            Err(error) => self.bad("database file", error.to_string()),
        }
    }

    /// A write-ahead log is not safe on a network's file system, and the watched folder tells nothing there.
    fn file_system(&mut self, folder: &Folder, exists: bool) {
        if !exists {
            return self.skipped("file system", "there is no workspace");
        }
        match folder.require_local() {
            Ok(()) => self.good("file system", "on this computer"),
            Err(error) => self.bad("file system", error.to_string()),
        }
    }

    fn stop(&mut self, folder: &Folder, exists: bool) {
        if exists && folder.stop_file().exists() {
            self.good("stop", "the file STOP is there: everything goes to people until it is lifted");
        } else {
            self.good("stop", "there is no file STOP");
        }
    }

    fn free_space(&mut self, folder: &Folder, exists: bool) -> Option<u64> {
        let about = exists.then(|| rustix::fs::statvfs(folder.path()).ok()).flatten();
        let Some(about) = about else {
            self.skipped("free space", "cannot be told");
            return None;
        };
        let free = about.f_bavail * about.f_frsize;
        let message = format!("{} MiB free", free >> 20);
        if free < LEAST_FREE {
            self.bad("free space", format!("{message}: free some, at least {} MiB", LEAST_FREE >> 20));
        } else {
            self.good("free space", message);
        }
        Some(free)
    }
}
