//! A consistent copy of the encrypted database, through SQLite's backup interface.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use crate::connection::{self, Access};
use crate::{Error, Result};

/// Pages copied between two looks at the clock of other connections.
const PAGES: i32 = 4096;

/// Copies `source` to the new file `target` under the same `key`.
pub(crate) fn copy(source: &Connection, target: &Path, key: &[u8; 32]) -> Result<()> {
    if target.exists() {
        return Err(Error::Conflict { what: "file", id: target.display().to_string() });
    }
    let mut copy = connection::open(target, key, Access::Write, true)?;
    {
        let backup = Backup::new(source, &mut copy)?;
        while backup.step(PAGES)? != StepResult::Done {}
    }
    copy.execute_batch("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE;")?;
    Ok(())
}
