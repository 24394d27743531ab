//! Faults of the computer through the real binary: a full disk, a keyring that is absent or locked, a key that is gone,
//! a damaged or foreign database, a holder that was killed. Each has one sentence that says what to do, and what was
//! there before is there afterwards, byte for byte.

mod desk;

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};

use desk::{DEADLINE, Desk, event, signal, text, wait_until};
use serde_json::Value;

/// What a program says on standard error, line by line, while it runs.
fn lines_of(child: &mut Child) -> Receiver<String> {
    let (send, receive) = channel();
    let said = BufReader::new(child.stderr.take().expect("a pipe"));
    std::thread::spawn(move || said.lines().map_while(Result::ok).try_for_each(|line| send.send(line)));
    receive
}

fn wait_for(said: &Receiver<String>, part: &str) -> String {
    let mut heard = Vec::new();
    loop {
        match said.recv_timeout(DEADLINE) {
            Ok(line) if line.contains(part) => return line,
            Ok(line) => heard.push(line),
            Err(_) => panic!("{part:?} was not said; it said: {heard:?}"),
        }
    }
}

/// A `run` whose workspace lies on a disk of its own, of `mebibytes`.
struct OnSmallDisk {
    child: Child,
    /// The workspace, as it is seen from here: the disk is mounted for that process alone.
    workspace: PathBuf,
}

impl OnSmallDisk {
    fn start(desk: &Desk, mebibytes: u32) -> Self {
        let (mount, workspace) = (desk.path("disk"), desk.path("disk/W"));
        std::fs::create_dir(&mount).expect("a folder to mount on");
        let script = format!(
            "mount -t tmpfs -o size={mebibytes}m tmpfs '{mount}' && cp -a '{from}' '{mount}/W' && \
             exec '{binary}' --workspace '{mount}/W' run --json --passphrase-fd 3 3<'{passphrase}'",
            mount = text(&mount),
            from = text(&desk.path("W")),
            binary = env!("CARGO_BIN_EXE_countersign"),
            passphrase = text(&desk.path("passphrase")),
        );
        let mut command = Command::new("unshare");
        command.args(["--map-root-user", "--mount", "sh", "-c", &script]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = command.spawn().expect("unshare of util-linux starts");
        let root = format!("/proc/{}/root", child.id());
        let workspace = Path::new(&root).join(workspace.strip_prefix("/").expect("an absolute path"));
        Self { child, workspace }
    }

    /// Writes until nothing fits any more.
    fn fill(&self) -> PathBuf {
        let ballast = self.workspace.join("ballast");
        let written = std::fs::File::create(&ballast)
            .and_then(|mut file| std::io::copy(&mut std::io::Read::take(std::io::repeat(0), 1 << 30), &mut file));
        assert_eq!(written.err().map(|error| error.kind()), Some(std::io::ErrorKind::StorageFull));
        ballast
    }
}

#[test]
fn a_full_disk_pauses_the_work_and_it_goes_on_when_there_is_space() {
    let (desk, _) = Desk::with_workspace();
    let mut disk = OnSmallDisk::start(&desk, 12);
    let said = lines_of(&mut disk.child);
    wait_for(&said, "running on");
    // Larger than what is free after the disk was filled, and there before that.
    let waiting = disk.workspace.join("inbox/.waiting");
    let lines: String = (0..2000).map(|n| event(&format!("e-{n}"), "where is my parcel", None)).collect();
    std::fs::write(&waiting, &lines).expect("it fits");
    let ballast = disk.fill();
    let file = disk.workspace.join("inbox/many.jsonl");
    std::fs::rename(waiting, &file).expect("a name takes no space");
    let line = wait_for(&said, "the disk is full");
    assert!(line.contains("Free some space"), "what to do: {line}");
    assert!(file.exists(), "nothing is lost: the file is still there");
    std::fs::remove_file(ballast).expect("somebody frees space");
    wait_for(&said, "works again");
    wait_until("the file being taken", || !file.exists());
    let out = desk.path("after");
    wait_until("the workspace being at rest", || {
        // Copied while the program runs, since the disk goes with it; the write-ahead log belongs to the copy.
        let _ = std::fs::remove_dir_all(&out);
        let copied = Command::new("cp").args(["-a", text(&disk.workspace), text(&out)]).status().expect("cp runs");
        copied.success() && waiting_in(&desk, &out) == Some(2000)
    });
    signal(&disk.child, "-TERM");
    assert!(disk.child.wait().expect("it ends").success());
    use_workspace(&desk, &out);
    assert_eq!(desk.as_("ada", &["ledger", "verify", "--json"]).json(0)["verified"], true);
    let imports = desk.as_("ada", &["import", "list", "--json"]).json(0);
    assert_eq!(imports["items"].as_array().map(Vec::len), Some(1), "the same import went on: {imports}");
    let import = &imports["items"][0];
    assert_eq!((&import["taken"], &import["duplicates"], &import["quarantined"]), (&2000.into(), &0.into(), &0.into()));
}

/// Takes `folder` as the desk's workspace.
fn use_workspace(desk: &Desk, folder: &Path) {
    if folder != desk.path("W") {
        let _ = std::fs::remove_dir_all(desk.path("W"));
        std::fs::rename(folder, desk.path("W")).expect("both in one folder");
    }
}

/// Items that wait in the workspace at `folder`; `None` while it cannot be read.
fn waiting_in(desk: &Desk, folder: &Path) -> Option<u64> {
    let before = desk.path("before");
    std::fs::rename(desk.path("W"), &before).expect("both in one folder");
    std::fs::rename(folder, desk.path("W")).expect("both in one folder");
    let status = desk.as_("ada", &["workspace", "status", "--json"]);
    std::fs::rename(desk.path("W"), folder).expect("both in one folder");
    std::fs::rename(before, desk.path("W")).expect("both in one folder");
    let status: Value = serde_json::from_str(&status.out).ok()?;
    status["waiting"].as_u64()
}

/// Every file of the workspace but the lock, by name, with what it holds.
fn snapshot(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<(PathBuf, Vec<u8>)> = std::fs::read_dir(folder)
        .expect("the workspace")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file() && !path.ends_with("holder.json"))
        .map(|path| (path.clone(), std::fs::read(&path).expect("a file")))
        .collect();
    files.sort();
    files
}

