//! The promise: what it comes to with the live model, what another one would mean, and whether it still holds.
//!
//! A random share of automatic decisions is reviewed as well. Their answers feed a test that is valid after every
//! one of them ([`Watch`]); when it turns against the promise, the engine withdraws it by itself: automatic routing is
//! paused, what has not left goes to people, the ledger and the status say so. Only a person lets it go on, and then
//! the watch begins anew. Deliberately absent: the thresholds themselves, which come with the model (`live`).

use std::path::PathBuf;
use std::sync::atomic::Ordering;

use countersign_classifier::{Per, Watch, by_intent, confidence_sequence, what_if};
use countersign_domain::{Actor, DecisionId, EventId, ModelVersion, Rate, TimeMs};
use countersign_ledger::Act;
use countersign_rules::authorization::Capability;
use countersign_store::{Arrivals, Reader, SwitchRow};

use crate::change::Area;
use crate::chart::{self, Chart, DotWhiskerText};
use crate::figure::FigureFormat;
use crate::gate::Writer;
use crate::live::{Live, LiveModel, per};
use crate::roll_back::requeue;
use crate::{Engine, Error};

/// Chance that a promise which holds is ever withdrawn (a setting).
const FALSE_ALARM: f64 = 0.05;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// Days that a what-if looks back on for what comes in, when the request says nothing else.
const DAYS: u32 = 28;

/// The promise with the live model.
#[derive(Debug, Clone, PartialEq)]
pub struct PromiseReport {
    /// The model.
    pub model: ModelVersion,
    /// Largest share of errors.
    pub alpha: f64,
    /// Chance that it fails, divided among the cells.
    pub delta: f64,
    /// `whole`, `intent`, `channel` or `segment.KEY`.
    pub per: String,
    /// Thresholds, coverage and errors, and what is promised of which part.
    pub promise: countersign_classifier::Promise,
    /// What it rests on.
    pub basis: countersign_classifier::Basis,
    /// The watch.
    pub watch: WatchReport,
    /// Whether the watch has withdrawn it.
    pub withdrawn: bool,
}

/// What the watch has seen since the promise began.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WatchReport {
    /// Answers to the random sample.
    pub answers: u64,
    /// Where the person chose another intent.
    pub wrong: u64,
    /// Share of errors among automatic decisions, at all times together with confidence 95 %.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// How far the evidence has come towards withdrawing it, in 0–1.
    pub evidence: f64,
}

/// Asks what other promises would mean.
#[derive(Debug, Clone, PartialEq)]
pub struct WhatIfRequest {
    /// Shares of errors to look at, each in (0, 0.5].
    pub alphas: Vec<f64>,
    /// Chance that the promise fails; the policy's when absent.
    pub delta: Option<f64>,
    /// `whole`, `intent`, `channel` or `segment.KEY`; the policy's when absent.
    pub per: Option<String>,
    /// Days to look back on for what comes in.
    pub days: Option<u32>,
    /// What one wrong automatic decision costs, in any unit.
    pub cost_of_error: f64,
    /// Minutes that a person needs for an answer.
    pub minutes_per_answer: f64,
}

/// A figure with the interval that the labels leave.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// The figure.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// What a share of errors would mean.
#[derive(Debug, Clone, PartialEq)]
pub struct WhatIfPoint {
    /// The share.
    pub alpha: f64,
    /// Whether any threshold keeps it.
    pub holds: bool,
    /// The threshold, where there is one for all.
    pub threshold: Option<f64>,
    /// Share of what the policy leaves to the engine that would be decided without a person.
    pub coverage: Rate,
    /// Share of wrong among those.
    pub wrong: Rate,
    /// Events that people would get per day.
    pub people_per_day: Span,
    /// Hours that they would need.
    pub hours_per_day: Span,
    /// Wrong automatic decisions per day.
    pub wrong_per_day: Span,
    /// Labels that would make it possible, where it is not.
    pub labels_needed: Option<u64>,
}

/// The same for one intent, with the policy's own promise.
#[derive(Debug, Clone, PartialEq)]
pub struct IntentPoint {
    /// The intent.
    pub intent: String,
    /// Events decided for it without a person per day.
    pub decided_per_day: Span,
    /// Share of wrong among those.
    pub wrong: Rate,
    /// Wrong ones per day.
    pub wrong_per_day: Span,
    /// What those cost per day.
    pub cost_per_day: Span,
    /// Events of it that people get per day.
    pub people_per_day: Span,
}

