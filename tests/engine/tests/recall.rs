//! After a roll-back every decision of the bad model is found and put right: also where several are about one
//! conversation, and where the conversation has gone on.

use std::collections::BTreeSet;

use countersign_domain::{EventId, IntentId, Verdict};
use countersign_engine::{Answer, QueueFilter};
use countersign_testkit::{TestWorkspace, invariants, line, policy_with, texts};

const HOUR: i64 = 60 * 60 * 1000;

/// A turn of the conversation `session`, at a minute of the hour.
fn turn(event: &str, session: &str, minute: u32, text: &str) -> String {
    line(event, session, text, &[("timestamp", format!("2026-03-02T08:{minute:02}:00Z").into())])
}

fn workspace() -> TestWorkspace {
    let workspace = TestWorkspace::with_policy(Some(&policy_with(|text| {
        text.replace("audit_share = 0.05", "audit_share = 0.000000001")
    })));
    workspace.with_model();
    workspace
}

fn last(workspace: &TestWorkspace, event: &str) -> Verdict {
    let decisions = workspace.engine.decisions_of(&workspace.auditor, &EventId::new(event)).expect("decisions");
    decisions.last().expect("it was decided").row.decision.verdict
}

/// What waits: the events that items are about.
fn waiting(workspace: &TestWorkspace) -> BTreeSet<String> {
    let page = workspace.engine.queue(&workspace.supervisor, &QueueFilter::default(), None, 100).expect("the queue");
    page.items.iter().map(|(row, ..)| row.item.event_id.to_string()).collect()
}

fn answer_everything(workspace: &TestWorkspace) {
    while let Some((row, ..)) = workspace
        .engine
        .queue(&workspace.supervisor, &QueueFilter::default(), None, 1)
        .expect("the queue")
        .items
        .first()
        .cloned()
    {
        let item = workspace.engine.claim(&workspace.supervisor, &row.item.id).expect("it is free");
        let intent = Answer::Intent(IntentId::new("order_status"));
        workspace.engine.submit(&workspace.supervisor, &item.id, item.version, &intent, None).expect("the lease holds");
    }
}

fn names<const N: usize>(events: [&str; N]) -> BTreeSet<String> {
    events.map(str::to_owned).into()
}

#[test]
fn each_turn_that_left_wrongly_is_asked_by_itself_and_put_right() {
    let workspace = workspace();
    workspace.import(&[turn("t-1", "one", 1, texts::PASSWORD[0]), turn("t-2", "one", 2, texts::PASSWORD[1])].concat());
    workspace.work_off();
    assert_eq!((last(&workspace, "t-1"), last(&workspace, "t-2")), (Verdict::Automatic, Verdict::Automatic));
    workspace.pass_ms(24 * HOUR);
    workspace.work_off();
    let report = workspace.engine.roll_back(&workspace.steward, "it was bad").expect("the roll-back");
    assert_eq!((report.released, report.flipped.len()), (2, 2));
    workspace.work_off();
    assert_eq!(waiting(&workspace), names(["t-1", "t-2"]), "both left, both are asked");

    // The conversation goes on: its new turn takes nobody's place, and waits beside them.
    workspace.import(&turn("t-3", "one", 3, "one more thing"));
    workspace.import(&turn("t-4", "one", 4, "and another"));
    workspace.work_off();
    assert_eq!(waiting(&workspace), names(["t-1", "t-2", "t-4"]), "turns that have had no effect join each other");
    answer_everything(&workspace);
    for event in ["t-1", "t-2", "t-4"] {
        assert_eq!(last(&workspace, event), Verdict::Person, "{event}");
    }
    workspace.pass_ms(24 * HOUR);
    workspace.work_off();
    let outbox = std::fs::read_dir(workspace.folder().outbox()).expect("the outbox").flatten();
    let lines: String = outbox.map(|file| std::fs::read_to_string(file.path()).expect("a delivery")).collect();
    for event in ["t-1", "t-2"] {
        let said = lines.lines().filter(|line| line.contains(&format!("\"{event}\""))).count();
        assert_eq!(said, 2, "{event}: what was wrong, and what puts it right");
    }
    assert_eq!(invariants::broken(workspace.folder()), Vec::<String>::new());
}

#[test]
fn a_turn_that_comes_late_does_not_take_the_place_of_a_later_one() {
    let workspace = TestWorkspace::new();
    workspace.import(&turn("late-2", "two", 20, "where is my parcel"));
    workspace.work_off();
    workspace.import(&turn("late-1", "two", 10, "hello, I have a question"));
    workspace.work_off();
    assert_eq!(waiting(&workspace), names(["late-1", "late-2"]));
    workspace.import(&turn("late-3", "two", 30, "are you there"));
    workspace.work_off();
    assert_eq!(waiting(&workspace), names(["late-1", "late-3"]), "the next turn joins the latest");
}

#[test]
fn an_audit_is_not_replaced_by_the_next_turn() {
    let workspace =
        TestWorkspace::with_policy(Some(&policy_with(|text| text.replace("audit_share = 0.05", "audit_share = 1.0"))));
    workspace.with_model();
    workspace.import(&turn("audit-1", "three", 1, texts::PASSWORD[0]));
    workspace.work_off();
    assert_eq!(last(&workspace, "audit-1"), Verdict::Automatic);
    workspace.import(&turn("audit-2", "three", 2, "I want to speak to a human about a lawyer"));
    workspace.work_off();
    assert_eq!(waiting(&workspace), names(["audit-1", "audit-2"]), "the draw stands, the question waits beside it");
}
