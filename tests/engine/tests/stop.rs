//! STOP, the one holder, and what must still be true when automatic routing may not act: nothing leaves by itself, and
//! every decision can be made again.

use std::time::UNIX_EPOCH;

use countersign_domain::{AbstainReason, Actor, DecisionId, EventId, IntentId, Verdict};
use countersign_engine::{Answer, Clock, Code, DecisionFilter, Engine, Error, QueueFilter, Running, stop_by_file};
use countersign_testkit::raw::{connection, count, strings, tampering};
use countersign_testkit::{TestWorkspace, invariants, line, message, opening, policy_with, texts};

const MINUTE: i64 = 60_000;

fn verdicts(workspace: &TestWorkspace, event: &str) -> Vec<Verdict> {
    let found = workspace.engine.decisions_of(&workspace.auditor, &EventId::new(event)).expect("decisions");
    found.into_iter().map(|decision| decision.row.decision.verdict).collect()
}

/// Decisions that have left, by file.
fn left(workspace: &TestWorkspace) -> Vec<String> {
    let files = std::fs::read_dir(workspace.folder().outbox()).expect("the outbox").flatten();
    let texts = files.map(|file| std::fs::read_to_string(file.path()).expect("a delivery"));
    texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
}

fn answer(workspace: &TestWorkspace, intent: &str) {
    let engine = &workspace.engine;
    let page = engine.queue(&workspace.supervisor, &QueueFilter::default(), None, 1).expect("the queue");
    let item =
        engine.claim(&workspace.supervisor, &page.items.first().expect("an item").0.item.id).expect("it is free");
    let intent = Answer::Intent(IntentId::new(intent));
    engine.submit(&workspace.supervisor, &item.id, item.version, &intent, None).expect("within the lease");
}

/// Without the draw into review, which would open items for automatic decisions at random.
fn without_audit() -> TestWorkspace {
    let workspace = TestWorkspace::with_policy(Some(&policy_with(|text| {
        text.replace("audit_share = 0.05", "audit_share = 0.000000001")
    })));
    workspace.with_model();
    workspace
}

#[test]
fn the_file_is_noticed_before_the_next_decision_and_says_who_and_when() {
    let workspace = without_audit();
    workspace.import(&message("before", texts::PASSWORD[0]));
    workspace.work_off();
    assert_eq!(verdicts(&workspace, "before"), [Verdict::Automatic], "control: without STOP the engine decides");

    stop_by_file(workspace.folder()).expect("anybody may create it");
    workspace.import(&message("after", texts::PASSWORD[0]));
    workspace.work_off();
    assert_eq!(verdicts(&workspace, "after"), [Verdict::Abstained(AbstainReason::Stopped)]);
    let Running::Stopped(turn) = workspace.engine.status(&workspace.auditor).expect("status").running else {
        panic!("the status says that STOP is on")
    };
    let file = std::fs::metadata(workspace.folder().stop_file()).expect("the file stays until STOP is lifted");
    let made = file.modified().expect("a time").duration_since(UNIX_EPOCH).expect("after 1970").as_secs();
    assert_eq!(turn.at.0 / 1000, made as i64, "when: the file's own time");
    assert!(turn.by.starts_with("file:"), "who: the file's owner, not whoever noticed it: {}", turn.by);
}

#[test]
fn only_the_gate_lifts_it() {
    let workspace = without_audit();
    stop_by_file(workspace.folder()).expect("created");
    workspace.import(&message("e1", texts::PASSWORD[0]));
    workspace.work_off();
    std::fs::remove_file(workspace.folder().stop_file()).expect("somebody removes the file by hand");
    workspace.import(&message("e2", texts::PASSWORD[0]));
    workspace.work_off();
    assert_eq!(
        verdicts(&workspace, "e2"),
        [Verdict::Abstained(AbstainReason::Stopped)],
        "removing the file lifts nothing"
    );
    let workspace = workspace.reopen();
    let engine = &workspace.engine;
    assert!(matches!(engine.status(&workspace.auditor).expect("status").running, Running::Stopped(_)), "nor a restart");

    for actor in [&workspace.supervisor, &workspace.steward, &workspace.auditor, &Actor::Engine] {
        let refused = engine.lift_stop(actor, "let me").expect_err("these roles may not lift it");
        assert_eq!(refused.code(), Code::NotAllowed, "{actor:?}");
    }
    stop_by_file(workspace.folder()).expect("created again");
    engine.lift_stop(&workspace.officer, "looked into it").expect("a compliance officer may");
    assert!(!workspace.folder().stop_file().exists(), "the file goes with it");
    workspace.import(&message("e3", texts::PASSWORD[0]));
    workspace.work_off();
    assert_eq!(verdicts(&workspace, "e3"), [Verdict::Automatic], "lifted, the engine decides again");
    let entries = strings(&connection(workspace.folder()), "SELECT entry FROM ledger WHERE entry LIKE '%\"stop_%'");
    let lifted = entries.iter().find(|entry| entry.contains("stop_lifted")).expect("lifting is recorded");
    assert!(lifted.contains(workspace.officer.id().as_str()), "with who did it: {lifted}");
    assert_eq!(
        count(&connection(workspace.folder()), "SELECT count(*) FROM ledger WHERE entry LIKE '%\"access_denied\"%'"),
        4,
        "and so is each refusal"
    );
}

