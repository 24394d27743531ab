//! What tests share: a workspace in a temporary folder with a person for each role, a clock that tests move, and
//! event lines.
//!
//! Nothing here is linked into the program. Deliberately absent: a key store that pretends; workspaces of tests are
//! opened by passphrase, and one suite uses the real Secret Service.

pub mod evidence;
pub mod invariants;
mod log;
mod random;
pub mod raw;
pub mod texts;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use countersign_domain::{Actor, Role, TimeMs};
use countersign_engine::{
    Cancel, Clock, Engine, Folder, Format, ImportReport, ImportRequest, NewWorkspace, Opening, Source, TrainRequest,
};
use countersign_keys::{Argon2Params, KeyMode, OsKeyring, Unlock};

pub use log::Log;
pub use random::Random;

/// Passphrase of every test workspace.
pub const PASSPHRASE: &str = "a passphrase for tests";
/// Password of every person in one.
pub const PASSWORD: &str = "a password for tests";
/// 2026-03-02 09:00 UTC, a Monday.
pub const START: TimeMs = TimeMs(1_772_442_000_000);
/// The least that Argon2 takes: tests are about what it guards.
pub const CHEAP: Argon2Params = Argon2Params { memory_kib: 8, passes: 1, lanes: 1 };

/// A workspace with people, at a time that tests set.
pub struct TestWorkspace {
    /// The engine, holding the workspace.
    pub engine: Arc<Engine>,
    /// First administrator.
    pub administrator: Actor,
    /// Answers items.
    pub supervisor: Actor,
    /// Trains, asks for promotion.
    pub steward: Actor,
    /// Approves.
    pub officer: Actor,
    /// Reads.
    pub auditor: Actor,
    /// What prints the recovery code once.
    pub recovery_code: String,
    now: Arc<AtomicI64>,
    _temporary: tempfile::TempDir,
}

/// A policy for tests: the shipped one with what `change` makes of its text.
pub fn policy_with(change: impl FnOnce(String) -> String) -> String {
    change(countersign_engine::default_policy_text().to_owned())
}

impl TestWorkspace {
    /// With the shipped policy.
    pub fn new() -> Self {
        Self::with_policy(None)
    }

    /// With a policy of the test's own.
    pub fn with_policy(policy: Option<&str>) -> Self {
        Self::with(policy, None, clock)
    }

    /// With texts of its own and the computer's clock: for what measures time.
    pub fn on_the_clock(policy: &str, taxonomy: &str) -> Self {
        Self::with(Some(policy), Some(taxonomy), |_| Clock::system())
    }

    fn with(policy: Option<&str>, taxonomy: Option<&str>, clock: impl Fn(&Arc<AtomicI64>) -> Clock) -> Self {
        let temporary = tempfile::tempdir().expect("a temporary folder");
        let now = Arc::new(AtomicI64::new(START.0));
        let folder = Folder::new(temporary.path().join("workspace"));
        let (engine, administrator, code) = create_with(folder, policy, taxonomy, clock(&now));
        let person = |name: &str, role: Role| {
            engine.add_person(&administrator, name, &[role], PASSWORD).expect("a new person");
            engine.sign_in(name, PASSWORD).expect("the person just added").0
        };
        let (supervisor, steward) = (person("sue", Role::Supervisor), person("stu", Role::ModelSteward));
        let (officer, auditor) = (person("olga", Role::ComplianceOfficer), person("aud", Role::Auditor));
        Self {
            supervisor,
            steward,
            officer,
            auditor,
            administrator,
            recovery_code: code,
            now,
            engine: Arc::new(engine),
            _temporary: temporary,
        }
    }

    /// The workspace folder.
    pub fn folder(&self) -> &Folder {
        self.engine.folder()
    }

    /// The folder around it, for files of the test.
    pub fn beside(&self) -> &Path {
        self._temporary.path()
    }

    /// Lets time pass.
    pub fn pass_ms(&self, ms: i64) {
        self.now.fetch_add(ms, Ordering::SeqCst);
    }

    /// The time.
    pub fn now(&self) -> TimeMs {
        TimeMs(self.now.load(Ordering::SeqCst))
    }

    /// Imports JSON Lines as the administrator would from standard input.
    pub fn import(&self, lines: &str) -> ImportReport {
        self.import_as("test.jsonl", Format::JsonLines, lines)
    }

