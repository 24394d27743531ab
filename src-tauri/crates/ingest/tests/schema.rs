//! The published schema against the reader: what is read validates, and what the schema refuses is refused.

use countersign_ingest::{Format, Limits, read, schema_event};
use serde_json::{Value, json};

fn is_read(event: &Value) -> bool {
    let line = event.to_string();
    let row = read(line.as_bytes(), Format::JsonLines, Limits::default()).next().expect("one line, one row");
    row.expect("bytes in memory can be read").event.is_ok()
}

fn base() -> Value {
    json!({"event_type": "message", "timestamp": "2025-03-17T09:12:03Z", "channel": "chat", "session_id": "s1",
        "message": "Where is it?"})
}

fn with(field: &str, value: Value) -> Value {
    let mut event = base();
    event[field] = value;
    event
}

fn without(field: &str) -> Value {
    let mut event = base();
    event.as_object_mut().expect("an object").remove(field);
    event
}

fn accepted() -> Vec<Value> {
    let turns = json!([{"speaker": "customer", "text": "a"}, {"speaker": "agent", "text": "b", "more": 1}]);
    vec![
        base(),
        with("event_id", json!("a.B_c:d-9")),
        with("event_id", json!(17)),
        with("event_id", Value::Null),
        with("event_id", json!("")),
        with("session_id", json!(17)),
        with("timestamp", json!("2025-03-17T09:12:03.123+01:00")),
        with("timestamp", json!("2025-03-17 09:12:03z")),
        with("message", turns),
        with("user_id", json!("u")),
        with("email", Value::Null),
        with("satisfaction", json!(-1.5)),
        with("resolution_flag", json!(true)),
        with("training_allowed", json!(false)),
        with("intent", json!("refund_request")),
        with("segment", json!({"plan": "gold", "seats": 3, "trial": false, "region": null})),
        with("sensitive", json!({"age_band": "60+"})),
        with("known", json!({"customer_name": ["Ada", null, 3], "phone": "1"})),
        with("segment", Value::Null),
        with("whatever", json!([1, {"a": null}])),
        json!({"event_type": "survey", "timestamp": "2025-03-17T09:12:03Z", "channel": "email", "session_id": "s"}),
    ]
}

fn refused() -> Vec<Value> {
    let required = ["event_type", "timestamp", "channel", "session_id", "message"].map(without);
    let wrong = vec![
        with("event_type", json!("call")),
        with("channel", json!("fax")),
        with("channel", json!(["chat"])),
        with("session_id", json!(" ")),
        with("session_id", json!(1.5)),
        with("timestamp", json!("2025-03-17")),
        with("timestamp", json!(1_742_202_723)),
        with("event_id", json!("ada@example.org")),
        with("event_id", json!("a".repeat(129))),
        with("message", json!("  ")),
        with("message", json!([])),
        with("message", json!(["a"])),
        with("message", json!([{"speaker": "bot", "text": "a"}])),
        with("message", json!([{"text": "a"}])),
        with("message", json!({"text": "a"})),
        with("satisfaction", json!("4")),
        with("resolution_flag", json!("true")),
        with("training_allowed", json!(0)),
        with("segment", json!("gold")),
        with("segment", json!({"a b": "x"})),
        with("segment", json!({"plan": ["x"]})),
        with("segment", json!({"plan": 1.5})),
        with("sensitive", json!([])),
        with("known", json!("Ada")),
        with("known", json!({"n": [["Ada"]]})),
        with("user_id", json!({"id": 1})),
        with("user_id", json!("a".repeat(1025))),
        with("legal_basis", json!(true)),
    ];
    required.into_iter().chain(wrong).collect()
}

#[test]
fn the_schema_is_a_schema() {
    jsonschema::meta::validate(&schema_event()).expect("draft 2020-12");
}

#[test]
fn schema_and_reader_agree() {
    let schema = jsonschema::validator_for(&schema_event()).expect("a schema");
    for (events, expected) in [(accepted(), true), (refused(), false)] {
        for event in events {
            assert_eq!(is_read(&event), expected, "read: {event}");
            assert_eq!(schema.is_valid(&event), expected, "valid: {event}");
        }
    }
}

#[test]
fn each_field_of_the_reader_is_in_the_schema() {
    let schema = schema_event();
    let properties = schema["properties"].as_object().expect("an object");
    let names: Vec<_> = properties.keys().map(String::as_str).collect();
    assert_eq!(names.len(), 20, "{names:?}: a field of the reader without a place in the schema, or the other way");
    assert!(properties.values().all(|field| field["description"].is_string() || field["enum"].is_array()));
}
