//! Making a workspace, and making sure that its recovery code was kept; opening one by that code when its key is lost.
//!
//! Deliberately absent: what a new workspace holds, which is the engine's.

use std::path::{Path, PathBuf};

use countersign_api::{
    Failure, FirstStartView, FolderState, KeyModeName, RecoverRequest, RecoveryCodeView, SessionView,
    WorkspaceCreateRequest,
};
use countersign_domain::Actor;
use countersign_engine::{
    Argon2Params, Clock, Engine, Error, Folder, KeyMode, LEAST_PASSWORD, NewWorkspace, Opening, OsKeyring, Person,
    Unlock, probe_keyring, recover,
};

use super::{Console, Desk, PROGRAM, State, blocking, failed};
use crate::options;

/// Groups of the code that are asked for again.
const ASKED: usize = 2;

/// A workspace that was made and whose recovery code nobody has shown to have kept yet.
pub struct Unconfirmed {
    engine: Engine,
    administrator: (Actor, Person),
    /// The groups that are asked for, with their numbers from 1.
    asked: Vec<(u32, String)>,
}

impl Console {
    /// What is proposed before there is a workspace.
    pub async fn first_start(&self) -> Result<FirstStartView, Failure> {
        let folder = self.folder();
        blocking(move || FirstStartView {
            state: state_of(folder.path()),
            folder: folder.path().display().to_string(),
            keyring: probe_keyring(&OsKeyring::default()).is_ok(),
            least_password: LEAST_PASSWORD as u32,
        })
        .await
    }

    /// Proposes another folder, and opens it where it holds a workspace. The next start begins there as well.
    ///
    /// Errors: `input` for a folder that is not named from the root, or while a workspace is open.
    pub async fn propose(&self, folder: PathBuf) -> Result<(), Failure> {
        let mut state = self.state.lock().await;
        if matches!(*state, State::Open(_) | State::Unconfirmed(_)) {
            return Err(Failure::input("a workspace is open"));
        }
        if !folder.is_absolute() {
            return Err(Failure::input("a folder is named from the root, as in /srv/countersign"));
        }
        options::remember(&folder);
        self.set_folder(Folder::new(folder));
        *state = State::Closed;
        Ok(())
    }

    /// Makes the workspace. Its recovery code is shown once; the workspace is open for work once some of it was typed back.
    ///
    /// Errors: as of `Engine::create`.
    pub async fn create(&self, request: WorkspaceCreateRequest) -> Result<RecoveryCodeView, Failure> {
        let mut state = self.state.lock().await;
        if !matches!(*state, State::Absent) {
            return Err(Failure::input("there is a workspace already"));
        }
        let folder = self.folder();
        let (unconfirmed, groups) = blocking(move || make(folder, &request)).await?.map_err(failed)?;
        let asked = unconfirmed.asked.iter().map(|(number, _)| *number).collect();
        *state = State::Unconfirmed(Box::new(unconfirmed));
        Ok(RecoveryCodeView { groups, asked })
    }

    /// Compares the groups that were typed back; the first administrator is signed in then.
    ///
    /// Errors: `input` when they are not the ones that were shown.
    pub async fn confirm(&self, typed: &[String]) -> Result<SessionView, Failure> {
        let mut state = self.state.lock().await;
        let State::Unconfirmed(made) = &*state else { return Ok(self.view(&state)) };
        let same = made.asked.len() == typed.len()
            && made.asked.iter().zip(typed).all(|((_, group), typed)| read_as(typed) == read_as(group));
        if !same {
            return Err(Failure::input("this is not what was shown; look at the code again"));
        }
        if let State::Unconfirmed(made) = std::mem::replace(&mut *state, State::Closed) {
            let mut desk = Desk::begin(made.engine, self.changes());
            desk.person = Some(made.administrator);
            desk.fresh = true;
            *state = State::Open(desk);
        }
        Ok(self.view(&state))
    }

    /// The new workspace needs no more help: own data comes in, or the sample is being made.
    pub async fn settle(&self) -> Result<SessionView, Failure> {
        let mut state = self.state.lock().await;
        if let State::Open(desk) = &mut *state {
            desk.fresh = false;
        }
        Ok(self.view(&state))
    }

    /// Makes the everyday way to open the workspace anew by its recovery code, and opens it.
    ///
    /// Errors: `key_unavailable` for a code that is not this workspace's.
    pub async fn recover(&self, request: RecoverRequest) -> Result<SessionView, Failure> {
        let mut state = self.state.lock().await;
        if matches!(*state, State::Open(_) | State::Unconfirmed(_)) {
            return Ok(self.view(&state));
        }
        let folder = self.folder();
        let passphrase = request.passphrase.clone();
        blocking(move || {
            let mode = key_mode(request.key_mode, request.passphrase.as_deref())?;
            recover(&folder, &request.code, mode, &OsKeyring::default(), &Clock::system())
        })
        .await?
        .map_err(failed)?;
        *state = self.opened(passphrase).await?;
        Ok(self.view(&state))
    }
}

