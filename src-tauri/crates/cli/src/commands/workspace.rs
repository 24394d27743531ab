//! `countersign workspace`: make, look over, back up, restore.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use countersign_api::{CheckOutcome, KeyModeName, WorkspaceCreatedView, WorkspaceStatusView};
use countersign_engine::{Argon2Params, Clock, Engine, Folder, KeyMode, NewWorkspace};
use serde_json::json;

use super::doctor;
use crate::output::{table, time};
use crate::problem::{Outcome, Problem, Result};
use crate::secret::{Secret, ask, ask_twice};
use crate::session::{KEYRING, Session, opening};

#[derive(Subcommand)]
pub enum Command {
    /// Make a workspace and its first administrator
    Init(Init),
    /// Write a copy that opens like the original, to a folder that does not exist yet
    #[command(
        after_help = "Example:\n  countersign workspace backup --to /backup/2026-03-02 --as ada --password-fd 3 3< password.txt"
    )]
    Backup {
        /// New folder
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
    },
    /// Make a workspace of a backup
    #[command(
        after_help = "Example:\n  countersign --workspace /srv/support workspace restore --from /backup/2026-03-02"
    )]
    Restore {
        /// Folder that `backup` wrote
        #[arg(long, value_name = "DIR")]
        from: PathBuf,
    },
    /// Make the everyday way to open the workspace anew, by its recovery code
    Recover(Recover),
    /// Look whether everything is as it should be; works beside the holder and without a password
    #[command(after_help = "Example:\n  countersign --workspace /srv/support workspace doctor --json")]
    Doctor,
    /// What is true now: running or stopped, model, promise, counts
    #[command(after_help = "Example:\n  countersign workspace status --as aud --password-fd 3 --json 3< password.txt")]
    Status,
}

/// How the workspace shall be opened.
#[derive(Args)]
pub struct Keys {
    /// Keep the key in the keyring of the operating system [default where no --passphrase-fd is given]
    #[arg(long, conflicts_with = "passphrase")]
    keyring: bool,
    /// Open by a passphrase, asked for on the terminal or read from --passphrase-fd
    #[arg(long)]
    passphrase: bool,
}

#[derive(Args)]
#[command(after_help = "Example:
  countersign --workspace /srv/support workspace init --admin ada --keyring --password-fd 3 3< password.txt")]
pub struct Init {
    /// Name for people
    #[arg(long, default_value = "Countersign")]
    name: String,
    /// Name of the first administrator; the password is read from --password-fd or asked for
    #[arg(long, value_name = "NAME")]
    admin: String,
    #[command(flatten)]
    keys: Keys,
    /// Routing policy (TOML) [default: the shipped one]
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// Taxonomy (TOML) [default: the shipped one]
    #[arg(long, value_name = "FILE")]
    taxonomy: Option<PathBuf>,
}

#[derive(Args)]
#[command(after_help = "Example:
  countersign --workspace /srv/support workspace recover --keyring --recovery-fd 3 3< code.txt")]
pub struct Recover {
    #[command(flatten)]
    keys: Keys,
    /// File descriptor with the recovery code [default: asked for on the terminal]
    #[arg(long, value_name = "N")]
    recovery_fd: Option<u32>,
}

/// Does one of them.
pub fn run(command: Command, session: &Session) -> Result<Outcome> {
    match command {
        Command::Init(arguments) => init(&arguments, session),
        Command::Backup { to } => back_up(&to, session),
        Command::Restore { from } => restore(&from, session),
        Command::Recover(arguments) => recover(&arguments, session),
        Command::Doctor => diagnose(session),
        Command::Status => status(session),
    }
}

fn init(arguments: &Init, session: &Session) -> Result<Outcome> {
    let folder = session.folder()?;
    if folder.database().exists() {
        return Err(countersign_engine::Error::WorkspaceExists(folder.path().to_owned()).into());
    }
    let policy = arguments.policy.as_deref().map(read_text).transpose()?;
    let taxonomy = arguments.taxonomy.as_deref().map(read_text).transpose()?;
    let passphrase = new_passphrase(&arguments.keys, session)?;
    let password = new_password(session, &format!("password of {}", arguments.admin))?;
    let new = NewWorkspace {
        name: &arguments.name,
        administrator: &arguments.admin,
        roles: &[],
        password: &password,
        key_mode: key_mode(passphrase.as_ref()),
        cost: Argon2Params::default(),
        policy: policy.as_deref(),
        taxonomy: taxonomy.as_deref(),
    };
    let opening = opening(passphrase.as_ref(), "workspace init");
    let (engine, code) = Engine::create(folder, &new, opening, Clock::system())?;
    let view = WorkspaceCreatedView {
        name: engine.name().to_owned(),
        folder: engine.folder().path().display().to_string(),
        key_mode: if passphrase.is_some() { KeyModeName::Passphrase } else { KeyModeName::Keyring },
        administrator: arguments.admin.clone(),
        recovery_code: code.reveal().to_string(),
    };
    session.out.print(&view, |out, view| {
        writeln!(
            out,
            "Made the workspace {} in {} with {} as its administrator.",
            view.name, view.folder, view.administrator
        )?;
        writeln!(out, "\n  Recovery code: {}\n", view.recovery_code)?;
        writeln!(
            out,
            "Print it and lock it away: it is shown this once, and it is the only way in when the key is lost."
        )
    })?;
    Ok(Outcome::Done)
}

