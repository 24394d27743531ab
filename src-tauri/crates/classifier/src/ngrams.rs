//! Units → n-grams: words and pairs of words, and character 2–5-grams that do not cross a unit's border.
//!
//! A word is a run of at least [`MIN_WORD`] letters, digits or underscores, or a privacy token. Characters are taken
//! with one space on either side of the unit, as scikit-learn's `char_wb` does, so that beginnings and ends of words
//! are terms of their own. Each n-gram is named by a 64-bit hash while it is counted; its text is spelt out only for
//! what enters a vocabulary.

use crate::text::Units;
use std::ops::Range;

/// Shortest word, in characters. scikit-learn drops single ones; keeping "I" and "a" measured better on every set.
pub(crate) const MIN_WORD: usize = 1;
/// Lengths of character n-grams.
pub(crate) const CHAR_LENGTHS: std::ops::RangeInclusive<usize> = 2..=5;
/// Version of the definition of features; a change of anything in this file, `text` or `vocabulary` changes it.
pub(crate) const FEATURE_SET_VERSION: &str = "ngrams-3";

/// The kinds of features. N-grams have a norm per block; what is known besides the text has values of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Block {
    Words = 0,
    Characters = 1,
    Circumstances = 2,
}

/// How many blocks of n-grams there are.
pub(crate) const BLOCKS: usize = 2;

/// One occurrence of an n-gram.
#[derive(Debug, Clone)]
pub(crate) struct Gram {
    pub hash: u64,
    pub block: Block,
    /// Where its characters are; for a pair, those of the first word.
    pub chars: Range<usize>,
    /// The second word of a pair.
    pub second: Option<Range<usize>>,
    /// Index of its unit.
    pub unit: usize,
    /// Index of the second word's unit, else the same as `unit`.
    pub second_unit: usize,
}

/// A multiplicative hash over characters; not keyed, since nothing depends on it being hard to guess.
const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;
const WORD_SEED: u64 = 0x243F_6A88_85A3_08D3;
const CHARACTER_SEED: u64 = 0x1319_8A2E_0370_7344;
const PAIR_SEED: u64 = 0xA409_3822_299F_31D0;
const CIRCUMSTANCE_SEED: u64 = 0x082E_FA98_EC4E_6C89;

#[inline(always)]
fn step(hash: u64, value: u64) -> u64 {
    (hash ^ value).wrapping_mul(MULTIPLIER).rotate_left(29)
}

#[inline(always)]
fn finish(hash: u64) -> u64 {
    let mixed = (hash ^ (hash >> 32)).wrapping_mul(MULTIPLIER);
    mixed ^ (mixed >> 29)
}

/// Calls `visit` for every occurrence of every n-gram, in the order of the text.
#[inline]
pub(crate) fn for_each(units: &Units, mut visit: impl FnMut(Gram)) {
    let mut previous: Option<(u64, Range<usize>, usize)> = None;
    for (index, unit) in units.units.iter().enumerate() {
        let mut word = |hash: u64, chars: Range<usize>| {
            visit(Gram {
                hash: finish(hash),
                block: Block::Words,
                chars: chars.clone(),
                second: None,
                unit: index,
                second_unit: index,
            });
            if let Some((before, first, first_unit)) = previous.take() {
                visit(Gram {
                    hash: finish(step(step(PAIR_SEED, before), hash)),
                    block: Block::Words,
                    chars: first,
                    second: Some(chars.clone()),
                    unit: first_unit,
                    second_unit: index,
                });
            }
            previous = Some((hash, chars, index));
        };
        if unit.is_token {
            word(hash_of(&units.chars[unit.chars.clone()]), unit.chars.clone());
            continue;
        }
        words(&units.chars, unit.chars.clone(), &mut word);
        characters(&units.chars, unit.chars.start - 1..unit.chars.end + 1, |hash, chars| {
            visit(Gram { hash, block: Block::Characters, chars, second: None, unit: index, second_unit: index });
        });
    }
}

fn hash_of(chars: &[char]) -> u64 {
    chars.iter().fold(WORD_SEED, |hash, &c| step(hash, u64::from(u32::from(c))))
}

