//! The board of models: the timeline, each version with what speaks for and against it, and requests for promotion.

use countersign_domain::TimeMs;
use countersign_engine::{ApprovalCase, Bar, Board, EvidenceItem, Finding, MarkKind, Standing};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::RateView;

/// Everything that the screen of models shows.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ModelBoardView {
    /// The live model; absent: none is.
    pub champion: Option<ModelStandingView>,
    /// Every other version, newest first.
    pub others: Vec<ModelStandingView>,
    /// Who was live when, oldest first.
    pub stretches: Vec<ModelStretchView>,
    /// What happened on the way, newest first.
    pub marks: Vec<ModelMarkView>,
    /// Since when automatic routing is paused.
    pub paused_at_ms: Option<i64>,
    /// Who paused it.
    pub paused_by: Option<String>,
    /// Why.
    pub pause_reason: Option<String>,
    /// Labels there are.
    pub labels: u64,
    /// Intents that have labels.
    pub labelled_intents: u64,
    /// Labels that training needs at least.
    pub labels_needed: u64,
    /// When this was true: the right end of the timeline.
    pub at_ms: i64,
}

/// One version.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ModelStandingView {
    /// SHA-256 of the bundle.
    pub version: String,
    /// Its first characters.
    pub version_short: String,
    /// Who trained it.
    pub trained_by: String,
    /// When.
    pub trained_at_ms: i64,
    /// Whether it was live before.
    pub was_live: bool,
    /// What speaks for and against it.
    pub evidence: Vec<EvidenceView>,
    /// The request that waits for a second person.
    pub pending_approval: Option<String>,
}

/// One thing that speaks for or against a model, and how it came out.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct EvidenceView {
    /// How it came out; absent for a figure that is held to nothing.
    pub finding: Option<FindingName>,
    /// What it is.
    pub item: EvidenceItemView,
}

/// How an item came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "Finding", export)]
pub enum FindingName {
    /// As it should be.
    Pass,
    /// Not as it should be.
    Fail,
    /// It cannot be told yet.
    TooLittleData,
}

/// Figures of one item.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum EvidenceItemView {
    /// Cases that the model which judged them had not seen.
    Cases {
        /// Cases there are.
        n: u64,
        /// Fewest that are asked for.
        needed: u64,
    },
    /// Whether a threshold keeps the promise.
    Promise {
        /// At most this share is wrong, in 0–1.
        alpha: f64,
        /// The threshold, in 0–1.
        threshold: Option<f64>,
        /// Share of wrong ones among those that would be decided automatically.
        errors: RateView,
        /// Upper bound of that share.
        upper_bound: f64,
        /// Labels, in all, that would find a threshold.
        labels_needed: Option<u64>,
    },
    /// Share that would be decided automatically.
    Coverage {
        /// The share.
        rate: RateView,
    },
    /// Share of first choices that are right.
    Accuracy {
        /// The share.
        rate: RateView,
        /// What it gains on the live model, in −1–1.
        gain: Option<RateView>,
        /// Loss that counts as none.
        margin: f64,
    },
    /// Mean distance between the probability that is said and the share that is right.
    Calibration {
        /// The distance with its interval.
        rate: RateView,
    },
    /// Intents with enough cases to say something about.
    Intents {
        /// Those with enough.
        known: u64,
        /// Intents of the taxonomy.
        of: u64,
        /// Cases that are enough.
        needed: u64,
        /// Titles of those without.
        lacking: Vec<String>,
    },
}

/// One model was live, or none was.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ModelStretchView {
    /// First characters of its version; absent: none.
    pub version_short: Option<String>,
    /// From when on.
    pub from_ms: i64,
    /// Until when; absent: still.
    pub until_ms: Option<i64>,
    /// Where it begins in the whole timeline, in 0–1.
    pub begins: f64,
    /// Where it ends, in 0–1.
    pub ends: f64,
}

/// Something that happened on the way.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ModelMarkView {
    /// What.
    pub kind: ModelMarkKind,
    /// When.
    pub at_ms: i64,
    /// Where in the whole timeline, in 0–1.
    pub position: f64,
    /// The model it is about.
    pub version_short: Option<String>,
    /// The model before.
    pub replaces_short: Option<String>,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: Option<String>,
}

/// What a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ModelMarkKind {
    /// A model became champion.
    Released,
    /// One was taken back.
    RolledBack,
    /// Automatic routing was paused.
    Paused,
    /// It went on.
    Resumed,
}

