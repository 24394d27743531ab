//! Somebody with the key and a database tool changes what was recorded: verification names the first wrong entry.
//!
//! Byte by byte this is tested in the ledger's own crate; here it is the real file, with the rows that entries speak of.
//! What verification cannot see is stated at the end, so that nobody takes it for granted.

use countersign_engine::{Clock, Engine, Folder, QueueFilter, Verification};
use countersign_ledger::Head;
use countersign_testkit::raw::{strings, tampering};
use countersign_testkit::{PASSWORD, TestWorkspace, message, opening, texts};
use rusqlite::Connection;

/// A closed workspace with decisions by a model, by a person and by nobody, and what its ledger was when it closed.
struct Recorded {
    _home: TestWorkspace,
    folder: Folder,
    kept: Verification,
}

impl Recorded {
    fn new() -> Self {
        let workspace = TestWorkspace::new();
        workspace.import(&message("e1", "where is my parcel"));
        workspace.work_off();
        let engine = &workspace.engine;
        let item = engine.queue(&workspace.supervisor, &QueueFilter::default(), None, 1).expect("a queue").items[0]
            .0
            .item
            .clone();
        let item = engine.claim(&workspace.supervisor, &item.id).expect("free");
        let answer = countersign_engine::Answer::Intent(countersign_domain::IntentId::new("order_status"));
        engine.submit(&workspace.supervisor, &item.id, item.version, &answer, None).expect("an answer");
        workspace.with_model();
        workspace
            .import(&[message("e2", texts::PASSWORD[0]), message("e3", texts::ORDER[1]), "{}\n".to_owned()].concat());
        workspace.work_off();
        let folder = Folder::new(workspace.beside().join("recorded"));
        engine.back_up(&workspace.administrator, folder.path()).expect("a copy");
        let kept = Self::verify_copy(&folder, &workspace, &|_| {}).expect("verification runs");
        assert_eq!(kept.first_wrong, None, "the ledger is right before anybody touches it");
        Self { _home: workspace, folder, kept }
    }

    /// Verifies a fresh copy in which `tamper` was done; `None` when the program does not even open it.
    fn verify_copy(of: &Folder, home: &TestWorkspace, tamper: &dyn Fn(&Connection)) -> Option<Verification> {
        let copy = tempfile::tempdir_in(home.beside()).expect("a folder for a copy");
        let folder = Folder::new(copy.path().join("workspace"));
        countersign_engine::restore(of, &folder).expect("a copy");
        let connection = tampering(&folder);
        connection.execute_batch("PRAGMA ignore_check_constraints = ON").expect("a pragma");
        tamper(&connection);
        drop(connection);
        // Beside a holder, so that nothing is added to what was tampered with.
        let engine = Engine::open_beside(folder, opening(), Clock::system()).expect("for reading");
        let auditor = engine.sign_in("aud", PASSWORD).expect("a person of the copy").0;
        engine.verify_ledger(&auditor, &|_, _| true).ok()
    }

    fn verify(&self, name: &str, tamper: &dyn Fn(&Connection)) -> Verification {
        Self::verify_copy(&self.folder, &self._home, tamper).unwrap_or_else(|| panic!("{name}: verification must run"))
    }

