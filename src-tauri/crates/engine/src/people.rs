//! People: signing in, adding, changing, disabling.

use countersign_domain::{Actor, Role, TimeMs, UserId};
use countersign_ledger::Act;
use countersign_rules::authorization::{Capability, allows};
use countersign_store::{Error as StoreError, PersonRow};

use crate::{Engine, Error, id};

/// Least length of a password, in characters (NIST SP 800-63B, section 5.1.1.2, asks for 8 or more; a console that
/// decides about people's matters asks for more).
pub const LEAST_PASSWORD: usize = 10;

/// A person as others see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Id.
    pub id: UserId,
    /// Name.
    pub name: String,
    /// Roles.
    pub roles: Vec<Role>,
    /// Since when disabled.
    pub disabled_at: Option<TimeMs>,
}

impl From<PersonRow> for Person {
    fn from(row: PersonRow) -> Self {
        Self { id: row.id, name: row.name, roles: row.roles, disabled_at: row.disabled_at }
    }
}

/// What a person may do, by the contract text of each capability.
pub fn capabilities(person: &Person) -> Vec<&'static str> {
    let actor = Actor::Person { id: person.id.clone(), roles: person.roles.clone() };
    let held = Capability::ALL.iter().filter(|capability| allows(&actor, **capability));
    held.map(|capability| capability.as_str()).collect()
}

/// What to change of a person; `None` leaves it.
#[derive(Default)]
pub struct PersonChange<'a> {
    /// New roles.
    pub roles: Option<Vec<Role>>,
    /// New password.
    pub password: Option<&'a str>,
    /// Disable or enable.
    pub disabled: Option<bool>,
}

impl Engine {
    /// Who signs in with this name and password. The same error for a wrong name, a wrong password and a disabled
    /// person, and the same work, so that names cannot be probed.
    pub fn sign_in(&self, name: &str, password: &str) -> Result<(Actor, Person), Error> {
        let found = self.store.read(|r| r.person_by_name(name))?;
        let hash = found.as_ref().map_or(UNKNOWN_PERSON, |person| person.password_hash.as_str());
        let matches = countersign_keys::verify_password(password, hash).unwrap_or(false);
        let person = found.filter(|person| matches && person.disabled_at.is_none()).ok_or(Error::WrongCredentials)?;
        let actor = Actor::Person { id: person.id.clone(), roles: person.roles.clone() };
        Ok((actor, person.into()))
    }

    /// Everybody. Errors: `NotAllowed`.
    pub fn people(&self, actor: &Actor) -> Result<Vec<Person>, Error> {
        let pass = self.pass(actor, Capability::UserRead)?;
        self.read(&pass, |r| Ok(r.people()?.into_iter().map(Person::from).collect()))
    }

    /// Adds a person. Errors: `NotAllowed`, `WeakPassword`, `Conflict` when the name is taken.
    pub fn add_person(&self, actor: &Actor, name: &str, roles: &[Role], password: &str) -> Result<Person, Error> {
        let pass = self.pass(actor, Capability::UserChange)?;
        let row = new_person(name, roles, password, self.password_cost)?;
        self.record(&pass, |w| {
            let subject = [("person", row.id.to_string())];
            let entered = w.enter(Act::UserAdded, &subject, &[("roles", role_text(roles))])?;
            Ok(w.insert_person(entered, &row)?)
        })?;
        Ok(row.into())
    }

    /// Changes roles or password, disables or enables. Errors: `NotAllowed`, `NotFound`, `LastAdministrator`.
    pub fn change_person(&self, actor: &Actor, name: &str, change: &PersonChange<'_>) -> Result<Person, Error> {
        let pass = self.pass(actor, Capability::UserChange)?;
        let hash = change.password.map(|password| hashed(password, self.password_cost)).transpose()?;
        let row = self.record(&pass, |w| {
            let mut row =
                w.person_by_name(name)?.ok_or_else(|| StoreError::NotFound { what: "person", id: name.to_owned() })?;
            apply(&mut row, change, hash, pass.at());
            keep_an_administrator(w.people()?, &row)?;
            let act = if change.disabled == Some(true) { Act::UserDisabled } else { Act::UserChanged };
            let details = [("password", change.password.is_some().to_string()), ("roles", role_text(&row.roles))];
            let entered = w.enter(act, &[("person", row.id.to_string())], &details)?;
            w.update_person(entered, &row)?;
            Ok(row)
        })?;
        Ok(row.into())
    }
}

/// A hash that no password matches, so that an unknown name costs as much time as a known one.
const UNKNOWN_PERSON: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

pub(crate) fn new_person(
    name: &str,
    roles: &[Role],
    password: &str,
    cost: countersign_keys::Argon2Params,
) -> Result<PersonRow, Error> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 64 {
        return Err(Error::Input("a person's name has 1 to 64 characters".to_owned()));
    }
    if roles.is_empty() {
        return Err(Error::Input("a person needs at least one role".to_owned()));
    }
    Ok(PersonRow {
        id: UserId::new(id::fresh()),
        name: name.to_owned(),
        password_hash: hashed(password, cost)?,
        roles: roles.to_vec(),
        disabled_at: None,
    })
}

fn hashed(password: &str, cost: countersign_keys::Argon2Params) -> Result<String, Error> {
    if password.chars().count() < LEAST_PASSWORD {
        return Err(Error::WeakPassword { least: LEAST_PASSWORD });
    }
    Ok(countersign_keys::hash_password(password, cost)?)
}

fn apply(row: &mut PersonRow, change: &PersonChange<'_>, hash: Option<String>, now: TimeMs) {
    if let Some(roles) = &change.roles {
        row.roles.clone_from(roles);
    }
    if let Some(hash) = hash {
        row.password_hash = hash;
    }
    match change.disabled {
        Some(true) => row.disabled_at = row.disabled_at.or(Some(now)),
        Some(false) => row.disabled_at = None,
        None => {}
    }
}

/// Refuses a change after which nobody could manage people.
fn keep_an_administrator(mut people: Vec<PersonRow>, changed: &PersonRow) -> Result<(), Error> {
    people.retain(|person| person.id != changed.id);
    people.push(changed.clone());
    let can = |person: &PersonRow| person.disabled_at.is_none() && person.roles.contains(&Role::Administrator);
    if people.iter().any(can) { Ok(()) } else { Err(Error::LastAdministrator) }
}

fn role_text(roles: &[Role]) -> String {
    roles.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(" ")
}
