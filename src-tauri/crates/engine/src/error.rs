//! What can go wrong in a use case, and the code that the window and the command line act on.

use std::path::PathBuf;

use countersign_domain::ImportFault;
use countersign_rules::authorization::Capability;
use countersign_rules::{promotion, review};

use crate::Holder;

/// A fault or a refusal of a use case. Its text says what happened and what to do; it never quotes input.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The actor's roles do not include it.
    #[error("this needs {}", .0.whom())]
    NotAllowed(Capability),
    /// Name or password is wrong, or the person is disabled.
    #[error("name or password is not right")]
    WrongCredentials,
    /// A password that is too easy to guess.
    #[error("a password has at least {least} characters")]
    WeakPassword {
        /// Least length.
        least: usize,
    },
    /// Somebody else holds the workspace.
    #[error("{}", held_by(.by.as_ref()))]
    Held {
        /// Who.
        by: Option<Holder>,
    },
    /// The workspace was opened beside its holder, for reading.
    #[error("the workspace was opened for reading only")]
    ReadOnly,
    /// There is no workspace in the folder.
    #[error("there is no workspace in {0}; make one with `countersign workspace init`")]
    NoWorkspace(PathBuf),
    /// There is one already.
    #[error("there is a workspace in {0} already; nothing was changed")]
    WorkspaceExists(PathBuf),
    /// A write-ahead log is not safe on this file system.
    #[error("{folder} lies on {kind}, where a database is not safe; choose a folder on a local disk")]
    NetworkFolder {
        /// Folder.
        folder: PathBuf,
        /// File system.
        kind: &'static str,
    },
    /// The last enabled administrator would be gone.
    #[error("this is the last administrator who can sign in; make another one first")]
    LastAdministrator,
    /// Nothing to train on, or too little.
    #[error(
        "there are {labels} labels of {intents} intents to train on; at least {needed} labels of 2 intents are needed"
    )]
    TooFewLabels {
        /// Labels there are.
        labels: usize,
        /// Intents there are.
        intents: usize,
        /// Labels needed.
        needed: usize,
    },
    /// The person cancelled.
    #[error("cancelled; what was done until then is kept")]
    Cancelled,
    /// No model can be rolled back.
    #[error("no model is live, so there is nothing to roll back")]
    NothingToRollBack,
    /// A name that is none or several things.
    #[error("{what} {name}: {found} match")]
    Ambiguous {
        /// Kind.
        what: &'static str,
        /// As given.
        name: String,
        /// How many.
        found: usize,
    },
    /// An intent that the live taxonomy does not have.
    #[error("the taxonomy has no such intent; see `countersign policy show`")]
    UnknownIntent,
    /// The review rules refuse.
    #[error("{0}")]
    Claim(#[from] review::ClaimRefused),
    /// The review rules refuse.
    #[error("{0}")]
    Review(#[from] review::ReviewRefused),
    /// The review rules refuse.
    #[error("{0}")]
    Undo(#[from] review::UndoRefused),
    /// The promotion rules refuse.
    #[error("{0}")]
    Promotion(#[from] promotion::PromotionRefused),
    /// A policy or taxonomy that cannot be used.
    #[error("{0}")]
    Policy(String),
    /// A file that cannot be read as what it should be.
    #[error("{0}")]
    Input(String),
    /// A file on its way in that is not taken, or not to its end.
    #[error("{message}")]
    File {
        /// The reason, one of a closed list.
        fault: ImportFault,
        /// What was wrong, and where.
        message: String,
    },
    /// A folder that the background work needs is not there.
    #[error("the folder {0} is gone; make it again, or mount what it lies on. Nothing in the workspace was changed")]
    FolderGone(PathBuf),
    /// A fault of the program itself while it worked on one thing.
    #[error("the program failed on one event, which was left to people; please report it with the log")]
    Panicked,
    /// The recognizers cannot be built.
    #[error("the recognizers cannot be built: {0}")]
    Privacy(#[from] countersign_privacy::Error),
    /// The classifier refuses.
    #[error("{0}")]
    Classifier(#[from] countersign_classifier::Error),
    /// Keys.
    #[error("{0}")]
    Keys(#[from] countersign_keys::Error),
    /// Store.
    #[error("{0}")]
    Store(#[from] countersign_store::Error),
    /// Files.
    #[error("{}", of_files(.0))]
    Io(#[from] std::io::Error),
}

/// What the window or a script does something about; everything else is `Internal`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// Another role is needed.
    NotAllowed,
    /// Sign in again.
    WrongCredentials,
    /// Another process holds the workspace.
    Held,
    /// Key, keyring or passphrase.
    KeyUnavailable,
    /// Make or choose a workspace.
    NoWorkspace,
    /// The item is somebody else's, or changed: load it again.
    ClaimLost,
    /// Too late, or nothing to undo.
    UndoRefused,
    /// The promotion was refused.
    PromotionRefused,
    /// Use the newer program.
    DatabaseTooNew,
    /// Free some space.
    DiskFull,
    /// What was given cannot be used.
    Input,
    /// The person cancelled.
    Cancelled,
    /// See the log.
    Internal,
}

impl Error {
    /// The code.
    pub fn code(&self) -> Code {
        use countersign_store::Error as Store;
        match self {
            Self::NotAllowed(_) => Code::NotAllowed,
            Self::WrongCredentials => Code::WrongCredentials,
            Self::Held { .. } | Self::ReadOnly => Code::Held,
            Self::NoWorkspace(_) => Code::NoWorkspace,
            Self::Keys(_) | Self::Store(Store::Unreadable | Store::Empty) => Code::KeyUnavailable,
            Self::Review(review::ReviewRefused::NotAllowed) | Self::Undo(review::UndoRefused::NotAllowed) => {
                Code::NotAllowed
            }
            Self::Claim(_) | Self::Review(_) => Code::ClaimLost,
            Self::Undo(_) => Code::UndoRefused,
            Self::Promotion(promotion::PromotionRefused::NotAllowed(_) | promotion::PromotionRefused::SamePerson) => {
                Code::NotAllowed
            }
            Self::Promotion(_) => Code::PromotionRefused,
            Self::Store(Store::TooNew { .. } | Store::TooOld { .. }) => Code::DatabaseTooNew,
            Self::Store(Store::DiskFull) => Code::DiskFull,
            Self::Io(error) if is_disk_full(error) => Code::DiskFull,
            Self::Store(Store::NotFound { .. })
            | Self::Input(_)
            | Self::File { .. }
            | Self::FolderGone(_)
            | Self::Policy(_)
            | Self::UnknownIntent
            | Self::Ambiguous { .. } => Code::Input,
            Self::WeakPassword { .. }
            | Self::TooFewLabels { .. }
            | Self::LastAdministrator
            | Self::NothingToRollBack => Code::Input,
            Self::WorkspaceExists(_) | Self::NetworkFolder { .. } => Code::Input,
            Self::Cancelled => Code::Cancelled,
            Self::Privacy(_) | Self::Classifier(_) | Self::Store(_) | Self::Io(_) | Self::Panicked => Code::Internal,
        }
    }
}

impl Error {
    /// Whether it lies with one event and not with the computer, the database or the workspace: then all others go on.
    pub(crate) fn lies_with_one_event(&self) -> bool {
        match self {
            Self::Panicked | Self::Classifier(_) | Self::Privacy(_) | Self::Policy(_) | Self::Review(_) => true,
            Self::Store(error) => error.lies_with_a_row(),
            _ => false,
        }
    }
}

fn is_disk_full(error: &std::io::Error) -> bool {
    use std::io::ErrorKind;
    matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
}

fn of_files(error: &std::io::Error) -> String {
    if is_disk_full(error) {
        "the disk is full; nothing was lost. Free some space".to_owned()
    } else {
        format!("a file could not be used: {error}")
    }
}

fn held_by(holder: Option<&Holder>) -> String {
    let who =
        holder.map_or("another process".to_owned(), |holder| format!("`{}` (process {})", holder.program, holder.pid));
    format!(
        "{who} holds the workspace. Put a file into its inbox folder to import it, create a file named STOP to stop \
         automatic routing, or end that program"
    )
}
