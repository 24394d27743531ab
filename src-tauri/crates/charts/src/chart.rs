//! A chart with its figures, and its form as a file.

use serde::{Deserialize, Serialize};

use crate::{ChartElement, Error, canvas, parse_svg};

/// Width and height in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Width.
    pub width: u32,
    /// Height; a chart of many rows may be higher.
    pub height: u32,
}

impl Size {
    /// The least in which nothing overlaps.
    pub(crate) const LEAST: Self = Self { width: 320, height: 180 };

    /// The size, or why it does not do.
    pub(crate) fn checked(self) -> Result<Self, Error> {
        let Self { width, height } = Self::LEAST;
        let enough = self.width >= width && self.height >= height;
        if enough { Ok(self) } else { Err(Error::TooSmall { width, height }) }
    }

    /// The same for a chart whose rows say how high it is.
    pub(crate) fn checked_width(self) -> Result<Self, Error> {
        let height = self.height.max(Self::LEAST.height);
        Self { height, ..self }.checked().map(|_| self)
    }
}

/// A chart for every reader: to look at, to hear, and to look up.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// What there is to see, in a sentence or two.
    pub description: String,
    /// The `svg` element.
    pub elements: ChartElement,
    /// The figures.
    pub table: Table,
    /// Rows of the table that are drawn as a point, in the order of drawing.
    pub points: Vec<usize>,
    /// What the drawing held that may not leave; empty unless the drawing library changed.
    #[serde(skip)]
    pub dropped: Vec<String>,
}

/// The figures of a chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Heads, one per column.
    pub columns: Vec<String>,
    /// Rows, each as long as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// One figure, not formatted: the reader's locale does that.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Cell {
    /// A name.
    Text(String),
    /// A number of cases.
    Count(u64),
    /// A share in 0–1, or a difference of shares in −1–1.
    Share(f64),
    /// From one share to another.
    Range(f64, f64),
    /// Nothing is known.
    Unknown,
}

impl Cell {
    pub(crate) fn share(value: Option<f64>) -> Self {
        value.map_or(Self::Unknown, Self::Share)
    }
}

impl Chart {
    pub(crate) fn draw(
        (title, description): (&str, &str),
        size: Size,
        (table, points): (Table, Vec<usize>),
        content: impl FnOnce(&canvas::Canvas<'_>) -> Result<(), Error>,
    ) -> Result<Self, Error> {
        let parsed = parse_svg(&canvas::draw(size, content)?)?;
        let (title, description) = (title.to_owned(), description.to_owned());
        Ok(Self { title, description, elements: parsed.root, table, points, dropped: parsed.dropped })
    }
}

/// The chart as a file of its own, with title and description for those who hear it.
pub fn to_svg(chart: &Chart) -> String {
    let mut svg = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
    write_attributes(&mut svg, &chart.elements);
    svg.push_str(&format!(
        ">\n<title>{}</title>\n<desc>{}</desc>\n",
        escaped(&chart.title),
        escaped(&chart.description)
    ));
    for child in &chart.elements.children {
        write_element(&mut svg, child);
    }
    svg.push_str("</svg>\n");
    svg
}

fn write_element(svg: &mut String, element: &ChartElement) {
    svg.push('<');
    svg.push_str(&element.tag);
    write_attributes(svg, element);
    if element.children.is_empty() && element.text.is_none() {
        svg.push_str("/>\n");
        return;
    }
    svg.push('>');
    svg.push_str(&escaped(element.text.as_deref().unwrap_or_default()));
    for child in &element.children {
        write_element(svg, child);
    }
    svg.push_str(&format!("</{}>\n", element.tag));
}

fn write_attributes(svg: &mut String, element: &ChartElement) {
    for (name, value) in &element.attributes {
        svg.push_str(&format!(" {name}=\"{}\"", escaped(value)));
    }
}

fn escaped(text: &str) -> String {
    let text = canvas::printable(text);
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
