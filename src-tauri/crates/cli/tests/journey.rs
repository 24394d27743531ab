//! The whole path through the real binary, as scripts and auditors go it.

mod desk;

use std::io::{BufRead, BufReader, Write};

use desk::{Desk, Done, event, history, signal, text, wait_until};
use serde_json::{Value, json};

#[test]
fn from_an_empty_folder_to_a_rolled_back_model() {
    let (desk, made) = Desk::with_workspace();
    assert_eq!(made["recovery_code"].as_str().map(str::len), Some(44), "nine groups of four are shown once");
    for (name, role) in
        [("sue", "supervisor"), ("stu", "model_steward"), ("olga", "compliance_officer"), ("aud", "auditor")]
    {
        desk.add(name, role);
    }
    let people = desk.as_("aud", &["user", "list", "--limit", "2", "--json"]).json(0);
    assert_eq!(people["items"].as_array().map(Vec::len), Some(2), "a page has as many rows as were asked for");
    let after = people["next"].as_str().expect("there are more");
    let rest = desk.as_("aud", &["user", "list", "--after", after, "--json"]).json(0);
    assert_eq!((rest["items"].as_array().map(Vec::len), &rest["next"]), (Some(3), &Value::Null));

    import(&desk);
    review(&desk);
    let model = release(&desk);
    decide(&desk, &model);
    roll_back(&desk, &model);
    look_back(&desk);
}

fn import(desk: &Desk) {
    let lines =
        event("e-1", "my mail is jo@example.org, where is my parcel 77881234?", None) + "{\"event_id\":\"e-2\"}\n";
    let file = desk.write("events.jsonl", &lines);
    desk.as_("sue", &["import", text(&file), "--json"]).refused(3);
    let report = desk.as_("ada", &["import", text(&file), "--json"]).json(1);
    assert_eq!(
        (&report["taken"], &report["quarantined"]),
        (&1.into(), &1.into()),
        "a bad row is refused, the good one taken"
    );
    let again = desk.as_("ada", &["import", text(&file), "--json"]).json(1);
    assert_eq!(
        (&again["taken"], &again["duplicates"]),
        (&0.into(), &1.into()),
        "an event that comes twice counts once"
    );
    let refused = desk.as_("aud", &["quarantine", "list", "--json"]).json(0);
    let row = &refused["items"][0];
    assert_eq!((&row["line"], &row["reason"]), (&2.into(), &"missing".into()), "{row}");
    let id = row["quarantine_id"].as_str().expect("an id");
    desk.as_("ada", &["quarantine", "discard", id, "--json"]).json(0);
    assert_eq!(desk.as_("aud", &["quarantine", "show", id, "--json"]).json(0)["state"], "discarded");
    assert_eq!(desk.as_("aud", &["import", "list", "--json"]).json(0)["items"].as_array().map(Vec::len), Some(2));
    let event = desk.as_("aud", &["events", "show", "e-1", "--json"]).json(0).to_string();
    assert!(
        !event.contains("jo@example") && !event.contains("77881234"),
        "identifiers are masked before they are kept: {event}"
    );
}

fn review(desk: &Desk) {
    assert_eq!(desk.nobody(&["run", "--once", "--json"]).json(0)["decided"], 1);
    let queue = desk.as_("sue", &["review", "list", "--json"]).json(0);
    let item = queue["items"][0]["item_id"].as_str().expect("without a model every event goes to Review");
    desk.as_("aud", &["review", "answer", item, "order_status", "--json"]).refused(3);
    desk.as_("sue", &["review", "answer", item, "no_such_intent", "--json"]).refused(2);
    desk.as_("sue", &["review", "answer", item, "order_status", "--json"]).json(0);
    assert_eq!(desk.as_("sue", &["review", "undo", "--json"]).json(0)["item_id"], item);
    desk.as_("sue", &["review", "answer", item, "order_status", "--seen", "1", "--json"]).refused(1);
    let shown = desk.as_("sue", &["review", "show", item, "--json"]).json(0);
    let version = shown["version"].to_string();
    desk.as_("sue", &["review", "answer", item, "order_status", "--seen", &version, "--json"]).json(0);
    assert_eq!(desk.as_("sue", &["review", "list", "--json"]).json(0)["total"], 0);
}

