//! No data leaves the building: while somebody works, no process of the window opens a socket of the internet. No driver
//! is in between, which would bring some of its own; `strace` sees every call of every thread, whatever library makes it.

use std::path::Path;
use std::process::Command;

use anyhow::Context as _;
use countersign_window_tests::hands::{Hands, keysym, wait};
use countersign_window_tests::processes::Processes;
use countersign_window_tests::{Workspace, binary};

const PARCEL: &str = r#"{"event_id":"parcel-1","event_type":"message","timestamp":"2026-03-02T08:00:00Z","channel":"chat","session_id":"s-1","user_id":"u-1","message":"My parcel has not come."}
"#;

/// The internet's address families, as `strace` writes them. (Netlink asks the kernel, nobody outside.)
const INTERNET: [&str; 3] = ["AF_INET", "AF_INET6", "AF_PACKET"];

fn of_the_internet(log: &Path) -> anyhow::Result<Vec<String>> {
    let log = std::fs::read_to_string(log).context("strace of the package strace writes it")?;
    let inside = |line: &&str| INTERNET.iter().any(|family| line.contains(&format!("socket({family},")));
    Ok(log.lines().filter(inside).map(str::to_owned).collect())
}

/// Starts `program` with every socket that it or a child of it opens written to `log`.
fn traced(program: &Path, arguments: &[&str], home: &Path, log: &Path) -> anyhow::Result<Processes> {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "--seccomp-bpf", "-e", "trace=socket", "-o"]).arg(log).arg(program).args(arguments);
    Processes::start(&mut command, home, "en").context("strace of the package strace")
}

/// Presses what leads to `act`, until it is in the ledger.
fn press_until(workspace: &Workspace, act: &str, press: impl Fn() -> anyhow::Result<()>) -> anyhow::Result<()> {
    wait(&format!("{act} in the ledger"), || {
        press()?;
        Ok(workspace.acts()?.iter().any(|done| done == act).then_some(()))
    })
}

#[test]
fn no_process_of_the_window_opens_a_socket_of_the_internet() -> anyhow::Result<()> {
    let workspace = Workspace::empty()?;
    workspace.drop_file("parcel.jsonl", PARCEL)?;
    let (home, folder) = (tempfile::tempdir()?, workspace.path().to_string_lossy().into_owned());
    let log = home.path().join("sockets");
    let console = binary("COUNTERSIGN_CONSOLE", "countersign-console")?;
    let window = traced(&console, &["--workspace", &folder], home.path(), &log)?;

    let hands = Hands::on("Countersign")?;
    hands.write("sue")?;
    hands.press(keysym::TAB)?;
    hands.write(workspace.password("sue")?)?;
    hands.press(keysym::RETURN)?;
    // A key that comes before the page is ready for it does nothing, and is pressed again, as a person does.
    press_until(&workspace, "review_answered", || hands.press('9' as u32))?;
    press_until(&workspace, "stop_engaged", || {
        hands.press_with_control('.')?;
        hands.until_still()?;
        hands.press(keysym::RETURN)
    })?;
    drop(window);

    assert_eq!(of_the_internet(&log)?, Vec::<String>::new());
    let seen = std::fs::read_to_string(&log)?;
    assert!(seen.contains("socket(AF_UNIX,"), "the display and the bus are reached, and seen to be: {seen}");
    Ok(())
}

#[test]
fn control_a_child_that_opens_one_is_seen() -> anyhow::Result<()> {
    let home = tempfile::tempdir()?;
    let log = home.path().join("sockets");
    let opens = "bash -c 'exec 3<>/dev/tcp/127.0.0.1/9'";
    traced(Path::new("/bin/bash"), &["-c", opens], home.path(), &log)?.ended()?;
    assert!(!of_the_internet(&log)?.is_empty());
    Ok(())
}
