//! Ledger entries, and what verification found.

use countersign_engine::{LedgerRow, Verification};
use serde::Serialize;
use serde_json::Value;

/// One entry.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LedgerEntryView {
    /// From 1, without gaps.
    pub sequence: u64,
    /// The entry; its canonical bytes are what `leaf` is made of.
    pub entry: Value,
    /// SHA-256(0x00 ‖ entry), in hexadecimal.
    pub leaf: String,
    /// SHA-256(0x02 ‖ previous chain ‖ leaf), in hexadecimal.
    pub chain: String,
}

impl From<LedgerRow> for LedgerEntryView {
    fn from(row: LedgerRow) -> Self {
        let entry = serde_json::from_str(&row.entry).unwrap_or(Value::String(row.entry));
        Self { sequence: row.sequence, entry, leaf: hex(&row.leaf), chain: hex(&row.chain) }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What verification found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VerificationView {
    /// Whether everything is right.
    pub verified: bool,
    /// Entries that are right, counted from the start.
    pub entries: u64,
    /// The first wrong thing.
    pub first_wrong: Option<FirstWrongView>,
    /// Chain value at the end; whoever keeps it can tell later that nothing before it was changed.
    pub head: Option<String>,
}

/// The first wrong thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FirstWrongView {
    /// Entry.
    pub sequence: u64,
    /// What is wrong with it.
    pub what: String,
}

impl From<Verification> for VerificationView {
    fn from(verification: Verification) -> Self {
        Self {
            verified: verification.first_wrong.is_none(),
            entries: verification.entries,
            first_wrong: verification.first_wrong.map(|(sequence, what)| FirstWrongView { sequence, what }),
            head: verification.head,
        }
    }
}
