//! Opening a workspace and signing in, as the options of every command say.

use std::path::PathBuf;

use countersign_domain::Actor;
use countersign_engine::{Clock, Engine, Error, Folder, Mode, Opening, OsKeyring, Person, Unlock, holder, key_mode};

use crate::arguments::Global;
use crate::output::Output;
use crate::problem::{Problem, Result};
use crate::secret::{Secret, Secrets, ask};

/// What every command has at hand.
pub struct Session {
    /// Where documents go.
    pub out: Output,
    /// Secrets of this run.
    pub secrets: Secrets,
    global: Global,
}

/// The keyring of the person who is signed in to the operating system.
pub static KEYRING: std::sync::LazyLock<OsKeyring> = std::sync::LazyLock::new(OsKeyring::default);

impl Session {
    /// With the options of this run.
    pub fn new(global: Global) -> Self {
        Self { out: Output { json: global.json }, secrets: Secrets::default(), global }
    }

    /// The workspace folder that was named, or the user's.
    pub fn folder(&self) -> Result<Folder> {
        if let Some(folder) = &self.global.workspace {
            return Ok(Folder::new(folder));
        }
        let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
        let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/share"));
        let data = data.or_else(home).ok_or_else(|| Problem::Usage("name the workspace with --workspace".into()))?;
        Ok(Folder::new(data.join("countersign")))
    }

    /// Whether a workspace was named.
    pub fn names_workspace(&self) -> bool {
        self.global.workspace.is_some()
    }

    /// Who says to be there.
    pub fn user(&self) -> Option<&str> {
        self.global.user.as_deref()
    }

    /// Opens the workspace beside its holder and signs in.
    pub fn reading(&self) -> Result<(Engine, Actor)> {
        self.require_user()?;
        let engine = self.open_beside()?;
        let actor = self.sign_in(&engine)?;
        Ok((engine, actor))
    }

    /// Signs in for a check that leaves an entry. Where nobody holds the workspace this process does meanwhile, as
    /// `program`, so that the entry can be made; beside a holder, or on a disk that cannot be written to, the check is
    /// made all the same and says that it left none.
    pub fn checking(&self, program: &str) -> Result<(Engine, Actor)> {
        self.require_user()?;
        let folder = self.folder()?;
        let passphrase = self.passphrase_of(&folder)?;
        let held = Engine::open(folder.clone(), opening(passphrase.as_ref(), program), Clock::system());
        let engine = match held {
            Err(Error::Held { .. } | Error::Io(_)) => {
                Engine::open_beside(folder, opening(passphrase.as_ref(), program), Clock::system())?
            }
            held => held?,
        };
        let actor = self.sign_in(&engine)?;
        if !engine.holds() {
            say!("countersign: another process holds the workspace, so the ledger gets no entry of this");
        }
        Ok((engine, actor))
    }

    /// Opens the workspace as its holder and signs in. `program` is what others see as the holder.
    pub fn writing(&self, program: &str) -> Result<(Engine, Actor)> {
        self.require_user()?;
        let engine = self.hold(program)?;
        let actor = self.sign_in(&engine)?;
        Ok((engine, actor))
    }

    /// Opens the workspace beside its holder.
    pub fn open_beside(&self) -> Result<Engine> {
        let folder = self.folder()?;
        let passphrase = self.passphrase_of(&folder)?;
        Ok(Engine::open_beside(folder, opening(passphrase.as_ref(), "read"), Clock::system())?)
    }

    /// Opens the workspace as its holder. Who has it already is said before anything is asked for.
    pub fn hold(&self, program: &str) -> Result<Engine> {
        let folder = self.folder()?;
        require_database(&folder)?;
        if let Some(by) = holder(&folder)? {
            return Err(Error::Held { by: Some(by) }.into());
        }
        let passphrase = self.passphrase_of(&folder)?;
        Ok(Engine::open(folder, opening(passphrase.as_ref(), program), Clock::system())?)
    }

    fn require_user(&self) -> Result<()> {
        match self.global.user {
            Some(_) => Ok(()),
            None => Err(Problem::Usage("this needs to know who you are: add --as USER".into())),
        }
    }

    fn sign_in(&self, engine: &Engine) -> Result<Actor> {
        Ok(self.person(engine)?.0)
    }

    fn person(&self, engine: &Engine) -> Result<(Actor, Person)> {
        let user = self.global.user.as_deref().unwrap_or_default();
        let password = self.password(&format!("Password of {user}"))?;
        Ok(engine.sign_in(user, &password)?)
    }

    /// The password from its descriptor or the terminal.
    pub fn password(&self, prompt: &str) -> Result<Secret> {
        match self.global.password_fd {
            Some(fd) => self.secrets.line_of(fd, "password"),
            None => ask(prompt).ok_or_else(|| {
                Problem::Usage("there is no terminal to ask for the password: add --password-fd N".into())
            }),
        }
    }

    /// The descriptor of passwords.
    pub fn password_fd(&self) -> Option<u32> {
        self.global.password_fd
    }

    /// The descriptor of passphrases.
    pub fn passphrase_fd(&self) -> Option<u32> {
        self.global.passphrase_fd
    }

    /// The passphrase where the workspace opens by one.
    pub fn passphrase_of(&self, folder: &Folder) -> Result<Option<Secret>> {
        require_database(folder)?;
        if key_mode(folder.path()).map_err(Error::from)? == Mode::Keyring {
            return Ok(None);
        }
        let passphrase = match self.global.passphrase_fd {
            Some(fd) => Some(self.secrets.line_of(fd, "passphrase")?),
            None => ask("Passphrase of the workspace"),
        };
        let missing =
            "the workspace opens by a passphrase and there is no terminal to ask for it: add --passphrase-fd N";
        passphrase.map(Some).ok_or_else(|| Problem::Key(missing.into()))
    }
}

/// How a workspace is opened with this passphrase, or without one.
pub fn opening<'a>(passphrase: Option<&'a Secret>, program: &'a str) -> Opening<'a> {
    let unlock = passphrase.map_or(Unlock::Keyring, |text| Unlock::Passphrase(text));
    Opening { unlock, keyring: &*KEYRING, program }
}

fn require_database(folder: &Folder) -> Result<()> {
    if folder.database().is_file() { Ok(()) } else { Err(Error::NoWorkspace(folder.path().to_owned()).into()) }
}
