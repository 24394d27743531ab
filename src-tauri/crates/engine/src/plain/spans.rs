//! Scoring the recognizers, or spans that another program found, on a file of marked texts.

use std::collections::HashMap;
use std::io::Read;

use countersign_privacy::{Config, Conversations, Locale, PlainText, Pseudonymizer};
use serde_json::Value;

use super::lines::{Lines, parse, unreadable};
use super::score::{Marked, Score, Span, score};
use crate::Error;

/// Scores the recognizers on `gold`: lines `{"id","text","spans":[{"start","end","type"}],"ignore"?,"conv"?,…}`.
///
/// Errors: `Input` naming the line, `Privacy`.
pub fn evaluate_spans(gold: impl Read, locale: Locale, quasi: bool) -> Result<Score, Error> {
    let pseudonymizer = Pseudonymizer::new(Config { quasi, ..Config::for_locale(locale) })?;
    // Only spans are asked for, so no token is made and the key says nothing.
    let mut conversations = Conversations::with_random_key(&pseudonymizer, &[0; 32]);
    let mut find = |_: &str, input: &PlainText| {
        let found = conversations.spans(input).into_iter();
        let span = |span: countersign_domain::EntitySpan| Span {
            start: span.start,
            end: span.end,
            entity_type: span.entity_type.as_str().to_owned(),
            score: f64::from(span.score),
        };
        found.map(span).collect()
    };
    Ok(score(&read_gold(gold, &mut find)?))
}

/// Scores the spans in `found`, lines as `pseudonymize` writes them, against `gold`; joined by id. Texts without a line
/// count as texts in which nothing was found. Errors: `Input` naming the line.
pub fn evaluate_spans_with(gold: impl Read, found: impl Read) -> Result<Score, Error> {
    let mut by_id: HashMap<String, Vec<Span>> = HashMap::new();
    each_object(found, |number, value| {
        if value.get("error").is_none() {
            by_id.insert(id_of(&value), spans_of(&value, number)?);
        }
        Ok(())
    })?;
    Ok(score(&read_gold(gold, &mut |id, _| by_id.remove(id).unwrap_or_default())?))
}

fn read_gold(gold: impl Read, find: &mut dyn FnMut(&str, &PlainText) -> Vec<Span>) -> Result<Vec<Marked>, Error> {
    let mut texts = Vec::new();
    let mut lines = Lines::new(gold);
    let mut number = 0;
    while let Some(line) = lines.next().map_err(|error| unreadable(&error))? {
        number += 1;
        let bad = |why: &str| Error::Input(format!("line {number}: {why}"));
        let line = line.map_err(bad)?;
        let input = parse(&line).map_err(bad)?.input;
        let value: Value = serde_json::from_str(&line).map_err(|_| bad("the line is not valid JSON"))?;
        let found = find(&id_of(&value), &input);
        let gold = spans_of(&value, number)?;
        let ignored = ignored_of(&value).ok_or_else(|| bad("`ignore` is a list of pairs"))?;
        texts.push(Marked { text: input.text, gold, ignored, found });
    }
    Ok(texts)
}

fn each_object(reader: impl Read, mut visit: impl FnMut(usize, Value) -> Result<(), Error>) -> Result<(), Error> {
    let mut lines = Lines::new(reader);
    let mut number = 0;
    while let Some(line) = lines.next().map_err(|error| unreadable(&error))? {
        number += 1;
        let bad = |why: &str| Error::Input(format!("line {number}: {why}"));
        let value = serde_json::from_str(&line.map_err(bad)?).map_err(|_| bad("the line is not valid JSON"))?;
        visit(number, value)?;
    }
    Ok(())
}

/// Ids are joined by their text, whether they are strings or numbers.
fn id_of(value: &Value) -> String {
    match value.get("id") {
        Some(Value::String(id)) => id.clone(),
        Some(id) => id.to_string(),
        None => String::new(),
    }
}

fn spans_of(value: &Value, line: usize) -> Result<Vec<Span>, Error> {
    let span = |span: &Value| {
        let place = |name: &str| span.get(name).and_then(Value::as_u64).and_then(|place| usize::try_from(place).ok());
        let (start, end) = (place("start")?, place("end")?);
        let entity_type = span.get("type").or_else(|| span.get("entity_type")).and_then(Value::as_str)?;
        let score = span.get("score").map_or(Some(1.0), Value::as_f64)?;
        (start <= end).then(|| Span { start, end, entity_type: entity_type.to_owned(), score })
    };
    let spans = value.get("spans").and_then(Value::as_array).and_then(|spans| spans.iter().map(span).collect());
    spans.ok_or_else(|| Error::Input(format!("line {line}: `spans` is a list of objects with start, end and type")))
}

fn ignored_of(value: &Value) -> Option<Vec<(usize, usize)>> {
    let Some(ignored) = value.get("ignore") else { return Some(Vec::new()) };
    serde_json::from_value(ignored.clone()).ok()
}
