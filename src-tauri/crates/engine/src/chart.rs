//! Charts of the engine's figures, as element trees.

use countersign_charts::{Band, DotWhiskerRow, ReliabilityBin, Size};
use countersign_domain::Rate;
use countersign_fairness::{Audit, Group};

pub use countersign_charts::{Cell, Chart, ChartElement, DotWhiskerText, ReliabilityText, Table, to_svg};

/// Size of a chart beside a review item.
const BESIDE_AN_ITEM: Size = Size { width: 480, height: 230 };
/// Width of a chart that is the matter of its screen.
const OF_A_SCREEN: u32 = 680;
/// Height of its axis and what stands above, and of a row.
const AROUND: u32 = 72;
const ROW: u32 = 27;

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
/// with the band that lies within the margin of the highest. `None` where the audit has no such feature, or no group of it
/// has a rate yet: axes without a point say nothing.
pub fn group_rates(audit: &Audit, feature: &str, figure: GroupFigure, text: &DotWhiskerText) -> Option<Chart> {
    let groups = audit.by_group.get(feature)?;
    let rate = |group: &Group| match figure {
        GroupFigure::Selection => group.selection_rate,
        GroupFigure::Accuracy => group.accuracy,
    };
    let rows: Vec<(String, Rate, bool)> =
        groups.iter().map(|(name, group)| (name.clone(), rate(group), rate(group).n < audit.min_n)).collect();
    let high = groups.values().filter_map(|group| rate(group).value).reduce(f64::max)?;
    let band = Band { low: (high - audit.margin).max(0.0), high };
    rates(&rows, (figure == GroupFigure::Selection).then_some(band), text)
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
    let size = Size { width: OF_A_SCREEN, height: AROUND + ROW * u32::try_from(rows.len()).ok()? };
    countersign_charts::dot_whisker(&rows, band, size, text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn however_many_rows_there_are_they_are_drawn() {
        let row = |n: u64| (format!("group {n}"), Rate::exact(n, 2 * n + 1), false);
        for n in [1, 2, 5, 40] {
            let rows: Vec<(String, Rate, bool)> = (0..n).map(row).collect();
            let chart = rates(&rows, None, &DotWhiskerText::default()).expect("there are rows");
            assert_eq!(chart.points.len() as u64, n, "each has its point");
        }
        assert_eq!(rates(&[], None, &DotWhiskerText::default()), None);
    }
}
