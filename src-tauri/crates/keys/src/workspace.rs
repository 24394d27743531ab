//! Making, opening and recovering the keys of one workspace folder.

use std::path::Path;

use data_encoding::BASE32_NOPAD;
use zeroize::Zeroizing;

use crate::key_file::{self, Box64, KeyFile, Mode, Primary, Salt};
use crate::password::key_from;
use crate::{Argon2Params, Error, KeyStore, RecoveryCode, SERVICE, Secret32, open_sealed, probe, seal};

/// What a workspace needs. Made once; losing it is losing the workspace.
#[derive(Debug, PartialEq, Eq)]
pub struct Keyset {
    /// Opens the database.
    pub database: Secret32,
    /// Keys the index from identifiers to surrogates.
    pub index: Secret32,
    /// Seals quarantined rows.
    pub quarantine: Secret32,
}

/// How a workspace shall be opened from now on.
#[derive(Clone, Copy)]
pub enum KeyMode<'a> {
    /// By the OS keyring.
    Keyring,
    /// By this passphrase.
    Passphrase(&'a str),
}

/// What a person brings to open a workspace.
#[derive(Clone, Copy)]
pub enum Unlock<'a> {
    /// The keyring of their session.
    Keyring,
    /// Their passphrase.
    Passphrase(&'a str),
}

/// Makes the keys of a new workspace in `folder`, which exists and has no key file.
///
/// The code is to be shown once and is not kept. `params` is the cost of a passphrase. That there is no database yet
/// either is for the caller to see to: a database without its key file is a case for recovery, not for new keys.
/// Errors: `AlreadyExists`, `KeyringUnavailable`, `EmptyPassphrase`, `Parameters`, `Io`, `NoRandomness`.
pub fn create(
    folder: &Path,
    mode: KeyMode<'_>,
    store: &dyn KeyStore,
    params: Argon2Params,
) -> Result<(Keyset, RecoveryCode), Error> {
    refuse_existing(folder)?;
    let keyset = Keyset::random()?;
    let code = RecoveryCode::generate()?;
    let key = Secret32::random()?;
    let workspace_id = new_workspace_id()?;
    let primary = make_primary(&workspace_id, mode, &key, store, params)?;
    let in_keyring = primary.mode() == Mode::Keyring;
    let keys = KeyFile {
        recovery: wrap(&code.key(&workspace_id), &workspace_id, "recovery", key.expose())?,
        keyset: wrap(&key, &workspace_id, "keyset", &*keyset.to_bytes())?,
        primary,
        workspace_id: workspace_id.clone(),
    };
    let written = key_file::write(folder, keys);
    if written.is_err() && in_keyring {
        // Nothing was made, so nothing should stay; the error that matters is the first one.
        let _ = store.delete(&workspace_id);
    }
    written.map(|()| (keyset, code))
}

/// Opens the keys of the workspace in `folder`.
///
/// Errors: `NoKeyFile`, `Damaged`, `NewerVersion`, `OtherMode`; with the keyring `KeyringUnavailable`, `KeyMissing`,
/// `KeyringMismatch`; with a passphrase `WrongPassphrase`.
pub fn open(folder: &Path, unlock: Unlock<'_>, store: &dyn KeyStore) -> Result<Keyset, Error> {
    let keys = key_file::read(folder)?;
    match (&keys.primary, unlock) {
        (Primary::Keyring { account, .. }, Unlock::Keyring) => {
            let missing = || Error::KeyMissing { account: account.clone() };
            let key = store.get(account)?.ok_or_else(missing)?;
            open_keyset(&keys, &key).map_err(|_| Error::KeyringMismatch { account: account.clone() })
        }
        (Primary::Passphrase { argon2id, salt, wrapped }, Unlock::Passphrase(passphrase)) => {
            let wrapping = key_from(passphrase, &salt.0, *argon2id)?;
            let key = unwrap(&wrapping, &keys.workspace_id, "passphrase", wrapped);
            open_keyset(&keys, &key.ok_or(Error::WrongPassphrase)?).map_err(|_| damaged(folder))
        }
        (primary, _) => Err(Error::OtherMode { mode: primary.mode() }),
    }
}

/// Opens the keys with the recovery code and makes the everyday way anew, as `mode` says.
///
/// The code stays valid. Errors: as [`create`], and `NoKeyFile`, `Damaged`, `NewerVersion`, `WrongRecoveryCode`.
pub fn recover(
    folder: &Path,
    code: &RecoveryCode,
    mode: KeyMode<'_>,
    store: &dyn KeyStore,
    params: Argon2Params,
) -> Result<Keyset, Error> {
    let mut keys = key_file::read(folder)?;
    let id = keys.workspace_id.clone();
    let key = unwrap(&code.key(&id), &id, "recovery", &keys.recovery).ok_or(Error::WrongRecoveryCode)?;
    let keyset = open_keyset(&keys, &key).map_err(|_| damaged(folder))?;
    let before = keys.primary.mode();
    keys.primary = make_primary(&id, mode, &key, store, params)?;
    let after = keys.primary.mode();
    key_file::write(folder, keys)?;
    if (before, after) == (Mode::Keyring, Mode::Passphrase) {
        // The keyring is often what was lost; an entry that stays behind opens nothing that its owner could not open.
        let _ = store.delete(&id);
    }
    Ok(keyset)
}

