//! A trained model: text in, prediction out.
//!
//! Scores are sums of weight · value over the n-grams of a text, added in the order of the text as 64-bit numbers;
//! probabilities are softmax(scale · scores) above a floor. Nothing depends on the machine or on what was predicted before.

use crate::bundle;
use crate::calibrate::Calibration;
use crate::error::Result;
use crate::evaluation::Evaluation;
use crate::guarantee::Guarantee;
use crate::input::{self, Input};
use crate::matrix::Weights;
use crate::ngrams::{self, BLOCKS, Block};
use crate::promise::{Per, Promise, WhatIf, what_if};
use crate::records::Records;
use crate::scope::Scope;
use crate::sets::{LEVEL, Sets};
use crate::table::Table;
use crate::text::Units;
use crate::vocabulary::{CIRCUMSTANCE, Norms, Vocabulary};
use countersign_domain::ModelVersion;
use serde::{Deserialize, Serialize};

/// How many intents a prediction lists.
pub const CANDIDATES: usize = 5;

/// What is known of a model besides its numbers; the readable part of the bundle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Header {
    pub feature_set_version: String,
    pub intents: Vec<String>,
    pub recipe: Recipe,
    #[serde(flatten)]
    pub calibration: Calibration,
    pub scope: Scope,
    pub unseen_idf: f64,
    pub evaluation: Evaluation,
    pub guarantee: Guarantee,
    /// Groups that records name.
    pub groups: Vec<String>,
}

/// What a model was made from and how: enough to make it again from the same examples.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recipe {
    /// Examples with a positive weight.
    pub examples: u64,
    /// Different subjects among them.
    pub subjects: u64,
    /// Terms occur for at least this many subjects.
    pub min_subjects: u32,
    /// Seed of folds and order.
    pub seed: u64,
    /// Folds of the cross-validation; zero when there were too few subjects for one.
    pub folds: u32,
    /// Chosen inverse strength of the regularisation.
    pub c: f64,
}

/// A trained, calibrated classifier; content-addressed and immutable.
#[derive(Debug, Clone)]
pub struct Model {
    pub(crate) header: Header,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) weights: Weights,
    pub(crate) table: Table,
    pub(crate) records: Records,
    pub(crate) version: ModelVersion,
}

/// Buffers of a prediction, to be reused from text to text; one per thread.
#[derive(Debug, Default, Clone)]
pub struct Scratch {
    pub(crate) units: Units,
    counts: Vec<u32>,
    touched: Vec<u32>,
    unseen: [Vec<u64>; BLOCKS],
    pub(crate) row: Vec<(u32, f64)>,
    pub(crate) scores: Vec<f64>,
    probabilities: Vec<f64>,
}

/// What the model says about one text. Intents are indices into [`Model::intents`].
#[derive(Debug, Clone, PartialEq)]
pub struct Prediction {
    /// First choice.
    pub intent: usize,
    /// Calibrated probability of the first choice, in 0–1.
    pub probability: f64,
    /// Second choice.
    pub runner_up: Option<usize>,
    /// ln(probability of the first / of the second choice) without the floor, ≥ 0; [`Model::contributions`] sum to it.
    pub margin: f64,
    /// How unlike the training texts this one is: the share of them whose top score is higher, in 0–1. A rank, not a
    /// probability.
    pub out_of_scope_score: f64,
    /// The most probable intents with their probabilities, best first, at most [`CANDIDATES`].
    pub candidates: Vec<(usize, f64)>,
}

