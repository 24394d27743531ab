//! What good rows say, labels files, and that every data row comes out once.

use countersign_domain::{Channel, EventType, Refusal, RefusalReason, Speaker, TimeMs};
use countersign_ingest::{Format, Labels, Limits, ReadError, Row, format_of, read};
use countersign_privacy::{RawEvent, RawText, RawTurn};
use proptest::prelude::*;

fn rows(text: &str, format: Format) -> Vec<Row> {
    read(text.as_bytes(), format, Limits::default()).map(|row| row.expect("bytes in memory can be read")).collect()
}

fn only_event(text: &str, format: Format) -> RawEvent {
    let mut rows = rows(text, format);
    assert_eq!(rows.len(), 1);
    rows.remove(0).event.expect("a good row")
}

fn text(text: &str) -> Option<RawText> {
    Some(RawText::new(text))
}

#[test]
fn every_field_of_a_json_line_arrives() {
    let line = r#"{"event_id":"e-1","event_type":"conversation_closed","timestamp":"2025-03-17T10:12:03.5+01:00",
        "channel":"voice_transcript","session_id":4711,"user_id":"u1","crm_contact_id":17,"email":" ada@example.org ",
        "account_id":"a1","message":[{"speaker":"customer","text":" Hi\n"},{"speaker":"agent","text":"Hello"},
        {"speaker":"system","text":""}],"agent_id":"g1","outcome":"refunded","satisfaction":4.5,"resolution_flag":true,
        "intent":"refund_request","segment":{"plan":"gold","seats":12,"region":null},
        "sensitive":{"vulnerable":true,"age_band":"60+"},"training_allowed":false,"legal_basis":"contract",
        "known":{"customer_name":["Ada Lovelace","A. L."],"order_id":991,"phone":""},"ignored":{"deep":[1,2.5,null]}}"#;
    let event = only_event(&line.replace('\n', " "), Format::JsonLines);
    let pairs = |pairs: &[(&str, &str)]| pairs.iter().map(|(k, v)| ((*k).to_owned(), RawText::new(*v))).collect();
    let expected = RawEvent {
        event_id: Some("e-1".into()),
        event_type: EventType::ConversationClosed,
        at: TimeMs(1_742_202_723_500),
        channel: Channel::VoiceTranscript,
        session_id: RawText::new("4711"),
        identity: countersign_privacy::Identity {
            user_id: text("u1"),
            crm_contact_id: text("17"),
            email: text("ada@example.org"),
        },
        account_id: text("a1"),
        turns: vec![
            RawTurn { speaker: Speaker::Customer, text: RawText::new(" Hi\n") },
            RawTurn { speaker: Speaker::Agent, text: RawText::new("Hello") },
        ],
        agent_id: text("g1"),
        outcome: text("refunded"),
        satisfaction: Some(4.5),
        resolved: Some(true),
        intent: Some("refund_request".into()),
        segment: pairs(&[("plan", "gold"), ("seats", "12")]),
        sensitive: pairs(&[("vulnerable", "true"), ("age_band", "60+")]),
        training_allowed: Some(false),
        legal_basis: text("contract"),
        known: [
            ("customer_name".to_owned(), vec![RawText::new("Ada Lovelace"), RawText::new("A. L.")]),
            ("order_id".to_owned(), vec![RawText::new("991")]),
        ]
        .into(),
    };
    // The line break inside the text was replaced with the others above, the escaped one stays.
    assert!(event == expected, "a field arrived changed");
}

