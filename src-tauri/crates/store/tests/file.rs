//! What the store does with files that it should not touch, and with writes that have no entry.

use std::path::Path;

use countersign_store::{Error, Store};

const KEY: [u8; 32] = [7; 32];

fn file() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("countersign.db");
    drop(Store::create(&path, &KEY).expect("a new database"));
    (folder, path)
}

fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).expect("the file is there")
}

fn set_schema(path: &Path, version: u32) {
    let connection = rusqlite::Connection::open(path).expect("the file opens");
    let key = "07".repeat(32);
    connection
        .execute_batch(&format!("PRAGMA key = \"x'{key}'\"; PRAGMA user_version = {version};"))
        .expect("it is ours");
}

#[test]
fn a_newer_database_is_refused_and_left_as_it_is() {
    let (_folder, path) = file();
    set_schema(&path, 99);
    let before = bytes(&path);
    for refused in [Store::open(&path, &KEY).err(), Store::open_read_only(&path, &KEY).err()] {
        assert!(matches!(refused, Some(Error::TooNew { found: 99, .. })), "{refused:?}");
    }
    assert!(bytes(&path) == before, "not a byte of a newer program's file may change");
}

#[test]
fn an_older_database_is_read_by_nobody_but_its_holder() {
    let (_folder, path) = file();
    set_schema(&path, 1);
    let refused = Store::open_read_only(&path, &KEY).err();
    assert!(matches!(refused, Some(Error::TooOld { found: 1 })), "{refused:?}");
}

#[test]
fn a_wrong_key_and_a_file_of_another_kind_are_unreadable_and_unchanged() {
    let (folder, path) = file();
    let before = bytes(&path);
    assert!(matches!(Store::open(&path, &[8; 32]).err(), Some(Error::Unreadable)), "the key decides");
    assert!(bytes(&path) == before, "a wrong key changes nothing");
    let other = folder.path().join("other.db");
    std::fs::write(&other, vec![b'x'; 8192]).expect("a writable folder");
    assert!(matches!(Store::open(&other, &KEY).err(), Some(Error::Unreadable)), "not a database");
    assert!(bytes(&other) == vec![b'x'; 8192], "somebody's file is left alone");
}

#[test]
fn a_recorded_write_without_an_entry_does_not_commit() {
    let (_folder, path) = file();
    let database = Store::open(&path, &KEY).expect("it opens");
    let key = [1; 32];
    let surrogate = countersign_domain::Surrogate::new("S");
    let refused = database.record(|w| w.insert_pseudonym(&key, &surrogate));
    assert!(matches!(refused, Err(Error::NothingRecorded)), "{refused:?}");
    let kept = database.read(|r| r.surrogate(&key)).expect("it reads");
    assert_eq!(kept, None, "what the closure wrote before is rolled back with it");
}
