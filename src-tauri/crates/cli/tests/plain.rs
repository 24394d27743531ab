//! Commands on plain files, and what holds of every command.

mod desk;

use std::collections::BTreeSet;

use desk::{Desk, history, plain, text};
use serde_json::Value;

#[test]
fn every_command_shows_an_example() {
    let mut waiting = vec![Vec::new()];
    let mut seen = 0;
    while let Some(path) = waiting.pop() {
        let mut arguments: Vec<&str> = path.iter().map(String::as_str).collect();
        arguments.push("--help");
        let help = plain(&arguments);
        assert_eq!(help.code, 0, "{path:?}: {}", help.err);
        let commands: Vec<&str> = help
            .out
            .lines()
            .skip_while(|line| *line != "Commands:")
            .skip(1)
            .take_while(|line| line.starts_with("  "))
            .filter_map(|line| line.split_whitespace().next())
            .filter(|name| *name != "help")
            .collect();
        // A noun that only groups commands has its examples there.
        let groups = !commands.is_empty() && !path.is_empty() && path[0] != "import";
        assert!(groups || help.out.contains("Example"), "{path:?} has no example");
        waiting.extend(commands.iter().map(|name| [path.clone(), vec![(*name).to_owned()]].concat()));
        seen += 1;
    }
    assert!(seen > 60, "every command was visited: {seen}");
}

#[test]
fn arguments_that_cannot_be_meant_are_usage() {
    let cases: [&[&str]; 8] = [
        &["nonsense"],
        &["pseudonymize"],
        &["pseudonymize", "--input", "a", "--output", "b", "--locale", "xx"],
        &["classifier", "guarantee", "--model", "m", "--labels", "l", "--alpha", "2", "--delta", ".05"],
        &["fairness", "--decisions", "f.csv", "--sensitive", "age"],
        &["sample"],
        &["user", "add", "sue", "--role", "king"],
        &["stop", "--lift"],
    ];
    for arguments in cases {
        let done = plain(arguments);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{arguments:?}: {}", done.err);
    }
}

#[test]
fn the_event_schema_is_one_document() {
    let schema = plain(&["schema", "event", "--json"]).json(0);
    assert_eq!(schema["type"], "object");
}

#[test]
fn a_file_is_pseudonymized_line_by_line() {
    let desk = Desk::empty();
    let lines = [
        r#"{"id":"a","text":"Grüße, write to jo@example.org","conv":"c","known":{"email":["jo@example.org"]},"more":"kept@example.org"}"#,
        "not json",
        r#"{"id":7,"text":"jo@example.org again","conv":"c"}"#,
    ];
    let input = desk.write("in.jsonl", &(lines.join("\n") + "\n"));
    let key = desk.write("key", "0123456789abcdef0123456789abcdef");
    let run = |name: &str, more: &[&str]| {
        let out = desk.path(name);
        let arguments = [&["pseudonymize", "--input", text(&input), "--output", text(&out), "--json"], more].concat();
        let report = plain(&arguments).json(1);
        assert_eq!((&report["lines"], &report["refused"]), (&3.into(), &1.into()));
        std::fs::read_to_string(out).expect("the output is there")
    };
    let first = run("out.jsonl", &["--key-file", text(&key), "--threads", "2"]);
    assert_eq!(first, run("again.jsonl", &["--key-file", text(&key), "--threads", "1"]), "one key, one result");
    assert_ne!(first, run("random.jsonl", &[]), "without a key file tokens are of this run");
    assert!(!first.contains("example.org"), "what is found is gone, unknown fields are not copied: {first}");
    let out: Vec<Value> = first.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!((&out[0]["id"], &out[1]["id"], &out[2]["id"]), (&"a".into(), &Value::Null, &7.into()));
    let span = &out[0]["spans"][0];
    assert_eq!(
        (&span["start"], &span["end"]),
        (&16.into(), &30.into()),
        "scalar values of the input, not bytes: {span}"
    );
    let token = |line: &Value| {
        let text = line["text"].as_str().expect("a text");
        text[text.find('⟦').expect("a token")..text.find('⟧').expect("a token")].to_owned()
    };
    assert_eq!(token(&out[0]), token(&out[2]), "one value of one conversation, one token");
    let only = run("spans.jsonl", &["--spans-only"]);
    assert!(only.lines().all(|line| !line.contains("\"text\"")), "{only}");

    plain(&["pseudonymize", "--input", "/nowhere", "--output", text(&desk.path("x")), "--json"]).refused(5);
    assert!(!desk.path("x").exists());
    let short = desk.write("short", "abc");
    let out = desk.path("y");
    plain(&["pseudonymize", "--input", text(&input), "--output", text(&out), "--key-file", text(&short)]).refused(6);
    let folder: BTreeSet<_> =
        std::fs::read_dir(desk.path("")).expect("a folder").flatten().map(|e| e.file_name()).collect();
    assert!(folder.iter().all(|name| !name.to_string_lossy().contains(".part")), "no temporary file stays: {folder:?}");
}

