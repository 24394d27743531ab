//! Making, opening and recovering a workspace's keys, with every way in which it can fail.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use countersign_keys::{
    Argon2Params, Error, FILE_NAME, KeyMode, KeyStore, Keyset, Mode, RecoveryCode, Secret32, Unavailable, Unlock,
    create, mode, open, probe, recover, workspace_id,
};
use tempfile::TempDir;

const SMALL: Argon2Params = Argon2Params { memory_kib: 16, passes: 1, lanes: 1 };

/// A keyring of this test: answers, or does not.
#[derive(Default)]
struct Shelf {
    entries: Mutex<HashMap<String, Secret32>>,
    locked: bool,
    forgets: bool,
}

impl Shelf {
    fn locked() -> Self {
        Self { locked: true, ..Self::default() }
    }

    fn forgetful() -> Self {
        Self { forgets: true, ..Self::default() }
    }

    fn answer(&self) -> Result<std::sync::MutexGuard<'_, HashMap<String, Secret32>>, Error> {
        match self.locked {
            true => Err(Error::KeyringUnavailable { why: Unavailable::Locked }),
            false => Ok(self.entries.lock().expect("no test panics while it holds the lock")),
        }
    }

    fn len(&self) -> usize {
        self.entries.lock().expect("no test panics while it holds the lock").len()
    }
}

impl KeyStore for Shelf {
    fn get(&self, account: &str) -> Result<Option<Secret32>, Error> {
        Ok(self.answer()?.get(account).map(Secret32::duplicate))
    }
    fn set(&self, account: &str, secret: &Secret32) -> Result<(), Error> {
        let mut entries = self.answer()?;
        if !self.forgets {
            entries.insert(account.into(), secret.duplicate());
        }
        Ok(())
    }
    fn delete(&self, account: &str) -> Result<(), Error> {
        self.answer()?.remove(account);
        Ok(())
    }
}

fn made(way: KeyMode<'_>, shelf: &Shelf) -> (TempDir, Keyset, RecoveryCode) {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let (keyset, code) = create(folder.path(), way, shelf, SMALL).expect("nothing stands in the way");
    (folder, keyset, code)
}

fn key_file(folder: &TempDir) -> PathBuf {
    folder.path().join(FILE_NAME)
}

#[test]
fn what_was_made_opens_again() {
    let shelf = Shelf::default();
    let ways = [
        (KeyMode::Keyring, Unlock::Keyring, Mode::Keyring),
        (KeyMode::Passphrase("correct horse"), Unlock::Passphrase("correct horse"), Mode::Passphrase),
    ];
    for (way, unlock, expected) in ways {
        let (folder, keyset, _) = made(way, &shelf);
        assert_eq!(open(folder.path(), unlock, &shelf).expect("the right way in"), keyset);
        assert_eq!(mode(folder.path()).expect("a key file"), expected);
        assert_eq!(workspace_id(folder.path()).expect("a key file").len(), 26);
    }
}

#[test]
fn the_three_keys_of_a_set_and_two_sets_differ() {
    let shelf = Shelf::default();
    let (_first, a, _) = made(KeyMode::Keyring, &shelf);
    let (_second, b, _) = made(KeyMode::Keyring, &shelf);
    assert!(a.database != a.index && a.index != a.quarantine && a.database != a.quarantine);
    assert_ne!(a, b);
}

#[test]
fn a_probe_leaves_nothing_and_finds_out_a_keyring_that_forgets() {
    let shelf = Shelf::default();
    probe(&shelf).expect("a working keyring");
    assert_eq!(shelf.len(), 0, "the probe's entry must be gone");
    for (shelf, why) in [(Shelf::locked(), "locked"), (Shelf::forgetful(), "says yes and keeps nothing")] {
        assert!(matches!(probe(&shelf), Err(Error::KeyringUnavailable { .. })), "{why}");
    }
}

#[test]
fn without_a_keyring_nothing_is_made() {
    for shelf in [Shelf::locked(), Shelf::forgetful()] {
        let folder = tempfile::tempdir().expect("a folder for this test");
        let outcome = create(folder.path(), KeyMode::Keyring, &shelf, SMALL);
        assert!(matches!(outcome, Err(Error::KeyringUnavailable { .. })), "{outcome:?}");
        assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 0, "a workspace whose key nobody keeps");
    }
}

/// One way to fail: what is done to a workspace, how it is opened then, and what must come of it.
struct Failure {
    name: &'static str,
    way: KeyMode<'static>,
    spoil: fn(&Path, &mut Shelf),
    unlock: Unlock<'static>,
    expected: fn(&Error) -> bool,
}

const RIGHT: KeyMode<'static> = KeyMode::Passphrase("right");

fn replace(folder: &Path, from: &str, to: &str) {
    let path = folder.join(FILE_NAME);
    let text = fs::read_to_string(&path).expect("a key file");
    assert!(text.contains(from), "the key file has {from:?}");
    fs::write(path, text.replacen(from, to, 1)).expect("a writable file");
}

