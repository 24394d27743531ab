//! Charts of the engine's figures, as element trees.

use countersign_charts::{Band, DotWhiskerRow, ReliabilityBin, Size};
use countersign_domain::Rate;
use countersign_fairness::{Audit, Group};

pub use countersign_charts::{Cell, Chart, ChartElement, DotWhiskerText, ReliabilityText, Table, to_svg};

/// Size of a chart beside a review item.
const BESIDE_AN_ITEM: Size = Size { width: 480, height: 230 };
/// Size of a chart that is the matter of its screen; more rows make it higher.
const OF_A_SCREEN: Size = Size { width: 680, height: 180 };

/// How often a suggestion of each probability was right, with the present one marked; `None` where nothing is known.
pub(crate) fn reliability(
    bins: &[countersign_classifier::ReliabilityBin],
    current: Option<f64>,
    text: &ReliabilityText,
) -> Option<Chart> {
    let bin = |bin: &countersign_classifier::ReliabilityBin| ReliabilityBin {
        low: bin.low,
        high: bin.high,
        n: bin.n,
        mean_probability: bin.mean_probability,
        accuracy: bin.accuracy.value,
        accuracy_low: bin.accuracy.low,
        accuracy_high: bin.accuracy.high,
    };
    let bins: Vec<ReliabilityBin> = bins.iter().map(bin).collect();
    countersign_charts::reliability(&bins, current, BESIDE_AN_ITEM, text).ok()
}

/// A figure per group of an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupFigure {
    /// Share routed without a person.
    Selection,
    /// Share of suggestions that were right.
    Accuracy,
}

/// A figure for each group of a sensitive feature, in the order of their names; for the share routed without a person
/// with the band that lies within the margin of the highest. `None` where the audit has no such feature.
pub fn group_rates(audit: &Audit, feature: &str, figure: GroupFigure, text: &DotWhiskerText) -> Option<Chart> {
    let groups = audit.by_group.get(feature)?;
    let rate = |group: &Group| match figure {
        GroupFigure::Selection => group.selection_rate,
        GroupFigure::Accuracy => group.accuracy,
    };
    let rows: Vec<(String, Rate, bool)> =
        groups.iter().map(|(name, group)| (name.clone(), rate(group), rate(group).n < audit.min_n)).collect();
    let highest = groups.values().filter_map(|group| rate(group).value).reduce(f64::max);
    let band = highest.filter(|_| figure == GroupFigure::Selection);
    rates(&rows, band.map(|high| Band { low: (high - audit.margin).max(0.0), high }), text)
}

/// Rates one below the other: name, rate, and whether there are too few cases. `None` where there is none.
pub(crate) fn rates(rows: &[(String, Rate, bool)], band: Option<Band>, text: &DotWhiskerText) -> Option<Chart> {
    if rows.is_empty() {
        return None;
    }
    let row = |(label, rate, insufficient): &(String, Rate, bool)| DotWhiskerRow {
        label: label.clone(),
        n: rate.n,
        value: rate.value,
        low: rate.low,
        high: rate.high,
        insufficient: *insufficient,
    };
    let rows: Vec<DotWhiskerRow> = rows.iter().map(row).collect();
    countersign_charts::dot_whisker(&rows, band, OF_A_SCREEN, text).ok()
}
