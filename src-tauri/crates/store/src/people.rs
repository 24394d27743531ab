//! People, their roles and the workspace itself.

use countersign_domain::{Role, TimeMs, UserId};
use rusqlite::{OptionalExtension, Row, named_params};

use crate::row::{closed, id};
use crate::{Entered, Error, Reader, Recorder, Result};

/// A person who may sign in.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// Id.
    pub id: UserId,
    /// Name to sign in with; unique without regard to case.
    pub name: String,
    /// Argon2id, PHC string.
    pub password_hash: String,
    /// Roles, in declared order.
    pub roles: Vec<Role>,
    /// Since when disabled.
    pub disabled_at: Option<TimeMs>,
}

/// The workspace's own row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkspaceRow {
    /// Id; also binds the ledger's chain and the keys.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Made when.
    pub created_at: TimeMs,
}

impl Reader<'_> {
    /// The workspace.
    pub fn workspace(&self) -> Result<WorkspaceRow> {
        let from_row = |row: &Row<'_>| {
            Ok(WorkspaceRow {
                id: row.get("id")?,
                name: row.get("name")?,
                created_at: TimeMs(row.get("created_at_ms")?),
            })
        };
        Ok(self.0.query_row("SELECT id, name, created_at_ms FROM workspace", [], from_row)?)
    }

    /// Everybody, by name.
    pub fn people(&self) -> Result<Vec<PersonRow>> {
        let mut statement = self.0.prepare_cached(
            "SELECT id, name, password_hash, disabled_at_ms
             FROM people
             ORDER BY name COLLATE NOCASE",
        )?;
        let rows = statement.query_map([], |row| self.person_from_row(row))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The person of that name.
    pub fn person_by_name(&self, name: &str) -> Result<Option<PersonRow>> {
        let mut statement = self.0.prepare_cached(
            "SELECT id, name, password_hash, disabled_at_ms
             FROM people
             WHERE name = :name",
        )?;
        Ok(statement.query_row(named_params! {":name": name}, |row| self.person_from_row(row)).optional()?)
    }

    /// The person of that id.
    pub fn person(&self, person: &UserId) -> Result<Option<PersonRow>> {
        let mut statement = self.0.prepare_cached(
            "SELECT id, name, password_hash, disabled_at_ms
             FROM people
             WHERE id = :id",
        )?;
        Ok(statement.query_row(named_params! {":id": person.as_str()}, |row| self.person_from_row(row)).optional()?)
    }

    fn person_from_row(&self, row: &Row<'_>) -> rusqlite::Result<PersonRow> {
        let person: UserId = id(row, "id", UserId::new)?;
        Ok(PersonRow {
            roles: self.roles_of(&person)?,
            id: person,
            name: row.get("name")?,
            password_hash: row.get("password_hash")?,
            disabled_at: row.get::<_, Option<i64>>("disabled_at_ms")?.map(TimeMs),
        })
    }

    fn roles_of(&self, person: &UserId) -> rusqlite::Result<Vec<Role>> {
        let mut statement =
            self.0.prepare_cached("SELECT role FROM person_roles WHERE person_id = :person ORDER BY role")?;
        statement.query_map(named_params! {":person": person.as_str()}, |row| closed(row, "role"))?.collect()
    }
}

impl Recorder<'_> {
    /// Writes the workspace's row.
    pub fn insert_workspace(&self, entered: Entered, row: &WorkspaceRow) -> Result<()> {
        self.0.execute(
            "INSERT INTO workspace (id, name, created_at_ms, ledger_sequence)
             VALUES (:id, :name, :created_at_ms, :sequence)",
            named_params! {":id": row.id, ":name": row.name, ":created_at_ms": row.created_at.0, ":sequence": entered.0},
        )?;
        Ok(())
    }

    /// Adds a person. Errors: `Conflict` when the name is taken.
    pub fn insert_person(&self, entered: Entered, person: &PersonRow) -> Result<()> {
        let added = self.0.execute(
            "INSERT INTO people (id, name, password_hash, disabled_at_ms, ledger_sequence)
             VALUES (:id, :name, :password_hash, NULL, :sequence)
             ON CONFLICT (name) DO NOTHING",
            named_params! {":id": person.id.as_str(), ":name": person.name, ":password_hash": person.password_hash, ":sequence": entered.0},
        )?;
        if added == 0 {
            return Err(Error::Conflict { what: "person", id: person.name.clone() });
        }
        self.replace_roles(&person.id, &person.roles)
    }

    /// Changes password, roles and whether the person may sign in.
    pub fn update_person(&self, entered: Entered, person: &PersonRow) -> Result<()> {
        self.0.execute(
            "UPDATE people
             SET password_hash = :password_hash, disabled_at_ms = :disabled_at_ms, ledger_sequence = :sequence
             WHERE id = :id",
            named_params! {
                ":id": person.id.as_str(), ":password_hash": person.password_hash,
                ":disabled_at_ms": person.disabled_at.map(|at| at.0), ":sequence": entered.0,
            },
        )?;
        self.replace_roles(&person.id, &person.roles)
    }

    fn replace_roles(&self, person: &UserId, roles: &[Role]) -> Result<()> {
        self.0.execute(
            "DELETE FROM person_roles WHERE person_id = :person",
            named_params! {":person": person.as_str()},
        )?;
        let mut statement = self.0.prepare_cached(
            "INSERT INTO person_roles (person_id, role) VALUES (:person, :role) ON CONFLICT DO NOTHING",
        )?;
        for role in roles {
            statement.execute(named_params! {":person": person.as_str(), ":role": role.as_str()})?;
        }
        Ok(())
    }
}
