//! The ledger: paging through it, and verifying it from its start against the rows that it speaks of.

use std::collections::VecDeque;
use std::io::Write as _;
use std::path::PathBuf;

use countersign_domain::Actor;
use countersign_ledger::{Act, Digest32, Entry, FirstWrong, Head, Row, Verifier};
use countersign_rules::authorization::Capability;
use countersign_store::{LedgerFilter, LedgerRow, Reader, Recorded};
use serde_json::Value;

use crate::decisions::digest_of;
use crate::gate::Pass;
use crate::ingest::batch_details;
use crate::{Engine, Error};

/// What verification found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Entries that are right, counted from the start.
    pub entries: u64,
    /// The first wrong thing: sequence and what is wrong with it; `None` when everything is right.
    pub first_wrong: Option<(u64, String)>,
    /// Chain value at the end, hexadecimal: whoever keeps it can tell later that nothing before it was changed.
    pub head: Option<String>,
}

/// Entries read at a time.
const PAGE: u64 = 1000;

impl Engine {
    /// Entries before `before`, newest first. Errors: `NotAllowed`.
    pub fn ledger(&self, actor: &Actor, before: Option<u64>, limit: u64) -> Result<Vec<LedgerRow>, Error> {
        let pass = self.pass(actor, Capability::LedgerRead)?;
        self.read(&pass, |r| Ok(r.ledger_before(before, limit)?))
    }

    /// Entries that match before `before`, newest first. Errors: `NotAllowed`.
    pub fn ledger_matching(
        &self,
        actor: &Actor,
        filter: &LedgerFilter,
        before: Option<u64>,
        limit: u64,
    ) -> Result<Vec<LedgerRow>, Error> {
        let pass = self.pass(actor, Capability::LedgerRead)?;
        self.read(&pass, |r| Ok(r.ledger_matching(filter, before, limit)?))
    }

    /// Writes every entry up to now to the folder of exports, one JSON object a line, and returns the file. Whoever has
    /// it can check the chain without the program. The writing is recorded first. Errors: `NotAllowed`, `Io`.
    pub fn export_ledger(&self, actor: &Actor) -> Result<PathBuf, Error> {
        let pass = self.pass(actor, Capability::LedgerExport)?;
        let details = [("figure", "ledger".to_owned()), ("format", "jsonl".to_owned())];
        self.save_export(&pass, "ledger", "jsonl", &details, |out| {
            let size = self.read(&pass, |r| Ok(r.ledger_head(&self.workspace.id)?.size))?;
            let mut after = 0;
            while after < size {
                let page = self.read(&pass, |r| Ok(r.ledger_after(after, PAGE.min(size - after))?))?;
                let Some(last) = page.last() else { break };
                after = last.sequence;
                page.iter().try_for_each(|row| writeln!(out, "{}", export_line(row)))?;
            }
            Ok(())
        })
    }

    /// Verifies every entry, the chain, and that decisions and batches are what their entries say. `progress` hears
    /// how many entries of how many were looked at, and says whether to go on. Reads one snapshot, so it can run beside
    /// the worker and beside another verification. What it found is entered afterwards, where this process holds the
    /// workspace. Errors: `NotAllowed`, `Cancelled`.
    pub fn verify_ledger(&self, actor: &Actor, progress: &dyn Fn(u64, u64) -> bool) -> Result<Verification, Error> {
        let pass = self.pass(actor, Capability::LedgerVerify)?;
        let found = self.verify(&pass, progress)?;
        if self.holds() {
            let entered = self.enter_verification(&pass, &found);
            // What is wrong must be heard, also where the damage keeps it from being written down.
            if found.first_wrong.is_none() {
                entered?;
            }
        }
        Ok(found)
    }

    fn enter_verification(&self, pass: &Pass, found: &Verification) -> Result<(), Error> {
        let mut details = vec![("entries", found.entries.to_string())];
        details.extend(found.head.clone().map(|head| ("head", head)));
        details.extend(found.first_wrong.as_ref().map(|(sequence, _)| ("first_wrong", sequence.to_string())));
        self.record(pass, |w| w.enter(Act::LedgerVerified, &[], &details).map(drop))
    }

    fn verify(&self, pass: &Pass, progress: &dyn Fn(u64, u64) -> bool) -> Result<Verification, Error> {
        self.read(pass, |r| {
            let mut with_rows = WithRows::default();
            let size = r.ledger_head(&self.workspace.id)?.size;
            let go_on = |entries| if progress(entries, size) { Ok(()) } else { Err(Error::Cancelled) };
            let (entries, chain) = match verify_chain(r, &self.workspace.id, &mut with_rows, &go_on)? {
                Ok(head) => (head.size, head.chain),
                Err(wrong) => {
                    return Ok(Verification {
                        entries: wrong.sequence - 1,
                        first_wrong: Some((wrong.sequence, wrong.what.to_string())),
                        head: None,
                    });
                }
            };
            Ok(Verification {
                entries,
                first_wrong: first_wrong_row(r, with_rows)?,
                head: Some(data_encoding::HEXLOWER.encode(&chain)),
            })
        })
    }
}

