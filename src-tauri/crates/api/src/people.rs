//! People with their roles, as an administrator sees and changes them.

use countersign_domain::Role;
use countersign_engine::Person;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Everybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PeopleView {
    /// By name; those who can sign in first.
    pub people: Vec<PersonRowView>,
    /// Least length of a password.
    pub least_password: u32,
}

/// A person as an administrator sees them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PersonRowView {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Roles.
    #[ts(type = "Array<string>")]
    pub roles: Vec<Role>,
    /// Since when they cannot sign in; absent: they can.
    pub disabled_at_ms: Option<i64>,
}

/// Adds a person.
#[derive(Deserialize, TS)]
#[ts(export)]
pub struct PersonAddRequest {
    /// Name.
    pub name: String,
    /// Roles.
    #[ts(type = "Array<string>")]
    pub roles: Vec<Role>,
    /// Password.
    pub password: String,
}

/// Changes a person; what is absent stays.
#[derive(Deserialize, TS)]
#[ts(export)]
pub struct PersonChangeRequest {
    /// Who.
    pub name: String,
    /// Roles.
    #[ts(type = "Array<string> | null")]
    pub roles: Option<Vec<Role>>,
    /// Password.
    pub password: Option<String>,
    /// Whether they can no longer sign in.
    pub disabled: Option<bool>,
}

impl From<Person> for PersonRowView {
    fn from(person: Person) -> Self {
        Self {
            id: person.id.to_string(),
            name: person.name,
            roles: person.roles,
            disabled_at_ms: person.disabled_at.map(|at| at.0),
        }
    }
}
