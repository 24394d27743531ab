//! Words of a text: runs of letters and digits, with what recognizers ask of them over and over.
//!
//! Computed once per text, on normalized text.

use std::borrow::Cow;

use countersign_domain::EntityType;

use crate::cue::cue_of;
use crate::lexicon::{Listed, listed};
use crate::normalize::fold_word;

/// A run of letters and digits.
#[derive(Debug, Clone)]
pub struct Word<'t> {
    /// First byte in the normalized text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The word as it stands.
    pub text: &'t str,
    /// Without case and diacritics.
    pub folded: Cow<'t, str>,
    /// Letters in it.
    pub letters: usize,
    /// Digits in it.
    pub digits: usize,
    /// Begins with an upper-case letter.
    pub capital: bool,
    /// What the word lists say of it.
    pub listed: Listed,
    /// What it says the value beside it is.
    pub cue: Option<EntityType>,
    /// All letters are upper-case, and there are at least two.
    pub shouted: bool,
}

impl Word<'_> {
    /// Letters only.
    pub fn is_alpha(&self) -> bool {
        self.digits == 0
    }

    /// Digits only.
    pub fn is_number(&self) -> bool {
        self.letters == 0
    }

    /// A word of everyday language. Rare words may be names where a cue says that one comes.
    pub fn is_everyday(&self) -> bool {
        self.listed.is_everyday()
    }

    /// A word of the language rather than a name or a code.
    pub fn is_common(&self) -> bool {
        self.listed.is_common()
    }
}

/// The words of `text`, in order.
pub fn words_of(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::with_capacity(text.len() / 5 + 1);
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii() && !bytes[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let end = word_end(text, at);
        if end == at {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        } else {
            words.push(word(text, at, end));
            at = end;
        }
    }
    words
}

fn word_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = from;
    while end < bytes.len() {
        if bytes[end].is_ascii_alphanumeric() {
            end += 1;
        } else if bytes[end].is_ascii() {
            break;
        } else {
            match text[end..].chars().next() {
                Some(c) if c.is_alphanumeric() => end += c.len_utf8(),
                _ => break,
            }
        }
    }
    end
}

fn word(text: &str, start: usize, end: usize) -> Word<'_> {
    let word = &text[start..end];
    let (mut letters, mut digits, mut upper, mut lower) = (0, 0, 0, 0);
    if word.is_ascii() {
        for b in word.bytes() {
            digits += usize::from(b.is_ascii_digit());
            upper += usize::from(b.is_ascii_uppercase());
            lower += usize::from(b.is_ascii_lowercase());
        }
        letters = upper + lower;
    } else {
        for c in word.chars() {
            digits += usize::from(c.is_numeric());
            letters += usize::from(!c.is_numeric());
            upper += usize::from(c.is_uppercase());
            lower += usize::from(c.is_lowercase());
        }
    }
    let folded = match word.is_ascii() && upper == 0 {
        true => Cow::Borrowed(word),
        false => Cow::Owned(fold_word(word)),
    };
    let listed = if digits == 0 { listed(&folded) } else { Listed::default() };
    // "cvv2" is a cue and no list has it.
    let cue = if letters > 0 { cue_of(&folded) } else { None };
    let capital = upper > 0 && word.chars().next().is_some_and(char::is_uppercase);
    Word { start, end, text: word, folded, letters, digits, listed, cue, capital, shouted: upper > 1 && lower == 0 }
}