    /// The same under a file name, in another format.
    pub fn import_as(&self, name: &str, format: Format, text: &str) -> ImportReport {
        let cancel = Cancel::default();
        let request =
            ImportRequest { source: Source::Stdin, name, format, identity: None, cancel: &cancel, progress: &|_| {} };
        self.engine.import(&self.administrator, text.as_bytes(), &request).expect("an import of well-formed lines")
    }

    /// Decides and delivers until nothing is left to do.
    pub fn work_off(&self) {
        self.engine.work_off().expect("the worker's pass");
    }

    /// Trains on every label there is. Gives the version.
    pub fn train(&self, seed: u64) -> String {
        let cancel = Cancel::default();
        let request = TrainRequest { seed, min_subjects: 1, cancel: &cancel, progress: &|_| {} };
        self.engine.train(&self.steward, &request).expect("the labels suffice").version.to_string()
    }

    /// Makes a version champion: the steward asks, the officer approves.
    pub fn promote(&self, version: &str) {
        let approval = self.engine.request_promotion(&self.steward, version, None).expect("a steward asks");
        self.engine.approve(&self.officer, &approval).expect("a second person approves");
    }

    /// Imports [`texts::history`], trains on it and promotes what comes of it. Gives the version.
    pub fn with_model(&self) -> String {
        self.import(&texts::history());
        let version = self.train(1);
        self.promote(&version);
        version
    }

    /// Ends the engine and opens the workspace again, as a restart would.
    pub fn reopen(self) -> Self {
        let Self { engine, administrator, supervisor, steward, officer, auditor, recovery_code, now, _temporary } =
            self;
        let folder = engine.folder().clone();
        drop(Arc::into_inner(engine).expect("nobody else has the engine"));
        let engine = Arc::new(open(folder, clock(&now)));
        Self { engine, administrator, supervisor, steward, officer, auditor, recovery_code, now, _temporary }
    }
}

impl Default for TestWorkspace {
    fn default() -> Self {
        Self::new()
    }
}

fn clock(now: &Arc<AtomicI64>) -> Clock {
    let now = Arc::clone(now);
    Clock::new(move || TimeMs(now.load(Ordering::SeqCst)))
}

/// Makes a workspace by passphrase, with `ada` as its administrator.
pub fn create(folder: Folder, policy: Option<&str>, clock: Clock) -> (Engine, Actor, String) {
    create_with(folder, policy, None, clock)
}

fn create_with(folder: Folder, policy: Option<&str>, taxonomy: Option<&str>, clock: Clock) -> (Engine, Actor, String) {
    let new = NewWorkspace {
        name: "Test",
        administrator: "ada",
        roles: &[],
        password: PASSWORD,
        key_mode: KeyMode::Passphrase(PASSPHRASE),
        cost: CHEAP,
        policy,
        taxonomy,
    };
    let (engine, code) = Engine::create(folder, &new, opening(), clock).expect("a new workspace");
    let administrator = engine.sign_in("ada", PASSWORD).expect("the first administrator").0;
    (engine, administrator, code.reveal().to_string())
}

/// Opens a workspace that [`create`] made.
pub fn open(folder: Folder, clock: Clock) -> Engine {
    let mut engine = Engine::open(folder, opening(), clock).expect("the workspace opens");
    engine.set_password_cost(CHEAP);
    engine
}

/// Never asked: test workspaces open by passphrase.
static KEYRING: std::sync::LazyLock<OsKeyring> = std::sync::LazyLock::new(OsKeyring::default);

/// How test workspaces are opened.
pub fn opening() -> Opening<'static> {
    Opening { unlock: Unlock::Passphrase(PASSPHRASE), keyring: &*KEYRING, program: "test" }
}

/// One line of the canonical schema: a customer's chat message in a session of its own.
pub fn message(event_id: &str, text: &str) -> String {
    line(event_id, &format!("session-{event_id}"), text, &[])
}

/// The same with a known label.
pub fn labelled(event_id: &str, text: &str, intent: &str) -> String {
    line(event_id, &format!("session-{event_id}"), text, &[("intent", intent.into())])
}

/// A line with further fields.
pub fn line(event_id: &str, session: &str, text: &str, more: &[(&str, serde_json::Value)]) -> String {
    let mut value = serde_json::json!({
        "event_id": event_id, "event_type": "message", "timestamp": "2026-03-02T08:00:00Z", "channel": "chat",
        "session_id": session, "user_id": format!("user-of-{session}"), "message": text,
    });
    for (name, field) in more {
        value[*name] = field.clone();
    }
    format!("{value}\n")
}