/// Trains on an import of labels and has the model released; gives its version.
fn release(desk: &Desk) -> String {
    desk.as_("stu", &["model", "train", "--json"]).refused(1);
    let rows: String = history().iter().map(|(text, intent)| format!("{intent},\"{text}\"\n")).collect();
    let labels = desk.write("labels.csv", &format!("\u{feff}category,said\n{rows}"));
    let import = ["import", text(&labels), "--labels", "--text-column", "said", "--label-column", "category", "--json"];
    assert_eq!(desk.as_("stu", &import).json(0)["taken"], 320);
    assert_eq!(desk.as_("stu", &import).json(0)["duplicates"], 320, "a file imported twice counts once");
    let trained = desk.as_("stu", &["model", "train", "--min-subjects", "1", "--json"]).json(0);
    assert_eq!(trained["labels"], 321, "the answer and the imported labels");
    let model = trained["model_version"].as_str().expect("a version").to_owned();
    let asked = desk.as_("stu", &["model", "request", &model[..8], "--json"]).json(0);
    let approval = asked["approval_id"].as_str().expect("an approval");
    desk.as_("stu", &["approvals", "approve", approval, "--json"]).refused(3);
    assert_eq!(desk.as_("olga", &["approvals", "approve", approval, "--json"]).json(0)["state"], "approved");
    let evidence = &desk.as_("olga", &["approvals", "show", approval, "--json"]).json(0)["evidence"];
    for end in ["value", "low", "high", "n"] {
        assert!(evidence["accuracy"][end].is_number(), "a rate has its interval and n: {evidence}");
    }
    let read = desk.as_("olga", &["approvals", "show", approval]).out;
    for said in ["cases judged", "promise", "accuracy", "intents judged", "321"] {
        assert!(read.contains(said), "{said}: who decides reads it: {read}");
    }
    model
}

fn decide(desk: &Desk, model: &str) {
    let file = desk.write("more.jsonl", &event("e-3", "I forgot my password, please reset my login", None));
    desk.as_("ada", &["import", text(&file), "--json"]).json(0);
    desk.nobody(&["run", "--once", "--json"]).json(0);
    let decisions =
        desk.as_("aud", &["decisions", "list", "--verdict", "automatic", "--model", &model[..8], "--json"]).json(0);
    let decision = &decisions["items"][0];
    assert_eq!((&decision["event_id"], &decision["intent"]), (&"e-3".into(), &"password_reset".into()), "{decisions}");
    let id = decision["decision_id"].as_str().expect("an id");
    assert_eq!(
        desk.as_("aud", &["decisions", "replay", id, "--json"]).json(0)["same"],
        true,
        "a decision can be replayed"
    );
    let audit = desk.as_("olga", &["fairness", "--sensitive", "age_band", "--json"]).json(0);
    assert!(audit["by_group"]["age_band"]["75+"]["selection_rate"]["high"].is_number(), "{audit}");
    let out = desk.path("decisions.csv");
    desk.as_("aud", &["decisions", "export", "--output", text(&out), "--json"]).refused(3);
    assert_eq!(desk.as_("olga", &["decisions", "export", "--output", text(&out), "--json"]).json(0)["decisions"], 5);
    let csv = std::fs::read_to_string(out).expect("the export is there");
    assert_eq!(csv.lines().count(), 6, "a header and every decision: {csv}");
}

