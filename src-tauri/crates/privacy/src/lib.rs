//! Pseudonymization: finds what identifies a person and replaces it by tokens, before anything is stored.

mod raw;

pub use raw::{Identity, RawEvent, RawText, RawTurn};
