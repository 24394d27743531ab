use proptest::prelude::*;

use super::*;

/// (group, label, prediction, selected); `-` is none.
type Plain = (&'static str, &'static str, &'static str, Option<bool>);

fn some(text: &'static str) -> Option<&'static str> {
    (text != "-").then_some(text)
}

fn made(rows: &[Plain], options: Options) -> Audit {
    let mut builder = Audit::builder(&["language"], options).unwrap();
    for (group, label, prediction, selected) in rows {
        let groups = if *group == "-" { vec![] } else { vec![("language", *group)] };
        let row = Row { groups: &groups, label: some(label), prediction: some(prediction), selected: *selected };
        builder.add(&row).unwrap();
    }
    builder.finish()
}

fn selected() -> Options {
    Options { has_selected: true, ..Options::default() }
}

#[test]
fn an_audit_one_can_count_by_hand() {
    let audit = made(
        &[
            ("de", "refund", "refund", Some(true)),
            ("de", "refund", "billing", Some(false)),
            ("de", "-", "refund", Some(true)),
            ("en", "refund", "refund", Some(false)),
            ("en", "billing", "-", Some(false)),
            ("en", "billing", "billing", None),
            ("-", "billing", "billing", Some(true)),
        ],
        selected(),
    );
    let (de, en) = (audit.by_group["language"]["de"], audit.by_group["language"]["en"]);
    assert_eq!((audit.n, de.n, en.n), (7, 3, 3), "the row without a language is in no group");
    assert_eq!((de.selection_rate, en.selection_rate), (Rate::exact(2, 3), Rate::exact(0, 2)));
    assert_eq!((de.accuracy, en.accuracy), (Rate::exact(1, 2), Rate::exact(2, 2)), "label and prediction are needed");
    let difference = audit.demographic_parity_difference["language"];
    assert_eq!((difference.value, difference.n), (Some(2.0 / 3.0), 5));
    let without_group = BTreeMap::from([("language".to_owned(), 1)]);
    let expected = Excluded { without_group, without_label: 1, without_prediction: 1, without_selected: 1 };
    assert_eq!(audit.excluded, expected, "what a figure does without is counted");
    assert_eq!(audit.extremes["language"], Extremes { highest: "de".into(), lowest: "en".into() });
    assert!(de.insufficient && en.insufficient, "three rows are few, and the groups are shown all the same");
}

#[test]
fn what_selected_means_is_said() {
    let cases: [(&[Plain], Options, Selection, f64); 3] = [
        (&[("a", "1", "1", Some(false))], selected(), Selection::Selected, 0.0),
        (&[("a", "1", "1", None), ("a", "0", "False", None)], Options::default(), Selection::PositivePrediction, 0.5),
        (&[("a", "-", "refund", None), ("a", "-", "-", None)], Options::default(), Selection::AnyPrediction, 0.5),
    ];
    for (rows, options, selection, rate) in cases {
        let audit = made(rows, options);
        assert_eq!(audit.selection, selection, "{rows:?}");
        assert_eq!(audit.by_group["language"]["a"].selection_rate.value, Some(rate), "{rows:?}");
    }
}

/// `n` rows of a group, the first `yes` of them selected.
fn group(name: &'static str, yes: usize, n: usize) -> impl Iterator<Item = Plain> {
    (0..n).map(move |i| (name, "-", "refund", Some(i < yes)))
}

#[test]
fn the_verdict_follows_the_interval() {
    let cases = [
        (vec![("a", 900, 1000), ("b", 700, 1000)], Verdict::Gap, "twenty points on a thousand rows each"),
        (vec![("a", 5000, 10_000), ("b", 5010, 10_000)], Verdict::NoMaterialGap, "the interval ends below the margin"),
        (vec![("a", 90, 100), ("b", 84, 100)], Verdict::InsufficientEvidence, "the interval holds the margin"),
        (vec![("a", 90, 100)], Verdict::InsufficientEvidence, "one group cannot differ"),
        (vec![], Verdict::InsufficientEvidence, "no rows"),
        (
            vec![("a", 5000, 10_000), ("b", 5010, 10_000), ("c", 1, 2)],
            Verdict::InsufficientEvidence,
            "nothing is known of c, and c is not left out",
        ),
        (
            vec![("a", 900, 1000), ("b", 700, 1000), ("c", 1, 2)],
            Verdict::Gap,
            "what is known of a and b does not go away because c is small",
        ),
    ];
    for (groups, expected, why) in cases {
        let rows: Vec<Plain> = groups.iter().flat_map(|(name, yes, n)| group(name, *yes, *n)).collect();
        let audit = made(&rows, selected());
        assert_eq!(audit.verdict["language"], expected, "{why}: {:?}", audit.demographic_parity_difference);
    }
}

#[test]
fn the_limits_of_the_verdict_are_exact() {
    let with = |margin: f64, yes: usize, n: usize| {
        let rows: Vec<Plain> = group("a", yes, n).chain(group("b", yes, n)).collect();
        made(&rows, Options { margin, ..selected() }).verdict["language"]
    };
    assert_eq!(with(0.0, 50, 100), Verdict::InsufficientEvidence, "a lower end at the margin is not above it");
    assert_eq!(with(1.0, 15, 30), Verdict::NoMaterialGap, "no difference exceeds 1, and 30 rows are enough");
    assert_eq!(with(1.0, 15, 29), Verdict::InsufficientEvidence, "29 rows are not, whatever the margin");
}

#[test]
fn a_group_without_a_rate_is_unknown_not_zero() {
    let rows: Vec<Plain> = group("a", 900, 1000).chain([("b", "-", "refund", None)]).collect();
    let audit = made(&rows, selected());
    assert_eq!(audit.by_group["language"]["b"].selection_rate, Rate::exact(0, 0));
    let difference = audit.demographic_parity_difference["language"];
    assert_eq!((difference.value, difference.low, difference.high), (None, 0.0, 1.0), "b could be anywhere");
    assert_eq!(audit.verdict["language"], Verdict::InsufficientEvidence);
}

#[test]
fn a_column_of_ids_is_refused() {
    let mut builder = Audit::builder(&["customer"], Options::default()).unwrap();
    let mut refused = None;
    for i in 0..=MAX_GROUPS {
        let id = i.to_string();
        refused = builder.add(&Row { groups: &[("customer", &id)], ..Row::default() }).err();
    }
    assert_eq!(refused, Some(Error::TooManyGroups { attribute: "customer".into(), limit: MAX_GROUPS }));
}

#[test]
fn two_features_together_show_what_each_alone_hides() {
    let options = Options { intersections: true, ..selected() };
    let mut builder = Audit::builder(&["plan", "age"], options).unwrap();
    let crossed = [("old", "basic", false), ("old", "gold", true), ("young", "basic", true), ("young", "gold", false)];
    for (age, plan, selected) in crossed {
        for _ in 0..100 {
            let groups = [("age", age), ("plan", plan)];
            builder.add(&Row { groups: &groups, selected: Some(selected), ..Row::default() }).unwrap();
        }
    }
    builder.add(&Row { groups: &[("age", "old")], selected: Some(true), ..Row::default() }).unwrap();
    let audit = builder.finish();
    assert_eq!(audit.demographic_parity_difference["plan"].value, Some(0.0), "alone, the plans are equal");
    assert_eq!(audit.verdict["age & plan"], Verdict::Gap, "together they are not");
    assert_eq!(audit.by_group["age & plan"]["old & gold"].n, 100);
    assert_eq!(audit.excluded.without_group["age & plan"], 1, "who lacks one of both is in no group of the pair");
}

#[test]
fn a_margin_is_a_share() {
    for margin in [-0.1, 1.1, f64::NAN] {
        let refused = Audit::builder(&[], Options { margin, ..Options::default() }).err();
        assert_eq!(refused, Some(Error::Margin), "{margin} is none");
    }
}

#[test]
fn the_json_has_the_keys_of_the_contract() {
    let rows: Vec<Plain> = group("a", 1, 2).chain(group("b", 2, 2)).collect();
    let json = serde_json::to_value(made(&rows, selected())).unwrap();
    assert_eq!(json["by_group"]["language"]["a"]["selection_rate"]["value"], 0.5);
    assert_eq!(
        json["by_group"]["language"]["a"]["accuracy"]["value"],
        serde_json::Value::Null,
        "no label, no accuracy"
    );
    assert_eq!(json["demographic_parity_difference"]["language"]["n"], 4);
    assert_eq!(json["verdict"]["language"], "insufficient_evidence");
    assert_eq!(json["excluded"]["without_label"], 4);
}

fn any_row() -> impl Strategy<Value = Plain> {
    let group = prop::sample::select(vec!["-", "a", "b", "c", "d"]);
    let label = prop::sample::select(vec!["-", "refund", "billing", "1"]);
    let prediction = prop::sample::select(vec!["-", "refund", "billing", "1", "0"]);
    (group, label, prediction, any::<Option<bool>>())
}

proptest! {
    #[test]
    fn row_order_does_not_matter(
        (rows, shuffled) in prop::collection::vec(any_row(), 0..60)
            .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        has_selected in any::<bool>(),
    ) {
        let options = Options { has_selected, ..Options::default() };
        prop_assert_eq!(made(&rows, options.clone()), made(&shuffled, options));
    }

    #[test]
    fn every_share_lies_in_its_interval_and_in_0_to_1(
        rows in prop::collection::vec(any_row(), 0..60),
        has_selected in any::<bool>(),
    ) {
        let audit = made(&rows, Options { has_selected, ..Options::default() });
        let groups = audit.by_group["language"].values().flat_map(|group| [group.selection_rate, group.accuracy]);
        for rate in groups.chain(audit.demographic_parity_difference.values().copied()) {
            prop_assert!(0.0 <= rate.low && rate.low <= rate.high && rate.high <= 1.0, "{:?}", rate);
            prop_assert!(rate.value.is_none_or(|value| rate.low <= value && value <= rate.high), "{:?}", rate);
            prop_assert!(rate.n <= audit.n, "no rate rests on more rows than there are");
        }
        let grouped: u64 = audit.by_group["language"].values().map(|group| group.n).sum();
        prop_assert_eq!(grouped + audit.excluded.without_group["language"], audit.n, "every row is somewhere");
    }
}
