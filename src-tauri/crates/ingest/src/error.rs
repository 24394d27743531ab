//! Why a whole file cannot be read. What is wrong with one row is a [`countersign_domain::Refusal`].

/// Why a file cannot be read, or not to its end.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Reading failed; rows that came before stand.
    #[error("reading failed after line {line}: {source}")]
    Io {
        /// Lines that were read.
        line: u64,
        /// What the system said.
        source: std::io::Error,
    },
    /// The first bytes are those of another kind of file.
    #[error("this is {what}, not text in UTF-8")]
    NotText {
        /// What the bytes look like.
        what: &'static str,
    },
    /// A CSV file without a header line, or one that cannot be read.
    #[error("the first line is no header: it needs the names of the columns")]
    NoHeader,
    /// A CSV file lacks a column that every event needs.
    #[error("the header has no column {column}")]
    MissingColumn {
        /// The column, a field of the canonical schema or the name that was asked for.
        column: String,
    },
    /// A CSV file names a column twice.
    #[error("the header has the column {column} twice")]
    DoubleColumn {
        /// The column, a field of the canonical schema or the name that was asked for.
        column: String,
    },
}