fn roll_back(desk: &Desk, model: &str) {
    let plan = desk.as_("stu", &["model", "roll-back", "--plan", "--json"]).json(0);
    assert_eq!((&plan["done"], &plan["bad"], &plan["unreleased"]), (&false.into(), &model.into(), &1.into()));
    let done = desk.as_("stu", &["model", "roll-back", "--reason", "a drill", "--json"]).json(0);
    assert_eq!(done["unreleased_decisions"].as_array().map(Vec::len), Some(1), "the plan came true");
    desk.as_("stu", &["model", "roll-back", "--reason", "again", "--json"]).refused(1);
    assert_eq!(desk.as_("aud", &["workspace", "status", "--json"]).json(0)["running"], "paused");
    desk.nobody(&["run", "--once", "--json"]).json(0);
    let of_event = desk.as_("aud", &["decisions", "show", "--event", "e-3", "--json"]).json(0);
    let last = of_event["items"].as_array().and_then(|all| all.last()).expect("decisions");
    assert_eq!(last["reason"], "paused", "what the bad model decided goes to people");
    desk.as_("olga", &["model", "resume", "--reason", "drill over", "--json"]).json(0);
    let timeline = desk.as_("aud", &["model", "timeline", "--json"]).json(0);
    let causes: Vec<&Value> =
        timeline["items"].as_array().expect("a list").iter().map(|entry| &entry["cause"]).collect();
    assert_eq!(causes, ["promoted", "rolled_back"]);
}

fn look_back(desk: &Desk) {
    let verified = desk.as_("aud", &["ledger", "verify", "--json"]).json(0);
    assert_eq!((&verified["verified"], &verified["first_wrong"]), (&true.into(), &Value::Null));
    let page = desk.as_("aud", &["ledger", "list", "--limit", "3", "--json"]).json(0);
    let newest = &page["items"][0];
    assert_eq!(newest["sequence"].as_u64(), verified["entries"].as_u64().map(|n| n + 1), "newest first");
    let entry = &newest["entry"];
    assert_eq!((&entry["act"], &entry["details"]["head"]), (&"ledger_verified".into(), &verified["head"]), "{page}");
    let next = page["next"].as_str().expect("there are more");
    let after = desk.as_("aud", &["ledger", "list", "--after", next, "--limit", "1", "--json"]).json(0);
    assert_eq!(after["items"][0]["sequence"].as_u64(), next.parse().ok().map(|last: u64| last - 1));
    let policy = desk.as_("aud", &["policy", "show", "--text"]);
    assert!(policy.out.contains("alpha"), "the policy's own text: {}", policy.out);
}

#[test]
fn a_backup_opens_as_the_original_did() {
    let (desk, made) = Desk::with_workspace();
    let copy = desk.path("copy");
    desk.as_("ada", &["workspace", "backup", "--to", text(&copy), "--json"]).json(0);
    desk.as_("ada", &["workspace", "backup", "--to", text(&copy), "--json"]).refused(2);
    desk.nobody(&["workspace", "restore", "--from", text(&copy), "--json"]).refused(2);
    std::fs::rename(desk.path("W"), desk.path("lost")).expect("both in one folder");
    desk.nobody(&["workspace", "restore", "--from", text(&copy), "--json"]).json(0);
    let verified = desk.as_("ada", &["ledger", "verify", "--json"]).json(0);
    assert_eq!(verified["verified"], true);
    let page = desk.as_("ada", &["ledger", "list", "--limit", "3", "--json"]).json(0);
    let acts: Vec<&Value> =
        page["items"].as_array().expect("a list").iter().map(|item| &item["entry"]["act"]).collect();
    assert_eq!(acts, ["ledger_verified", "workspace_restored", "backup_made"], "whose copy it is stands in its ledger");
    assert_eq!(verified["entries"], page["items"][1]["sequence"], "what was checked, without the check's own entry");
    desk.nobody(&["workspace", "restore", "--from", text(&desk.path("nothing")), "--json"]).refused(5);

    // The recovery code makes a new passphrase; the old one opens nothing any more.
    let code = made["recovery_code"].as_str().expect("shown once");
    desk.write("passphrase", &format!("{code}\nanother passphrase\n"));
    let recover = ["workspace", "recover", "--recovery-fd", "3", "--json"];
    assert_eq!(desk.nobody(&recover).json(0)["key_mode"], "passphrase");
    desk.write("passphrase", "another passphrase\n");
    desk.as_("ada", &["user", "list", "--json"]).json(0);
    let page = desk.as_("ada", &["ledger", "list", "--limit", "1", "--json"]).json(0);
    let newest = &page["items"][0]["entry"];
    assert_eq!((&newest["act"], &newest["details"]["opens_by"]), (&json!("keys_changed"), &json!("passphrase")));
    desk.write("passphrase", "a passphrase for tests\n");
    desk.as_("ada", &["user", "list", "--json"]).refused(6);
}