    /// Runs one statement and says which entry is the first wrong one.
    fn first_wrong_after(&self, sql: &str) -> Option<u64> {
        let change =
            |connection: &Connection| connection.execute_batch(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
        self.verify(sql, &change).first_wrong.map(|(at, _)| at)
    }

    fn ask(&self, query: &str) -> u64 {
        countersign_testkit::raw::count(&countersign_testkit::raw::connection(&self.folder), query)
    }
}

/// The automatic decision about e2.
const DECISION: &str = "event_id = 'e2' AND revision = 1";

#[test]
fn a_changed_decision_is_named_whatever_was_changed() {
    let recorded = Recorded::new();
    let expected = recorded.ask(&format!("SELECT ledger_sequence FROM decisions WHERE {DECISION}"));
    let changes = [
        ("id", "'another'"),
        ("event_id", "'e3x'"),
        ("revision", "2"),
        ("verdict", "'person'"),
        ("intent", "'order_status'"),
        ("candidates", "replace(candidates, 'password_reset', 'order_status')"),
        ("candidates", "'[]'"),
        ("threshold", "threshold - 0.0000000001"),
        ("threshold", "NULL"),
        ("out_of_scope_score", "0.5"),
        ("feature_set_version", "'other'"),
        ("model_version", "NULL"),
        ("routing_policy_version", "'other'"),
        ("taxonomy_version", "'other'"),
        ("recognizer_version", "'other'"),
        ("earlier_contacts", "7"),
        ("rule", "'other'"),
        ("queue", "'billing'"),
        ("action", "'refund'"),
        ("priority", "3"),
        ("due_at_ms", "due_at_ms + 1"),
        ("audit_probability", "1.0"),
        ("audited", "1 - audited"),
        ("decided_at_ms", "decided_at_ms - 60000"),
    ];
    for (column, value) in changes {
        let found = recorded.first_wrong_after(&format!("UPDATE decisions SET {column} = {value} WHERE {DECISION}"));
        assert_eq!(found, Some(expected), "the entry holds the digest of every field, so {column} = {value} shows");
    }
    let columns = strings(&tampering(&recorded.folder), "SELECT name FROM pragma_table_info('decisions')");
    let untried: Vec<&String> =
        columns.iter().filter(|column| !changes.iter().any(|(tried, _)| tried == column)).collect();
    assert_eq!(
        untried,
        ["reason", "ledger_sequence"],
        "a new column of a decision must be tried here (those two below)"
    );
    let abstained = "UPDATE decisions SET reason = 'below_threshold' WHERE event_id = 'e1' AND revision = 1";
    let first = recorded.ask("SELECT ledger_sequence FROM decisions WHERE event_id = 'e1' AND revision = 1");
    assert_eq!(recorded.first_wrong_after(abstained), Some(first), "the reason is part of the digest");
    let moved = format!("UPDATE decisions SET ledger_sequence = 1 WHERE {DECISION}");
    assert_eq!(recorded.first_wrong_after(&moved), Some(1), "the first entry is no decision's");
}

#[test]
fn removed_and_added_rows_are_named() {
    let recorded = Recorded::new();
    let decided = recorded.ask(&format!("SELECT ledger_sequence FROM decisions WHERE {DECISION}"));
    let batch = recorded.ask("SELECT max(ledger_sequence) FROM batches");
    let cases = [
        (format!("DELETE FROM decisions WHERE {DECISION}"), decided, "an entry without its decision"),
        (
            "DELETE FROM decisions".to_owned(),
            recorded.ask("SELECT min(ledger_sequence) FROM decisions"),
            "none is left",
        ),
        (
            format!(
                "CREATE TEMP TABLE forged AS SELECT * FROM decisions WHERE {DECISION};
                 UPDATE forged SET id = 'forged', revision = 2;
                 INSERT INTO decisions SELECT * FROM forged"
            ),
            decided,
            "a second decision on one entry",
        ),
        (format!("DELETE FROM batches WHERE ledger_sequence = {batch}"), batch, "an entry without its batch"),
        (last_batch("UPDATE batches SET root = zeroblob(32)", batch), batch, "another root"),
        (last_batch("UPDATE batches SET taken = 3, quarantined = 0", batch), batch, "counts that look better"),
        (last_batch("UPDATE batches SET first_row = 2", batch), batch, "other row numbers"),
        (rows_of("DELETE FROM batch_rows", batch, "row = 3"), batch, "a row that vanished"),
        (
            rows_of("UPDATE batch_rows SET became = 'duplicate'", batch, "row = 1"),
            batch,
            "an event that is called a duplicate",
        ),
        (rows_of("UPDATE batch_rows SET digest = zeroblob(32)", batch, "row = 2"), batch, "another content"),
        (rows_of("UPDATE batch_rows SET row = 9", batch, "row = 2"), batch, "another place"),
    ];
    for (sql, expected, why) in cases {
        assert_eq!(recorded.first_wrong_after(&sql), Some(expected), "{why}: {sql}");
    }
}

fn last_batch(update: &str, sequence: u64) -> String {
    format!("{update} WHERE ledger_sequence = {sequence}")
}

fn rows_of(change: &str, sequence: u64, condition: &str) -> String {
    format!("{change} WHERE batch_id = (SELECT id FROM batches WHERE ledger_sequence = {sequence}) AND {condition}")
}

#[test]
fn a_changed_ledger_is_named_from_its_first_wrong_entry() {
    let recorded = Recorded::new();
    let size = recorded.kept.entries;
    for at in [1, 2, size / 2, size - 1, size] {
        let one = |change: &str| format!("UPDATE ledger SET {change} WHERE sequence = {at}");
        for change in [
            "entry = replace(entry, '\"actor\":\"', '\"actor\":\"x')",
            "entry = entry || ' '",
            "entry = ''",
            "leaf = zeroblob(32)",
            "chain = zeroblob(32)",
        ] {
            assert_eq!(recorded.first_wrong_after(&one(change)), Some(at), "entry {at}: {change}");
        }
    }
    let middle = size / 2;
    let decided = recorded.ask("SELECT max(ledger_sequence) FROM decisions");
    let cases = [
        (format!("DELETE FROM ledger WHERE sequence = {middle}"), middle, "a gap"),
        (format!("DELETE FROM ledger WHERE sequence <= {middle}"), 1, "a start that is missing"),
        (
            format!(
                "UPDATE ledger SET sequence = -1 WHERE sequence = {middle};
                 UPDATE ledger SET sequence = {middle} WHERE sequence = {middle} + 1;
                 UPDATE ledger SET sequence = {middle} + 1 WHERE sequence = -1"
            ),
            middle,
            "two that changed places",
        ),
        (
            format!("INSERT INTO ledger SELECT {size} + 1, entry, leaf, chain FROM ledger WHERE sequence = {middle}"),
            size + 1,
            "one that stands twice",
        ),
        (format!("DELETE FROM ledger WHERE sequence >= {decided}"), decided, "an end taken off, its rows left behind"),
    ];
    for (sql, expected, why) in cases {
        assert_eq!(recorded.first_wrong_after(&sql), Some(expected), "{why}");
    }
}

/// Takes the newest entry away with every row that carries its sequence.
fn cut_off(connection: &Connection) {
    let last = countersign_testkit::raw::count(connection, "SELECT max(sequence) FROM ledger");
    let with_sequence = "SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c
                         WHERE m.type = 'table' AND c.name = 'ledger_sequence'";
    for table in strings(connection, with_sequence) {
        connection
            .execute(&format!("DELETE FROM {table} WHERE ledger_sequence = ?1"), [last])
            .expect("rows of an entry");
    }
    connection.execute("DELETE FROM ledger WHERE sequence = ?1", [last]).expect("an entry");
}

/// Writes everything from `from` on anew, as somebody does who knows how it is made.
fn rewrite(connection: &Connection, workspace: &str, from: u64, change: &dyn Fn(&str) -> String) {
    let entries = strings(connection, "SELECT entry FROM ledger ORDER BY sequence");
    let mut head = Head::empty(workspace);
    for (entry, sequence) in entries.iter().zip(1..) {
        let entry = if sequence == from { change(entry) } else { entry.clone() };
        let link = head.append(&entry);
        head = link.head();
        connection
            .execute(
                "UPDATE ledger SET entry = ?1, leaf = ?2, chain = ?3 WHERE sequence = ?4",
                (entry, link.leaf, link.chain, sequence),
            )
            .expect("an entry");
    }
}

#[test]
fn what_only_a_kept_head_shows() {
    let recorded = Recorded::new();
    let cut = recorded.verify("cut off", &cut_off);
    assert_eq!(cut.first_wrong, None, "a tail that went with all its rows leaves a ledger that is whole in itself");
    assert_eq!(cut.entries, recorded.kept.entries - 1);
    assert_ne!(cut.head, recorded.kept.head, "whoever kept the head sees that the end is missing");

    let workspace = strings(&tampering(&recorded.folder), "SELECT id FROM workspace")[0].clone();
    let forged = recorded.verify("rewritten", &|connection| {
        rewrite(connection, &workspace, 2, &|entry| entry.replace("administrator", "auditor"));
    });
    assert_eq!(forged.first_wrong, None, "a ledger that was written anew from some entry on is whole in itself");
    assert_eq!(forged.entries, recorded.kept.entries);
    assert_ne!(forged.head, recorded.kept.head, "whoever kept the head sees that it is another one");
    let same =
        recorded.verify("written anew, unchanged", &|connection| rewrite(connection, &workspace, 2, &str::to_owned));
    assert_eq!(same, recorded.kept, "the forger of this test knows how the chain is made");
}

/// Rows that no entry holds a digest of. A change of them is not found; whoever adds their digest moves them up.
#[test]
fn what_verification_does_not_see() {
    let recorded = Recorded::new();
    for unseen in [
        "UPDATE events SET turns = replace(turns, 'parcel', 'refund') WHERE id = 'e1'",
        "UPDATE labels SET intent = 'refund_request' WHERE provenance = 'reviewed'",
        "UPDATE responses SET comment = 'another'",
        "UPDATE person_roles SET role = 'administrator' WHERE role = 'auditor'",
        "UPDATE outbox SET release_after_ms = 0",
    ] {
        assert_eq!(recorded.first_wrong_after(unseen), None, "{unseen} is seen now: say so in a test above");
    }
}
