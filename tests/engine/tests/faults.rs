//! What happens when something breaks: the one thing concerned waits for a person or is left where it is, everything
//! else goes on, whoever looks is told what to do, and once it is mended the work goes on by itself.

use std::os::unix::fs::symlink;
use std::time::{Duration, Instant};

use countersign_domain::{AbstainReason, EventId, ImportFault, Verdict};
use countersign_engine::{
    Cancel, Clock, Code, Engine, Error, Fault, Folder, Format, ImportRequest, Part, QueueFilter, Scratch, Source,
    TrainRequest, Worker, probe, restore,
};
use countersign_testkit::raw::{connection, count};
use countersign_testkit::{TestWorkspace, invariants, labelled, message, opening, texts};

const DEADLINE: Duration = Duration::from_secs(60);

fn wait_until(what: &str, is: impl Fn() -> bool) {
    let start = Instant::now();
    while !is() {
        assert!(start.elapsed() < DEADLINE, "{what} did not happen within {DEADLINE:?}");
        std::thread::yield_now();
    }
}

fn last_verdict(workspace: &TestWorkspace, event: &str) -> Option<Verdict> {
    let decisions = workspace.engine.decisions_of(&workspace.auditor, &EventId::new(event)).expect("decisions");
    decisions.last().map(|decision| decision.row.decision.verdict)
}

fn faults(workspace: &TestWorkspace) -> Vec<Fault> {
    workspace.engine.status(&workspace.auditor).expect("status").faults
}

#[test]
fn an_event_on_which_deciding_fails_goes_to_a_person_and_the_others_are_decided() {
    let workspace = TestWorkspace::new();
    workspace.with_model();
    let events = ["p-1", "p-2", "p-poison", "p-3"];
    probe::panic_at("derive", &EventId::new("p-poison"));
    workspace.import(&events.map(|event| message(event, texts::PASSWORD[0])).concat());
    workspace.work_off();
    for event in events {
        let expected = if event == "p-poison" { Verdict::Abstained(AbstainReason::Fault) } else { Verdict::Automatic };
        assert_eq!(last_verdict(&workspace, event), Some(expected), "{event}");
    }
    let queue = workspace.engine.queue(&workspace.supervisor, &QueueFilter::default(), None, 10).expect("the queue");
    assert!(queue.items.iter().any(|(row, ..)| row.item.event_id.as_str() == "p-poison"), "a person has it");
    for decision in workspace.engine.decisions_of(&workspace.auditor, &EventId::new("p-poison")).expect("decisions") {
        let replay = workspace.engine.replay(&workspace.auditor, &decision.row.decision.id).expect("a replay");
        assert!(replay.same, "{:?}", replay.differences);
    }
    assert_eq!(invariants::broken(workspace.folder()), Vec::<String>::new());
}

#[test]
fn an_event_that_cannot_even_be_left_to_a_person_is_set_aside_and_tried_again() {
    let workspace = TestWorkspace::new();
    workspace.with_model();
    workspace.import(&["a-1", "a-2", "a-3"].map(|event| message(event, texts::PASSWORD[0])).concat());
    let turns = "SELECT turns FROM events WHERE id = 'a-2'";
    let damage = connection(workspace.folder());
    let kept: String = damage.query_row(turns, [], |row| row.get(0)).expect("the event is kept");
    let rewrite = |text: &str| {
        damage.execute_batch("DROP TRIGGER IF EXISTS events_are_never_updated").expect("by hand");
        damage.execute("UPDATE events SET turns = ?1 WHERE id = 'a-2'", [text]).expect("by hand")
    };
    rewrite("\"not a list of turns\"");
    workspace.work_off();
    let status = workspace.engine.status(&workspace.auditor).expect("status");
    assert_eq!((status.set_aside, status.undecided), (1, 1), "it waits and is counted");
    assert_eq!(last_verdict(&workspace, "a-1"), Some(Verdict::Automatic));
    assert_eq!(last_verdict(&workspace, "a-3"), Some(Verdict::Automatic), "it holds nothing up");
    rewrite(&kept);
    workspace.work_off();
    assert_eq!(last_verdict(&workspace, "a-2"), Some(Verdict::Automatic), "tried again, and decided");
    assert_eq!(workspace.engine.status(&workspace.auditor).expect("status").set_aside, 0);
}

