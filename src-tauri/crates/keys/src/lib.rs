//! Keys: where they come from, how they rest, and what is sealed under them.
//!
//! A workspace has one [`Keyset`], made once and sealed in `keys.json` under a key-encryption key. That key lies in
//! the OS keyring or is wrapped under a passphrase, and always a second time under a printed recovery code.
//! Takes a folder, a [`KeyStore`] and what the person typed; gives secrets that print `<redacted>`.
//!
//! Deliberately absent: a key store in memory (tests bring their own, so that no release can link one by accident),
//! rotation of the database key (the store exports into a new file, it never rekeys in place), and any way to make
//! a new key where the old one is only not found.

mod error;
mod key_file;
mod keyring_store;
mod password;
mod recovery;
mod seal;
mod secret;
mod workspace;

pub use error::{Error, Unavailable};
pub use key_file::{FILE_NAME, Mode};
pub use keyring_store::{KeyStore, OsKeyring, SERVICE, probe};
pub use password::{Argon2Params, hash_password, verify_password};
pub use recovery::RecoveryCode;
pub use seal::{SealedBytes, digest, open_sealed, seal};
pub use secret::Secret32;
pub use workspace::{KeyMode, Keyset, Unlock, create, mode, open, recover, workspace_id};
