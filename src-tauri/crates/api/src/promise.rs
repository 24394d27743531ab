//! The promise, what another one would mean, and why the engine suggests what it suggests.

use countersign_engine::{
    CandidateSet, Explanation, IntentPoint, LivePolicy, PromiseReport, ReasonFigures, Span, WhatIfPoint, WhatIfReport,
    WhatIfRequest,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::chart::RateChartWords;
use crate::findings::FigureFormatName;
use crate::{ChartView, PromiseState, RateView};

/// The promise with the live model.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct PromiseView {
    /// The model's first characters.
    pub model_version_short: String,
    /// Whether it holds.
    pub state: PromiseState,
    /// Largest share of wrong automatic decisions, in 0–1.
    pub alpha: f64,
    /// Chance that it fails, divided evenly among the parts (Bonferroni).
    pub delta: f64,
    /// `whole`, `intent`, `channel` or `segment.KEY`.
    pub per: String,
    /// `held_out`: labels that nothing was fitted on, a theorem. `cross_fitted`: an estimate,
    /// which fails a little more often than stated in simulations with few labels.
    pub basis: String,
    /// Share that would be decided without a person, of the labelled texts that the policy leaves to the engine.
    pub coverage: RateView,
    /// Share of wrong among those.
    pub wrong: RateView,
    /// The parts; the last is everything that has too few labels for a part of its own.
    pub parts: Vec<PromisePartView>,
    /// Highest out-of-scope score that is still decided on, in 0–1.
    pub scope_limit: f64,
    /// What the random sample of automatic decisions has shown.
    pub watch: WatchView,
}

/// A part with a threshold of its own.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct PromisePartView {
    /// The part; absent for the rest.
    pub name: Option<String>,
    /// From which probability on; absent where nothing keeps the promise.
    pub threshold: Option<f64>,
    /// Share of its labelled texts that pass.
    pub coverage: RateView,
    /// Wrong ones among them.
    pub wrong: u64,
    /// Upper bound of their share, with the part's confidence.
    pub upper_bound: f64,
    /// Labels with which a threshold would be found, where none is.
    pub labels_needed: Option<u64>,
}

/// What the random sample of automatic decisions has shown.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct WatchView {
    /// Answers since the promise began.
    pub answers: u64,
    /// Where the person chose another intent.
    pub wrong: u64,
    /// Share of wrong automatic decisions, at all times together with confidence 95 %: lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// How far the evidence has come towards withdrawing the promise, in 0–1.
    pub evidence: f64,
}

impl From<PromiseReport> for PromiseView {
    fn from(report: PromiseReport) -> Self {
        let state = match (report.withdrawn, report.promise.holds()) {
            (true, _) => PromiseState::Withdrawn,
            (false, true) => PromiseState::Valid,
            (false, false) => PromiseState::None,
        };
        let basis = serde_json::to_value(report.basis).ok().and_then(|text| text.as_str().map(str::to_owned));
        let parts = report.promise.cells.into_iter().map(|cell| PromisePartView {
            name: cell.name,
            threshold: cell.guarantee.threshold,
            coverage: cell.guarantee.coverage.into(),
            wrong: cell.guarantee.errors,
            upper_bound: cell.guarantee.upper_bound,
            labels_needed: cell.guarantee.labels_needed,
        });
        Self {
            model_version_short: report.model.short().to_owned(),
            state,
            alpha: report.alpha,
            delta: report.delta,
            per: report.per,
            basis: basis.unwrap_or_default(),
            coverage: report.promise.coverage.into(),
            wrong: report.promise.wrong.into(),
            parts: parts.collect(),
            scope_limit: report.promise.scope_limit,
            watch: WatchView {
                answers: report.watch.answers,
                wrong: report.watch.wrong,
                low: report.watch.low,
                high: report.watch.high,
                evidence: report.watch.evidence,
            },
        }
    }
}

/// Asks what other promises would mean.
#[derive(Debug, Clone, Deserialize, TS)]
#[ts(export)]
pub struct PromiseWhatIfRequest {
    /// Shares of errors to look at, each above 0 and at most 0.5.
    pub alphas: Vec<f64>,
    /// Chance that the promise fails; the policy's when absent.
    pub delta: Option<f64>,
    /// `whole`, `intent`, `channel` or `segment.KEY`; the policy's when absent.
    pub per: Option<String>,
    /// Days to look back on for what comes in; 28 when absent.
    pub days: Option<u32>,
    /// What one wrong automatic decision costs, in any unit.
    pub cost_of_error: f64,
    /// Minutes that a person needs for an answer.
    pub minutes_per_answer: f64,
}

