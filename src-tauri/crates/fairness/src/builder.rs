//! From rows to an audit, keeping counts only.

use std::borrow::Cow;
use std::collections::BTreeMap;

use countersign_domain::{CONFIDENCE, Rate};

use crate::audit::{AND, Audit, Excluded, Extremes, Group, Options, Selection, Verdict};
use crate::{Error, interval};

/// Most values that a sensitive feature may have. Bounds memory, and the comparison of every pair.
pub const MAX_GROUPS: usize = 1_000;

/// One decision. Texts are compared as they are; an empty text is the same as none.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Row<'a> {
    /// Sensitive feature and value. Features that were not asked for are passed over.
    pub groups: &'a [(&'a str, &'a str)],
    /// What is right.
    pub label: Option<&'a str>,
    /// What was predicted.
    pub prediction: Option<&'a str>,
    /// Whether it was selected, normally: routed without a person.
    pub selected: Option<bool>,
}

/// Takes rows one at a time.
#[derive(Debug, Clone)]
pub struct AuditBuilder {
    options: Options,
    features: Vec<Feature>,
    n: u64,
    excluded: Excluded,
    /// Every prediction so far is 0, 1, true or false.
    binary: bool,
}

/// A sensitive feature, or two together.
#[derive(Debug, Clone)]
struct Feature {
    name: String,
    /// The names to look for in a row.
    parts: Vec<String>,
    groups: BTreeMap<String, Counts>,
    without_group: u64,
}

/// Counts of one group, for each meaning of "selected": which one holds is known only after the last row.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    n: u64,
    said: u64,
    selected: u64,
    predicted: u64,
    positive: u64,
    judged: u64,
    right: u64,
}

/// Audits rows that are in memory; see [`Audit::builder`] for more than that.
pub fn audit(attributes: &[&str], rows: &[Row<'_>], options: Options) -> Result<Audit, Error> {
    let mut builder = Audit::builder(attributes, options)?;
    for row in rows {
        builder.add(row)?;
    }
    Ok(builder.finish())
}

impl Audit {
    /// Begins an audit by these sensitive features. Errors: [`Error::Margin`].
    pub fn builder(attributes: &[&str], options: Options) -> Result<AuditBuilder, Error> {
        if !(0.0..=1.0).contains(&options.margin) {
            return Err(Error::Margin);
        }
        let mut names: Vec<&str> = attributes.to_vec();
        names.sort_unstable();
        names.dedup();
        let mut features: Vec<Feature> = names.iter().map(|name| Feature::of(&[*name])).collect();
        if options.intersections {
            let pairs = names.iter().enumerate().flat_map(|(i, a)| names[i + 1..].iter().map(move |b| [*a, *b]));
            features.extend(pairs.map(|pair| Feature::of(&pair)));
        }
        Ok(AuditBuilder { options, features, n: 0, excluded: Excluded::default(), binary: true })
    }
}

impl AuditBuilder {
    /// Counts one row. Errors: [`Error::TooManyGroups`]; the audit cannot be finished then.
    pub fn add(&mut self, row: &Row<'_>) -> Result<(), Error> {
        let facts = Facts::of(row);
        self.n += 1;
        self.binary &= facts.prediction.is_none_or(|prediction| as_binary(prediction).is_some());
        self.excluded.without_label += u64::from(facts.label.is_none());
        self.excluded.without_prediction += u64::from(facts.label.is_some() && facts.prediction.is_none());
        self.excluded.without_selected += u64::from(self.options.has_selected && row.selected.is_none());
        self.features.iter_mut().try_for_each(|feature| feature.add(row.groups, &facts))
    }

    /// The audit.
    pub fn finish(self) -> Audit {
        let selection = self.selection();
        let mut audit = Audit {
            n: self.n,
            by_group: BTreeMap::new(),
            demographic_parity_difference: BTreeMap::new(),
            excluded: self.excluded,
            extremes: BTreeMap::new(),
            verdict: BTreeMap::new(),
            selection,
            margin: self.options.margin,
            min_n: self.options.min_n,
        };
        self.features.into_iter().for_each(|feature| feature.conclude(&mut audit));
        audit
    }

    fn selection(&self) -> Selection {
        match (self.options.has_selected, self.binary) {
            (true, _) => Selection::Selected,
            (false, true) => Selection::PositivePrediction,
            (false, false) => Selection::AnyPrediction,
        }
    }
}

/// A row without its groups; empty texts are none.
struct Facts<'a> {
    label: Option<&'a str>,
    prediction: Option<&'a str>,
    selected: Option<bool>,
}

impl<'a> Facts<'a> {
    fn of(row: &Row<'a>) -> Self {
        let filled = |text: Option<&'a str>| text.filter(|text| !text.is_empty());
        Self { label: filled(row.label), prediction: filled(row.prediction), selected: row.selected }
    }
}

impl Feature {
    fn of(parts: &[&str]) -> Self {
        let name = parts.join(AND);
        let parts = parts.iter().map(|part| (*part).to_owned()).collect();
        Self { name, parts, groups: BTreeMap::new(), without_group: 0 }
    }

