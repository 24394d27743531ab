//! Whether the database file is whole: every page's seal, SQLite's own check, and every reference.

use rusqlite::Connection;

use crate::connection::{self, Access};
use crate::{Result, Store, migrations};

/// What was found. Reads every page; a gibibyte takes some seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// Version of the SQLite inside.
    pub sqlite: String,
    /// Version of the cipher.
    pub cipher: String,
    /// Schema of the file.
    pub schema: u32,
    /// What is wrong, in the words of the check that found it; empty when everything is right.
    pub findings: Vec<String>,
}

/// Findings that are listed; whoever has so many restores a backup and needs no more.
const MOST: usize = 20;

/// A question to SQLite that answers with what is wrong.
struct Check {
    name: &'static str,
    query: &'static str,
    /// The one answer that says that nothing is.
    fine: Option<&'static str>,
}

const CHECKS: [Check; 3] = [
    Check { name: "cipher_integrity_check", query: "PRAGMA cipher_integrity_check", fine: None },
    Check { name: "quick_check", query: "PRAGMA quick_check", fine: Some("ok") },
    Check {
        name: "foreign_key_check",
        query: "SELECT DISTINCT 'a row of ' || \"table\" || ' has no ' || parent FROM pragma_foreign_key_check",
        fine: None,
    },
];

impl Check {
    /// A page that cannot be read ends the check itself: that, too, is a finding.
    fn findings(&self, connection: &Connection) -> Vec<String> {
        let ask = || -> rusqlite::Result<Vec<String>> {
            let mut statement = connection.prepare(self.query)?;
            let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
            rows.filter(|row| !row.as_ref().is_ok_and(|row| self.fine == Some(row.as_str()))).collect()
        };
        let found = ask().unwrap_or_else(|_| vec!["a page cannot be read".to_owned()]);
        found.into_iter().map(|what| format!("{}: {what}", self.name)).collect()
    }
}

impl Store {
    /// Checks the whole file on a connection of its own, since one bad page spoils later checks of a connection
    /// (SQLCipher issue 617).
    pub fn health(&self) -> Result<Health> {
        let fresh = connection::open(self.path(), self.key(), Access::Read, false)?;
        // Asked first: after a bad page the connection answers nothing any more.
        let cipher = fresh.query_row("PRAGMA cipher_version", [], |row| row.get(0))?;
        let schema = migrations::version(&fresh)?;
        let mut findings: Vec<String> = CHECKS.iter().flat_map(|check| check.findings(&fresh)).collect();
        findings.truncate(MOST);
        Ok(Health { sqlite: rusqlite::version().to_owned(), cipher, schema, findings })
    }
}