impl From<PromiseWhatIfRequest> for WhatIfRequest {
    fn from(request: PromiseWhatIfRequest) -> Self {
        let PromiseWhatIfRequest { alphas, delta, per, days, cost_of_error, minutes_per_answer } = request;
        Self { alphas, delta, per, days, cost_of_error, minutes_per_answer }
    }
}

/// What other promises would mean. Each point holds by itself: whoever takes the best of many promises a little less.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct PromiseWhatIfView {
    /// Events per day that a decision is made on.
    pub events_per_day: f64,
    /// Share of them that goes to people whatever is promised.
    pub always_people: RateView,
    /// In the order of the request.
    pub points: Vec<WhatIfPointView>,
    /// By intent, for the policy's own promise.
    pub by_intent: Vec<WhatIfIntentView>,
}

/// Asks for everything that the screen of the promise shows.
#[derive(Debug, Clone, Deserialize, TS)]
#[ts(export)]
pub struct PromiseBoardRequest {
    /// The promises to weigh.
    pub what_if: PromiseWhatIfRequest,
    /// What each of them is called, in their order.
    pub names: Vec<String>,
    /// Words of the chart.
    pub words: RateChartWords,
}

/// Asks for the chart of what other promises would mean as a file.
#[derive(Debug, Clone, Deserialize, TS)]
#[ts(export)]
pub struct PromiseSaveRequest {
    /// The figures, as they were asked for.
    pub board: PromiseBoardRequest,
    /// In which form.
    pub format: FigureFormatName,
}

/// Everything that the screen of the promise shows.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct PromiseBoardView {
    /// What is promised now; absent without a model.
    pub promise: Option<PromiseView>,
    /// What other promises would mean; absent without a model.
    pub what_if: Option<PromiseWhatIfView>,
    /// Share decided without a person, by promise.
    pub chart: Option<ChartView>,
}

impl PromiseBoardView {
    /// The view, with the reader's words.
    pub fn of(
        promise: Option<PromiseReport>,
        what_if: Option<WhatIfReport>,
        names: &[String],
        words: RateChartWords,
    ) -> Self {
        let chart = what_if.as_ref().and_then(|report| report.coverage_chart(names, &words.into()));
        Self { promise: promise.map(Into::into), what_if: what_if.map(Into::into), chart: chart.map(ChartView::from) }
    }
}

/// What a share of errors would mean.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct WhatIfPointView {
    /// The share.
    pub alpha: f64,
    /// Whether any threshold keeps it.
    pub holds: bool,
    /// The threshold, where there is one for all.
    pub threshold: Option<f64>,
    /// Share that would be decided without a person, of what the policy leaves to the engine.
    pub coverage: RateView,
    /// Share of wrong among those.
    pub wrong: RateView,
    /// Events that people would get per day.
    pub people_per_day: SpanView,
    /// Hours that they would need.
    pub hours_per_day: SpanView,
    /// Wrong automatic decisions per day.
    pub wrong_per_day: SpanView,
    /// Labels that would make it possible, where it is not.
    pub labels_needed: Option<u64>,
}

/// The same for one intent.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct WhatIfIntentView {
    /// Intent.
    pub intent: String,
    /// Decided for it without a person, per day.
    pub decided_per_day: SpanView,
    /// Share of wrong among those.
    pub wrong: RateView,
    /// Wrong ones per day.
    pub wrong_per_day: SpanView,
    /// What those cost per day.
    pub cost_per_day: SpanView,
    /// Of it to people, per day.
    pub people_per_day: SpanView,
}

/// A figure with the interval that the labels leave.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct SpanView {
    /// The figure.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl From<Span> for SpanView {
    fn from(Span { value, low, high }: Span) -> Self {
        Self { value, low, high }
    }
}

impl From<WhatIfReport> for PromiseWhatIfView {
    fn from(report: WhatIfReport) -> Self {
        Self {
            events_per_day: report.events_per_day,
            always_people: report.always_people.into(),
            points: report.points.into_iter().map(WhatIfPointView::from).collect(),
            by_intent: report.by_intent.into_iter().map(WhatIfIntentView::from).collect(),
        }
    }
}

impl From<WhatIfPoint> for WhatIfPointView {
    fn from(point: WhatIfPoint) -> Self {
        Self {
            alpha: point.alpha,
            holds: point.holds,
            threshold: point.threshold,
            coverage: point.coverage.into(),
            wrong: point.wrong.into(),
            people_per_day: point.people_per_day.into(),
            hours_per_day: point.hours_per_day.into(),
            wrong_per_day: point.wrong_per_day.into(),
            labels_needed: point.labels_needed,
        }
    }
}

