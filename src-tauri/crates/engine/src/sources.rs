//! Sources: how fresh each is, and what became of its rows.
//!
//! Deliberately absent: taking rows in (`ingest`, `watch`), and the rows themselves.

use std::fs::File;
use std::io::{Read as _, Seek as _};

use countersign_domain::{Actor, Rate, TimeMs};
use countersign_ledger::Act;
use countersign_rules::authorization::Capability;
use countersign_store::SourceRow;
use sha2::{Digest, Sha256};

use crate::change::Area;
use crate::{Engine, Error};

/// Name of the setting: hours without anything new after which the watched folder counts as stale.
const STALE_AFTER_HOURS: &str = "stale_after_hours";
/// Where nobody has set it.
const USUAL_STALE_AFTER_HOURS: u32 = 24;
/// The longest that can be set: thirty days.
const LONGEST_STALE_AFTER_HOURS: u32 = 720;
const HOUR_MS: i64 = 60 * 60 * 1000;

/// One way by which rows come in.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceStanding {
    /// `folder`, `file` or `stdin`, with counts over all of its imports.
    pub row: SourceRow,
    /// Of all its rows, the share that was refused.
    pub refused: Rate,
    /// Whether nothing came in for longer than it should; only the watched folder has a rhythm to keep.
    pub stale: bool,
}

/// All sources.
#[derive(Debug, Clone, PartialEq)]
pub struct Sources {
    /// The watched folder first.
    pub standings: Vec<SourceStanding>,
    /// Refused rows that are held.
    pub quarantined: u64,
    /// Hours without anything new after which the watched folder counts as stale.
    pub stale_after_hours: u32,
    /// When this was true.
    pub at: TimeMs,
}

impl Engine {
    /// Every source with its freshness and completeness. Errors: `NotAllowed`.
    pub fn sources(&self, actor: &Actor) -> Result<Sources, Error> {
        let pass = self.pass(actor, Capability::EventRead)?;
        self.read(&pass, |r| {
            let stale_after_hours = stale_after_hours(&r.settings()?);
            let before = pass.at().plus_ms(-i64::from(stale_after_hours) * HOUR_MS);
            let standing = |row: SourceRow| SourceStanding {
                refused: Rate::exact(row.quarantined, row.taken + row.duplicates + row.quarantined),
                stale: row.source == "folder" && row.last_at.is_some_and(|last| last < before),
                row,
            };
            Ok(Sources {
                standings: r.sources()?.into_iter().map(standing).collect(),
                quarantined: r.quarantine_held()?,
                stale_after_hours,
                at: pass.at(),
            })
        })
    }

    /// Sets after how many hours without anything new the watched folder counts as stale. Errors: `NotAllowed`,
    /// `Input` outside of 1–720.
    pub fn set_stale_after(&self, actor: &Actor, hours: u32) -> Result<(), Error> {
        let pass = self.pass(actor, Capability::SettingsChange)?;
        if !(1..=LONGEST_STALE_AFTER_HOURS).contains(&hours) {
            return Err(Error::Input(format!("a source is stale after 1 to {LONGEST_STALE_AFTER_HOURS} hours")));
        }
        self.record(&pass, |w| {
            let details = [(STALE_AFTER_HOURS, hours.to_string())];
            let entered = w.enter(Act::SettingsChanged, &[("setting", STALE_AFTER_HOURS.to_owned())], &details)?;
            Ok(w.set_setting(entered, STALE_AFTER_HOURS, &hours.to_string())?)
        })?;
        self.tell(Area::Sources, Vec::new());
        Ok(())
    }
}

fn stale_after_hours(settings: &std::collections::BTreeMap<String, String>) -> u32 {
    settings.get(STALE_AFTER_HOURS).and_then(|text| text.parse().ok()).unwrap_or(USUAL_STALE_AFTER_HOURS)
}

/// The beginning of a file's digest, by which a file of labels is known again: one file, the same sessions. The file
/// stands at its start afterwards. Errors: it cannot be read.
pub fn label_file_name(file: &mut File) -> std::io::Result<String> {
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => break,
            n => hash.update(&buffer[..n]),
        }
    }
    file.rewind()?;
    Ok(data_encoding::HEXLOWER.encode(&hash.finalize()[..8]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_that_cannot_be_read_is_the_usual_one() {
        let settings = |text: &str| [(STALE_AFTER_HOURS.to_owned(), text.to_owned())].into();
        assert_eq!(stale_after_hours(&settings("48")), 48);
        assert_eq!(stale_after_hours(&settings("")), USUAL_STALE_AFTER_HOURS, "silence must not make a source fresh");
        assert_eq!(stale_after_hours(&[].into()), USUAL_STALE_AFTER_HOURS);
    }
}