#[test]
fn a_row_on_which_a_recognizer_fails_is_quarantined_and_the_others_are_taken() {
    let workspace = TestWorkspace::new();
    probe::panic_at("detect", &EventId::new("d-poison"));
    let report =
        workspace.import(&["d-1", "d-poison", "d-2"].map(|event| message(event, "where is my parcel")).concat());
    assert_eq!((report.counts.taken, report.counts.quarantined), (2, 1));
    let refused = workspace.engine.quarantine(&workspace.administrator, 10).expect("the quarantine");
    assert_eq!(refused[0].reason.as_str(), "pseudonymization");
    assert_eq!(refused[0].line, 2);
}

#[test]
fn a_roll_back_is_not_held_up_by_an_event_that_cannot_be_derived_again() {
    let workspace = TestWorkspace::new();
    workspace.with_model();
    workspace.import(&labelled("more", "one more label for a second model", "order_status"));
    let second = workspace.train(2);
    workspace.promote(&second);
    workspace.import(&["r-1", "r-poison"].map(|event| message(event, texts::PASSWORD[0])).concat());
    workspace.work_off();
    workspace.pass_ms(24 * 60 * 60 * 1000);
    workspace.work_off();
    probe::panic_at("derive", &EventId::new("r-poison"));
    let report = workspace.engine.roll_back(&workspace.steward, "it was bad").expect("the roll-back");
    assert_eq!((report.released, report.flipped.len()), (2, 1), "what cannot be derived again goes to a person");
    workspace.work_off();
    assert_eq!(last_verdict(&workspace, "r-poison"), Some(Verdict::Abstained(AbstainReason::Fault)));
    assert_eq!(last_verdict(&workspace, "r-1"), Some(Verdict::Automatic));
}

#[test]
fn training_without_enough_labels_says_how_many_there_are_and_changes_nothing() {
    let cancel = Cancel::default();
    let request = TrainRequest { seed: 1, min_subjects: 1, cancel: &cancel, progress: &|_| {} };
    let one_intent: String =
        (0..60).map(|n| labelled(&format!("l-{n}"), &format!("where is parcel {n}"), "order_status")).collect();
    for (labels, expected) in [
        (String::new(), "0 labels of 0 intents"),
        (labelled("l", "where is it", "order_status"), "1 labels of 1 intents"),
        (one_intent, "60 labels of 1 intents"),
    ] {
        let workspace = TestWorkspace::new();
        workspace.import(&labels);
        let refused = workspace.engine.train(&workspace.steward, &request).expect_err("too few labels");
        assert_eq!(refused.code(), Code::Input);
        let said = refused.to_string();
        assert!(said.contains(expected) && said.contains("at least 40 labels of 2 intents are needed"), "{said}");
        assert!(workspace.engine.models(&workspace.auditor).expect("models").is_empty());
    }
}

#[test]
fn a_model_promoted_while_a_file_comes_in_decides_from_then_on() {
    let workspace = TestWorkspace::new();
    let first = workspace.with_model();
    workspace.import(&labelled("more", "one more label for a second model", "order_status"));
    let second = workspace.train(2);
    let lines: String =
        (0..3000).map(|n| message(&format!("m-{n}"), texts::PASSWORD[n % texts::PASSWORD.len()])).collect();
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let worker = Worker::start(&workspace.engine);
        std::thread::scope(|scope| {
            scope.spawn(|| workspace.import(&lines));
            wait_until("the first decisions", || last_verdict(&workspace, "m-0").is_some());
            workspace.promote(&second);
        });
        wait_until("the last decision", || last_verdict(&workspace, "m-2999").is_some());
        worker.end().await;
    });
    let by = |event: &str| {
        let decisions = workspace.engine.decisions_of(&workspace.auditor, &EventId::new(event)).expect("decisions");
        decisions[0].row.decision.lineage.model_version.clone().expect("a model was live").to_string()
    };
    assert_eq!((by("m-0"), by("m-2999")), (first, second));
    assert_eq!(count(&connection(workspace.folder()), "SELECT count(*) FROM decisions"), 3000, "each event once");
    assert_eq!(invariants::broken(workspace.folder()), Vec::<String>::new());
}

