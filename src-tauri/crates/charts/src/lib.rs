//! Charts as element trees: plain figures in, the same tree for the window, the report and the download out.
//!
//! Takes figures and the words of the reader's language; gives a [`Chart`] with a title, a description, an
//! allow-listed tree of SVG elements and the figures as a table. Colours are semantic classes; the colour that stands
//! in the tree is what paper shows, and a stylesheet overrides it.
//! Deliberately absent: computing any figure, formatting numbers of the table, fonts, and interaction.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod canvas;
mod chart;
mod dot_whisker;
mod element;
mod error;
mod reliability;
mod role;

pub use chart::{Cell, Chart, Size, Table, to_svg};
pub use dot_whisker::{Band, DotWhiskerRow, DotWhiskerText, dot_whisker};
pub use element::{ChartElement, NODE_LIMIT, Parsed, parse_svg};
pub use error::Error;
pub use reliability::{ReliabilityBin, ReliabilityText, reliability};

#[cfg(test)]
mod layout;
