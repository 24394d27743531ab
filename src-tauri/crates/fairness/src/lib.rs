//! Rates per group of a sensitive feature, with intervals, and whether they differ by more than a margin.
//!
//! Takes rows one at a time, in any order, and keeps counts only; gives an [`Audit`]. No group is left out for being
//! small: it is shown with its interval and marked, and its uncertainty widens the interval of the difference.
//! Deliberately absent: reading files, charts, mitigation, and any claim about causes.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod audit;
mod builder;
mod error;
pub mod interval;

pub use audit::{Audit, Excluded, Extremes, Group, Options, Selection, Verdict};
pub use builder::{AuditBuilder, MAX_GROUPS, Row, audit};
pub use error::Error;
