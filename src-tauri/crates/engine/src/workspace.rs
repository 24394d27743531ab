//! A workspace: making, opening, backing up, restoring, and the engine that works on it.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, RwLock};

use countersign_domain::{Actor, PolicyVersion, Role};
use countersign_keys::{Argon2Params, KeyMode, KeyStore, Keyset, RecoveryCode, Unlock};
use countersign_ledger::Act;
use countersign_privacy::{IndexKeys, Pseudonymizer};
use countersign_rules::authorization::Capability;
use countersign_rules::routing::Policy;
use countersign_rules::taxonomy::Taxonomy;
use countersign_store::{PolicyKind, PolicyRow, Store, WorkspaceRow};

use crate::change::{Area, Change, Listeners};
use crate::explain::LabelledNear;
use crate::faults::Faults;
use crate::folder::restrict;
use crate::hold::Hold;
use crate::live::Live;
use crate::people::new_person;
use crate::{Clock, Error, Folder, policy};

/// The engine over one open workspace.
pub struct Engine {
    pub(crate) folder: Folder,
    pub(crate) store: Store,
    pub(crate) keys: Keyset,
    pub(crate) index_keys: IndexKeys,
    pub(crate) privacy: Pseudonymizer,
    pub(crate) workspace: WorkspaceRow,
    pub(crate) clock: Clock,
    pub(crate) password_cost: Argon2Params,
    pub(crate) live: RwLock<Arc<Live>>,
    pub(crate) listeners: Listeners,
    pub(crate) faults: Faults,
    /// Whether answers came that the watch over the promise has not seen; true at the start.
    pub(crate) watch_due: AtomicBool,
    /// Labelled messages as the live model reads them.
    pub(crate) near: Mutex<Option<Arc<LabelledNear>>>,
    hold: Option<Hold>,
}

/// How a workspace is opened.
#[derive(Clone, Copy)]
pub struct Opening<'a> {
    /// Keyring or passphrase.
    pub unlock: Unlock<'a>,
    /// Where keyring secrets lie.
    pub keyring: &'a dyn KeyStore,
    /// Shown to others as the holder: `console`, `run` or a command's name.
    pub program: &'a str,
}

/// What a new workspace needs.
pub struct NewWorkspace<'a> {
    /// Name for people.
    pub name: &'a str,
    /// First administrator.
    pub administrator: &'a str,
    /// Roles of the first administrator beside that one.
    pub roles: &'a [Role],
    /// Their password.
    pub password: &'a str,
    /// Keyring or passphrase.
    pub key_mode: KeyMode<'a>,
    /// Cost of passwords and passphrase.
    pub cost: Argon2Params,
    /// Routing policy; the shipped one when absent.
    pub policy: Option<&'a str>,
    /// Taxonomy; the shipped one when absent.
    pub taxonomy: Option<&'a str>,
}

impl Engine {
    /// Makes a workspace in `folder` and opens it. The recovery code is shown once and kept nowhere.
    ///
    /// Errors: `WorkspaceExists`, `NetworkFolder`, `Keys`, `WeakPassword`, `Policy`.
    pub fn create(
        folder: Folder,
        new: &NewWorkspace<'_>,
        opening: Opening<'_>,
        clock: Clock,
    ) -> Result<(Self, RecoveryCode), Error> {
        if folder.database().exists() {
            return Err(Error::WorkspaceExists(folder.path().to_owned()));
        }
        let texts = Texts::of(new)?;
        let roles: Vec<Role> = std::iter::once(Role::Administrator).chain(new.roles.iter().copied()).collect();
        let administrator = new_person(new.administrator, &roles, new.password, new.cost)?;
        folder.create()?;
        folder.require_local()?;
        let hold = Hold::take(&folder, opening.program, clock.now())?;
        let (keys, code) = countersign_keys::create(folder.path(), new.key_mode, opening.keyring, new.cost)?;
        let store = Store::create(&folder.database(), keys.database.expose())?;
        let id = countersign_keys::workspace_id(folder.path())?;
        let row = WorkspaceRow { id, name: new.name.to_owned(), created_at: clock.now() };
        let mut engine = Self::over(folder, store, keys, row, clock, Some(hold))?;
        engine.password_cost = new.cost;
        let actor = Actor::Person { id: administrator.id.clone(), roles };
        engine.write_first_rows(&actor, &administrator, &texts)?;
        engine.reload()?;
        Ok((engine, code))
    }

