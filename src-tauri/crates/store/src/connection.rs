//! Opening the encrypted file: the key first, then one fixed block of pragmas, on every connection.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::{Error, Result};

/// What a connection may do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// The one writer of the process that holds the workspace.
    Write,
    /// A reader; refuses every write and never checkpoints.
    Read,
}

/// Cipher pragmas must not change after the key is used, so this block is all there is (SQLCipher issue 613).
///
/// Few pages are kept decrypted: with 64 MiB for the writer and 32 for each of three readers a large workspace filled 160
/// MiB, and the operating system keeps the file anyway.
const WRITER: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA fullfsync = ON;
    PRAGMA checkpoint_fullfsync = ON;
    PRAGMA secure_delete = ON;
    PRAGMA foreign_keys = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA mmap_size = 0;
    PRAGMA cache_size = -32768;";
const READER: &str = "
    PRAGMA query_only = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA mmap_size = 0;
    PRAGMA cache_size = -8192;";

/// SQLCipher would write to standard error, where the command line says its one sentence.
const QUIET: &str = "PRAGMA cipher_log_level = NONE;";

/// Opens `path` with the raw 256-bit `key`; `create` makes the file where there is none.
pub(crate) fn open(path: &Path, key: &[u8; 32], access: Access, create: bool) -> Result<Connection> {
    require_sqlite()?;
    let flags = match (access, create) {
        (Access::Read, _) => OpenFlags::SQLITE_OPEN_READ_ONLY,
        (Access::Write, false) => OpenFlags::SQLITE_OPEN_READ_WRITE,
        (Access::Write, true) => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
    };
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.execute_batch(QUIET)?;
    connection.execute_batch(&key_pragma(key))?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    connection.execute_batch(if access == Access::Write { WRITER } else { READER })?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

/// The raw-key form skips the passphrase derivation; the text is wiped after use.
fn key_pragma(key: &[u8; 32]) -> zeroize::Zeroizing<String> {
    let hex = zeroize::Zeroizing::new(data_encoding::HEXLOWER.encode(key));
    zeroize::Zeroizing::new(format!("PRAGMA key = \"x'{}'\";", hex.as_str()))
}

/// SQLite before 3.51.3 could corrupt a database when a checkpoint and a commit of two connections raced.
fn require_sqlite() -> Result<()> {
    if rusqlite::version_number() >= 3_051_003 {
        return Ok(());
    }
    Err(Error::OldSqlite { found: rusqlite::version().to_owned() })
}
