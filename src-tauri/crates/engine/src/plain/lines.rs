//! JSON Lines of plain files: reading line by line, and what a line of `pseudonymize` says.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};

use countersign_privacy::PlainText;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::Error;

/// Longest line that is taken, in bytes; a longer one is a bad line.
pub(crate) const LONGEST: usize = 8 << 20;

/// What became of the lines of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct LinesReport {
    /// Lines in, which is lines out.
    pub lines: u64,
    /// Bad ones among them: `{"id":null,"error"}` stands in their place.
    pub refused: u64,
}

/// Why a line is bad: a sentence that quotes nothing.
pub(crate) type Bad = &'static str;

/// Reads `reader` line by line, without a byte order mark and without line breaks; never holds more than one line.
pub(crate) struct Lines<R> {
    reader: BufReader<R>,
    first: bool,
}

impl<R: Read> Lines<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self { reader: BufReader::with_capacity(1 << 16, reader), first: true }
    }

    /// The next line; `None` at the end.
    pub(crate) fn next(&mut self) -> std::io::Result<Option<Result<String, Bad>>> {
        let mut bytes = Vec::new();
        let read = self.reader.by_ref().take(LONGEST as u64 + 1).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            return Ok(None);
        }
        let ended = bytes.last() == Some(&b'\n');
        if !ended && bytes.len() > LONGEST {
            self.reader.skip_until(b'\n')?;
            self.first = false;
            return Ok(Some(Err("the line is longer than 8 MiB")));
        }
        if ended {
            bytes.pop();
        }
        if std::mem::take(&mut self.first) && bytes.starts_with(&[0xef, 0xbb, 0xbf]) {
            bytes.drain(..3);
        }
        Ok(Some(String::from_utf8(bytes).map_err(|_| "the line is not UTF-8")))
    }
}

/// An id as it stands in a line: a string or a number, kept to the letter.
pub(crate) type Id = Box<RawValue>;

/// One line in.
#[derive(Debug)]
pub(crate) struct InputLine {
    pub(crate) id: Id,
    pub(crate) input: PlainText,
}

#[derive(Deserialize)]
struct Fields<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    text: Option<Value>,
    conv: Option<Value>,
    speaker: Option<Value>,
    known: Option<Value>,
}

/// Reads `{"id","text","conv"?,"speaker"?,"known"?}`; other fields are ignored.
pub(crate) fn parse(line: &str) -> Result<InputLine, Bad> {
    if !line.trim_start().starts_with('{') {
        return Err("the line is no JSON object");
    }
    let fields: Fields<'_> = serde_json::from_str(line).map_err(|_| "the line is not valid JSON")?;
    let id = fields.id.filter(|id| is_id(id)).ok_or("`id` is a string or a number")?;
    let Some(Value::String(text)) = fields.text else { return Err("`text` is a string") };
    let conversation = scalar(fields.conv).map_err(|()| "`conv` is a string or a number")?;
    let speaker = scalar(fields.speaker).map_err(|()| "`speaker` is a string")?;
    let known = known(fields.known)?;
    let input = PlainText { id: id.get().to_owned(), text, conversation, speaker, known };
    Ok(InputLine { id: id.to_owned(), input })
}

pub(crate) fn is_id(id: &RawValue) -> bool {
    id.get().starts_with(|c: char| c == '"' || c == '-' || c.is_ascii_digit())
}

fn scalar(value: Option<Value>) -> Result<Option<String>, ()> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        Some(_) => Err(()),
    }
}

/// Each value is a string or a list of strings; numbers stand for their text, null for nothing.
fn known(value: Option<Value>) -> Result<BTreeMap<String, Vec<String>>, Bad> {
    const SHAPE: Bad = "`known` is an object of strings and lists of strings";
    let fields = match value {
        None | Some(Value::Null) => return Ok(BTreeMap::new()),
        Some(Value::Object(fields)) => fields,
        Some(_) => return Err(SHAPE),
    };
    let mut known = BTreeMap::new();
    for (field, value) in fields {
        let list = if let Value::Array(list) = value { list } else { vec![value] };
        let values: Result<Vec<Option<String>>, ()> = list.into_iter().map(|value| scalar(Some(value))).collect();
        known.insert(field, values.map_err(|()| SHAPE)?.into_iter().flatten().collect());
    }
    Ok(known)
}

/// The line that stands for a bad one.
pub(crate) fn bad_line(why: Bad) -> String {
    serde_json::json!({ "id": null, "error": why }).to_string()
}

pub(crate) fn unreadable(error: &std::io::Error) -> Error {
    Error::Input(format!("the file cannot be read further: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r04_a_bad_line_says_why_and_quotes_nothing() {
        let cases = [
            ("", "the line is no JSON object"),
            ("[1]", "the line is no JSON object"),
            ("{\"id\":1", "the line is not valid JSON"),
            ("{\"text\":\"secret\"}", "`id` is a string or a number"),
            ("{\"id\":null,\"text\":\"secret\"}", "`id` is a string or a number"),
            ("{\"id\":[1],\"text\":\"secret\"}", "`id` is a string or a number"),
            ("{\"id\":1}", "`text` is a string"),
            ("{\"id\":1,\"text\":7}", "`text` is a string"),
            ("{\"id\":1,\"text\":\"a\",\"conv\":{}}", "`conv` is a string or a number"),
            (
                "{\"id\":1,\"text\":\"a\",\"known\":[\"secret\"]}",
                "`known` is an object of strings and lists of strings",
            ),
        ];
        for (line, why) in cases {
            assert_eq!(parse(line).expect_err(line), why);
        }
    }

    #[test]
    fn an_id_is_kept_to_the_letter() {
        for id in ["\"a\\u00e9\"", "1", "-3.50", "123456789012345678901234567890", "1e400"] {
            let line = format!("{{\"id\":{id},\"text\":\"\"}}");
            assert_eq!(parse(&line).expect("a good line").id.get(), id, "ids join the output to the input");
        }
    }

    #[test]
    fn known_takes_strings_lists_and_numbers() {
        let line =
            r#"{"id":1,"text":"","known":{"email":"a@b.example","phone":["1","2"],"order_id":7,"zip":null},"extra":0}"#;
        let known = parse(line).expect("a good line").input.known;
        let expected =
            [("email", vec!["a@b.example"]), ("order_id", vec!["7"]), ("phone", vec!["1", "2"]), ("zip", vec![])];
        assert_eq!(known.len(), expected.len());
        for (field, values) in expected {
            assert_eq!(known[field], values, "{field}");
        }
    }

    #[test]
    fn lines_are_bounded_and_the_mark_is_dropped() {
        let mut text = b"\xef\xbb\xbfone\n".to_vec();
        text.extend(vec![b'x'; LONGEST + 10]);
        text.extend(b"\n\xff\nlast");
        let mut lines = Lines::new(text.as_slice());
        let mut seen = Vec::new();
        while let Some(line) = lines.next().expect("memory reads") {
            seen.push(line);
        }
        let expected = [Ok("one"), Err("the line is longer than 8 MiB"), Err("the line is not UTF-8"), Ok("last")];
        let seen: Vec<_> = seen.iter().map(|line| line.as_deref().map_err(|why| *why)).collect();
        assert_eq!(seen, expected, "each line once, in order, whatever is wrong with its neighbour");
    }
}