#[test]
fn nothing_automatic_leaves_while_it_is_on() {
    let workspace = without_audit();
    workspace.import(&message("held", texts::PASSWORD[0]));
    workspace.import(&message("asked", "I want to speak to a human about a lawyer"));
    workspace.work_off();
    assert_eq!(verdicts(&workspace, "held"), [Verdict::Automatic]);
    answer(&workspace, "legal_request");
    workspace.engine.stop(&workspace.auditor, Some("something is odd")).expect("everybody may");
    workspace.pass_ms(60 * MINUTE);
    workspace.work_off();
    let lines = left(&workspace);
    assert_eq!(lines.len(), 1, "only the person's answer leaves: {lines:?}");
    assert!(lines[0].contains("\"asked\""), "{lines:?}");
    workspace.engine.lift_stop(&workspace.officer, "it was nothing").expect("lifted");
    workspace.work_off();
    assert_eq!(left(&workspace).len(), 2, "control: without STOP it leaves");
    assert_eq!(invariants::broken(workspace.folder()), Vec::<String>::new());
}

#[test]
fn a_file_that_a_crash_left_unwritten_waits_for_the_lifting() {
    let workspace = without_audit();
    workspace.import(&message("held", texts::PASSWORD[0]));
    workspace.work_off();
    workspace.pass_ms(60 * MINUTE);
    workspace.work_off();
    let file =
        std::fs::read_dir(workspace.folder().outbox()).expect("the outbox").flatten().next().expect("a file").path();
    // As a kill between the record and the file leaves it.
    tampering(workspace.folder()).execute("UPDATE deliveries SET written = 0", []).expect("as after a crash");
    std::fs::remove_file(&file).expect("as after a crash");
    workspace.engine.stop(&workspace.supervisor, None).expect("everybody may");
    workspace.work_off();
    assert!(!file.exists(), "recorded before STOP, but not out yet: it waits");
    workspace.engine.lift_stop(&workspace.officer, "checked").expect("lifted");
    workspace.work_off();
    assert!(file.exists(), "and leaves afterwards, under the same name");
}

#[test]
fn a_second_process_is_told_who_has_it() {
    let workspace = TestWorkspace::new();
    let refused = Engine::open(workspace.folder().clone(), opening(), Clock::system()).map(drop);
    let Err(Error::Held { by: Some(holder) }) = refused else { panic!("one process holds a workspace: {refused:?}") };
    assert_eq!((holder.pid, holder.program.as_str()), (std::process::id(), "test"));
    let beside =
        Engine::open_beside(workspace.folder().clone(), opening(), Clock::system()).expect("reading is possible");
    assert!(!beside.holds());
    beside.status(&workspace.auditor).expect("a reader sees what is true");
    let folder = workspace.folder().clone();
    for _ in 0..20 {
        let held: Vec<bool> = std::thread::scope(|scope| {
            let start = || Engine::open(folder.clone(), opening(), Clock::system()).is_ok();
            let threads: Vec<_> = (0..5).map(|_| scope.spawn(start)).collect();
            threads.into_iter().map(|thread| thread.join().expect("opening does not panic")).collect()
        });
        assert!(held.iter().all(|held| !held), "nobody else gets it while it is held");
    }
    let workspace = workspace.reopen();
    assert!(workspace.engine.holds(), "control: once it is free, the next one gets it");
}