#[test]
fn a_clock_that_is_set_back_loses_nothing() {
    let workspace = TestWorkspace::new();
    workspace.with_model();
    workspace.import(&message("before", texts::PASSWORD[0]));
    workspace.work_off();
    workspace.pass_ms(-48 * 60 * 60 * 1000);
    workspace.import(&message("after", texts::PASSWORD[0]));
    workspace.import(&message("asked", "I want a lawyer"));
    workspace.work_off();
    assert_eq!(last_verdict(&workspace, "after"), Some(Verdict::Automatic));
    let item =
        workspace.engine.queue(&workspace.supervisor, &QueueFilter::default(), None, 1).expect("the queue").items[0]
            .0
            .item
            .id
            .clone();
    workspace.engine.claim(&workspace.supervisor, &item).expect("a lease");
    let verified = workspace.engine.verify_ledger(&workspace.auditor, &|_, _| true).expect("a verification");
    assert!(verified.first_wrong.is_none(), "the order is that of the sequence, not of the clock: {verified:?}");
    workspace.pass_ms(49 * 60 * 60 * 1000);
    workspace.work_off();
    assert_eq!(workspace.engine.status(&workspace.auditor).expect("status").undecided, 0);
    let files = std::fs::read_dir(workspace.folder().outbox()).expect("the outbox").count();
    assert!(files > 0, "what was held leaves once its time has come");
    assert_eq!(invariants::broken(workspace.folder()), Vec::<String>::new());
}

#[test]
fn a_folder_that_is_gone_is_said_and_work_goes_on_when_it_is_back() {
    let workspace = TestWorkspace::new();
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let worker = Worker::start(&workspace.engine);
        for (part, folder) in [(Part::Inbox, workspace.folder().watched()), (Part::Outbox, workspace.folder().outbox())]
        {
            std::fs::remove_dir_all(&folder).expect("somebody removes it");
            wait_until("the fault being said", || faults(&workspace).iter().any(|fault| fault.part == part));
            let fault = faults(&workspace).remove(0);
            assert_eq!(fault.code, Code::Input);
            let names_it = fault.message.contains(folder.to_str().expect("UTF-8"));
            assert!(names_it && fault.message.contains("make it again"), "{}", fault.message);
            std::fs::create_dir(&folder).expect("somebody makes it again");
            wait_until("the work going on", || faults(&workspace).is_empty());
        }
        let file = workspace.beside().join("new.jsonl");
        std::fs::write(&file, message("back", "where is my parcel")).expect("a file");
        std::fs::rename(file, workspace.folder().watched().join("new.jsonl")).expect("one file system");
        wait_until("the file being decided", || last_verdict(&workspace, "back").is_some());
        worker.end().await;
    });
}

