//! Charts of the engine's figures, as element trees.

use countersign_charts::{ReliabilityBin, ReliabilityText, Size};

pub use countersign_charts::{Cell, Chart, ChartElement, Table, to_svg};

/// Size of a chart beside a review item.
const BESIDE_AN_ITEM: Size = Size { width: 480, height: 220 };

/// How often a suggestion of each probability was right, with the present one marked; `None` where nothing is known.
pub(crate) fn reliability(bins: &[countersign_classifier::ReliabilityBin], current: Option<f64>) -> Option<Chart> {
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
    countersign_charts::reliability(&bins, current, BESIDE_AN_ITEM, &ReliabilityText::default()).ok()
}
