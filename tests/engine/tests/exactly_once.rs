//! Every row of every file is exactly once an event, a duplicate or quarantined, in whatever order, form and number of
//! files the events come, and however often an import is cut off.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use countersign_domain::{EventId, RefusalReason};
use countersign_engine::{Cancel, Format, ImportCounts, ImportReport, ImportRequest, Source, Worker};
use countersign_testkit::raw::{connection, count, strings};
use countersign_testkit::{Random, TestWorkspace, evidence, invariants, labelled, line, message};
use serde_json::{Value, json};

/// Events of a few conversations, some of them without an id, with everything that a CSV row can say as well.
fn events() -> Vec<Value> {
    let texts = [
        "where is my parcel 77881234",
        "call me: +49 171 5550199",
        "mail jo@example.org",
        "„größer“, \"quoted\"\nnext line",
    ];
    (0..24)
        .map(|n| {
            let mut event = json!({
                "event_type": "message", "timestamp": format!("2026-03-02T08:{n:02}:00Z"), "channel": "chat",
                "session_id": format!("s{}", n / 3), "user_id": format!("u{}", n / 6), "message": texts[n % 4],
                "segment": {"plan": "pro"}, "sensitive": {"age_band": "30-39"},
            });
            if n % 5 > 0 {
                event["event_id"] = format!("e{n}").into();
            }
            event
        })
        .collect()
}

fn json_lines(events: &[Value]) -> String {
    events.iter().map(|event| format!("{event}\n")).collect()
}

const COLUMNS: [&str; 9] = [
    "event_id",
    "event_type",
    "timestamp",
    "channel",
    "session_id",
    "user_id",
    "message",
    "segment.plan",
    "sensitive.age_band",
];

fn csv(events: &[Value]) -> String {
    let cell = |event: &Value, column: &str| {
        let value = column.split('.').fold(event, |value, name| &value[name]);
        format!("\"{}\"", value.as_str().unwrap_or("").replace('"', "\"\""))
    };
    let row = |event: &Value| COLUMNS.map(|column| cell(event, column)).join(",") + "\r\n";
    COLUMNS.join(",") + "\r\n" + &events.iter().map(row).collect::<String>()
}

/// Each event with what it says. What is random or keyed by the workspace is left out: surrogates, and the ids that were
/// derived from the content, which stands beside them.
fn state(workspace: &TestWorkspace) -> BTreeSet<(String, String)> {
    let query = "SELECT id || ' ' || at_ms || ' ' || channel || ' ' || turns FROM events";
    let rows = strings(&connection(workspace.folder()), query);
    let pairs = rows.iter().map(|row| row.split_once(' ').expect("an id"));
    let named = |id: &str| if id.starts_with("c-") { "derived".to_owned() } else { id.to_owned() };
    pairs.map(|(id, rest)| (named(id), without_surrogates(rest))).collect()
}

fn without_surrogates(text: &str) -> String {
    let mut parts = text.split('⟦');
    let first = parts.next().unwrap_or("").to_owned();
    parts.fold(first, |kept, part| {
        let (token, rest) = part.split_once('⟧').expect("tokens are closed");
        kept + "⟦" + token.split('·').next().unwrap_or("") + "⟧" + rest
    })
}

fn add(sum: &mut ImportCounts, report: &ImportReport) {
    sum.taken += report.counts.taken;
    sum.duplicates += report.counts.duplicates;
    sum.quarantined += report.counts.quarantined;
}

#[test]
fn order_repetition_files_and_formats_make_no_difference() {
    let events = events();
    let plain = TestWorkspace::new();
    plain.import(&json_lines(&events));
    let expected = state(&plain);
    assert_eq!(expected.len(), events.len(), "each event is one");
    let streams = evidence::rounds(25);
    for seed in 0..streams as u64 {
        let mut random = Random::new(seed);
        let mut stream: Vec<Value> = events.clone();
        for _ in 0..random.below(20) {
            stream.push(random.pick(&events).clone());
        }
        random.shuffle(&mut stream);
        let workspace = TestWorkspace::new();
        let mut counts = ImportCounts::default();
        let mut rest = stream.as_slice();
        while !rest.is_empty() {
            let (file, others) = rest.split_at(1 + random.below(rest.len()));
            rest = others;
            let report = match random.below(2) {
                0 => workspace.import_as("part.jsonl", Format::JsonLines, &json_lines(file)),
                _ => workspace.import_as("part.csv", Format::Csv, &csv(file)),
            };
            add(&mut counts, &report);
        }
        assert_eq!(state(&workspace), expected, "seed {seed}: the same events, whatever way they came");
        let repeated = (stream.len() - events.len()) as u64;
        assert_eq!(
            counts,
            ImportCounts { taken: events.len() as u64, duplicates: repeated, quarantined: 0 },
            "seed {seed}"
        );
        assert_eq!(invariants::broken(workspace.folder()), Vec::<String>::new(), "seed {seed}");
    }
    evidence::append("exactly_once", json!({"streams": streams, "first_seed": 0, "different": 0}));
}

