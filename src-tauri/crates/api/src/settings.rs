//! Settings of the window: people with their roles, and what a look at the workspace finds.

use countersign_domain::Role;
use countersign_engine::{Check, CheckFinding, Person};
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
    pub roles: Vec<String>,
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

/// What a look at the workspace found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct HealthView {
    /// Whether nothing is wrong.
    pub healthy: bool,
    /// What was looked at, in order.
    pub checks: Vec<HealthCheckView>,
    /// The folder.
    pub folder: String,
    /// Version of this program.
    pub program_version: String,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct HealthCheckView {
    /// What: a name that the page has words for.
    pub check: String,
    /// How it is.
    pub outcome: HealthOutcome,
    /// In a sentence, with what to do where it is wrong.
    pub message: String,
}

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum HealthOutcome {
    /// As it should be.
    Good,
    /// Wrong.
    Bad,
    /// Could not be looked at, or does not apply.
    Skipped,
}

impl From<Person> for PersonRowView {
    fn from(person: Person) -> Self {
        Self {
            id: person.id.to_string(),
            name: person.name,
            roles: person.roles.iter().map(|role| role.as_str().to_owned()).collect(),
            disabled_at_ms: person.disabled_at.map(|at| at.0),
        }
    }
}

impl HealthView {
    /// The view of `checks` of the workspace in `folder`.
    pub fn of(checks: Vec<Check>, folder: String, program_version: &str) -> Self {
        Self {
            healthy: checks.iter().all(|check| check.finding != CheckFinding::Bad),
            checks: checks.into_iter().map(Into::into).collect(),
            folder,
            program_version: program_version.to_owned(),
        }
    }
}

impl From<Check> for HealthCheckView {
    fn from(check: Check) -> Self {
        Self {
            check: check.name.to_owned(),
            outcome: match check.finding {
                CheckFinding::Good => HealthOutcome::Good,
                CheckFinding::Bad => HealthOutcome::Bad,
                CheckFinding::Skipped => HealthOutcome::Skipped,
            },
            message: check.message,
        }
    }
}