#[test]
fn csv_says_the_same_as_json() {
    let json = r#"{"event_id":"e-1","event_type":"message","timestamp":"2025-03-17T09:12:03Z","channel":"email",
        "session_id":"s1","email":"ada@example.org","message":"a \"b\",\nc; d","satisfaction":4,"resolution_flag":false,
        "training_allowed":true,"segment":{"plan":"gold"},"sensitive":{"gender":"f"},
        "known":{"customer_name":"Ada Lovelace"}}"#;
    let names = "event_id,event_type,timestamp,channel,session_id,email,message,satisfaction,resolution_flag,\
        training_allowed,segment.plan,segment.region,sensitive.gender,known.customer_name,user_id,other";
    let cells = "e-1,message,2025-03-17T09:12:03Z,email,s1,ada@example.org,\"a \"\"b\"\",\nc; d\",4,FALSE,1,gold,,f,\
        Ada Lovelace,,whatever";
    let expected = only_event(&json.replace('\n', " "), Format::JsonLines);
    for delimiter in [",", ";", "\t"] {
        let quoted = cells.replace("\"a \"\"b\"\",\nc; d\"", "TEXT").replace(',', delimiter);
        let csv =
            format!("{}\r\n{}\r\n", names.replace(',', delimiter), quoted.replace("TEXT", "\"a \"\"b\"\",\nc; d\""));
        assert!(only_event(&csv, Format::Csv) == expected, "fields apart by {delimiter:?}");
    }
}

#[test]
fn events_that_only_add_outcome_need_no_message() {
    for event_type in ["conversation_closed", "ticket_created", "ticket_updated", "survey"] {
        let line = format!(
            r#"{{"event_type":"{event_type}","timestamp":"2025-03-17T09:12:03Z","channel":"ticket","session_id":"s"}}"#
        );
        assert!(only_event(&line, Format::JsonLines).turns.is_empty(), "{event_type}");
    }
}

#[test]
fn numbers_lines_and_digests_name_the_row() {
    let good = r#"{"event_type":"survey","timestamp":"2025-03-17T09:12:03Z","channel":"ticket","session_id":"s"}"#;
    let rows = rows(&format!("\u{FEFF}\n{good}\r\n  \n\n{{}}\n{good}"), Format::JsonLines);
    let places: Vec<_> = rows.iter().map(|row| (row.number, row.line)).collect();
    assert_eq!(places, [(1, 2), (2, 5), (3, 6)], "blank lines count as lines and not as rows");
    assert_eq!(rows[0].bytes, rows[2].bytes, "one text, one digest, whatever ended the line");
    assert_ne!(rows[0].bytes.digest(), rows[1].bytes.digest());
    assert_eq!(rows[0].bytes.expose(), good.as_bytes());
    assert_eq!(format!("{:?}", rows[0].bytes), format!("<redacted {} bytes>", good.len()));
}

fn labels(text: &str, label: &str) -> Format {
    let (text_column, label_column) = (text.to_owned(), label.to_owned());
    Format::Labels(Labels { text_column, label_column, file: "f00d".into(), imported_at: TimeMs(1_000_000) })
}

#[test]
fn a_file_of_texts_and_labels_becomes_tickets() {
    let file = "\u{FEFF}id,Text,Label\n1,Where is it?,order_status\n2,\"Money,\nback\",refund_request\n";
    let rows = rows(file, labels("Text", "Label"));
    let events: Vec<_> = rows.iter().map(|row| row.event.as_ref().expect("a good row")).collect();
    assert_eq!(events.len(), 2);
    for (n, event) in (1_i64..).zip(&events) {
        assert_eq!((event.event_type, event.channel), (EventType::TicketCreated, Channel::Ticket));
        assert_eq!(event.session_id, RawText::new(format!("f00d/row-{n}")), "no two rows are one conversation");
        assert_eq!(event.at, TimeMs(1_000_000 + n), "rows keep their order in time");
        assert!(event.event_id.is_none() && event.identity.user_id.is_none());
    }
    assert_eq!(events[1].turns[0].text, RawText::new("Money,\nback"));
    assert_eq!(events[1].intent.as_deref(), Some("refund_request"));
}

