//! The main path once through: events in, masked, decided, reviewed, learnt from, promoted, rolled back.

use countersign_domain::{AbstainReason, IntentId, Verdict};
use countersign_engine::{Answer, Cancel, DecisionFilter, QueueFilter, Running, TrainRequest};
use countersign_testkit::{TestWorkspace, message, texts};

fn decide_all(workspace: &TestWorkspace) {
    workspace.engine.work_off().expect("the worker's pass");
}

#[test]
fn events_are_masked_decided_reviewed_learnt_from_and_rolled_back() {
    let workspace = TestWorkspace::new();
    let engine = &workspace.engine;

    workspace.import(&message("e1", "My mail is jo@example.org, where is my parcel 77881234?"));
    decide_all(&workspace);
    let page =
        engine.queue(&workspace.supervisor, &QueueFilter::default(), None, 10).expect("a supervisor reads the queue");
    let (first, text, suggestion) = &page.items[0];
    assert_eq!(first.item.reason, Some(AbstainReason::NoModel), "without a model every event goes to Review");
    assert!(
        !text.contains("example.org") && !text.contains("77881234"),
        "identifiers are masked before anything is stored: {text}"
    );
    assert!(suggestion.is_none(), "no model, no suggestion");

    let item = engine.claim(&workspace.supervisor, &first.item.id).expect("nobody else holds it");
    let answer = Answer::Intent(IntentId::new("order_status"));
    engine.submit(&workspace.supervisor, &item.id, item.version, &answer, None).expect("an answer within the lease");
    assert_eq!(
        engine.queue(&workspace.supervisor, &QueueFilter::default(), None, 10).expect("the queue").items.len(),
        0
    );
    engine.undo(&workspace.supervisor).expect("within the hold-back");
    let again =
        engine.queue(&workspace.supervisor, &QueueFilter::default(), None, 10).expect("the queue").items[0].0.clone();
    let item = engine.claim(&workspace.supervisor, &again.item.id).expect("it is free again");
    engine
        .submit(&workspace.supervisor, &item.id, item.version, &answer, Some("Jo said so, call 0171 1234567"))
        .expect("answered again");

    workspace.import(&texts::history());
    let cancel = Cancel::default();
    let request = TrainRequest { seed: 1, min_subjects: 1, cancel: &cancel, progress: &|_| {} };
    let report = engine.train(&workspace.steward, &request).expect("321 labels train");
    assert_eq!(report.labels, 321, "the answer and 320 imported labels");
    let approval = engine.request_promotion(&workspace.steward, report.version.as_str(), None).expect("a steward asks");
    engine.approve(&workspace.steward, &approval).expect_err("the one who asked cannot approve");
    engine.approve(&workspace.officer, &approval).expect("a second person approves");
    assert_eq!(engine.status(&workspace.auditor).expect("status").running, Running::Automatic);

    workspace.import(&message("e2", "I forgot my password, please reset my login"));
    decide_all(&workspace);
    let decisions =
        engine.decisions_of(&workspace.auditor, &countersign_domain::EventId::new("e2")).expect("decisions");
    assert_eq!(decisions[0].row.decision.verdict, Verdict::Automatic, "{:?}", decisions[0].row);
    for decision in engine.decisions(&workspace.auditor, &DecisionFilter::default(), None, 100).expect("decisions") {
        if decision.row.decision.verdict != Verdict::Person {
            let replay = engine.replay(&workspace.auditor, &decision.row.decision.id).expect("replayable");
            assert!(replay.same, "a decision can be replayed bit for bit: {:?}", replay.differences);
        }
    }

    let rolled = engine.roll_back(&workspace.steward, "it was a drill").expect("a model is live");
    assert_eq!((rolled.restores.as_ref(), rolled.unreleased.len()), (None, 1), "the first model has nothing before it");
    decide_all(&workspace);
    let decisions =
        engine.decisions_of(&workspace.auditor, &countersign_domain::EventId::new("e2")).expect("decisions");
    assert_eq!(decisions.last().map(|d| d.row.decision.verdict), Some(Verdict::Abstained(AbstainReason::Paused)));

    let verification = engine.verify_ledger(&workspace.auditor, &|_, _| true).expect("verification runs");
    assert_eq!(verification.first_wrong, None, "every act is in the ledger as it was");
    let workspace = workspace.reopen();
    assert_eq!(
        workspace.engine.verify_ledger(&workspace.auditor, &|_, _| true).expect("it runs").entries,
        verification.entries + 1,
        "the first check left its entry, and opening the workspace again none"
    );
}

#[test]
fn what_waits_becomes_overdue_by_time_alone() {
    let workspace = TestWorkspace::new();
    workspace.import(&message("m-1", "where is my parcel"));
    workspace.work_off();
    let counts = || {
        let status = workspace.engine.status(&workspace.supervisor).expect("the status");
        (status.waiting, status.overdue)
    };
    assert_eq!(counts(), (1, 0));
    workspace.pass_ms(60 * 24 * 60 * 60 * 1000);
    assert_eq!(counts(), (1, 1), "no queue of the default policy waits for sixty days");
}