/// Asks for a model to become champion.
#[derive(Deserialize, TS)]
#[ts(export)]
pub struct ModelRequestRequest {
    /// The model.
    pub version: String,
    /// Why.
    pub reason: String,
}

/// Rolls back, or lets automatic routing go on.
#[derive(Deserialize, TS)]
#[ts(export)]
pub struct ReasonRequest {
    /// Why.
    pub reason: String,
}

/// What a roll-back would do, or did, in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct RollBackPlanView {
    /// Taken out: first characters of the version.
    pub bad_short: String,
    /// Restored; absent: no model, everything goes to people.
    pub restores_short: Option<String>,
    /// Automatic decisions of the bad model that have not left: taken back and decided anew.
    pub unreleased: u64,
    /// Those that have left.
    pub released: u64,
    /// Those of them that the restored model does not make: sent to people.
    pub flipped: u64,
    /// Those of them that stand: the restored model makes them as well.
    pub standing: u64,
}

/// Requests that wait, or waited, for a second person.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ApprovalListView {
    /// Newest first.
    pub approvals: Vec<ApprovalCaseView>,
    /// Those that wait and that whoever looks may decide.
    pub waiting_for_me: u64,
}

/// One request.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ApprovalCaseView {
    /// Id.
    pub approval_id: String,
    /// `promotion` or `policy`.
    pub kind: String,
    /// What it is about: a version.
    pub subject: String,
    /// Its first characters.
    pub subject_short: String,
    /// The version that it would replace, where that was known when it was asked for.
    pub replaces: Option<String>,
    /// `pending`, `approved` or `refused`.
    pub state: String,
    /// Why it was asked for.
    pub reason: Option<String>,
    /// Who asked.
    pub requested_by: String,
    /// When.
    pub requested_at_ms: i64,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at_ms: Option<i64>,
    /// Why whoever looks cannot decide it; absent: they can.
    pub bar: Option<ApprovalBar>,
}

/// Why somebody cannot be the second person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ApprovalBar {
    /// They asked.
    OwnRequest,
    /// They trained the model.
    OwnModel,
    /// Their roles do not include it.
    Role,
    /// The evidence is not complete.
    Evidence,
}

/// Names a request.
#[derive(Deserialize, TS)]
#[ts(export)]
pub struct ApprovalRequest {
    /// Its id.
    pub approval_id: String,
}

/// How many characters of a version people read.
const SHORT: usize = 8;

fn short(version: &str) -> String {
    version.chars().take(SHORT).collect()
}

impl From<Board> for ModelBoardView {
    fn from(board: Board) -> Self {
        let span = Span::of(&board);
        let name = |id: &str| board.names.get(id).cloned().unwrap_or_else(|| id.to_owned());
        let was_live: Vec<&str> =
            board.stretches.iter().filter_map(|stretch| Some(stretch.model.as_ref()?.as_str())).collect();
        let standing = |standing: &Standing| ModelStandingView {
            version: standing.row.version.to_string(),
            version_short: short(standing.row.version.as_str()),
            trained_by: name(standing.row.trained_by.as_str()),
            trained_at_ms: standing.row.trained_at.0,
            was_live: was_live.contains(&standing.row.version.as_str()),
            evidence: standing.evidence.iter().map(EvidenceView::from).collect(),
            pending_approval: standing.pending.as_ref().map(ToString::to_string),
        };
        let stretches = board.stretches.iter().map(|stretch| ModelStretchView {
            version_short: stretch.model.as_ref().map(|version| short(version.as_str())),
            from_ms: stretch.from.0,
            until_ms: stretch.until.map(|until| until.0),
            begins: span.position(stretch.from),
            ends: stretch.until.map_or(1.0, |until| span.position(until)),
        });
        let marks = board.marks.iter().rev().map(|mark| ModelMarkView {
            kind: match mark.kind {
                MarkKind::Released => ModelMarkKind::Released,
                MarkKind::RolledBack => ModelMarkKind::RolledBack,
                MarkKind::Paused => ModelMarkKind::Paused,
                MarkKind::Resumed => ModelMarkKind::Resumed,
            },
            at_ms: mark.at.0,
            position: span.position(mark.at),
            version_short: mark.model.as_ref().map(|version| short(version.as_str())),
            replaces_short: mark.replaces.as_ref().map(|version| short(version.as_str())),
            by: name(&mark.by),
            reason: mark.reason.clone(),
        });
        Self {
            champion: board.standings.iter().find(|each| each.champion).map(standing),
            others: board.standings.iter().filter(|each| !each.champion).map(standing).collect(),
            stretches: stretches.collect(),
            marks: marks.collect(),
            paused_at_ms: board.paused.as_ref().map(|turn| turn.at.0),
            paused_by: board.paused.as_ref().map(|turn| name(&turn.by)),
            pause_reason: board.paused.as_ref().and_then(|turn| turn.reason.clone()),
            labels: board.labels.values().sum(),
            labelled_intents: board.labels.len() as u64,
            labels_needed: board.labels_needed,
            at_ms: board.at.0,
        }
    }
}

