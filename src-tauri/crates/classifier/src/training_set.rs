//! Examples as numbers: labels, subjects and counted n-grams, shared by all fits of one training.

use crate::corpus::{Corpus, Whole};
use crate::error::{Error, Result};
use crate::input::Input;
use crate::matrix::Rows;
use crate::records::Records;
use crate::solver::{self, Problem, Settings};
use crate::train::Example;
use crate::vocabulary::Vocabulary;
use std::collections::BTreeMap;

/// Examples as numbers.
pub(crate) struct TrainingSet {
    pub intents: Vec<String>,
    pub labels: Vec<u32>,
    weights: Vec<f32>,
    /// Whom each row is about, or [`NO_SUBJECT`].
    pub subjects: Vec<u32>,
    /// Different subjects.
    pub subject_count: usize,
    /// Names of groups, and those of each example by number.
    pub groups: (Vec<String>, Vec<Vec<u16>>),
    /// Number of examples; rows from here on are the names of the intents.
    pub examples: usize,
    corpus: Corpus,
}

/// Stands for nobody.
pub(crate) const NO_SUBJECT: u32 = u32::MAX;

/// The name of an intent as a person would say it: `refund_request`, `refundRequest` → `refund Request`.
fn spoken(name: &str) -> String {
    let mut spoken = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_uppercase() && spoken.ends_with(char::is_lowercase) {
            spoken.push(' ');
        }
        spoken.push(if c.is_alphanumeric() { c } else { ' ' });
    }
    spoken
}

/// Rows in the vocabulary of one fit.
pub(crate) struct Encoded {
    pub rows: Rows,
    /// For each n-gram of the corpus its feature, if it is one.
    pub feature_of: Vec<Option<u32>>,
}

impl TrainingSet {
    /// Reads the examples that have a positive weight. Errors: `NoExamples`, `OneIntent`.
    pub fn read(examples: &[Example]) -> Result<Self> {
        let used: Vec<&Example> = examples.iter().filter(|example| example.weight > 0.0).collect();
        if used.is_empty() {
            return Err(Error::NoExamples);
        }
        let (intents, labels) = numbered(used.iter().map(|example| example.label));
        if intents.len() < 2 {
            return Err(Error::OneIntent);
        }
        let (mut subjects, subject_count) = in_order_of_appearance(used.iter().map(|example| example.subject));
        let names: Vec<String> = intents.iter().map(|intent| spoken(intent)).collect();
        subjects.resize(used.len() + names.len(), NO_SUBJECT);
        let messages = used.iter().map(|example| (example.input, Whole::Yes));
        let inputs = messages.chain(names.iter().map(|name| (Input::from(name.as_str()), Whole::No)));
        Ok(Self {
            labels: labels.into_iter().chain(0..intents.len() as u32).collect(),
            weights: used.iter().map(|example| example.weight).chain(intents.iter().map(|_| 1.0)).collect(),
            subjects,
            subject_count,
            groups: Records::number_groups(used.iter().map(|example| example.groups)),
            examples: used.len(),
            corpus: Corpus::read(inputs),
            intents,
        })
    }

    /// `rows` and the names of all intents.
    pub fn with_names(&self, rows: impl Iterator<Item = usize>) -> Vec<usize> {
        rows.chain(self.examples..self.labels.len()).collect()
    }

    /// Vocabulary of `rows`, and their features.
    pub fn encode(&self, rows: &[usize], min_subjects: u32) -> (Vocabulary, Encoded) {
        let (vocabulary, feature_of) = Vocabulary::choose(&self.corpus, rows, &self.subjects, min_subjects);
        let mut encoded = Encoded { rows: Rows::default(), feature_of };
        encoded.append(self, &vocabulary, rows);
        (vocabulary, encoded)
    }

    /// Fits `rows`, whose features are `features`.
    pub fn fit(
        &self,
        rows: &[usize],
        features: &Rows,
        vocabulary: &Vocabulary,
        settings: Settings,
        start: Option<solver::Fit>,
        proceed: &dyn Fn() -> bool,
    ) -> Result<solver::Fit> {
        let labels: Vec<u32> = rows.iter().map(|&row| self.labels[row]).collect();
        let weights: Vec<f32> = rows.iter().map(|&row| self.weights[row]).collect();
        let problem = Problem {
            rows: features,
            labels: &labels,
            weights: &weights,
            features: vocabulary.terms.len(),
            intents: self.intents.len(),
        };
        solver::fit(&problem, &settings, start, proceed)
    }
}

impl Encoded {
    /// Appends the features of `rows`.
    pub fn append(&mut self, set: &TrainingSet, vocabulary: &Vocabulary, rows: &[usize]) {
        let mut raw = Vec::new();
        for &row in rows {
            self.rows.push(|out| vocabulary.encode(&set.corpus, row, &self.feature_of, out, &mut raw));
        }
    }
}

/// Names in sorted order, and the number of each item's name.
fn numbered<'a>(items: impl Iterator<Item = &'a str> + Clone) -> (Vec<String>, Vec<u32>) {
    let mut number: BTreeMap<&str, u32> = items.clone().map(|item| (item, 0)).collect();
    number.values_mut().zip(0..).for_each(|(number, next)| *number = next);
    let numbers = items.map(|item| number[item]).collect();
    (number.into_keys().map(str::to_owned).collect(), numbers)
}

/// A number per name as names first appear, and how many there are. Names of subjects are keyed: where their order
/// counted, the same labels would make another model in another workspace.
fn in_order_of_appearance<'a>(items: impl Iterator<Item = &'a str>) -> (Vec<u32>, usize) {
    let mut number: BTreeMap<&str, u32> = BTreeMap::new();
    let numbers = items
        .map(|item| {
            let next = number.len() as u32;
            *number.entry(item).or_insert(next)
        })
        .collect();
    (numbers, number.len())
}
