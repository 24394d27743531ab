//! Fairness audits: of the decisions of a workspace, and of a plain file without one.

use std::io::Read;

use countersign_domain::{Actor, TimeMs};
use countersign_fairness::{Audit, AuditBuilder, Options, Row};
use countersign_rules::authorization::Capability;

use crate::{Engine, Error};

/// What to audit in a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FairnessRequest {
    /// Sensitive features to compare groups by.
    pub sensitive: Vec<String>,
    /// Only decisions at or after this time.
    pub since: TimeMs,
}

/// Which columns of a plain file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// Sensitive features.
    pub sensitive: Vec<String>,
    /// What was right.
    pub label: String,
    /// What was predicted.
    pub prediction: String,
    /// Whether it was selected (routed automatically): 0, 1, true or false.
    pub selected: Option<String>,
}

impl Engine {
    /// Automatic-routing rate and accuracy per group, from the engine's own decisions. Errors: `NotAllowed`.
    pub fn fairness(&self, actor: &Actor, request: &FairnessRequest) -> Result<Audit, Error> {
        let pass = self.pass(actor, Capability::FairnessRead)?;
        let mut audit = builder(&request.sensitive, true)?;
        self.read(&pass, |r| {
            r.each_outcome(request.since, |outcome| {
                let groups: Vec<(&str, &str)> =
                    outcome.groups.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                add(
                    &mut audit,
                    &Row {
                        groups: &groups,
                        label: outcome.label.as_ref().map(|label| label.as_str()),
                        prediction: outcome.prediction.as_ref().map(|prediction| prediction.as_str()),
                        selected: Some(outcome.automatic),
                    },
                )
            })
        })?;
        Ok(audit.finish())
    }
}

/// The same of a CSV file with a header, row by row. Errors: `Input` that names the line or the missing column.
pub fn fairness_of_csv(reader: impl Read, columns: &Columns) -> Result<Audit, Error> {
    let mut csv = csv::ReaderBuilder::new().from_reader(without_bom(reader)?);
    let header = csv.headers().map_err(|error| unreadable(&error))?.clone();
    let place = |name: &String| {
        let found = header.iter().position(|column| column == name);
        found.ok_or_else(|| {
            Error::Input(format!(
                "there is no column {name:?}; the file has: {}",
                header.iter().collect::<Vec<_>>().join(", ")
            ))
        })
    };
    let sensitive: Vec<usize> = columns.sensitive.iter().map(place).collect::<Result<_, _>>()?;
    let (label, prediction) = (place(&columns.label)?, place(&columns.prediction)?);
    let selected = columns.selected.as_ref().map(place).transpose()?;
    let mut audit = builder(&columns.sensitive, selected.is_some())?;
    let mut record = csv::StringRecord::new();
    while csv.read_record(&mut record).map_err(|error| unreadable(&error))? {
        let filled = |column: usize| record.get(column).map(str::trim).filter(|cell| !cell.is_empty());
        let groups: Vec<(&str, &str)> = columns
            .sensitive
            .iter()
            .zip(&sensitive)
            .filter_map(|(name, column)| Some((name.as_str(), filled(*column)?)))
            .collect();
        let line = record.position().map_or(0, csv::Position::line);
        let selected = selected.and_then(filled).map(|cell| truth(cell, line)).transpose()?;
        add(&mut audit, &Row { groups: &groups, label: filled(label), prediction: filled(prediction), selected })?;
    }
    Ok(audit.finish())
}

fn builder(sensitive: &[String], has_selected: bool) -> Result<AuditBuilder, Error> {
    let names: Vec<&str> = sensitive.iter().map(String::as_str).collect();
    Audit::builder(&names, Options { has_selected, ..Options::default() })
        .map_err(|error| Error::Input(error.to_string()))
}

fn add(audit: &mut AuditBuilder, row: &Row<'_>) -> Result<(), Error> {
    audit.add(row).map_err(|error| Error::Input(error.to_string()))
}

fn truth(cell: &str, line: u64) -> Result<bool, Error> {
    match cell.to_ascii_lowercase().as_str() {
        "1" | "true" => Ok(true),
        "0" | "false" => Ok(false),
        _ => Err(Error::Input(format!("line {line}: selected is 0, 1, true or false"))),
    }
}

/// Names the line, never what stands in it.
pub(crate) fn unreadable(error: &csv::Error) -> Error {
    let line = error.position().map_or(0, csv::Position::line);
    Error::Input(format!("the file cannot be read as CSV in UTF-8 near line {line}"))
}

/// The reader without a UTF-8 byte order mark.
pub(crate) fn without_bom(mut reader: impl Read) -> Result<impl Read, Error> {
    let mut start = Vec::with_capacity(3);
    reader.by_ref().take(3).read_to_end(&mut start)?;
    if start == [0xef, 0xbb, 0xbf] {
        start.clear();
    }
    Ok(std::io::Cursor::new(start).chain(reader))
}