    fn write_first_rows(
        &self,
        actor: &Actor,
        administrator: &countersign_store::PersonRow,
        texts: &Texts,
    ) -> Result<(), Error> {
        let pass = self.pass(actor, Capability::UserChange)?;
        self.record(&pass, |w| {
            let created = w.enter(Act::WorkspaceCreated, &[("workspace", self.workspace.id.clone())], &[])?;
            w.insert_workspace(created, &self.workspace)?;
            let added = w.enter(
                Act::UserAdded,
                &[("person", administrator.id.to_string())],
                &[("roles", "administrator".to_owned())],
            )?;
            w.insert_person(added, administrator)?;
            let routing = w.enter(Act::PolicyActivated, &[("policy", texts.policy.version.to_string())], &[])?;
            w.activate_policy(routing, PolicyKind::Routing, &texts.policy, pass.at())?;
            let taxonomy = w.enter(Act::TaxonomyActivated, &[("taxonomy", texts.taxonomy.version.to_string())], &[])?;
            Ok(w.activate_policy(taxonomy, PolicyKind::Taxonomy, &texts.taxonomy, pass.at())?)
        })
    }

    /// Opens a workspace as its holder. A copy that was restored says so in its ledger before anything else is done
    /// with it. Errors: `NoWorkspace`, `Held`, `Keys`, `Store`.
    pub fn open(folder: Folder, opening: Opening<'_>, clock: Clock) -> Result<Self, Error> {
        require_workspace(&folder)?;
        folder.require_local()?;
        let hold = Hold::take(&folder, opening.program, clock.now())?;
        let keys = countersign_keys::open(folder.path(), opening.unlock, opening.keyring)?;
        Self::held(folder, keys, clock, hold)
    }

    fn held(folder: Folder, keys: Keyset, clock: Clock, hold: Hold) -> Result<Self, Error> {
        let store = Store::open(&folder.database(), keys.database.expose())?;
        let row = workspace_of(&store)?;
        let engine = Self::over(folder, store, keys, row, clock, Some(hold))?;
        engine.record_restored()?;
        Ok(engine)
    }

    /// Enters that this is a copy which is worked on from now on, and how long the ledger was that came with it: what
    /// the original did after that is not here. Who copied the files is not known to the program, so the engine acts.
    fn record_restored(&self) -> Result<(), Error> {
        if !self.store.read(|r| r.is_copy())? {
            return Ok(());
        }
        let pass = self.pass(&Actor::Engine, Capability::Decide)?;
        self.record(&pass, |w| {
            let came_with = w.ledger_head(&self.workspace.id)?.size;
            let subject = [("workspace", self.workspace.id.clone())];
            let entered = w.enter(Act::WorkspaceRestored, &subject, &[("entries", came_with.to_string())])?;
            Ok(w.make_own(entered)?)
        })
    }

    /// Opens a workspace beside its holder, for reading. Errors: `NoWorkspace`, `Keys`, `Store`.
    pub fn open_beside(folder: Folder, opening: Opening<'_>, clock: Clock) -> Result<Self, Error> {
        require_workspace(&folder)?;
        let keys = countersign_keys::open(folder.path(), opening.unlock, opening.keyring)?;
        let store = Store::open_read_only(&folder.database(), keys.database.expose())?;
        let row = workspace_of(&store)?;
        Self::over(folder, store, keys, row, clock, None)
    }

    fn over(
        folder: Folder,
        store: Store,
        keys: Keyset,
        workspace: WorkspaceRow,
        clock: Clock,
        hold: Option<Hold>,
    ) -> Result<Self, Error> {
        let engine = Self {
            index_keys: IndexKeys::new(keys.index.expose(), EPOCH),
            privacy: Pseudonymizer::new(countersign_privacy::Config::default())?,
            live: RwLock::new(Arc::new(Live::nothing()?)),
            password_cost: Argon2Params::default(),
            listeners: Listeners::default(),
            faults: Faults::default(),
            watch_due: AtomicBool::new(true),
            near: Mutex::default(),
            folder,
            store,
            keys,
            workspace,
            clock,
            hold,
        };
        engine.reload()?;
        Ok(engine)
    }

    /// The folder.
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// The workspace's name.
    pub fn name(&self) -> &str {
        &self.workspace.name
    }

    /// Whether this process holds the workspace.
    pub fn holds(&self) -> bool {
        self.hold.is_some()
    }

    /// Sets the cost of password hashes that are made from now on; the default is for real people.
    pub fn set_password_cost(&mut self, cost: Argon2Params) {
        self.password_cost = cost;
    }

    /// Hears of changes until it returns `false`.
    pub fn listen(&self, listener: impl Fn(&Change) -> bool + Send + 'static) {
        self.listeners.add(Box::new(listener));
    }

    pub(crate) fn tell(&self, area: Area, ids: Vec<String>) {
        self.listeners.tell(area, ids);
    }

