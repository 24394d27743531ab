//! Bringing a database to the newest schema: forward only, one transaction each, a copy of the file first.

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::{Error, Result};

const STEPS: &[M<'static>] = &[
    M::up(include_str!("../../../../migrations/0001_ledger_and_people.sql")),
    M::up(include_str!("../../../../migrations/0002_events.sql")),
    M::up(include_str!("../../../../migrations/0003_models.sql")),
    M::up(include_str!("../../../../migrations/0004_decisions_and_review.sql")),
    M::up(include_str!("../../../../migrations/0005_reasons.sql")),
    M::up(include_str!("../../../../migrations/0006_faults.sql")),
    M::up(include_str!("../../../../migrations/0007_browse.sql")),
    M::up(include_str!("../../../../migrations/0008_own_items.sql")),
    M::up(include_str!("../../../../migrations/0009_ledger_of_people.sql")),
    M::up(include_str!("../../../../migrations/0010_review_filters.sql")),
];
const MIGRATIONS: Migrations<'static> = Migrations::from_slice(STEPS);

/// Newest schema that this program knows.
pub(crate) fn newest() -> u32 {
    STEPS.len() as u32
}

/// Schema of the open database.
pub(crate) fn version(connection: &Connection) -> Result<u32> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Refuses a database from the future and one without a schema; `exact` also refuses an older one.
pub(crate) fn require(connection: &Connection, exact: bool) -> Result<u32> {
    let found = version(connection)?;
    if found == 0 {
        return Err(Error::Empty);
    }
    if found > newest() {
        return Err(Error::TooNew { found, known: newest() });
    }
    if exact && found < newest() {
        return Err(Error::TooOld { found });
    }
    Ok(found)
}

/// Runs what is missing.
pub(crate) fn migrate(connection: &mut Connection) -> Result<()> {
    MIGRATIONS.to_latest(connection).map_err(Error::Migration)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The readable result of all migrations; `UPDATE_GOLDEN=1 cargo nextest run -p countersign-store schema` rewrites it.
    #[test]
    fn schema_sql_is_what_the_migrations_make() {
        let mut connection = Connection::open_in_memory().expect("memory database");
        migrate(&mut connection).expect("migrations run");
        let mut statement = connection
            .prepare("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
            .expect("schema table");
        let parts: Vec<String> = statement
            .query_map([], |row| row.get(0))
            .expect("schema rows")
            .collect::<std::result::Result<_, _>>()
            .expect("schema text");
        let schema =
            format!("-- Generated from the migrations, for readers. Do not edit.\n\n{};\n", parts.join(";\n\n"));
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../migrations/schema.sql");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, &schema).expect("schema.sql is writable");
        }
        let kept = std::fs::read_to_string(&path).expect("schema.sql is there");
        assert!(kept == schema, "migrations/schema.sql is stale; rewrite it with UPDATE_GOLDEN=1");
    }

    /// What waits since before 0010 is filtered and searched like the rest.
    #[test]
    fn items_of_an_older_database_get_what_filters_ask_for() {
        let mut connection = Connection::open_in_memory().expect("memory database");
        MIGRATIONS.to_version(&mut connection, 9).expect("the schema before");
        connection
            .execute_batch(
                "PRAGMA foreign_keys = OFF;
                 INSERT INTO events (id, batch_id, event_type, at_ms, channel, session, subject, turns, receipts, segment,
                                     content_digest, recognizer_version, received_at_ms, ledger_sequence)
                     VALUES ('e1', 'b', 'message', 0, 'email', 's1', 'u', '[{\"speaker\":\"customer\",\"text\":\"Grüße vom Zoll\"}]',
                             '[]', '{}', zeroblob(32), 'r', 0, 1);
                 INSERT INTO decisions (id, event_id, revision, verdict, reason, intent, candidates, feature_set_version,
                                        routing_policy_version, taxonomy_version, recognizer_version, earlier_contacts, rule, queue,
                                        priority, due_at_ms, audit_probability, audited, decided_at_ms, ledger_sequence)
                     VALUES ('d1', 'e1', 1, 'abstained', 'two_rivals', 'refund', '[]', 'f', 'p', 't', 'r', 0, 'default', 'general',
                             1, 0, 1.0, 0, 0, 2);
                 INSERT INTO review_items (id, session, event_id, decision_id, queue, priority, due_at_ms, state, version, ledger_sequence)
                     VALUES ('i0', 's0', 'e1', 'd1', 'general', 1, 0, 'submitted', 2, 3), ('i1', 's1', 'e1', 'd1', 'general', 1, 0, 'pending', 1, 3);",
            )
            .expect("rows of the older schema");
        migrate(&mut connection).expect("the newest schema");
        let found: (String, String, String) = connection
            .query_row(
                "SELECT i.id, i.intent, i.channel
                 FROM review_items i
                 WHERE i.position IN (SELECT rowid FROM waiting_words WHERE waiting_words MATCH '\"grusse\"* OR \"gruße\"*')",
                [],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .expect("one item has these words and waits");
        assert_eq!(found, ("i1".to_owned(), "refund".to_owned(), "email".to_owned()));
    }
}
