//! Keys of the surrogate index, and the index itself as a trait.
//!
//! A value is keyed with `HMAC-SHA-256(K, "v1" ‖ purpose ‖ entity type ‖ 0x00 ‖ canonical value)`, where
//! `K = HKDF-SHA-256(secret, info = "countersign index v1 " ‖ purpose ‖ 0x00 ‖ epoch)`, RFC 5869; the secret is the
//! workspace's own, so that no two workspaces share a key for one value. The index maps the key to a random surrogate,
//! so deleting a row unlinks a returning person. Deliberately absent: where rows are kept (the engine implements
//! [`SurrogateIndex`] over its transaction) and randomness.

use countersign_domain::{EntityType, Surrogate};
use data_encoding::BASE32_NOPAD;
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::canonical::canonical;
use crate::error::{IndexError, SubjectError};
use crate::token::SHOWN;
use crate::{RawText, Region};

/// A row's key in the surrogate index: 256 bits that say nothing without the secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndexKey(pub [u8; 32]);

/// A structured field by which events are joined; one surrogate in the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JoinField {
    /// The firm's own id of the user.
    UserId,
    /// The id in the customer relationship system.
    CrmContactId,
    /// The e-mail address that identifies the user.
    Email,
    /// The conversation.
    Session,
    /// The account.
    Account,
    /// The agent.
    Agent,
    /// A text that belongs to no conversation: a line of a plain file, by its id.
    Text,
}

impl JoinField {
    /// Every member, in declared order.
    pub const ALL: [Self; 7] =
        [Self::UserId, Self::CrmContactId, Self::Email, Self::Session, Self::Account, Self::Agent, Self::Text];

    /// Purposes end in `/` and none is a prefix of another, so that no two inputs of the HMAC coincide.
    fn purpose(self) -> (&'static str, EntityType) {
        match self {
            Self::UserId => ("join-user/", EntityType::Username),
            Self::CrmContactId => ("join-crm/", EntityType::Username),
            Self::Email => ("join-email/", EntityType::EmailAddress),
            Self::Session => ("join-session/", EntityType::Username),
            Self::Account => ("join-account/", EntityType::AccountId),
            Self::Agent => ("join-agent/", EntityType::Username),
            Self::Text => ("join-text/", EntityType::Username),
        }
    }
}

/// Purpose of values in free text.
const TEXT: &str = "text/";

/// The keys of the surrogate index of one workspace and epoch, one per purpose.
#[derive(ZeroizeOnDrop)]
pub struct IndexKeys {
    join: [[u8; 32]; JoinField::ALL.len()],
    text: [u8; 32],
    epoch: u32,
}

impl std::fmt::Debug for IndexKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "IndexKeys {{ epoch: {}, secret: <redacted> }}", self.epoch)
    }
}

impl IndexKeys {
    /// Keys for `epoch`, derived from the workspace's 256-bit secret, so that no key of one epoch or purpose tells of
    /// another.
    pub fn new(secret: &[u8; 32], epoch: u32) -> Self {
        let join = JoinField::ALL.map(|field| derived(secret, field.purpose().0, epoch));
        Self { join, text: derived(secret, TEXT, epoch), epoch }
    }

    /// The number that tokens show as `k<epoch>`.
    pub fn epoch(&self) -> u32 {
        self.epoch
    }

    /// The key of a join field. The canonical form does not depend on a region.
    pub fn join(&self, field: JoinField, value: &RawText) -> IndexKey {
        let (purpose, entity_type) = field.purpose();
        let canonical = canonical(entity_type, value.expose(), Region::Us);
        IndexKey(keyed(
            &self.join[field as usize],
            &[b"v1", purpose.as_bytes(), entity_type.as_str().as_bytes(), b"\0", canonical.as_bytes()],
        ))
    }

    /// The key of a value in free text; scoped to the conversation, so that it joins nothing outside it.
    pub fn in_conversation(&self, session: IndexKey, entity_type: EntityType, canonical: &str) -> IndexKey {
        IndexKey(keyed(
            &self.text,
            &[b"v1", TEXT.as_bytes(), entity_type.as_str().as_bytes(), b"\0", &session.0, canonical.as_bytes()],
        ))
    }
}

