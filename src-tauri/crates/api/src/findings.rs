//! A fairness audit as the window shows it: for each attribute what it found, and the figures of one of them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use countersign_domain::{ModelVersion, TimeMs};
use countersign_engine::{Audit, FairnessRequest, FigureFormat, GroupFigure, Verdict};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::chart::RateChartWords;
use crate::{ChartView, RateView};

/// Asks for an audit of all sensitive features.
#[derive(Debug, Clone, Deserialize, TS)]
#[ts(export)]
pub struct FairnessAuditRequest {
    /// Only decisions since; absent: all.
    pub since_ms: Option<i64>,
    /// Only decisions of this model; absent: all.
    pub model: Option<String>,
}

/// Asks for the figures of one attribute.
#[derive(Debug, Clone, Deserialize, TS)]
#[ts(export)]
pub struct FairnessAttributeRequest {
    /// Which decisions.
    pub audit: FairnessAuditRequest,
    /// Sensitive feature.
    pub attribute: String,
    /// Words of the chart of automatic routing.
    pub selection_words: RateChartWords,
    /// Words of the chart of accuracy.
    pub accuracy_words: RateChartWords,
}

/// Asks for a figure of an attribute as a file.
#[derive(Debug, Clone, Deserialize, TS)]
#[ts(export)]
pub struct FairnessSaveRequest {
    /// Which decisions.
    pub audit: FairnessAuditRequest,
    /// Sensitive feature.
    pub attribute: String,
    /// Which figure.
    pub figure: GroupFigureName,
    /// In which form.
    pub format: FigureFormatName,
    /// Words of its chart.
    pub words: RateChartWords,
}

/// A figure per group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "GroupFigure", export)]
pub enum GroupFigureName {
    /// Share routed without a person.
    Selection,
    /// Share of suggestions that were right.
    Accuracy,
}

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "FigureFormat", export)]
pub enum FigureFormatName {
    /// A drawing.
    Svg,
    /// A table.
    Csv,
}

/// What an audit found, for each attribute.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct FairnessView {
    /// Decisions audited.
    pub n: u64,
    /// Largest difference that is not material, as a share in 0–1.
    pub margin: f64,
    /// Least cases of a group that are enough evidence.
    pub min_n: u64,
    /// Attributes: gaps first, then what is open, then the rest.
    pub findings: Vec<FindingView>,
}

/// What was found about an attribute.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct FindingView {
    /// Sensitive feature.
    pub attribute: String,
    /// What the difference amounts to.
    pub verdict: FairnessVerdict,
    /// Highest minus lowest share routed without a person.
    pub difference: RateView,
    /// Group with the highest; absent with fewer than two.
    pub highest: Option<String>,
    /// Group with the lowest.
    pub lowest: Option<String>,
    /// Groups.
    pub groups: u64,
    /// Groups with too few cases, with how many they have.
    pub small: Vec<SmallGroupView>,
    /// Decisions without a value of it.
    pub without_group: u64,
}

/// What a difference amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum FairnessVerdict {
    /// Its whole interval is above the margin.
    Gap,
    /// Too little evidence either way.
    InsufficientEvidence,
    /// Its whole interval is within the margin.
    NoMaterialGap,
}

/// A group with too few cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SmallGroupView {
    /// Group.
    pub group: String,
    /// Cases.
    pub n: u64,
}

/// The figures of one attribute.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct FairnessAttributeView {
    /// What was found about it.
    pub finding: FindingView,
    /// Largest difference that is not material, as a share in 0–1.
    pub margin: f64,
    /// Least cases of a group that are enough evidence.
    pub min_n: u64,
    /// Decisions without a label: in the share routed without a person only.
    pub without_label: u64,
    /// Share routed without a person, per group; absent where nothing is known yet.
    pub selection_chart: Option<ChartView>,
    /// Share of suggestions that were right, per group; absent where nobody has judged any.
    pub accuracy_chart: Option<ChartView>,
}

/// Where a file was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SavedView {
    /// The file.
    pub file: String,
}

impl From<PathBuf> for SavedView {
    fn from(file: PathBuf) -> Self {
        Self { file: file.display().to_string() }
    }
}

impl FairnessAuditRequest {
    /// The audit of every feature.
    pub fn request(&self) -> FairnessRequest {
        FairnessRequest {
            sensitive: Vec::new(),
            since: TimeMs(self.since_ms.unwrap_or(i64::MIN)),
            model: self.model.as_ref().map(ModelVersion::new),
        }
    }

    /// The audit of one.
    pub fn request_of(&self, attribute: &str) -> FairnessRequest {
        FairnessRequest { sensitive: vec![attribute.to_owned()], ..self.request() }
    }
}

impl From<GroupFigureName> for GroupFigure {
    fn from(name: GroupFigureName) -> Self {
        match name {
            GroupFigureName::Selection => Self::Selection,
            GroupFigureName::Accuracy => Self::Accuracy,
        }
    }
}

impl From<FigureFormatName> for FigureFormat {
    fn from(name: FigureFormatName) -> Self {
        match name {
            FigureFormatName::Svg => Self::Svg,
            FigureFormatName::Csv => Self::Csv,
        }
    }
}

impl From<&Audit> for FairnessView {
    fn from(audit: &Audit) -> Self {
        let mut findings: Vec<FindingView> = audit.by_group.keys().filter_map(|name| finding(audit, name)).collect();
        findings.sort_by(|a, b| (a.verdict, &a.attribute).cmp(&(b.verdict, &b.attribute)));
        Self { n: audit.n, margin: audit.margin, min_n: audit.min_n, findings }
    }
}

impl FairnessAttributeView {
    /// The figures of `request.attribute`; `None` where no decision has a value of it.
    pub fn of(audit: &Audit, request: FairnessAttributeRequest) -> Option<Self> {
        let FairnessAttributeRequest { attribute, selection_words, accuracy_words, .. } = request;
        let chart = |figure: GroupFigure, words: RateChartWords| {
            countersign_engine::chart::group_rates(audit, &attribute, figure, &words.into()).map(ChartView::from)
        };
        Some(Self {
            finding: finding(audit, &attribute)?,
            margin: audit.margin,
            min_n: audit.min_n,
            without_label: audit.excluded.without_label,
            selection_chart: chart(GroupFigure::Selection, selection_words),
            accuracy_chart: chart(GroupFigure::Accuracy, accuracy_words),
        })
    }
}

fn finding(audit: &Audit, attribute: &str) -> Option<FindingView> {
    let groups = audit.by_group.get(attribute)?;
    let extremes = audit.extremes.get(attribute);
    let small = groups.iter().filter(|(_, group)| group.insufficient);
    Some(FindingView {
        attribute: attribute.to_owned(),
        verdict: match audit.verdict.get(attribute)? {
            Verdict::Gap => FairnessVerdict::Gap,
            Verdict::InsufficientEvidence => FairnessVerdict::InsufficientEvidence,
            Verdict::NoMaterialGap => FairnessVerdict::NoMaterialGap,
        },
        difference: (*audit.demographic_parity_difference.get(attribute)?).into(),
        highest: extremes.map(|extremes| extremes.highest.clone()),
        lowest: extremes.map(|extremes| extremes.lowest.clone()),
        groups: groups.len() as u64,
        small: small.map(|(name, group)| SmallGroupView { group: name.clone(), n: group.n }).collect(),
        without_group: count_of(&audit.excluded.without_group, attribute),
    })
}

fn count_of(counts: &BTreeMap<String, u64>, name: &str) -> u64 {
    counts.get(name).copied().unwrap_or(0)
}