#[test]
fn a_classifier_is_one_file() {
    let desk = Desk::empty();
    let rows: String =
        history().iter().enumerate().map(|(n, (text, intent))| format!("{n},{intent},\"{text}\"\n")).collect();
    let labels = desk.write("labels.csv", &format!("\u{feff}id,label,text\n{rows}"));
    let model = desk.path("m");
    let train = ["classifier", "train", "--labels", text(&labels), "--model", text(&model), "--json"];
    let report = plain(&train).json(0);
    assert_eq!((&report["labels"], &report["intents"]), (&320.into(), &2.into()));
    let first = std::fs::read(&model).expect("the model is there");
    plain(&[&train[..], &["--threads", "1"]].concat()).json(0);
    assert_eq!(first, std::fs::read(&model).expect("it was written again"), "the same labels and seed, the same bytes");

    let out = desk.path("p.jsonl");
    let predict =
        ["classifier", "predict", "--model", text(&model), "--output", text(&out), "--contributions", "--json"];
    let report = plain(&[&predict[..], &["--input", text(&labels)]].concat()).json(0);
    assert_eq!((&report["lines"], &report["refused"]), (&320.into(), &0.into()));
    let written = std::fs::read_to_string(&out).expect("predictions");
    let line: Value = serde_json::from_str(written.lines().next().expect("a line")).expect("JSON");
    assert_eq!((&line["id"], &line["intent"]), (&"0".into(), &"password_reset".into()), "{line}");
    let terms = line["contributions"]["terms"].as_array().expect("terms");
    let sum: f64 = terms.iter().filter_map(|term| term["weight"].as_f64()).sum();
    let total = sum + line["contributions"]["bias"].as_f64().expect("a number");
    assert!(
        (total - line["margin"].as_f64().expect("a number")).abs() < 1e-9,
        "contributions sum to the margin: {line}"
    );
    let texts = desk.write("texts.jsonl", "{\"id\":5,\"text\":\"where is my parcel\"}\n{\"id\":6}\n");
    plain(&[&predict[..], &["--input", text(&texts)]].concat()).json(1);
    let written = std::fs::read_to_string(&out).expect("predictions");
    assert!(
        written.starts_with("{\"id\":5,") && written.lines().nth(1).is_some_and(|l| l.contains("\"error\"")),
        "{written}"
    );

    let test = desk.write("test.csv", "label,text\npassword_reset,reset my password\nnew_one,where is my parcel\n");
    let evaluation =
        plain(&["classifier", "evaluate", "--model", text(&model), "--labels", text(&test), "--json"]).json(0);
    assert_eq!(
        (&evaluation["n"], &evaluation["accuracy"]["value"]),
        (&2.into(), &0.5.into()),
        "a label that the model lacks is wrong"
    );
    assert_eq!(evaluation["unknown_labels"], serde_json::json!(["new_one"]));
    for key in ["macro_f1", "calibration_error", "coverage_at_95", "coverage_at_99", "by_intent", "confusion"] {
        assert!(!evaluation[key].is_null(), "{key} stands at the top level");
    }
    let guarantee = |labels: &str| {
        let arguments = [
            "classifier",
            "guarantee",
            "--model",
            text(&model),
            "--labels",
            labels,
            "--alpha",
            ".02",
            "--delta",
            ".05",
            "--json",
        ];
        plain(&arguments).json(0)
    };
    assert!(guarantee(text(&labels))["threshold"].is_number());
    let few = guarantee(text(&test));
    assert!(few["threshold"].is_null() && few["upper_bound"] == 1.0, "two labels promise nothing: {few}");

    plain(&["classifier", "evaluate", "--model", text(&labels), "--labels", text(&test)]).refused(5);
    let other =
        plain(&["classifier", "train", "--labels", text(&labels), "--model", text(&model), "--label-column", "nope"]);
    assert!(other.refused(5).contains("nope"), "the missing column is named");
    assert_eq!(first, std::fs::read(&model).expect("it stays"), "a training that fails leaves the model as it was");
}

