//! A desk for tests: a folder of secrets and a workspace, and the real binary driven through a shell, which hands
//! secrets over as file descriptors.

#![allow(dead_code)] // Each test binary uses a part of it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

/// How long anything may take before a test gives up on it.
pub const DEADLINE: Duration = Duration::from_secs(60);

/// What a command did.
pub struct Done {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Done {
    /// What a started command has done, once it ends.
    pub fn after(child: Child) -> Self {
        Self::of(child.wait_with_output().expect("the process ends"))
    }

    fn of(output: Output) -> Self {
        Self {
            code: output.status.code().expect("the command ends by itself"),
            out: String::from_utf8(output.stdout).expect("output is UTF-8"),
            err: String::from_utf8(output.stderr).expect("messages are UTF-8"),
        }
    }

    /// The one document on standard output of a command that ended with `code`.
    pub fn json(self, code: i32) -> Value {
        assert_eq!(self.code, code, "exit status; it said: {}", self.err);
        assert_eq!(self.out.lines().count(), 1, "--json prints one document and nothing else: {}", self.out);
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }

    /// The sentence of a command that was not done: one line, and nothing on standard output.
    pub fn refused(self, code: i32) -> String {
        assert_eq!(self.code, code, "exit status; it said: {}", self.err);
        assert_eq!(self.out, "", "nothing is on standard output when nothing was done");
        assert_eq!(self.err.trim_end().lines().count(), 1, "one sentence: {}", self.err);
        self.err
    }
}

/// A folder with a workspace `W` that opens by passphrase, and a password file per person.
pub struct Desk {
    folder: tempfile::TempDir,
    /// Runs every command under `strace`, which writes the sockets that it makes to `sockets` in the folder.
    traced: bool,
}

impl Desk {
    /// Without a workspace.
    pub fn empty() -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a temporary folder"), traced: false };
        desk.write("passphrase", "a passphrase for tests\n");
        for name in ["ada", "sue", "stu", "olga", "aud"] {
            desk.write(name, &format!("password of {name}\n"));
        }
        desk
    }

    /// The same, with every socket of every command noted.
    pub fn traced() -> Self {
        Self { traced: true, ..Self::empty() }
    }

    /// With a workspace and its administrator `ada`; also gives what `init` printed.
    pub fn with_workspace() -> (Self, Value) {
        let desk = Self::empty();
        let made = desk.init();
        (desk, made)
    }

    /// Makes the workspace, and gives what `init` printed.
    pub fn init(&self) -> Value {
        self.run("ada", &["workspace", "init", "--admin", "ada", "--json"], false).json(0)
    }

    /// Adds a person.
    pub fn add(&self, name: &str, role: &str) {
        let new = format!("5<'{}'", self.path(name).display());
        let arguments = ["user", "add", name, "--role", role, "--new-password-fd", "5", "--json"];
        Done::of(self.command(Some("ada"), &arguments, &new).output().expect("the shell runs")).json(0);
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        std::fs::write(self.path(name), text).expect("the temporary folder is writable");
        self.path(name)
    }

    /// Runs a command as `person`.
    pub fn as_(&self, person: &str, arguments: &[&str]) -> Done {
        self.run(person, arguments, true)
    }

    /// Runs a command with the passphrase and without anybody.
    pub fn nobody(&self, arguments: &[&str]) -> Done {
        Done::of(self.command(None, arguments, "").output().expect("the shell runs"))
    }

    /// Starts a command with the passphrase and without anybody.
    pub fn start(&self, arguments: &[&str]) -> Child {
        self.command(None, arguments, "").spawn().expect("the shell runs")
    }

    /// Starts a command as `person`, which reads what the test writes.
    pub fn start_as(&self, person: &str, arguments: &[&str]) -> Child {
        self.command(Some(person), arguments, "").stdin(Stdio::piped()).spawn().expect("the shell runs")
    }

