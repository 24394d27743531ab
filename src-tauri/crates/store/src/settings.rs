//! What the firm sets.

use std::collections::BTreeMap;

use rusqlite::named_params;

use crate::{Entered, Reader, Recorder, Result};

impl Reader<'_> {
    /// Every setting that was set.
    pub fn settings(&self) -> Result<BTreeMap<String, String>> {
        let mut statement = self.0.prepare_cached("SELECT key, value FROM settings")?;
        let rows = statement.query_map([], |row| Ok((row.get("key")?, row.get("value")?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Recorder<'_> {
    /// Sets one.
    pub fn set_setting(&self, entered: Entered, key: &str, value: &str) -> Result<()> {
        self.0.execute(
            "INSERT INTO settings (key, value, ledger_sequence)
             VALUES (:key, :value, :sequence)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value, ledger_sequence = excluded.ledger_sequence",
            named_params! {":key": key, ":value": value, ":sequence": entered.0},
        )?;
        Ok(())
    }
}
