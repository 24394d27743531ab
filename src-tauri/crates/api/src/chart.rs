//! A chart as data: an element tree that the user interface builds from an allow-list, and the same figures as a table.

use std::collections::BTreeMap;

use countersign_engine::chart;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A chart.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ChartView {
    /// Accessible name.
    pub title: String,
    /// What it shows, in a sentence.
    pub description: String,
    /// The `svg` element.
    pub elements: ChartElement,
    /// The same figures.
    pub table: ChartTable,
    /// Rows of the table that are drawn as a point, in the order of drawing.
    pub points: Vec<u32>,
}

/// The reader's words of a chart of rates. They come with the question, since every text of the window is in its files.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[ts(export)]
pub struct RateChartWords {
    /// Title.
    pub title: String,
    /// What there is to see.
    pub description: String,
    /// Under the axis.
    pub x: String,
    /// What the band means.
    pub band: String,
    /// Heads of the table: group, cases, rate, its interval.
    pub columns: [String; 4],
}

/// The reader's words of a calibration chart.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[ts(export)]
pub struct CalibrationWords {
    /// Title.
    pub title: String,
    /// What there is to see.
    pub description: String,
    /// Under the horizontal axis.
    pub x: String,
    /// Over the vertical axis.
    pub y: String,
    /// What the diagonal means.
    pub reference: String,
    /// At the present item's probability.
    pub current: String,
    /// Heads of the table: probability, cases, mean probability, share right, its interval.
    pub columns: [String; 5],
}

impl From<RateChartWords> for chart::DotWhiskerText {
    fn from(RateChartWords { title, description, x, band, columns }: RateChartWords) -> Self {
        Self { title, description, x, band, columns }
    }
}

impl From<CalibrationWords> for chart::ReliabilityText {
    fn from(words: CalibrationWords) -> Self {
        let CalibrationWords { title, description, x, y, reference, current, columns } = words;
        Self { title, description, x, y, reference, current, columns }
    }
}

/// One element: tag, attributes, children, text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ChartElement {
    /// Tag.
    pub t: String,
    /// Attributes.
    pub a: BTreeMap<String, String>,
    /// Children.
    pub c: Vec<ChartElement>,
    /// Text.
    pub x: Option<String>,
}

/// Figures of a chart.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ChartTable {
    /// Column heads.
    pub columns: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<ChartCell>>,
}

/// One figure, to be formatted in the reader's language.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
#[ts(export)]
pub enum ChartCell {
    /// A name.
    Text(String),
    /// A number of cases.
    Count(u64),
    /// A share in 0–1.
    Share(f64),
    /// Two shares in 0–1: an interval or a bin.
    Range(f64, f64),
    /// Nothing is known.
    Unknown,
}

impl From<chart::Chart> for ChartView {
    fn from(chart: chart::Chart) -> Self {
        let rows = chart.table.rows.into_iter().map(|row| row.into_iter().map(ChartCell::from).collect()).collect();
        Self {
            title: chart.title,
            description: chart.description,
            elements: chart.elements.into(),
            table: ChartTable { columns: chart.table.columns, rows },
            points: chart.points.into_iter().map(|row| row as u32).collect(),
        }
    }
}

impl From<chart::ChartElement> for ChartElement {
    fn from(element: chart::ChartElement) -> Self {
        let chart::ChartElement { tag, attributes, children, text } = element;
        Self { t: tag, a: attributes.into_iter().collect(), c: children.into_iter().map(Self::from).collect(), x: text }
    }
}

impl From<chart::Cell> for ChartCell {
    fn from(cell: chart::Cell) -> Self {
        match cell {
            chart::Cell::Text(text) => Self::Text(text),
            chart::Cell::Count(count) => Self::Count(count),
            chart::Cell::Share(share) => Self::Share(share),
            chart::Cell::Range(low, high) => Self::Range(low, high),
            chart::Cell::Unknown => Self::Unknown,
        }
    }
}
