//! Pure rules, one module each: who may do what, what becomes of a prediction, where it goes, and what a person's
//! answer changes.
//!
//! Takes domain values, the time and the texts of policy and taxonomy; gives verdicts, routes and the next state of
//! an item. A refusal is a value that says why.
//! Deliberately absent: clocks, randomness, storage, hashing (the engine gives digests), and any sentence for the UI.
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod audit;
pub mod authorization;
pub mod decide;
mod error;
pub mod promotion;
pub mod recall;
pub mod review;
pub mod routing;
pub mod taxonomy;

pub use error::{FileError, PolicyError, TaxonomyError};
