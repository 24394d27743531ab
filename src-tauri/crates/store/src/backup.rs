//! A consistent copy of the encrypted database, through SQLite's backup interface. The copy bears a mark, so that whoever
//! opens it to work on it knows that it is one, however it came to its place.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use crate::connection::{self, Access};
use crate::store::Entered;
use crate::{Error, Reader, Recorder, Result};

/// The application id (a number in the file's header) of a copy that nobody has worked on yet; 0 in any other.
const COPY: i64 = 0x636f_7079;

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
    copy.pragma_update(None, "application_id", COPY)?;
    copy.execute_batch("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE;")?;
    Ok(())
}

impl Reader<'_> {
    /// Whether this database is a copy that nobody has worked on yet.
    pub fn is_copy(&self) -> Result<bool> {
        Ok(self.0.pragma_query_value(None, "application_id", |row| row.get::<_, i64>(0))? == COPY)
    }
}

impl Recorder<'_> {
    /// Takes the mark of a copy away: from this entry on, it is a workspace of its own.
    pub fn make_own(&self, _entered: Entered) -> Result<()> {
        Ok(self.0.pragma_update(None, "application_id", 0)?)
    }
}
