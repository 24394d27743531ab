//! A workspace of sample events, made as people would make it: an administrator and colleagues, the labelled past
//! imported, a model trained and released by two people, the recent events imported and decided.
//!
//! Every step passes the gate in the name of whoever would do it. Passwords are random and printed once.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use countersign_domain::{Actor, Role};
use countersign_engine::{
    Argon2Params, Cancel, Clock, Engine, Format, ImportRequest, KeyMode, NewWorkspace, Source, TrainRequest,
};
use countersign_sample::{COMPANY, SampleConfig};
use serde::Serialize;

use super::sample::files;
use crate::output::table;
use crate::problem::{Problem, Result};
use crate::progress::Progress;
use crate::secret::Secret;
use crate::session::{Session, opening};

/// Colleagues of the administrator `ada`.
const PEOPLE: [(&str, Role); 5] = [
    ("sue", Role::Supervisor),
    ("sam", Role::Supervisor),
    ("stu", Role::ModelSteward),
    ("olga", Role::ComplianceOfficer),
    ("aud", Role::Auditor),
];
const ADMINISTRATOR: &str = "ada";

/// What was made. It is a sample: its secrets guard invented data.
#[derive(Serialize)]
pub struct SampleWorkspace {
    workspace: String,
    recovery_code: String,
    /// Absent with the keyring, and where it came from a descriptor.
    passphrase: Option<String>,
    people: Vec<SamplePerson>,
    events: u64,
    labels: u64,
    model_version: Option<String>,
    /// Why no model was released, where none was.
    not_released: Option<String>,
    decided: u64,
    waiting: u64,
}

#[derive(Serialize)]
struct SamplePerson {
    name: &'static str,
    role: Role,
    password: String,
}

/// Makes it. Errors: as of the steps; a workspace that is half made stays as it is.
pub fn make(config: &SampleConfig, keyring: bool, session: &Session) -> Result<SampleWorkspace> {
    let folder = session.folder()?;
    let given = session.passphrase_fd().map(|fd| session.secrets.line_of(fd, "passphrase")).transpose()?;
    let drawn = if keyring || given.is_some() { None } else { Some(Secret::new(draw()?)) };
    let passphrase = if keyring { None } else { given.or_else(|| drawn.clone()) };
    let mut people = vec![SamplePerson { name: ADMINISTRATOR, role: Role::Administrator, password: draw()? }];
    for (name, role) in PEOPLE {
        people.push(SamplePerson { name, role, password: draw()? });
    }
    let new = NewWorkspace {
        name: COMPANY,
        administrator: ADMINISTRATOR,
        roles: &[],
        password: &people[0].password,
        key_mode: passphrase.as_ref().map_or(KeyMode::Keyring, |text| KeyMode::Passphrase(text)),
        cost: Argon2Params::default(),
        policy: None,
        taxonomy: None,
    };
    let opening = opening(passphrase.as_ref(), "sample");
    let (engine, code) = Engine::create(folder, &new, opening, Clock::system())?;
    let steps = Steps { engine: &engine, progress: Progress::new() };
    let actors = steps.people(&people)?;
    let released = steps.learn(config, &actors)?;
    let decided = engine.work_off()?;
    steps.progress.end();
    let status = engine.status(&actors.administrator)?;
    Ok(SampleWorkspace {
        workspace: engine.folder().path().display().to_string(),
        recovery_code: code.reveal().to_string(),
        passphrase: drawn.map(|text| text.to_string()),
        people,
        events: status.events,
        labels: status.labels.values().sum(),
        model_version: status.model.map(|version| version.to_string()),
        not_released: released.err(),
        decided,
        waiting: status.waiting,
    })
}

/// 80 random bits as 16 characters.
fn draw() -> Result<String> {
    let mut bytes = [0; 10];
    getrandom::fill(&mut bytes).map_err(|_| Problem::Machine("the system gives no random bytes".into()))?;
    Ok(data_encoding::BASE32_NOPAD.encode(&bytes).to_ascii_lowercase())
}

struct Actors {
    administrator: Actor,
    steward: Actor,
    officer: Actor,
}