/// How the workspace in `folder` is opened. Errors: `NoKeyFile`, `Damaged`, `NewerVersion`, `Io`.
pub fn mode(folder: &Path) -> Result<Mode, Error> {
    Ok(key_file::read(folder)?.primary.mode())
}

/// Id of the workspace in `folder`: 26 base32 characters, random. Opening the keys proves it, as everything sealed in
/// the key file is bound to it. Errors: `NoKeyFile`, `Damaged`, `NewerVersion`, `Io`.
pub fn workspace_id(folder: &Path) -> Result<String, Error> {
    Ok(key_file::read(folder)?.workspace_id)
}

impl Keyset {
    fn random() -> Result<Self, Error> {
        Ok(Self { database: Secret32::random()?, index: Secret32::random()?, quarantine: Secret32::random()? })
    }

    fn to_bytes(&self) -> Zeroizing<[u8; 96]> {
        let mut bytes = Zeroizing::new([0; 96]);
        for (place, secret) in bytes.chunks_mut(32).zip([&self.database, &self.index, &self.quarantine]) {
            place.copy_from_slice(secret.expose());
        }
        bytes
    }

    fn from_slice(bytes: &[u8]) -> Option<Self> {
        let mut secrets = bytes.chunks(32).map(Secret32::from_slice);
        let mut next = || secrets.next().flatten();
        let keyset = Self { database: next()?, index: next()?, quarantine: next()? };
        (bytes.len() == 96).then_some(keyset)
    }
}

fn refuse_existing(folder: &Path) -> Result<(), Error> {
    let path = key_file::path_in(folder);
    match path.try_exists() {
        Ok(false) => Ok(()),
        Ok(true) => Err(Error::AlreadyExists { path }),
        Err(source) => Err(Error::Io { path, source }),
    }
}

fn new_workspace_id() -> Result<String, Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| Error::NoRandomness)?;
    Ok(BASE32_NOPAD.encode(&bytes).to_ascii_lowercase())
}

/// Puts `key` where `mode` says and gives the slot that leads back to it.
fn make_primary(
    workspace_id: &str,
    mode: KeyMode<'_>,
    key: &Secret32,
    store: &dyn KeyStore,
    params: Argon2Params,
) -> Result<Primary, Error> {
    match mode {
        KeyMode::Keyring => {
            probe(store)?;
            store.set(workspace_id, key)?;
            match store.get(workspace_id)? {
                Some(read) if read == *key => {}
                _ => return Err(Error::KeyringMismatch { account: workspace_id.to_owned() }),
            }
            Ok(Primary::Keyring { service: SERVICE.into(), account: workspace_id.into() })
        }
        KeyMode::Passphrase("") => Err(Error::EmptyPassphrase),
        KeyMode::Passphrase(passphrase) => {
            let mut salt = [0; 16];
            getrandom::fill(&mut salt).map_err(|_| Error::NoRandomness)?;
            let wrapping = key_from(passphrase, &salt, params)?;
            let wrapped = wrap(&wrapping, workspace_id, "passphrase", key.expose())?;
            Ok(Primary::Passphrase { argon2id: params, salt: Salt(salt), wrapped })
        }
    }
}

fn aad(workspace_id: &str, slot: &str) -> Vec<u8> {
    [workspace_id.as_bytes(), b"\0", slot.as_bytes()].concat()
}

fn wrap(key: &Secret32, workspace_id: &str, slot: &str, plain: &[u8]) -> Result<Box64, Error> {
    seal(key, &aad(workspace_id, slot), plain).map(Box64)
}

fn unwrap(key: &Secret32, workspace_id: &str, slot: &str, sealed: &Box64) -> Option<Secret32> {
    Secret32::from_slice(&open_sealed(key, &aad(workspace_id, slot), &sealed.0).ok()?)
}

fn open_keyset(keys: &KeyFile, key: &Secret32) -> Result<Keyset, Error> {
    let plain = open_sealed(key, &aad(&keys.workspace_id, "keyset"), &keys.keyset.0)?;
    Keyset::from_slice(&plain).ok_or(Error::Unsealable)
}

fn damaged(folder: &Path) -> Error {
    Error::Damaged { path: key_file::path_in(folder), why: "its parts do not belong together" }
}
