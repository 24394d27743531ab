//! Decisions leave as files, after the hold-back: recorded first, written second, so that a crash between the two is
//! mended by writing the same file again.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use countersign_domain::{Actor, DecisionId, Verdict};
use countersign_ledger::Act;
use countersign_rules::authorization::Capability;
use countersign_store::{DeliveryRow, Reader};
use serde_json::Value;

use crate::change::Area;
use crate::decisions::delivery_line;
use crate::gate::Pass;
use crate::{Engine, Error, id};

/// Decisions in one file.
const BATCH: u64 = 500;
/// A receipt larger than this is not read.
const LARGEST_RECEIPT: u64 = 16 * 1024 * 1024;

impl Engine {
    /// Releases what is due and takes receipts in. Returns how many decisions left. While STOP is on, only people's
    /// answers leave.
    pub(crate) fn deliver(&self) -> Result<u64, Error> {
        let pass = self.pass(&Actor::Engine, Capability::Deliver)?;
        self.take_receipts(&pass)?;
        self.write_unwritten(&pass)?;
        let lines = self.release_due(&pass)?;
        if lines > 0 {
            self.write_unwritten(&pass)?;
            self.tell(Area::Decisions, Vec::new());
        }
        Ok(lines)
    }

    /// Records what is due as one delivery. The transaction that releases it reads it: between two, a person could
    /// take a decision back or stop everything.
    fn release_due(&self, pass: &Pass) -> Result<u64, Error> {
        let due = |r: &Reader<'_>, stopped| Ok::<_, Error>(r.outbox_due(pass.at(), stopped, BATCH)?);
        if self.read(pass, |r| due(r, self.is_stopped()))?.is_empty() {
            return Ok(0);
        }
        let released = self.record(pass, |w| {
            let due = due(w, self.live_in(w)?.stopped.is_some() || self.folder.stop_file().exists())?;
            if due.is_empty() {
                return Ok(0);
            }
            let lines = due.len() as u64;
            let delivery = DeliveryRow { id: id::fresh(), lines, released_at: pass.at(), written: false };
            let subject = [("delivery", delivery.id.clone())];
            let entered = w.enter(Act::DecisionsReleased, &subject, &[("lines", lines.to_string())])?;
            w.insert_delivery(entered, &delivery, &due)?;
            Ok(lines)
        });
        match released {
            Err(Error::Store(countersign_store::Error::NothingRecorded)) => Ok(0),
            other => other,
        }
    }

    /// Writes the file of every recorded delivery that may not have one. The same delivery gives the same bytes. While
    /// STOP is on, one with automatic decisions waits, although it was recorded before.
    fn write_unwritten(&self, pass: &Pass) -> Result<(), Error> {
        for delivery in self.read(pass, |r| Ok(r.unwritten_deliveries()?))? {
            let rows = self.read(pass, |r| {
                let decisions = r.delivery_decisions(&delivery.id)?;
                Ok(decisions.iter().map(|decision| r.decision(decision)).collect::<Result<Vec<_>, _>>()?)
            })?;
            if self.is_stopped() && rows.iter().any(|row| row.decision.verdict == Verdict::Automatic) {
                continue;
            }
            let name = format!("{}.jsonl", delivery.id);
            write_whole(&self.folder.outbox(), &name, |out| {
                Ok(rows.iter().try_for_each(|row| writeln!(out, "{}", delivery_line(row)))?)
            })?;
            self.note(pass, |w| Ok(w.delivery_written(&delivery.id)?))?;
        }
        Ok(())
    }

    /// Reads `<delivery>.receipt.jsonl` files: each line names a decision that the receiving system has applied.
    fn take_receipts(&self, pass: &Pass) -> Result<(), Error> {
        for entry in std::fs::read_dir(self.folder.outbox())? {
            let entry = entry?;
            let name = entry.file_name();
            let Some(delivery) = name.to_str().and_then(|name| name.strip_suffix(".receipt.jsonl")) else { continue };
            let metadata = std::fs::symlink_metadata(entry.path())?;
            if !metadata.is_file() || metadata.len() > LARGEST_RECEIPT {
                continue;
            }
            let decisions = read_receipt(&entry.path())?;
            self.apply(pass, delivery, &decisions)?;
            std::fs::remove_file(entry.path())?;
        }
        Ok(())
    }

    fn apply(&self, pass: &Pass, delivery: &str, decisions: &[DecisionId]) -> Result<(), Error> {
        if decisions.is_empty() {
            return Ok(());
        }
        let known: Vec<DecisionId> = self.read(pass, |r| Ok(r.delivery_decisions(delivery)?))?;
        let named: Vec<&DecisionId> = decisions.iter().filter(|decision| known.contains(decision)).collect();
        self.record(pass, |w| {
            let details =
                [("lines", named.len().to_string()), ("unknown", (decisions.len() - named.len()).to_string())];
            let subject = if known.is_empty() { vec![] } else { vec![("delivery", delivery.to_owned())] };
            let entered = w.enter(Act::ReceiptApplied, &subject, &details)?;
            for decision in named {
                w.apply_receipt(entered, decision)?;
            }
            Ok(())
        })
    }
}

/// Decisions that a receipt names; lines that are none are passed over and counted as unknown by the caller.
fn read_receipt(path: &Path) -> Result<Vec<DecisionId>, Error> {
    let lines = BufReader::new(std::fs::File::open(path)?).lines();
    let decision = |line: std::io::Result<String>| -> Option<DecisionId> {
        let value: Value = serde_json::from_str(&line.ok()?).ok()?;
        value.get("decision_id").and_then(Value::as_str).map(DecisionId::new)
    };
    Ok(lines.filter_map(decision).collect())
}

/// Writes a file under a temporary name, syncs it and renames it into place: a reader sees all of it or nothing.
pub(crate) fn write_whole(
    folder: &Path,
    name: &str,
    write: impl FnOnce(&mut std::io::BufWriter<std::fs::File>) -> Result<(), Error>,
) -> Result<(), Error> {
    let unfinished = folder.join(format!(".{name}.part"));
    let mut out = std::io::BufWriter::new(std::fs::File::create(&unfinished)?);
    write(&mut out)?;
    out.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()?;
    std::fs::rename(&unfinished, folder.join(name))?;
    std::fs::File::open(folder)?.sync_all()?;
    Ok(())
}
