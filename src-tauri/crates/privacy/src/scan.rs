//! One text under examination, and what recognizers report about it.

use countersign_domain::{Detectors, EntityType};

use crate::free::{Free, free_ranges};
use crate::normalize::OPAQUE;
use crate::words::{Word, words_of};

/// What a recognizer found, in bytes of the normalized text.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is.
    pub entity_type: EntityType,
    /// How sure, in 0–1.
    pub score: f32,
    /// Which rule fired.
    pub rule: &'static str,
    /// It names the subject of the event.
    pub own: bool,
    /// Which detectors saw it.
    pub seen_by: Detectors,
}

impl Hit {
    /// A hit of a rule in bytes `start..end`.
    pub fn new(start: usize, end: usize, entity_type: EntityType, score: f32, rule: &'static str) -> Self {
        Self { start, end, entity_type, score, rule, own: false, seen_by: Detectors::Rules }
    }
}

/// A normalized text with its words.
pub struct Scan<'t> {
    /// Normalized text.
    pub text: &'t str,
    /// Its words.
    pub words: Vec<Word<'t>>,
    /// What the turn before asked for.
    pub expected: Option<EntityType>,
    /// Ranges whose digits a rule frees.
    pub free: Vec<Free>,
    /// Whether the text reads as German, where every noun has a capital.
    pub german: bool,
    /// Whether any character is an upper-case letter; without, case says nothing.
    pub has_case: bool,
    /// Whether a channel took capitals and marks away, as speech recognition does.
    pub stripped: bool,
    /// Whether few of the words have a capital, so that one says more than where all sentences and nouns have one.
    pub sparse_capitals: bool,
    shouts: bool,
}

impl<'t> Scan<'t> {
    /// Prepares a text that is English unless it reads as German.
    pub fn new(text: &'t str, expected: Option<EntityType>) -> Self {
        Self::of(text, expected, false)
    }

    /// Prepares `text`; where it does not tell its language it counts as `german` says.
    pub fn of(text: &'t str, expected: Option<EntityType>, german: bool) -> Self {
        let words = words_of(text);
        let has_case = words.iter().any(|word| word.capital);
        let free = if words.iter().any(|word| word.digits > 0) { free_ranges(text) } else { Vec::new() };
        let german = is_german(&words, german);
        let capitals = words.iter().filter(|word| word.capital).count();
        let sparse_capitals = has_case && capitals * 8 <= words.iter().filter(|word| word.is_alpha()).count();
        let marks = |b: u8| matches!(b, b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'');
        let stripped = !has_case && !text.bytes().any(marks);
        let shouts = has_case && words.iter().all(|word| word.shouted || word.letters < 2);
        Self { text, words, expected, free, german, has_case, stripped, sparse_capitals, shouts }
    }

    /// Whether bytes `start..end` lie in a free range.
    pub fn is_free(&self, start: usize, end: usize) -> bool {
        let at = self.free.partition_point(|range| range.end <= start);
        self.free.get(at).is_some_and(|range| range.start <= start && end <= range.end)
    }

    /// Index of the first word that starts at or after byte `at`.
    pub fn word_from(&self, at: usize) -> usize {
        self.words.partition_point(|word| word.start < at)
    }

    /// The text between word `i` and the next one.
    pub fn gap_after(&self, i: usize) -> &'t str {
        let end = self.words.get(i + 1).map_or(self.text.len(), |next| next.start);
        &self.text[self.words[i].end..end]
    }

    /// The text between word `i` and the one before.
    pub fn gap_before(&self, i: usize) -> &'t str {
        let start = if i == 0 { 0 } else { self.words[i - 1].end };
        &self.text[start..self.words[i].start]
    }

    /// Whether all words are shouted, so that capitals say nothing.
    pub fn shouts(&self) -> bool {
        self.shouts
    }

    /// Whether word `i` begins a sentence or line.
    pub fn begins_sentence(&self, i: usize) -> bool {
        i == 0 || self.gap_before(i).contains(['.', '!', '?', '\n', ':', '"'])
    }
}

/// More German function words than English ones among the first sixty words; `default` where they are even.
fn is_german(words: &[Word<'_>], default: bool) -> bool {
    let (mut german, mut english) = (0, 0);
    for word in words.iter().take(60) {
        german += usize::from(word.listed.is_german());
        english += usize::from(word.listed.is_english());
    }
    german > english || german == english && default
}

/// Joins overlapping hits into their union; the type is that of the surest, then the longest. Sorted, disjoint.
///
/// Trimming a weak hit by a strong one would leave part of an identifier readable.
pub fn union(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
    let mut joined: Vec<Hit> = Vec::with_capacity(hits.len());
    for hit in hits {
        match joined.last_mut() {
            Some(last) if hit.start < last.end => merge(last, &hit),
            _ => joined.push(hit),
        }
    }
    joined
}

fn merge(into: &mut Hit, hit: &Hit) {
    let own_length = into.end - into.start;
    let wins = hit.score > into.score || (hit.score == into.score && hit.end - hit.start > own_length);
    if wins {
        (into.entity_type, into.score, into.rule) = (hit.entity_type, hit.score, hit.rule);
    }
    into.own |= hit.own;
    into.seen_by = into.seen_by.and(hit.seen_by);
    into.end = into.end.max(hit.end);
}

/// Cuts hits at what is opaque: a token of ours is never part of a span.
pub fn cut_at_opaque(text: &str, hits: Vec<Hit>) -> Vec<Hit> {
    if !text.contains(OPAQUE) {
        return hits;
    }
    let pieces = hits.into_iter().flat_map(|hit| {
        let mut at = hit.start;
        let parts: Vec<(usize, usize)> = text[hit.start..hit.end]
            .split(OPAQUE)
            .map(|part| {
                let start = at;
                at += part.len() + OPAQUE.len_utf8();
                (start, start + part.len())
            })
            .collect();
        parts.into_iter().map(move |(start, end)| Hit { start, end, ..hit.clone() })
    });
    // Marks beside a token belong to nobody.
    let trimmed = |mut piece: Hit| {
        let part = &text[piece.start..piece.end];
        let kept = part.trim_start_matches(|c: char| !c.is_alphanumeric());
        piece.start += part.len() - kept.len();
        piece.end = piece.start + kept.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        (piece.start < piece.end).then_some(piece)
    };
    pieces.filter_map(trimmed).collect()
}

/// Neighbours of one type with nothing but blanks or hyphens between them become one; postal addresses also across
/// commas and line breaks. `hits` are sorted and disjoint.
pub fn join_neighbours(text: &str, hits: Vec<Hit>) -> Vec<Hit> {
    let mut joined: Vec<Hit> = Vec::with_capacity(hits.len());
    for hit in hits {
        match joined.last_mut() {
            Some(last) if last.entity_type == hit.entity_type && joins(&text[last.end..hit.start], hit.entity_type) => {
                last.own &= hit.own;
                last.seen_by = last.seen_by.and(hit.seen_by);
                last.end = hit.end;
                if hit.score > last.score {
                    (last.score, last.rule) = (hit.score, hit.rule);
                }
            }
            _ => joined.push(hit),
        }
    }
    joined
}

fn joins(gap: &str, entity_type: EntityType) -> bool {
    let address = entity_type == EntityType::StreetAddress;
    gap.chars().all(|c| matches!(c, ' ' | '\t' | '-' | '.') || (address && matches!(c, ',' | '\n' | '\r')))
}
