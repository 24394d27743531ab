use proptest::prelude::*;

use super::*;
use crate::{layout, to_svg};

fn bin(i: u32, n: u64, mean: f64, accuracy: f64, spread: f64) -> ReliabilityBin {
    ReliabilityBin {
        low: f64::from(i) / 10.0,
        high: f64::from(i + 1) / 10.0,
        n,
        mean_probability: mean,
        accuracy: (n > 0).then_some(accuracy),
        accuracy_low: (accuracy - spread).max(0.0),
        accuracy_high: (accuracy + spread).min(1.0),
    }
}

fn bins() -> Vec<ReliabilityBin> {
    vec![
        bin(0, 0, 0.0, 0.0, 1.0),
        bin(1, 4, 0.16, 0.25, 0.35),
        bin(2, 18, 0.25, 0.22, 0.2),
        bin(3, 40, 0.36, 0.32, 0.15),
        bin(4, 77, 0.45, 0.47, 0.11),
        bin(5, 120, 0.54, 0.54, 0.09),
        bin(6, 160, 0.66, 0.61, 0.08),
        bin(7, 240, 0.75, 0.78, 0.05),
        bin(8, 410, 0.86, 0.84, 0.04),
        bin(9, 1310, 0.97, 0.975, 0.01),
    ]
}

fn german() -> ReliabilityText {
    ReliabilityText {
        title: "Vorhergesagte Wahrscheinlichkeit & Anteil richtiger Vorschläge".into(),
        description: "Jeder Punkt ist ein Bereich; <0,5> heißt unsicher.".into(),
        x: "vorhergesagte Wahrscheinlichkeit (%)".into(),
        y: "Anteil richtig (%)".into(),
        reference: "so oft richtig wie vorhergesagt".into(),
        current: "dieser Vorgang".into(),
        columns: ["Bereich", "n", "Mittel", "Anteil richtig", "95-%-Intervall"].map(String::from),
    }
}

fn small() -> Size {
    Size { width: 480, height: 220 }
}

fn large() -> Size {
    Size { width: 720, height: 320 }
}

/// Rewritten by `INSTA_UPDATE=always cargo nextest run -p countersign-charts`, and read in review.
#[test]
fn golden() {
    insta::assert_snapshot!("small", to_svg(&reliability(&bins(), Some(0.54), small(), &german()).unwrap()));
    insta::assert_snapshot!(
        "large",
        to_svg(&reliability(&bins(), None, large(), &ReliabilityText::default()).unwrap())
    );
}

#[test]
fn nothing_is_dropped_and_every_known_bin_is_drawn() {
    let chart = reliability(&bins(), Some(0.54), small(), &german()).unwrap();
    assert_eq!(chart.dropped, Vec::<String>::new(), "what the library draws is on the list");
    let elements = chart.elements.walk();
    let points = elements.iter().filter(|e| e.tag == "circle" && e.has_class("chart-point")).count();
    assert_eq!(points, 9, "nine bins have cases");
    let rings = elements.iter().filter(|e| e.tag == "circle" && e.has_class("chart-current")).count();
    assert_eq!(rings, 1, "one bin holds the present item");
    assert_eq!(chart.table.rows.len(), 10, "the empty bin is in the table");
    assert_eq!(chart.table.rows[0][3], Cell::Unknown, "no case, no share");
    assert!(elements.iter().all(|e| e.attribute("style").is_none()), "no inline style passes the policy");
}

#[test]
fn the_present_item_is_in_one_bin() {
    for (probability, expected) in [(0.0, 0), (0.1, 1), (0.999, 9), (1.0, 9)] {
        let found: Vec<usize> = (0..10).filter(|i| holds(&bins()[*i], probability)).collect();
        assert_eq!(found, [expected], "{probability}");
    }
}

#[test]
fn figures_that_are_none_are_not_drawn() {
    let odd = ReliabilityBin { accuracy: Some(f64::NAN), ..bins()[5] };
    let chart = reliability(&[odd], Some(f64::NAN), small(), &german()).unwrap();
    let marked = |class: &str| chart.elements.walk().iter().any(|e| e.has_class(class));
    assert!(!marked("chart-point") && !marked("chart-current"), "there is nowhere to draw them");
}

#[test]
fn too_small_is_said() {
    let refused = reliability(&bins(), None, Size { width: 100, height: 100 }, &german());
    assert_eq!(refused, Err(Error::TooSmall { width: 320, height: 180 }));
}

#[test]
fn nothing_overlaps_at_the_least_size() {
    let least = Size { width: 320, height: 180 };
    let chart = reliability(&bins(), Some(0.02), least, &ReliabilityText::default()).unwrap();
    assert_eq!(layout::faults(&chart), Vec::<String>::new());
}

proptest! {
    /// Whatever the figures, at the sizes in use.
    #[test]
    fn nothing_overlaps(
        cases in prop::collection::vec(0u64..2_000_000, 1..16),
        current in prop::option::of(0.0f64..=1.0),
        width in 480u32..900,
        height in 220u32..400,
    ) {
        let count = cases.len() as f64;
        let bin = |(i, n): (usize, &u64)| ReliabilityBin {
            low: i as f64 / count,
            high: (i + 1) as f64 / count,
            n: *n,
            mean_probability: (i as f64 + 0.5) / count,
            accuracy: (*n > 0).then_some(0.5),
            accuracy_low: 0.0,
            accuracy_high: 1.0,
        };
        let bins: Vec<_> = cases.iter().enumerate().map(bin).collect();
        let chart = reliability(&bins, current, Size { width, height }, &german()).unwrap();
        prop_assert_eq!(layout::faults(&chart), Vec::<String>::new());
    }
}