fn make(folder: Folder, request: &WorkspaceCreateRequest) -> Result<(Unconfirmed, Vec<String>), Error> {
    let new = NewWorkspace {
        name: request.name.trim(),
        administrator: &request.administrator,
        roles: &[],
        password: &request.password,
        key_mode: key_mode(request.key_mode, request.passphrase.as_deref())?,
        cost: Argon2Params::default(),
        policy: None,
        taxonomy: None,
    };
    let opening = Opening { unlock: Unlock::Keyring, keyring: &OsKeyring::default(), program: PROGRAM };
    let (engine, code) = Engine::create(folder, &new, opening, Clock::system())?;
    let administrator = engine.sign_in(request.administrator.trim(), &request.password)?;
    let groups: Vec<String> = code.reveal().split('-').map(str::to_owned).collect();
    let asked = drawn(groups.len()).into_iter().map(|at| (at as u32 + 1, groups[at].clone())).collect();
    Ok((Unconfirmed { engine, administrator, asked }, groups))
}

fn key_mode(mode: KeyModeName, passphrase: Option<&str>) -> Result<KeyMode<'_>, Error> {
    match (mode, passphrase.filter(|passphrase| passphrase.chars().count() >= LEAST_PASSWORD)) {
        (KeyModeName::Keyring, _) => Ok(KeyMode::Keyring),
        (KeyModeName::Passphrase, Some(passphrase)) => Ok(KeyMode::Passphrase(passphrase)),
        (KeyModeName::Passphrase, None) => Err(Error::WeakPassword { least: LEAST_PASSWORD }),
    }
}

/// Which groups are asked for: others each time, in order, never the same twice.
fn drawn(groups: usize) -> Vec<usize> {
    let first = arbitrary() % groups;
    let second = (first + 1 + arbitrary() % (groups - 1)) % groups;
    let mut drawn = vec![first, second];
    drawn.truncate(ASKED);
    drawn.sort_unstable();
    drawn
}

/// A number that differs from start to start; nothing secret hangs on it.
fn arbitrary() -> usize {
    use std::hash::{BuildHasher as _, Hasher as _};
    std::collections::hash_map::RandomState::new().build_hasher().finish() as usize
}

/// A group as it was meant: any case, O for 0, I and L for 1, as the code itself is read.
fn read_as(typed: &str) -> String {
    let meant = |c: char| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    typed.chars().filter(|c| !c.is_whitespace() && *c != '-').map(meant).collect()
}

/// Whether a workspace can be made in the folder at `path`. Looks only; makes nothing.
fn state_of(path: &Path) -> FolderState {
    if Folder::new(path).database().is_file() {
        return FolderState::Workspace;
    }
    match std::fs::read_dir(path) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                FolderState::NotEmpty
            } else {
                FolderState::Free
            }
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let parent = path.ancestors().skip(1).find(|parent| parent.exists());
            let writable = parent.is_some_and(|parent| {
                parent.is_dir() && rustix::fs::access(parent, rustix::fs::Access::WRITE_OK).is_ok()
            });
            if path.is_absolute() && writable { FolderState::Free } else { FolderState::Unusable }
        }
        Err(_) => FolderState::Unusable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_different_groups_are_asked_for() {
        for _ in 0..200 {
            let drawn = drawn(9);
            assert!(drawn.len() == 2 && drawn[0] < drawn[1] && drawn[1] < 9, "{drawn:?}");
        }
    }

    #[test]
    fn a_group_is_read_as_it_was_meant() {
        assert_eq!(read_as(" oi1-l "), "0111", "who typed what they read has kept the code");
    }

    #[test]
    fn a_folder_says_whether_a_workspace_fits_in() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(state_of(folder.path()), FolderState::Free);
        assert_eq!(
            state_of(&folder.path().join("deeper/still")),
            FolderState::Free,
            "it is made with what leads there"
        );
        std::fs::write(folder.path().join("letter.txt"), "").expect("a file");
        assert_eq!(state_of(folder.path()), FolderState::NotEmpty);
        assert_eq!(state_of(&folder.path().join("letter.txt")), FolderState::Unusable);
        std::fs::write(folder.path().join("countersign.db"), "").expect("a file");
        assert_eq!(state_of(folder.path()), FolderState::Workspace);
    }
}
