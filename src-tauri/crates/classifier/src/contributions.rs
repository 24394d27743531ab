//! Why this intent and not that: the exact share of each word in the difference of two scores.
//!
//! A score is a sum over n-grams, so nothing is estimated: each n-gram's weight times its value goes to the word it
//! stands in, divided over its occurrences, and a pair of words counts half for each.

use crate::input::Input;
use crate::model::{Model, Scratch};
use crate::ngrams::{self, Block};

/// What one word contributes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TermContribution {
    /// First character of the word in the text, in Unicode scalar values.
    pub start: usize,
    /// End, exclusive.
    pub end: usize,
    /// Contribution in nats of log-odds; positive speaks for the intent.
    pub weight: f64,
}

/// All that makes up a score, or the difference of two.
#[derive(Debug, Clone, PartialEq)]
pub struct Contributions {
    /// One per word, in the order of the text; words that contribute nothing included.
    pub terms: Vec<TermContribution>,
    /// What is known besides the text, as (`name=value`, contribution).
    pub circumstances: Vec<(String, f64)>,
    /// What is left without any word.
    pub bias: f64,
}

impl Contributions {
    /// Bias, circumstances and words together: the [`margin`](crate::Prediction::margin) when asked for the first choice against
    /// the second.
    pub fn total(&self) -> f64 {
        let circumstances: f64 = self.circumstances.iter().map(|(_, weight)| weight).sum();
        self.bias + circumstances + self.terms.iter().map(|term| term.weight).sum::<f64>()
    }
}

impl Model {
    /// What each word of `input` contributes to `intent`, against `rival` if one is given; indices into
    /// [`Model::intents`]. Absent when an index is out of range.
    pub fn contributions<'i>(
        &self,
        input: impl Into<Input<'i>>,
        intent: usize,
        rival: Option<usize>,
        scratch: &mut Scratch,
    ) -> Option<Contributions> {
        let known = |index: usize| index < self.weights.intents();
        if !known(intent) || !rival.is_none_or(known) {
            return None;
        }
        let difference = |feature: usize| {
            let weights = self.weights.of(feature);
            self.header.calibration.scale
                * (f64::from(weights[intent]) - rival.map_or(0.0, |rival| f64::from(weights[rival])))
        };
        self.encode(&input.into(), scratch);
        let row: std::collections::HashMap<u32, f64> =
            scratch.row.iter().map(|&(term, value)| (term, value * difference(term as usize))).collect();
        let circumstances = scratch.row.iter().filter_map(|&(term, value)| {
            let known = &self.vocabulary.terms[term as usize];
            (known.block == Block::Circumstances).then(|| (known.text.clone(), value * difference(term as usize)))
        });
        Some(Contributions {
            circumstances: circumstances.collect(),
            terms: self.by_word(scratch, &row),
            bias: difference(self.weights.features()),
        })
    }

    fn by_word(&self, scratch: &Scratch, row: &std::collections::HashMap<u32, f64>) -> Vec<TermContribution> {
        let mut occurrences: std::collections::HashMap<u32, f64> = std::collections::HashMap::new();
        ngrams::for_each(&scratch.units, |gram| {
            if let Some(term) = self.table.find(gram.hash) {
                *occurrences.entry(term).or_default() += 1.0;
            }
        });
        let mut weights = vec![0.0; scratch.units.units.len()];
        ngrams::for_each(&scratch.units, |gram| {
            if let Some(term) = self.table.find(gram.hash) {
                let half = row[&term] / occurrences[&term] / 2.0;
                weights[gram.unit] += half;
                weights[gram.second_unit] += half;
            }
        });
        let place = |(unit, weight): (&crate::text::Unit, f64)| TermContribution {
            start: unit.original.start,
            end: unit.original.end,
            weight,
        };
        scratch.units.units.iter().zip(weights).map(place).collect()
    }
}