/// From the first release to now.
struct Span {
    from: i64,
    until: i64,
}

impl Span {
    fn of(board: &Board) -> Self {
        let first = board.stretches.first().map(|stretch| stretch.from).into_iter();
        let first = first.chain(board.marks.first().map(|mark| mark.at)).min();
        Self { from: first.map_or(board.at.0, |at| at.0), until: board.at.0 }
    }

    /// Where `at` lies, in 0–1.
    fn position(&self, at: TimeMs) -> f64 {
        let length = (self.until - self.from).max(1) as f64;
        ((at.0 - self.from) as f64 / length).clamp(0.0, 1.0)
    }
}

impl From<&EvidenceItem> for EvidenceView {
    fn from(item: &EvidenceItem) -> Self {
        let finding = item.finding().map(|finding| match finding {
            Finding::Pass => FindingName::Pass,
            Finding::Fail => FindingName::Fail,
            Finding::TooLittleData => FindingName::TooLittleData,
        });
        let item = match item.clone() {
            EvidenceItem::Cases { n, needed } => EvidenceItemView::Cases { n, needed },
            EvidenceItem::Promise { alpha, threshold, errors, upper_bound, labels_needed } => {
                EvidenceItemView::Promise { alpha, threshold, errors: errors.into(), upper_bound, labels_needed }
            }
            EvidenceItem::Coverage(rate) => EvidenceItemView::Coverage { rate: rate.into() },
            EvidenceItem::Accuracy { rate, gain, margin } => {
                EvidenceItemView::Accuracy { rate: rate.into(), gain: gain.map(Into::into), margin }
            }
            EvidenceItem::Calibration(rate) => EvidenceItemView::Calibration { rate: rate.into() },
            EvidenceItem::Intents { known, of, needed, lacking } => {
                EvidenceItemView::Intents { known, of, needed, lacking }
            }
        };
        Self { finding, item }
    }
}

impl From<&countersign_engine::RollBackReport> for RollBackPlanView {
    fn from(report: &countersign_engine::RollBackReport) -> Self {
        let flipped = report.flipped.len() as u64;
        Self {
            bad_short: short(report.bad.as_str()),
            restores_short: report.restores.as_ref().map(|version| short(version.as_str())),
            unreleased: report.unreleased.len() as u64,
            released: report.released,
            flipped,
            standing: report.released - flipped,
        }
    }
}

impl From<Vec<ApprovalCase>> for ApprovalListView {
    fn from(cases: Vec<ApprovalCase>) -> Self {
        let mine = cases.iter().filter(|case| case.row.state == "pending" && case.bar.is_none());
        Self { waiting_for_me: mine.count() as u64, approvals: cases.into_iter().map(Into::into).collect() }
    }
}

impl From<ApprovalCase> for ApprovalCaseView {
    fn from(ApprovalCase { row, bar, requested_by, decided_by }: ApprovalCase) -> Self {
        Self {
            approval_id: row.id.to_string(),
            kind: row.kind,
            subject_short: short(&row.subject),
            subject: row.subject,
            replaces: row.evidence.get("replaces").and_then(|version| version.as_str()).map(str::to_owned),
            state: row.state,
            reason: row.reason,
            requested_by,
            requested_at_ms: row.requested_at.0,
            decided_by,
            decided_at_ms: row.decided_at.map(|at| at.0),
            bar: bar.map(|bar| match bar {
                Bar::OwnRequest => ApprovalBar::OwnRequest,
                Bar::OwnModel => ApprovalBar::OwnModel,
                Bar::Role => ApprovalBar::Role,
                Bar::Evidence => ApprovalBar::Evidence,
            }),
        }
    }
}