/// The hash of a term from its spelling; the inverse of [`spell`].
pub(crate) fn hash_of_spelling(text: &str, block: Block) -> u64 {
    let over = |part: &str, seed: u64| part.chars().fold(seed, |hash, c| step(hash, u64::from(u32::from(c))));
    match (block, text.split_once(' ')) {
        (Block::Characters, _) => finish(over(text, CHARACTER_SEED)),
        (Block::Circumstances, _) => finish(over(text, CIRCUMSTANCE_SEED)),
        (Block::Words, None) => finish(over(text, WORD_SEED)),
        (Block::Words, Some((first, second))) => {
            finish(step(step(PAIR_SEED, over(first, WORD_SEED)), over(second, WORD_SEED)))
        }
    }
}

/// The hash of a circumstance `name=value`.
pub(crate) fn hash_of_circumstance(name: &str, value: &str) -> u64 {
    let chars = name.chars().chain(std::iter::once('=')).chain(value.chars());
    finish(chars.fold(CIRCUMSTANCE_SEED, |hash, c| step(hash, u64::from(u32::from(c)))))
}

/// Runs of letters, digits and underscores inside one unit.
#[inline(always)]
fn words(chars: &[char], within: Range<usize>, word: &mut impl FnMut(u64, Range<usize>)) {
    let (mut start, mut hash) = (within.start, WORD_SEED);
    for at in within.clone() {
        let c = chars[at];
        if c.is_alphanumeric() || c == '_' {
            hash = step(hash, u64::from(u32::from(c)));
            continue;
        }
        if at - start >= MIN_WORD {
            word(hash, start..at);
        }
        (start, hash) = (at + 1, WORD_SEED);
    }
    if within.end - start >= MIN_WORD {
        word(hash, start..within.end);
    }
}

/// All substrings of `padded` with a length in [`CHAR_LENGTHS`].
#[inline(always)]
fn characters(chars: &[char], padded: Range<usize>, mut visit: impl FnMut(u64, Range<usize>)) {
    for start in padded.clone() {
        let mut hash = CHARACTER_SEED;
        let longest = (start + CHAR_LENGTHS.end()).min(padded.end);
        for (length, &c) in (1..).zip(&chars[start..longest]) {
            hash = step(hash, u64::from(u32::from(c)));
            if length >= *CHAR_LENGTHS.start() {
                visit(finish(hash), start..start + length);
            }
        }
    }
}

/// The n-gram spelt out: a pair has one space between its words.
pub(crate) fn spell(units: &Units, gram: &Gram) -> String {
    let mut text: String = units.chars[gram.chars.clone()].iter().collect();
    if let Some(second) = &gram.second {
        text.push(' ');
        text.extend(&units.chars[second.clone()]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn grams(text: &str, block: Block) -> Vec<String> {
        let mut units = Units::default();
        units.read(text);
        let mut found = Vec::new();
        for_each(&units, |gram| {
            if gram.block == block {
                found.push(spell(&units, &gram));
            }
        });
        found
    }

    #[test]
    fn words_and_pairs() {
        assert_eq!(grams("My bill, again!", Block::Words), ["my", "bill", "my bill", "again", "bill again"]);
        assert_eq!(grams("I x_1 - a", Block::Words), ["i", "x_1", "i x_1", "a", "x_1 a"], "a dash is no word");
        assert_eq!(grams("mail ⟦PIN·k1·AAAA⟧ it", Block::Words), ["mail", "⟦PIN⟧", "mail ⟦PIN⟧", "it", "⟦PIN⟧ it"]);
    }

    #[test]
    fn characters_stay_inside_a_unit() {
        assert_eq!(grams("a", Block::Characters), [" a", " a ", "a "]);
        assert_eq!(grams("⟦PIN⟧", Block::Characters), Vec::<String>::new(), "a token has no characters");
        assert_eq!(grams("", Block::Characters), Vec::<String>::new());
        let of_two = grams("ab cd", Block::Characters);
        assert!(of_two.iter().all(|gram| !gram.trim().contains(' ')), "{of_two:?} crosses a border");
    }

    #[test]
    fn one_hash_one_spelling() {
        let mut seen: BTreeMap<u64, (Block, String)> = BTreeMap::new();
        for text in ["the quick brown fox", "quick the fox brown", "bb bbb bbbb b bb", "a_b ab a b ⟦PIN⟧ pin"] {
            let mut units = Units::default();
            units.read(text);
            for_each(&units, |gram| {
                let spelt = (gram.block, spell(&units, &gram));
                assert_eq!(hash_of_spelling(&spelt.1, spelt.0), gram.hash, "{spelt:?} spells its hash");
                let known = seen.entry(gram.hash).or_insert_with(|| spelt.clone());
                assert_eq!(*known, spelt, "two n-grams share a hash");
            });
        }
    }
}
