//! Fairness audits: of the decisions of a workspace, and of a plain file without one.

use std::io::Read;
use std::path::PathBuf;

use countersign_domain::{Actor, ModelVersion, TimeMs};
use countersign_fairness::{Audit, AuditBuilder, Options, Row};
use countersign_ledger::Act;
use countersign_rules::authorization::Capability;
use countersign_store::Outcomes;

use crate::chart::{self, DotWhiskerText, GroupFigure};
use crate::figure::FigureFormat;
use crate::gate::Pass;
use crate::{Engine, Error};

/// What to audit in a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FairnessRequest {
    /// Sensitive features to compare groups by; none: all that events have.
    pub sensitive: Vec<String>,
    /// Only decisions at or after this time.
    pub since: TimeMs,
    /// Only decisions of this model; `None`: all.
    pub model: Option<ModelVersion>,
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
        self.audit(&pass, request)
    }

    /// The same as an act that somebody answers for: which decisions were audited and what was found about each feature
    /// is entered, where this process holds the workspace. Looking at the figures is no act, since a screen asks for
    /// them as often as it is opened. Errors: `NotAllowed`.
    pub fn audit_fairness(&self, actor: &Actor, request: &FairnessRequest) -> Result<Audit, Error> {
        let pass = self.pass(actor, Capability::FairnessRead)?;
        let audit = self.audit(&pass, request)?;
        if self.holds() {
            let subject: Vec<(&str, String)> = request.model.iter().map(|model| ("model", model.to_string())).collect();
            let details = findings(&audit, request.since);
            let details: Vec<(&str, String)> =
                details.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
            self.record(&pass, |w| w.enter(Act::FairnessAudited, &subject, &details).map(drop))?;
        }
        Ok(audit)
    }

    fn audit(&self, pass: &Pass, request: &FairnessRequest) -> Result<Audit, Error> {
        let which = Outcomes { since: request.since, model: request.model.clone() };
        self.read(pass, |r| {
            let all = r.sensitive_features()?;
            // Where no event has any yet, there is nothing to mistype, and too little evidence is the answer.
            if !all.is_empty() && request.sensitive.iter().any(|feature| !all.contains(feature)) {
                return Err(Error::Input(format!(
                    "no event has such a sensitive feature; there are: {}",
                    all.join(", ")
                )));
            }
            let mut audit = builder(if request.sensitive.is_empty() { &all } else { &request.sensitive }, true)?;
            r.each_outcome(&which, |outcome| {
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
            })?;
            Ok(audit.finish())
        })
    }

    /// Writes a figure of a sensitive feature to the folder of exports and returns the file. The writing is recorded
    /// first, so that none goes unrecorded. Errors: `NotAllowed`, `Input` when no decision has a value of it, `Io`.
    pub fn save_fairness(
        &self,
        actor: &Actor,
        request: &FairnessRequest,
        feature: &str,
        figure: GroupFigure,
        format: FigureFormat,
        text: &DotWhiskerText,
    ) -> Result<PathBuf, Error> {
        let audit = self.fairness(actor, request)?;
        let pass = self.pass(actor, Capability::FairnessRead)?;
        let chart = chart::group_rates(&audit, feature, figure, text)
            .ok_or_else(|| Error::Input("no decision has a value of this attribute".to_owned()))?;
        let what = if figure == GroupFigure::Selection { "routing" } else { "accuracy" };
        let name = format!("fairness-{}-{what}", slug(feature));
        self.save_figure(&pass, &name, &format!("fairness {what}"), format, &chart)
    }
}

/// What an audit found, as an entry has it: figures and verdict for each feature. Shares are text, as in every entry.
fn findings(audit: &Audit, since: TimeMs) -> Vec<(String, String)> {
    let mut details =
        vec![("decisions".to_owned(), audit.n.to_string()), ("margin".to_owned(), audit.margin.to_string())];
    if since.0 != i64::MIN {
        details.push(("since_ms".to_owned(), since.0.to_string()));
    }
    details.extend(audit.verdict.iter().map(|(feature, verdict)| {
        let difference = audit.demographic_parity_difference.get(feature);
        let figures = difference.and_then(|rate| Some((rate.value?, rate.low, rate.high)));
        let figures = figures.map_or(String::new(), |(value, low, high)| format!(" {value:.4} [{low:.4}, {high:.4}]"));
        (format!("by_{feature}"), format!("{}{figures}", verdict.as_str()))
    }));
    details
}

/// A name that any file system takes.
fn slug(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).collect()
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
