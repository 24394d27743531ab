//! Classes of broken input, each in the middle of good rows: every one gives its one refusal with reason, field and
//! line, and the good rows go on.

use countersign_domain::RefusalReason::{
    self, Csv, Encoding, Id, Json, Missing, Time, TooLarge, UnknownValue, WrongType,
};
use countersign_ingest::{Format, Limits, ReadError, Row, read};

const LIMITS: Limits = Limits { row_bytes: 4096, prefix_bytes: 64 };

fn rows(bytes: &[u8], format: Format) -> Vec<Row> {
    read(bytes, format, LIMITS).map(|row| row.expect("bytes in memory can be read")).collect()
}

/// A good line of JSON with one member replaced or added.
fn with(member: &str) -> Vec<u8> {
    let name = member.split(':').next().expect("a member has a name");
    let good = [
        r#""event_id":"e-1""#,
        r#""event_type":"message""#,
        r#""timestamp":"2025-03-17T09:12:03Z""#,
        r#""channel":"chat""#,
        r#""session_id":"s1""#,
        r#""message":"Where is it?""#,
    ];
    let kept = good.iter().filter(|other| !other.starts_with(&format!("{name}:")));
    let members: Vec<_> = kept.copied().chain(Some(member).filter(|member| member.contains(':'))).collect();
    format!("{{{}}}", members.join(",")).into_bytes()
}

type Class = (&'static str, Vec<u8>, RefusalReason, Option<&'static str>);

