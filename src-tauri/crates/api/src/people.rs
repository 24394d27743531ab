//! People as administrators see them.

use countersign_domain::Role;
use countersign_engine::Person;
use serde::Serialize;

/// A person who can, or could, sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UserView {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Roles.
    pub roles: Vec<Role>,
    /// Since when disabled; absent for somebody who can sign in.
    pub disabled_at_ms: Option<i64>,
}

impl From<Person> for UserView {
    fn from(person: Person) -> Self {
        Self {
            id: person.id.to_string(),
            name: person.name,
            roles: person.roles,
            disabled_at_ms: person.disabled_at.map(|at| at.0),
        }
    }
}
