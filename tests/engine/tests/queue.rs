//! The queue as a person with many waiting items looks at it: filtered, counted, searched.

use countersign_domain::{AbstainReason, Channel, IntentId, QueueId};
use countersign_engine::{Answer, PastOutcome, QueueFigures, QueueFilter};
use countersign_testkit::{TestWorkspace, line, message, policy_with};

/// Texts of what `filter` lists for the supervisor, in no order.
fn listed(workspace: &TestWorkspace, filter: &QueueFilter) -> Vec<String> {
    let page = workspace.engine.queue(&workspace.supervisor, filter, None, 100).expect("the queue");
    let mut texts: Vec<String> = page.items.into_iter().map(|(_, text, _)| text).collect();
    texts.sort();
    texts
}

fn figures(workspace: &TestWorkspace, filter: &QueueFilter) -> QueueFigures {
    workspace.engine.queue_figures(&workspace.supervisor, filter).expect("figures")
}

fn searched(text: &str) -> QueueFilter {
    QueueFilter { text: Some(text.to_owned()), ..QueueFilter::default() }
}

/// Without a model everything waits.
fn waiting(lines: &[String]) -> TestWorkspace {
    let workspace = TestWorkspace::new();
    workspace.import(&lines.concat());
    workspace.work_off();
    workspace
}

#[test]
fn words_are_found_by_how_they_begin_in_any_case_with_or_without_diacritics() {
    let workspace = waiting(&[
        message("e1", "Die Überweisung fehlt noch"),
        message("e2", "Where is my parcel?"),
        message("e3", "parcel late, invoice wrong"),
    ]);
    let cases: &[(&str, usize)] = &[
        ("überweisung", 1),
        ("UBERW", 1),
        ("parc", 2),
        ("invoice parcel", 1),
        ("cel", 0),
        ("parcel überweisung", 0),
        ("late,", 1),
        ("\"late, invoice\"", 1),
    ];
    for (text, found) in cases {
        assert_eq!(listed(&workspace, &searched(text)).len(), *found, "{text:?}");
        assert_eq!(figures(&workspace, &searched(text)).n, *found as u64, "the count of {text:?} is that of its list");
    }
}

#[test]
fn what_somebody_types_is_never_an_expression() {
    let workspace = waiting(&[message("e1", "NEAR the parcel NOT here or there")]);
    let long = "parcel ".repeat(20_000);
    let longer = "x".repeat(1_000_000);
    let cases: &[(&str, usize)] = &[
        ("\"", 0),
        ("%", 0),
        ("_", 0),
        ("'; DROP TABLE review_items; --", 0),
        ("parcel*", 1),
        ("par* OR nothing", 0),
        ("NEAR", 1),
        ("NOT", 1),
        ("nothing OR parcel", 0),
        ("text:parcel", 0),
        ("-parcel", 1),
        ("parcel\0", 1),
        ("Ⓐ", 0),
        ("^parcel", 1),
        ("(parcel", 1),
        (&long, 1),
        (&longer, 0),
    ];
    for (text, found) in cases {
        let shown: String = text.chars().take(40).collect();
        assert_eq!(listed(&workspace, &searched(text)).len(), *found, "{shown:?}");
    }
    assert_eq!(listed(&workspace, &QueueFilter::default()).len(), 1, "and nothing came of it");
}

#[test]
fn placeholders_are_no_words_and_what_they_hide_is_not_found() {
    let workspace = waiting(&[message("e1", "Write to jo@example.org at once")]);
    assert_eq!(listed(&workspace, &searched("write")).len(), 1);
    for text in ["address", "email", "jo", "example", "k1"] {
        assert_eq!(listed(&workspace, &searched(text)).len(), 0, "{text:?} stands in no message");
    }
}

#[test]
fn only_what_waits_is_found_by_what_it_is_about_now() {
    let workspace = waiting(&[line("e1", "s1", "my first parcel", &[])]);
    let (engine, supervisor) = (&workspace.engine, &workspace.supervisor);
    let later = [("timestamp", "2026-03-02T08:30:00Z".into())];
    workspace.import(&line("e2", "s1", "the invoice as well", &later));
    workspace.work_off();
    assert_eq!(listed(&workspace, &searched("invoice")).len(), 1, "a later turn joins the item");
    assert_eq!(listed(&workspace, &searched("parcel")).len(), 0, "which is about that turn from then on");
    let item = engine.queue(supervisor, &QueueFilter::default(), None, 1).expect("the queue").items[0].0.item.clone();
    let item = engine.claim(supervisor, &item.id).expect("it is free");
    let answer = Answer::Intent(IntentId::new("order_status"));
    engine.submit(supervisor, &item.id, item.version, &answer, None).expect("an answer");
    assert_eq!(figures(&workspace, &searched("invoice")), QueueFigures::default(), "what is answered waits no more");
    engine.undo(supervisor).expect("within the hold-back");
    assert_eq!(listed(&workspace, &searched("invoice")).len(), 1, "what is taken back does");
}