fn json_classes() -> Vec<Class> {
    let row = |name, bytes: &[u8], reason| (name, bytes.to_vec(), reason, None);
    let field = |name, member: &str, reason, field| (name, with(member), reason, Some(field));
    let mut split = with(r#""message":"x""#);
    split.truncate(40);
    let mut latin1 = with(r#""message":"x""#);
    let end = latin1.len() - 3;
    latin1[end] = 0xFC;
    let deep = with(&format!(r#""other":{}1{}"#, "[".repeat(500), "]".repeat(500)));
    vec![
        row("cut off", &split, Json),
        row("not JSON at all", b"event_type,timestamp", Json),
        row("empty object's brace missing", b"{", Json),
        row("a list", b"[1,2]", Json),
        row("a text", b"\"message\"", Json),
        row("a number", b"17", Json),
        row("null", b"null", Json),
        row("two objects on a line", b"{} {}", Json),
        row("trailing comma", &with(r#""other":1,"#), Json),
        row("single quotes", b"{'channel':'chat'}", Json),
        row("a comment", b"{} // none", Json),
        row("NaN", &with(r#""satisfaction":NaN"#), Json),
        row("infinity", &with(r#""satisfaction":Infinity"#), Json),
        row("a number out of range", &with(r#""satisfaction":1e999"#), Json),
        row("a name twice", &with(r#""other":1,"channel":"email""#), Json),
        row("a name twice, once escaped", &with(r#""other":1,"ch\u0061nnel":"email""#), Json),
        row("a name twice deep inside", &with(r#""other":[{"a":1,"a":2}]"#), Json),
        row("nested too deep", &deep, Json),
        row("a raw NUL", &with("\"message\":\"a\0b\""), Json),
        row("a raw control character", &with("\"message\":\"a\x01b\""), Json),
        row("half a surrogate pair", &with(r#""message":"\ud83d""#), Json),
        row("Latin-1", &latin1, Encoding),
        row("overlong UTF-8", b"{\"a\":\"\xC0\xAF\"}", Encoding),
        row("a surrogate in UTF-8", b"{\"a\":\"\xED\xA0\x80\"}", Encoding),
        row("lone continuation bytes", b"\x80\x80", Encoding),
        row("too large", &with(&format!(r#""message":"{}""#, "a".repeat(5000))), TooLarge),
        row("a BOM in the middle", b"\xEF\xBB\xBF{}", Json),
        ("an empty object", b"{}".to_vec(), Missing, Some("event_type")),
        field("an escaped NUL", r#""message":"a\u0000b""#, Encoding, "message"),
        field("no event type", r#""event_type""#, Missing, "event_type"),
        field("no timestamp", r#""timestamp""#, Missing, "timestamp"),
        field("no channel", r#""channel""#, Missing, "channel"),
        field("no session", r#""session_id""#, Missing, "session_id"),
        field("a null session", r#""session_id":null"#, Missing, "session_id"),
        field("a blank session", r#""session_id":"  ""#, Missing, "session_id"),
        field("no message", r#""message""#, Missing, "message"),
        field("a blank message", r#""message":" \n""#, Missing, "message"),
        field("no turns", r#""message":[]"#, Missing, "message"),
        field("blank turns", r#""message":[{"speaker":"customer","text":""}]"#, Missing, "message"),
        field("an unknown event type", r#""event_type":"call""#, UnknownValue, "event_type"),
        field("an event type in capitals", r#""event_type":"Message""#, UnknownValue, "event_type"),
        field("an unknown channel", r#""channel":"fax""#, UnknownValue, "channel"),
        field("an unknown speaker", r#""message":[{"speaker":"bot","text":"a"}]"#, UnknownValue, "speaker"),
        field("a turn without speaker", r#""message":[{"text":"a"}]"#, Missing, "speaker"),
        field("a turn that is text", r#""message":["a"]"#, WrongType, "message"),
        field("a turn's text that is a list", r#""message":[{"speaker":"agent","text":[1]}]"#, WrongType, "text"),
        field("a message that is an object", r#""message":{"text":"a"}"#, WrongType, "message"),
        field("a message that is true", r#""message":true"#, WrongType, "message"),
        field("a channel that is a list", r#""channel":["chat"]"#, WrongType, "channel"),
        field("a session that is a fraction", r#""session_id":1.5"#, WrongType, "session_id"),
        field("satisfaction in words", r#""satisfaction":"good""#, WrongType, "satisfaction"),
        field("a resolution in words", r#""resolution_flag":"yes""#, WrongType, "resolution_flag"),
        field("a refusal to be trained on in words", r#""training_allowed":"no""#, WrongType, "training_allowed"),
        field("a segment that is text", r#""segment":"gold""#, WrongType, "segment"),
        field("a segment within a segment", r#""segment":{"plan":{"a":1}}"#, WrongType, "segment"),
        field("sensitive attributes as a list", r#""sensitive":["f"]"#, WrongType, "sensitive"),
        field("known identifiers as text", r#""known":"Ada""#, WrongType, "known"),
        field("known identifiers two levels deep", r#""known":{"name":[["Ada"]]}"#, WrongType, "known"),
        field("a segment's name that is a sentence", r#""segment":{"what Ada said":"x"}"#, Id, "segment"),
        field("an event id with an address", r#""event_id":"ada@example.org""#, Id, "event_id"),
        field("an event id with spaces", r#""event_id":"Ada L""#, Id, "event_id"),
        field("an event id of 129 characters", &format!(r#""event_id":"{}""#, "a".repeat(129)), Id, "event_id"),
        field("a label of several lines", r#""intent":"a\nb""#, Id, "intent"),
        field("an endless session", &format!(r#""session_id":"{}""#, "a".repeat(1025)), TooLarge, "session_id"),
        field(
            "known identifiers without end",
            &format!(r#""known":{{"n":[{}1]}}"#, "1,".repeat(64)),
            TooLarge,
            "known",
        ),
        field("a time in words", r#""timestamp":"yesterday""#, Time, "timestamp"),
        field("a date alone", r#""timestamp":"2025-03-17""#, Time, "timestamp"),
        field("a time without offset", r#""timestamp":"2025-03-17T09:12:03""#, Time, "timestamp"),
        field("seconds since 1970", r#""timestamp":1742202723"#, Time, "timestamp"),
        field("the year 0", r#""timestamp":"0000-01-01T00:00:00Z""#, Time, "timestamp"),
        field("the year 9999", r#""timestamp":"9999-12-31T23:59:59Z""#, Time, "timestamp"),
        field("the 30th of February", r#""timestamp":"2025-02-30T00:00:00Z""#, Time, "timestamp"),
    ]
}

const HEADER: &str = "event_id,event_type,timestamp,channel,session_id,message,satisfaction,training_allowed";

fn csv_classes() -> Vec<Class> {
    let row = |name, line: &str, reason| (name, line.as_bytes().to_vec(), reason, None);
    let field = |name, line: &str, reason, field| (name, line.as_bytes().to_vec(), reason, Some(field));
    let t = "2025-03-17T09:12:03Z";
    vec![
        row("one field too few", &format!("e,message,{t},chat,s,hi,1"), Csv),
        row("one field too many", &format!("e,message,{t},chat,s,hi,1,true,x"), Csv),
        row("many fields too many", &",".repeat(4000), Csv),
        row("text behind a closing quote", &format!("e,message,{t},chat,s,\"hi\" there,1,true"), Csv),
        row("a quote that never closes", &format!("e,message,{t},chat,s,\"hi,1,true"), Csv),
        row("a carriage return behind a quote", &format!("e,message,{t},chat,s,\"hi\"\r,1,true"), Csv),
        row("too large", &format!("e,message,{t},chat,s,{},1,true", "a".repeat(5000)), TooLarge),
        row("too large within quotes", &format!("e,message,{t},chat,s,\"{}\",1,true", "a\n".repeat(3000)), TooLarge),
        ("Latin-1", [format!("e,message,{t},chat,s,gr").as_bytes(), b"\xFC\xDFe,1,true"].concat(), Encoding, None),
        field("a NUL", &format!("e,message,{t},chat,s,a\0b,1,true"), Encoding, "message"),
        field(
            "satisfaction that is no number",
            &format!("e,message,{t},chat,s,hi,NaN,true"),
            WrongType,
            "satisfaction",
        ),
        field("satisfaction without end", &format!("e,message,{t},chat,s,hi,1e999,true"), WrongType, "satisfaction"),
        field("neither true nor false", &format!("e,message,{t},chat,s,hi,1,maybe"), WrongType, "training_allowed"),
        field("an empty session", &format!("e,message,{t},chat,,hi,1,true"), Missing, "session_id"),
        field("only commas", ",,,,,,,", Missing, "event_type"),
        field("a local time", "e,message,17.03.2025 09:12,chat,s,hi,1,true", Time, "timestamp"),
        field("columns in another order", &format!("e,{t},message,chat,s,hi,1,true"), UnknownValue, "event_type"),
        field("the header again", HEADER, UnknownValue, "event_type"),
    ]
}

/// Puts `bad` between good rows in files of several kinds; it must come out once, and they must go on.
fn check(class: &Class, format: &Format, head: &str, good: &str) {
    let (name, bad, reason, field) = class;
    for (bom, newline) in [("", "\n"), ("", "\r\n"), ("\u{FEFF}", "\n")] {
        let head = head.replace('\n', newline);
        let front = format!("{bom}{head}{good}{newline}{newline}");
        let file = [front.as_bytes(), bad, newline.as_bytes(), good.as_bytes(), newline.as_bytes()].concat();
        let rows = rows(&file, format.clone());
        let summary: Vec<_> = rows.iter().map(|row| (row.number, row.line, row.event.is_ok())).collect();
        let line = head.lines().count() as u64;
        let bad_lines = bad.iter().filter(|b| **b == b'\n').count() as u64;
        let expected = [(1, line + 1, true), (2, line + 3, false), (3, line + 4 + bad_lines, true)];
        assert_eq!(summary, expected, "{name}, lines ending in {newline:?}");
        let refusal = rows[1].event.as_ref().expect_err("counted above");
        assert_eq!((refusal.reason, refusal.field), (*reason, *field), "{name}");
        let kept = rows[1].bytes.expose();
        assert!(
            bad.starts_with(kept) && rows[1].bytes.is_whole() == (bad.len() <= LIMITS.row_bytes),
            "{name}: bytes as they were"
        );
    }
}

#[test]
fn every_class_is_refused_with_its_reason_and_the_rest_goes_on() {
    let (json, csv) = (json_classes(), csv_classes());
    let good = String::from_utf8(with(r#""message":"x""#)).expect("a good line");
    json.iter().for_each(|class| check(class, &Format::JsonLines, "", &good));
    let good = "e,message,2025-03-17T09:12:03Z,chat,s,\"a \"\"b\"\", c\",1,true";
    csv.iter().for_each(|class| check(class, &Format::Csv, &format!("{HEADER}\n"), good));
    assert!(json.len() + csv.len() >= 40, "{} classes", json.len() + csv.len());
}

#[test]
fn no_refusal_says_what_stood_in_the_file() {
    for (_, bad, ..) in json_classes().into_iter().chain(csv_classes()) {
        let file = [HEADER.as_bytes(), b"\n", &bad].concat();
        for row in rows(&bad, Format::JsonLines).into_iter().chain(rows(&file, Format::Csv)) {
            let shown = format!("{row:?}");
            let words = ["Ada", "example", "hi", "Where"];
            assert!(words.iter().all(|word| !shown.contains(word)), "{shown}");
        }
    }
}

#[test]
fn files_of_another_kind_are_refused_whole() {
    let utf16: Vec<u8> = "{\"a\":1}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let files: &[(&str, Vec<u8>)] = &[
        ("UTF-16 with its mark", [&[0xFF, 0xFE][..], &utf16].concat()),
        ("UTF-16 without its mark", utf16),
        ("gzip", vec![0x1F, 0x8B, 8, 0, 0]),
        ("a workbook", b"PK\x03\x04rest".to_vec()),
        ("PDF", b"%PDF-1.7".to_vec()),
    ];
    for (name, bytes) in files {
        for format in [Format::JsonLines, Format::Csv] {
            let mut rows = read(bytes.as_slice(), format, LIMITS);
            assert!(matches!(rows.next(), Some(Err(ReadError::NotText { .. }))), "{name}");
            assert!(rows.next().is_none(), "{name}: nothing follows an error");
        }
    }
}

#[test]
fn a_header_that_cannot_give_events_is_refused_whole() {
    let first = |text: &str| read(text.as_bytes(), Format::Csv, LIMITS).next();
    for text in ["", "\n\n", &"a,".repeat(5000)] {
        assert!(matches!(first(text), Some(Err(ReadError::NoHeader))), "{:.20?}", text);
    }
    let missing = first("event_type,timestamp,channel\nmessage,2025-03-17T09:12:03Z,chat\n");
    assert!(
        matches!(&missing, Some(Err(ReadError::MissingColumn { column })) if column == "session_id"),
        "{missing:?}"
    );
    let double = first(&format!("{HEADER},channel\n"));
    assert!(matches!(&double, Some(Err(ReadError::DoubleColumn { column })) if column == "channel"), "{double:?}");
    assert!(first(&format!("{HEADER}\n")).is_none(), "a header without rows is no error");
}

#[test]
fn a_reader_that_fails_ends_the_rows_after_those_that_were_read() {
    struct Failing<'a>(&'a [u8]);
    impl std::io::Read for Failing<'_> {
        fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
            match std::mem::take(&mut self.0) {
                [] => Err(std::io::Error::other("the disk is gone")),
                bytes => std::io::Read::read(&mut &*bytes, out),
            }
        }
    }
    let good = with(r#""message":"x""#);
    let file = [&good[..], b"\n", &good[..20]].concat();
    let outcomes: Vec<_> = read(Failing(&file), Format::JsonLines, LIMITS).collect();
    assert_eq!(outcomes.len(), 2, "a row that was not read to its end is no row");
    assert!(outcomes[0].as_ref().is_ok_and(|row| row.event.is_ok()));
    assert!(matches!(outcomes[1], Err(ReadError::Io { line: 1, .. })), "{:?}", outcomes[1]);
}
