//! What the user interface hears when something does not work.

use countersign_engine::{Code, Error};
use serde::Serialize;
use ts_rs::TS;

/// A failure the user interface can act on. It matches `code`, never the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Failure {
    /// What to do about it.
    pub code: FailureCode,
    /// What happened and what to do, for the log and for codes that have no sentence of their own.
    pub message: String,
}

/// Codes that the user interface does something about; everything else is `internal`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum FailureCode {
    /// Another role is needed.
    NotAllowed,
    /// Nobody is signed in, or no longer.
    SignedOut,
    /// Name or password is not right.
    WrongCredentials,
    /// Another process holds the workspace.
    Held,
    /// Key, keyring or passphrase.
    KeyUnavailable,
    /// There is no workspace in the folder.
    NoWorkspace,
    /// The item is somebody else's, or changed.
    ClaimLost,
    /// Too late, or nothing to take back.
    UndoRefused,
    /// The promotion was refused.
    PromotionRefused,
    /// The database was written by a newer program.
    DatabaseTooNew,
    /// The disk is full.
    DiskFull,
    /// What was given cannot be used.
    Input,
    /// The person cancelled.
    Cancelled,
    /// See the log.
    Internal,
}

impl Failure {
    /// Nobody is signed in.
    pub fn signed_out() -> Self {
        Self { code: FailureCode::SignedOut, message: "sign in first".to_owned() }
    }

    /// What was given cannot be used.
    pub fn input(message: &str) -> Self {
        Self { code: FailureCode::Input, message: message.to_owned() }
    }

    /// Something that only the log explains.
    pub fn internal(message: &str) -> Self {
        Self { code: FailureCode::Internal, message: message.to_owned() }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { code: error.code().into(), message: error.to_string() }
    }
}

impl From<Code> for FailureCode {
    fn from(code: Code) -> Self {
        match code {
            Code::NotAllowed => Self::NotAllowed,
            Code::WrongCredentials => Self::WrongCredentials,
            Code::Held => Self::Held,
            Code::KeyUnavailable => Self::KeyUnavailable,
            Code::NoWorkspace => Self::NoWorkspace,
            Code::ClaimLost => Self::ClaimLost,
            Code::UndoRefused => Self::UndoRefused,
            Code::PromotionRefused => Self::PromotionRefused,
            Code::DatabaseTooNew => Self::DatabaseTooNew,
            Code::DiskFull => Self::DiskFull,
            Code::Input => Self::Input,
            Code::Cancelled => Self::Cancelled,
            Code::Internal => Self::Internal,
        }
    }
}
