use super::*;

const TWO: &str = r#"
[[intent]]
id = "refund"
title = "Refund"
definition = "Wants money back."
severity = 2
examples = ["My money, please."]
counter_examples = [{ text = "What is this charge?", is = "bill" }]

[[intent]]
id = "bill"
title = "Bill"
definition = "Asks about a bill."
severity = 1
examples = ["What is this?"]
"#;

#[test]
fn the_shipped_taxonomy_has_its_twenty_intents() {
    let taxonomy = Taxonomy::parse(Taxonomy::default_text()).unwrap_or_else(|error| panic!("{error}"));
    let ids: Vec<&str> = taxonomy.intents().iter().map(|intent| intent.id.as_str()).collect();
    assert_eq!(ids.len(), 20, "{ids:?}");
    for intent in taxonomy.intents() {
        assert!((2..=3).contains(&intent.examples.len()), "{} has two or three examples", intent.id);
        assert!(!intent.counter_examples.is_empty(), "{} says what it is mistaken for", intent.id);
    }
    assert_eq!(taxonomy.severity(&IntentId::new("legal_request")), 3);
    assert_eq!(taxonomy.severity(&IntentId::new("unheard_of")), 0, "an unknown intent has no severity");
}

#[test]
fn intents_keep_their_order_and_are_found() {
    let taxonomy = Taxonomy::parse(TWO).unwrap();
    assert_eq!(taxonomy.intents()[1].id.as_str(), "bill");
    let refund = taxonomy.get(&IntentId::new("refund")).unwrap();
    assert_eq!(refund.counter_examples[0].intent.as_str(), "bill");
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    for (from, to, line, expected) in [
        ("is = \"bill\"", "is = \"gone\"", Some(2), "counter-example"),
        ("is = \"bill\"", "is = \"refund\"", Some(2), "counter-example"),
        ("id = \"bill\"", "id = \"refund\"", Some(10), "another intent"),
        ("id = \"refund\"", "id = \" refund\"", Some(2), "id is not usable"),
        ("severity = 1", "severity = 4", Some(10), "above 3"),
        ("severity = 1", "severety = 1", Some(14), "severety"),
        ("[\"What is this?\"]", "[]", Some(10), "example"),
        ("\"Bill\"", "\" \"", Some(10), "title"),
    ] {
        let error = Taxonomy::parse(&TWO.replace(from, to)).expect_err(to);
        assert!(error.to_string().contains(expected), "{to:?} should say {expected:?}, says {error}");
        assert_eq!(error.line, line, "{to:?}: {error}");
    }
}
