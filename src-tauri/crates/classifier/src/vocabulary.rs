//! Which n-grams are features, and what each weighs: sublinear TF-IDF, one norm per block.
//!
//! An n-gram is a feature when it occurs for at least `min_subjects` subjects, so that no feature, weight or
//! explanation can be about fewer people. What is left out still counts in the norm, with the idf of a term that one
//! text has: a text full of unknown words gets small values, so a score near the intercept, which is what makes
//! texts from outside the domain stand out. Circumstances are features alike, but with one value and no norm, and only
//! those that tell texts apart.

use crate::corpus::Corpus;
use crate::ngrams::{BLOCKS, Block};
use crate::training_set::NO_SUBJECT;
use libm::{log, pow, sqrt};

/// A feature: an n-gram of the vocabulary.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Term {
    pub hash: u64,
    pub block: Block,
    pub text: String,
    /// Damped inverse document frequency, see [`idf`].
    pub idf: f64,
}

/// Terms in the order of the feature index, most frequent first: what is read together lies together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Vocabulary {
    pub terms: Vec<Term>,
    /// What an n-gram outside the vocabulary weighs in the norm: the idf of df = 1.
    pub unseen_idf: f64,
}

/// Power of the idf (a setting). Below one rare terms weigh less against each other; on cross-validation of three
/// sets it lowers the log-loss by 1–4 % against the usual one, and lower powers begin to cost accuracy.
const IDF_POWER: f64 = 0.7;

/// L2 norm of each block of n-grams (a setting): words weigh less than characters, which a typing mistake changes in
/// part only. On cross-validation of the training rows of two public sets it costs no accuracy, gains about a third of a
/// point with ten texts per intent, and takes a seventh off what typing mistakes cost.
const BLOCK_NORM: [f64; BLOCKS] = [0.7, 1.0];

/// Value of a circumstance (a setting): with the norms of the n-grams, all circumstances together weigh at most half as
/// much as what was said.
pub(crate) const CIRCUMSTANCE: f64 = 0.25;

/// Longest text of a term, in bytes: a bundle counts them in one. What is longer is no word of any language (a link, a
/// signature, a token of a tracker) and counts in the norm like every n-gram that is no feature.
pub(crate) const LONGEST_TERM: usize = u8::MAX as usize;

/// Inverse document frequency with scikit-learn's smoothing, damped: (ln((1 + n) / (1 + df)) + 1)^[`IDF_POWER`].
pub(crate) fn idf(texts: usize, document_frequency: usize) -> f64 {
    pow(log((1 + texts) as f64 / (1 + document_frequency) as f64) + 1.0, IDF_POWER)
}

/// Sublinear term frequency, 1 + ln(count).
pub(crate) fn term_frequency(count: u32) -> f64 {
    if count <= 1 { 1.0 } else { 1.0 + log(f64::from(count)) }
}

impl Vocabulary {
    /// The vocabulary of `rows`, and for every n-gram of the corpus its feature, if it is one.
    ///
    /// `subjects`: per row of the corpus, a number for whom the text is about.
    pub fn choose(corpus: &Corpus, rows: &[usize], subjects: &[u32], min_subjects: u32) -> (Self, Vec<Option<u32>>) {
        let mut by_subject = rows.to_vec();
        by_subject.sort_by_key(|&row| (subjects[row], row));
        // (texts, subjects, last subject) per n-gram
        let mut seen: Vec<(u32, u32, u32)> = vec![(0, 0, NO_SUBJECT); corpus.grams.len()];
        for &row in &by_subject {
            for &(gram, _) in corpus.row(row) {
                let (texts, distinct, last) = &mut seen[gram as usize];
                *texts += 1;
                if subjects[row] != NO_SUBJECT && *last != subjects[row] {
                    (*distinct, *last) = (*distinct + 1, subjects[row]);
                }
            }
        }
        let messages = rows.iter().filter(|&&row| subjects[row] != NO_SUBJECT).count() as u32;
        let enough = |&gram: &u32| {
            let (texts, distinct, _) = seen[gram as usize];
            let (_, block, text) = &corpus.grams[gram as usize];
            let everywhere = *block == Block::Circumstances && texts == messages;
            distinct >= min_subjects.max(1) && !everywhere && text.len() <= LONGEST_TERM
        };
        let mut kept: Vec<u32> = (0..corpus.grams.len() as u32).filter(enough).collect();
        kept.sort_by(|&a, &b| {
            let key = |gram: u32| {
                let (_, block, text) = &corpus.grams[gram as usize];
                (std::cmp::Reverse(seen[gram as usize].0), *block as u8, text)
            };
            key(a).cmp(&key(b))
        });
        let mut feature_of = vec![None; corpus.grams.len()];
        let mut terms = Vec::with_capacity(kept.len());
        for &gram in &kept {
            feature_of[gram as usize] = Some(terms.len() as u32);
            let (hash, block, text) = &corpus.grams[gram as usize];
            let idf = match block {
                Block::Circumstances => 1.0,
                _ => idf(rows.len(), seen[gram as usize].0 as usize),
            };
            terms.push(Term { hash: *hash, block: *block, text: text.clone(), idf });
        }
        (Self { terms, unseen_idf: idf(rows.len(), 1) }, feature_of)
    }

    /// Appends the features of one counted text to `out` as (feature, value), each block with its [`BLOCK_NORM`]
    /// (less when n-grams are unknown).
    pub fn encode(
        &self,
        corpus: &Corpus,
        row: usize,
        feature_of: &[Option<u32>],
        out: &mut Vec<(u32, f32)>,
        raw: &mut Vec<(u32, f64)>,
    ) {
        let mut norms = Norms::default();
        raw.clear();
        for &(gram, count) in corpus.row(row) {
            let block = corpus.grams[gram as usize].1;
            match feature_of[gram as usize] {
                Some(feature) if block == Block::Circumstances => raw.push((feature, CIRCUMSTANCE)),
                Some(feature) => {
                    raw.push((feature, norms.add(block, u32::from(count), self.terms[feature as usize].idf)));
                }
                None if block == Block::Circumstances => {}
                None => _ = norms.add(block, u32::from(count), self.unseen_idf),
            }
        }
        let scales = norms.scales();
        let scale = |feature: u32| scales.get(self.terms[feature as usize].block as usize).copied().unwrap_or(1.0);
        out.extend(raw.iter().map(|&(feature, value)| (feature, (value * scale(feature)) as f32)));
    }
}

/// Sums of squares per block.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Norms([f64; BLOCKS]);

impl Norms {
    /// Adds an n-gram that occurs `count` times and returns its value before it is scaled.
    #[inline(always)]
    pub fn add(&mut self, block: Block, count: u32, idf: f64) -> f64 {
        let value = term_frequency(count) * idf;
        self.0[block as usize] += value * value;
        value
    }

    /// Factors that give each block its norm; zero for an empty block.
    pub fn scales(self) -> [f64; BLOCKS] {
        std::array::from_fn(|block| if self.0[block] > 0.0 { BLOCK_NORM[block] / sqrt(self.0[block]) } else { 0.0 })
    }
}
