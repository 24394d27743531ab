//! Why there is no chart.

/// Why there is no chart.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The drawing library failed.
    #[error("drawing failed: {0}")]
    Drawing(String),
    /// What was drawn cannot be read back.
    #[error("the drawing is not well-formed: {0}")]
    NotWellFormed(String),
    /// More elements than the window can show quickly.
    #[error("the drawing has more than {limit} elements")]
    TooManyElements {
        /// The limit.
        limit: usize,
    },
    /// No room for the smallest readable chart.
    #[error("a chart needs at least {width} × {height} pixels")]
    TooSmall {
        /// Least width.
        width: u32,
        /// Least height.
        height: u32,
    },
}
