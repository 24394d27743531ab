//! The open workspace and who is in front of it: opens keys, store and engine, runs the worker, closes them in order.
//!
//! Takes the workspace's folder; gives a [`Console`] that every command asks. One person is signed in at a time; the
//! worker goes on while nobody is. Deliberately absent: what a person may do, which is the engine's gate.

mod desk;
mod first_start;
mod offers;
mod take_over;
mod work;

use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use countersign_api::{
    Failure, KeyModeName, PersonView, SessionPhase, SessionView, WorkKind, WorkOutcomeView, WorkspaceView,
};
use countersign_domain::Actor;
use countersign_engine::{Engine, Error, Folder, Holder, Mode, key_mode};
use tokio::sync::Mutex;

use crate::changes::Changes;
use crate::log;
use desk::Desk;
use first_start::Unconfirmed;
use offers::Offers;
pub use offers::Taken;
pub use work::Underway;
use work::Works;

/// The workspace of this window.
pub struct Console {
    folder: RwLock<Folder>,
    changes: Changes,
    works: Works,
    offers: Offers,
    state: Mutex<State>,
}

/// Where the workspace stands.
enum State {
    /// Not tried yet, or to be tried again.
    Closed,
    /// There is none in the folder.
    Absent,
    /// It was just made, and its recovery code is not known to be kept.
    Unconfirmed(Box<Unconfirmed>),
    /// It needs its passphrase.
    Locked,
    /// Another process has it.
    Held(Option<Holder>),
    /// It could not be opened.
    Failed(Failure),
    /// It is open.
    Open(Desk),
}

/// How the program is called where it holds a workspace.
const PROGRAM: &str = "console";
/// What `countersign run` is called: it ends in order when it is told to.
const WORKER: &str = "run";

impl Console {
    /// The console of the workspace in `folder`, which is opened when it is first asked for.
    pub fn new(folder: PathBuf) -> Self {
        let changes = Changes::default();
        let works = Works::new(changes.clone());
        Self {
            folder: RwLock::new(Folder::new(folder)),
            changes,
            works,
            offers: Offers::default(),
            state: Mutex::new(State::Closed),
        }
    }

    /// Where the workspace lies, or shall lie.
    fn folder(&self) -> Folder {
        self.folder.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set_folder(&self, folder: Folder) {
        *self.folder.write().unwrap_or_else(PoisonError::into_inner) = folder;
    }

    /// What the page hears of changes.
    pub fn changes(&self) -> &Changes {
        &self.changes
    }

    /// Runs `work` in the name of the person who is signed in, where it may block.
    ///
    /// Errors: `signed_out` when nobody is; what the engine refuses or cannot do.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Engine, &Actor) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Failure> {
        let (engine, actor) = self.signed_in().await?;
        blocking(move || work(&engine, &actor)).await?.map_err(failed)
    }

    /// Long work of this window.
    pub fn works(&self) -> &Works {
        &self.works
    }

    /// Files that somebody holds out to be imported.
    pub fn offers(&self) -> &Offers {
        &self.offers
    }

    /// Begins long work in the name of the person who is signed in and returns at once; the tray says how it goes.
    ///
    /// Errors: `signed_out` when nobody is; `input` when such work is under way.
    pub async fn begin(
        &self,
        kind: WorkKind,
        subject: Option<String>,
        work: impl FnOnce(&Engine, &Actor, &Underway) -> Result<WorkOutcomeView, Error> + Send + 'static,
    ) -> Result<(), Failure> {
        let (engine, actor) = self.signed_in().await?;
        let underway = self.works.begin(kind, subject, true)?;
        tokio::task::spawn_blocking(move || {
            let outcome = work(&engine, &actor, &underway).map_err(failed);
            underway.end(outcome);
        });
        Ok(())
    }

    /// Runs work that somebody waits for; the tray shows it meanwhile. Errors: as of `run` and `begin`.
    pub async fn attend<T: Send + 'static>(
        &self,
        kind: WorkKind,
        work: impl FnOnce(&Engine, &Actor, &Underway) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Failure> {
        let (engine, actor) = self.signed_in().await?;
        let underway = self.works.begin(kind, None, false)?;
        blocking(move || {
            let outcome = work(&engine, &actor, &underway).map_err(failed);
            underway.vanish();
            outcome
        })
        .await?
    }

    async fn signed_in(&self) -> Result<(Arc<Engine>, Actor), Failure> {
        match &*self.state.lock().await {
            State::Open(desk) => desk.signed_in().ok_or_else(Failure::signed_out),
            _ => Err(Failure::signed_out()),
        }
    }

    /// Where the session stands. Opens the workspace where that needs nobody, and tries again what failed before.
    pub async fn session(&self) -> Result<SessionView, Failure> {
        let mut state = self.state.lock().await;
        if matches!(*state, State::Closed | State::Absent | State::Held(_) | State::Failed(_)) {
            *state = self.opened(None).await?;
        }
        Ok(self.view(&state))
    }

    /// Opens the workspace by its passphrase. Errors: `key_unavailable` for a wrong one.
    pub async fn unlock(&self, passphrase: String) -> Result<SessionView, Failure> {
        let mut state = self.state.lock().await;
        if !matches!(*state, State::Open(_) | State::Unconfirmed(_)) {
            match self.opened(Some(passphrase)).await? {
                State::Failed(failure) => return Err(failure),
                opened => *state = opened,
            }
        }
        Ok(self.view(&state))
    }

