//! Text → normalised characters, cut into units and word tokens, each with its place in the original.
//!
//! Takes a text as it is stored (pseudonymized), gives a buffer of lower-cased characters in which units are
//! separated by one space. A unit is what stands between white space, or one privacy token: `⟦EMAIL_ADDRESS·k1·…⟧`
//! counts as `⟦EMAIL_ADDRESS⟧`, so that who is meant can never become a feature. Deliberately absent: stemming, stop
//! words, spelling correction; the character n-grams do their work without a language.

use std::ops::Range;
use unicode_normalization::{UnicodeNormalization, is_nfkc_quick};

/// Opens and closes a privacy token.
const TOKEN_OPEN: char = '⟦';
const TOKEN_CLOSE: char = '⟧';

/// A stretch of text without white space, or one privacy token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unit {
    /// Characters of the unit in [`Units::chars`], without the spaces around it.
    pub chars: Range<usize>,
    /// Where it stands in the original, in Unicode scalar values.
    pub original: Range<usize>,
    /// Whether it is a privacy token, which has no characters of its own.
    pub is_token: bool,
}

/// The units of one text; reused from text to text to spare allocations.
#[derive(Debug, Default, Clone)]
pub(crate) struct Units {
    /// ` u1 u2 … un `: each unit has a space on both sides, shared with its neighbour.
    pub chars: Vec<char>,
    /// In the order of the text.
    pub units: Vec<Unit>,
}

impl Units {
    /// Replaces the content by the units of `text`.
    pub fn read(&mut self, text: &str) {
        self.chars.clear();
        self.units.clear();
        self.chars.push(' ');
        let mut position = 0;
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if first.is_whitespace() {
                (position, rest) = (position + 1, &rest[first.len_utf8()..]);
                continue;
            }
            if let Some((kind, bytes)) = leading_token(rest) {
                let length = rest[..bytes].chars().count();
                self.push_token(kind, position..position + length);
                (position, rest) = (position + length, &rest[bytes..]);
                continue;
            }
            let bytes = plain_bytes(rest);
            let length = self.push_plain(&rest[..bytes], position);
            (position, rest) = (position + length, &rest[bytes..]);
        }
    }

    fn push_token(&mut self, kind: &str, original: Range<usize>) {
        let start = self.chars.len();
        self.chars.push(TOKEN_OPEN);
        self.chars.extend(kind.chars());
        self.chars.push(TOKEN_CLOSE);
        self.units.push(Unit { chars: start..self.chars.len(), original, is_token: true });
        self.chars.push(' ');
    }

    /// Returns the length of the unit in the original, in Unicode scalar values.
    fn push_plain(&mut self, unit: &str, position: usize) -> usize {
        let start = self.chars.len();
        let length = if unit.is_ascii() {
            self.chars.extend(unit.bytes().map(|b| char::from(b.to_ascii_lowercase())));
            unit.len()
        } else {
            self.extend_normalised(unit);
            unit.chars().count()
        };
        if self.chars.len() > start {
            self.units.push(Unit {
                chars: start..self.chars.len(),
                original: position..position + length,
                is_token: false,
            });
            self.chars.push(' ');
        }
        length
    }

    fn extend_normalised(&mut self, unit: &str) {
        let lower = |c: char| c.to_lowercase();
        if is_nfkc_quick(unit.chars()) == unicode_normalization::IsNormalized::Yes {
            self.chars.extend(unit.chars().flat_map(lower).map(plain_quote));
        } else {
            self.chars.extend(unit.nfkc().flat_map(lower).map(plain_quote));
        }
    }
}

/// Length in bytes of the unit that `rest` begins with: up to white space or the next privacy token.
fn plain_bytes(rest: &str) -> usize {
    let ends = |(at, c): (usize, char)| {
        let token = c == TOKEN_OPEN && at > 0 && leading_token(&rest[at..]).is_some();
        (c.is_whitespace() || token).then_some(at)
    };
    rest.char_indices().find_map(ends).unwrap_or(rest.len())
}

/// Type and length in bytes of the privacy token that `rest` begins with.
fn leading_token(rest: &str) -> Option<(&str, usize)> {
    let inner = rest.strip_prefix(TOKEN_OPEN)?;
    let end = inner.find([TOKEN_OPEN, TOKEN_CLOSE])?;
    let closed = inner[end..].starts_with(TOKEN_CLOSE);
    let kind = inner[..end].split('·').next().unwrap_or_default();
    let known = !kind.is_empty() && kind.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
    (closed && known).then(|| (kind, TOKEN_OPEN.len_utf8() + end + TOKEN_CLOSE.len_utf8()))
}

/// Typographic apostrophes are typed by telephones and mean the same.
fn plain_quote(c: char) -> char {
    match c {
        '‘' | '’' | 'ʼ' | '`' | '´' => '\'',
        '“' | '”' | '„' => '"',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, Range<usize>, bool)]) {
        let mut units = Units::default();
        units.read(text);
        let found: Vec<(String, Range<usize>, bool)> = units
            .units
            .iter()
            .map(|u| (units.chars[u.chars.clone()].iter().collect(), u.original.clone(), u.is_token))
            .collect();
        let expected: Vec<_> = expected.iter().map(|(t, r, k)| (t.to_string(), r.clone(), *k)).collect();
        assert_eq!(found, expected, "units of {text:?}");
    }

    #[test]
    fn units_keep_their_place_in_the_original() {
        check("", &[]);
        check("  \n\t ", &[]);
        check("Where IS  it?", &[("where", 0..5, false), ("is", 6..8, false), ("it?", 10..13, false)]);
        check("Über Ⅳ", &[("über", 0..4, false), ("iv", 5..6, false)]);
        check("don’t", &[("don't", 0..5, false)]);
        check("a\u{301}b c", &[("áb", 0..3, false), ("c", 4..5, false)]);
    }

    #[test]
    fn a_privacy_token_counts_as_its_type_only() {
        check(
            "to ⟦EMAIL_ADDRESS·k1·7Q2MABCDEFGHJKLM⟧.",
            &[("to", 0..2, false), ("⟦EMAIL_ADDRESS⟧", 3..38, true), (".", 38..39, false)],
        );
        check("x⟦PIN⟧y", &[("x", 0..1, false), ("⟦PIN⟧", 1..6, true), ("y", 6..7, false)]);
        check("⟦PIN⟧⟦PIN⟧", &[("⟦PIN⟧", 0..5, true), ("⟦PIN⟧", 5..10, true)]);
    }

    #[test]
    fn what_only_looks_like_a_token_is_plain_text() {
        check("⟦pin⟧", &[("⟦pin⟧", 0..5, false)]);
        check("⟦⟧ ⟦PIN", &[("⟦⟧", 0..2, false), ("⟦pin", 3..7, false)]);
        check("⟦A⟦PIN⟧", &[("⟦a", 0..2, false), ("⟦PIN⟧", 2..7, true)]);
    }
}