#[test]
fn one_process_holds_a_workspace_and_stop_reaches_it() {
    let (desk, _) = Desk::with_workspace();
    desk.add("olga", "compliance_officer");
    let mut runs = desk.start(&["run", "--json"]);
    let doctor = || desk.nobody(&["workspace", "doctor", "--json"]).json(0);
    wait_until("the workspace being held", || doctor()["holder"]["program"] == "run");

    let file = desk.write("one.jsonl", &event("e-1", "where is my parcel", None));
    let refused = desk.as_("ada", &["import", text(&file), "--json"]).refused(4);
    assert!(
        refused.contains("`run`") && refused.contains("inbox") && refused.contains("STOP"),
        "who, and both ways: {refused}"
    );
    desk.as_("ada", &["events", "list", "--json"]).refused(3);
    std::fs::rename(file, desk.path("W/inbox/one.jsonl")).expect("both in one file system");
    let status = || desk.as_("olga", &["workspace", "status", "--json"]).json(0);
    wait_until("the file being taken and decided", || status()["waiting"] == 1);

    let stopped = desk.nobody(&["stop", "--json"]).json(0);
    assert_eq!((&stopped["stopped"], &stopped["recorded"]), (&true.into(), &false.into()));
    wait_until("STOP being noticed", || status()["running"] == "stopped");

    let begun = std::time::Instant::now();
    signal(&runs, "-TERM");
    let status_code = runs.wait().expect("the process ends");
    assert!(status_code.success() && begun.elapsed().as_secs() < 2, "it commits, releases and ends within 2 s");
    assert_eq!(doctor()["holder"], Value::Null);
    desk.as_("ada", &["stop", "--lift", "--reason", "checked", "--json"]).json(0);
    assert_eq!(status()["running"], "no_model");
    assert!(!desk.path("W/STOP").exists(), "lifting takes the file away");
}

#[test]
fn ctrl_c_ends_an_import_and_what_was_committed_stays() {
    let (desk, _) = Desk::with_workspace();
    let mut runs = desk.start_as("ada", &["import", "-", "--format", "jsonl", "--json"]);
    let mut rows = runs.stdin.take().expect("a pipe");
    let batch: String = (0..500).map(|n| event(&format!("e-{n}"), "where is my parcel", None)).collect();
    rows.write_all(batch.as_bytes()).expect("it reads");
    wait_until("the first batch being committed", || {
        desk.as_("ada", &["workspace", "status", "--json"]).json(0)["events"] == 500
    });
    signal(&runs, "-INT");
    let mut said = String::new();
    BufReader::new(runs.stderr.take().expect("a pipe")).read_line(&mut said).expect("it says that it was heard");
    assert!(said.contains("safe point"), "{said}");
    let more: String = (500..1100).map(|n| event(&format!("e-{n}"), "and this", None)).collect();
    rows.write_all(more.as_bytes()).expect("it still reads");
    drop(rows);
    let report = Done::after(runs).json(1);
    assert_eq!((&report["state"], &report["rows"]), (&"cancelled".into(), &1000.into()), "each batch stays whole");
}