    /// Writes a backup to the new folder `target`: a consistent copy of the database and the sealed key file.
    ///
    /// It opens with the same keyring entry or passphrase, or with the recovery code. Errors: `NotAllowed`, `Io`, and
    /// `Input` when `target` exists.
    pub fn back_up(&self, actor: &Actor, target: &Path) -> Result<PathBuf, Error> {
        let pass = self.pass(actor, Capability::WorkspaceBackup)?;
        if target.exists() {
            return Err(Error::Input(format!("{} exists already; name a folder that does not", target.display())));
        }
        // Entered before the copy is made, so that the copy says of itself that it is one.
        self.record(&pass, |w| w.enter(Act::BackupMade, &[], &[])).map(drop)?;
        let mut unfinished = target.as_os_str().to_owned();
        unfinished.push(".unfinished");
        let unfinished = PathBuf::from(unfinished);
        std::fs::create_dir_all(&unfinished)?;
        restrict(&unfinished)?;
        let copy = Folder::new(&unfinished);
        if copy.database().exists() {
            // Left by a backup that was killed.
            std::fs::remove_file(copy.database())?;
        }
        self.store.back_up(&copy.database())?;
        let key_file = countersign_keys::FILE_NAME;
        std::fs::copy(self.folder.path().join(key_file), copy.path().join(key_file))?;
        Store::open_read_only(&copy.database(), self.keys.database.expose())?.read(|r| r.workspace())?;
        std::fs::rename(&unfinished, target)?;
        Ok(target.to_owned())
    }
}

/// Copies the backup in `backup` to the new workspace folder `folder`. The copy opens as the original did, and enters in
/// its ledger that it was restored when it is first opened to work on it: here the key is not known.
///
/// Errors: `WorkspaceExists`, `NoWorkspace` when `backup` holds none.
pub fn restore(backup: &Folder, folder: &Folder) -> Result<(), Error> {
    require_workspace(backup)?;
    if folder.database().exists() {
        return Err(Error::WorkspaceExists(folder.path().to_owned()));
    }
    folder.create()?;
    folder.require_local()?;
    let key_file = countersign_keys::FILE_NAME;
    std::fs::copy(backup.path().join(key_file), folder.path().join(key_file))?;
    let unfinished = folder.database().with_extension("unfinished");
    std::fs::copy(backup.database(), &unfinished)?;
    std::fs::File::open(&unfinished)?.sync_all()?;
    std::fs::rename(unfinished, folder.database())?;
    Ok(())
}

/// Makes the everyday way to open the workspace anew, by its recovery code, and enters that in the ledger. Who has the
/// code is not known to the program, so the engine acts. Errors: `Keys`, `NoWorkspace`, `Held`, `Store`.
pub fn recover(
    folder: &Folder,
    code: &str,
    mode: KeyMode<'_>,
    keyring: &dyn KeyStore,
    clock: &Clock,
) -> Result<(), Error> {
    require_workspace(folder)?;
    let hold = Hold::take(folder, "workspace recover", clock.now())?;
    let code = RecoveryCode::parse(code)?;
    let keys = countersign_keys::recover(folder.path(), &code, mode, keyring, Argon2Params::default())?;
    let engine = Engine::held(folder.clone(), keys, clock.clone(), hold)?;
    let pass = engine.pass(&Actor::Engine, Capability::Decide)?;
    let way = match mode {
        KeyMode::Keyring => "keyring",
        KeyMode::Passphrase(_) => "passphrase",
    };
    engine.record(&pass, |w| {
        let subject = [("workspace", engine.workspace.id.clone())];
        w.enter(Act::KeysChanged, &subject, &[("opens_by", way.to_owned()), ("by", "recovery code".to_owned())])
            .map(drop)
    })
}

/// Epoch of the surrogate index; rotation counts it up.
const EPOCH: u32 = 1;

fn require_workspace(folder: &Folder) -> Result<(), Error> {
    if folder.database().is_file() { Ok(()) } else { Err(Error::NoWorkspace(folder.path().to_owned())) }
}

/// Who the database says it is. Errors: `Empty` when it was never finished.
fn workspace_of(store: &Store) -> Result<WorkspaceRow, Error> {
    store.read(|r| match r.workspace() {
        Err(countersign_store::Error::NotFound { .. }) => Err(countersign_store::Error::Empty.into()),
        outcome => Ok(outcome?),
    })
}

/// The two policy texts of a new workspace, checked.
struct Texts {
    policy: PolicyRow,
    taxonomy: PolicyRow,
}

impl Texts {
    fn of(new: &NewWorkspace<'_>) -> Result<Self, Error> {
        let policy = new.policy.unwrap_or(Policy::default_text());
        let taxonomy = new.taxonomy.unwrap_or(Taxonomy::default_text());
        policy::parse(policy, taxonomy)?;
        let row = |text: &str| PolicyRow { version: version_of(text), text: text.to_owned() };
        Ok(Self { policy: row(policy), taxonomy: row(taxonomy) })
    }
}

/// The version of a policy text: its SHA-256.
pub(crate) fn version_of(text: &str) -> PolicyVersion {
    use sha2::{Digest, Sha256};
    PolicyVersion::new(data_encoding::HEXLOWER.encode(&Sha256::digest(text.as_bytes())))
}
