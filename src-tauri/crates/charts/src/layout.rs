//! For tests: texts of a chart neither overlap nor leave it, by the estimated widths that the charts are laid out with.

use crate::canvas::{FONT_SIZE, text_width};
use crate::{Chart, ChartElement};

struct TextBox<'a> {
    text: &'a str,
    left: i32,
    right: i32,
    middle: i32,
}

fn box_of(element: &ChartElement) -> TextBox<'_> {
    let pixels = |name: &str| element.attribute(name).unwrap().parse::<i32>().unwrap();
    let text = element.text.as_deref().unwrap();
    let (x, width) = (pixels("x"), text_width(text));
    let left = match element.attribute("text-anchor") {
        Some("end") => x - width,
        Some("middle") => x - width / 2,
        _ => x,
    };
    TextBox { text, left, right: left + width, middle: pixels("y") }
}

/// What is wrong with the layout; empty when nothing is.
pub(crate) fn faults(chart: &Chart) -> Vec<String> {
    let pixels = |name: &str| chart.elements.attribute(name).unwrap().parse::<i32>().unwrap();
    let (width, height) = (pixels("width"), pixels("height"));
    let elements = chart.elements.walk();
    let boxes: Vec<_> = elements.iter().filter(|e| e.tag == "text").map(|e| box_of(e)).collect();
    let mut faults = Vec::new();
    for (i, a) in boxes.iter().enumerate() {
        if a.left < 0 || a.right > width || a.middle < FONT_SIZE / 2 || a.middle > height - FONT_SIZE / 2 {
            faults.push(format!("{:?} leaves the chart", a.text));
        }
        for b in &boxes[i + 1..] {
            let apart = a.right <= b.left || b.right <= a.left || (a.middle - b.middle).abs() >= FONT_SIZE;
            if !apart {
                faults.push(format!("{:?} and {:?} overlap", a.text, b.text));
            }
        }
    }
    faults
}
