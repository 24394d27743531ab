//! Texts, with or without labels, from CSV or JSON Lines. Other columns are ignored.

use std::io::Read;
use std::path::Path;

use serde_json::Value;
use serde_json::value::RawValue;

use super::lines::{Bad, Id, Lines, unreadable};
use crate::Error;
use crate::fairness::{unreadable as unreadable_csv, without_bom};

/// What a file is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableFormat {
    /// RFC 4180 with a header.
    Csv,
    /// One JSON object per line.
    JsonLines,
}

impl TableFormat {
    /// What the ending of a name promises: `.jsonl`, `.ndjson`; anything else is CSV.
    pub fn of(path: &Path) -> Self {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
        if ending == "jsonl" || ending == "ndjson" { Self::JsonLines } else { Self::Csv }
    }
}

/// Which columns to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// Text.
    pub text: String,
    /// Label; `None` where none is needed.
    pub label: Option<String>,
}

/// One row.
#[derive(Debug)]
pub(crate) struct TextRow {
    /// As it stands in the file, where there is one.
    pub(crate) id: Option<Id>,
    pub(crate) text: String,
    /// Empty where none was given.
    pub(crate) label: String,
}

/// Visits every row in order; a bad line of JSON Lines is handed on with its reason, anything wrong with CSV ends it.
/// Errors: `Input` naming the line or the missing column, and those of `visit`.
pub(crate) fn each_row(
    reader: impl Read,
    format: TableFormat,
    columns: &Columns,
    visit: impl FnMut(Result<TextRow, Bad>) -> Result<(), Error>,
) -> Result<(), Error> {
    match format {
        TableFormat::Csv => each_csv_row(reader, columns, visit),
        TableFormat::JsonLines => each_json_row(reader, columns, visit),
    }
}

fn each_csv_row(
    reader: impl Read,
    columns: &Columns,
    mut visit: impl FnMut(Result<TextRow, Bad>) -> Result<(), Error>,
) -> Result<(), Error> {
    let reader = without_bom(reader).map_err(|error| match error {
        Error::Io(error) => unreadable(&error),
        error => error,
    })?;
    let mut csv = csv::ReaderBuilder::new().from_reader(reader);
    let header = csv.headers().map_err(|error| unreadable_csv(&error))?.clone();
    let place = |name: &str| header.iter().position(|column| column == name);
    let needed = |name: &str| {
        place(name).ok_or_else(|| {
            let has = header.iter().collect::<Vec<_>>().join(", ");
            Error::Input(format!("there is no column {name:?}; the file has: {has}"))
        })
    };
    let text = needed(&columns.text)?;
    let label = columns.label.as_deref().map(needed).transpose()?;
    let id = place("id");
    let mut record = csv::StringRecord::new();
    while csv.read_record(&mut record).map_err(|error| unreadable_csv(&error))? {
        let cell = |column: usize| record.get(column).unwrap_or_default();
        visit(Ok(TextRow {
            id: id.map(|id| json_string(cell(id))),
            text: cell(text).to_owned(),
            label: label.map_or_else(String::new, |label| cell(label).trim().to_owned()),
        }))?;
    }
    Ok(())
}

fn json_string(text: &str) -> Id {
    let quoted = serde_json::to_string(text).expect("a text serializes");
    RawValue::from_string(quoted).expect("a quoted text is JSON")
}

fn each_json_row(
    reader: impl Read,
    columns: &Columns,
    mut visit: impl FnMut(Result<TextRow, Bad>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut lines = Lines::new(reader);
    while let Some(line) = lines.next().map_err(|error| unreadable(&error))? {
        visit(line.and_then(|line| json_row(&line, columns)))?;
    }
    Ok(())
}

fn json_row(line: &str, columns: &Columns) -> Result<TextRow, Bad> {
    if !line.trim_start().starts_with('{') {
        return Err("the line is no JSON object");
    }
    let fields: std::collections::HashMap<String, Box<RawValue>> =
        serde_json::from_str(line).map_err(|_| "the line is not valid JSON")?;
    let string = |name: &str| match fields.get(name).map(|raw| serde_json::from_str::<Value>(raw.get())) {
        Some(Ok(Value::String(text))) => Some(text),
        _ => None,
    };
    let text = string(&columns.text).ok_or("the line has no text of that name, or it is no string")?;
    let label = columns.label.as_deref().and_then(string).unwrap_or_default().trim().to_owned();
    let id = fields.get("id").filter(|id| super::lines::is_id(id)).cloned();
    Ok(TextRow { id, text, label })
}