#[test]
fn what_is_left_in_the_inbox_is_said_once_with_its_reason_and_the_rest_is_taken() {
    let workspace = TestWorkspace::new();
    let inbox = workspace.folder().watched();
    let outside = workspace.beside().join("outside.jsonl");
    std::fs::write(&outside, message("outside", "not put into the folder")).expect("a file");
    std::fs::write(inbox.join("a.xlsx"), "PK").expect("a file");
    std::fs::write(inbox.join("b.csv"), "event_id,nothing else\n1,2\n").expect("a file");
    std::fs::write(inbox.join("c.jsonl"), b"PK\x03\x04 a packed file").expect("a file");
    symlink(&outside, inbox.join("d.jsonl")).expect("a link");
    std::fs::hard_link(&outside, inbox.join("e.jsonl")).expect("a second name");
    std::fs::write(inbox.join("z.jsonl"), message("taken", "where is my parcel")).expect("a file");
    take(&workspace, "z.jsonl");
    assert!(last_verdict(&workspace, "taken").is_some(), "the good file is taken although bad ones come before it");
    let said = || {
        let imports = workspace.engine.imports(&workspace.administrator, 50).expect("imports");
        let mut faults: Vec<(String, ImportFault)> =
            imports.into_iter().filter_map(|(import, _)| Some((import.name, import.fault?))).collect();
        faults.sort();
        faults
    };
    let expected = [
        ("a.xlsx", ImportFault::UnknownFormat),
        ("b.csv", ImportFault::Header),
        ("c.jsonl", ImportFault::NotText),
        ("d.jsonl", ImportFault::NotPlain),
        ("e.jsonl", ImportFault::NotPlain),
    ]
    .map(|(name, fault)| (name.to_owned(), fault));
    assert_eq!(said(), expected);
    for (name, _) in &expected {
        assert!(inbox.join(name).symlink_metadata().is_ok(), "{name} stays where it is");
    }
    let header = "event_id,event_type,timestamp,channel,session_id,message";
    let mended = format!("{header}\nmended,message,2026-03-02T08:00:00Z,chat,s,where is my parcel\n");
    std::fs::write(inbox.join("b.csv"), mended).expect("it is mended in place");
    take(&workspace, "b.csv");
    assert!(last_verdict(&workspace, "mended").is_some(), "a change gives it another try");
}

/// Runs a worker until `name` has gone from the inbox; time passes, so that files come to rest.
fn take(workspace: &TestWorkspace, name: &str) {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let worker = Worker::start(&workspace.engine);
        wait_until("the file being taken", || {
            workspace.pass_ms(100);
            !workspace.folder().watched().join(name).exists()
        });
        wait_until("everything being decided", || {
            workspace.engine.status(&workspace.auditor).expect("status").undecided == 0
        });
        worker.end().await;
    });
}

#[test]
fn a_receipt_that_cannot_be_taken_keeps_nothing_from_leaving() {
    let workspace = TestWorkspace::new();
    workspace.with_model();
    let outbox = workspace.folder().outbox();
    std::fs::create_dir(outbox.join("0000.receipt.jsonl")).expect("a folder with the name of a receipt");
    workspace.import(&message("e-1", texts::PASSWORD[0]));
    let work = || workspace.engine.work(&mut Scratch::default(), false);
    assert!(work().expect("deciding goes on"), "there may be more to decide");
    assert_eq!(faults(&workspace)[0].part, Part::Outbox, "and the status says that the receipt is not right");
    workspace.pass_ms(24 * 60 * 60 * 1000);
    let refused = work().expect_err("with nothing to decide the pass fails");
    assert!(refused.to_string().contains("write it again"), "{refused}");
    let deliveries = || -> Vec<String> {
        let names = std::fs::read_dir(&outbox).expect("the outbox").map(|entry| entry.expect("an entry").file_name());
        names
            .filter_map(|name| name.to_str()?.strip_suffix(".jsonl").map(str::to_owned))
            .filter(|name| !name.contains('.'))
            .collect()
    };
    let left = deliveries();
    assert_eq!(left.len(), 1, "the decision has left all the same");
    assert_eq!(faults(&workspace)[0].part, Part::Outbox);

    std::fs::remove_dir(outbox.join("0000.receipt.jsonl")).expect("somebody takes it away");
    let delivered = std::fs::read_to_string(outbox.join(format!("{}.jsonl", left[0]))).expect("the delivery");
    let receipt = format!("{delivered}not json\n{{\"decision_id\":\"another\"}}\n");
    std::fs::write(outbox.join(format!("{}.receipt.jsonl", left[0])), receipt).expect("a receipt");
    work().expect("now it is taken");
    assert!(faults(&workspace).is_empty());
    let entry: String = connection(workspace.folder())
        .query_row("SELECT entry FROM ledger WHERE entry LIKE '%receipt_applied%'", [], |row| row.get(0))
        .expect("one entry");
    assert!(entry.contains("\"lines\":\"1\"") && entry.contains("\"unknown\":\"2\""), "{entry}");
}