/// Decisions under every circumstance that a run can have.
fn eventful() -> TestWorkspace {
    let workspace =
        TestWorkspace::with_policy(Some(&policy_with(|text| text.replace("audit_share = 0.05", "audit_share = 0.5"))));
    workspace.import(&message("no-model", "where is my parcel"));
    workspace.work_off();
    workspace.with_model();
    let turn = |event: &str, session: &str, at: &str, text: &str| {
        line(event, session, text, &[("timestamp", format!("2026-03-02T{at}Z").into())])
    };
    let closed = |event: &str, session: &str, at: &str| {
        let timestamp = format!("2026-03-02T{at}Z");
        line(
            event,
            session,
            "",
            &[
                ("event_type", "conversation_closed".into()),
                ("timestamp", timestamp.into()),
                ("message", serde_json::Value::Null),
            ],
        )
    };
    let many: String = (0..20).map(|n| message(&format!("auto-{n}"), texts::PASSWORD[n % 4])).collect();
    workspace.import(&many);
    workspace.import(&message("odd", "the quick brown fox"));
    workspace.import(&message("human", "let me talk to a human"));
    workspace.work_off();
    workspace.import(&turn("open-1", "s-open", "08:00:00", "let me talk to a human"));
    workspace.import(&turn("open-2", "s-open", "08:01:00", texts::PASSWORD[0]));
    workspace.import(&turn("whole-1", "s-whole", "08:00:00", texts::ORDER[0]));
    workspace.import(&closed("whole-2", "s-whole", "08:30:00"));
    workspace.work_off();
    // It belongs to a conversation that was decided as a whole already.
    workspace.import(&turn("whole-late", "s-whole", "08:10:00", "and reset my password please, I forgot my password"));
    workspace.work_off();
    workspace.engine.stop(&workspace.supervisor, None).expect("everybody may");
    workspace.import(&message("stopped", texts::PASSWORD[0]));
    workspace.work_off();
    workspace.engine.lift_stop(&workspace.officer, "a drill").expect("lifted");
    answer(&workspace, "order_status");
    workspace.engine.undo(&workspace.supervisor).expect("within the hold-back");
    answer(&workspace, "order_status");
    workspace.engine.roll_back(&workspace.steward, "a drill").expect("a model is live");
    workspace.import(&message("paused", texts::PASSWORD[0]));
    workspace.work_off();
    workspace
}

fn all_decisions(workspace: &TestWorkspace) -> Vec<(DecisionId, Verdict)> {
    let all =
        workspace.engine.decisions(&workspace.auditor, &DecisionFilter::default(), None, 10_000).expect("decisions");
    all.into_iter().map(|found| (found.row.decision.id, found.row.decision.verdict)).collect()
}

#[test]
fn every_decision_can_be_made_again() {
    let workspace = eventful();
    let decisions = all_decisions(&workspace);
    for (decision, verdict) in &decisions {
        let replay = workspace.engine.replay(&workspace.auditor, decision);
        if *verdict == Verdict::Person {
            assert_eq!(replay.expect_err("no machine makes a person's decision").code(), Code::Input);
        } else {
            let replay = replay.expect("what it rests on is stored");
            assert!(replay.same, "{verdict:?} must come out bit for bit: {:?}", replay.differences);
        }
    }
    use AbstainReason::{NoModel, OpenItem, Paused, Stopped};
    let wanted = [NoModel, OpenItem, Paused, Stopped].map(Verdict::Abstained);
    for wanted in wanted.into_iter().chain([Verdict::Automatic, Verdict::Person]) {
        assert!(decisions.iter().any(|(_, found)| *found == wanted), "the run must hold {wanted:?} to prove something");
    }
    assert_eq!(invariants::broken(workspace.folder()), Vec::<String>::new());
}

#[test]
fn a_replay_finds_a_decision_that_was_changed() {
    let workspace = without_audit();
    workspace.import(&message("e1", texts::PASSWORD[0]));
    workspace.work_off();
    let decision = all_decisions(&workspace).remove(0).0;
    let change = "UPDATE decisions SET candidates = replace(candidates, 'password_reset', 'order_status')";
    tampering(workspace.folder()).execute(change, []).expect("changed by hand");
    let replay = workspace.engine.replay(&workspace.auditor, &decision).expect("it runs");
    assert!(!replay.same, "control: replay that cannot fail proves nothing");
}

