//! Keyed index of a value → the surrogate that stands for it.

use countersign_domain::Surrogate;
use rusqlite::{OptionalExtension, named_params};

use crate::row::id;
use crate::{Noter, Reader, Result};

impl Reader<'_> {
    /// The surrogate of an index key.
    pub fn surrogate(&self, index_key: &[u8; 32]) -> Result<Option<Surrogate>> {
        let mut statement = self.0.prepare_cached("SELECT surrogate FROM pseudonyms WHERE index_key = :index_key")?;
        let found =
            statement.query_row(named_params! {":index_key": index_key}, |row| id(row, "surrogate", Surrogate::new));
        Ok(found.optional()?)
    }
}

impl Noter<'_> {
    /// Adds an index row; one that is there stays.
    pub fn insert_pseudonym(&self, index_key: &[u8; 32], surrogate: &Surrogate) -> Result<()> {
        let mut statement = self.0.prepare_cached(
            "INSERT INTO pseudonyms (index_key, surrogate)
             VALUES (:index_key, :surrogate)
             ON CONFLICT DO NOTHING",
        )?;
        statement.execute(named_params! {":index_key": index_key, ":surrogate": surrogate.as_str()})?;
        Ok(())
    }
}
