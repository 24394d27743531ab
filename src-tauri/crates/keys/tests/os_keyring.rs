//! The real Secret Service. Each test starts itself again inside a D-Bus session of its own with a new home folder and
//! a new GNOME Keyring, so that nothing of the person who runs it is touched.
//! Needs the Debian packages `dbus` and `gnome-keyring`; no display.

#![cfg(target_os = "linux")]

use std::process::Command;
use std::time::{Duration, Instant};

use countersign_keys::{
    Argon2Params, Error, KeyMode, KeyStore, OsKeyring, Secret32, Unavailable, Unlock, create, open, probe, recover,
};

const SMALL: Argon2Params = Argon2Params { memory_kib: 16, passes: 1, lanes: 1 };
/// Set in the inner process.
const INSIDE: &str = "COUNTERSIGN_INSIDE_A_SESSION";

/// What makes the keyring of a session: see the script.
const KEYRING: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/fixtures/keyring");
const UNLOCKED: &str = "unlocked_keyring && exec \"$@\"";
const NEVER_UNLOCKED: &str = "locked_keyring && exec \"$@\"";
const NO_SERVICE: &str = "exec \"$@\"";

/// Runs `inside` in a session that `prepare` sets up; `name` is the calling test's.
fn in_session(name: &str, prepare: &str, inside: impl FnOnce()) {
    if std::env::var_os(INSIDE).is_some() {
        return inside();
    }
    let home = tempfile::tempdir().expect("a home for this test");
    let output = Command::new("dbus-run-session")
        .arg("--config-file")
        .arg(format!("{KEYRING}/bus.conf"))
        .args(["--", "sh", "-c", &format!(". '{KEYRING}/session.sh'; {prepare}"), "sh"])
        .arg(std::env::current_exe().expect("this test is a program"))
        .args(["--exact", name, "--nocapture"])
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("HOME", home.path())
        .env("XDG_RUNTIME_DIR", home.path())
        .env(INSIDE, "1")
        .output()
        .expect("dbus-run-session of the package dbus starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{}\n{}", text(&output.stdout), text(&output.stderr));
    assert!(text(&output.stdout).contains("1 passed"), "the inner process must have run the test named {name}");
}

#[test]
fn a_secret_goes_through_the_real_keyring() {
    in_session("a_secret_goes_through_the_real_keyring", UNLOCKED, || {
        let keyring = OsKeyring::default();
        probe(&keyring).expect("an unlocked keyring");
        assert!(keyring.get("nobody").expect("it answers").is_none(), "no entry is an answer, not an error");
        for byte in [1, 2] {
            keyring.set("w", &Secret32::from_bytes([byte; 32])).expect("it keeps");
            let read = keyring.get("w").expect("it answers");
            assert_eq!(read, Some(Secret32::from_bytes([byte; 32])), "the second set replaces the first");
        }
        keyring.delete("w").expect("it was there");
        keyring.delete("w").expect("deleting twice is no error");
        assert!(keyring.get("w").expect("it answers").is_none());
    });
}

#[test]
fn a_workspace_lives_in_the_real_keyring() {
    in_session("a_workspace_lives_in_the_real_keyring", UNLOCKED, || {
        let folder = tempfile::tempdir().expect("a folder for this test");
        let keyring = OsKeyring::default();
        let (keyset, code) = create(folder.path(), KeyMode::Keyring, &keyring, SMALL).expect("an unlocked keyring");
        assert_eq!(open(folder.path(), Unlock::Keyring, &keyring).expect("the entry is there"), keyset);
        let id = countersign_keys::workspace_id(folder.path()).expect("a key file");
        keyring.delete(&id).expect("it was there");
        let missing = open(folder.path(), Unlock::Keyring, &keyring);
        assert!(matches!(missing, Err(Error::KeyMissing { .. })), "{missing:?}");
        assert!(keyring.get(&id).expect("it answers").is_none(), "a missing key is never made anew");
        recover(folder.path(), &code, KeyMode::Keyring, &keyring, SMALL).expect("the printed code");
        assert_eq!(open(folder.path(), Unlock::Keyring, &keyring).expect("the entry is back"), keyset);
    });
}

#[test]
fn an_entry_of_another_length_is_no_key() {
    in_session("an_entry_of_another_length_is_no_key", UNLOCKED, || {
        let entry = keyring::Entry::new(countersign_keys::SERVICE, "w").expect("a service");
        entry.set_secret(b"short").expect("it keeps");
        let read = OsKeyring::default().get("w");
        assert!(matches!(read, Err(Error::KeyringMismatch { .. })), "{read:?}");
    });
}

#[test]
fn a_locked_keyring_is_named_and_does_not_hang() {
    in_session("a_locked_keyring_is_named_and_does_not_hang", NEVER_UNLOCKED, || {
        let asked = Instant::now();
        let outcome = probe(&OsKeyring::with_timeout(Duration::from_secs(5)));
        assert!(asked.elapsed() < Duration::from_secs(8), "it was given up after {:?}", asked.elapsed());
        let Err(Error::KeyringUnavailable { why }) = outcome else { panic!("{outcome:?}") };
        let helpful = matches!(why, Unavailable::Locked | Unavailable::NoAnswer { .. });
        assert!(helpful, "{why:?}: the person must be told to unlock it");
    });
}

#[test]
fn without_a_service_nothing_is_made_and_the_passphrase_works() {
    in_session("without_a_service_nothing_is_made_and_the_passphrase_works", NO_SERVICE, || {
        let folder = tempfile::tempdir().expect("a folder for this test");
        let keyring = OsKeyring::default();
        let outcome = create(folder.path(), KeyMode::Keyring, &keyring, SMALL);
        let why = match outcome {
            Err(Error::KeyringUnavailable { why }) => why,
            other => panic!("{other:?}"),
        };
        assert_eq!(why, Unavailable::NoService, "the person must be told to start one, or to use a passphrase");
        assert_eq!(std::fs::read_dir(folder.path()).expect("it is there").count(), 0);
        let (keyset, _) = create(folder.path(), KeyMode::Passphrase("p"), &keyring, SMALL).expect("needs no keyring");
        assert_eq!(open(folder.path(), Unlock::Passphrase("p"), &keyring).expect("the passphrase"), keyset);
    });
}

#[test]
fn without_a_bus_the_keyring_is_unavailable() {
    let without_bus = format!("unset DBUS_SESSION_BUS_ADDRESS; {NO_SERVICE}");
    in_session("without_a_bus_the_keyring_is_unavailable", &without_bus, || {
        let outcome = probe(&OsKeyring::default());
        assert!(matches!(outcome, Err(Error::KeyringUnavailable { why: Unavailable::NoService })), "{outcome:?}");
    });
}