/// What other promises would mean.
#[derive(Debug, Clone, PartialEq)]
pub struct WhatIfReport {
    /// Events per day that a decision is made on, of the days looked back on.
    pub events_per_day: f64,
    /// Share of them that the policy, the language or an open question leaves to people whatever the promise.
    pub always_people: Rate,
    /// In the order of the request.
    pub points: Vec<WhatIfPoint>,
    /// By intent, for the policy's own share of errors.
    pub by_intent: Vec<IntentPoint>,
}

impl WhatIfReport {
    /// The share decided without a person for each promise, named in turn by `names`; `None` where none was asked for.
    pub fn coverage_chart(&self, names: &[String], text: &DotWhiskerText) -> Option<Chart> {
        let named = names.iter().map(String::as_str).chain(std::iter::repeat(""));
        let row = |(name, point): (&str, &WhatIfPoint)| (name.to_owned(), point.coverage, !point.holds);
        let rows: Vec<(String, Rate, bool)> = named.zip(&self.points).map(row).collect();
        chart::rates(&rows, None, text)
    }
}

impl Engine {
    /// The promise with the live model; absent without one. Errors: `NotAllowed`.
    pub fn promise(&self, actor: &Actor) -> Result<Option<PromiseReport>, Error> {
        let pass = self.pass(actor, Capability::MonitoringRead)?;
        let live = self.live();
        let Some(model) = &live.model else { return Ok(None) };
        let answers = self.read(&pass, |r| Ok(r.audited_answers(r.promise_since()?)?))?;
        let watch = watched(&live, &answers);
        let (low, high) = confidence_sequence(&answers, FALSE_ALARM);
        Ok(Some(PromiseReport {
            model: model.version.clone(),
            alpha: live.policy.promise.alpha,
            delta: live.policy.promise.delta,
            per: per_text(&model.promise.per),
            promise: model.promise.clone(),
            basis: model.classifier.guarantee().basis,
            watch: WatchReport {
                answers: watch.answers(),
                wrong: watch.wrong(),
                low,
                high,
                evidence: watch.evidence(),
            },
            withdrawn: live.is_withdrawn(),
        }))
    }

    /// What other promises would mean, with the live model and what comes in; absent without a model. Errors:
    /// `NotAllowed`, `Input` for shares or parts that cannot be.
    pub fn what_if(&self, actor: &Actor, request: &WhatIfRequest) -> Result<Option<WhatIfReport>, Error> {
        let pass = self.pass(actor, Capability::MonitoringRead)?;
        let live = self.live();
        let Some(model) = &live.model else { return Ok(None) };
        let promise = &live.policy.promise;
        let delta = request.delta.unwrap_or(promise.delta);
        let part = request.per.as_deref().map_or_else(|| Ok(per(&promise.per)), parse_per)?;
        let sound = |share: &f64| *share > 0.0 && *share <= 0.5;
        if !request.alphas.iter().chain(std::iter::once(&delta)).all(sound) {
            return Err(Error::Input("shares are above 0 and at most 0.5, for example 0.02".to_owned()));
        }
        if ![request.cost_of_error, request.minutes_per_answer].iter().all(|x| x.is_finite() && *x >= 0.0) {
            return Err(Error::Input("costs and minutes are numbers from 0 on".to_owned()));
        }
        let days = request.days.unwrap_or(DAYS).max(1);
        let since = pass.at().plus_ms(-i64::from(days) * DAY_MS);
        let came = Volume::of(&self.read(&pass, |r| Ok(r.arrivals(since)?))?, pass.at(), days);
        let (intents, basis) = (model.classifier.intents(), model.classifier.guarantee().basis);
        let points = what_if(&model.records, intents, basis, &request.alphas, delta, &part);
        let hours = request.minutes_per_answer / 60.0;
        Ok(Some(WhatIfReport {
            events_per_day: came.per_day,
            always_people: came.always_people,
            points: points.into_iter().map(|point| came.point(point, hours)).collect(),
            by_intent: came.by_intent(model, request.cost_of_error),
        }))
    }

