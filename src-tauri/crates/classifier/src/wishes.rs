//! A second wish in the same message: "where is my parcel, and please cancel the newsletter".
//!
//! Takes the text apart at ends of sentences and where a new wish is usually begun ([`OPENERS`]), predicts each part,
//! and gives the surest intent that is not the first choice for the whole. Deliberately absent: acting on it. A
//! message with two wishes is for a person to see as such; the promise is about the first choice.

use crate::input::Input;
use crate::model::{Model, Scratch};

/// Another intent that a part of the message asks for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Secondary {
    /// The intent, as an index into [`Model::intents`].
    pub intent: usize,
    /// Its calibrated probability for the part alone, in 0–1.
    pub probability: f64,
    /// Where the part stands, in Unicode scalar values; end exclusive.
    pub start: usize,
    /// End, exclusive.
    pub end: usize,
}

/// Least probability of a second wish (a setting).
const SURE: f64 = 0.6;
/// Fewest words of a part: two words are a greeting.
const FEWEST_WORDS: usize = 3;
/// Words before which a new wish begins, where the text has no full stop, in English and German.
const OPENERS: [&str; 12] = [
    "also",
    "additionally",
    "another",
    "besides",
    "furthermore",
    "secondly",
    "außerdem",
    "ausserdem",
    "zudem",
    "ferner",
    "zusätzlich",
    "zweitens",
];

impl Model {
    /// The surest second wish of `input`, if there is one.
    pub fn secondary<'i>(&self, input: impl Into<Input<'i>>, scratch: &mut Scratch) -> Option<Secondary> {
        let input = input.into();
        let parts = parts(input.text);
        if parts.len() < 2 {
            return None;
        }
        let whole = self.predict(input, scratch).intent;
        let mut best: Option<Secondary> = None;
        for part in parts {
            let said = self.predict(Input { text: part.text, ..input }, scratch);
            let better = best.is_none_or(|best| said.probability > best.probability);
            if said.intent != whole && said.probability >= SURE && better {
                let Part { start, end, .. } = part;
                best = Some(Secondary { intent: said.intent, probability: said.probability, start, end });
            }
        }
        best
    }
}

/// A part of a text, and where it stands in Unicode scalar values.
struct Part<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

/// Parts with enough words, in order.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut cuts = vec![0];
    let mut word = 0;
    let mut closed = false;
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        let ends = c.is_whitespace();
        if ends {
            let said = text[word..at].trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            if OPENERS.contains(&said.as_str()) {
                cuts.push(word);
            }
            word = at + c.len_utf8();
        }
        if closed && ends {
            cuts.push(at);
        }
        closed = matches!(c, '.' | '!' | '?' | ';' | '\n');
        if c == '\n' {
            cuts.push(at);
        }
    }
    cuts.push(text.len());
    let cut = |ends: &[usize]| {
        let inner = &text[ends[0]..ends[1]];
        let start = text[..ends[0]].chars().count();
        (inner.split_whitespace().count() >= FEWEST_WORDS).then(|| Part {
            text: inner,
            start,
            end: start + inner.chars().count(),
        })
    };
    cuts.windows(2).filter_map(cut).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = parts(text).iter().map(|part| part.text.trim()).collect();
        assert_eq!(found, expected, "{text:?}");
        for part in parts(text) {
            let again: String = text.chars().skip(part.start).take(part.end - part.start).collect();
            assert_eq!(again, part.text, "the place is that of the part");
        }
    }

    #[test]
    fn a_text_is_cut_where_a_wish_may_begin() {
        check("", &[]);
        check("where is my parcel", &["where is my parcel"]);
        check("Where is it now? Stop the newsletter please.", &["Where is it now?", "Stop the newsletter please."]);
        check("where is it now also stop the mails", &["where is it now", "also stop the mails"]);
        check(
            "Hi. Wo ist das Paket?\nAußerdem bitte die Rechnung",
            &["Wo ist das Paket?", "Außerdem bitte die Rechnung"],
        );
        check("it costs 3.50 and not more", &["it costs 3.50 and not more"]);
        check("ok. fine.", &[]);
    }
}