impl From<IntentPoint> for WhatIfIntentView {
    fn from(point: IntentPoint) -> Self {
        Self {
            intent: point.intent,
            decided_per_day: point.decided_per_day.into(),
            wrong: point.wrong.into(),
            wrong_per_day: point.wrong_per_day.into(),
            cost_per_day: point.cost_per_day.into(),
            people_per_day: point.people_per_day.into(),
        }
    }
}

/// Why the engine suggests what it suggests.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ExplanationView {
    /// One to three intents, most probable first.
    pub set: Vec<String>,
    /// How often such sets held the right one.
    pub set_coverage: RateView,
    /// Another wish in the same message.
    pub secondary: Option<SecondaryView>,
    /// The fewest words without which another intent would have been suggested.
    pub without: Option<WithoutView>,
    /// Labelled messages most like this one, of the suggestion first, then of its rival.
    pub nearest: Vec<NearExampleView>,
    /// What is known besides the text and spoke for (or against) the suggestion.
    pub circumstances: Vec<CircumstanceView>,
}

/// A second wish.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct SecondaryView {
    /// Intent.
    pub intent: String,
    /// Name.
    pub title: String,
    /// Calibrated probability for its part of the message, in 0–1.
    pub probability: f64,
}

/// Words on which the suggestion hangs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct WithoutView {
    /// The words, in the order of the text.
    pub words: Vec<String>,
    /// What would be suggested without them.
    pub intent: String,
    /// Its name.
    pub title: String,
    /// Whether no smaller set would do.
    pub is_fewest: bool,
}

/// A labelled message.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct NearExampleView {
    /// The event.
    pub event_id: String,
    /// Its label.
    pub intent: String,
    /// What the customer said; tokens as `⟦TYPE⟧`.
    pub excerpt: String,
    /// How like it is, in 0–1.
    pub similarity: f64,
}

/// Something known besides the text.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct CircumstanceView {
    /// `channel=email`.
    pub name: String,
    /// Weight for the suggestion against its rival, in nats.
    pub weight: f64,
}

/// The figures behind a reason.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ReasonView {
    /// Reason code.
    pub code: String,
    /// The reason in English, for scripts and logs; the window says it in the reader's language from the figures.
    pub sentence: String,
    /// Probability of the suggestion, in 0–1.
    pub probability: Option<f64>,
    /// What it was compared with.
    pub threshold: Option<f64>,
    /// The rival.
    pub rival: Option<String>,
    /// Its probability.
    pub rival_probability: Option<f64>,
    /// How unlike the training texts it is, in 0–1.
    pub out_of_scope_score: Option<f64>,
    /// The policy rule that decided.
    pub rule: String,
}

impl ReasonView {
    /// Of a decision that abstained.
    pub fn of(figures: &ReasonFigures) -> Self {
        Self {
            code: figures.reason.as_str().to_owned(),
            sentence: figures.sentence(),
            probability: figures.probability,
            threshold: figures.threshold,
            rival: figures.rival.as_ref().map(|(intent, _)| intent.to_string()),
            rival_probability: figures.rival.as_ref().map(|(_, probability)| *probability),
            out_of_scope_score: figures.out_of_scope_score,
            rule: figures.rule.clone(),
        }
    }
}

impl ExplanationView {
    /// With the names of `policy`; `excerpt` shortens a text for display.
    pub(crate) fn of(explanation: &Explanation, policy: &LivePolicy, excerpt: impl Fn(&str) -> String) -> Self {
        let title = |intent: &countersign_domain::IntentId| {
            policy.taxonomy.get(intent).map_or_else(|| intent.to_string(), |known| known.title.clone())
        };
        let CandidateSet { intents, coverage } = &explanation.set;
        Self {
            set: intents.iter().map(ToString::to_string).collect(),
            set_coverage: (*coverage).into(),
            secondary: explanation.secondary.as_ref().map(|(intent, probability)| SecondaryView {
                intent: intent.to_string(),
                title: title(intent),
                probability: *probability,
            }),
            without: explanation.without.as_ref().map(|without| WithoutView {
                words: without.words.iter().map(|word| excerpt(word)).collect(),
                intent: without.becomes.to_string(),
                title: title(&without.becomes),
                is_fewest: without.is_fewest,
            }),
            nearest: explanation
                .nearest
                .iter()
                .map(|near| NearExampleView {
                    event_id: near.event.to_string(),
                    intent: near.intent.to_string(),
                    excerpt: excerpt(&near.text),
                    similarity: near.similarity,
                })
                .collect(),
            circumstances: explanation
                .circumstances
                .iter()
                .map(|(name, weight)| CircumstanceView { name: name.clone(), weight: *weight })
                .collect(),
        }
    }
}