    /// Runs a command as `person` without the right of the system's administrator to read every file.
    pub fn unprivileged(&self, person: &str, arguments: &[&str]) -> Done {
        let mut command = self.command(Some(person), arguments, "");
        let id = Command::new("id").arg("-u").output().expect("id runs").stdout;
        if id.trim_ascii() != b"0" {
            return Done::of(command.output().expect("the shell runs"));
        }
        let mut limited = Command::new("setpriv");
        limited.args(["--bounding-set", "-dac_override,-dac_read_search", "sh"]).args(command.get_args());
        Done::of(limited.stdin(Stdio::null()).output().expect("setpriv of util-linux runs"))
    }

    fn run(&self, person: &str, arguments: &[&str], signs_in: bool) -> Done {
        let redirect = format!("4<'{}'", self.path(person).display());
        let mut command = self.command(signs_in.then_some(person), arguments, if signs_in { "" } else { &redirect });
        if !signs_in {
            command.args(["--password-fd", "4"]);
        }
        Done::of(command.output().expect("the shell runs"))
    }

    fn command(&self, person: Option<&str>, arguments: &[&str], redirect: &str) -> Command {
        let trace = format!("strace -A -f --seccomp-bpf -qq -e trace=socket -o '{}'", self.path("sockets").display());
        let trace = if self.traced { trace.as_str() } else { "" };
        let mut script = format!("exec {trace} \"$0\" \"$@\" 3<'{}' {redirect}", self.path("passphrase").display());
        if let Some(person) = person {
            script.push_str(&format!(" 4<'{}'", self.path(person).display()));
        }
        let mut command = Command::new("sh");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_countersign")]).args(arguments);
        command.arg("--workspace").arg(self.path("W")).args(["--passphrase-fd", "3"]);
        if let Some(person) = person {
            command.args(["--as", person, "--password-fd", "4"]);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

/// Runs the binary without a workspace.
pub fn plain(arguments: &[&str]) -> Done {
    let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
    Done::of(command.args(arguments).stdin(Stdio::null()).output().expect("the binary runs"))
}

/// Waits until `is` holds.
pub fn wait_until(what: &str, mut is: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is() {
        assert!(start.elapsed() < DEADLINE, "{what} did not happen within {DEADLINE:?}");
        std::thread::yield_now();
    }
}

/// Sends a signal as a terminal or a service manager would.
pub fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([name, &child.id().to_string()]).status();
    assert!(sent.expect("kill runs").success(), "the process is there");
}

/// A path as an argument.
pub fn text(path: &Path) -> &str {
    path.to_str().expect("temporary paths are UTF-8")
}

/// One event of the canonical schema.
pub fn event(id: &str, message: &str, intent: Option<&str>) -> String {
    let mut line = serde_json::json!({
        "event_id": id, "event_type": "message", "timestamp": "2026-03-02T08:00:00Z", "channel": "chat",
        "session_id": format!("s-{id}"), "user_id": format!("u-{id}"), "message": message,
        "sensitive": {"age_band": if id.len().is_multiple_of(2) { "18-29" } else { "75+" }},
    });
    if let Some(intent) = intent {
        line["intent"] = intent.into();
    }
    format!("{line}\n")
}

/// Labelled texts of two intents that words tell apart, enough for a promise.
pub fn history() -> Vec<(String, &'static str)> {
    let password =
        ["I forgot my password", "please reset my login", "cannot sign in, password lost", "reset the login link"];
    let order = ["where is my parcel", "track the shipment please", "has the package left", "status of my delivery"];
    let tails =
        ["thanks", "today", "asap", "please help", "again", "now", "since monday", "for a friend", "urgently", "ok"];
    let row = |n: usize| {
        let (texts, intent) = if n.is_multiple_of(2) { (password, "password_reset") } else { (order, "order_status") };
        (format!("{} {} {}", texts[n / 2 % 4], tails[n / 8 % 10], tails[n / 80 % 10]), intent)
    };
    (0..320).map(row).collect()
}
