//! What can go wrong with keys, each with the step that helps. No text holds a secret.

use std::path::PathBuf;

/// Why the OS keyring could not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unavailable {
    /// Nothing offers the Secret Service on the session bus.
    #[error(
        "no keyring service answers: start one (GNOME Keyring, KWallet) and start Countersign again, or use a passphrase"
    )]
    NoService,
    /// The keyring is there, but locked, or the person dismissed its prompt.
    #[error("the keyring is locked: unlock it and try again")]
    Locked,
    /// No answer in time; most often a prompt waits behind another window.
    #[error("the keyring did not answer within {seconds} s: look for its prompt, unlock it and try again")]
    NoAnswer {
        /// How long it was waited for.
        seconds: u64,
    },
    /// Anything else, in the words of the service.
    #[error("the keyring refused: {0}")]
    Failed(String),
}

/// What can go wrong with keys.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder has no key file.
    #[error("{path} does not exist: this folder is no workspace, or its key file was removed")]
    NoKeyFile {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The folder has a key file already; it is never overwritten by a new one.
    #[error("{path} exists already")]
    AlreadyExists {
        /// The file.
        path: PathBuf,
    },
    /// Reading or writing failed.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The key file is not what was written; restore it from a backup.
    #[error("{path} is damaged ({why}): restore it from a backup")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What gave it away.
        why: &'static str,
    },
    /// A later program wrote the key file.
    #[error("the key file has version {found}, this program reads up to {supported}: use the newer program")]
    NewerVersion {
        /// Version in the file.
        found: u64,
        /// Newest version that is understood.
        supported: u64,
    },
    /// The keyring could not be used.
    #[error("{why}")]
    KeyringUnavailable {
        /// Why, and what to do.
        why: Unavailable,
    },
    /// The keyring answers, but has no entry for this workspace. Never a reason to make a new key.
    #[error("the keyring has no key for workspace {account}: use the recovery code")]
    KeyMissing {
        /// The account that was asked for.
        account: String,
    },
    /// The keyring has an entry for this workspace that does not open it.
    #[error("the keyring's entry for workspace {account} does not open it: use the recovery code")]
    KeyringMismatch {
        /// The account that was asked for.
        account: String,
    },
    /// The workspace is opened in the other way.
    #[error("this workspace is opened by {mode}")]
    OtherMode {
        /// The way that its key file names.
        mode: crate::Mode,
    },
    /// The passphrase does not open the workspace.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// A passphrase or password of no characters.
    #[error("the passphrase is empty")]
    EmptyPassphrase,
    /// What was typed cannot be a recovery code of any workspace: a typing mistake.
    #[error("the recovery code has a typing mistake: {why}")]
    RecoveryCodeTypo {
        /// What gave it away.
        why: &'static str,
    },
    /// A well-formed recovery code, but of another workspace.
    #[error("the recovery code belongs to another workspace")]
    WrongRecoveryCode,
    /// Sealed bytes were changed, or belong to another key or place.
    #[error("sealed bytes cannot be opened: changed, or sealed under another key")]
    Unsealable,
    /// Argon2 parameters out of range, or a stored hash that is none.
    #[error("password hashing: {why}")]
    Parameters {
        /// What is wrong.
        why: &'static str,
    },
    /// The system gave no random bytes.
    #[error("the system gives no random bytes")]
    NoRandomness,
}
