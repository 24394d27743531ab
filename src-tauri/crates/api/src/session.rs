//! Who is signed in to which workspace.

use countersign_engine::{Mode, Person};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Failure;

/// What the window shows before anything else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SessionView {
    /// The workspace.
    pub workspace: WorkspaceView,
    /// Where the session stands.
    pub phase: SessionPhase,
    /// Who is signed in.
    pub person: Option<PersonView>,
    /// Who holds the workspace, when it is somebody else.
    pub holder: Option<String>,
    /// Whether it can be asked to let go: the worker without a window can, another window cannot.
    pub take_over: bool,
    /// Why it failed.
    pub failure: Option<Failure>,
    /// Whether the workspace was just made and holds nothing yet.
    pub fresh: bool,
}

/// A workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct WorkspaceView {
    /// Name, known once it is open.
    pub name: String,
    /// Folder.
    pub folder: String,
    /// How it is opened.
    pub key_mode: KeyModeName,
}

/// How a workspace is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "KeyMode", export)]
pub enum KeyModeName {
    /// By the OS keyring.
    Keyring,
    /// By passphrase.
    Passphrase,
}

impl From<Mode> for KeyModeName {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::Keyring => Self::Keyring,
            Mode::Passphrase => Self::Passphrase,
        }
    }
}

/// Where a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SessionPhase {
    /// There is no workspace in the folder.
    Absent,
    /// It was just made, and nobody has shown that they kept its recovery code.
    Unconfirmed,
    /// The workspace needs its passphrase.
    Locked,
    /// Open; nobody is signed in.
    SignedOut,
    /// Somebody is.
    SignedIn,
    /// Another process holds the workspace.
    HeldByOther,
    /// It could not be opened.
    Failed,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "PersonView", export)]
pub struct PersonView {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Roles.
    pub roles: Vec<String>,
    /// What they may do, by capability: the user interface leaves out the rest. The gate asks again.
    pub may: Vec<String>,
}

impl From<Person> for PersonView {
    fn from(person: Person) -> Self {
        Self {
            may: countersign_engine::capabilities(&person).into_iter().map(str::to_owned).collect(),
            id: person.id.to_string(),
            name: person.name,
            roles: person.roles.iter().map(|role| role.as_str().to_owned()).collect(),
        }
    }
}

/// Opens a workspace that has a passphrase.
#[derive(Deserialize, TS)]
#[ts(export)]
pub struct UnlockRequest {
    /// The passphrase.
    pub passphrase: String,
}

/// Signs a person in.
#[derive(Deserialize, TS)]
#[ts(export)]
pub struct SignInRequest {
    /// Name.
    pub name: String,
    /// Password.
    pub password: String,
}