/// An entry with what proves its place; `entry` is the text that `leaf` is made of.
fn export_line(row: &LedgerRow) -> Value {
    let hex = |bytes: &[u8]| data_encoding::HEXLOWER.encode(bytes);
    serde_json::json!({"sequence": row.sequence, "entry": row.entry, "leaf": hex(&row.leaf), "chain": hex(&row.chain)})
}

/// Sequences of the entries that have a row of their own, oldest first: one that was removed is missed here.
#[derive(Default)]
struct WithRows {
    decisions: VecDeque<u64>,
    batches: VecDeque<u64>,
}

impl WithRows {
    fn note(&mut self, row: &LedgerRow) {
        match Entry::parse(&row.entry).map(|entry| entry.act) {
            Ok(Act::EventDecided) => self.decisions.push_back(row.sequence),
            Ok(Act::BatchIngested) => self.batches.push_back(row.sequence),
            _ => {}
        }
    }
}

/// Takes the row at `sequence` off `expected`; entries before it have lost theirs. Gives the first of them.
fn missing_before(expected: &mut VecDeque<u64>, sequence: u64) -> Option<u64> {
    let missing = expected.front().copied().filter(|first| *first < sequence);
    while expected.front().is_some_and(|first| *first <= sequence) {
        expected.pop_front();
    }
    missing
}

fn verify_chain(
    r: &Reader<'_>,
    workspace: &str,
    with_rows: &mut WithRows,
    go_on: &dyn Fn(u64) -> Result<(), Error>,
) -> Result<Result<Head, FirstWrong>, Error> {
    let mut verifier = Verifier::new(workspace);
    let mut after = 0;
    loop {
        let page = r.ledger_after(after, PAGE)?;
        let Some(last) = page.last() else { return Ok(verifier.finish()) };
        after = last.sequence;
        for row in &page {
            if let Err(wrong) = verifier.feed(Row {
                sequence: row.sequence,
                entry: row.entry.as_bytes(),
                leaf: &row.leaf,
                chain: &row.chain,
            }) {
                return Ok(Err(wrong));
            }
            with_rows.note(row);
        }
        go_on(after)?;
    }
}

/// The first decision or batch that is not what its entry says, or is not there, in order of sequence.
fn first_wrong_row(r: &Reader<'_>, mut expected: WithRows) -> Result<Option<(u64, String)>, Error> {
    let mut wrong: Option<(u64, String)> = None;
    let mut note = |sequence: u64, what: String| {
        if wrong.as_ref().is_none_or(|(first, _)| sequence < *first) {
            wrong = Some((sequence, what));
        }
    };
    r.each_decision(|Recorded { sequence, row, copies_agree }| {
        if let Some(missing) = missing_before(&mut expected.decisions, sequence) {
            note(missing, "its decision is missing".to_owned());
        }
        let said = detail(r, sequence, "digest")?;
        if said.as_deref() != Some(digest_of(row).as_str()) || !copies_agree {
            note(sequence, format!("decision {} is not what was recorded", row.decision.id));
        }
        Ok::<(), Error>(())
    })?;
    r.each_batch(|Recorded { sequence, row: batch, copies_agree }| {
        if let Some(missing) = missing_before(&mut expected.batches, sequence) {
            note(missing, "its batch is missing".to_owned());
        }
        let digests: Vec<Digest32> = batch.rows.iter().map(|(_, digest, _)| *digest).collect();
        let mut same = copies_agree && countersign_ledger::root(&digests) == batch.root;
        for (name, value) in batch_details(batch) {
            same &= detail(r, sequence, name)?.as_deref() == Some(value.as_str());
        }
        if !same {
            note(sequence, format!("batch {} is not what was recorded", batch.id));
        }
        Ok::<(), Error>(())
    })?;
    if let Some(missing) = expected.decisions.front() {
        note(*missing, "its decision is missing".to_owned());
    }
    if let Some(missing) = expected.batches.front() {
        note(*missing, "its batch is missing".to_owned());
    }
    Ok(wrong)
}

fn detail(r: &Reader<'_>, sequence: u64, name: &str) -> Result<Option<String>, Error> {
    let Some(row) = r.ledger_entry(sequence)? else { return Ok(None) };
    let entry = Entry::parse(&row.entry).ok();
    Ok(entry.and_then(|entry| entry.details.get(name).and_then(Value::as_str).map(str::to_owned)))
}
