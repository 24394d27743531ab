//! Events in two phases: refusals, memory within a conversation, receipts, and that nothing shows raw text.
//! Requirements 4, 22 (earlier turns), 28 and 30.

mod common;
use common::{MemoryIndex, event, pseudonymizer, render, with_known};
use countersign_domain::{RefusalReason, Speaker};
use countersign_privacy::{IndexKeys, RawEvent, RawText, RenderError};

fn keys() -> IndexKeys {
    IndexKeys::new(&[1; 32], 3)
}

#[test]
fn fields_stored_as_they_come_are_refused_when_they_hold_personal_data() {
    let base = || event("s1", &["hello"]);
    let put = |change: fn(&mut RawEvent)| {
        let mut event = base();
        change(&mut event);
        event
    };
    let cases: Vec<(&str, RawEvent)> = vec![
        ("event_id", put(|e| e.event_id = Some("4111111111111111".into()))),
        (
            "event_id",
            put(|e| {
                e.event_id = Some("evt-blueheron-1".into());
                e.known.insert("username".into(), vec![RawText::new("blueheron")]);
            }),
        ),
        ("outcome", put(|e| e.outcome = Some(RawText::new("called back at +49 30 1234567")))),
        ("intent", put(|e| e.intent = Some("bo@example.com".into()))),
        ("legal_basis", put(|e| e.legal_basis = Some(RawText::new("consent of anna@example.com")))),
        (
            "segment",
            put(|e| {
                e.segment.insert("plan".into(), RawText::new("DE89370400440532013000"));
            }),
        ),
        (
            "segment",
            put(|e| {
                e.segment.insert("bo@example.com".into(), RawText::new("gold"));
            }),
        ),
        (
            "sensitive",
            put(|e| {
                e.sensitive.insert("note".into(), RawText::new("my name is Anna Berg"));
            }),
        ),
        (
            "outcome",
            put(|e| {
                e.outcome = Some(RawText::new("spoke to kettlerova"));
                e.known.insert("last_name".into(), vec![RawText::new("Kettlerova")]);
            }),
        ),
    ];
    for (field, event) in cases {
        let refusal = pseudonymizer().detect(event).expect_err("the field holds a direct identifier");
        assert_eq!((refusal.reason, refusal.field), (RefusalReason::PersonalData, Some(field)));
        assert_eq!(refusal.shape, None, "not even the shape of an identifier is shown");
    }
}

#[test]
fn ordinary_values_are_not_refused() {
    let mut plain = event("s1", &["hello"]);
    plain.outcome = Some(RawText::new("resolved_by_phone"));
    plain.intent = Some("refund_request".into());
    plain.legal_basis = Some(RawText::new("contract, Art. 6(1)(b) GDPR"));
    plain.segment = [("plan", "Gold 2024"), ("region", "EU-West"), ("product", "Router X200")]
        .map(|(k, v)| (k.into(), RawText::new(v)))
        .into();
    plain.sensitive = [("age_band", "25-34"), ("vulnerable", "true")].map(|(k, v)| (k.into(), RawText::new(v))).into();
    for id in ["evt-000123", "conv-2024-05-12-0001", "a81bc81b-dead-4e5d-abff-90865d1e13b1", "1000000017", "T_99817"] {
        plain.event_id = Some(id.into());
        assert!(pseudonymizer().detect(plain.clone()).is_ok(), "{id} is an id like any other");
    }
}

#[test]
fn a_name_found_late_is_masked_in_earlier_turns() {
    let out = render(
        event("s1", &["Zorvaldis wants a refund", "my name is Zorvaldis Quell", "quell again"]),
        &keys(),
        &mut MemoryIndex::default(),
    );
    for turn in &out.turns {
        let text = turn.text.to_lowercase();
        assert!(
            !text.contains("zorvaldis") && !text.contains("quell"),
            "the introduction names the person in every turn: {text}"
        );
    }
}

