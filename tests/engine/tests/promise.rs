//! The promise: withdrawn by itself when the random sample turns against it; other promises asked about; and what a
//! reviewer is told about a suggestion.

use countersign_domain::{AbstainReason, Actor, EventId, IntentId, Verdict};
use countersign_engine::chart::{Cell, DotWhiskerText};
use countersign_engine::{Answer, Cancel, QueueFilter, Running, TrainRequest, WhatIfRequest};
use countersign_testkit::{TestWorkspace, labelled, message, policy_with, texts};

/// A policy under which people see every automatic decision as well.
fn everything_is_sampled() -> String {
    policy_with(|text| text.replace("audit_share = 0.05", "audit_share = 1.0"))
}

fn password_message(workspace: &TestWorkspace, number: usize) -> EventId {
    let id = format!("p{number}");
    let text = format!("{}{}", texts::PASSWORD[number % 4], texts::TAILS[number % 10]);
    workspace.import(&message(&id, &text));
    workspace.work_off();
    EventId::new(id)
}

/// Answers the open item of `event` with `intent`.
fn answer(workspace: &TestWorkspace, event: &EventId, intent: &str) {
    let page = workspace.engine.queue(&workspace.supervisor, &QueueFilter::default(), None, 200).expect("the queue");
    let (row, ..) = page.items.iter().find(|(row, ..)| row.item.event_id == *event).expect("it waits for a person");
    let item = workspace.engine.claim(&workspace.supervisor, &row.item.id).expect("nobody holds it");
    let answer = Answer::Intent(IntentId::new(intent));
    workspace.engine.submit(&workspace.supervisor, &item.id, item.version, &answer, None).expect("an answer");
}

fn verdict(workspace: &TestWorkspace, event: &EventId) -> Verdict {
    let decisions = workspace.engine.decisions_of(&workspace.auditor, event).expect("decisions");
    decisions.last().expect("a decision").row.decision.verdict
}

fn running(workspace: &TestWorkspace) -> Running {
    workspace.engine.status(&workspace.auditor).expect("status").running
}

#[test]
fn a_broken_promise_is_withdrawn_and_only_a_person_lets_it_go_on() {
    let workspace = TestWorkspace::with_policy(Some(&everything_is_sampled()));
    workspace.with_model();
    for number in 0..8 {
        let event = password_message(&workspace, number);
        assert_eq!(verdict(&workspace, &event), Verdict::Automatic);
        answer(&workspace, &event, "password_reset");
    }
    workspace.work_off();
    assert_eq!(running(&workspace), Running::Automatic, "right answers withdraw nothing");

    let mut wrong = 0;
    while running(&workspace) == Running::Automatic {
        let event = password_message(&workspace, 100 + wrong);
        answer(&workspace, &event, "order_status");
        workspace.work_off();
        wrong += 1;
        assert!(wrong < 30, "thirty wrong ones in a row are not one in fifty");
    }
    assert!(wrong >= 3, "{wrong} wrong ones of {} may be chance", wrong + 8);
    let Running::Paused(turn) = running(&workspace) else { panic!("withdrawn means paused") };
    assert_eq!(turn.by, Actor::Engine.id().as_str(), "nobody had to see it");
    let entries = workspace.engine.ledger(&workspace.auditor, None, 50).expect("the ledger");
    assert!(entries.iter().any(|row| row.entry.contains("\"guarantee_withdrawn\"")), "it is in the ledger");
    let report = workspace.engine.promise(&workspace.auditor).expect("the promise").expect("a model is live");
    assert!(report.withdrawn && report.watch.wrong == wrong as u64, "{:?}", report.watch);
    let after = password_message(&workspace, 200);
    assert_eq!(verdict(&workspace, &after), Verdict::Abstained(AbstainReason::Paused));

    workspace.engine.resume_routing(&workspace.officer, "the sample was mislabelled").expect("an officer may");
    let again = password_message(&workspace, 201);
    assert_eq!(verdict(&workspace, &again), Verdict::Automatic, "the watch begins anew");
    let verification = workspace.engine.verify_ledger(&workspace.auditor, &|_, _| true).expect("it runs");
    assert_eq!(verification.first_wrong, None);
}

/// Labelled lines of which every eleventh says the wrong intent, so that it matters who learns from whom.
fn disputed_history() -> String {
    let line = |row: usize| {
        let (texts, intents) = match row % 2 {
            0 => (texts::PASSWORD, ["password_reset", "order_status"]),
            _ => (texts::ORDER, ["order_status", "password_reset"]),
        };
        let text = format!("{}{}", texts[(row / 2) % 4], texts::TAILS[row % 10]);
        labelled(&format!("d{row}"), &text, intents[usize::from(row.is_multiple_of(11))])
    };
    (0..320).map(line).collect()
}

#[test]
fn the_same_labels_make_the_same_model_under_any_key() {
    let trained = |_| {
        let workspace = TestWorkspace::new();
        workspace.import(&disputed_history());
        let request = TrainRequest { seed: 1, min_subjects: 1, cancel: &Cancel::default(), progress: &|_| {} };
        workspace.engine.train(&workspace.steward, &request).expect("the labels suffice").evaluation
    };
    let [one, other] = [1, 2].map(trained);
    assert_eq!(one, other, "ids and tokens are keyed, what was learnt does not show it");
}

