//! `countersign user`: people who sign in.

use clap::Subcommand;
use countersign_api::PersonRowView;
use countersign_domain::Role;
use countersign_engine::PersonChange;

use super::Paging;
use crate::output::{Page, time};
use crate::problem::{Outcome, Problem, Result};
use crate::secret::{Secret, ask_twice};
use crate::session::Session;

#[derive(Subcommand)]
pub enum Command {
    /// Add a person
    #[command(
        after_help = "Example:\n  countersign user add sue --role supervisor --new-password-fd 4 --as ada --password-fd 3 3< ada.txt 4< sue.txt"
    )]
    Add {
        /// Name
        name: String,
        /// Role; several if given several times
        #[arg(long = "role", required = true, value_name = "ROLE", value_parser = role)]
        roles: Vec<Role>,
        /// File descriptor with the new person's password [default: asked for]
        #[arg(long, value_name = "N")]
        new_password_fd: Option<u32>,
    },
    /// Change roles or password
    #[command(
        after_help = "Example:\n  countersign user change sue --role supervisor --role auditor --as ada --password-fd 3 3< ada.txt"
    )]
    Change {
        /// Name
        name: String,
        /// New roles, all of them
        #[arg(long = "role", value_name = "ROLE", value_parser = role)]
        roles: Vec<Role>,
        /// Set a new password, asked for on the terminal
        #[arg(long)]
        new_password: bool,
        /// File descriptor with a new password
        #[arg(long, value_name = "N")]
        new_password_fd: Option<u32>,
    },
    /// Lock a person out
    #[command(after_help = "Example:\n  countersign user disable sue --as ada --password-fd 3 3< ada.txt")]
    Disable {
        /// Name
        name: String,
    },
    /// Let a person in again
    #[command(after_help = "Example:\n  countersign user enable sue --as ada --password-fd 3 3< ada.txt")]
    Enable {
        /// Name
        name: String,
    },
    /// Everybody
    #[command(after_help = "Example:\n  countersign user list --as ada --password-fd 3 --json 3< ada.txt")]
    List(Paging),
}

fn role(text: &str) -> std::result::Result<Role, String> {
    text.parse().map_err(|error: countersign_domain::UnknownName| error.to_string())
}

/// Does one of them.
pub fn run(command: Command, session: &Session) -> Result<Outcome> {
    match command {
        Command::Add { name, roles, new_password_fd } => {
            let (engine, actor) = session.writing("user add")?;
            let password = new_password(session, &name, new_password_fd)?;
            say(session, engine.add_person(&actor, &name, &roles, &password)?.into())
        }
        Command::Change { name, roles, new_password: asks, new_password_fd } => {
            let sets_password = asks || new_password_fd.is_some();
            if roles.is_empty() && !sets_password {
                return Err(Problem::Usage("say what to change: --role or --new-password".into()));
            }
            let (engine, actor) = session.writing("user change")?;
            let password = sets_password.then(|| new_password(session, &name, new_password_fd)).transpose()?;
            let change = PersonChange {
                roles: (!roles.is_empty()).then_some(roles),
                password: password.as_ref().map(|password| password.as_str()),
                disabled: None,
            };
            say(session, engine.change_person(&actor, &name, &change)?.into())
        }
        Command::Disable { name } => set_disabled(session, &name, true),
        Command::Enable { name } => set_disabled(session, &name, false),
        Command::List(paging) => list(&paging, session),
    }
}

fn set_disabled(session: &Session, name: &str, disabled: bool) -> Result<Outcome> {
    let (engine, actor) = session.writing(if disabled { "user disable" } else { "user enable" })?;
    let change = PersonChange { disabled: Some(disabled), ..PersonChange::default() };
    say(session, engine.change_person(&actor, name, &change)?.into())
}

fn list(paging: &Paging, session: &Session) -> Result<Outcome> {
    let (engine, actor) = session.reading()?;
    let people: Vec<PersonRowView> = engine.people(&actor)?.into_iter().map(PersonRowView::from).collect();
    let page = Page::within(people, paging.after.as_deref(), paging.limit, |user| user.name.clone())?;
    session.out.page(&page, ["NAME", "ROLES", "ID", ""], |user| {
        [user.name.clone(), roles(user), user.id.clone(), disabled(user)]
    })?;
    Ok(Outcome::Done)
}

fn say(session: &Session, user: PersonRowView) -> Result<Outcome> {
    session.out.print(&user, |out, user| writeln!(out, "{}: {} {}", user.name, roles(user), disabled(user)))?;
    Ok(Outcome::Done)
}

fn roles(user: &PersonRowView) -> String {
    user.roles.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(" ")
}

fn disabled(user: &PersonRowView) -> String {
    user.disabled_at_ms.map(|at| format!("disabled since {}", time(at))).unwrap_or_default()
}

fn new_password(session: &Session, name: &str, fd: Option<u32>) -> Result<Secret> {
    match fd {
        Some(fd) => session.secrets.line_of(fd, "new password"),
        None => ask_twice(&format!("password of {name}"))?.ok_or_else(|| {
            Problem::Usage("there is no terminal to ask for the new password: add --new-password-fd N".into())
        }),
    }
}
