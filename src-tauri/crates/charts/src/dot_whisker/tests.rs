use proptest::prelude::*;

use super::*;
use crate::{layout, to_svg};

fn row(label: &str, n: u64, value: f64, spread: f64) -> DotWhiskerRow {
    let value = (n > 0).then_some(value);
    let (low, high) = value.map_or((0.0, 1.0), |v| ((v - spread).max(0.0), (v + spread).min(1.0)));
    DotWhiskerRow { label: label.into(), n, value, low, high, insufficient: n < 30 }
}

fn rows() -> Vec<DotWhiskerRow> {
    vec![
        row("Deutsch", 4120, 0.712, 0.014),
        row("Englisch", 2980, 0.698, 0.017),
        row("Türkisch", 310, 0.651, 0.054),
        row("Österreichisches Deutsch, Mundart", 12, 0.75, 0.26),
        row("unbekannt <&>", 0, 0.0, 1.0),
    ]
}

fn small() -> Size {
    Size { width: 480, height: 220 }
}

const BAND: Option<Band> = Some(Band { low: 0.68, high: 0.74 });

/// Rewritten by `INSTA_UPDATE=always cargo nextest run -p countersign-charts`, and read in review.
#[test]
fn golden() {
    let german = DotWhiskerText {
        title: "Automatisch bearbeitet, nach Sprache".into(),
        x: "automatisch bearbeitet (%)".into(),
        band: "innerhalb der Spanne".into(),
        ..DotWhiskerText::default()
    };
    insta::assert_snapshot!("small", to_svg(&dot_whisker(&rows(), BAND, small(), &german).unwrap()));
    let large = Size { width: 720, height: 320 };
    insta::assert_snapshot!("large", to_svg(&dot_whisker(&rows(), None, large, &DotWhiskerText::default()).unwrap()));
}

#[test]
fn nothing_is_dropped_and_no_group_is_left_out() {
    let chart = dot_whisker(&rows(), BAND, small(), &DotWhiskerText::default()).unwrap();
    assert_eq!(chart.dropped, Vec::<String>::new(), "what the library draws is on the list");
    let elements = chart.elements.walk();
    let texts: Vec<&str> = elements.iter().filter_map(|e| e.text.as_deref()).collect();
    assert!(texts.contains(&"Türkisch") && texts.contains(&"unbekannt <&>") && texts.contains(&"n 0"), "{texts:?}");
    let circles = |class: &str| elements.iter().filter(|e| e.tag == "circle" && e.has_class(class)).count();
    assert_eq!((circles("chart-point"), circles("chart-hollow")), (4, 1), "the group without cases has no point");
    assert_eq!(chart.table.rows[3][0], Cell::Text("Österreichisches Deutsch, Mundart".into()), "whole in the table");
    assert_eq!(chart.table.rows[4][2], Cell::Unknown);
}

#[test]
fn a_group_may_be_called_anything() {
    let odd = "a\u{1}b\u{FFFE}c\nd \"<&>' ⟦PERSON·k1·X⟧";
    let text = DotWhiskerText { title: odd.into(), description: odd.into(), ..DotWhiskerText::default() };
    let chart = dot_whisker(&[row(odd, 50, 0.5, 0.1)], None, Size { width: 900, height: 220 }, &text).unwrap();
    let shown = "abc d \"<&>' ⟦PERSON·k1·X⟧";
    assert!(chart.elements.walk().iter().any(|e| e.text.as_deref() == Some(shown)), "what can be shown is shown");
    let file = crate::parse_svg(&to_svg(&chart)).unwrap();
    assert_eq!(file.root.children, chart.elements.children, "the file holds the same drawing");
    assert_eq!(file.dropped, ["svg@role", "title", "desc"], "and what tells it to those who hear it");
}

#[test]
fn many_rows_make_it_higher() {
    let rows: Vec<_> = (0..40).map(|i| row(&format!("Gruppe {i}"), 100, 0.02, 0.01)).collect();
    let chart = dot_whisker(&rows, None, small(), &DotWhiskerText::default()).unwrap();
    let height = (TOP + BOTTOM + 40 * ROW).to_string();
    assert_eq!(chart.elements.attribute("height"), Some(height.as_str()), "each row keeps its height");
}

#[test]
fn too_many_rows_are_refused() {
    let rows: Vec<_> = (0..500).map(|i| row(&i.to_string(), 100, 0.5, 0.1)).collect();
    let refused = dot_whisker(&rows, None, small(), &DotWhiskerText::default());
    assert_eq!(refused, Err(Error::TooManyElements { limit: crate::NODE_LIMIT }));
}

#[test]
fn the_axis_begins_at_zero_and_ends_at_a_round_number() {
    for (highest, expected) in [(0.0, 0.05), (0.05, 0.05), (0.06, 0.1), (0.3, 0.5), (0.51, 1.0), (1.0, 1.0)] {
        let (top, step) = scale(highest);
        assert_eq!(top, expected, "{highest}");
        assert!(top * 100.0 / f64::from(step) <= 5.0, "six ticks at most for {highest}");
    }
}

proptest! {
    /// Whatever the groups are called and how many there are.
    #[test]
    fn nothing_overlaps(
        groups in prop::collection::vec(("[a-zäöüß ]{0,60}", 0u64..2_000_000, 0.0f64..=1.0), 0..40),
        band in prop::option::of((0.0f64..0.5, 0.5f64..=1.0)),
        width in 480u32..900,
        height in 220u32..400,
    ) {
        let rows: Vec<_> = groups.iter().map(|(label, n, value)| row(label, *n, *value, 0.1)).collect();
        let band = band.map(|(low, high)| Band { low, high });
        let chart = dot_whisker(&rows, band, Size { width, height }, &DotWhiskerText::default()).unwrap();
        prop_assert_eq!(layout::faults(&chart), Vec::<String>::new());
        prop_assert_eq!(chart.table.rows.len(), rows.len(), "no group is left out");
    }
}

#[test]
fn a_band_without_a_width_is_not_named() {
    let names_band = |high: f64| {
        let row =
            DotWhiskerRow { label: "a".into(), n: 100, value: Some(high), low: 0.0, high: 0.05, insufficient: false };
        let band = Some(Band { low: 0.0, high });
        let chart = dot_whisker(&[row], band, Size { width: 480, height: 200 }, &DotWhiskerText::default()).unwrap();
        to_svg(&chart).contains("within the margin")
    };
    assert!(names_band(0.02), "control: a band that is seen has its name");
    assert!(!names_band(0.0), "the name would stand beside nothing");
}
