//! Ten thousand decisions, made again bit for bit by a fresh process on a copy of the workspace.

mod desk;

use desk::{Desk, event, history, text};
use serde_json::Value;

/// Decisions of the check; a half of them is decided by the model, since words tell the intents apart.
const DECISIONS: usize = 10_000;

/// Texts with words that the model knows, in another mixture each time.
fn said(n: usize) -> String {
    let history = history();
    let part = |n: usize| history[n % history.len()].0.as_str();
    match n % 3 {
        0 => part(n).to_owned(),
        1 => format!("{} and {}", part(n), part(n * 7 + 1)),
        _ => format!("{}, number {n}", part(n * 3)),
    }
}

#[test]
fn ten_thousand_decisions_come_out_the_same_in_another_process() {
    let (desk, _) = Desk::with_workspace();
    desk.add("stu", "model_steward");
    desk.add("olga", "compliance_officer");
    desk.add("aud", "auditor");
    let rows: String = history().iter().map(|(text, intent)| format!("{intent},\"{text}\"\n")).collect();
    let labels = desk.write("labels.csv", &format!("label,text\n{rows}"));
    desk.as_("stu", &["import", text(&labels), "--labels", "--json"]).json(0);
    let promote = |seed: &str| {
        let trained = desk.as_("stu", &["model", "train", "--min-subjects", "1", "--seed", seed, "--json"]).json(0);
        let model = trained["model_version"].as_str().expect("a version").to_owned();
        let asked = desk.as_("stu", &["model", "request", &model, "--json"]).json(0);
        desk.as_("olga", &["approvals", "approve", asked["approval_id"].as_str().expect("an id"), "--json"]).json(0);
    };
    let decide = |from: usize, to: usize| {
        let lines: String = (from..to).map(|n| event(&format!("e-{n}"), &said(n), None)).collect();
        let file = desk.write("in.jsonl", &lines);
        desk.as_("ada", &["import", text(&file), "--json"]).json(0);
        assert_eq!(desk.nobody(&["run", "--once", "--json"]).json(0)["decided"], to - from);
    };
    promote("1");
    decide(0, DECISIONS / 2);
    // What was decided under one model is made again under that one, whichever is live.
    desk.as_(
        "stu",
        &["import", text(&desk.write("one.csv", "label,text\norder_status,where is it\n")), "--labels", "--json"],
    )
    .json(0);
    promote("2");
    decide(DECISIONS / 2, DECISIONS);

    let copy = desk.path("copy");
    desk.as_("ada", &["workspace", "backup", "--to", text(&copy), "--json"]).json(0);
    std::fs::remove_dir_all(desk.path("W")).expect("the workspace is the test's own");
    desk.nobody(&["workspace", "restore", "--from", text(&copy), "--json"]).json(0);
    let automatic = desk.as_("aud", &["workspace", "status", "--json"]).json(0)["decisions"].clone();
    let automatic = automatic.as_array().expect("a list").iter().find(|kind| kind["verdict"] == "automatic").cloned();
    assert!(automatic.is_some_and(|kind| kind["n"].as_u64() > Some(2000)), "many are the model's own");
    let total = desk.as_("aud", &["decisions", "replay", "--all", "--json"]).json(0);
    assert_eq!((&total["replayed"], &total["differing"]), (&Value::from(DECISIONS), &Value::from(0)), "{total}");
}