#[test]
fn a_row_without_text_or_label_is_refused() {
    let rows = rows("text,label\n,a\nb,\nc\nd,e,f\n", labels("text", "label"));
    let refusals: Vec<_> = rows.into_iter().map(|row| row.event.expect_err("a bad row")).collect();
    let missing = |field| Refusal::of_field(RefusalReason::Missing, field, None);
    let csv = Refusal::of_row(RefusalReason::Csv);
    assert_eq!(refusals, [missing("message"), missing("intent"), csv.clone(), csv]);
}

#[test]
fn labels_need_their_two_columns_once() {
    let first = |text: &str| read(text.as_bytes(), labels("text", "label"), Limits::default()).next();
    assert!(matches!(first("text,category\n"), Some(Err(ReadError::MissingColumn { column })) if column == "label"));
    assert!(matches!(first("text,label,text\n"), Some(Err(ReadError::DoubleColumn { column })) if column == "text"));
}

#[test]
fn names_promise_formats() {
    let cases = [
        ("a.jsonl", Some(Format::JsonLines)),
        ("A.NDJSON", Some(Format::JsonLines)),
        ("dir.csv/a.csv", Some(Format::Csv)),
        ("a.csv.gz", None),
        ("a.json", None),
        ("csv", None),
        ("", None),
    ];
    for (name, expected) in cases {
        assert_eq!(format_of(name.as_ref()), expected, "{name}");
    }
}

#[test]
fn memory_does_not_grow_with_the_file_or_with_a_row() {
    let before = peak_memory_kib();
    let good = r#"{"event_type":"survey","timestamp":"2025-03-17T09:12:03Z","channel":"ticket","session_id":"s"}"#;
    let line = std::io::repeat(b'x');
    let file = std::io::Read::take(line, 96 << 20);
    let file = std::io::Read::chain(file, std::io::Cursor::new(format!("\n{good}\n")));
    let outcomes: Vec<_> = read(file, Format::JsonLines, Limits::default())
        .map(|row| row.expect("memory can be read"))
        .map(|row| (row.bytes.len(), row.event.map(|_| ()).map_err(|refusal| refusal.reason)))
        .collect();
    assert_eq!(outcomes, [(96 << 20, Err(RefusalReason::TooLarge)), (good.len() as u64, Ok(()))]);
    let grown = peak_memory_kib() - before;
    assert!(grown < 8 * 1024, "a line of 96 MiB took {grown} KiB");
}

fn peak_memory_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("a Linux system");
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("every process has it");
    line.split_whitespace().nth(1).and_then(|kib| kib.parse().ok()).expect("a number of KiB")
}

proptest! {
    #[test]
    fn every_line_of_json_comes_out_once(lines in prop::collection::vec("[ {}\":,a1\\[\\]\\\\é]{0,30}", 0..20)) {
        let rows = rows(&lines.join("\n"), Format::JsonLines);
        let data: Vec<_> = lines.iter().filter(|line| !line.trim().is_empty()).collect();
        prop_assert_eq!(rows.len(), data.len());
        for (row, line) in rows.iter().zip(data) {
            prop_assert_eq!(row.bytes.expose(), line.as_bytes());
        }
    }

    #[test]
    fn every_record_of_csv_comes_out_once(cells in prop::collection::vec(prop::collection::vec("[a\",;\n\r é]{0,8}", 4), 0..12)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["event_type", "timestamp", "channel", "session_id"]).expect("memory takes it");
        cells.iter().for_each(|row| writer.write_record(row).expect("memory takes it"));
        let file = String::from_utf8(writer.into_inner().expect("memory takes it")).expect("UTF-8 went in");
        prop_assert_eq!(rows(&file, Format::Csv).len(), cells.len());
    }

    #[test]
    fn no_bytes_whatever_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), csv: bool) {
        let head: &[u8] = if csv { b"event_type,timestamp,channel,session_id,message\n" } else { b"" };
        let file = [head, &bytes].concat();
        let format = if csv { Format::Csv } else { Format::JsonLines };
        let rows: Vec<_> = read(file.as_slice(), format, Limits::default()).collect();
        prop_assert!(rows.len() <= bytes.len() + 1);
    }
}