struct Steps<'e> {
    engine: &'e Engine,
    progress: Progress,
}

impl Steps<'_> {
    fn people(&self, people: &[SamplePerson]) -> Result<Actors> {
        let sign_in = |name: &str| -> Result<Actor> {
            let person = people.iter().find(|person| person.name == name);
            let password = person.map(|person| person.password.as_str()).unwrap_or_default();
            Ok(self.engine.sign_in(name, password)?.0)
        };
        let administrator = sign_in(ADMINISTRATOR)?;
        for person in &people[1..] {
            self.progress.say(|| format!("adding {}", person.name));
            self.engine.add_person(&administrator, person.name, &[person.role], &person.password)?;
        }
        Ok(Actors { steward: sign_in("stu")?, officer: sign_in("olga")?, administrator })
    }

    /// Past in, model trained and released, stream in. A model that may not be released is no failure: the inner
    /// error says why, and its events go to people.
    fn learn(&self, config: &SampleConfig, actors: &Actors) -> Result<std::result::Result<(), String>> {
        let folder = Temporary::new(self.engine.folder().path())?;
        self.progress.say(|| "writing events".to_owned());
        files(config, &folder.0)?;
        self.import(&actors.administrator, &folder.0.join("history.jsonl"))?;
        let cancel = Cancel::default();
        let said = |at: countersign_engine::TrainProgress| {
            self.progress.say(|| format!("training: {} {}/{}", at.stage, at.done, at.total));
        };
        let request = TrainRequest { seed: 1, min_subjects: 3, cancel: &cancel, progress: &said };
        let report = self.engine.train(&actors.steward, &request)?;
        let released = self.release(actors, report.version.as_str());
        self.import(&actors.administrator, &folder.0.join("stream.jsonl"))?;
        Ok(released)
    }

    fn release(&self, actors: &Actors, version: &str) -> std::result::Result<(), String> {
        let asked = self.engine.request_promotion(&actors.steward, version, None).map_err(|error| error.to_string())?;
        self.engine.approve(&actors.officer, &asked).map_err(|error| error.to_string())
    }

    fn import(&self, actor: &Actor, path: &Path) -> Result<()> {
        let file = File::open(path).map_err(|error| Problem::reading(path, &error))?;
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let cancel = Cancel::default();
        let request = ImportRequest {
            source: Source::File,
            name: &name,
            format: Format::JsonLines,
            identity: None,
            cancel: &cancel,
            progress: &|rows| self.progress.say(|| format!("importing {name}: {rows} rows")),
        };
        self.engine.import(actor, file, &request)?;
        Ok(())
    }
}

/// The generator's files, beside the workspace's own until they are imported. They hold invented people's data in the
/// clear, so they go when the work ends, however it ends.
struct Temporary(PathBuf);

impl Temporary {
    fn new(workspace: &Path) -> Result<Self> {
        let folder = workspace.join(".sample");
        std::fs::create_dir_all(&folder)
            .map_err(|error| Problem::Machine(format!("{} cannot be made: {error}", folder.display())))?;
        Ok(Self(folder))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// For people: who can sign in, and what there is to see.
pub fn tell(out: &mut dyn Write, made: &SampleWorkspace) -> io::Result<()> {
    writeln!(out, "Made a sample workspace in {}.\n", made.workspace)?;
    let rows =
        made.people.iter().map(|person| [person.name.to_owned(), person.role.to_string(), person.password.clone()]);
    table(out, ["NAME", "ROLE", "PASSWORD"], rows)?;
    writeln!(out)?;
    if let Some(passphrase) = &made.passphrase {
        writeln!(out, "Passphrase:     {passphrase}")?;
    }
    writeln!(out, "Recovery code:  {}\n", made.recovery_code)?;
    writeln!(
        out,
        "{} events, {} labels; {} decided, {} wait for people.",
        made.events, made.labels, made.decided, made.waiting
    )?;
    match (&made.model_version, &made.not_released) {
        (Some(version), _) => writeln!(out, "Model {} is live.", version.chars().take(8).collect::<String>()),
        (None, Some(why)) => writeln!(out, "No model is live: {why}."),
        (None, None) => Ok(()),
    }
}
