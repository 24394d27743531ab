//! Rates per group: a point with its interval, one row each.

use crate::canvas::{Anchor, Canvas, fitted, text_width};
use crate::role::Role;
use crate::{Cell, Chart, Error, Size, Table};

/// One rate. Shares are in 0–1.
#[derive(Debug, Clone, PartialEq)]
pub struct DotWhiskerRow {
    /// The group.
    pub label: String,
    /// Cases.
    pub n: u64,
    /// The rate; `None` where nothing is known.
    pub value: Option<f64>,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end of its interval.
    pub high: f64,
    /// Too few cases: the point is hollow.
    pub insufficient: bool,
}

/// A band behind the rows, for example what is still within the margin. Shares in 0–1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// Lower edge.
    pub low: f64,
    /// Upper edge.
    pub high: f64,
}

/// The words of the chart. The default is English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DotWhiskerText {
    /// Title.
    pub title: String,
    /// What there is to see.
    pub description: String,
    /// Under the axis, in percent.
    pub x: String,
    /// What the band means; written where there is one.
    pub band: String,
    /// Heads of the table: group, cases, rate, its interval.
    pub columns: [String; 4],
}

impl Default for DotWhiskerText {
    fn default() -> Self {
        Self {
            title: "Rate per group".into(),
            description: "Each row is a group; its whisker is the 95 % interval. A hollow point has too few cases."
                .into(),
            x: "rate (%)".into(),
            band: "within the margin".into(),
            columns: ["group", "n", "rate", "95 % interval"].map(String::from),
        }
    }
}

/// Rows above and below the plot, in pixels.
const TOP: i32 = 30;
const BOTTOM: i32 = 38;
/// Least height of a row; more rows make the chart higher.
const ROW: i32 = 22;
const GAP: i32 = 10;

/// Draws one row per rate, in the order given. `size.height` grows where the rows need it. Labels longer than a third
/// of the width end in an ellipsis; the table has them whole.
pub fn dot_whisker(
    rows: &[DotWhiskerRow],
    band: Option<Band>,
    size: Size,
    text: &DotWhiskerText,
) -> Result<Chart, Error> {
    let size = size.checked_width()?;
    let needed = TOP + BOTTOM + ROW * i32::try_from(rows.len()).unwrap_or(i32::MAX / (2 * ROW));
    let size = Size { height: size.height.max(needed.unsigned_abs()), ..size };
    let plot = Plot::of(rows, band, size);
    Chart::draw((&text.title, &text.description), size, (table(rows, text), points(rows)), |canvas| {
        if let Some(band) = band {
            plot.band(canvas, band, &text.band)?;
        }
        plot.axis(canvas, &text.x)?;
        rows.iter().enumerate().try_for_each(|(i, row)| plot.row(canvas, i, row))
    })
}

fn table(rows: &[DotWhiskerRow], text: &DotWhiskerText) -> Table {
    let row = |row: &DotWhiskerRow| {
        let interval = if row.value.is_some() { Cell::Range(row.low, row.high) } else { Cell::Unknown };
        vec![Cell::Text(row.label.clone()), Cell::Count(row.n), Cell::share(row.value), interval]
    };
    Table { columns: text.columns.to_vec(), rows: rows.iter().map(row).collect() }
}

/// Rows that have a point.
fn points(rows: &[DotWhiskerRow]) -> Vec<usize> {
    let drawn = rows.iter().enumerate().filter(|(_, row)| row.value.is_some_and(f64::is_finite));
    drawn.map(|(at, _)| at).collect()
}

struct Plot {
    left: i32,
    right: i32,
    bottom: i32,
    rows: i32,
    label_width: i32,
    /// Right end of the axis as a share; it always begins at 0.
    top_share: f64,
    /// Distance of ticks in percent.
    step: u32,
}

