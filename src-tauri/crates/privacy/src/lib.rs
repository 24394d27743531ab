//! Pseudonymization: finds what identifies a person and replaces it by tokens, before anything is stored.
//!
//! ```text
//! RawEvent ─ Pseudonymizer::detect (CPU only) ─▶ Detected ─ render (keys, index) ─▶ PseudonymizedEvent
//! PlainText ─ Conversations::pseudonymize ─▶ PseudonymizedText        (plain files, no workspace)
//! ```
//!
//! Detection: text is normalized with a map back (`normalize`), cut into words once, and read by independent
//! recognizers (forms of their own, numbers and codes, addresses, cue phrases, secrets, known identifiers). Overlapping
//! hits are masked as their union. All of it is linear in the text: no backtracking, bounded windows.
//! Deliberately absent: input and output, clocks, randomness, a vault, and any network.

mod address;
mod canonical;
mod checks;
mod config;
mod cue;
mod error;
mod event;
mod free;
mod generalize;
mod index;
mod known;
mod lexicon;
mod linkage;
mod names;
mod national;
mod normalize;
mod numbers;
mod patterns;
mod plain;
mod pseudonymizer;
mod quasi;
mod raw;
mod render;
pub mod risk;
mod scan;
mod secrets;
pub mod small_cells;
mod spoken;
mod tagger;
mod token;
mod user_names;
mod words;

pub use canonical::{canonical, is_small_space};
pub use config::{Config, Locale, Region};
pub use error::{Error, IndexError, RenderError, SubjectError};
pub use event::Detected;
pub use index::{DerivedIndex, IndexKey, IndexKeys, JoinField, SurrogateIndex};
pub use known::Known;
pub use linkage::{Linkage, RUN};
pub use plain::{Conversations, PlainText, PseudonymizedText};
pub use pseudonymizer::Pseudonymizer;
pub use raw::{Identity, RawEvent, RawText, RawTurn};
pub use token::{FoundToken, SHOWN, find_tokens, token};

/// What the trainer of the tagger (`examples/train_tagger.rs`) shares with the tagger itself.
#[doc(hidden)]
pub mod tagging {
    pub use crate::scan::Scan;
    pub use crate::tagger::{BITS, Classes, L, LABELS};
}