#[test]
fn what_has_not_left_when_the_promise_falls_goes_to_people() {
    let workspace = TestWorkspace::with_policy(Some(&everything_is_sampled()));
    workspace.with_model();
    let held = password_message(&workspace, 0);
    for number in 1..20 {
        let event = password_message(&workspace, number);
        if verdict(&workspace, &event) != Verdict::Automatic {
            break;
        }
        answer(&workspace, &event, "order_status");
    }
    workspace.work_off();
    assert_eq!(verdict(&workspace, &held), Verdict::Abstained(AbstainReason::Paused), "it was in the hold-back");
}

#[test]
fn what_other_promises_would_mean() {
    let workspace = TestWorkspace::new();
    let request = |alphas: &[f64]| WhatIfRequest {
        alphas: alphas.to_vec(),
        delta: None,
        per: None,
        days: None,
        cost_of_error: 5.0,
        minutes_per_answer: 3.0,
    };
    assert_eq!(workspace.engine.what_if(&workspace.auditor, &request(&[0.02])).expect("allowed"), None, "no model yet");
    workspace.with_model();
    for number in 0..5 {
        password_message(&workspace, number);
    }
    let report = workspace.engine.what_if(&workspace.auditor, &request(&[0.001, 0.02, 0.2])).expect("allowed");
    let report = report.expect("a model is live");
    let [strict, usual, loose] = &report.points[..] else { panic!("three points: {report:?}") };
    assert!(!strict.holds && strict.labels_needed > Some(320), "one in a thousand needs more labels: {strict:?}");
    assert!(usual.holds && loose.holds && usual.coverage.value <= loose.coverage.value);
    assert!((strict.people_per_day.value - report.events_per_day).abs() < 1e-9, "everything goes to people then");
    assert!(loose.people_per_day.value < report.events_per_day);
    for point in &report.points {
        let hours = point.people_per_day.value * 3.0 / 60.0;
        assert!(
            (point.hours_per_day.value - hours).abs() < 1e-9 && point.wrong_per_day.low <= point.wrong_per_day.high
        );
    }
    let names = ["strict", "usual", "loose"].map(str::to_owned);
    let chart = report.coverage_chart(&names, &DotWhiskerText::default()).expect("three promises are drawn");
    let heads: Vec<&Cell> = chart.table.rows.iter().map(|row| &row[0]).collect();
    assert_eq!(heads, names.each_ref().map(|name| Cell::Text(name.clone())).each_ref(), "in the order of the request");
    assert_eq!(report.by_intent.len(), 2);
    workspace.engine.what_if(&workspace.auditor, &request(&[0.0])).expect_err("nobody can promise zero");
    let per = |part: &str| WhatIfRequest { per: Some(part.to_owned()), ..request(&[0.02]) };
    workspace.engine.what_if(&workspace.auditor, &per("moon")).expect_err("no such part");
    for part in ["intent", "channel", "segment.plan"] {
        workspace.engine.what_if(&workspace.auditor, &per(part)).expect("a part").expect("a model is live");
    }
}

#[test]
fn what_the_policy_leaves_to_people_is_no_evidence_for_the_promise() {
    let judged = |policy: &str| {
        let workspace = TestWorkspace::with_policy(Some(policy));
        workspace.with_model();
        let report = workspace.engine.promise(&workspace.auditor).expect("allowed").expect("a model is live");
        report.promise.coverage.n
    };
    let all = judged(&policy_with(|text| text));
    assert!((310..=320).contains(&all), "both intents may be decided without a person: {all}");
    let ask = |condition: &str| {
        let rule = format!("\n[[rule]]\nname = \"ask\"\n{condition}\neffect = \"ask\"\nqueue = \"general\"\n");
        policy_with(|text| text + &rule)
    };
    let half = judged(&ask("intents = [\"order_status\"]"));
    assert!((150..=160).contains(&half), "half of the labelled texts are of that intent: {half}");
    assert_eq!(judged(&ask("words = [\"parcel\"]")), all, "what was said is not kept with what was found");
}

#[test]
fn another_language_goes_to_a_person() {
    let workspace = TestWorkspace::new();
    workspace.with_model();
    let event = EventId::new("fr");
    workspace.import(&message("fr", "Je voudrais résilier mon abonnement et recevoir une confirmation écrite"));
    workspace.work_off();
    assert_eq!(verdict(&workspace, &event), Verdict::Abstained(AbstainReason::Language));
}

#[test]
fn a_reviewer_sees_why() {
    let workspace = TestWorkspace::with_policy(Some(&everything_is_sampled()));
    workspace.with_model();
    let event = password_message(&workspace, 1);
    let page = workspace.engine.queue(&workspace.supervisor, &QueueFilter::default(), None, 10).expect("the queue");
    let (row, ..) = page.items.iter().find(|(row, ..)| row.item.event_id == event).expect("sampled");
    let item = workspace.engine.review_item(&workspace.supervisor, &row.item.id).expect("the item");
    let why = item.explanation.expect("there is a suggestion");
    assert_eq!(why.set.intents.first(), Some(&IntentId::new("password_reset")));
    assert!(why.set.coverage.value > Some(0.9) && (1..=3).contains(&why.set.intents.len()), "{:?}", why.set);
    let near = why.nearest.first().expect("there are labelled messages like it");
    assert_eq!(near.intent.as_str(), "password_reset");
    assert!(near.similarity > 0.5 && near.event != event, "{near:?}");
    assert!(why.nearest.iter().any(|near| near.intent.as_str() == "order_status"), "and one of the rival");
    let margin: f64 = why.terms.iter().map(|term| term.weight).sum();
    assert!(margin > 0.0, "the words speak for it");
    assert_eq!(item.reason, None, "an automatic decision has no reason to abstain");
}