const FAILURES: &[Failure] = &[
    Failure {
        name: "no key file",
        way: KeyMode::Keyring,
        spoil: |folder, _| fs::remove_file(folder.join(FILE_NAME)).expect("it was there"),
        unlock: Unlock::Keyring,
        expected: |error| matches!(error, Error::NoKeyFile { .. }),
    },
    Failure {
        name: "locked keyring",
        way: KeyMode::Keyring,
        spoil: |_, shelf| shelf.locked = true,
        unlock: Unlock::Keyring,
        expected: |error| matches!(error, Error::KeyringUnavailable { why: Unavailable::Locked }),
    },
    Failure {
        name: "a keyring without the entry is no first run",
        way: KeyMode::Keyring,
        spoil: |_, shelf| shelf.entries.get_mut().expect("no panic").clear(),
        unlock: Unlock::Keyring,
        expected: |error| matches!(error, Error::KeyMissing { .. }),
    },
    Failure {
        name: "another key under the account",
        way: KeyMode::Keyring,
        spoil: |_, shelf| {
            shelf.entries.get_mut().expect("no panic").values_mut().for_each(|v| *v = Secret32::from_bytes([9; 32]));
        },
        unlock: Unlock::Keyring,
        expected: |error| matches!(error, Error::KeyringMismatch { .. }),
    },
    Failure {
        name: "wrong passphrase",
        way: RIGHT,
        spoil: |_, _| {},
        unlock: Unlock::Passphrase("wrong"),
        expected: |error| matches!(error, Error::WrongPassphrase),
    },
    Failure {
        name: "empty passphrase",
        way: RIGHT,
        spoil: |_, _| {},
        unlock: Unlock::Passphrase(""),
        expected: |error| matches!(error, Error::WrongPassphrase),
    },
    Failure {
        name: "keyring asked for, passphrase needed",
        way: RIGHT,
        spoil: |_, _| {},
        unlock: Unlock::Keyring,
        expected: |error| matches!(error, Error::OtherMode { mode: Mode::Passphrase }),
    },
    Failure {
        name: "passphrase given, keyring needed",
        way: KeyMode::Keyring,
        spoil: |_, _| {},
        unlock: Unlock::Passphrase("right"),
        expected: |error| matches!(error, Error::OtherMode { mode: Mode::Keyring }),
    },
    Failure {
        name: "empty file",
        way: RIGHT,
        spoil: |folder, _| fs::write(folder.join(FILE_NAME), "").expect("a writable file"),
        unlock: Unlock::Passphrase("right"),
        expected: |error| matches!(error, Error::Damaged { .. }),
    },
    Failure {
        name: "a cost that was made cheaper",
        way: RIGHT,
        spoil: |folder, _| replace(folder, "\"passes\": 1", "\"passes\": 2"),
        unlock: Unlock::Passphrase("right"),
        expected: |error| matches!(error, Error::Damaged { .. }),
    },
    Failure {
        name: "an unknown field",
        way: RIGHT,
        spoil: |folder, _| replace(folder, "\"recovery\"", "\"more\": 1, \"recovery\""),
        unlock: Unlock::Passphrase("right"),
        expected: |error| matches!(error, Error::Damaged { .. }),
    },
    Failure {
        name: "a newer version, whatever else it holds",
        way: RIGHT,
        spoil: |folder, _| fs::write(folder.join(FILE_NAME), r#"{"version": 2, "new": []}"#).expect("a writable file"),
        unlock: Unlock::Passphrase("right"),
        expected: |error| matches!(error, Error::NewerVersion { found: 2, supported: 1 }),
    },
];

#[test]
fn each_failure_has_its_name_and_changes_nothing() {
    for Failure { name, way, spoil, unlock, expected } in FAILURES {
        let mut shelf = Shelf::default();
        let (folder, _, _) = made(*way, &shelf);
        spoil(folder.path(), &mut shelf);
        let (before, entries) = (fs::read(key_file(&folder)).ok(), shelf.len());
        let error = open(folder.path(), *unlock, &shelf).expect_err(name);
        assert!(expected(&error), "{name}: {error:?}");
        assert_eq!(fs::read(key_file(&folder)).ok(), before, "{name}: a failed opening writes no file");
        assert_eq!(shelf.len(), entries, "{name}: a failed opening makes no key");
    }
}

#[test]
fn a_key_file_is_never_overwritten_by_a_new_one() {
    let shelf = Shelf::default();
    let (folder, keyset, _) = made(KeyMode::Keyring, &shelf);
    let again = create(folder.path(), KeyMode::Passphrase("x"), &shelf, SMALL);
    assert!(matches!(again, Err(Error::AlreadyExists { .. })), "{again:?}");
    assert_eq!(open(folder.path(), Unlock::Keyring, &shelf).expect("as before"), keyset);
}

#[test]
fn every_flipped_bit_of_the_key_file_is_noticed() {
    let shelf = Shelf::default();
    let (folder, _, _) = made(RIGHT, &shelf);
    let whole = fs::read(key_file(&folder)).expect("a key file");
    for bit in 0..whole.len() * 8 {
        let mut changed = whole.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        fs::write(key_file(&folder), changed).expect("a writable file");
        let error = open(folder.path(), Unlock::Passphrase("right"), &shelf).expect_err("a flipped bit");
        let named = matches!(error, Error::Damaged { .. } | Error::NewerVersion { .. });
        assert!(named, "bit {bit}: {error:?}; a damaged file must not look like a wrong passphrase");
    }
}

#[test]
fn parts_of_two_workspaces_do_not_mix() {
    let shelf = Shelf::default();
    let (ours, _, _) = made(RIGHT, &shelf);
    let (theirs, _, code) = made(RIGHT, &shelf);
    let error = recover(ours.path(), &code, RIGHT, &shelf, SMALL).expect_err("a code of another workspace");
    assert!(matches!(error, Error::WrongRecoveryCode), "{error:?}");
    drop(theirs);
}

#[test]
fn the_printed_code_brings_a_workspace_back_in_either_mode() {
    let modes = [KeyMode::Keyring, RIGHT];
    for (from, to) in modes.iter().flat_map(|from| modes.map(|to| (*from, to))) {
        let mut shelf = Shelf::default();
        let (folder, keyset, code) = made(from, &shelf);
        shelf.entries.get_mut().expect("no panic").clear();
        let typed = RecoveryCode::parse(&code.reveal().to_lowercase()).expect("what was printed");
        assert_eq!(recover(folder.path(), &typed, to, &shelf, SMALL).expect("the code of this workspace"), keyset);
        let unlock = match to {
            KeyMode::Keyring => Unlock::Keyring,
            KeyMode::Passphrase(passphrase) => Unlock::Passphrase(passphrase),
        };
        assert_eq!(open(folder.path(), unlock, &shelf).expect("the new way in"), keyset);
        assert_eq!(recover(folder.path(), &code, to, &shelf, SMALL).expect("the code stays valid"), keyset);
    }
}

#[test]
fn after_recovery_the_old_way_is_gone() {
    let shelf = Shelf::default();
    let (folder, _, code) = made(RIGHT, &shelf);
    recover(folder.path(), &code, KeyMode::Passphrase("new"), &shelf, SMALL).expect("the code of this workspace");
    let old = open(folder.path(), Unlock::Passphrase("right"), &shelf);
    assert!(matches!(old, Err(Error::WrongPassphrase)), "{old:?}");

    let (folder, _, code) = made(KeyMode::Keyring, &shelf);
    recover(folder.path(), &code, RIGHT, &shelf, SMALL).expect("the code of this workspace");
    assert_eq!(shelf.len(), 0, "the keyring's entry would still open the workspace");
}

#[test]
fn a_failed_recovery_leaves_the_file_as_it_was() {
    let shelf = Shelf::default();
    let (folder, keyset, code) = made(RIGHT, &shelf);
    let error = recover(folder.path(), &code, KeyMode::Keyring, &Shelf::locked(), SMALL).expect_err("locked");
    assert!(matches!(error, Error::KeyringUnavailable { .. }), "{error:?}");
    let error = recover(folder.path(), &code, KeyMode::Passphrase(""), &shelf, SMALL).expect_err("empty");
    assert!(matches!(error, Error::EmptyPassphrase), "{error:?}");
    assert_eq!(open(folder.path(), Unlock::Passphrase("right"), &shelf).expect("as before"), keyset);
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_the_key_file_and_nothing_else_is_left() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, _, _) = made(RIGHT, &Shelf::default());
    let mode = fs::metadata(key_file(&folder)).expect("a key file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 1, "no temporary file stays");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_keeps_no_entry_in_the_keyring() {
    let shelf = Shelf::default();
    let missing = tempfile::tempdir().expect("a folder for this test").path().join("gone");
    let outcome = create(&missing, KeyMode::Keyring, &shelf, SMALL);
    assert!(matches!(outcome, Err(Error::Io { .. })), "{outcome:?}");
    assert_eq!(shelf.len(), 0, "a key of a workspace that does not exist");
}

#[test]
fn the_key_file_holds_no_secret_in_the_clear() {
    let shelf = Shelf::default();
    let (folder, keyset, code) = made(RIGHT, &shelf);
    let text = fs::read_to_string(key_file(&folder)).expect("a key file");
    let secrets = [&keyset.database, &keyset.index, &keyset.quarantine].map(|secret| *secret.expose());
    for secret in secrets.iter().map(|bytes| bytes.as_slice()) {
        let forms = [data_encoding::BASE64.encode(secret), data_encoding::HEXLOWER.encode(secret)];
        assert!(forms.iter().all(|form| !text.contains(&form[..20])), "a key stands in the file");
    }
    assert!(!text.contains("right") && !text.contains(&code.reveal()[..9]), "passphrase or code stands in the file");
}
