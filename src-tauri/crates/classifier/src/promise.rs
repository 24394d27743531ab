//! The promise that decisions are made under: one threshold for all, or one per intent, channel or segment.
//!
//! Takes records of labelled texts and what is promised; gives the limit on the out-of-scope score, and thresholds.
//! A partition cuts the texts into cells that do not overlap: each value with enough records is a cell of its own, the
//! others share one. Each cell is tested at δ divided by the number of cells (Bonferroni), so that all promises hold
//! together with confidence 1 − δ; and since each cell keeps α, so does the whole. Which values have enough records,
//! and the out-of-scope limit, are found without looking at what was right, so they cost no confidence.
//!
//! [`what_if`] says what other shares of errors would mean. Each of its points holds by itself: whoever looks at all
//! and takes the one that looks best has chosen with the data, and promises a little less than it says.

use crate::guarantee::{Basis, Guarantee, fewest_labels, guarantee};
use crate::records::{Record, Records};
use countersign_domain::Rate;
use std::collections::BTreeMap;

/// What is promised of whom.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Per {
    /// One threshold for all texts.
    #[default]
    Whole,
    /// One per intent that the model chose.
    Intent,
    /// One per value of this dimension of groups, for example `channel`.
    Group(String),
}

/// A part of the texts with a threshold of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Name of the intent or of the value; absent for all that have too few records, and for the whole.
    pub name: Option<String>,
    /// What holds in it.
    pub guarantee: Guarantee,
}

/// What is promised, and from where on.
#[derive(Debug, Clone, PartialEq)]
pub struct Promise {
    /// How the texts were divided.
    pub per: Per,
    /// Highest out-of-scope score that is still decided on.
    pub scope_limit: f64,
    /// Chance that any cell fails, divided among them.
    pub delta: f64,
    /// Named cells in order of name, then the rest.
    pub cells: Vec<Cell>,
    /// All cells together: coverage and errors of what passes its own threshold.
    pub coverage: Rate,
    /// Share of wrong among what passes.
    pub wrong: Rate,
}

/// Of texts with at least this probability …
const CONFIDENT: f64 = 0.9;
/// … at most this share may be sent to people for being unlike the training texts (a setting). So the limit is as
/// strict as it can be without costing decisions that the promise would have allowed.
const SENT_BACK: f64 = 0.01;
/// Fewest confident records that the limit is found on. With fewer all scores pass: a few hundred labelled texts are no
/// picture of how differently people may put the same thing.
const FEW_CONFIDENT: usize = 1000;

/// The out-of-scope limit, from texts that belong to the domain.
pub fn scope_limit(rows: &[Record]) -> f64 {
    let mut scores: Vec<f64> =
        rows.iter().filter(|row| row.probability() >= CONFIDENT).map(|row| row.out_of_scope_score).collect();
    if scores.len() < FEW_CONFIDENT {
        return 1.0;
    }
    scores.sort_by(f64::total_cmp);
    let above = (scores.len() as f64 * SENT_BACK) as usize;
    scores[scores.len() - 1 - above]
}

/// What counts for the test: a text that the limit sends to people is one that no threshold accepts.
fn outcome(row: &Record, limit: f64) -> (f64, bool) {
    (if row.out_of_scope_score <= limit { row.probability() } else { 0.0 }, row.is_right())
}

impl Promise {
    /// The promise of at most `alpha` errors with confidence 1 − `delta`. `intents`: names that records use.
    pub fn of(records: &Records, intents: &[String], basis: Basis, (alpha, delta): (f64, f64), per: Per) -> Self {
        let scope_limit = scope_limit(&records.rows);
        let (named, rest) = partition(records, intents, &per, (alpha, delta));
        let share = delta / (named.len() + 1) as f64;
        let tested = |rows: &[&Record]| {
            let outcomes: Vec<(f64, bool)> = rows.iter().map(|row| outcome(row, scope_limit)).collect();
            guarantee(&outcomes, alpha, share, basis)
        };
        let mut cells: Vec<Cell> =
            named.iter().map(|(name, rows)| Cell { name: Some(name.clone()), guarantee: tested(rows) }).collect();
        cells.push(Cell { name: None, guarantee: tested(&rest) });
        let accepted: u64 = cells.iter().map(|cell| cell.guarantee.accepted).sum();
        let errors = cells.iter().map(|cell| cell.guarantee.errors).sum();
        Self {
            per,
            scope_limit,
            delta,
            coverage: Rate::exact(accepted, records.rows.len() as u64),
            wrong: Rate::exact(errors, accepted),
            cells,
        }
    }

    /// From which probability on a text is decided whose first choice is `intent` and which belongs to `groups`
    /// (`dimension=value`). Absent when no threshold keeps the promise.
    pub fn threshold(&self, intent: &str, groups: &[String]) -> Option<f64> {
        let name = match &self.per {
            Per::Whole => None,
            Per::Intent => Some(intent),
            Per::Group(dimension) => groups.iter().find_map(|group| value_of(group, dimension)),
        };
        let (rest, named) = self.cells.split_last()?;
        let own = named.iter().find(|cell| name.is_some() && cell.name.as_deref() == name);
        own.unwrap_or(rest).guarantee.threshold
    }

