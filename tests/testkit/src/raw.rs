//! The database without the program: what somebody with the key and a database tool sees and can do.

use countersign_engine::Folder;
use countersign_keys::{Keyset, Unlock};
use rusqlite::Connection;

use crate::{KEYRING, PASSPHRASE};

/// The keys of a test workspace.
pub fn keys(folder: &Folder) -> Keyset {
    countersign_keys::open(folder.path(), Unlock::Passphrase(PASSPHRASE), &*KEYRING).expect("the keys of a workspace")
}

/// A connection that may do anything. Nobody else should have the workspace open.
pub fn connection(folder: &Folder) -> Connection {
    let key: String = keys(folder).database.expose().iter().map(|byte| format!("{byte:02x}")).collect();
    let connection = Connection::open(folder.database()).expect("the database file");
    connection.execute_batch(&format!("PRAGMA key = \"x'{key}'\";")).expect("a key pragma");
    connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(())).expect("the key opens the file");
    connection
}

/// A connection whose owner has taken the triggers away that refuse changes.
pub fn tampering(folder: &Folder) -> Connection {
    let connection = connection(folder);
    for trigger in strings(&connection, "SELECT name FROM sqlite_master WHERE type = 'trigger'") {
        connection.execute_batch(&format!("DROP TRIGGER {trigger}")).expect("a trigger can be dropped by hand");
    }
    connection.execute_batch("PRAGMA foreign_keys = OFF").expect("a pragma");
    connection
}

/// The first column of each row, as text.
pub fn strings(connection: &Connection, query: &str) -> Vec<String> {
    let mut statement = connection.prepare(query).unwrap_or_else(|error| panic!("{query}: {error}"));
    let rows = statement.query_map([], |row| row.get(0)).unwrap_or_else(|error| panic!("{query}: {error}"));
    rows.collect::<Result<_, _>>().unwrap_or_else(|error| panic!("{query}: {error}"))
}

/// A count.
pub fn count(connection: &Connection, query: &str) -> u64 {
    connection.query_row(query, [], |row| row.get(0)).unwrap_or_else(|error| panic!("{query}: {error}"))
}

/// Every table.
pub fn tables(connection: &Connection) -> Vec<String> {
    strings(
        connection,
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
}

/// Every value of every table as text (bytes as they are, numbers in decimal), each with where it stands.
pub fn dump(connection: &Connection) -> Vec<(String, Vec<u8>)> {
    tables(connection).iter().flat_map(|table| dump_table(connection, table)).collect()
}

/// The same of one table.
pub fn dump_table(connection: &Connection, table: &str) -> Vec<(String, Vec<u8>)> {
    use rusqlite::types::ValueRef;
    let mut statement = connection.prepare(&format!("SELECT * FROM {table}")).expect("a table of the schema");
    let columns: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
    let mut rows = statement.query([]).expect("a table can be read");
    let mut values = Vec::new();
    while let Some(row) = rows.next().expect("a row can be read") {
        for (place, column) in columns.iter().enumerate() {
            let value = match row.get_ref(place).expect("the column is there") {
                ValueRef::Null => continue,
                ValueRef::Integer(number) => number.to_string().into_bytes(),
                ValueRef::Real(number) => number.to_string().into_bytes(),
                ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.to_vec(),
            };
            values.push((format!("{table}.{column}"), value));
        }
    }
    values
}
