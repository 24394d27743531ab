//! `keys.json`: what rests of the keys in a workspace folder, and how it is written so that a crash leaves the old
//! file or the new one.
//!
//! Everything secret in it is sealed. `check` is a plain digest over the rest: it stops nobody, but it tells a
//! damaged file from a wrong passphrase.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use data_encoding::{BASE64, HEXLOWER};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Argon2Params, Error, SealedBytes};

/// Name of the key file in the workspace folder.
pub const FILE_NAME: &str = "keys.json";
/// Version that is written, and the newest that is read.
const VERSION: u64 = 1;

/// How a workspace is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The key-encryption key lies in the OS keyring.
    Keyring,
    /// The key-encryption key is wrapped under a passphrase.
    Passphrase,
}

impl std::fmt::Display for Mode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Keyring => "the keyring of the operating system",
            Self::Passphrase => "a passphrase",
        })
    }
}

/// The key file's content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeyFile {
    pub workspace_id: String,
    pub primary: Primary,
    pub recovery: Box64,
    pub keyset: Box64,
}

/// The everyday way to the key-encryption key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Primary {
    Keyring { service: String, account: String },
    Passphrase { argon2id: Argon2Params, salt: Salt, wrapped: Box64 },
}

impl Primary {
    pub(crate) fn mode(&self) -> Mode {
        match self {
            Self::Keyring { .. } => Mode::Keyring,
            Self::Passphrase { .. } => Mode::Passphrase,
        }
    }
}

/// Salt of a passphrase, in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct Salt(pub [u8; 16]);

impl From<Salt> for String {
    fn from(salt: Salt) -> Self {
        HEXLOWER.encode(&salt.0)
    }
}

impl TryFrom<String> for Salt {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        let bytes = HEXLOWER.decode(text.as_bytes()).map_err(|_| "no hexadecimal")?;
        bytes.try_into().map(Self).map_err(|_| "not 16 bytes")
    }
}

/// Sealed bytes in base64.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct Box64(pub SealedBytes);

impl From<Box64> for String {
    fn from(sealed: Box64) -> Self {
        BASE64.encode(sealed.0.as_bytes())
    }
}

impl TryFrom<String> for Box64 {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        BASE64.decode(text.as_bytes()).map(|bytes| Self(SealedBytes::from_bytes(bytes))).map_err(|_| "no base64")
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    version: u64,
    check: String,
    keys: KeyFile,
}

impl Document {
    fn new(keys: KeyFile) -> Self {
        let canonical = serde_json::to_vec(&keys).expect("text, numbers and nothing else");
        let digest = Sha256::new().chain_update(VERSION.to_be_bytes()).chain_update(canonical).finalize();
        Self { version: VERSION, check: HEXLOWER.encode(&digest), keys }
    }
}

pub(crate) fn path_in(folder: &Path) -> PathBuf {
    folder.join(FILE_NAME)
}

/// Reads and checks the key file of `folder`.
pub(crate) fn read(folder: &Path) -> Result<KeyFile, Error> {
    let path = path_in(folder);
    let bytes = fs::read(&path).map_err(|source| match source.kind() {
        ErrorKind::NotFound => Error::NoKeyFile { path: path.clone() },
        _ => Error::Io { path: path.clone(), source },
    })?;
    parse(&bytes).map_err(|wrong| match wrong {
        Wrong::Newer(found) => Error::NewerVersion { found, supported: VERSION },
        Wrong::Damaged(why) => Error::Damaged { path, why },
    })
}

enum Wrong {
    Newer(u64),
    Damaged(&'static str),
}

fn parse(bytes: &[u8]) -> Result<KeyFile, Wrong> {
    let value: serde_json::Value = serde_json::from_slice(bytes).map_err(|_| Wrong::Damaged("not JSON"))?;
    match value.get("version").and_then(serde_json::Value::as_u64) {
        Some(found) if found > VERSION => return Err(Wrong::Newer(found)),
        Some(VERSION) => {}
        _ => return Err(Wrong::Damaged("no version")),
    }
    let document: Document = serde_json::from_slice(bytes).map_err(|_| Wrong::Damaged("a field is wrong"))?;
    let expected = Document::new(document.keys);
    if expected.check != document.check {
        return Err(Wrong::Damaged("its checksum does not match"));
    }
    Ok(expected.keys)
}

/// Replaces the key file of `folder`: written beside, synced, renamed, folder synced; only its owner may read it.
pub(crate) fn write(folder: &Path, keys: KeyFile) -> Result<(), Error> {
    let temporary = folder.join(format!("{FILE_NAME}.{}.tmp", std::process::id()));
    let text = serde_json::to_vec_pretty(&Document::new(keys)).expect("text, numbers and nothing else");
    let at = |path: &Path| {
        let path = path.to_owned();
        move |source| Error::Io { path, source }
    };
    let written = write_synced(&temporary, &text)
        .map_err(at(&temporary))
        .and_then(|()| fs::rename(&temporary, path_in(folder)).map_err(at(&path_in(folder))));
    if written.is_err() {
        // What is left is sealed; the error that matters is the first one.
        let _ = fs::remove_file(&temporary);
    }
    written?;
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(at(folder))
}

fn write_synced(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
