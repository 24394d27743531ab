//! What is decided on: a text, and what is known besides it.
//!
//! Channel, language, earlier contacts and the length of the text are features in a block of their own, each a value
//! of a few, so that none can outweigh what was said. What is not known is no feature. Deliberately absent: who wrote
//! it; sensitive features and segments, which are for audits and policy.

use crate::ngrams::hash_of_circumstance;
use crate::text::Units;

/// A text with what is known besides it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Input<'a> {
    /// Pseudonymized text.
    pub text: &'a str,
    /// How it came.
    pub channel: Option<&'a str>,
    /// In which language it is written.
    pub language: Option<&'a str>,
    /// Earlier conversations with the same person.
    pub earlier_contacts: Option<u32>,
}

impl<'a> From<&'a str> for Input<'a> {
    fn from(text: &'a str) -> Self {
        Self { text, ..Self::default() }
    }
}

impl<'a> From<&'a String> for Input<'a> {
    fn from(text: &'a String) -> Self {
        text.as_str().into()
    }
}

/// Calls `visit` with name, value and hash of every circumstance of `input`, whose text is `units`.
///
/// Length counts what stands between white space, in powers of two, so that a placeholder is one whatever it hides.
pub(crate) fn for_each(input: &Input, units: &Units, mut visit: impl FnMut(&str, &str, u64)) {
    let length = LENGTHS.iter().rev().find(|(least, _)| units.units.len() >= *least).map(|(_, name)| *name);
    let contacts = input.earlier_contacts.map(|n| CONTACTS[(n as usize).min(CONTACTS.len() - 1)]);
    let known = [("channel", input.channel), ("language", input.language), ("contacts", contacts), ("length", length)];
    for (name, value) in known {
        if let Some(value) = value {
            visit(name, value, hash_of_circumstance(name, value));
        }
    }
}

const LENGTHS: [(usize, &str); 7] = [(1, "1"), (4, "4"), (8, "8"), (16, "16"), (32, "32"), (64, "64"), (128, "128")];
const CONTACTS: [&str; 5] = ["0", "1", "2", "3", "4+"];
