//! Reliability diagram: what was predicted against how often it was right.

use crate::canvas::{Anchor, Canvas, text_width};
use crate::role::Role;
use crate::{Cell, Chart, Error, Size, Table};

/// Predictions of similar probability. All shares are in 0–1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReliabilityBin {
    /// Lowest probability of the bin.
    pub low: f64,
    /// Highest; only the last bin includes it.
    pub high: f64,
    /// Predictions in it.
    pub n: u64,
    /// Their mean probability; not read where `n` is 0.
    pub mean_probability: f64,
    /// Share that was right; `None` where `n` is 0.
    pub accuracy: Option<f64>,
    /// Lower end of its interval.
    pub accuracy_low: f64,
    /// Upper end of its interval.
    pub accuracy_high: f64,
}

/// The words of a reliability diagram. The default is English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReliabilityText {
    /// Title.
    pub title: String,
    /// What there is to see.
    pub description: String,
    /// Under the horizontal axis, in percent.
    pub x: String,
    /// Over the vertical axis, in percent.
    pub y: String,
    /// What the diagonal means.
    pub reference: String,
    /// At the present item's probability.
    pub current: String,
    /// Heads of the table: probability range, cases, mean probability, share right, its interval.
    pub columns: [String; 5],
}

impl Default for ReliabilityText {
    fn default() -> Self {
        Self {
            title: "Predicted probability and share that was right".into(),
            description:
                "Each point is a range of probabilities; its whisker is the 95 % interval. Points on the line \
                          were right as often as predicted."
                    .into(),
            x: "predicted probability (%)".into(),
            y: "share that was right (%)".into(),
            reference: "right as often as predicted".into(),
            current: "this item".into(),
            columns: ["probability", "n", "mean probability", "share right", "95 % interval"].map(String::from),
        }
    }
}

/// Left edge of the plot, and the room right of it and below it, in pixels.
const LEFT: i32 = 40;
const RIGHT: i32 = 16;
const BOTTOM: i32 = 38;
const GAP: i32 = 8;
/// Rows above the plot: titles, the mark of the present item, cases.
const TITLE_Y: i32 = 12;
const CURRENT_Y: i32 = 29;
const CASES_Y: i32 = 58;
/// Height of a line of cases.
const LINE: i32 = 14;
const TOP: i32 = 74;

/// Draws bins as points with whiskers against the diagonal. `current`: the present item's probability; its bin is
/// ringed. Bins without cases are in the table only. What is not a number is not drawn.
pub fn reliability(
    bins: &[ReliabilityBin],
    current: Option<f64>,
    size: Size,
    text: &ReliabilityText,
) -> Result<Chart, Error> {
    let size = size.checked()?;
    let plot = Plot { right: size.width as i32 - RIGHT, bottom: size.height as i32 - BOTTOM };
    let current = current.filter(|p| (0.0..=1.0).contains(p));
    Chart::draw((&text.title, &text.description), size, (table(bins, text), points(bins)), |canvas| {
        plot.frame(canvas, text)?;
        plot.cases(canvas, bins)?;
        if let Some(probability) = current {
            plot.mark_current(canvas, probability, &text.current)?;
        }
        for bin in bins {
            plot.bin(canvas, bin, current.is_some_and(|p| holds(bin, p)))?;
        }
        Ok(())
    })
}

fn holds(bin: &ReliabilityBin, probability: f64) -> bool {
    bin.low <= probability && (probability < bin.high || (probability == 1.0 && bin.high >= 1.0))
}

fn table(bins: &[ReliabilityBin], text: &ReliabilityText) -> Table {
    let row = |bin: &ReliabilityBin| {
        let known = |cell: Cell| if bin.n == 0 { Cell::Unknown } else { cell };
        vec![
            Cell::Range(bin.low, bin.high),
            Cell::Count(bin.n),
            known(Cell::Share(bin.mean_probability)),
            Cell::share(bin.accuracy),
            known(Cell::Range(bin.accuracy_low, bin.accuracy_high)),
        ]
    };
    Table { columns: text.columns.to_vec(), rows: bins.iter().map(row).collect() }
}

/// Bins that have a point.
fn points(bins: &[ReliabilityBin]) -> Vec<usize> {
    let drawn = |bin: &ReliabilityBin| bin.accuracy.is_some_and(f64::is_finite) && bin.mean_probability.is_finite();
    bins.iter().enumerate().filter(|(_, bin)| drawn(bin)).map(|(at, _)| at).collect()
}

/// The square of shares on the canvas.
struct Plot {
    right: i32,
    bottom: i32,
}

impl Plot {
    fn x(&self, share: f64) -> i32 {
        LEFT + (share.clamp(0.0, 1.0) * f64::from(self.right - LEFT)).round() as i32
    }

