//! What an audit says.

use std::collections::BTreeMap;

use countersign_domain::Rate;
use serde::Serialize;

/// What an audit compares, and against what.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Largest difference that is not material, as a share in 0–1. A setting; no law says which.
    pub margin: f64,
    /// Least rows of a group that is enough evidence. A setting: below 30 the interval of a share is wider than
    /// 35 points at its middle.
    pub min_n: u64,
    /// Whether the rows say what was selected. If so, a row that does not say it is left out of the selection rate and
    /// counted; if not, see [`Selection`].
    pub has_selected: bool,
    /// Whether every pair of features is audited as well, under a key of both names, as in `age & language`.
    pub intersections: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { margin: 0.05, min_n: 30, has_selected: false, intersections: false }
    }
}

/// What "selected" meant in this audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Selection {
    /// The rows said it: normally, that the event was routed without a person.
    Selected,
    /// The rows did not say it, and every prediction is 0, 1, true or false: selected is a prediction of 1 or true, as
    /// usual for binary decisions.
    PositivePrediction,
    /// The rows did not say it, and predictions are intents: selected is that there is a prediction at all. Which
    /// intent is no advantage in itself, so parity over intents would mean nothing. Where every row has a prediction,
    /// this rate says nothing either.
    AnyPrediction,
}

/// What is known of one group.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Group {
    /// Its rows.
    pub n: u64,
    /// Share of selected rows.
    pub selection_rate: Rate,
    /// Share of right predictions among rows with a label and a prediction.
    pub accuracy: Rate,
    /// Fewer rows than [`Options::min_n`]; the rates are mostly noise, as their intervals show.
    pub insufficient: bool,
}

/// Rows that a figure does without, by reason.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Excluded {
    /// Per sensitive feature, rows without a value: in no group of it.
    pub without_group: BTreeMap<String, u64>,
    /// Rows without a label: in the selection rate only.
    pub without_label: u64,
    /// Rows with a label and without a prediction: an abstention is neither right nor wrong.
    pub without_prediction: u64,
    /// Rows that do not say whether they were selected, where the others do: in the accuracy only.
    pub without_selected: u64,
}

/// The groups that lie farthest apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Extremes {
    /// With the highest selection rate; of equals the first by name.
    pub highest: String,
    /// With the lowest.
    pub lowest: String,
}

/// What the difference of a feature's selection rates amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The whole interval is at or below the margin, and every group has enough rows.
    NoMaterialGap,
    /// The whole interval is above the margin.
    Gap,
    /// The interval holds the margin, a group is too small, or there are fewer than two groups.
    InsufficientEvidence,
}

impl Verdict {
    /// Its word in files and entries.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoMaterialGap => "no_material_gap",
            Self::Gap => "gap",
            Self::InsufficientEvidence => "insufficient_evidence",
        }
    }
}

/// Between the names, and between the values, of two features that are audited together.
pub(crate) const AND: &str = " & ";

/// An audit of decisions by sensitive features. Maps have the features as keys.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Audit {
    /// Rows.
    pub n: u64,
    /// Per feature and value.
    pub by_group: BTreeMap<String, BTreeMap<String, Group>>,
    /// Highest minus lowest selection rate over all groups with a rate, in 0–1, with the interval of
    /// [`crate::interval::largest_difference`]; `n` counts the rows compared. Without two such groups there is no
    /// value and the interval is 0–1.
    ///
    /// Formula: max_a P(selected | A=a) − min_a P(selected | A=a); "demographic parity" as in Agarwal et al., *A
    /// Reductions Approach to Fair Classification*, 2018, Definition 1, and in fairlearn.
    pub demographic_parity_difference: BTreeMap<String, Rate>,
    /// What was left out of which figure.
    pub excluded: Excluded,
    /// Per feature; absent with fewer than two groups with a rate.
    pub extremes: BTreeMap<String, Extremes>,
    /// Per feature.
    pub verdict: BTreeMap<String, Verdict>,
    /// What "selected" meant.
    pub selection: Selection,
    /// The margin compared with.
    pub margin: f64,
    /// The least rows of a group.
    pub min_n: u64,
}
