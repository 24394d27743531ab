//! What can go wrong while a sample is made.

use std::path::PathBuf;

/// Why no sample was written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The configuration asks for what cannot be made.
    #[error("{0}")]
    Config(&'static str),
    /// A data file of this crate breaks the grammar.
    #[error("{file}, line {line}: {reason}")]
    Corpus {
        /// The file, below `data/`.
        file: String,
        /// Its line, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// A file could not be written.
    #[error("{path} could not be written")]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// A line could not be put into JSON.
    #[error("a line could not be put into JSON")]
    Json(#[from] serde_json::Error),
}