    fn y(&self, share: f64) -> i32 {
        self.bottom - (share.clamp(0.0, 1.0) * f64::from(self.bottom - TOP)).round() as i32
    }

    fn frame(&self, canvas: &Canvas<'_>, text: &ReliabilityText) -> Result<(), Error> {
        for percent in [0, 25, 50, 75, 100] {
            let share = f64::from(percent) / 100.0;
            let (x, y) = (self.x(share), self.y(share));
            canvas.line(&[(LEFT, y), (self.right, y)], Role::Grid, 1)?;
            canvas.text(&percent.to_string(), (LEFT - 6, y), Anchor::End, Role::Label)?;
            canvas.line(&[(x, self.bottom), (x, self.bottom + 4)], Role::Axis, 1)?;
            canvas.text(&percent.to_string(), (x, self.bottom + 13), Anchor::Middle, Role::Label)?;
        }
        canvas.line(&[(LEFT, TOP), (LEFT, self.bottom), (self.right, self.bottom)], Role::Axis, 1)?;
        canvas.line(&[(self.x(0.0), self.y(0.0)), (self.x(1.0), self.y(1.0))], Role::Reference, 1)?;
        canvas.text(&text.x, ((LEFT + self.right) / 2, self.bottom + 28), Anchor::Middle, Role::Label)?;
        canvas.text(&text.y, (GAP, TITLE_Y), Anchor::Start, Role::Label)?;
        self.key(canvas, GAP + text_width(&text.y), &text.reference)
    }

    /// What the diagonal means, beside a piece of it, where there is room right of `taken`; the description says it in
    /// any case.
    fn key(&self, canvas: &Canvas<'_>, taken: i32, meaning: &str) -> Result<(), Error> {
        let x = self.right - text_width(meaning);
        if x - 20 - GAP < taken {
            return Ok(());
        }
        canvas.line(&[(x - 20, TITLE_Y + 5), (x - 6, TITLE_Y - 5)], Role::Reference, 1)?;
        canvas.text(meaning, (x, TITLE_Y), Anchor::Start, Role::Label)
    }

    /// Cases per bin over the plot; one that would come too near to the one before it stands a line higher. Where even
    /// two lines are too few the table alone has them.
    fn cases(&self, canvas: &Canvas<'_>, bins: &[ReliabilityBin]) -> Result<(), Error> {
        let Some(placed) = self.placed(bins) else { return Ok(()) };
        canvas.text("n", (LEFT - 6, CASES_Y), Anchor::End, Role::Label)?;
        placed.into_iter().try_for_each(|(at, n)| canvas.text(&n, at, Anchor::Middle, Role::Label))
    }

    fn placed(&self, bins: &[ReliabilityBin]) -> Option<Vec<((i32, i32), String)>> {
        // The letter n stands before the lower line.
        let mut ends = [LEFT - 6, 0];
        let mut placed = Vec::with_capacity(bins.len());
        for bin in bins {
            let (middle, n) = (self.x((bin.low + bin.high) / 2.0), bin.n.to_string());
            let (left, right) = (middle - text_width(&n) / 2, middle + text_width(&n) / 2);
            let line = ends.iter().position(|end| end + GAP <= left)?;
            ends[line] = right;
            placed.push(((middle, CASES_Y - LINE * line as i32), n));
        }
        Some(placed)
    }

    /// A line at the probability, with its name where it stays inside the canvas.
    fn mark_current(&self, canvas: &Canvas<'_>, probability: f64, name: &str) -> Result<(), Error> {
        let x = self.x(probability);
        let half = text_width(name) / 2;
        let middle = x.clamp(LEFT + half, (self.right - half).max(LEFT + half));
        canvas.text(name, (middle, CURRENT_Y), Anchor::Middle, Role::Current)?;
        canvas.line(&[(x, TOP), (x, self.bottom)], Role::Current, 1)
    }

    fn bin(&self, canvas: &Canvas<'_>, bin: &ReliabilityBin, current: bool) -> Result<(), Error> {
        let Some(accuracy) = bin.accuracy.filter(|a| a.is_finite() && bin.mean_probability.is_finite()) else {
            return Ok(());
        };
        let (x, y) = (self.x(bin.mean_probability), self.y(accuracy));
        let (low, high) = (self.y(bin.accuracy_low), self.y(bin.accuracy_high));
        canvas.line(&[(x, low), (x, high)], Role::Interval, 2)?;
        canvas.line(&[(x - 3, low), (x + 3, low)], Role::Interval, 1)?;
        canvas.line(&[(x - 3, high), (x + 3, high)], Role::Interval, 1)?;
        canvas.disc((x, y), 4, Role::Point)?;
        if current { canvas.ring((x, y), 8, Role::Current) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests;
