//! `truth.json`: what a test needs to know about the sample and no system under test may read.

use std::collections::BTreeMap;

use crate::compose::Clarity;
use crate::event::Planted;

/// The whole file.
#[derive(Debug, serde::Serialize)]
pub(crate) struct Truth {
    pub(crate) company: &'static str,
    pub(crate) seed: u64,
    pub(crate) first: String,
    pub(crate) last: String,
    pub(crate) bias: Bias,
    /// By event id; events that only add outcome are left out.
    pub(crate) events: BTreeMap<String, EventTruth>,
}

/// What is true about one event.
#[derive(Debug, serde::Serialize)]
pub(crate) struct EventTruth {
    /// What the person wanted first of all.
    pub(crate) intent: &'static str,
    /// How plainly it was said.
    pub(crate) clarity: Clarity,
    /// Set where the label in the history differs from `intent` by a slip of the labeller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mislabelled_as: Option<&'static str>,
    /// The second wish.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) second_intent: Option<&'static str>,
    pub(crate) language: &'static str,
    /// Origin of the customer's name.
    pub(crate) name_group: &'static str,
    /// Identifiers in the text.
    pub(crate) planted: Vec<Planted>,
}

/// The planted bias, counted from what was written.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Bias {
    /// The file in which it shows.
    pub file: &'static str,
    /// The sensitive attribute.
    pub attribute: &'static str,
    /// Its disadvantaged value.
    pub group: &'static str,
    /// What differs: the share of rows with `selected` = 1.
    pub metric: &'static str,
    /// Rows of the group.
    pub n_group: usize,
    /// All other rows.
    pub n_elsewhere: usize,
    /// Selected rows of the group.
    pub selected_group: usize,
    /// Selected rows elsewhere.
    pub selected_elsewhere: usize,
    /// Share selected in the group, 0–1; absent without rows.
    pub rate_group: Option<f64>,
    /// Share selected elsewhere, 0–1; absent without rows.
    pub rate_elsewhere: Option<f64>,
    /// Rate elsewhere minus rate in the group, in percentage points; absent where a side has no rows.
    pub difference_points: Option<f64>,
}

impl Bias {
    /// From counts `(rows, selected)` of the group and of all others.
    pub(crate) fn counted(
        attribute: (&'static str, &'static str),
        group: (usize, usize),
        others: (usize, usize),
    ) -> Self {
        let rate = |(n, selected): (usize, usize)| (n > 0).then(|| selected as f64 / n as f64);
        let difference = rate(others).zip(rate(group)).map(|(others, group)| (others - group) * 100.0);
        Self {
            file: "decisions.csv",
            attribute: attribute.0,
            group: attribute.1,
            metric: "selection_rate",
            n_group: group.0,
            n_elsewhere: others.0,
            selected_group: group.1,
            selected_elsewhere: others.1,
            rate_group: rate(group),
            rate_elsewhere: rate(others),
            difference_points: difference,
        }
    }
}
