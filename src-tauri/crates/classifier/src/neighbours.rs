//! The labelled examples that are most like a text, as the model reads it.
//!
//! Takes labelled texts once and gives, per query, those with the largest cosine between feature vectors; what the
//! model does not know of a text is in its length and lowers the similarity. Deliberately absent: the texts
//! themselves, which whoever asks holds and may have to withhold.

use crate::input::Input;
use crate::model::{Model, Scratch};

/// Labelled texts, by feature.
#[derive(Debug, Default)]
pub struct Neighbours {
    /// Per term, (example, value) in the order of the examples.
    postings: Vec<Vec<(u32, f32)>>,
    /// 1 / length of each example's vector.
    inverse_lengths: Vec<f32>,
}

/// An example with how like it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Neighbour {
    /// Place of the example among those handed over.
    pub example: usize,
    /// Cosine, in 0–1.
    pub similarity: f64,
}

impl Neighbours {
    /// Reads `texts` with the eyes of `model`.
    pub fn new<'t>(model: &Model, texts: impl Iterator<Item = Input<'t>>) -> Self {
        let mut scratch = Scratch::default();
        let mut read = Self { postings: vec![Vec::new(); model.terms()], inverse_lengths: Vec::new() };
        for (example, input) in (0u32..).zip(texts) {
            model.encode(&input, &mut scratch);
            let mut square = 0.0;
            for &(term, value) in &scratch.row {
                square += value * value;
                read.postings[term as usize].push((example, value as f32));
            }
            read.inverse_lengths.push(if square > 0.0 { (1.0 / libm::sqrt(square)) as f32 } else { 0.0 });
        }
        read
    }

    /// The `count` most similar examples among those that `admits`, most similar first; of equal ones the earlier.
    pub fn nearest<'i>(
        &self,
        model: &Model,
        input: impl Into<Input<'i>>,
        count: usize,
        admits: impl Fn(usize) -> bool,
        scratch: &mut Scratch,
    ) -> Vec<Neighbour> {
        model.encode(&input.into(), scratch);
        let mut dots = vec![0.0f32; self.inverse_lengths.len()];
        let mut square = 0.0;
        for &(term, value) in &scratch.row {
            square += value * value;
            for &(example, other) in &self.postings[term as usize] {
                dots[example as usize] += value as f32 * other;
            }
        }
        if square == 0.0 {
            return Vec::new();
        }
        let own = (1.0 / libm::sqrt(square)) as f32;
        let mut found: Vec<Neighbour> = dots
            .iter()
            .zip(&self.inverse_lengths)
            .enumerate()
            .filter(|&(example, (&dot, _))| dot > 0.0 && admits(example))
            .map(|(example, (dot, inverse))| Neighbour {
                example,
                similarity: f64::from(dot * inverse * own).clamp(0.0, 1.0),
            })
            .collect();
        found.sort_by(|a, b| b.similarity.total_cmp(&a.similarity).then(a.example.cmp(&b.example)));
        found.truncate(count);
        found
    }
}