    fn add(&mut self, values: &[(&str, &str)], facts: &Facts<'_>) -> Result<(), Error> {
        let Some(group) = self.group_of(values) else {
            self.without_group += 1;
            return Ok(());
        };
        if let Some(counts) = self.groups.get_mut(group.as_ref()) {
            counts.add(facts);
            return Ok(());
        }
        if self.groups.len() == MAX_GROUPS {
            return Err(Error::TooManyGroups { attribute: self.name.clone(), limit: MAX_GROUPS });
        }
        self.groups.entry(group.into_owned()).or_default().add(facts);
        Ok(())
    }

    /// The group of a row; `None` where it lacks a value.
    fn group_of<'a>(&self, values: &[(&'a str, &'a str)]) -> Option<Cow<'a, str>> {
        let value_of = |part: &String| values.iter().find(|(name, value)| name == part && !value.is_empty());
        let (_, first) = value_of(self.parts.first()?)?;
        match self.parts.get(1) {
            None => Some(Cow::Borrowed(first)),
            Some(second) => Some(Cow::Owned([first, value_of(second)?.1].join(AND))),
        }
    }

    fn conclude(self, audit: &mut Audit) {
        let (selection, min_n) = (audit.selection, audit.min_n);
        let shares: Vec<(u64, u64)> = self.groups.values().map(|counts| counts.selection(selection)).collect();
        let groups = self.groups.into_iter().map(|(value, counts)| (value, counts.group(selection, min_n))).collect();
        let difference = difference(&shares);
        audit.verdict.insert(self.name.clone(), verdict(&groups, &difference, audit.margin));
        if let Some(extremes) = extremes(&groups) {
            audit.extremes.insert(self.name.clone(), extremes);
        }
        audit.excluded.without_group.insert(self.name.clone(), self.without_group);
        audit.demographic_parity_difference.insert(self.name.clone(), difference);
        audit.by_group.insert(self.name, groups);
    }
}

impl Counts {
    fn add(&mut self, facts: &Facts<'_>) {
        let judged = facts.label.is_some() && facts.prediction.is_some();
        self.n += 1;
        self.said += u64::from(facts.selected.is_some());
        self.selected += u64::from(facts.selected == Some(true));
        self.predicted += u64::from(facts.prediction.is_some());
        self.positive += u64::from(facts.prediction.and_then(as_binary) == Some(true));
        self.judged += u64::from(judged);
        self.right += u64::from(judged && facts.label == facts.prediction);
    }

    /// Selected rows, of how many.
    fn selection(&self, selection: Selection) -> (u64, u64) {
        match selection {
            Selection::Selected => (self.selected, self.said),
            Selection::PositivePrediction => (self.positive, self.predicted),
            Selection::AnyPrediction => (self.predicted, self.n),
        }
    }

    fn group(&self, selection: Selection, min_n: u64) -> Group {
        let (selected, of) = self.selection(selection);
        Group {
            n: self.n,
            selection_rate: Rate::exact(selected, of),
            accuracy: Rate::exact(self.right, self.judged),
            insufficient: of < min_n,
        }
    }
}

fn as_binary(prediction: &str) -> Option<bool> {
    match prediction {
        "0" => Some(false),
        "1" => Some(true),
        text if text.eq_ignore_ascii_case("false") => Some(false),
        text if text.eq_ignore_ascii_case("true") => Some(true),
        _ => None,
    }
}

/// The largest difference of selection rates. The interval counts groups without a rate as well: they could be
/// anywhere.
fn difference(shares: &[(u64, u64)]) -> Rate {
    let rates = shares.iter().filter(|(_, n)| *n > 0).map(|(selected, n)| *selected as f64 / *n as f64);
    let (low, high) = rates.clone().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), r| (l.min(r), h.max(r)));
    let n = shares.iter().map(|(_, n)| n).sum();
    match interval::largest_difference(shares, CONFIDENCE) {
        Some(ends) if rates.count() >= 2 => Rate { value: Some(high - low), low: ends.0, high: ends.1, n },
        _ => Rate { value: None, low: 0.0, high: 1.0, n },
    }
}

fn extremes(groups: &BTreeMap<String, Group>) -> Option<Extremes> {
    let rates = || groups.iter().filter_map(|(name, group)| Some((name, group.selection_rate.value?)));
    let highest = rates().reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    let lowest = rates().reduce(|best, next| if next.1 < best.1 { next } else { best })?;
    (rates().count() >= 2).then(|| Extremes { highest: highest.0.clone(), lowest: lowest.0.clone() })
}

fn verdict(groups: &BTreeMap<String, Group>, difference: &Rate, margin: f64) -> Verdict {
    if difference.value.is_none() {
        return Verdict::InsufficientEvidence;
    }
    if difference.low > margin {
        return Verdict::Gap;
    }
    if difference.high <= margin && groups.values().all(|group| !group.insufficient) {
        return Verdict::NoMaterialGap;
    }
    Verdict::InsufficientEvidence
}

#[cfg(test)]
mod tests;