#[test]
fn an_event_that_was_changed_makes_a_difference() {
    let mut changed = events();
    let plain = TestWorkspace::new();
    plain.import(&json_lines(&changed));
    changed[3]["message"] = "where is my letter".into();
    let other = TestWorkspace::new();
    other.import(&json_lines(&changed));
    assert_ne!(state(&plain), state(&other), "control: the states that are compared say what an event says");
}

#[test]
fn the_first_content_stays_and_another_one_is_held() {
    let workspace = TestWorkspace::new();
    let first = workspace.import(&message("e1", "where is my parcel"));
    let second = workspace.import(&[message("e1", "refund me"), message("e1", "where is my parcel")].concat());
    assert_eq!(first.counts, ImportCounts { taken: 1, duplicates: 0, quarantined: 0 });
    assert_eq!(second.counts, ImportCounts { taken: 0, duplicates: 1, quarantined: 1 });
    let held = &workspace.engine.quarantine(&workspace.officer, 10).expect("a list")[0];
    assert_eq!((held.reason, held.field.as_deref(), held.row), (RefusalReason::Conflict, Some("event_id"), 1));
    let event = workspace.engine.event(&workspace.auditor, &EventId::new("e1")).expect("the first one");
    assert_eq!(event.event.customer_text(), "where is my parcel", "what came first stays");
}

#[test]
fn two_identities_of_two_people_are_not_joined() {
    let workspace = TestWorkspace::new();
    let with = |event: &str, user: Option<&str>, mail: Option<&str>| {
        line(event, &format!("s-{event}"), "hello", &[("user_id", json!(user)), ("email", json!(mail))])
    };
    workspace.import(&with("a", Some("u1"), Some("one@example.org")));
    workspace.import(&with("b", Some("u2"), Some("two@example.org")));
    let report = workspace
        .import(&[with("c", Some("u1"), Some("two@example.org")), with("d", None, Some("one@example.org"))].concat());
    assert_eq!(report.counts, ImportCounts { taken: 1, duplicates: 0, quarantined: 1 });
    let held = &workspace.engine.quarantine(&workspace.officer, 10).expect("a list")[0];
    assert_eq!(held.reason, RefusalReason::TwoSubjects, "no guess whose it is");
    let subject =
        |event: &str| workspace.engine.event(&workspace.auditor, &EventId::new(event)).expect("an event").event.subject;
    assert_eq!(subject("a"), subject("d"), "one person by either identity");
    assert_ne!(subject("a"), subject("b"), "the row that was refused joined nobody");
}

#[test]
fn historic_labels_become_labels_and_ask_nobody() {
    let workspace = TestWorkspace::new();
    workspace.import(
        &[labelled("h1", "where is it", "order_status"), labelled("h2", "my login", "password_reset")].concat(),
    );
    workspace.work_off();
    let status = workspace.engine.status(&workspace.auditor).expect("status");
    let tally = workspace.engine.tally(&workspace.auditor).expect("a tally");
    assert_eq!(tally.labels, BTreeMap::from([("order_status".to_owned(), 1), ("password_reset".to_owned(), 1)]));
    assert_eq!((status.undecided, status.waiting, tally.decisions.len()), (0, 0, 0), "their answer is known");
    let provenances: BTreeSet<String> =
        strings(&connection(workspace.folder()), "SELECT provenance FROM labels").into_iter().collect();
    assert_eq!(provenances, BTreeSet::from(["imported".to_owned()]));
}

/// Lines that are made while they are read, so that the file never lies in memory.
struct Lines {
    next: u64,
    rows: u64,
    buffer: std::io::Cursor<Vec<u8>>,
}

impl Lines {
    fn new(rows: u64) -> Self {
        Self { next: 0, rows, buffer: std::io::Cursor::default() }
    }
}

impl Read for Lines {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let read = self.buffer.read(out)?;
        if read > 0 || self.next == self.rows {
            return Ok(read);
        }
        let text = format!("order {} has not come, please look where it is", self.next);
        self.buffer = std::io::Cursor::new(message(&format!("row-{}", self.next), &text).into_bytes());
        self.next += 1;
        self.buffer.read(out)
    }
}

fn import_lines(workspace: &TestWorkspace, rows: u64, cancel: &Cancel, progress: &dyn Fn(u64)) -> ImportReport {
    let request = ImportRequest {
        source: Source::File,
        name: "large.jsonl",
        format: Format::JsonLines,
        identity: Some(format!("large {rows}")),
        cancel,
        progress,
    };
    workspace.engine.import(&workspace.administrator, Lines::new(rows), &request).expect("well-formed lines")
}

/// Most memory that this process ever had, in KiB.
fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux says so");
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("the peak");
    line.split_whitespace().nth(1).and_then(|kib| kib.parse().ok()).expect("a number")
}

