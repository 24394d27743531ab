//! What a model said about labelled texts that it had not seen: the evidence that every promise about it rests on.
//!
//! Records travel with the model, so that another share of errors, a partition or a set of candidates can be worked
//! out from the bundle alone, on any machine, with the same result. They name intents and groups by number and hold
//! no text and no id. Deliberately absent: what is worked out (`guarantee`, `promise`, `sets`).

use crate::calibrate::Calibration;
use crate::model::best;
use crate::scope::Scope;

/// What was said about one labelled text.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The most probable intents with their calibrated probabilities, best first, at least one and at most
    /// [`KEPT_CANDIDATES`]; indices into [`Model::intents`](crate::Model::intents).
    pub candidates: Vec<(u16, f64)>,
    /// Label; absent when the model does not know it.
    pub truth: Option<u16>,
    /// Calibrated probability of the label, in 0–1; zero when the model does not know it.
    pub truth_probability: f64,
    /// How unlike the training texts it was, in 0–1.
    pub out_of_scope_score: f64,
    /// Groups that the text belonged to, as indices into [`Records::groups`], ascending.
    pub groups: Vec<u16>,
}

/// Most candidates of a record.
pub const KEPT_CANDIDATES: usize = 3;

impl Record {
    /// First choice.
    pub fn predicted(&self) -> u16 {
        self.candidates[0].0
    }

    /// Its probability, in 0–1.
    pub fn probability(&self) -> f64 {
        self.candidates[0].1
    }

    /// Whether the first choice was the label.
    pub fn is_right(&self) -> bool {
        self.truth == Some(self.predicted())
    }
}

/// Records and the names that they use.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Records {
    /// Names of groups, `dimension=value`, sorted.
    pub groups: Vec<String>,
    /// In the order of the labelled texts.
    pub rows: Vec<Record>,
}

impl Records {
    /// Those that `keep` says, with the names of all groups that each belongs to.
    pub fn only(&self, keep: impl Fn(&Record, &[&str]) -> bool) -> Self {
        let named = |row: &Record| -> Vec<&str> {
            row.groups.iter().filter_map(|&group| self.groups.get(usize::from(group)).map(String::as_str)).collect()
        };
        let rows = self.rows.iter().filter(|row| keep(row, &named(row))).cloned();
        Self { groups: self.groups.clone(), rows: rows.collect() }
    }

    /// Names of all groups in `lists`, and each list by number.
    pub(crate) fn number_groups<'g>(lists: impl Iterator<Item = &'g [String]> + Clone) -> (Vec<String>, Vec<Vec<u16>>) {
        let mut names: Vec<String> = lists.clone().flatten().cloned().collect();
        names.sort_unstable();
        names.dedup();
        names.truncate(usize::from(u16::MAX));
        let number = |name: &String| names.binary_search(name).ok().and_then(|at| u16::try_from(at).ok());
        let numbered = lists.map(|list| {
            let mut numbers: Vec<u16> = list.iter().filter_map(number).collect();
            numbers.sort_unstable();
            numbers.dedup();
            numbers
        });
        let numbered = numbered.collect();
        (names, numbered)
    }
}

/// The record of one text from its scores.
pub(crate) fn record(
    scores: &[f64],
    calibration: &Calibration,
    truth: Option<u16>,
    scope: &Scope,
    groups: Vec<u16>,
) -> Record {
    let mut probabilities = Vec::new();
    calibration.probabilities(scores, &mut probabilities);
    let best = best::<KEPT_CANDIDATES>(scores);
    Record {
        truth_probability: truth.map_or(0.0, |truth| probabilities[usize::from(truth)]),
        out_of_scope_score: scope.score(scores[best[0]]),
        candidates: best.into_iter().map(|intent| (intent as u16, probabilities[intent])).collect(),
        truth,
        groups,
    }
}
