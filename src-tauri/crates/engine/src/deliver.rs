//! Decisions leave as files, after the hold-back: recorded first, written second, so that a crash between the two is
//! mended by writing the same file again.

use std::collections::HashSet;
use std::fs::File;
use std::io::{ErrorKind, Read, Write};
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
/// How a receipt's name ends after the delivery's.
const RECEIPT: &str = ".receipt.jsonl";
/// What a receipt's name gets while it is taken; one that a crash left so is taken by the next look.
const TAKING: &str = ".taking";

impl Engine {
    /// Releases what is due and takes receipts in. Returns how many decisions left. While STOP is on, only people's
    /// answers leave.
    pub(crate) fn deliver(&self) -> Result<u64, Error> {
        let pass = self.pass(&Actor::Engine, Capability::Deliver)?;
        // A receipt that cannot be taken keeps nothing from leaving.
        let receipts = self.take_receipts(&pass);
        self.write_unwritten(&pass)?;
        let lines = self.release_due(&pass)?;
        if lines > 0 {
            self.write_unwritten(&pass)?;
            self.tell(Area::Decisions, Vec::new());
        }
        receipts.map(|()| lines)
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
    /// STOP is on, one with automatic decisions waits, although it was recorded before. One that fails keeps no other.
    fn write_unwritten(&self, pass: &Pass) -> Result<(), Error> {
        let unwritten = self.read(pass, |r| Ok(r.unwritten_deliveries()?))?;
        unwritten.iter().map(|delivery| self.write_delivery(pass, delivery)).fold(Ok(()), Result::and)
    }

    fn write_delivery(&self, pass: &Pass, delivery: &DeliveryRow) -> Result<(), Error> {
        let rows = self.read(pass, |r| {
            let decisions = r.delivery_decisions(&delivery.id)?;
            Ok(decisions.iter().map(|decision| r.decision(decision)).collect::<Result<Vec<_>, _>>()?)
        })?;
        if self.is_stopped() && rows.iter().any(|row| row.decision.verdict == Verdict::Automatic) {
            return Ok(());
        }
        let outbox = self.folder.outbox();
        if !outbox.is_dir() {
            return Err(Error::FolderGone(outbox));
        }
        write_whole(&outbox, &format!("{}.jsonl", delivery.id), |out| {
            Ok(rows.iter().try_for_each(|row| writeln!(out, "{}", delivery_line(row)))?)
        })?;
        self.note(pass, |w| Ok(w.delivery_written(&delivery.id)?))
    }

    /// Takes `<delivery>.receipt.jsonl` files: each line names a decision that the receiving system has applied. One
    /// that fails keeps no other.
    fn take_receipts(&self, pass: &Pass) -> Result<(), Error> {
        let outbox = self.folder.outbox();
        let gone = |error: std::io::Error| match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Error::FolderGone(outbox.clone()),
            _ => error.into(),
        };
        let mut outcome = Ok(());
        for entry in std::fs::read_dir(&outbox).map_err(gone)? {
            let name = entry?.file_name();
            let Some(name) = name.to_str() else { continue };
            if let Some(delivery) = name.trim_start_matches('.').trim_end_matches(TAKING).strip_suffix(RECEIPT) {
                outcome = outcome.and(self.take_receipt(pass, name, delivery));
            }
        }
        outcome
    }

    /// Renamed first, so that one which cannot be removed is not applied again with each look at the folder.
    fn take_receipt(&self, pass: &Pass, name: &str, delivery: &str) -> Result<(), Error> {
        let outbox = self.folder.outbox();
        let path = outbox.join(name);
        let about = std::fs::symlink_metadata(&path)?;
        if !about.is_file() || about.len() > LARGEST_RECEIPT {
            let name = self.safe_name(name);
            return Err(Error::Input(format!(
                "the receipt {name} in the outbox is no plain file of at most 16 MiB and was left there; write it again"
            )));
        }
        let file = File::open(&path)?;
        let taking = outbox.join(format!(".{delivery}{RECEIPT}{TAKING}"));
        std::fs::rename(&path, &taking)?;
        self.apply(pass, delivery, &read_receipt(file)?)?;
        Ok(std::fs::remove_file(taking)?)
    }

    fn apply(&self, pass: &Pass, delivery: &str, receipt: &[Option<DecisionId>]) -> Result<(), Error> {
        if receipt.is_empty() {
            return Ok(());
        }
        let known: HashSet<DecisionId> =
            self.read(pass, |r| Ok(r.delivery_decisions(delivery)?))?.into_iter().collect();
        let named: HashSet<&DecisionId> =
            receipt.iter().flatten().filter(|decision| known.contains(decision)).collect();
        let unknown = receipt.iter().filter(|line| line.as_ref().is_none_or(|named| !known.contains(named))).count();
        self.record(pass, |w| {
            let details = [("lines", named.len().to_string()), ("unknown", unknown.to_string())];
            let subject = if known.is_empty() { vec![] } else { vec![("delivery", delivery.to_owned())] };
            let entered = w.enter(Act::ReceiptApplied, &subject, &details)?;
            for decision in named {
                w.apply_receipt(entered, decision)?;
            }
            Ok(())
        })
    }
}

/// The decision that each line of a receipt names; `None` where it names none.
fn read_receipt(file: File) -> Result<Vec<Option<DecisionId>>, Error> {
    let mut bytes = Vec::new();
    file.take(LARGEST_RECEIPT).read_to_end(&mut bytes)?;
    let decision = |line: &[u8]| -> Option<DecisionId> {
        let value: Value = serde_json::from_slice(line).ok()?;
        value.get("decision_id").and_then(Value::as_str).map(DecisionId::new)
    };
    let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    Ok(lines.map(decision).collect())
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
