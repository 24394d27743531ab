//! Spans of a JSON Lines file, for scoring: `spans IN.jsonl OUT.jsonl [--no-known] [--quasi] [--de] [--no-tagger]`.
//!
//! Reads and writes what `countersign pseudonymize --spans-only` does, and prints the speed.

use std::io::{BufRead, BufReader, BufWriter, Write};

use countersign_privacy::{Config, Conversations, Locale, PlainText, Pseudonymizer};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let flag = |name: &str| arguments.iter().any(|argument| argument == name);
    let locale = if flag("--de") { Locale::De } else { Locale::En };
    let pseudonymizer = Pseudonymizer::new(Config {
        quasi: flag("--quasi"),
        tagger: !flag("--no-tagger"),
        ..Config::for_locale(locale)
    })?;
    let mut conversations = Conversations::with_random_key(&pseudonymizer, &[7; 32]);
    let mut out = BufWriter::new(std::fs::File::create(&arguments[2])?);
    let (mut texts, mut bytes) = (0_usize, 0_usize);
    let mut spent = std::time::Duration::ZERO;
    for line in BufReader::new(std::fs::File::open(&arguments[1])?).lines() {
        let row: Value = serde_json::from_str(&line?)?;
        let input = plain(&row, !flag("--no-known"));
        let from = std::time::Instant::now();
        let result = conversations.pseudonymize(&input)?;
        spent += from.elapsed();
        texts += 1;
        bytes += input.text.len();
        let spans: Vec<Value> = result.spans.iter().map(|span| json!({"start": span.start, "end": span.end, "entity_type": span.entity_type.as_str(), "score": span.score, "recognizer": span.recognizer})).collect();
        writeln!(out, "{}", json!({"id": row["id"], "text": result.text, "spans": spans}))?;
    }
    eprintln!(
        "{texts} texts, {bytes} bytes, {:.0} texts/s, {:.2} MB/s",
        texts as f64 / spent.as_secs_f64(),
        bytes as f64 / 1e6 / spent.as_secs_f64()
    );
    Ok(())
}

fn plain(row: &Value, with_known: bool) -> PlainText {
    let mut input = PlainText { text: row["text"].as_str().unwrap_or_default().to_owned(), ..PlainText::default() };
    input.conversation = row["conv"].as_str().map(str::to_owned);
    input.speaker = row["speaker"].as_str().map(str::to_owned);
    let known = row["known"].as_object().filter(|_| with_known);
    for (field, value) in known.into_iter().flatten() {
        let list = match value {
            Value::Array(list) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            value => value.as_str().map(str::to_owned).into_iter().collect(),
        };
        input.known.insert(field.clone(), list);
    }
    input
}