#[test]
fn each_choice_counts_what_it_would_list() {
    let workspace = TestWorkspace::new();
    workspace.with_model();
    let mail = [("channel", "email".into())];
    let lines = [
        line("e1", "s1", "let me talk to a human about my parcel", &mail),
        line("e2", "s2", "let me talk to a human", &[]),
        line("e3", "s3", "my lawyer will ask where my parcel is", &[]),
    ];
    workspace.import(&lines.concat());
    workspace.work_off();
    let everything = figures(&workspace, &QueueFilter::default());
    assert_eq!(everything.n, 3);
    let all = QueueFilter::default;
    let mut filters = vec![QueueFilter { channel: Some(Channel::Email), ..all() }];
    filters.push(QueueFilter { reason: Some(AbstainReason::AlwaysHuman), text: Some("human".to_owned()), ..all() });
    filters.extend(everything.queues.keys().map(|queue| QueueFilter { queue: Some(queue.clone()), ..all() }));
    filters.push(all());
    filters.push(QueueFilter {
        intent: Some(IntentId::new("refund_request")),
        channel: Some(Channel::Social),
        ..all()
    });
    for filter in &filters {
        let counted = figures(&workspace, filter);
        assert_eq!(counted.n, listed(&workspace, filter).len() as u64, "{filter:?}");
        for (queue, n) in &counted.queues {
            let other = QueueFilter { queue: Some(queue.clone()), ..filter.clone() };
            assert_eq!(*n, listed(&workspace, &other).len() as u64, "{other:?}");
        }
        for (reason, n) in &counted.reasons {
            let other = QueueFilter { reason: Some(reason.parse().expect("a reason")), ..filter.clone() };
            assert_eq!(*n, listed(&workspace, &other).len() as u64, "{other:?}");
        }
        for (intent, n) in &counted.intents {
            let other = QueueFilter { intent: Some(intent.clone()), ..filter.clone() };
            assert_eq!(*n, listed(&workspace, &other).len() as u64, "{other:?}");
        }
        for (channel, n) in &counted.channels {
            let other = QueueFilter { channel: Some(channel.parse().expect("a channel")), ..filter.clone() };
            assert_eq!(*n, listed(&workspace, &other).len() as u64, "{other:?}");
        }
        let named = filter.intent.as_ref().is_none_or(|chosen| counted.intents.contains_key(chosen));
        assert!(named, "what is chosen has its name even where nothing matches: {filter:?}");
    }
    let nothing = QueueFilter { queue: Some(QueueId::new("' OR 1")), ..all() };
    assert_eq!(figures(&workspace, &nothing).n, 0, "a queue that there is none of has nothing");
}

#[test]
fn what_is_overdue_and_what_one_holds_follow_the_clock() {
    let workspace = waiting(&[message("e1", "one"), message("e2", "two")]);
    let (engine, supervisor) = (&workspace.engine, &workspace.supervisor);
    let (overdue, mine) =
        (QueueFilter { overdue: true, ..QueueFilter::default() }, QueueFilter { mine: true, ..QueueFilter::default() });
    assert_eq!((listed(&workspace, &overdue).len(), listed(&workspace, &mine).len()), (0, 0));
    let item = engine.queue(supervisor, &QueueFilter::default(), None, 1).expect("the queue").items[0].0.item.clone();
    engine.claim(supervisor, &item.id).expect("it is free");
    let counted = figures(&workspace, &QueueFilter::default());
    assert_eq!((counted.overdue, counted.mine), (0, 1));
    assert_eq!(listed(&workspace, &mine).len(), 1);
    let others = engine.queue(&workspace.auditor, &mine, None, 10).expect("the queue").items;
    assert_eq!(others.len(), 0, "what one person holds is not another's");
    workspace.pass_ms(30 * 24 * 60 * 60 * 1000);
    let counted = figures(&workspace, &QueueFilter::default());
    assert_eq!((counted.overdue, counted.mine), (2, 0), "a claim ends, and so does the time to answer");
    assert_eq!((listed(&workspace, &overdue).len(), listed(&workspace, &mine).len()), (2, 0));
}

