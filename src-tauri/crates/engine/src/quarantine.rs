//! Quarantine: what was refused, by line, field and reason; destroyed when discarded or after 30 days.

use countersign_domain::Actor;
use countersign_ledger::Act;
use countersign_rules::authorization::Capability;
use countersign_store::QuarantineRow;

use crate::change::Area;
use crate::{Engine, Error};

/// A refused row: everything but the row itself, which stays sealed.
pub type QuarantineSummary = QuarantineRow;

/// How long a refused row is held.
const HELD_FOR_MS: i64 = 30 * 24 * 60 * 60 * 1000;

impl Engine {
    /// Refused rows, newest first. Errors: `NotAllowed`.
    pub fn quarantine(&self, actor: &Actor, limit: u64) -> Result<Vec<QuarantineSummary>, Error> {
        let pass = self.pass(actor, Capability::QuarantineRead)?;
        self.read(&pass, |r| Ok(r.quarantine(limit)?))
    }

    /// One refused row. Errors: `NotAllowed`, `NotFound`.
    pub fn quarantined(&self, actor: &Actor, quarantine: &str) -> Result<QuarantineSummary, Error> {
        let pass = self.pass(actor, Capability::QuarantineRead)?;
        self.read(&pass, |r| Ok(r.quarantined(quarantine)?))
    }

    /// Destroys a refused row and its key. Errors: `NotAllowed`, `Conflict` when it is not held.
    pub fn discard_quarantined(&self, actor: &Actor, quarantine: &str) -> Result<(), Error> {
        let pass = self.pass(actor, Capability::QuarantineDiscard)?;
        self.record(&pass, |w| {
            let entered = w.enter(Act::QuarantineDiscarded, &[("quarantine", quarantine.to_owned())], &[])?;
            Ok(w.destroy_quarantined(entered, quarantine, "discarded")?)
        })?;
        self.tell(Area::Sources, Vec::new());
        Ok(())
    }

    /// Destroys what was held for too long.
    pub(crate) fn expire_quarantine(&self) -> Result<(), Error> {
        let pass = self.pass(&Actor::Engine, Capability::Ingest)?;
        let old = self.read(&pass, |r| Ok(r.quarantine_older_than(pass.at().plus_ms(-HELD_FOR_MS))?))?;
        if old.is_empty() {
            return Ok(());
        }
        self.record(&pass, |w| {
            let entered = w.enter(Act::QuarantineExpired, &[], &[("rows", old.len().to_string())])?;
            old.iter().try_for_each(|quarantine| Ok(w.destroy_quarantined(entered, quarantine, "expired")?))
        })
    }
}
