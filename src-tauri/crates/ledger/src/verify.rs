//! Verification of stored rows, one after the other, so that a ledger of any length needs no memory.

use serde_json::Value;

use crate::canonical;
use crate::chain::{Head, leaf_hash};

/// A row as it was stored; digests of a wrong length are simply wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row<'a> {
    /// Its sequence.
    pub sequence: u64,
    /// The entry's text.
    pub entry: &'a [u8],
    /// The stored digest of the text.
    pub leaf: &'a [u8],
    /// The stored chain value.
    pub chain: &'a [u8],
}

/// What is wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// Another sequence stands where this one should: rows were removed, doubled, inserted or reordered.
    #[error("row {found} stands in its place")]
    Sequence {
        /// The sequence that was found.
        found: u64,
    },
    /// The text is not a JSON object in canonical form.
    #[error("its text is not in canonical form")]
    NotCanonical,
    /// The text names another sequence than its row.
    #[error("its text belongs to another row")]
    OtherSequence,
    /// The text was changed after its digest was stored, or the digest was.
    #[error("its text does not match its digest")]
    Leaf,
    /// The row does not continue the chain: it, or the chain value of the row before, was changed.
    #[error("it does not continue the chain")]
    Chain,
    /// The chain is whole, but not the one that somebody kept a head of: it was written anew, or forked.
    #[error("the chain differs from the head that was kept")]
    OtherHead,
    /// Rows that somebody kept a head of are not there: the ledger was cut off, or an older copy was put in place.
    #[error("it and what follows is missing, although a head that was kept includes it")]
    Missing,
}

/// The first row that is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("ledger entry {sequence}: {what}")]
pub struct FirstWrong {
    /// Its sequence.
    pub sequence: u64,
    /// What is wrong.
    pub what: Wrong,
}

/// Takes rows in order and stops at the first that is wrong.
///
/// Finds every change that leaves a later chain value standing. Whoever can write rows can also write all of them
/// anew from some row on, or remove the newest; only a head that was kept elsewhere ([`Verifier::expecting`]) shows it.
#[derive(Debug, Clone)]
pub struct Verifier {
    head: Head,
    kept: Vec<Head>,
    failed: Option<FirstWrong>,
}

impl Verifier {
    /// A verifier at the start of the ledger of `workspace_id`.
    pub fn new(workspace_id: &str) -> Self {
        Self::after(Head::empty(workspace_id))
    }

    /// A verifier that goes on after `head`, which was verified before.
    pub fn after(head: Head) -> Self {
        Self { head, kept: Vec::new(), failed: None }
    }

    /// Demands that the ledger includes `head`, which was kept earlier or elsewhere. Heads before the verifier's start
    /// are not looked at.
    pub fn expecting(mut self, head: Head) -> Self {
        if head.size >= self.head.size {
            self.kept.push(head);
        }
        self
    }

    /// Takes the next row. Errors: what is wrong with it; after the first error every call repeats it.
    pub fn feed(&mut self, row: Row<'_>) -> Result<(), FirstWrong> {
        if let Some(failed) = self.failed {
            return Err(failed);
        }
        self.check_row(row).map_err(|what| self.fail(self.head.size + 1, what))?;
        let head = self.head;
        match self.kept.iter().any(|kept| kept.size == head.size && kept.chain != head.chain) {
            true => Err(self.fail(head.size, Wrong::OtherHead)),
            false => Ok(()),
        }
    }

    /// The verified head, once every row was fed. Errors: the first wrong row, or the first that is missing.
    pub fn finish(mut self) -> Result<Head, FirstWrong> {
        if let Some(failed) = self.failed {
            return Err(failed);
        }
        let Head { size, chain } = self.head;
        if self.kept.iter().any(|kept| kept.size > size) {
            return Err(self.fail(size + 1, Wrong::Missing));
        }
        if self.kept.iter().any(|kept| kept.size == size && kept.chain != chain) {
            return Err(self.fail(size, Wrong::OtherHead));
        }
        Ok(self.head)
    }

    fn fail(&mut self, sequence: u64, what: Wrong) -> FirstWrong {
        *self.failed.insert(FirstWrong { sequence, what })
    }

    fn check_row(&mut self, row: Row<'_>) -> Result<(), Wrong> {
        let expected = self.head.size + 1;
        if row.sequence != expected {
            return Err(Wrong::Sequence { found: row.sequence });
        }
        let named = sequence_of(row.entry).ok_or(Wrong::NotCanonical)?;
        if named != expected {
            return Err(Wrong::OtherSequence);
        }
        let leaf = leaf_hash(row.entry);
        if row.leaf != leaf {
            return Err(Wrong::Leaf);
        }
        let link = self.head.link(leaf);
        if row.chain != link.chain {
            return Err(Wrong::Chain);
        }
        self.head = link.head();
        Ok(())
    }
}

/// The sequence that a canonical text names; `None` if it is not canonical or names none. Acts and fields that this
/// program does not know are none of its business: a chain can be verified by an older program.
fn sequence_of(entry: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(entry).ok()?;
    let value: Value = serde_json::from_str(text).ok()?;
    let canonical = canonical(&value).ok()?;
    (canonical == text).then(|| value.get("sequence")?.as_u64()).flatten()
}