#[test]
fn a_question_says_what_the_number_in_the_answer_is() {
    let mut asked = event("s1", &["What is your account number?", "77812"]);
    asked.turns[0].speaker = Speaker::Agent;
    let out = render(asked, &keys(), &mut MemoryIndex::default());
    assert_eq!(out.turns[1].text, "⟦ACCOUNT_ID⟧", "the agent asked for an account number");
}

#[test]
fn receipts_point_at_tokens_in_the_stored_text() {
    let event = with_known(event("s1", &["ü Anna Berg, bo@example.com", "pin 4821!"]), "customer_name", "Anna Berg");
    let out = render(event, &keys(), &mut MemoryIndex::default());
    assert_eq!(out.receipts.len(), 3);
    for receipt in &out.receipts {
        let text = &out.turns[receipt.turn].text;
        let token: String = text.chars().skip(receipt.start).take(receipt.end - receipt.start).collect();
        assert!(token.starts_with(&format!("⟦{}", receipt.entity_type)) && token.ends_with('⟧'), "{token}");
        assert!(!receipt.recognizer.is_empty() && (0.0..=1.0).contains(&receipt.score));
    }
    assert!(out.turns[0].text.contains("·k3·"), "tokens name their epoch");
    assert_eq!(out.recognizer_version, pseudonymizer().version(), "same version, same spans");
}

#[test]
fn two_identities_of_two_subjects_are_refused() {
    let mut index = MemoryIndex::default();
    let with = |user: Option<&str>, mail: Option<&str>| {
        let mut event = event("s1", &["hello"]);
        event.identity.user_id = user.map(RawText::new);
        event.identity.email = mail.map(RawText::new);
        event
    };
    let first = render(with(Some("u-1"), None), &keys(), &mut index).subject;
    let second = render(with(None, Some("bo@example.com")), &keys(), &mut index).subject;
    assert_ne!(first, second, "nothing joins them yet");
    let detected = pseudonymizer().detect(with(Some("u-1"), Some("bo@example.com"))).expect("no field is refused");
    let rendered = detected.render(&keys(), &mut index, countersign_domain::EventId::new("evt-1"));
    assert!(matches!(rendered, Err(RenderError::TwoSubjects)), "an event may not join two people");
}

#[test]
fn without_identity_the_subject_is_the_session() {
    let out = render(event("s1", &["hello"]), &keys(), &mut MemoryIndex::default());
    assert_eq!(out.subject, out.session, "an unknown person is joined to nobody else");
}

#[test]
fn debug_shows_no_text() {
    let mut canary = with_known(event("canary-session", &["canary-text"]), "customer_name", "canary-name");
    canary.identity.email = Some(RawText::new("canary@example.com"));
    canary.event_id = None;
    let raw = format!("{canary:?}");
    let detected = pseudonymizer().detect(canary).expect("no field is refused");
    for shown in [raw, format!("{detected:?}"), format!("{:?}", keys()), format!("{:?}", pseudonymizer())] {
        assert!(!shown.to_lowercase().contains("canary") && !shown.contains("[1, 1"), "{shown}");
    }
}

#[test]
fn hostile_text_is_read_in_linear_time() {
    let small = 1 << 14;
    let units = [
        "a@",
        "1 ",
        "1-",
        "my name is ",
        "x.",
        "⟦",
        "a.b.c.",
        "12 Main ",
        "at dot ",
        "http://",
        "A ",
        "::",
        "aB1_",
        "\u{200b}1",
        "DE89 ",
        "Strasse ",
    ];
    let pseudonymizer = pseudonymizer();
    let known = countersign_privacy::Known::default();
    for unit in units {
        let time = |bytes: usize| {
            let text = unit.repeat(bytes / unit.len());
            let from = std::time::Instant::now();
            pseudonymizer.find(&text, &known);
            from.elapsed().as_secs_f64()
        };
        time(small);
        let (short, long) = (time(small).max(1e-4), time(small * 64));
        assert!(long < short * 64.0 * 8.0, "{unit:?}: 64 times the text took {:.0} times as long", long / short);
    }
}
