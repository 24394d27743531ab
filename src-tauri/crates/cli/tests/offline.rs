//! No data leaves the building: over a whole journey no command opens a socket of the internet. `strace` sees every call
//! of every thread, whatever library makes it.

mod desk;

use std::process::{Command, Stdio};

use desk::{Desk, event, history, signal, text, wait_until};

/// The internet's address families, as `strace` writes them.
const INTERNET: [&str; 4] = ["AF_INET", "AF_INET6", "AF_PACKET", "AF_NETLINK"];

fn of_the_internet(log: &str) -> Vec<&str> {
    log.lines().filter(|line| INTERNET.iter().any(|family| line.contains(family))).collect()
}

#[test]
fn no_command_opens_a_socket_of_the_internet() {
    let desk = Desk::traced();
    desk.init();
    for (name, role) in [("sue", "supervisor"), ("stu", "model_steward"), ("olga", "compliance_officer")] {
        desk.add(name, role);
    }
    let rows: String = history().iter().map(|(text, intent)| format!("{intent},\"{text}\"\n")).collect();
    let labels = desk.write("labels.csv", &format!("label,text\n{rows}"));
    desk.as_("stu", &["import", text(&labels), "--labels", "--json"]).json(0);
    let trained = desk.as_("stu", &["model", "train", "--min-subjects", "1", "--json"]).json(0);
    let model = trained["model_version"].as_str().expect("a version").to_owned();
    let asked = desk.as_("stu", &["model", "request", &model, "--json"]).json(0);
    desk.as_("olga", &["approvals", "approve", asked["approval_id"].as_str().expect("an id"), "--json"]).json(0);

    let mut runs = desk.start(&["run", "--json"]);
    let file = desk.write("in.jsonl", &event("e-1", "please write to jo@example.org, order 4711-0815", None));
    wait_until("the inbox being there", || desk.path("W/inbox").is_dir());
    std::fs::rename(file, desk.path("W/inbox/in.jsonl")).expect("one file system");
    let status = || desk.as_("olga", &["workspace", "status", "--json"]).json(0);
    wait_until("the event being decided", || status()["decisions"].as_array().is_some_and(|all| !all.is_empty()));
    // `strace` passes the signal on to what it runs.
    let inner = Command::new("pkill").args(["-TERM", "-P", &runs.id().to_string()]).status().expect("pkill runs");
    if !inner.success() {
        signal(&runs, "-TERM");
    }
    runs.wait().expect("it ends");
    for person_and_command in [
        ("sue", &["review", "list", "--json"][..]),
        ("olga", &["fairness", "--sensitive", "age_band", "--json"]),
        ("olga", &["ledger", "verify", "--json"]),
        ("stu", &["model", "roll-back", "--reason", "a drill", "--json"]),
        ("ada", &["workspace", "doctor", "--json"]),
    ] {
        desk.as_(person_and_command.0, person_and_command.1).json(0);
    }
    let copy = desk.path("copy");
    desk.as_("ada", &["workspace", "backup", "--to", text(&copy), "--json"]).json(0);
    let log = std::fs::read_to_string(desk.path("sockets")).expect("strace of the package strace writes it");
    assert_eq!(of_the_internet(&log), Vec::<&str>::new());
}

#[test]
fn control_such_a_socket_would_be_seen() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = folder.path().join("sockets");
    let mut command = Command::new("strace");
    command.args(["-A", "-f", "-qq", "-e", "trace=socket", "-o", text(&log)]);
    command.args(["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9"]).stderr(Stdio::null());
    command.status().expect("strace of the package strace runs");
    let log = std::fs::read_to_string(log).expect("strace writes it");
    assert!(!of_the_internet(&log).is_empty(), "{log}");
}