    /// Whether any threshold keeps the promise.
    pub fn holds(&self) -> bool {
        self.cells.iter().any(|cell| cell.guarantee.threshold.is_some())
    }

    /// Fewest labels with which a threshold would be found, where none is.
    pub fn labels_needed(&self) -> Option<u64> {
        self.cells.iter().filter_map(|cell| cell.guarantee.labels_needed).min()
    }
}

/// The value of a group `dimension=value`, when it is of that dimension.
fn value_of<'g>(group: &'g str, dimension: &str) -> Option<&'g str> {
    group.strip_prefix(dimension)?.strip_prefix('=')
}

/// Rows per name with enough records, and all others.
type Parts<'r> = (BTreeMap<String, Vec<&'r Record>>, Vec<&'r Record>);

fn partition<'r>(records: &'r Records, intents: &[String], per: &Per, (alpha, delta): (f64, f64)) -> Parts<'r> {
    let name = |row: &Record| match per {
        Per::Whole => None,
        Per::Intent => intents.get(usize::from(row.predicted())).cloned(),
        Per::Group(dimension) => {
            let mut names = row.groups.iter().filter_map(|&group| records.groups.get(usize::from(group)));
            names.find_map(|group| value_of(group, dimension)).map(str::to_owned)
        }
    };
    let mut named: BTreeMap<String, Vec<&Record>> = BTreeMap::new();
    let mut rest = Vec::new();
    for row in &records.rows {
        match name(row) {
            Some(name) => named.entry(name).or_default().push(row),
            None => rest.push(row),
        }
    }
    // The more cells, the less confidence each has to spend, and the more records it needs: a cell leaves while it
    // has too few for the share of those that are left. Ascending, so that what is left never grows.
    while let Some(fewest) = fewest_labels(alpha, delta / (named.len() + 1) as f64) {
        let Some(thin) = named.iter().filter(|(_, rows)| (rows.len() as u64) < ENOUGH * fewest).min_by_key(thinness)
        else {
            break;
        };
        let thin = thin.0.clone();
        rest.extend(named.remove(&thin).unwrap_or_default());
    }
    (named, rest)
}

/// A cell of its own has so many times the records that a promise without any error needs (a setting).
const ENOUGH: u64 = 2;

fn thinness<'n>((name, rows): &(&'n String, &Vec<&Record>)) -> (usize, &'n String) {
    (rows.len(), name)
}

/// What one share of errors would mean.
#[derive(Debug, Clone, PartialEq)]
pub struct WhatIf {
    /// The share.
    pub alpha: f64,
    /// Whether any threshold keeps it.
    pub holds: bool,
    /// The threshold, where there is one for all.
    pub threshold: Option<f64>,
    /// Share of texts that would be decided without a person.
    pub coverage: Rate,
    /// Share of wrong among those.
    pub wrong: Rate,
    /// Labels that would make it possible, where it is not.
    pub labels_needed: Option<u64>,
}

/// What each of `alphas` would mean.
pub fn what_if(
    records: &Records,
    intents: &[String],
    basis: Basis,
    alphas: &[f64],
    delta: f64,
    per: &Per,
) -> Vec<WhatIf> {
    let point = |&alpha: &f64| {
        let promise = Promise::of(records, intents, basis, (alpha, delta), per.clone());
        WhatIf {
            alpha,
            holds: promise.holds(),
            threshold: promise.cells.first().filter(|_| *per == Per::Whole).and_then(|cell| cell.guarantee.threshold),
            coverage: promise.coverage,
            wrong: promise.wrong,
            labels_needed: if promise.holds() { None } else { promise.labels_needed() },
        }
    };
    alphas.iter().map(point).collect()
}

/// What a promise means for one intent.
#[derive(Debug, Clone, PartialEq)]
pub struct IntentOutlook {
    /// The intent.
    pub intent: String,
    /// Share of all texts that would be decided for it without a person.
    pub decided: Rate,
    /// Share of wrong among those.
    pub wrong: Rate,
    /// Share of all texts with this first choice that people would get.
    pub to_people: Rate,
}

/// What `promise` means for each intent, in the order of `intents`.
pub fn by_intent(records: &Records, intents: &[String], promise: &Promise) -> Vec<IntentOutlook> {
    let n = records.rows.len() as u64;
    let mut counts = vec![(0u64, 0u64, 0u64); intents.len()]; // (decided, wrong, to people)
    for row in &records.rows {
        let Some(intent) = intents.get(usize::from(row.predicted())) else { continue };
        let groups: Vec<String> =
            row.groups.iter().filter_map(|&group| records.groups.get(usize::from(group)).cloned()).collect();
        let passes = row.out_of_scope_score <= promise.scope_limit
            && promise.threshold(intent, &groups).is_some_and(|threshold| row.probability() >= threshold);
        let count = &mut counts[usize::from(row.predicted())];
        count.0 += u64::from(passes);
        count.1 += u64::from(passes && !row.is_right());
        count.2 += u64::from(!passes);
    }
    let outlook = |(intent, (decided, wrong, people)): (&String, (u64, u64, u64))| IntentOutlook {
        intent: intent.clone(),
        decided: Rate::exact(decided, n),
        wrong: Rate::exact(wrong, decided),
        to_people: Rate::exact(people, n),
    };
    intents.iter().zip(counts).map(outlook).collect()
}