    /// Writes the chart of what other promises would mean to a file, which is returned. Errors: as of `what_if`; `Input`
    /// where no model is live, `Io`.
    pub fn save_what_if(
        &self,
        actor: &Actor,
        request: &WhatIfRequest,
        names: &[String],
        format: FigureFormat,
        text: &DotWhiskerText,
    ) -> Result<PathBuf, Error> {
        let report = self.what_if(actor, request)?;
        let pass = self.pass(actor, Capability::MonitoringRead)?;
        let chart = report
            .and_then(|report| report.coverage_chart(names, text))
            .ok_or_else(|| Error::Input("no model is live, so nothing is promised".to_owned()))?;
        self.save_figure(&pass, "promise", "other promises", format, &chart)
    }

    /// Looks whether the answers to the random sample have turned against the promise, and withdraws it then. Does
    /// nothing when no answer came since the last look.
    pub(crate) fn watch_promise(&self) -> Result<(), Error> {
        if !self.watch_due.swap(false, Ordering::AcqRel) {
            return Ok(());
        }
        let result = self.withdraw_if_broken();
        if result.is_err() {
            self.watch_due.store(true, Ordering::Release);
        }
        result
    }

    fn withdraw_if_broken(&self) -> Result<(), Error> {
        let pass = self.pass(&Actor::Engine, Capability::Decide)?;
        let broken = |r: &Reader<'_>, live: &Live| -> Result<Option<Watch>, Error> {
            if live.paused.is_some() || live.model.is_none() {
                return Ok(None);
            }
            let watch = watched(live, &r.audited_answers(r.promise_since()?)?);
            Ok(watch.is_broken().then_some(watch))
        };
        if self.read(&pass, |r| broken(r, &*self.live_in(r)?))?.is_none() {
            return Ok(());
        }
        let withdrawn = self.record(&pass, |w| {
            let live = self.live_in(w)?;
            let Some(watch) = broken(w, &live)? else { return Ok(false) };
            let Some(model) = &live.model else { return Ok(false) };
            withdraw(w, &live, model, &watch, pass.at()).map(|()| true)
        });
        match withdrawn {
            Ok(false) | Err(Error::Store(countersign_store::Error::NothingRecorded)) => return Ok(()),
            other => other?,
        };
        self.reload()?;
        tracing::warn!("the promise was withdrawn: the audited answers have turned against it");
        for area in [Area::Status, Area::Models, Area::Decisions, Area::Review] {
            self.tell(area, Vec::new());
        }
        Ok(())
    }
}

impl Live {
    /// Whether automatic routing rests because the watch withdrew the promise.
    pub(crate) fn is_withdrawn(&self) -> bool {
        self.paused.as_ref().is_some_and(|turn| turn.by == Actor::Engine.id().as_str())
    }
}

fn watched(live: &Live, answers: &[bool]) -> Watch {
    let mut watch = Watch::new(live.policy.promise.alpha, FALSE_ALARM);
    answers.iter().for_each(|wrong| watch.observe(*wrong));
    watch
}

/// Pauses automatic routing in the engine's name and sends what has not left to people.
fn withdraw(w: &mut Writer<'_, '_>, live: &Live, model: &LiveModel, watch: &Watch, at: TimeMs) -> Result<(), Error> {
    let subject = [("model", model.version.to_string())];
    let figures = [
        ("answers", watch.answers().to_string()),
        ("wrong", watch.wrong().to_string()),
        ("alpha", format!("{:?}", live.policy.promise.alpha)),
        ("false_alarm", format!("{FALSE_ALARM:?}")),
    ];
    let entered = w.enter(Act::GuaranteeWithdrawn, &subject, &figures)?;
    let paused = w.enter(Act::RoutingPaused, &subject, &[])?;
    let reason = format!(
        "{} of {} automatic decisions drawn at random were wrong; at most {} % were promised",
        watch.wrong(),
        watch.answers(),
        100.0 * live.policy.promise.alpha
    );
    let turn = SwitchRow { on: true, by: Actor::Engine.id().to_string(), reason: Some(reason), at };
    w.insert_pause(paused, &turn)?;
    let held: Vec<DecisionId> = w
        .automatic_decisions_of(&model.version)?
        .into_iter()
        .filter(|(_, state)| state.as_deref() == Some("held"))
        .map(|(decision, _)| decision)
        .collect();
    let events: Vec<EventId> =
        held.iter().map(|id| Ok(w.decision(id)?.decision.lineage.event_id)).collect::<Result<_, Error>>()?;
    requeue(w, entered, &held, &[], &events)
}

