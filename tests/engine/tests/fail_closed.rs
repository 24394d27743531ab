//! Requirements 2, 4 and 11, where they need a workspace: on any fault an event is not stored, not even in part; what a
//! panic says; and that tokens can be searched for.

use countersign_engine::{Cancel, Engine, Folder, Format, ImportRequest, Opening, Source, quiet_panics};
use countersign_engine_tests::canary::{Search, files};
use countersign_keys::{OsKeyring, Unlock};
use countersign_testkit::raw::{connection, count, dump};
use countersign_testkit::{Log, TestWorkspace, line};
use serde_json::json;

const CANARIES: [&str; 4] = ["Zorvaldis Quelling", "zorvaldis@example.org", "4111 1111 1111 1111", "customer-771203"];

/// A row that is taken and one that is quarantined, with canaries in text and fields.
fn rows() -> String {
    let text = format!("I am {}, {}, card {}", CANARIES[0], CANARIES[1], CANARIES[2]);
    let fields = |channel: &str| {
        vec![
            ("user_id", json!(CANARIES[3])),
            ("email", json!(CANARIES[1])),
            ("known", json!({"customer_name": CANARIES[0]})),
            ("sensitive", json!({"age_band": "30-39"})),
            ("channel", json!(channel)),
        ]
    };
    line("taken", "s-1", &text, &fields("chat")) + &line("refused", "s-2", &text, &fields("pigeon"))
}

fn import(workspace: &TestWorkspace) -> Result<countersign_engine::ImportReport, countersign_engine::Error> {
    let cancel = Cancel::default();
    let request = ImportRequest {
        source: Source::Stdin,
        name: "rows.jsonl",
        format: Format::JsonLines,
        identity: None,
        cancel: &cancel,
        progress: &|_| {},
    };
    workspace.engine.import(&workspace.administrator, rows().as_bytes(), &request)
}

#[test]
fn r02_a_fault_at_any_write_stores_nothing() {
    let search = Search::new(CANARIES.into_iter());
    let tables =
        ["pseudonyms", "ledger", "batches", "batch_rows", "events", "sensitive_features", "undecided", "quarantine"];
    for table in tables {
        let workspace = TestWorkspace::new();
        let fault = connection(workspace.folder());
        let events = || count(&fault, "SELECT count(*) FROM events") + count(&fault, "SELECT count(*) FROM quarantine");
        fault
            .execute_batch(&format!(
                "CREATE TRIGGER fault BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'planted'); END"
            ))
            .expect("a trigger");
        let error = import(&workspace).expect_err("a write that fails is an error");
        assert_eq!(events(), 0, "{table}: nothing of the batch is stored");
        assert!(search.found(format!("{error} {error:?}").as_bytes()).is_empty(), "{table}: {error}");
        for path in files(workspace.beside()) {
            let found = search.found(&std::fs::read(&path).expect("a file of ours")).len();
            assert_eq!(found, 0, "{table}: {} holds raw text", path.display());
        }
        for (place, value) in dump(&fault) {
            assert!(search.found(&value).is_empty(), "{table}: {place} holds raw text");
        }
        fault.execute_batch("DROP TRIGGER fault").expect("it is there");
        let report = import(&workspace).expect("the fault is gone");
        assert_eq!((report.counts.taken, report.counts.quarantined, events()), (1, 1, 2), "{table}: nothing was lost");
    }
}

#[test]
fn r02_without_the_key_nothing_opens() {
    let workspace = TestWorkspace::new();
    let folder = Folder::new(workspace.folder().path());
    drop(workspace.engine);
    let keyring = OsKeyring::default();
    let open = |passphrase| {
        let opening = Opening { unlock: Unlock::Passphrase(passphrase), keyring: &keyring, program: "test" };
        Engine::open(folder.clone(), opening, countersign_engine::Clock::system()).map(drop)
    };
    let error = open("another passphrase").expect_err("the key is not there");
    assert_eq!(error.code(), countersign_engine::Code::KeyUnavailable, "{error}");
    open(countersign_testkit::PASSPHRASE).expect("control: with the key it opens");
    std::fs::remove_file(folder.path().join("keys.json")).expect("the sealed keys");
    assert!(open(countersign_testkit::PASSPHRASE).is_err(), "without its keys a workspace takes nothing in");
}

#[test]
fn r04_a_panic_says_where_and_not_what() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_writer(move || writer.clone()).finish();
    let loud = std::panic::take_hook();
    quiet_panics();
    tracing::subscriber::with_default(subscriber, || {
        let text = format!("ü{}", CANARIES[0]);
        let sliced = std::panic::catch_unwind(|| text[1..].len());
        let said = std::panic::catch_unwind(|| panic!("about {}", CANARIES[1]));
        assert!(sliced.is_err() && said.is_err(), "control: both panic with the text in their message");
    });
    std::panic::set_hook(loud);
    let log = log.bytes();
    let search = Search::new(["orvaldis Quelling", CANARIES[1]].into_iter());
    assert!(search.found(&log).is_empty(), "{}", String::from_utf8_lossy(&log));
    let log = String::from_utf8_lossy(&log);
    assert_eq!(log.matches("fail_closed.rs").count(), 2, "the place of each panic is logged: {log}");
}

#[test]
fn r11_a_token_is_found_by_a_full_text_search() {
    let workspace = TestWorkspace::new();
    import(&workspace).expect("an import");
    let turns = dump(&connection(workspace.folder())).into_iter().find(|(place, _)| place == "events.turns");
    let text = String::from_utf8(turns.expect("an event").1).expect("text");
    let shown = text.split('·').nth(2).expect("a token with a surrogate")[..16].to_owned();
    let index = rusqlite::Connection::open_in_memory().expect("a database in memory");
    index
        .execute_batch("CREATE VIRTUAL TABLE texts USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2')")
        .expect("full-text search");
    index.execute("INSERT INTO texts VALUES (?1)", [&text]).expect("a row");
    let hits = |what: &str| -> u64 {
        index.query_row("SELECT count(*) FROM texts WHERE texts MATCH ?1", [what], |row| row.get(0)).expect("a query")
    };
    assert_eq!((hits(&shown), hits(&shown.to_lowercase()), hits("zorvaldis")), (1, 1, 0), "{text}");
}