/// HKDF-SHA-256, RFC 5869, without a salt: the secret is uniform already (section 3.1).
fn derived(secret: &[u8; 32], purpose: &str, epoch: u32) -> [u8; 32] {
    let mut key = [0; 32];
    let info = [b"countersign index v1 ", purpose.as_bytes(), b"\0", &epoch.to_be_bytes()].concat();
    Hkdf::<Sha256>::new(None, secret).expand(&info, &mut key).expect("32 bytes are fewer than HKDF gives");
    key
}

fn keyed(secret: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes a key of any length");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// Where surrogates live. The engine implements it over its write transaction.
pub trait SurrogateIndex {
    /// The surrogate of `key`; a new random one where there was none.
    fn surrogate(&mut self, key: IndexKey) -> Result<Surrogate, IndexError>;

    /// The subject of an event.
    ///
    /// `identities`: keys of the event's `user_id`, `crm_contact_id` and `email`, those that it carries, in this
    /// order; the first known one decides, and the others are bound to its subject. `session`: the key that stands
    /// for the subject where `identities` is empty. Errors: two known identities have two subjects.
    fn subject(&mut self, identities: &[IndexKey], session: IndexKey) -> Result<Surrogate, SubjectError>;

    /// Whether one of the index's surrogates begins with `shown` (16 characters); decides whether a token in the
    /// input is one of ours. Rare: asked only when the input holds token brackets.
    fn knows(&mut self, shown: &str) -> Result<bool, IndexError>;
}

/// An index without memory for plain files: the surrogate is a keyed function of the key.
///
/// Nothing can be erased from it, so it never serves a workspace. Of the 16 shown characters the last four check the
/// first twelve (20 bits under the same secret), which is how [`SurrogateIndex::knows`] works without a table: under
/// a key file, a token typed by hand passes once in a million times. A random key of one run accepts the tokens of
/// any run, since nobody can aim at surrogates that nobody can predict.
pub struct DerivedIndex {
    secret: [u8; 32],
    check: [u8; 32],
}

impl Drop for DerivedIndex {
    fn drop(&mut self) {
        self.secret.zeroize();
        self.check.zeroize();
    }
}

impl DerivedIndex {
    /// From the secret of a key file.
    pub fn from_key_file(secret: &[u8; 32]) -> Self {
        Self {
            secret: keyed(secret, &[b"countersign derived surrogate"]),
            check: keyed(secret, &[b"countersign token check"]),
        }
    }

    /// From a secret drawn for this run.
    pub fn for_this_run(secret: &[u8; 32]) -> Self {
        let check = keyed(b"countersign", &[b"public token check"]);
        Self { secret: keyed(secret, &[b"countersign derived surrogate"]), check }
    }

    fn check_of(&self, identity: &str) -> String {
        BASE32_NOPAD.encode(&keyed(&self.check, &[identity.as_bytes()])[..5])[..CHECK].to_owned()
    }
}

/// Characters of a derived surrogate that check the others.
const CHECK: usize = 4;

impl SurrogateIndex for DerivedIndex {
    fn surrogate(&mut self, key: IndexKey) -> Result<Surrogate, IndexError> {
        let mut text = BASE32_NOPAD.encode(&keyed(&self.secret, &[&key.0])[..16]);
        let check = self.check_of(&text[..SHOWN - CHECK]);
        text.replace_range(SHOWN - CHECK..SHOWN, &check);
        Ok(Surrogate::new(text))
    }

    fn subject(&mut self, identities: &[IndexKey], session: IndexKey) -> Result<Surrogate, SubjectError> {
        Ok(self.surrogate(identities.first().copied().unwrap_or(session))?)
    }

    fn knows(&mut self, shown: &str) -> Result<bool, IndexError> {
        Ok(shown.is_ascii() && shown.len() == SHOWN && self.check_of(&shown[..SHOWN - CHECK]) == shown[SHOWN - CHECK..])
    }
}