#[test]
fn an_undo_sends_nothing_twice() {
    let audited = policy_with(|text| text.replace("audit_share = 0.05", "audit_share = 1.0"));
    let workspace = TestWorkspace::with_policy(Some(&audited));
    workspace.with_model();
    workspace.import(&message("e1", texts::PASSWORD[0]));
    workspace.work_off();
    workspace.pass_ms(11 * MINUTE);
    workspace.work_off();
    assert_eq!(left(&workspace).len(), 1, "an audited decision leaves like any other");
    answer(&workspace, "order_status");
    workspace.engine.undo(&workspace.supervisor).expect("within the hold-back");
    workspace.pass_ms(60 * MINUTE);
    workspace.work_off();
    assert_eq!(left(&workspace).len(), 1, "the engine's decision has left already; it is not sent again");
}

#[test]
fn an_undo_brings_no_decision_of_a_rolled_back_model_back() {
    let audited = policy_with(|text| text.replace("audit_share = 0.05", "audit_share = 1.0"));
    let workspace = TestWorkspace::with_policy(Some(&audited));
    workspace.with_model();
    workspace.import(&message("e1", texts::PASSWORD[0]));
    workspace.work_off();
    answer(&workspace, "order_status");
    workspace.engine.roll_back(&workspace.steward, "it was bad").expect("a model is live");
    workspace.engine.undo(&workspace.supervisor).expect("within the hold-back");
    workspace.pass_ms(60 * MINUTE);
    workspace.work_off();
    assert_eq!(left(&workspace), Vec::<String>::new(), "the person's answer is taken back, and the model is out");
    assert_eq!(invariants::broken(workspace.folder()), Vec::<String>::new());
}

#[test]
fn a_roll_back_beside_the_worker_leaves_no_decision_of_the_bad_model() {
    let workspace = without_audit();
    let many: String = (0..1200).map(|n| message(&format!("e{n}"), texts::PASSWORD[n % 4])).collect();
    workspace.import(&many);
    std::thread::scope(|scope| {
        let worker = scope.spawn(|| workspace.work_off());
        let decided = || count(&connection(workspace.folder()), "SELECT count(*) FROM decisions");
        while decided() == 0 && !worker.is_finished() {
            std::thread::yield_now();
        }
        workspace.engine.roll_back(&workspace.steward, "it was bad").expect("a model is live");
        worker.join().expect("the worker does not panic");
    });
    workspace.work_off();
    let current = "SELECT count(*) FROM current_decisions WHERE verdict = 'automatic'";
    assert_eq!(count(&connection(workspace.folder()), current), 0, "every decision it made is found and put right");
    assert_eq!(invariants::broken(workspace.folder()), Vec::<String>::new());
}

#[test]
fn an_undo_after_the_conversation_went_on_leaves_one_item() {
    let workspace = TestWorkspace::new();
    let turn = |event: &str, at: &str, text: &str| {
        line(event, "s", text, &[("timestamp", format!("2026-03-02T{at}Z").into())])
    };
    workspace.import(&turn("first", "08:00:00", "nothing works"));
    workspace.work_off();
    answer(&workspace, "complaint");
    workspace.import(&turn("second", "08:05:00", "one more thing"));
    workspace.work_off();
    workspace.engine.undo(&workspace.supervisor).expect("within the hold-back");
    let waiting =
        workspace.engine.queue(&workspace.supervisor, &QueueFilter::default(), None, 10).expect("the queue").items;
    assert_eq!(waiting.len(), 1, "one open item per conversation");
    assert_eq!(waiting[0].0.item.event_id, EventId::new("second"), "the one of the later turn");
    let labels = workspace.engine.tally(&workspace.auditor).expect("a tally").labels;
    assert!(labels.is_empty(), "the answer that was taken back counts no more: {labels:?}");
    assert_eq!(invariants::broken(workspace.folder()), Vec::<String>::new());
}

#[test]
fn a_backup_that_was_killed_blocks_no_other() {
    let workspace = TestWorkspace::new();
    let target = workspace.beside().join("backup");
    let left = workspace.beside().join("backup.unfinished");
    std::fs::create_dir(&left).expect("as after a kill");
    std::fs::write(left.join("countersign.db"), "half a database").expect("as after a kill");
    workspace.engine.back_up(&workspace.administrator, &target).expect("the next one is made");
    assert!(target.is_dir() && !left.exists());
}
