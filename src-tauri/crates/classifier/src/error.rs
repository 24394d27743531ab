//! What can go wrong in this crate; no variant holds a text.

/// Why training, loading or a figure was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// There is nothing to learn from.
    #[error("no example with a positive weight")]
    NoExamples,
    /// A classifier needs something to tell apart.
    #[error("all examples carry the same intent")]
    OneIntent,
    /// No term occurs for enough subjects.
    #[error("no term occurs for at least {min_subjects} subjects")]
    EmptyVocabulary {
        /// The floor that was asked for.
        min_subjects: u32,
    },
    /// A weight is negative or not a number.
    #[error("example {id} has an invalid weight")]
    InvalidWeight {
        /// Id of the example, as the caller gave it.
        id: String,
    },
    /// A setting is outside its range.
    #[error("setting {name} is out of range")]
    InvalidSetting {
        /// Field of [`TrainConfig`](crate::TrainConfig) or argument.
        name: &'static str,
    },
    /// The caller asked to stop.
    #[error("cancelled")]
    Cancelled,
    /// The bytes are no bundle of this program, or are damaged.
    #[error("not a valid model bundle: {reason}")]
    Bundle {
        /// The first thing that was wrong.
        reason: &'static str,
    },
}

/// Result of this crate.
pub type Result<T> = std::result::Result<T, Error>;
