//! The only place that knows the drawing library: lines, circles, rectangles and text in pixels.
//!
//! Text stays text; its width is estimated, since no font is loaded.

use plotters::coord::Shift;
use plotters::prelude::{
    Circle, DrawingArea, IntoDrawingArea, IntoFont, PathElement, RGBColor, Rectangle, SVGBackend, ShapeStyle, Text,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::role::Role;
use crate::{Error, Size};

/// Font size in pixels of everything written.
pub(crate) const FONT_SIZE: i32 = 11;

/// The drawing library divides font sizes by this before it writes them.
const LIBRARY_SCALE: f64 = 1.24;

/// Where a text stands with respect to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// Draws `content` on a canvas of `size` and gives the SVG.
pub(crate) fn draw(size: Size, content: impl FnOnce(&Canvas<'_>) -> Result<(), Error>) -> Result<String, Error> {
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, (size.width, size.height)).into_drawing_area();
        let canvas = Canvas { area };
        content(&canvas)?;
        canvas.area.present().map_err(failed)?;
    }
    Ok(svg)
}

/// What one draws on.
pub(crate) struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
}

impl Canvas<'_> {
    /// A straight or broken line of `width` pixels.
    pub(crate) fn line(&self, points: &[(i32, i32)], role: Role, width: u32) -> Result<(), Error> {
        let style = ShapeStyle { stroke_width: width, ..colour(role).into() };
        self.area.draw(&PathElement::new(points.to_vec(), style)).map_err(failed)
    }

    /// A filled circle.
    pub(crate) fn disc(&self, centre: (i32, i32), radius: i32, role: Role) -> Result<(), Error> {
        let style = ShapeStyle { filled: true, ..colour(role).into() };
        self.area.draw(&Circle::new(centre, radius, style)).map_err(failed)
    }

    /// A circle's edge of 2 pixels.
    pub(crate) fn ring(&self, centre: (i32, i32), radius: i32, role: Role) -> Result<(), Error> {
        let style = ShapeStyle { filled: false, stroke_width: 2, ..colour(role).into() };
        self.area.draw(&Circle::new(centre, radius, style)).map_err(failed)
    }

    /// A filled rectangle between two corners.
    pub(crate) fn rectangle(&self, corners: [(i32, i32); 2], role: Role) -> Result<(), Error> {
        let style = ShapeStyle { filled: true, ..colour(role).into() };
        self.area.draw(&Rectangle::new(corners, style)).map_err(failed)
    }

    /// Text, centred in height on `at`.
    pub(crate) fn text(&self, text: &str, at: (i32, i32), anchor: Anchor, role: Role) -> Result<(), Error> {
        let horizontal = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let style = ("sans-serif", f64::from(FONT_SIZE) * LIBRARY_SCALE).into_font().color(&colour(role));
        let style = style.pos(Pos::new(horizontal, VPos::Center));
        // A group may be called anything; what XML cannot hold would spoil the whole drawing.
        self.area.draw(&Text::new(printable(text), at, style)).map_err(failed)
    }
}

/// Estimated width of a text in pixels: 0.58 em per character, which sans-serif fonts rarely exceed.
pub(crate) fn text_width(text: &str) -> i32 {
    (text.chars().count() as f64 * f64::from(FONT_SIZE) * 0.58).ceil() as i32
}

/// The text, or its beginning with an ellipsis where it is wider than `width` pixels.
pub(crate) fn fitted(text: &str, width: i32) -> String {
    if text_width(text) <= width {
        return text.to_owned();
    }
    let mut kept: String = text.to_owned();
    while !kept.is_empty() && text_width(&kept) + text_width("…") > width {
        kept.pop();
    }
    format!("{}…", kept.trim_end())
}

/// The text without line breaks and without characters that XML cannot hold.
pub(crate) fn printable(text: &str) -> String {
    let seen = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    seen.filter(|c| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect()
}

fn colour(role: Role) -> RGBColor {
    let (r, g, b) = role.sentinel();
    RGBColor(r, g, b)
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Drawing(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_label_ends_in_an_ellipsis() {
        assert_eq!(fitted("kurz", 100), "kurz");
        let cut = fitted("Sprachhintergrund: Österreichisches Deutsch", 100);
        assert!(cut.ends_with('…') && text_width(&cut) <= 100, "{cut} fits");
        assert_eq!(fitted("lang", 0), "…", "no room still says that something is there");
    }
}
