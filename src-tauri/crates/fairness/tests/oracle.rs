//! Intervals and audits against scipy, statsmodels and fairlearn (see `tests/fixtures/fairness`).
#![allow(clippy::unwrap_used)]

use countersign_domain::Rate;
use countersign_fairness::interval::{Ends, newcombe, normal_quantile, wilson};
use countersign_fairness::{Options, Row, audit};
use serde::Deserialize;

const TOLERANCE: f64 = 1e-9;

#[derive(Deserialize)]
struct Intervals {
    shares: Vec<Share>,
    pairs: Vec<Pair>,
    quantiles: Vec<Quantile>,
}

#[derive(Deserialize)]
struct Share {
    successes: u64,
    n: u64,
    exact: Ends,
    wilson: Ends,
}

#[derive(Deserialize)]
struct Pair {
    first: (u64, u64),
    second: (u64, u64),
    confidence: f64,
    newcombe: Ends,
}

#[derive(Deserialize)]
struct Quantile {
    confidence: f64,
    z: f64,
}

#[derive(Deserialize)]
struct Audited {
    rows: Vec<(String, String, String)>,
    by_group: std::collections::BTreeMap<String, GroupRates>,
    demographic_parity_difference: Difference,
}

#[derive(Deserialize)]
struct GroupRates {
    n: u64,
    selection_rate: f64,
    accuracy: f64,
}

#[derive(Deserialize)]
struct Difference {
    value: f64,
    interval: Ends,
}

fn fixture<T: for<'a> Deserialize<'a>>(name: &str) -> T {
    let path = format!("{}/../../../tests/fixtures/fairness/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn assert_near(found: Ends, expected: Ends, what: &str) {
    let off = (found.0 - expected.0).abs().max((found.1 - expected.1).abs());
    assert!(off <= TOLERANCE, "{what}: {found:?} is off by {off:e} from {expected:?}");
}

#[test]
fn shares_agree_with_scipy() {
    let Intervals { shares, .. } = fixture("intervals.json");
    assert!(shares.len() >= 16, "the fixture is whole");
    for Share { successes, n, exact, wilson: score } in shares {
        let rate = Rate::exact(successes, n);
        assert_near((rate.low, rate.high), exact, &format!("Clopper–Pearson of {successes} in {n}"));
        assert_near(wilson(successes, n, normal_quantile(0.95)), score, &format!("Wilson of {successes} in {n}"));
    }
}

#[test]
fn differences_agree_with_statsmodels() {
    let Intervals { pairs, quantiles, .. } = fixture("intervals.json");
    for Quantile { confidence, z } in quantiles {
        let found = normal_quantile(confidence);
        assert!((found - z).abs() <= TOLERANCE, "normal quantile at {confidence}: {found} instead of {z}");
    }
    assert!(pairs.len() >= 240, "the fixture is whole");
    for Pair { first, second, confidence, newcombe: expected } in pairs {
        let found = newcombe(first, second, normal_quantile(confidence));
        assert_near(found, expected, &format!("Newcombe of {first:?} − {second:?} at {confidence}"));
        let turned = newcombe(second, first, normal_quantile(confidence));
        assert_near((-turned.1, -turned.0), expected, "turned round");
    }
}

#[test]
fn audits_agree_with_fairlearn() {
    let audits: Vec<Audited> = fixture("audits.json");
    assert_eq!(audits.len(), 3, "the fixture is whole");
    for Audited { rows, by_group, demographic_parity_difference: expected } in audits {
        let groups: Vec<[(&str, &str); 1]> = rows.iter().map(|(group, ..)| [("group", group.as_str())]).collect();
        let with_groups = rows.iter().zip(&groups);
        let rows: Vec<Row<'_>> = with_groups
            .map(|((_, label, prediction), groups)| Row {
                groups,
                label: Some(label),
                prediction: Some(prediction),
                selected: None,
            })
            .collect();
        let found = audit(&["group"], &rows, Options::default()).unwrap();
        assert_eq!(found.by_group["group"].len(), by_group.len(), "no group is left out");
        for (name, expected) in by_group {
            let group = found.by_group["group"][&name];
            assert_eq!(group.n, expected.n, "{name}");
            assert!((group.selection_rate.value.unwrap() - expected.selection_rate).abs() <= TOLERANCE, "{name}");
            assert!((group.accuracy.value.unwrap() - expected.accuracy).abs() <= TOLERANCE, "{name}");
        }
        let difference = found.demographic_parity_difference["group"];
        assert!((difference.value.unwrap() - expected.value).abs() <= TOLERANCE, "{difference:?}");
        assert_near((difference.low, difference.high), expected.interval, "interval of the largest difference");
    }
}