#[test]
fn no_filter_and_no_count_tells_the_random_sample_from_the_rest() {
    let policy = policy_with(|text| text.replace("audit_share = 0.05", "audit_share = 1.0"));
    let workspace = TestWorkspace::with_policy(Some(&policy));
    workspace.with_model();
    let sure = (0..12).map(|n| message(&format!("e{n}"), "I forgot my password, please reset my login"));
    let asked = [message("a1", "let me talk to a human"), message("a2", "Il pleut toujours sur la petite maison")];
    workspace.import(&sure.chain(asked).collect::<String>());
    workspace.work_off();
    let page = workspace.engine.queue(&workspace.supervisor, &QueueFilter::default(), None, 100).expect("the queue");
    let sample = page.items.iter().filter(|(row, ..)| row.item.reason.is_none()).count() as u64;
    assert!(sample > 0, "the policy of this test draws every automatic decision");
    let counted = figures(&workspace, &QueueFilter::default());
    assert!(counted.reasons.len() > 1, "there are reasons to choose from: {counted:?}");
    for (reason, n) in &counted.reasons {
        let chosen = QueueFilter { reason: Some(reason.parse().expect("a reason")), ..QueueFilter::default() };
        let page = workspace.engine.queue(&workspace.supervisor, &chosen, None, 100).expect("the queue");
        assert_eq!(page.items.len() as u64, *n, "{reason}");
        let with_none = page.items.iter().filter(|(row, ..)| row.item.reason.is_none()).count() as u64;
        assert_eq!(with_none, sample, "{reason}: no choice leaves the sample out");
        assert!(*n > sample, "{reason}: and none is of the sample alone");
    }
}

#[test]
fn looking_back_lists_what_the_counts_count_and_tells_nothing_of_what_waits() {
    let policy = policy_with(|text| text.replace("audit_share = 0.05", "audit_share = 1.0"));
    let workspace = TestWorkspace::with_policy(Some(&policy));
    workspace.with_model();
    let (engine, supervisor) = (&workspace.engine, &workspace.supervisor);
    let said = |event: &str, hour: u32, text: &str| {
        let at = format!("2026-03-01T{hour:02}:00:00Z");
        line(event, &format!("s-{event}"), text, &[("timestamp", at.into()), ("user_id", "one-person".into())])
    };
    workspace.import(&[said("c1", 8, "where is my parcel"), said("c2", 9, "I forgot my password")].concat());
    workspace.work_off();
    let item_of = |text: &str| {
        let page = engine.queue(supervisor, &searched(text), None, 1).expect("the queue");
        page.items.into_iter().next().expect("every automatic decision is looked at as well").0.item
    };
    let first = item_of("parcel");
    let claimed = engine.claim(supervisor, &first.id).expect("it is free");
    let answer = Answer::Intent(IntentId::new("complaint"));
    engine.submit(supervisor, &first.id, claimed.version, &answer, None).expect("an answer");
    workspace.import(&said("c3", 10, "my parcel again, write to jo@example.org"));
    workspace.work_off();
    let third = item_of("again");

    let history = engine.subject_history(supervisor, &third.id).expect("a list");
    let counted = engine.review_item(supervisor, &third.id).expect("the item").earlier_contacts;
    assert_eq!(history.len() as u64, counted, "what is listed is what is counted");
    let outcomes: Vec<(&str, &PastOutcome)> = history.iter().map(|case| (case.text.as_str(), &case.outcome)).collect();
    let said_so = PastOutcome::Person(IntentId::new("complaint"));
    assert_eq!(
        outcomes,
        [("I forgot my password", &PastOutcome::Asked), ("where is my parcel", &said_so)],
        "the last first; of one that waits, drawn at random or not, only that a person is asked"
    );

    let similar = engine.similar_cases(supervisor, &third.id).expect("a list");
    let said: Vec<&str> = similar.iter().map(|case| case.text.as_str()).collect();
    assert_eq!(said, ["where is my parcel"], "the one that people answered where the engine said the same");
    assert_eq!(similar[0].outcome, said_so);
    let counts = engine.review_item(supervisor, &third.id).expect("the item").similar;
    assert_eq!(counts.iter().map(|(_, n)| n).sum::<u64>(), similar.len() as u64);
}