#[test]
fn what_does_not_open_is_named_and_stays_as_it_is() {
    type Break = fn(&Path);
    let cases: &[(&str, Break, i32, &str)] = &[
        ("a damaged first page", |w| damage(&w.join("countersign.db"), 200), 6, "it is damaged"),
        ("a database of another program", |w| write(&w.join("countersign.db"), &[b'x'; 8192]), 6, "it is damaged"),
        ("an emptied database", |w| write(&w.join("countersign.db"), b""), 6, "holds no workspace"),
        ("no key file", |w| std::fs::remove_file(key_file(w)).expect("it is there"), 6, "key file was removed"),
        ("a damaged key file", |w| write(&key_file(w), b"{}"), 6, "restore it from a backup"),
    ];
    let (desk, _) = Desk::with_workspace();
    let whole = desk.path("whole");
    copy(&desk.path("W"), &whole);
    for (name, break_it, code, says) in cases {
        std::fs::remove_dir_all(desk.path("W")).expect("the last case's");
        copy(&whole, &desk.path("W"));
        break_it(&desk.path("W"));
        let before = snapshot(&desk.path("W"));
        for command in [&["user", "list", "--json"][..], &["ledger", "verify", "--json"]] {
            let done = desk.as_("ada", command);
            assert_eq!(done.code, *code, "{name}: {}", done.err);
            let said = done.refused(*code);
            assert!(said.contains(says), "{name}: {said}");
        }
        assert_eq!(desk.nobody(&["run", "--once", "--json"]).code, *code, "{name}");
        assert_eq!(desk.nobody(&["workspace", "doctor", "--json"]).json(1)["healthy"], false, "{name}");
        assert!(snapshot(&desk.path("W")) == before, "{name}: every file is as it was");
    }
}

fn write(path: &Path, bytes: &[u8]) {
    std::fs::write(path, bytes).expect("the test's own file");
}

fn damage(path: &Path, at: usize) {
    let mut bytes = std::fs::read(path).expect("the test's own file");
    bytes[at] ^= 0xff;
    write(path, &bytes);
}

fn copy(from: &Path, to: &Path) {
    assert!(Command::new("cp").args(["-a", text(from), text(to)]).status().expect("cp runs").success());
}

fn key_file(workspace: &Path) -> PathBuf {
    let named = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().contains("key"));
    let files = std::fs::read_dir(workspace).expect("the workspace").map(|entry| entry.expect("an entry").path());
    files.into_iter().find(named).expect("a key file")
}

