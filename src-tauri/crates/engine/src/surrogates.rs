//! The surrogate index over the write transaction.
//!
//! A surrogate is 128 bits: 64 random ones, 16 that check them under the workspace's key, 48 random ones. The check
//! stands within the characters that a token shows, so that a token in the input is known for ours without a second
//! index over all surrogates; one typed by hand passes once in 65,536 times, and then stands for nothing.

use countersign_domain::Surrogate;
use countersign_keys::{Secret32, digest};
use countersign_privacy::{IndexError, IndexKey, SubjectError, SurrogateIndex};
use countersign_store::Noter;
use data_encoding::BASE32_NOPAD;

/// Index rows are read and added in the transaction of the events that need them.
pub(crate) struct StoredIndex<'a, 'c> {
    pub(crate) rows: &'a Noter<'c>,
    pub(crate) secret: &'a Secret32,
}

impl StoredIndex<'_, '_> {
    fn known(&self, key: &IndexKey) -> Result<Option<Surrogate>, IndexError> {
        self.rows.surrogate(&key.0).map_err(IndexError::new)
    }

    fn bind(&self, key: &IndexKey, surrogate: &Surrogate) -> Result<(), IndexError> {
        self.rows.insert_pseudonym(&key.0, surrogate).map_err(IndexError::new)
    }

    fn new_surrogate(&self) -> Result<Surrogate, IndexError> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(IndexError::new)?;
        let check = self.check(&bytes[..8]);
        bytes[8..10].copy_from_slice(&check);
        Ok(Surrogate::new(BASE32_NOPAD.encode(&bytes)))
    }

    fn check(&self, random: &[u8]) -> [u8; 2] {
        let [first, second, ..] = digest(self.secret, "surrogate check", &[random]);
        [first, second]
    }
}

impl SurrogateIndex for StoredIndex<'_, '_> {
    fn surrogate(&mut self, key: IndexKey) -> Result<Surrogate, IndexError> {
        if let Some(known) = self.known(&key)? {
            return Ok(known);
        }
        let new = self.new_surrogate()?;
        self.bind(&key, &new)?;
        Ok(new)
    }

    fn subject(&mut self, identities: &[IndexKey], session: IndexKey) -> Result<Surrogate, SubjectError> {
        let mut subject: Option<Surrogate> = None;
        for key in identities {
            match (self.known(key)?, &subject) {
                (Some(known), None) => subject = Some(known),
                (Some(known), Some(first)) if known != *first => return Err(SubjectError::TwoSubjects),
                _ => {}
            }
        }
        let first = identities.first().copied().unwrap_or(session);
        let subject = subject.map_or_else(|| self.surrogate(first), Ok)?;
        for key in identities {
            self.bind(key, &subject)?;
        }
        Ok(subject)
    }

    fn knows(&mut self, shown: &str) -> Result<bool, IndexError> {
        let bytes = BASE32_NOPAD.decode(shown.as_bytes()).unwrap_or_default();
        Ok(bytes.len() == 10 && bytes[8..] == self.check(&bytes[..8]))
    }
}
