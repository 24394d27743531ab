//! How the installation does, as the screen that watches shows it.

use countersign_domain::TimeMs;
use countersign_engine::{Monitoring, Times};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::chart::RateChartWords;
use crate::findings::FigureFormatName;
use crate::{ChartView, PromiseState, RateView, RunningState, StatusView};

/// Asks how the installation does.
#[derive(Debug, Clone, Deserialize, TS)]
#[ts(export)]
pub struct MonitoringRequest {
    /// Since when figures count.
    pub since_ms: i64,
    /// Words of the chart.
    pub words: RateChartWords,
}

/// Asks for the chart of coverage as a file.
#[derive(Debug, Clone, Deserialize, TS)]
#[ts(export)]
pub struct MonitoringSaveRequest {
    /// The figures, as they were asked for.
    pub figures: MonitoringRequest,
    /// In which form.
    pub format: FigureFormatName,
}

/// How the installation does.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct MonitoringView {
    /// Whether decisions are made and leave.
    pub running: RunningState,
    /// Since when figures count.
    pub since_ms: i64,
    /// Events that came in.
    pub received: u64,
    /// Events that the engine decided.
    pub decided: u64,
    /// Events that wait for a decision.
    pub undecided: u64,
    /// Items that wait for people.
    pub waiting: u64,
    /// Of them: past their due time.
    pub overdue: u64,
    /// Since when the oldest waits.
    pub oldest_since_ms: Option<i64>,
    /// When the next is due.
    pub next_due_ms: Option<i64>,
    /// From coming in to the engine's word.
    pub latency: Option<TimesView>,
    /// From being decided to wait to a person's answer.
    pub answering: Option<TimesView>,
    /// Share that was routed without a person.
    pub coverage: RateView,
    /// Share of each reason for leaving it to a person, most first.
    pub reasons: Vec<ReasonShareView>,
    /// Share that people found wrong among the automatic ones that they judged in the random stratum.
    pub misroutes: RateView,
    /// How many of those were wrong.
    pub misrouted: u64,
    /// Whether the promise holds.
    pub promise: PromiseState,
    /// Largest promised share of wrong automatic decisions, in 0–1.
    pub promise_alpha: f64,
    /// How what people found stands to the promise.
    pub finding: PromiseFinding,
    /// Labels that would make the promise possible.
    pub labels_needed: Option<u64>,
    /// Coverage over time; absent where nothing was decided.
    pub coverage_chart: Option<ChartView>,
}

/// How the misroutes that people found stand to the promised share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PromiseFinding {
    /// The whole interval is within the promise.
    Kept,
    /// The interval holds the promised share, or nothing was judged: too little evidence either way.
    Open,
    /// The whole interval is above the promise.
    Broken,
}

/// How long something takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct TimesView {
    /// Half take longer.
    pub median_ms: i64,
    /// One in twenty takes longer.
    pub p95_ms: i64,
    /// Cases.
    pub n: u64,
}

/// A reason with its share.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ReasonShareView {
    /// Code.
    pub reason: String,
    /// Share among everything decided.
    pub share: RateView,
}

impl From<Times> for TimesView {
    fn from(Times { median_ms, p95_ms, n }: Times) -> Self {
        Self { median_ms, p95_ms, n }
    }
}

impl MonitoringView {
    /// The view; the chart's rows are named by the beginning of their span, in UTC.
    pub fn of(monitoring: Monitoring, words: RateChartWords) -> Self {
        let chart = monitoring.coverage_chart(&words.into(), |at| span_name(&monitoring, at)).map(ChartView::from);
        let status = StatusView::of(&monitoring.status, Vec::new());
        let alpha = status.promise_alpha;
        let finding = match monitoring.misroutes {
            misroutes if misroutes.value.is_none() => PromiseFinding::Open,
            misroutes if misroutes.high <= alpha => PromiseFinding::Kept,
            misroutes if misroutes.low > alpha => PromiseFinding::Broken,
            _ => PromiseFinding::Open,
        };
        let reason =
            |(reason, share): (String, countersign_domain::Rate)| ReasonShareView { reason, share: share.into() };
        Self {
            running: status.running,
            since_ms: monitoring.since.0,
            received: monitoring.received,
            decided: monitoring.decided,
            undecided: monitoring.status.undecided,
            waiting: monitoring.waiting.items,
            overdue: monitoring.waiting.overdue,
            oldest_since_ms: monitoring.waiting.oldest.map(|at| at.0),
            next_due_ms: monitoring.waiting.next_due.map(|at| at.0),
            latency: monitoring.latency.map(Into::into),
            answering: monitoring.answering.map(Into::into),
            coverage: monitoring.coverage.into(),
            reasons: monitoring.reasons.into_iter().map(reason).collect(),
            misroutes: monitoring.misroutes.into(),
            misrouted: monitoring.misrouted,
            promise: status.promise,
            promise_alpha: alpha,
            finding,
            labels_needed: status.labels_needed,
            coverage_chart: chart,
        }
    }
}

/// What a span of the figures is called, by its beginning.
pub fn span_name(monitoring: &Monitoring, from: TimeMs) -> String {
    moment_utc(from, monitoring.span_ms >= 24 * 60 * 60 * 1000)
}

/// `2026-03-02`, or with the hour `03-02 14 h`: the same for every reader, and sorted as it is written.
fn moment_utc(at: TimeMs, days: bool) -> String {
    let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
    at.strftime(if days { "%Y-%m-%d" } else { "%m-%d %H h" }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_named_by_its_beginning() {
        let at = TimeMs(1_772_460_000_000);
        assert_eq!(moment_utc(at, true), "2026-03-02");
        assert_eq!(moment_utc(at, false), "03-02 14 h");
    }
}
