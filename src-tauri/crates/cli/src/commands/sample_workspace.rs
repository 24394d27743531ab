//! A workspace of sample events, made as people would make it: an administrator and colleagues, the labelled past
//! imported, a model trained and released by two people, the recent events imported and decided.
//!
//! Every step passes the gate in the name of whoever would do it. Passwords are random and printed once.

use std::io::{self, Write};

use countersign_domain::Role;
use countersign_engine::{Argon2Params, Cancel, Clock, Engine, KeyMode, NewWorkspace};
use countersign_furnish::{Member, Step, furnish};
use countersign_sample::{COMPANY, SampleConfig};
use serde::Serialize;

use crate::output::table;
use crate::problem::{Problem, Result};
use crate::progress::Progress;
use crate::secret::Secret;
use crate::session::{Session, opening};

/// The first administrator.
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
    let administrator = SamplePerson { name: ADMINISTRATOR, role: Role::Administrator, password: draw()? };
    let new = NewWorkspace {
        name: COMPANY,
        administrator: ADMINISTRATOR,
        roles: &[],
        password: &administrator.password,
        key_mode: passphrase.as_ref().map_or(KeyMode::Keyring, |text| KeyMode::Passphrase(text)),
        cost: Argon2Params::default(),
        policy: None,
        taxonomy: None,
    };
    let opening = opening(passphrase.as_ref(), "sample");
    let (engine, code) = Engine::create(folder, &new, opening, Clock::system())?;
    let actor = engine.sign_in(ADMINISTRATOR, &administrator.password)?.0;
    let progress = Progress::new();
    let said = |step: Step<'_>| progress.say(|| words(step));
    let made = furnish(&engine, &actor, config, &Cancel::default(), &said).map_err(problem)?;
    let decided = engine.work_off()?;
    progress.end();
    let colleagues =
        made.people.into_iter().map(|Member { name, role, password }| SamplePerson { name, role, password });
    let people = std::iter::once(administrator).chain(colleagues).collect();
    let status = engine.status(&actor)?;
    Ok(SampleWorkspace {
        workspace: engine.folder().path().display().to_string(),
        recovery_code: code.reveal().to_string(),
        passphrase: drawn.map(|text| text.to_string()),
        people,
        events: status.events,
        labels: engine.tally(&actor)?.labels.values().sum(),
        model_version: status.model.map(|version| version.to_string()),
        not_released: made.not_released,
        decided,
        waiting: status.waiting,
    })
}

fn draw() -> Result<String> {
    countersign_furnish::draw_password().map_err(problem)
}

fn problem(error: countersign_furnish::Error) -> Problem {
    match error {
        countersign_furnish::Error::Engine(error) => error.into(),
        countersign_furnish::Error::Sample(countersign_sample::Error::Config(why)) => Problem::Usage(why.to_owned()),
        other => Problem::Machine(other.to_string()),
    }
}

fn words(step: Step<'_>) -> String {
    match step {
        Step::Adding(name) => format!("adding {name}"),
        Step::Writing => "writing events".to_owned(),
        Step::Importing(name, rows) => format!("importing {name}: {rows} rows"),
        Step::Training(at) => format!("training: {} {}/{}", at.stage, at.done, at.total),
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