fn back_up(to: &std::path::Path, session: &Session) -> Result<Outcome> {
    let (engine, actor) = session.writing("workspace backup")?;
    let written = engine.back_up(&actor, to)?;
    let document = json!({ "backup": written.display().to_string() });
    session.out.print(&document, |out, _| writeln!(out, "Wrote a backup to {}.", written.display()))?;
    Ok(Outcome::Done)
}

fn restore(from: &std::path::Path, session: &Session) -> Result<Outcome> {
    let folder = session.folder()?;
    let backup = Folder::new(from);
    if !backup.database().is_file() {
        return Err(Problem::Unreadable(format!("{} holds no backup; nothing was changed", from.display())));
    }
    countersign_engine::restore(&backup, &folder)?;
    let document = json!({ "workspace": folder.path().display().to_string() });
    session.out.print(&document, |out, _| {
        writeln!(
            out,
            "Restored to {}. It opens as the original did, or with the recovery code.",
            folder.path().display()
        )
    })?;
    Ok(Outcome::Done)
}

fn recover(arguments: &Recover, session: &Session) -> Result<Outcome> {
    let folder = session.folder()?;
    let code = match arguments.recovery_fd {
        Some(fd) => session.secrets.line_of(fd, "recovery code")?,
        None => ask("Recovery code").ok_or_else(|| {
            Problem::Key("there is no terminal to ask for the recovery code: add --recovery-fd N".into())
        })?,
    };
    let passphrase = new_passphrase(&arguments.keys, session)?;
    countersign_engine::recover(&folder, &code, key_mode(passphrase.as_ref()), &*KEYRING, &Clock::system())?;
    let mode = if passphrase.is_some() { KeyModeName::Passphrase } else { KeyModeName::Keyring };
    let document = json!({ "workspace": folder.path().display().to_string(), "key_mode": mode });
    session.out.print(&document, |out, _| {
        let way = if passphrase.is_some() { "the new passphrase" } else { "the keyring" };
        writeln!(out, "The workspace opens by {way} from now on. The recovery code stays valid.")
    })?;
    Ok(Outcome::Done)
}

fn diagnose(session: &Session) -> Result<Outcome> {
    let view = doctor::look(session)?;
    session.out.print(&view, |out, view| {
        let rows = view.checks.iter().map(|check| {
            let outcome = match check.outcome {
                CheckOutcome::Good => "good",
                CheckOutcome::Bad => "BAD",
                CheckOutcome::Skipped => "–",
            };
            [check.check.clone(), outcome.to_owned(), check.message.clone()]
        });
        table(out, ["CHECK", "", "FINDING"], rows)
    })?;
    Ok(Outcome::finding(!view.healthy))
}

fn status(session: &Session) -> Result<Outcome> {
    let (engine, actor) = session.reading()?;
    let view = WorkspaceStatusView::of(engine.name(), &engine.status(&actor)?, engine.tally(&actor)?);
    session.out.print(&view, |out, view| {
        let running = serde_json::to_value(view.status.running)?;
        writeln!(out, "{}: {} at {}", view.workspace, running.as_str().unwrap_or_default(), time(view.at_ms))?;
        if let Some(by) = &view.status.stopped_by {
            let since = view.status.stopped_at_ms.map(time).unwrap_or_default();
            let reason = crate::output::plain(view.status.stop_reason.as_deref().unwrap_or("no reason given"));
            writeln!(out, "by {by} since {since}: {reason}")?;
        }
        let rows = [
            ["model".to_owned(), view.status.model_version_short.clone().unwrap_or_else(|| "none".to_owned())],
            ["threshold".to_owned(), crate::output::or_dash(view.threshold)],
            ["labels needed".to_owned(), crate::output::or_dash(view.status.labels_needed)],
            ["events".to_owned(), view.events.to_string()],
            ["undecided".to_owned(), view.undecided.to_string()],
            ["waiting for people".to_owned(), view.status.waiting.to_string()],
            ["quarantined rows".to_owned(), view.quarantined.to_string()],
            ["labels".to_owned(), view.labels.values().sum::<u64>().to_string()],
        ];
        let decisions = view.decisions.iter().map(|count| {
            let reason = count.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
            [format!("decisions {}{reason}", count.verdict), count.n.to_string()]
        });
        table(out, ["", ""], rows.into_iter().chain(decisions))
    })?;
    Ok(Outcome::Done)
}

fn key_mode(passphrase: Option<&Secret>) -> KeyMode<'_> {
    passphrase.map_or(KeyMode::Keyring, |text| KeyMode::Passphrase(text))
}

/// The new passphrase where one is wanted; `None` for the keyring.
fn new_passphrase(keys: &Keys, session: &Session) -> Result<Option<Secret>> {
    match session.passphrase_fd() {
        _ if keys.keyring => Ok(None),
        Some(fd) => session.secrets.line_of(fd, "passphrase").map(Some),
        None if keys.passphrase => {
            let asked = ask_twice("passphrase")?;
            asked.map(Some).ok_or_else(|| {
                Problem::Key("there is no terminal to ask for the passphrase: add --passphrase-fd N".into())
            })
        }
        None => Ok(None),
    }
}

/// A password that is being set: from --password-fd, or asked for twice.
pub fn new_password(session: &Session, what: &str) -> Result<Secret> {
    match session.password_fd() {
        Some(fd) => session.secrets.line_of(fd, what),
        None => ask_twice(what)?
            .ok_or_else(|| Problem::Usage(format!("there is no terminal to ask for the {what}: add --password-fd N"))),
    }
}

fn read_text(path: &std::path::Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| Problem::reading(path, &error))
}