    /// Signs a person in. Errors: `wrong_credentials`.
    pub async fn sign_in(&self, name: String, password: String) -> Result<SessionView, Failure> {
        let mut state = self.state.lock().await;
        let State::Open(desk) = &mut *state else { return Ok(self.view(&state)) };
        let engine = desk.engine();
        let person = blocking(move || engine.sign_in(&name, &password)).await?.map_err(failed)?;
        tracing::info!(person = %person.1.id, "signed in");
        desk.person = Some(person);
        Ok(self.view(&state))
    }

    /// Signs the person out; the worker goes on.
    pub async fn sign_out(&self) -> Result<SessionView, Failure> {
        let mut state = self.state.lock().await;
        if let State::Open(desk) = &mut *state {
            desk.person = None;
            self.offers.clear();
        }
        Ok(self.view(&state))
    }

    /// Tells the worker that holds the workspace to end, waits until it has, and opens the workspace.
    ///
    /// Errors: `held` when the holder is no worker, or does not let go in time.
    pub async fn take_over(&self) -> Result<SessionView, Failure> {
        let mut state = self.state.lock().await;
        take_over::end_worker(&self.folder()).await?;
        *state = self.opened(None).await?;
        Ok(self.view(&state))
    }

    /// Ends the worker and lets the workspace go.
    pub async fn close(&self) {
        self.works.cancel_all();
        if let State::Open(desk) = std::mem::replace(&mut *self.state.lock().await, State::Closed) {
            desk.close().await;
            tracing::info!("closed");
        }
    }

    /// The state after an attempt to open.
    async fn opened(&self, passphrase: Option<String>) -> Result<State, Failure> {
        let folder = self.folder();
        let opened = blocking(move || open(folder, passphrase.as_deref())).await?;
        Ok(match opened {
            Ok(Some(engine)) => State::Open(Desk::begin(engine, &self.changes)),
            Ok(None) => State::Locked,
            Err(Error::Held { by }) => State::Held(by),
            Err(Error::NoWorkspace(_)) => State::Absent,
            Err(error) => State::Failed(failed(error)),
        })
    }

    fn view(&self, state: &State) -> SessionView {
        let (phase, person) = match state {
            State::Open(desk) => match &desk.person {
                Some((_, person)) => (SessionPhase::SignedIn, Some(PersonView::from(person.clone()))),
                None => (SessionPhase::SignedOut, None),
            },
            State::Absent => (SessionPhase::Absent, None),
            State::Unconfirmed(_) => (SessionPhase::Unconfirmed, None),
            State::Locked => (SessionPhase::Locked, None),
            State::Held(_) => (SessionPhase::HeldByOther, None),
            State::Closed | State::Failed(_) => (SessionPhase::Failed, None),
        };
        let holder = if let State::Held(holder) = state { holder.as_ref() } else { None };
        SessionView {
            workspace: self.workspace(state),
            phase,
            person,
            holder: holder.map(|holder| format!("countersign {} ({})", holder.program, holder.pid)),
            take_over: holder.is_some_and(|holder| holder.program == WORKER),
            failure: if let State::Failed(failure) = state { Some(failure.clone()) } else { None },
            fresh: matches!(state, State::Open(desk) if desk.fresh),
        }
    }

    fn workspace(&self, state: &State) -> WorkspaceView {
        let folder = self.folder();
        let mode = key_mode(folder.path());
        WorkspaceView {
            name: if let State::Open(desk) = state { desk.engine().name().to_owned() } else { String::new() },
            folder: folder.path().display().to_string(),
            key_mode: if let Ok(Mode::Passphrase) = mode { KeyModeName::Passphrase } else { KeyModeName::Keyring },
        }
    }
}

/// Opens the workspace; `None` where it needs a passphrase and none is given.
fn open(folder: Folder, passphrase: Option<&str>) -> Result<Option<Engine>, Error> {
    use countersign_engine::{Clock, Opening, OsKeyring, Unlock};
    if !folder.database().is_file() {
        return Err(Error::NoWorkspace(folder.path().to_owned()));
    }
    let unlock = match (key_mode(folder.path())?, passphrase) {
        (Mode::Keyring, _) => Unlock::Keyring,
        (Mode::Passphrase, Some(passphrase)) => Unlock::Passphrase(passphrase),
        // Who holds it is said before anybody is asked for a passphrase.
        (Mode::Passphrase, None) => {
            let holder = countersign_engine::holder(&folder)?;
            return if holder.is_some() { Err(Error::Held { by: holder }) } else { Ok(None) };
        }
    };
    let opening = Opening { unlock, keyring: &OsKeyring::default(), program: PROGRAM };
    Engine::open(folder, opening, Clock::system()).map(Some)
}

/// Runs `work` where it may block. Errors: it panicked.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    tokio::task::spawn_blocking(work).await.map_err(|fault| {
        tracing::error!(panicked = fault.is_panic(), "a command ended early");
        Failure::internal("the command ended early; the log says more")
    })
}

/// What the page hears of an error, which is written to the log on the way.
fn failed(error: Error) -> Failure {
    log::fault(&error);
    Failure::from(error)
}