impl Plot {
    fn of(rows: &[DotWhiskerRow], band: Option<Band>, size: Size) -> Self {
        let widest = |texts: &mut dyn Iterator<Item = i32>| texts.max().unwrap_or(0);
        let label_width = widest(&mut rows.iter().map(|row| text_width(&row.label))).min(size.width as i32 / 3);
        let cases_width = widest(&mut rows.iter().map(|row| text_width(&cases(row))));
        let ends = rows.iter().map(|row| row.high).chain(band.map(|band| band.high));
        let highest = ends.filter(|end| end.is_finite()).fold(0.0, f64::max);
        let (top_share, step) = scale(highest);
        Self {
            left: GAP + label_width + GAP,
            right: size.width as i32 - GAP - cases_width - GAP,
            bottom: size.height as i32 - BOTTOM,
            rows: rows.len().max(1) as i32,
            label_width,
            top_share,
            step,
        }
    }

    fn x(&self, share: f64) -> i32 {
        self.left + (share / self.top_share * f64::from(self.right - self.left)).round() as i32
    }

    fn y(&self, row: usize) -> i32 {
        TOP + (self.bottom - TOP) * (2 * row as i32 + 1) / (2 * self.rows)
    }

    fn band(&self, canvas: &Canvas<'_>, band: Band, name: &str) -> Result<(), Error> {
        let (low, high) = (self.x(band.low.clamp(0.0, self.top_share)), self.x(band.high.clamp(0.0, self.top_share)));
        if low >= high {
            // Everything lies at one end of the axis: words about a band that nobody sees would puzzle.
            return Ok(());
        }
        canvas.rectangle([(low, TOP), (high, self.bottom)], Role::Band)?;
        let half = text_width(name) / 2;
        let middle = ((low + high) / 2).clamp(self.left + half, (self.right - half).max(self.left + half));
        canvas.text(name, (middle, TOP - 12), Anchor::Middle, Role::Label)
    }

    fn axis(&self, canvas: &Canvas<'_>, title: &str) -> Result<(), Error> {
        let last = (self.top_share * 100.0).round() as u32;
        for percent in (0..=last).step_by(self.step as usize) {
            let x = self.x(f64::from(percent) / 100.0);
            canvas.line(&[(x, TOP), (x, self.bottom)], Role::Grid, 1)?;
            canvas.line(&[(x, self.bottom), (x, self.bottom + 4)], Role::Axis, 1)?;
            canvas.text(&percent.to_string(), (x, self.bottom + 13), Anchor::Middle, Role::Label)?;
        }
        canvas.line(&[(self.left, self.bottom), (self.right, self.bottom)], Role::Axis, 1)?;
        canvas.text(title, ((self.left + self.right) / 2, self.bottom + 28), Anchor::Middle, Role::Label)
    }

    fn row(&self, canvas: &Canvas<'_>, i: usize, row: &DotWhiskerRow) -> Result<(), Error> {
        let y = self.y(i);
        canvas.text(&fitted(&row.label, self.label_width), (self.left - GAP, y), Anchor::End, Role::Label)?;
        canvas.text(&cases(row), (self.right + GAP, y), Anchor::Start, Role::Label)?;
        let Some(value) = row.value.filter(|value| value.is_finite()) else {
            return Ok(());
        };
        let on_axis = |share: f64| self.x(share.clamp(0.0, self.top_share));
        let (low, high) = (on_axis(row.low), on_axis(row.high));
        canvas.line(&[(low, y), (high, y)], Role::Interval, 2)?;
        canvas.line(&[(low, y - 4), (low, y + 4)], Role::Interval, 1)?;
        canvas.line(&[(high, y - 4), (high, y + 4)], Role::Interval, 1)?;
        if row.insufficient {
            canvas.disc((on_axis(value), y), 4, Role::Hollow)?;
            return canvas.ring((on_axis(value), y), 4, Role::Point);
        }
        canvas.disc((on_axis(value), y), 4, Role::Point)
    }
}

fn cases(row: &DotWhiskerRow) -> String {
    format!("n {}", row.n)
}

/// Right end of the axis as a share and distance of ticks in percent: at most six ticks, on round numbers.
fn scale(highest: f64) -> (f64, u32) {
    match highest {
        h if h <= 0.05 => (0.05, 1),
        h if h <= 0.10 => (0.10, 2),
        h if h <= 0.25 => (0.25, 5),
        h if h <= 0.50 => (0.50, 10),
        _ => (1.0, 20),
    }
}

#[cfg(test)]
mod tests;
