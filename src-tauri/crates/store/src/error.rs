//! What can go wrong between the program and its database.

/// A fault of the store.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The key does not open the file, or the file is not a database of ours.
    #[error(
        "the database cannot be opened with this key, or it is damaged; nothing was changed. Restore the last backup, or \
         put back the key file that belongs to it"
    )]
    Unreadable,
    /// A file without a workspace in it: one whose making was interrupted, or one that was emptied.
    #[error(
        "the database holds no workspace; nothing was changed. Restore the last backup, or, if its making was \
         interrupted, remove the folder and make it again"
    )]
    Empty,
    /// Written by a newer program; left untouched.
    #[error("the database has schema {found}; this program knows {known}. Use the newer program that wrote it")]
    TooNew {
        /// Schema of the file.
        found: u32,
        /// Newest schema of the program.
        known: u32,
    },
    /// Written by an older program; only the holder of the workspace brings it up to date.
    #[error("the database has the older schema {found}; open it once with the console or `countersign run`")]
    TooOld {
        /// Schema of the file.
        found: u32,
    },
    /// The SQLite inside is older than the first one without the write-ahead-log reset fault.
    #[error("this build carries SQLite {found}; 3.51.3 or newer is needed")]
    OldSqlite {
        /// What it carries.
        found: String,
    },
    /// A write was asked for without its ledger entry.
    #[error("a recorded write made no ledger entry; nothing was written")]
    NothingRecorded,
    /// The row has changed since it was read.
    #[error("{what} {id} has changed since it was read")]
    Conflict {
        /// Kind of row.
        what: &'static str,
        /// Which.
        id: String,
    },
    /// No such row.
    #[error("there is no {what} {id}")]
    NotFound {
        /// Kind of row.
        what: &'static str,
        /// Which.
        id: String,
    },
    /// The disk is full; nothing was written.
    #[error("the disk is full; nothing was written. Free some space and try again")]
    DiskFull,
    /// A migration failed; the file was left as it was.
    #[error("bringing the database up to date failed; the copy beside it is untouched")]
    Migration(#[source] rusqlite_migration::Error),
    /// The ledger refused an entry.
    #[error(transparent)]
    Ledger(#[from] countersign_ledger::Error),
    /// Anything else that SQLite says.
    #[error("the database refused: {0}")]
    Sqlite(#[source] rusqlite::Error),
    /// A file beside the database.
    #[error("the workspace folder cannot be used: {0}")]
    Io(#[from] std::io::Error),
}

impl Error {
    /// Whether a row holds what cannot be read, or is not there; the database itself works.
    pub fn lies_with_a_row(&self) -> bool {
        match self {
            Self::NotFound { .. } | Self::Conflict { .. } => true,
            Self::Sqlite(error) => error.sqlite_error_code().is_none(),
            _ => false,
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::DiskFull,
            Some(rusqlite::ErrorCode::NotADatabase) => Self::Unreadable,
            _ => Self::Sqlite(error),
        }
    }
}

/// Result of the store.
pub type Result<T> = std::result::Result<T, Error>;
