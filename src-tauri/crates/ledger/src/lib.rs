//! The ledger: canonical entries, the chain over them, and its verification.
//!
//! Takes drafts of what was done and gives [`Entry`] texts with the digests that the store keeps beside them; takes
//! stored rows back and names the first that is wrong. Entries hold ids, counts and digests, never a person's data,
//! so that erasing text leaves every proof whole.
//!
//! Deliberately absent: storage, clocks, signatures. A chain shows every change to a row, but only somebody who kept
//! an earlier [`Head`] can show that the newest rows were cut off or that the whole was written anew.

mod act;
mod canonical;
mod chain;
mod entry;
mod error;
mod tree;
mod verify;

pub use act::Act;
pub use canonical::canonical;
pub use chain::{Digest32, Head, Link, genesis, leaf_hash};
pub use entry::{Draft, Entry};
pub use error::Error;
pub use tree::{root, root_of_leaves};
pub use verify::{FirstWrong, Row, Verifier, Wrong};
