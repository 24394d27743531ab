//! Why a value or a text is no ledger entry.

/// Why a value or a text is no ledger entry. No text quotes what was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A value that has more than one text form, or none that every reader agrees on.
    #[error("a ledger entry holds {what} at {at}; it takes text and whole numbers only")]
    NotCanonical {
        /// What was found.
        what: &'static str,
        /// Where, as a path of field names.
        at: String,
    },
    /// Not an entry: not JSON, a field missing, unknown or of another type, or not the canonical text.
    #[error("the text is no ledger entry in canonical form")]
    NotAnEntry,
}
