//! The OS keyring behind a small trait: 32-byte secrets by account.
//!
//! A keyring can be absent, locked or wait for a person for ever. So each call runs on a thread of its own (a Tokio
//! thread would panic inside the D-Bus client) and is given up after a time; the thread then ends with the process.

use std::sync::mpsc;
use std::time::Duration;

use data_encoding::HEXLOWER;
use zeroize::Zeroizing;

use crate::{Error, Secret32, Unavailable};

/// The service name of every entry of ours.
pub const SERVICE: &str = "countersign";

/// How long a keyring may take; a person may have to type a password into its prompt.
const TIMEOUT: Duration = Duration::from_secs(10);

/// A place for small secrets outside the workspace folder.
pub trait KeyStore: Send + Sync {
    /// The secret of `account`, or `None` where the store answers that it has no such entry.
    ///
    /// Errors: `KeyringUnavailable`; `KeyringMismatch` if the entry is no secret of ours.
    fn get(&self, account: &str) -> Result<Option<Secret32>, Error>;

    /// Creates or replaces the secret of `account`. Errors: `KeyringUnavailable`.
    fn set(&self, account: &str, secret: &Secret32) -> Result<(), Error>;

    /// Removes the secret of `account`; that it is not there is no error. Errors: `KeyringUnavailable`.
    fn delete(&self, account: &str) -> Result<(), Error>;
}

/// Writes a random secret under a random account, reads it back and deletes it: the only proof that a keyring works.
/// A keyring that is locked or keeps nothing can report that all is well.
///
/// Errors: `KeyringUnavailable`.
pub fn probe(store: &dyn KeyStore) -> Result<(), Error> {
    let secret = Secret32::random()?;
    let account = format!("probe-{}", HEXLOWER.encode(&Secret32::random()?.expose()[..8]));
    store.set(&account, &secret)?;
    let read = store.get(&account);
    store.delete(&account)?;
    match read? {
        Some(read) if read == secret => Ok(()),
        _ => Err(failed("it does not keep what is written to it")),
    }
}

/// The keyring of the person who is signed in to the operating system: Secret Service, Keychain or Credential Manager.
#[derive(Debug, Clone, Copy)]
pub struct OsKeyring {
    timeout: Duration,
}

impl Default for OsKeyring {
    fn default() -> Self {
        Self { timeout: TIMEOUT }
    }
}

impl OsKeyring {
    /// A keyring that is given up after `timeout`; [`OsKeyring::default`] waits 10 s.
    pub fn with_timeout(timeout: Duration) -> Self {
        Self { timeout }
    }

    /// Runs `work` with the entry of `account` on a thread of its own.
    fn on_entry<T: Send + 'static>(
        &self,
        account: &str,
        work: impl FnOnce(keyring::Entry) -> keyring::Result<T> + Send + 'static,
    ) -> Result<keyring::Result<T>, Error> {
        let (answer, answered) = mpsc::channel();
        let account = account.to_owned();
        let call = move || {
            // A receiver that has given up is no longer interested in the answer.
            let _ = answer.send(keyring::Entry::new(SERVICE, &account).and_then(work));
        };
        std::thread::Builder::new()
            .name("keyring".into())
            .spawn(call)
            .map_err(|error| failed(&format!("no thread for it: {error}")))?;
        answered.recv_timeout(self.timeout).map_err(|gone| match gone {
            mpsc::RecvTimeoutError::Timeout => {
                Error::KeyringUnavailable { why: Unavailable::NoAnswer { seconds: self.timeout.as_secs() } }
            }
            mpsc::RecvTimeoutError::Disconnected => failed("its client stopped"),
        })
    }
}

impl KeyStore for OsKeyring {
    fn get(&self, account: &str) -> Result<Option<Secret32>, Error> {
        match self.on_entry(account, |entry| entry.get_secret().map(Zeroizing::new))? {
            Ok(bytes) => {
                let mismatch = || Error::KeyringMismatch { account: account.to_owned() };
                Secret32::from_slice(&bytes).map(Some).ok_or_else(mismatch)
            }
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(unavailable(error)),
        }
    }

    fn set(&self, account: &str, secret: &Secret32) -> Result<(), Error> {
        let secret = secret.duplicate();
        self.on_entry(account, move |entry| entry.set_secret(secret.expose()))?.map_err(unavailable)
    }

    fn delete(&self, account: &str) -> Result<(), Error> {
        match self.on_entry(account, |entry| entry.delete_credential())? {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(error) => Err(unavailable(error)),
        }
    }
}

fn failed(why: &str) -> Error {
    Error::KeyringUnavailable { why: Unavailable::Failed(why.to_owned()) }
}

fn unavailable(error: keyring::Error) -> Error {
    let why = match error {
        keyring::Error::NoDefaultStore => Unavailable::NoService,
        keyring::Error::NoStorageAccess(_) => Unavailable::Locked,
        keyring::Error::Ambiguous(entries) => Unavailable::Failed(format!("{} entries match", entries.len())),
        // These two carry what was read, so their own text is not trusted.
        keyring::Error::BadEncoding(_) | keyring::Error::BadDataFormat(..) => {
            Unavailable::Failed("the entry is damaged".into())
        }
        other => Unavailable::Failed(other.to_string()),
    };
    Error::KeyringUnavailable { why }
}