#[test]
fn what_is_not_right_has_its_own_status() {
    let (desk, _) = Desk::with_workspace();
    desk.nobody(&["user", "list", "--json"]).refused(2);
    desk.write("sue", "not her password\n");
    desk.as_("sue", &["user", "list", "--json"]).refused(3);
    desk.as_("ada", &["import", text(&desk.path("nowhere.jsonl")), "--json"]).refused(5);
    let binary = desk.write("image.csv", "\u{0}\u{1}\u{2}PNG");
    desk.as_("ada", &["import", text(&binary), "--json"]).refused(5);
    desk.as_("ada", &["import", text(&desk.path("ada")), "--json"]).refused(2);
    desk.as_("ada", &["workspace", "init", "--admin", "ada", "--json"]).refused(2);
    desk.as_("ada", &["decisions", "show", "0000", "--json"]).refused(2);
    desk.as_("ada", &["user", "disable", "ada", "--json"]).refused(2);
    desk.as_("ada", &["stop", "--lift", "--reason", "none is on", "--json"]).refused(2);
    desk.write("passphrase", "wrong\n");
    desk.as_("ada", &["user", "list", "--json"]).refused(6);
    let unknown = desk.nobody(&["workspace", "doctor", "--json"]).json(1);
    assert_eq!(unknown["healthy"], false, "a key that does not open is a finding");
    std::fs::remove_dir_all(desk.path("W")).expect("the workspace is the test's own");
    desk.as_("ada", &["user", "list", "--json"]).refused(2);
    assert_eq!(desk.nobody(&["workspace", "doctor", "--json"]).json(1)["healthy"], false);
}

/// Everything that shows or changes what a workspace holds, as somebody would ask for it.
const ASKS_WHO: &[&[&str]] = &[
    &["user", "list"],
    &["user", "add", "eve", "--role", "auditor", "--new-password-fd", "3"],
    &["user", "disable", "ada"],
    &["import", "list"],
    &["events", "list"],
    &["decisions", "list"],
    &["quarantine", "list"],
    &["review", "list"],
    &["review", "undo"],
    &["policy", "show"],
    &["model", "list"],
    &["model", "train"],
    &["model", "roll-back", "--reason", "none"],
    &["approvals", "list"],
    &["fairness", "--sensitive", "age_band"],
    &["ledger", "list"],
    &["ledger", "verify"],
    &["workspace", "status"],
    &["workspace", "backup", "--to", "elsewhere"],
    &["stop", "--lift", "--reason", "none"],
];

#[test]
fn nobody_sees_or_changes_anything_without_signing_in() {
    let (desk, _) = Desk::with_workspace();
    for command in ASKS_WHO {
        let asked = [*command, &["--json"]].concat();
        let said = desk.nobody(&asked).refused(2);
        assert!(said.contains("--as"), "{command:?} says how to sign in: {said}");
    }
    desk.write("eve", "password of eve\n");
    for command in ASKS_WHO {
        let asked = [*command, &["--json"]].concat();
        assert_eq!(desk.as_("eve", &asked).code, 3, "{command:?} as somebody unknown");
    }
    let ledger = desk.as_("ada", &["ledger", "list", "--json"]).json(0);
    assert_eq!(ledger["items"][0]["sequence"], 4, "nothing but the making of the workspace happened");
}

#[test]
fn a_sample_workspace_is_complete() {
    let desk = Desk::empty();
    let made = desk.nobody(&["sample", "--events", "600", "--json"]).json(0);
    assert_eq!(made["people"].as_array().map(Vec::len), Some(6), "one for each role, and a second supervisor");
    assert!(made["labels"].as_u64() > Some(300) && made["decided"].as_u64() > Some(100), "{made}");
    let sue = made["people"].as_array().expect("a list").iter().find(|person| person["name"] == "sue").expect("sue");
    desk.write("sue", sue["password"].as_str().expect("printed once"));
    let queue = desk.as_("sue", &["review", "list", "--json"]).json(0);
    assert!(queue["total"].as_u64() > Some(0), "there is something to do at once");
    assert!(!desk.path("W/.sample").exists(), "the generator's files do not stay");
}
