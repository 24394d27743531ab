//! How the installation does: what came in and was decided, what waits, how long it takes, and whether the promise holds
//! on the random stratum. Each figure has a filter by which its decisions are found.
//!
//! Deliberately absent: the breakers of single sources, and any figure by sensitive features (that is `fairness`).

use std::collections::BTreeMap;
use std::path::PathBuf;

use countersign_domain::{Actor, Rate, TimeMs};
use countersign_rules::authorization::Capability;
use countersign_store::{AlikeRow, Browse, SpanRow, WaitingRow};

use crate::chart::{self, Chart, DotWhiskerText};
use crate::figure::FigureFormat;
use crate::{Engine, Error, Status};

const HOUR_MS: i64 = 60 * 60 * 1000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// How long something takes: the middle, what one in twenty exceeds, and how many cases that rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// Half take longer.
    pub median_ms: i64,
    /// One in twenty takes longer.
    pub p95_ms: i64,
    /// Cases.
    pub n: u64,
}

/// How the installation does.
#[derive(Debug, Clone, PartialEq)]
pub struct Monitoring {
    /// The status strip's facts.
    pub status: Status,
    /// Since when the figures below count.
    pub since: TimeMs,
    /// Events that came in.
    pub received: u64,
    /// Events that the engine decided.
    pub decided: u64,
    /// What waits for people now.
    pub waiting: WaitingRow,
    /// From coming in to the engine's word.
    pub latency: Option<Times>,
    /// From being decided to wait to a person's answer.
    pub answering: Option<Times>,
    /// Share that the engine routed without a person.
    pub coverage: Rate,
    /// Share of each reason among what it decided, most first.
    pub reasons: Vec<(String, Rate)>,
    /// Share that people found wrong among the automatic ones that they judged in the random stratum.
    pub misroutes: Rate,
    /// How many of those were wrong.
    pub misrouted: u64,
    /// Coverage over time.
    pub spans: Vec<SpanRow>,
    /// Length of a span.
    pub span_ms: i64,
}

impl Engine {
    /// How the installation does since `since`. Errors: `NotAllowed`.
    pub fn monitoring(&self, actor: &Actor, since: TimeMs) -> Result<Monitoring, Error> {
        let pass = self.pass(actor, Capability::MonitoringRead)?;
        let status = self.status(actor)?;
        // A day in hours, anything longer in days: at most a few dozen spans.
        let span_ms = if pass.at().0 - since.0 <= 2 * DAY_MS { HOUR_MS } else { DAY_MS };
        let own = Browse { since: Some(since), own_word: true, ..Browse::default() };
        let judged = |right| Browse { judged: Some(right), ..own.clone() };
        self.read(&pass, |r| {
            let decided = r.alike(&own)?;
            let (right, wrong) = (total(&r.alike(&judged(true))?), total(&r.alike(&judged(false))?));
            let n = total(&decided);
            Ok(Monitoring {
                status,
                since,
                received: r.received_since(since)?,
                decided: n,
                waiting: r.waiting_now(pass.at())?,
                latency: times(&r.latencies_ms(since)?),
                answering: times(&r.answer_times_ms(since)?),
                coverage: Rate::exact(with_verdict(&decided, "automatic"), n),
                reasons: reasons(&decided, n),
                misroutes: Rate::exact(wrong, right + wrong),
                misrouted: wrong,
                spans: r.spans(since, span_ms)?,
                span_ms,
            })
        })
    }
}

impl Engine {
    /// Writes the chart of coverage over time to a file, which is returned; its rows are named by `name`. Errors:
    /// `NotAllowed`, `Input` where nothing was decided, `Io`.
    pub fn save_coverage(
        &self,
        actor: &Actor,
        since: TimeMs,
        format: FigureFormat,
        text: &DotWhiskerText,
        name: impl Fn(&Monitoring, TimeMs) -> String,
    ) -> Result<PathBuf, Error> {
        let monitoring = self.monitoring(actor, since)?;
        let pass = self.pass(actor, Capability::MonitoringRead)?;
        let chart = monitoring
            .coverage_chart(text, |at| name(&monitoring, at))
            .ok_or_else(|| Error::Input("nothing was decided in this time".to_owned()))?;
        self.save_figure(&pass, "coverage", "coverage over time", format, &chart)
    }
}

impl Monitoring {
    /// Coverage over time, one row a span, named by `name`; `None` where nothing was decided.
    pub fn coverage_chart(&self, text: &DotWhiskerText, name: impl Fn(TimeMs) -> String) -> Option<Chart> {
        let rows: Vec<(String, Rate, bool)> =
            self.spans.iter().map(|span| (name(span.from), Rate::exact(span.automatic, span.decided), false)).collect();
        chart::rates(&rows, None, text)
    }
}

fn total(alike: &[AlikeRow]) -> u64 {
    alike.iter().map(|row| row.n).sum()
}

fn with_verdict(alike: &[AlikeRow], verdict: &str) -> u64 {
    alike.iter().filter(|row| row.verdict == verdict).map(|row| row.n).sum()
}

fn reasons(alike: &[AlikeRow], n: u64) -> Vec<(String, Rate)> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for (reason, of_it) in alike.iter().filter_map(|row| Some((row.reason.as_deref()?, row.n))) {
        *counts.entry(reason).or_insert(0) += of_it;
    }
    let mut sorted: Vec<(&str, u64)> = counts.into_iter().collect();
    sorted.sort_by_key(|(reason, of_it)| (std::cmp::Reverse(*of_it), *reason));
    sorted.into_iter().map(|(reason, of_it)| (reason.to_owned(), Rate::exact(of_it, n))).collect()
}

/// The middle and the twentieth from above of sorted times: the least that at least that share does not exceed.
fn times(sorted_ms: &[i64]) -> Option<Times> {
    let at = |share: f64| {
        let rank = (share * sorted_ms.len() as f64).ceil() as usize;
        sorted_ms.get(rank.saturating_sub(1)).copied()
    };
    Some(Times { median_ms: at(0.5)?, p95_ms: at(0.95)?, n: sorted_ms.len() as u64 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use countersign_domain::QueueId;

    #[test]
    fn of_twenty_times_the_nineteenth_is_what_one_in_twenty_exceeds() {
        let sorted: Vec<i64> = (1..=20).collect();
        assert_eq!(times(&sorted), Some(Times { median_ms: 10, p95_ms: 19, n: 20 }));
        assert_eq!(times(&[7]), Some(Times { median_ms: 7, p95_ms: 7, n: 1 }));
        assert_eq!(times(&[]), None, "no case says nothing");
    }

    #[test]
    fn reasons_share_what_was_decided_not_what_was_left_to_people() {
        let row = |verdict: &str, reason: Option<&str>, n| AlikeRow {
            verdict: verdict.to_owned(),
            reason: reason.map(str::to_owned),
            intent: None,
            queue: QueueId::new("billing"),
            n,
        };
        let rows =
            [row("automatic", None, 6), row("abstained", Some("language"), 1), row("abstained", Some("no_text"), 3)];
        let found = reasons(&rows, 10);
        let shares: Vec<(&str, Option<f64>)> =
            found.iter().map(|(reason, rate)| (reason.as_str(), rate.value)).collect();
        assert_eq!(shares, [("no_text", Some(0.3)), ("language", Some(0.1))], "most first, of ten decided");
    }
}
