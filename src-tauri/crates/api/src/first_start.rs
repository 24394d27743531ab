//! The first start: where the workspace shall lie, how it is opened, its first administrator, and the recovery code.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::KeyModeName;

/// What is known before there is a workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FirstStartView {
    /// The folder that is proposed.
    pub folder: String,
    /// Whether a workspace can be made there.
    pub state: FolderState,
    /// Whether the desktop has a keyring that keeps what it is given.
    pub keyring: bool,
    /// Least length of a password.
    pub least_password: u32,
}

/// Whether a workspace can be made in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum FolderState {
    /// It can.
    Free,
    /// There is one; it can be opened.
    Workspace,
    /// Other files lie in it.
    NotEmpty,
    /// It lies on a network, or cannot be written, or is no folder.
    Unusable,
}

/// Another folder; absent: ask in the desktop's dialog.
#[derive(Deserialize, TS)]
#[ts(export)]
pub struct FolderRequest {
    /// As it was typed.
    pub folder: Option<String>,
}

/// Makes a workspace.
#[derive(Deserialize, TS)]
#[ts(export)]
pub struct WorkspaceCreateRequest {
    /// Its name for people.
    pub name: String,
    /// How it is opened.
    pub key_mode: KeyModeName,
    /// With `passphrase`: the passphrase.
    pub passphrase: Option<String>,
    /// Name of the first administrator.
    pub administrator: String,
    /// Their password.
    pub password: String,
}

/// A workspace that was just made.
#[derive(Serialize, TS)]
#[ts(export)]
pub struct RecoveryCodeView {
    /// Groups of the code, in order. Shown once, kept nowhere.
    pub groups: Vec<String>,
    /// Which of them, from 1, are asked for again.
    pub asked: Vec<u32>,
}

/// Shows that the recovery code was kept.
#[derive(Deserialize, TS)]
#[ts(export)]
pub struct RecoveryCheckRequest {
    /// The groups that were asked for, in order.
    pub groups: Vec<String>,
}

/// Makes the everyday way to open a workspace anew, by its recovery code.
#[derive(Deserialize, TS)]
#[ts(export)]
pub struct RecoverRequest {
    /// The code, as it was typed.
    pub code: String,
    /// How it shall be opened from now on.
    pub key_mode: KeyModeName,
    /// With `passphrase`: the new passphrase.
    pub passphrase: Option<String>,
}