impl Model {
    /// The model as bytes; [`Model::from_bytes`] gives the same model, and that the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        bundle::encode(&self.header, &self.vocabulary, &self.weights, &self.records)
    }

    /// Reads a bundle. Errors: `Bundle` with the first thing that is wrong; never panics.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        bundle::decode(bytes)
    }

    /// What was said about labelled texts that were not seen: what promises and sets rest on.
    pub fn records(&self) -> &Records {
        &self.records
    }

    /// What can be promised: at most `alpha` errors with confidence 1 − `delta`.
    pub fn promise(&self, alpha: f64, delta: f64, per: Per) -> Promise {
        Promise::of(&self.records, &self.header.intents, self.header.guarantee.basis, (alpha, delta), per)
    }

    /// What each of `alphas` would mean.
    pub fn what_if(&self, alphas: &[f64], delta: f64, per: &Per) -> Vec<WhatIf> {
        what_if(&self.records, &self.header.intents, self.header.guarantee.basis, alphas, delta, per)
    }

    /// From which probability on an intent joins a set of candidates.
    pub fn sets(&self) -> Sets {
        Sets::of(&self.records, self.header.intents.len(), LEVEL)
    }

    /// SHA-256 of the bytes, in hexadecimal.
    pub fn version(&self) -> &ModelVersion {
        &self.version
    }

    /// Names of the intents, sorted; predictions give indices into them.
    pub fn intents(&self) -> &[String] {
        &self.header.intents
    }

    /// Quality on out-of-fold predictions: each text was predicted by a model that had seen neither it nor any other
    /// text of its subject. The final model has seen all, so on new texts it is, if anything, a little better.
    pub fn evaluation(&self) -> &Evaluation {
        &self.header.evaluation
    }

    /// The threshold that was found in training, and what it rests on.
    pub fn guarantee(&self) -> &Guarantee {
        &self.header.guarantee
    }

    /// What it was made from.
    pub fn recipe(&self) -> &Recipe {
        &self.header.recipe
    }

    /// Version of the definition of features.
    pub fn feature_set_version(&self) -> &str {
        &self.header.feature_set_version
    }

    /// Number of terms in the vocabulary.
    pub fn terms(&self) -> usize {
        self.vocabulary.terms.len()
    }

    /// Predicts the intent of `input`. A text without known terms gets the intents' base rates.
    pub fn predict<'i>(&self, input: impl Into<Input<'i>>, scratch: &mut Scratch) -> Prediction {
        self.encode(&input.into(), scratch);
        self.score(scratch);
        self.header.calibration.probabilities(&scratch.scores, &mut scratch.probabilities);
        let best = best::<CANDIDATES>(&scratch.scores);
        let candidates: Vec<(usize, f64)> =
            best.iter().map(|&intent| (intent, scratch.probabilities[intent])).collect();
        let runner_up = best.get(1).copied();
        let gap = |second: usize| self.header.calibration.scale * (scratch.scores[best[0]] - scratch.scores[second]);
        Prediction {
            intent: best[0],
            probability: candidates[0].1,
            runner_up,
            margin: runner_up.map_or(0.0, gap),
            out_of_scope_score: self.header.scope.score(scratch.scores[best[0]]),
            candidates,
        }
    }

    /// Fills `scratch.row` with the features of `input`, in order of first occurrence.
    pub(crate) fn encode(&self, input: &Input, scratch: &mut Scratch) {
        scratch.units.read(input.text);
        scratch.counts.resize(self.vocabulary.terms.len(), 0);
        scratch.touched.clear();
        scratch.unseen.iter_mut().for_each(Vec::clear);
        let (counts, touched, unseen) = (&mut scratch.counts, &mut scratch.touched, &mut scratch.unseen);
        ngrams::for_each(&scratch.units, |gram| match self.table.find(gram.hash) {
            Some(term) => {
                let count = &mut counts[term as usize];
                if *count == 0 {
                    touched.push(term);
                }
                *count += 1;
            }
            None => unseen[gram.block as usize].push(gram.hash),
        });
        let mut norms = Norms::default();
        scratch.row.clear();
        for &term in &scratch.touched {
            let (block, idf) = self.block_and_idf(term);
            let count = std::mem::take(&mut scratch.counts[term as usize]);
            scratch.row.push((term, norms.add(block, count, idf)));
        }
        for (block, hashes) in [Block::Words, Block::Characters].into_iter().zip(&mut scratch.unseen) {
            hashes.sort_unstable();
            for same in hashes.chunk_by(|a, b| a == b) {
                norms.add(block, same.len() as u32, self.vocabulary.unseen_idf);
            }
        }
        let scales = norms.scales();
        for (term, value) in &mut scratch.row {
            *value *= scales[self.block_and_idf(*term).0 as usize];
        }
        input::for_each(input, &scratch.units, |_, _, hash| {
            if let Some(term) = self.table.find(hash) {
                scratch.row.push((term, CIRCUMSTANCE));
            }
        });
    }

    fn block_and_idf(&self, term: u32) -> (Block, f64) {
        let term = &self.vocabulary.terms[term as usize];
        (term.block, term.idf)
    }

    /// Fills `scratch.scores` from `scratch.row`.
    pub(crate) fn score(&self, scratch: &mut Scratch) {
        scratch.scores.clear();
        scratch.scores.extend(self.weights.of(self.weights.features()).iter().map(|&w| f64::from(w)));
        for &(term, value) in &scratch.row {
            for (score, &weight) in scratch.scores.iter_mut().zip(self.weights.of(term as usize)) {
                *score += f64::from(weight) * value;
            }
        }
        scratch.scores.truncate(self.weights.intents());
    }
}

/// Indices of the highest scores, best first; equal scores in the order of the intents.
pub(crate) fn best<const MOST: usize>(scores: &[f64]) -> Vec<usize> {
    let mut best: Vec<usize> = Vec::with_capacity(MOST + 1);
    for (intent, score) in scores.iter().enumerate() {
        let place = best.iter().position(|&other| *score > scores[other]).unwrap_or(best.len());
        if place < MOST {
            best.insert(place, intent);
            best.truncate(MOST);
        }
    }
    best
}