/// `whole`, `intent`, `channel`, `segment.KEY`.
fn per_text(per: &Per) -> String {
    match per {
        Per::Whole => "whole".to_owned(),
        Per::Intent => "intent".to_owned(),
        Per::Group(dimension) => dimension.clone(),
    }
}

fn parse_per(text: &str) -> Result<Per, Error> {
    match text {
        "whole" => Ok(Per::Whole),
        "intent" => Ok(Per::Intent),
        "channel" => Ok(Per::Group(text.to_owned())),
        other if other.strip_prefix("segment.").is_some_and(|key| !key.is_empty()) => Ok(Per::Group(other.to_owned())),
        _ => Err(Error::Input("a part is whole, intent, channel or segment.KEY".to_owned())),
    }
}

/// Reasons that leave an event to a person whatever is promised.
const ALWAYS: [&str; 4] = ["always_human", "no_text", "language", "open_item"];

/// What comes in per day.
struct Volume {
    per_day: f64,
    always_people: Rate,
}

impl Volume {
    fn of(arrivals: &Arrivals, now: TimeMs, days: u32) -> Self {
        let n: u64 = arrivals.by_reason.values().sum();
        let always: u64 = arrivals
            .by_reason
            .iter()
            .filter(|(reason, _)| reason.as_deref().is_some_and(|reason| ALWAYS.contains(&reason)))
            .map(|(_, n)| n)
            .sum();
        let began = arrivals.first_at.map_or(0, |first| now.0 - first.0);
        let span = (began as f64 / DAY_MS as f64).clamp(1.0, f64::from(days));
        Self { per_day: n as f64 / span, always_people: Rate::exact(always, n) }
    }

    /// Events per day about which the promise decides.
    fn open(&self) -> f64 {
        self.per_day * (1.0 - self.always_people.value.unwrap_or(0.0))
    }

    /// A share of those, as a number per day.
    fn daily(&self, share: &Rate) -> Span {
        let open = self.open();
        Span { value: open * share.value.unwrap_or(0.0), low: open * share.low, high: open * share.high }
    }

    fn point(&self, point: countersign_classifier::WhatIf, hours: f64) -> WhatIfPoint {
        let decided = self.daily(&point.coverage);
        let people = Span {
            value: self.per_day - decided.value,
            low: self.per_day - decided.high,
            high: self.per_day - decided.low,
        };
        WhatIfPoint {
            alpha: point.alpha,
            holds: point.holds,
            threshold: point.threshold,
            hours_per_day: people.times(hours),
            people_per_day: people,
            wrong_per_day: of_decided(&decided, &point.wrong),
            coverage: point.coverage,
            wrong: point.wrong,
            labels_needed: point.labels_needed,
        }
    }

    fn by_intent(&self, model: &LiveModel, cost_of_error: f64) -> Vec<IntentPoint> {
        let outlook = by_intent(&model.records, model.classifier.intents(), &model.promise);
        let point = |outlook: countersign_classifier::IntentOutlook| {
            let decided = self.daily(&outlook.decided);
            let wrong_per_day = of_decided(&decided, &outlook.wrong);
            IntentPoint {
                intent: outlook.intent,
                cost_per_day: wrong_per_day.times(cost_of_error),
                wrong_per_day,
                decided_per_day: decided,
                wrong: outlook.wrong,
                people_per_day: self.daily(&outlook.to_people),
            }
        };
        outlook.into_iter().map(point).collect()
    }
}

impl Span {
    fn times(self, factor: f64) -> Self {
        Self { value: self.value * factor, low: self.low * factor, high: self.high * factor }
    }
}

/// Wrong ones among `decided`; nothing decided, nothing wrong.
fn of_decided(decided: &Span, wrong: &Rate) -> Span {
    if decided.value == 0.0 {
        return Span { value: 0.0, low: 0.0, high: 0.0 };
    }
    Span {
        value: decided.value * wrong.value.unwrap_or(0.0),
        low: decided.low * wrong.low,
        high: decided.high * wrong.high,
    }
}