#[test]
fn the_doctor_reads_every_page() {
    let (desk, _) = Desk::with_workspace();
    let lines: String = (0..300).map(|n| event(&format!("e-{n}"), "where is my parcel", None)).collect();
    let file = desk.write("in.jsonl", &lines);
    desk.as_("ada", &["import", text(&file), "--json"]).json(0);
    let check = |code: i32| {
        let said = desk.nobody(&["workspace", "doctor", "--json"]).json(code);
        let checks = said["checks"].as_array().expect("a list").clone();
        checks.into_iter().find(|check| check["check"] == "database file").expect("the file is checked")
    };
    let whole = check(0);
    let message = whole["message"].as_str().expect("a sentence");
    assert!(message.contains("schema") && message.contains("SQLite 3."), "{message}");
    let database = desk.path("W/countersign.db");
    let middle = std::fs::metadata(&database).expect("the database").len() as usize / 2;
    damage(&database, middle);
    let damaged = check(1);
    assert_eq!(damaged["outcome"], "bad");
    assert!(damaged["message"].as_str().expect("a sentence").contains("restore the last backup"), "{damaged}");
}

#[test]
fn a_holder_that_was_killed_leaves_a_workspace_that_opens() {
    let (desk, _) = Desk::with_workspace();
    let mut runs = desk.start(&["run", "--json"]);
    let said = lines_of(&mut runs);
    wait_for(&said, "running on");
    let refused = desk.nobody(&["run", "--once", "--json"]).refused(4);
    assert!(refused.contains("`run`") && refused.contains("end that program"), "who holds it, what to do: {refused}");
    signal(&runs, "-KILL");
    runs.wait().expect("it is dead");
    let file = desk.write("one.jsonl", &event("e-1", "where is my parcel", None));
    assert_eq!(desk.as_("ada", &["import", text(&file), "--json"]).json(0)["taken"], 1);
    assert_eq!(desk.as_("ada", &["ledger", "verify", "--json"]).json(0)["verified"], true);
}

/// A session of its own with a D-Bus and what `prepare` starts in it.
fn in_session(home: &Path, prepare: &str, arguments: &[&str]) -> std::process::Output {
    let binary = env!("CARGO_BIN_EXE_countersign");
    let script = format!(". '{KEYRING}/session.sh'; {prepare}exec \"$0\" \"$@\" 4<'{}/password'", home.display());
    let mut command = Command::new("dbus-run-session");
    command.args(["--config-file", &format!("{KEYRING}/bus.conf"), "--", "sh", "-c", &script, binary]).args(arguments);
    command.env_clear().env("PATH", "/usr/bin:/bin").env("HOME", home).env("XDG_RUNTIME_DIR", home);
    command.stdin(Stdio::null()).output().expect("dbus-run-session of the package dbus")
}

/// What makes the keyring of a session: see the script.
const KEYRING: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/fixtures/keyring");
const UNLOCKED: &str = "unlocked_keyring; ";
const LOCKED: &str = "locked_keyring; ";

#[test]
fn a_keyring_that_is_absent_locked_or_empty_is_named_and_no_new_key_is_made() {
    let home = tempfile::tempdir().expect("a home");
    write(&home.path().join("password"), b"password of ada\n");
    let workspace = home.path().join("W");
    let at = |arguments: &[&str]| -> Vec<String> {
        let fixed = ["--workspace", text(&workspace), "--password-fd", "4", "--json"];
        arguments.iter().chain(&fixed).map(|part| (*part).to_owned()).collect()
    };
    let run = |prepare: &str, arguments: &[&str]| {
        let arguments = at(arguments);
        let output = in_session(home.path(), prepare, &arguments.iter().map(String::as_str).collect::<Vec<_>>());
        (output.status.code().expect("it ends"), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let init = ["workspace", "init", "--admin", "ada"];
    let list = ["user", "list", "--as", "ada"];

    let (code, said) = run("", &init);
    assert_eq!(code, 6, "{said}");
    assert!(said.contains("passphrase"), "what to do instead: {said}");
    assert!(!workspace.join("countersign.db").exists(), "nothing was made");

    let (code, said) = run(UNLOCKED, &init);
    assert_eq!(code, 0, "{said}");
    assert_eq!(run(UNLOCKED, &list).0, 0, "control: the keyring of the next session has the key");
    let before = snapshot(&workspace);

    let (code, said) = run("", &list);
    assert_eq!(code, 6, "{said}");
    assert!(said.contains("no keyring service answers"), "{said}");

    let begun = std::time::Instant::now();
    let (code, said) = run(LOCKED, &list);
    assert_eq!(code, 6, "{said}");
    assert!(said.contains("unlock it"), "{said}");
    assert!(begun.elapsed().as_secs() < 20, "it gives up after ten seconds: {:?}", begun.elapsed());

    std::fs::remove_dir_all(home.path().join(".local/share/keyrings")).expect("somebody loses the keyring");
    let (code, said) = run(UNLOCKED, &list);
    assert_eq!(code, 6, "{said}");
    assert!(said.contains("recovery code"), "{said}");
    assert!(snapshot(&workspace) == before, "no new key, nothing changed");
}
