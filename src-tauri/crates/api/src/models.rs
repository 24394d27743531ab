//! Model versions, the timeline, training and roll-back.

use countersign_engine::{ModelSummary, RollBackReport, TimelineEntry, TrainReport};
use serde::Serialize;
use serde_json::Value;

/// A model version.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ModelView {
    /// SHA-256 of the bundle.
    pub model_version: String,
    /// Whether it is live.
    pub champion: bool,
    /// Training set.
    pub training_set: String,
    /// By whom: a person's id.
    pub trained_by: String,
    /// When.
    pub trained_at_ms: i64,
    /// Figures on labels that training has not seen; a list has the first few of them only.
    pub evaluation: Value,
    /// Digests of all parts, settings and lineage; absent in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manifest: Option<Value>,
}

/// Figures that lists show.
const HEADLINES: [&str; 7] =
    ["n", "accuracy", "macro_f1", "calibration_error", "coverage_at_95", "coverage_at_99", "guarantee"];

impl ModelView {
    /// For a list: headline figures.
    pub fn brief(model: ModelSummary) -> Self {
        let figures = HEADLINES.iter().filter_map(|name| {
            let figure = model.row.evaluation.get(*name)?;
            Some(((*name).to_owned(), figure.clone()))
        });
        Self { evaluation: Value::Object(figures.collect()), manifest: None, ..Self::full(model) }
    }

    /// With everything.
    pub fn full(model: ModelSummary) -> Self {
        Self {
            model_version: model.row.version.to_string(),
            champion: model.champion,
            training_set: model.row.training_set.to_string(),
            trained_by: model.row.trained_by.to_string(),
            trained_at_ms: model.row.trained_at.0,
            evaluation: model.row.evaluation,
            manifest: serde_json::from_str(&model.row.manifest).ok(),
        }
    }
}

/// What training made.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TrainView {
    /// SHA-256 of the bundle.
    pub model_version: String,
    /// Labels it was trained on.
    pub labels: usize,
    /// Figures on labels that the model which made them has not seen.
    pub evaluation: Value,
}

impl From<TrainReport> for TrainView {
    fn from(report: TrainReport) -> Self {
        Self { model_version: report.version.to_string(), labels: report.labels, evaluation: report.evaluation }
    }
}

/// From when on which model was live.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimelineView {
    /// When it began.
    pub at_ms: i64,
    /// Live from then on; absent: no model.
    pub model_version: Option<String>,
    /// `promoted` or `rolled_back`.
    pub cause: String,
    /// Live before.
    pub replaces: Option<String>,
    /// By whom: a person's id.
    pub by: String,
    /// Why.
    pub reason: Option<String>,
}

impl From<TimelineEntry> for TimelineView {
    fn from(entry: TimelineEntry) -> Self {
        Self {
            at_ms: entry.at.0,
            model_version: entry.model.map(|version| version.to_string()),
            cause: entry.cause,
            replaces: entry.replaces.map(|version| version.to_string()),
            by: entry.by.to_string(),
            reason: entry.reason,
        }
    }
}

/// What a roll-back did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RollBackView {
    /// Whether it was done; `false` for a plan.
    pub done: bool,
    /// Taken out.
    pub bad: String,
    /// Restored; absent: no model, everything goes to people.
    pub restores: Option<String>,
    /// Automatic decisions that had not left: taken back and decided anew.
    pub unreleased: u64,
    /// Automatic decisions that had left.
    pub released: u64,
    /// Those of them that the restored model does not make: sent to people.
    pub flipped: u64,
    /// Decisions taken back; absent in a plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unreleased_decisions: Option<Vec<String>>,
    /// Decisions sent to people; absent in a plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flipped_decisions: Option<Vec<String>>,
}

impl RollBackView {
    /// What would happen, in numbers.
    pub fn plan(report: &RollBackReport) -> Self {
        Self {
            done: false,
            bad: report.bad.to_string(),
            restores: report.restores.as_ref().map(ToString::to_string),
            unreleased: report.unreleased.len() as u64,
            released: report.released,
            flipped: report.flipped.len() as u64,
            unreleased_decisions: None,
            flipped_decisions: None,
        }
    }

    /// What happened, with the decisions.
    pub fn done(report: &RollBackReport) -> Self {
        let ids = |decisions: &[countersign_domain::DecisionId]| decisions.iter().map(ToString::to_string).collect();
        Self {
            done: true,
            unreleased_decisions: Some(ids(&report.unreleased)),
            flipped_decisions: Some(ids(&report.flipped)),
            ..Self::plan(report)
        }
    }
}
