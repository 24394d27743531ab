//! Exporting decisions to a file: JSON Lines, or CSV that no spreadsheet runs.

use std::io::Write;
use std::path::{Path, PathBuf};

use countersign_domain::{Actor, DecisionId, TimeMs};
use countersign_ledger::Act;
use countersign_rules::authorization::Capability;
use countersign_store::{DecisionFilter, DecisionRow, verdict_texts};

use crate::decisions::delivery_line;
use crate::deliver::write_whole;
use crate::{Engine, Error};

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// One JSON object per line.
    JsonLines,
    /// RFC 4180, with a header line.
    Csv,
}

/// Rows fetched at a time.
const PAGE: u64 = 1000;

const COLUMNS: [&str; 16] = [
    "decision_id",
    "revision",
    "event_id",
    "verdict",
    "reason",
    "intent",
    "probability",
    "queue",
    "action",
    "rule",
    "decided_at_ms",
    "feature_set_version",
    "model_version",
    "routing_policy_version",
    "taxonomy_version",
    "recognizer_version",
];

impl Engine {
    /// Writes the decisions that match to `target` and returns how many. The export is recorded before it is made, so
    /// that none goes unrecorded. Errors: `NotAllowed`, `Io`.
    pub fn export_decisions(
        &self,
        actor: &Actor,
        filter: &DecisionFilter,
        format: ExportFormat,
        target: &Path,
    ) -> Result<u64, Error> {
        let pass = self.pass(actor, Capability::DecisionsExport)?;
        let folder = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let name = target.file_name().and_then(|name| name.to_str());
        let name = name.ok_or_else(|| Error::Input("name the file to write".to_owned()))?;
        let details = [("format", if format == ExportFormat::Csv { "csv" } else { "jsonl" }.to_owned())];
        self.record(&pass, |w| w.enter(Act::DecisionsExported, &[], &details).map(drop))?;
        let mut count = 0;
        write_whole(folder, name, |out| {
            let mut rows = Rows::new(format, out)?;
            self.walk(&pass, filter, |row| {
                count += 1;
                Ok(rows.write(row)?)
            })?;
            Ok(rows.finish()?)
        })?;
        Ok(count)
    }

    /// Writes an export to the folder of exports and returns the file, which is named after the moment. It is recorded
    /// before it is made.
    pub(crate) fn save_export(
        &self,
        pass: &crate::gate::Pass,
        name: &str,
        ending: &str,
        details: &[(&str, String)],
        write: impl FnOnce(&mut std::io::BufWriter<std::fs::File>) -> Result<(), Error>,
    ) -> Result<PathBuf, Error> {
        let folder = self.folder().make_exports()?;
        let moment = jiff::Timestamp::from_millisecond(pass.at().0).unwrap_or_default();
        let file = format!("{name}-{}.{ending}", moment.strftime("%Y%m%dT%H%M%S%3fZ"));
        self.record(pass, |w| w.enter(Act::EvidenceExported, &[("file", file.clone())], details).map(drop))?;
        write_whole(&folder, &file, write)?;
        Ok(folder.join(file))
    }

    /// Visits every decision that matches, page by page, so that memory does not grow with their number.
    fn walk(
        &self,
        pass: &crate::gate::Pass,
        filter: &DecisionFilter,
        mut visit: impl FnMut(&DecisionRow) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut after: Option<(TimeMs, DecisionId)> = None;
        loop {
            let key = after.as_ref().map(|(at, id)| (*at, id));
            let page = self.read(pass, |r| Ok(r.decisions_after(filter, key, PAGE)?))?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some((last.decision.decided_at, last.decision.id.clone()));
            page.iter().try_for_each(&mut visit)?;
        }
    }
}

/// Either form, row by row.
enum Rows<'w, W: Write> {
    JsonLines(&'w mut W),
    Csv(Box<csv::Writer<&'w mut W>>),
}

impl<'w, W: Write> Rows<'w, W> {
    fn new(format: ExportFormat, out: &'w mut W) -> std::io::Result<Self> {
        if format == ExportFormat::JsonLines {
            return Ok(Self::JsonLines(out));
        }
        let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(out);
        writer.write_record(COLUMNS)?;
        Ok(Self::Csv(Box::new(writer)))
    }

    fn write(&mut self, row: &DecisionRow) -> std::io::Result<()> {
        match self {
            Self::JsonLines(out) => writeln!(out, "{}", delivery_line(row)),
            Self::Csv(writer) => Ok(writer.write_record(cells(row).map(|cell| inert(&cell)))?),
        }
    }

    fn finish(self) -> std::io::Result<()> {
        match self {
            Self::JsonLines(out) => out.flush(),
            Self::Csv(mut writer) => writer.flush(),
        }
    }
}

fn cells(row: &DecisionRow) -> [String; 16] {
    let decision = &row.decision;
    let (verdict, reason) = verdict_texts(decision.verdict);
    let lineage = &decision.lineage;
    [
        decision.id.to_string(),
        decision.revision.to_string(),
        lineage.event_id.to_string(),
        verdict.to_owned(),
        reason.unwrap_or("").to_owned(),
        decision.intent().map_or(String::new(), |intent| intent.to_string()),
        decision.candidates.first().map_or(String::new(), |best| best.probability.to_string()),
        decision.route.queue.to_string(),
        decision.route.action.clone().unwrap_or_default(),
        decision.route.rule.clone(),
        decision.decided_at.0.to_string(),
        lineage.feature_set_version.clone(),
        lineage.model_version.as_ref().map_or(String::new(), |version| version.to_string()),
        lineage.routing_policy_version.to_string(),
        row.taxonomy_version.to_string(),
        row.recognizer_version.clone(),
    ]
}

/// A cell that a spreadsheet would run gets an apostrophe before it (OWASP ASVS 5.0, 1.2.10).
pub(crate) fn inert(cell: &str) -> String {
    let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if runs { format!("'{cell}") } else { cell.to_owned() }
}
