//! One writer behind a mutex, a few readers, and the two kinds of write.
//!
//! `record` is for what must be proven: its closure gets a [`Recorder`] whose writing methods each ask for the
//! [`Entered`] token of a ledger entry made in the same transaction, and without an entry there is no commit.
//! `note` is for bookkeeping (claims, cursors, work lists): its [`Noter`] has no method that touches a recorded table.
//! Deliberately absent: any other way to a write, and any connection given out.

use std::ops::Deref;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::connection::{self, Access};
use crate::{Error, Result, migrations};

/// Readers that are kept open.
const READERS: usize = 3;

/// The workspace's database.
pub struct Store {
    path: PathBuf,
    key: zeroize::Zeroizing<[u8; 32]>,
    readers: Mutex<Vec<Connection>>,
    // Declared, and so closed, after the readers: the last writer to close moves the write-ahead log into the file, so
    // that a workspace at rest is one file.
    writer: Option<Mutex<Connection>>,
}

impl Store {
    /// Creates the database of a new workspace. Errors if the file exists.
    pub fn create(path: &Path, key: &[u8; 32]) -> Result<Self> {
        if path.exists() {
            return Err(Error::Conflict { what: "database", id: path.display().to_string() });
        }
        // The owner's alone; the write-ahead log takes the file's rights.
        std::fs::File::options().write(true).create_new(true).mode(0o600).open(path)?;
        let mut writer = connection::open(path, key, Access::Write, true)?;
        migrations::migrate(&mut writer)?;
        Ok(Self::over(path, key, Some(writer)))
    }

    /// Opens the database for the process that holds the workspace, bringing an older schema up to date.
    ///
    /// Before a migration the file is copied to `<name>.schema-<old>` by the backup interface, so that nothing is lost
    /// if it fails. Errors: `TooNew`, `Unreadable`, `Empty`, `Migration`.
    pub fn open(path: &Path, key: &[u8; 32]) -> Result<Self> {
        if std::fs::metadata(path)?.len() == 0 {
            // Asked first: SQLite would take it for a new database and write its header.
            return Err(Error::Empty);
        }
        let mut writer = connection::open(path, key, Access::Write, false)?;
        let found = migrations::require(&writer, false)?;
        if found < migrations::newest() {
            crate::backup::copy(&writer, &path.with_extension(format!("schema-{found}")), key)?;
            migrations::migrate(&mut writer)?;
        }
        Ok(Self::over(path, key, Some(writer)))
    }

    /// Opens the database beside its holder, for reading only. Errors: `TooNew`, `TooOld`, `Unreadable`.
    pub fn open_read_only(path: &Path, key: &[u8; 32]) -> Result<Self> {
        let store = Self::over(path, key, None);
        let reader = store.reader()?;
        migrations::require(&reader, true)?;
        store.give_back(reader);
        Ok(store)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn key(&self) -> &[u8; 32] {
        &self.key
    }

    fn over(path: &Path, key: &[u8; 32], writer: Option<Connection>) -> Self {
        let key = zeroize::Zeroizing::new(*key);
        Self { path: path.to_owned(), key, writer: writer.map(Mutex::new), readers: Mutex::new(Vec::new()) }
    }

    /// Runs `query` on a reader, within one snapshot.
    pub fn read<T, E: From<Error>>(
        &self,
        query: impl FnOnce(&Reader<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let mut connection = self.reader()?;
        let result = {
            let snapshot = connection.transaction().map_err(Error::from)?;
            query(&Reader(&snapshot))
        };
        self.give_back(connection);
        result
    }

    /// Runs `write` in one transaction that commits only if it made at least one ledger entry.
    pub fn record<T, E: From<Error>>(
        &self,
        write: impl FnOnce(&mut Recorder<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let mut writer = self.writer()?;
        let transaction = begin(&mut writer)?;
        let mut recorder = Recorder { noter: Noter { reader: Reader(&transaction) }, head: None, entries: 0 };
        let value = write(&mut recorder)?;
        if recorder.entries == 0 {
            return Err(Error::NothingRecorded.into());
        }
        transaction.commit().map_err(Error::from)?;
        Ok(value)
    }

    /// Runs bookkeeping in one transaction.
    pub fn note<T, E: From<Error>>(
        &self,
        write: impl FnOnce(&Noter<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let mut writer = self.writer()?;
        let transaction = begin(&mut writer)?;
        let value = write(&Noter { reader: Reader(&transaction) })?;
        transaction.commit().map_err(Error::from)?;
        Ok(value)
    }

    /// Copies the database, consistent at one moment, to a new encrypted file under the same key.
    pub fn back_up(&self, target: &Path) -> Result<()> {
        let reader = self.reader()?;
        let result = crate::backup::copy(&reader, target, &self.key);
        self.give_back(reader);
        result
    }

    /// Moves what the write-ahead log holds into the file and empties the log. Only the writer does this.
    pub fn checkpoint(&self) -> Result<()> {
        self.writer()?.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }

    fn writer(&self) -> Result<MutexGuard<'_, Connection>> {
        let writer = self.writer.as_ref().ok_or(Error::Sqlite(rusqlite::Error::InvalidQuery))?;
        // A panic inside a write has rolled its transaction back when it was dropped: the connection is sound.
        Ok(writer.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn reader(&self) -> Result<Connection> {
        let kept = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        kept.map_or_else(|| connection::open(&self.path, &self.key, Access::Read, false), Ok)
    }

    fn give_back(&self, connection: Connection) {
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.len() < READERS {
            readers.push(connection);
        }
    }
}

fn begin(writer: &mut Connection) -> Result<Transaction<'_>> {
    Ok(writer.transaction_with_behavior(TransactionBehavior::Immediate)?)
}

/// Reading methods, one file per table.
pub struct Reader<'c>(pub(crate) &'c Connection);

/// Bookkeeping methods; reads as well.
pub struct Noter<'c> {
    reader: Reader<'c>,
}

/// Recorded writes; bookkeeping and reads as well.
pub struct Recorder<'c> {
    noter: Noter<'c>,
    /// Where the ledger stands, once it was read.
    pub(crate) head: Option<countersign_ledger::Head>,
    pub(crate) entries: u64,
}

/// Proof that a ledger entry was made in this transaction; every recorded row carries its sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entered(pub(crate) u64);

impl Entered {
    /// Sequence of the entry.
    pub fn sequence(self) -> u64 {
        self.0
    }
}

/// A recorded row as verification sees it.
#[derive(Debug, Clone, Copy)]
pub struct Recorded<'a, T> {
    /// Sequence of its ledger entry.
    pub sequence: u64,
    /// The row.
    pub row: &'a T,
    /// Whether the columns that repeat a part of it for queries (counts, the first intent, row numbers) say the same.
    pub copies_agree: bool,
}

impl<'c> Deref for Noter<'c> {
    type Target = Reader<'c>;
    fn deref(&self) -> &Reader<'c> {
        &self.reader
    }
}

impl<'c> Deref for Recorder<'c> {
    type Target = Noter<'c>;
    fn deref(&self) -> &Noter<'c> {
        &self.noter
    }
}
