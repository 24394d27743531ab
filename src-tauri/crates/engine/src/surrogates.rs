//! The surrogate index over the write transaction.

use countersign_domain::Surrogate;
use countersign_privacy::{IndexError, IndexKey, SubjectError, SurrogateIndex};
use countersign_store::Noter;

use crate::id;

/// Index rows are read and added in the transaction of the events that need them.
pub(crate) struct StoredIndex<'a, 'c>(pub(crate) &'a Noter<'c>);

impl StoredIndex<'_, '_> {
    fn known(&self, key: &IndexKey) -> Result<Option<Surrogate>, IndexError> {
        self.0.surrogate(&key.0).map_err(IndexError::new)
    }

    fn bind(&self, key: &IndexKey, surrogate: &Surrogate) -> Result<(), IndexError> {
        self.0.insert_pseudonym(&key.0, surrogate).map_err(IndexError::new)
    }
}

impl SurrogateIndex for StoredIndex<'_, '_> {
    fn surrogate(&mut self, key: IndexKey) -> Result<Surrogate, IndexError> {
        if let Some(known) = self.known(&key)? {
            return Ok(known);
        }
        let new = id::surrogate().map_err(IndexError::new)?;
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
        self.0.knows_surrogate(shown).map_err(IndexError::new)
    }
}
