//! What is wrong with a file, through the real binary: every bad row has its line and its reason, every good row is
//! taken, and a file that cannot be read at all has one sentence.

mod desk;

use std::os::unix::fs::symlink;
use std::process::Command;

use desk::{Desk, event, text};

/// A good row before and after what is wrong, so that "the rest goes on" shows.
fn around(bad: &[u8]) -> Vec<u8> {
    let good = |id: &str| event(id, "where is my parcel", None).into_bytes();
    [good("before"), bad.to_vec(), b"\n".to_vec(), good("after")].concat()
}

#[test]
fn each_bad_row_has_its_line_and_reason_and_the_others_are_taken() {
    let whole = event("e", "where is my parcel", None);
    let cut = &whole.as_bytes()[..whole.len() / 2];
    let latin1 = whole.replace("parcel", "p\u{e4}ckchen").chars().map(|c| c as u8).collect::<Vec<u8>>();
    let long = event("e", &"parcel ".repeat(4 * 1024 * 1024 / 7), None).into_bytes();
    let conflict = event("before", "quite another text", None).into_bytes();
    let unknown = whole.replace("\"channel\"", "\"unheard_of\":\"x\",\"channel\"").into_bytes();
    let cases: Vec<(&str, Vec<u8>, Option<&str>)> = vec![
        ("truncated", cut.to_vec(), Some("json")),
        ("not UTF-8", latin1, Some("encoding")),
        ("four mebibytes in one line", long, Some("too_large")),
        ("a known id with other content", conflict, Some("conflict")),
        ("an empty line", b"".to_vec(), None),
        ("an unknown field", unknown, None),
        ("nul bytes", b"\0\0\0\0".to_vec(), Some("json")),
        ("a list", b"[1,2,3]".to_vec(), Some("json")),
        ("no text", br#"{"event_id":"e"}"#.to_vec(), Some("missing")),
    ];
    for (name, bad, reason) in cases {
        let (desk, _) = Desk::with_workspace();
        let file = desk.path("in.jsonl");
        std::fs::write(&file, around(&bad)).expect("a file");
        let done = desk.as_("ada", &["import", text(&file), "--json"]);
        assert!(done.code <= 1, "{name}: {}", done.err);
        let report = done.json(i32::from(reason.is_some() || name.contains("mebibytes")));
        let taken = if name == "an unknown field" { 3 } else { 2 };
        assert_eq!(report["taken"], taken, "{name}: every good row is taken: {report}");
        let rows = desk.as_("ada", &["quarantine", "list", "--json"]).json(0);
        let found: Vec<(u64, &str)> = rows["items"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|row| (row["line"].as_u64().expect("a line"), row["reason"].as_str().expect("a reason")))
            .collect();
        assert_eq!(found, reason.map(|reason| (2, reason)).into_iter().collect::<Vec<_>>(), "{name}");
        assert_eq!(desk.as_("ada", &["ledger", "verify", "--json"]).json(0)["verified"], true, "{name}");
    }
}

#[test]
fn whole_files_are_taken_or_refused_with_one_sentence() {
    let (desk, _) = Desk::with_workspace();
    let good = event("bom", "where is my parcel", None);
    let import = |name: &str| desk.as_("ada", &["import", text(&desk.path(name)), "--json"]);

    desk.write("bom.jsonl", &format!("\u{feff}{good}"));
    assert_eq!(import("bom.jsonl").json(0)["taken"], 1, "a byte order mark is no part of the text");
    desk.write("empty.jsonl", "");
    assert_eq!(import("empty.jsonl").json(0)["rows"], 0, "nothing in it is no fault");
    desk.write("only-header.csv", "event_id,event_type,timestamp,channel,session_id,message\n");
    assert_eq!(import("only-header.csv").json(0)["rows"], 0);

    desk.write("empty.csv", "");
    desk.write("lacks.csv", "event_id,message\n1,hello\n");
    desk.write("twice.csv", "event_id,event_type,timestamp,channel,session_id,message,message\n");
    desk.write("packed.jsonl", "PK\u{3}\u{4}\u{14}");
    desk.write("utf16.csv", "\u{0}e\u{0}v");
    std::fs::write(desk.path("utf16.jsonl"), b"\xff\xfe{\0}\0").expect("a file");
    for (name, says) in [
        ("empty.csv", "header"),
        ("lacks.csv", "no column"),
        ("twice.csv", "twice"),
        ("packed.jsonl", "not text in UTF-8"),
        ("utf16.csv", "not text in UTF-8"),
        ("utf16.jsonl", "not text in UTF-8"),
        ("nowhere.jsonl", "No such file"),
    ] {
        let said = import(name).refused(5);
        assert!(said.contains(says), "{name}: {said}");
    }
    std::fs::create_dir(desk.path("folder.jsonl")).expect("a folder");
    assert!(import("folder.jsonl").refused(5).contains("is a folder"));

    // A person may name a link or a pipe; the watched folder follows neither.
    desk.write("target.jsonl", &event("link", "where is my parcel", None));
    symlink(desk.path("target.jsonl"), desk.path("link.jsonl")).expect("a link");
    assert_eq!(import("link.jsonl").json(0)["taken"], 1);
    let fifo = |name: &str| Command::new("mkfifo").arg(desk.path(name)).status().expect("mkfifo runs");
    assert!(fifo("W/inbox/pipe.jsonl").success());
    symlink(desk.path("target.jsonl"), desk.path("W/inbox/link.jsonl")).expect("a link");
    desk.write("W/inbox/table.xlsx", "PK");
    desk.write("W/inbox/good.jsonl", &event("good", "where is my parcel", None));
    let done = desk.nobody(&["run", "--once", "--json"]).json(0);
    assert_eq!(done["imports"].as_array().map(Vec::len), Some(1), "the good file is taken: {done}");
    let imports = desk.as_("ada", &["import", "list", "--json"]).json(0);
    let fault = |name: &str| {
        let items = imports["items"].as_array().expect("a list");
        let import = items.iter().find(|import| import["name"] == name && import["source"] == "folder");
        import.unwrap_or_else(|| panic!("{name} is not listed: {imports}"))["fault"].clone()
    };
    assert_eq!(fault("pipe.jsonl"), "not_plain");
    assert_eq!(fault("link.jsonl"), "not_plain");
    assert_eq!(fault("table.xlsx"), "unknown_format");
    assert_eq!(fault("good.jsonl"), serde_json::Value::Null);
    let listed = desk.as_("ada", &["import", "list"]).out;
    assert!(listed.contains("copy the file itself into the folder"), "what to do: {listed}");
}

#[test]
fn a_file_without_rights_is_named() {
    let (desk, _) = Desk::with_workspace();
    let file = desk.write("secret.jsonl", &event("e", "where is my parcel", None));
    let chmod = Command::new("chmod").args(["000", text(&file)]).status().expect("chmod runs");
    assert!(chmod.success());
    let said = desk.unprivileged("ada", &["import", text(&file), "--json"]).refused(5);
    assert!(said.contains("Permission denied"), "{said}");
}
