//! Why an audit cannot be made.

/// Why an audit cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A feature has so many values that they are no groups; the usual cause is a column of ids. The feature is
    /// named, its values are not, since they may identify people.
    #[error("sensitive feature `{attribute}` has more than {limit} values; it does not look like groups")]
    TooManyGroups {
        /// The feature.
        attribute: String,
        /// The limit.
        limit: usize,
    },
    /// An option is out of its range.
    #[error("margin must be a share in 0–1")]
    Margin,
}