#[test]
fn a_damaged_or_newer_database_is_said_and_left_as_it_is() {
    let workspace = TestWorkspace::new();
    workspace.import(&message("e-1", "where is my parcel"));
    let folder = workspace.folder().clone();
    let beside = workspace.beside().to_owned();
    let copy = beside.join("copy");
    workspace.engine.back_up(&workspace.administrator, &copy).expect("a backup");
    for (name, damage, code, says) in
        [("first page", 100..116, Code::KeyUnavailable, "damaged"), ("salt", 0..16, Code::KeyUnavailable, "damaged")]
    {
        let target = Folder::new(beside.join(name));
        restore(&Folder::new(&copy), &target).expect("a copy to damage");
        let mut bytes = std::fs::read(target.database()).expect("the database");
        bytes[damage].iter_mut().for_each(|byte| *byte ^= 0x55);
        std::fs::write(target.database(), &bytes).expect("damaged by hand");
        let refused = Engine::open(target.clone(), opening(), Clock::system()).err().expect(name);
        assert_eq!(refused.code(), code, "{name}: {refused}");
        assert!(refused.to_string().contains(says), "{name}: {refused}");
        assert_eq!(std::fs::read(target.database()).expect("still there"), bytes, "{name}: unchanged");
    }
    drop(workspace);
    assert!(!folder.database().exists(), "the test's own folder is gone");
}

#[test]
fn an_import_that_was_cancelled_goes_on_where_it_stood() {
    let workspace = TestWorkspace::new();
    let lines: String = (0..1200).map(|n| message(&format!("c-{n}"), "where is my parcel")).collect();
    let import = |cancel: &Cancel| {
        let ends_early = |rows: u64| {
            if rows == 500 {
                cancel.cancel();
            }
        };
        let request = ImportRequest {
            source: Source::File,
            name: "c.jsonl",
            format: Format::JsonLines,
            identity: Some("the same file".to_owned()),
            cancel,
            progress: &ends_early,
        };
        workspace.engine.import(&workspace.administrator, lines.as_bytes(), &request).expect("it is well-formed")
    };
    let first = import(&Cancel::default());
    assert_eq!((first.state, first.rows, first.counts.taken), ("cancelled", 500, 500));
    let at_once = Cancel::default();
    at_once.cancel();
    let still = import(&at_once);
    assert_eq!((still.state, still.rows), ("cancelled", 500));
    let whole = import(&Cancel::default());
    assert_eq!((whole.import, whole.state, whole.rows), (first.import, "finished", 1200), "one import");
    assert_eq!((whole.counts.taken, whole.counts.duplicates), (1200, 0), "no row twice, none as a duplicate");
}

#[test]
fn rows_before_a_fault_of_the_file_are_taken() {
    struct Broken<'a>(&'a [u8]);
    impl std::io::Read for Broken<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            match self.0.read(buffer)? {
                0 => Err(std::io::Error::other("the cable was pulled")),
                n => Ok(n),
            }
        }
    }
    let workspace = TestWorkspace::new();
    let lines: String = (0..7).map(|n| message(&format!("f-{n}"), "where is my parcel")).collect();
    let cancel = Cancel::default();
    let request = ImportRequest {
        source: Source::File,
        name: "f.jsonl",
        format: Format::JsonLines,
        identity: None,
        cancel: &cancel,
        progress: &|_| {},
    };
    let outcome = workspace.engine.import(&workspace.administrator, Broken(lines.as_bytes()), &request);
    assert!(matches!(outcome, Err(Error::File { fault: ImportFault::Read, .. })), "{outcome:?}");
    let (import, counts) = workspace.engine.imports(&workspace.administrator, 1).expect("imports").remove(0);
    assert_eq!((import.state.as_str(), import.fault, counts.taken), ("failed", Some(ImportFault::Read), 7));
}