#[test]
fn a_large_file_needs_no_memory_of_its_size() {
    const ROWS: u64 = 20_000;
    let workspace = TestWorkspace::new();
    // The first thousand rows fill what is kept anyway: recognizers, statements, the page cache.
    import_lines(&workspace, 1_000, &Cancel::default(), &|_| {});
    let (before, start) = (peak_kib(), std::time::Instant::now());
    let report = import_lines(&workspace, ROWS, &Cancel::default(), &|_| {});
    let (grown, seconds) = ((peak_kib() - before) / 1024, start.elapsed().as_secs_f64());
    println!("{ROWS} rows in {seconds:.1} s ({:.0} a second), {grown} MiB more at the peak", ROWS as f64 / seconds);
    assert_eq!(report.counts, ImportCounts { taken: ROWS - 1_000, duplicates: 1_000, quarantined: 0 });
    assert!(grown <= 64, "rows are read one after the other: {grown} MiB more");
}

#[test]
fn an_import_that_was_cancelled_goes_on() {
    let workspace = TestWorkspace::new();
    let cancel = Cancel::default();
    let first = import_lines(&workspace, 3_000, &cancel, &|rows| {
        if rows >= 1_500 {
            cancel.cancel();
        }
    });
    assert_eq!((first.state, first.rows), ("cancelled", 1_500), "what was committed stays");
    let second = import_lines(&workspace, 3_000, &Cancel::default(), &|_| {});
    assert_eq!(second.state, "finished");
    assert_eq!(
        count(&connection(workspace.folder()), "SELECT count(*) FROM events"),
        3_000,
        "no event twice, none lost"
    );
    assert_eq!(invariants::broken(workspace.folder()), Vec::<String>::new());
}

/// A mirror that keeps times of writing, on a file system that uses an inode again: nothing tells the files apart but
/// the time at which each came to be there.
#[test]
fn files_that_look_alike_are_each_taken() {
    const FILES: u64 = 5;
    let workspace = TestWorkspace::new();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let _guard = runtime.enter();
    let (tell, heard) = std::sync::mpsc::channel();
    workspace.engine.listen(move |_| tell.send(()).is_ok());
    let worker = Worker::start(&workspace.engine);
    let written_at = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000);
    for number in 0..FILES {
        let folder = workspace.folder().watched();
        let (unfinished, file) = (folder.join(".mirror.part"), folder.join("mirror.jsonl"));
        std::fs::write(&unfinished, message(&format!("e{number}"), "hello")).expect("a file");
        std::fs::File::options()
            .write(true)
            .open(&unfinished)
            .and_then(|file| file.set_modified(written_at))
            .expect("its time");
        std::fs::rename(unfinished, &file).expect("into place");
        while file.exists() {
            heard.recv_timeout(std::time::Duration::from_secs(1)).ok();
            workspace.pass_ms(2_000);
        }
    }
    runtime.block_on(worker.end());
    let events = workspace.engine.status(&workspace.auditor).expect("status").events;
    assert_eq!(events, FILES, "no file is removed before its rows are accounted for");
}

/// A source that writes the next export over the one that is being read.
#[test]
fn a_file_that_takes_the_place_of_another_is_taken_too() {
    let workspace = TestWorkspace::new();
    let file = workspace.folder().watched().join("latest.jsonl");
    let put = |text: &str| {
        let unfinished = file.with_extension("part");
        std::fs::write(&unfinished, text).and_then(|()| std::fs::rename(unfinished, &file)).expect("into place");
    };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let _guard = runtime.enter();
    let (tell, heard) = std::sync::mpsc::channel();
    workspace.engine.listen(move |_| tell.send(()).is_ok());
    put(&(0..2_000).map(|number| message(&format!("first-{number}"), "hello")).collect::<String>());
    let worker = Worker::start(&workspace.engine);
    workspace.pass_ms(2_000);
    let counted = || count(&connection(workspace.folder()), "SELECT count(*) FROM events");
    while counted() == 0 {
        heard.recv_timeout(std::time::Duration::from_millis(100)).ok();
        workspace.pass_ms(2_000);
    }
    assert!(counted() < 2_000, "control: the first file is being read");
    put(&message("second", "hello"));
    while file.exists() {
        heard.recv_timeout(std::time::Duration::from_millis(100)).ok();
        workspace.pass_ms(2_000);
    }
    runtime.block_on(worker.end());
    assert_eq!(counted(), 2_001, "the second file is removed only after its own rows");
}

#[test]
fn the_rules_find_an_event_that_is_missing_or_there_twice() {
    let workspace = TestWorkspace::new();
    workspace.import(&json_lines(&events()));
    for plant in [
        "DELETE FROM events WHERE id = 'e1'",
        "DELETE FROM batch_rows WHERE row = 4",
        "UPDATE batch_rows SET became = 'duplicate' WHERE row = 4",
        "DELETE FROM undecided WHERE event_id = 'e2'",
    ] {
        let copy = countersign_engine::Folder::new(
            tempfile::tempdir_in(workspace.beside()).expect("a folder").keep().join("w"),
        );
        let backup = copy.path().with_extension("backup");
        workspace.engine.back_up(&workspace.administrator, &backup).expect("a backup");
        countersign_engine::restore(&countersign_engine::Folder::new(backup), &copy).expect("a copy");
        assert_eq!(invariants::broken(&copy), Vec::<String>::new());
        countersign_testkit::raw::tampering(&copy).execute(plant, []).expect("a planted fault");
        assert!(!invariants::broken(&copy).is_empty(), "control: {plant} must be found");
    }
}