#[test]
fn a_file_of_decisions_is_audited() {
    let desk = Desk::empty();
    let rows: String = (0..200)
        .map(|n| {
            format!(
                "{},a,{},{}\n",
                if n % 2 == 0 { "x" } else { "y" },
                if n % 5 == 0 { "b" } else { "a" },
                (n % 4 == 0) as u8
            )
        })
        .collect();
    let file = desk.write("d.csv", &format!("age,label,prediction,sent\n{rows}"));
    let columns = ["--sensitive", "age", "--label", "label", "--prediction", "prediction", "--selected", "sent"];
    let audit = plain(&[&["fairness", "--decisions", text(&file), "--json"], &columns[..]].concat()).json(0);
    assert_eq!(audit["n"], 200);
    assert_eq!(audit["by_group"]["age"]["x"]["selection_rate"]["value"], 0.5);
    assert_eq!(audit["by_group"]["age"]["y"]["selection_rate"]["value"], 0.0);
    assert_eq!(audit["demographic_parity_difference"]["age"]["value"], 0.5);
    plain(&[
        "fairness",
        "--decisions",
        text(&file),
        "--sensitive",
        "no",
        "--label",
        "label",
        "--prediction",
        "prediction",
    ])
    .refused(5);
}

#[test]
fn found_spans_are_scored() {
    let desk = Desk::empty();
    let gold = desk.write(
        "gold.jsonl",
        concat!(
            r#"{"id":1,"text":"write to jo@example.org","spans":[{"start":9,"end":23,"type":"EMAIL_ADDRESS"}]}"#,
            "\n",
            r#"{"id":2,"text":"nothing here","spans":[]}"#,
            "\n"
        ),
    );
    let score = plain(&["privacy", "evaluate", "--gold", text(&gold), "--json"]).json(0);
    assert_eq!(score["masking"]["direct_leak"]["value"], 0.0, "{score}");
    assert_eq!(score["iou50"]["ALL"]["F1"], 1.0);
    let none = desk.write("none.jsonl", "{\"id\":1,\"spans\":[]}\n");
    let score = plain(&["privacy", "evaluate", "--gold", text(&gold), "--pred", text(&none), "--json"]).json(0);
    assert_eq!(score["masking"]["direct_leak"]["value"], 1.0, "what nobody found is left");
    assert_eq!(score["iou50"]["ALL"]["R"]["value"], 0.0);
}

#[test]
fn a_sample_is_the_same_for_the_same_seed() {
    let desk = Desk::empty();
    let make = |name: &str, seed: &str| {
        let folder = desk.path(name);
        let end = "2026-03-02T00:00:00Z";
        let report =
            plain(&["sample", "--output", text(&folder), "--events", "50", "--seed", seed, "--end", end, "--json"]);
        assert_eq!(report.json(0)["decided"], 50);
        std::fs::read(folder.join("history.jsonl")).expect("the past is there")
    };
    assert_eq!(make("a", "1"), make("b", "1"));
    assert_ne!(make("a", "1"), make("c", "2"));
}

/// Sockets of a process that could reach a network; those between processes of one machine are none of them.
fn sockets(process: u32) -> usize {
    let tables = ["tcp", "tcp6", "udp", "udp6", "udplite", "udplite6", "raw", "raw6"];
    let lines = tables.iter().flat_map(|table| {
        let text = std::fs::read_to_string(format!("/proc/{process}/net/{table}")).unwrap_or_default();
        text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    });
    let inodes: BTreeSet<String> =
        lines.filter_map(|line| line.split_whitespace().nth(9).map(|inode| format!("socket:[{inode}]"))).collect();
    let entries = std::fs::read_dir(format!("/proc/{process}/fd")).expect("a running process");
    let targets = entries.flatten().filter_map(|entry| std::fs::read_link(entry.path()).ok());
    targets.filter(|target| inodes.contains(target.to_string_lossy().as_ref())).count()
}

#[test]
fn r29_pseudonymizing_opens_no_socket() {
    use std::io::{BufRead, BufReader, Write};
    use std::process::{Command, Stdio};
    let mut running = Command::new(env!("CARGO_BIN_EXE_countersign"))
        .args(["pseudonymize", "--input", "-", "--output", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = running.stdin.take().expect("a pipe");
    let mut lines = BufReader::new(running.stdout.take().expect("a pipe")).lines();
    // More lines than the pipe holds: the program is still at work when it is looked at.
    let feeder = std::thread::spawn(move || {
        for n in 0..9000 {
            let line = format!("{{\"id\":{n},\"text\":\"see https://example.org/{n}?q=1 or jo@example.org\"}}\n");
            input.write_all(line.as_bytes()).expect("the program reads");
        }
    });
    let first = lines.next().expect("a line").expect("text");
    assert!(first.contains("URL") && first.contains("EMAIL_ADDRESS"), "{first}");
    assert_eq!(sockets(running.id()), 0, "an address in a text is looked at and not looked up");
    let rest = lines.count();
    let own = std::net::UdpSocket::bind("127.0.0.1:0").expect("a socket");
    assert!(sockets(std::process::id()) >= 1, "control: an open socket is seen");
    drop(own);
    feeder.join().expect("it wrote");
    assert!(running.wait().expect("it ends").success() && rest > 0);
}
