//! Decisions as people look through them: filter, page, figures, and one with its reasons.
//!
//! Whether a decision was drawn into the random audit stratum is absent here too; what was drawn and judged can be asked
//! for, since nothing is blind about it any more.

use countersign_domain::{DecisionId, EventId, IntentId, ModelVersion, PolicyVersion, QueueId, TimeMs};
use countersign_engine::{
    Browse, BrowseFigures, BrowseOptions, BrowsedDecision, DecisionDetail, LivePolicy, verdict_texts,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::review::{excerpt, intent_title, queue_title, turn_views};
use crate::{DecisionView, RateView, SuggestionView, TurnView};

/// Which decisions; a field that is absent matches all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(default)]
#[ts(export, optional_fields)]
pub struct DecisionFilterRequest {
    /// `automatic`, `abstained` or `person`.
    pub verdict: Option<String>,
    /// Why it was left to a person.
    pub reason: Option<String>,
    /// Intent.
    pub intent: Option<String>,
    /// Queue.
    pub queue: Option<String>,
    /// Model version.
    pub model: Option<String>,
    /// Routing policy version.
    pub policy: Option<String>,
    /// At or after.
    pub since_ms: Option<i64>,
    /// Before.
    pub until_ms: Option<i64>,
    /// Channel of the event.
    pub channel: Option<String>,
    /// Segment of the event, as `name=value`.
    pub segment: Option<String>,
    /// All revisions about this event.
    pub event: Option<String>,
    /// Automatic ones that a person judged in the random stratum: `right` or `wrong`.
    pub judged: Option<String>,
    /// `engine`: the engine's last word about each event, also where a person has answered since.
    pub word: Option<String>,
}

/// Asks for a page of decisions.
#[derive(Debug, Clone, Deserialize, TS)]
#[ts(export)]
pub struct DecisionListRequest {
    /// Which.
    pub filter: DecisionFilterRequest,
    /// Where the last page ended.
    pub after: Option<String>,
    /// Rows; at most 200.
    pub limit: u64,
}

/// Names a decision.
#[derive(Debug, Clone, Deserialize, TS)]
#[ts(export)]
pub struct DecisionRequest {
    /// The decision.
    pub decision_id: String,
}

/// A page of decisions, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct DecisionListView {
    /// Decisions.
    pub items: Vec<DecisionRowView>,
    /// Where the next page begins; absent at the end.
    pub next: Option<String>,
}

/// A decision in a list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct DecisionRowView {
    /// Id.
    pub decision_id: String,
    /// Its event.
    pub event_id: String,
    /// When.
    pub decided_at_ms: i64,
    /// `automatic`, `abstained` or `person`.
    pub verdict: String,
    /// Why it was left to a person.
    pub reason: Option<String>,
    /// Name of the intent.
    pub intent_title: Option<String>,
    /// Calibrated probability, in 0–1; absent for a person's decision.
    pub probability: Option<f64>,
    /// Name of the queue.
    pub queue_title: String,
    /// Channel.
    pub channel: String,
    /// Beginning of the text; a token is `⟦TYPE⟧`. Absent for those who may not read it.
    pub excerpt: Option<String>,
}

/// What a filter matches, in figures. Each facet counts what another choice there would match.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct DecisionFiguresView {
    /// Decisions that match.
    pub n: u64,
    /// Share routed without a person.
    pub automatic: RateView,
    /// Share left to a person.
    pub abstained: RateView,
    /// Share that a person has answered.
    pub person: RateView,
    /// By verdict.
    pub verdicts: Vec<FacetView>,
    /// By reason for leaving it to a person.
    pub reasons: Vec<FacetView>,
    /// By intent, most first.
    pub intents: Vec<FacetView>,
    /// By queue, most first.
    pub queues: Vec<FacetView>,
}

/// A choice of a filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FacetView {
    /// What the filter asks for.
    pub value: String,
    /// Its name for people, where it has one.
    pub title: Option<String>,
    /// How many it would match.
    pub n: u64,
}

/// What a filter can ask for besides the facets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DecisionOptionsView {
    /// Models, newest first.
    pub models: Vec<VersionView>,
    /// Routing policies, newest first.
    pub policies: Vec<VersionView>,
    /// Segments, as `name=value`.
    pub segments: Vec<String>,
    /// Every intent of the taxonomy.
    pub intents: Vec<FacetTitleView>,
}

/// A value with its name for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FacetTitleView {
    /// Value.
    pub value: String,
    /// Name.
    pub title: String,
}

/// A version of something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct VersionView {
    /// Version.
    pub version: String,
    /// Its first characters.
    pub short: String,
    /// Since when there is one.
    pub since_ms: i64,
}

/// A decision with its reasons.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct DecisionDetailView {
    /// The decision with its lineage.
    pub decision: DecisionView,
    /// Names of its intents.
    pub titles: Vec<FacetTitleView>,
    /// Name of its queue.
    pub queue_title: String,
    /// Channel of its event.
    pub channel: String,
    /// Segments of its event, as `name=value`.
    pub segments: Vec<String>,
    /// When the event happened.
    pub event_at_ms: i64,
    /// When it came in.
    pub received_at_ms: i64,
    /// What was said, with what drove the decision; absent for those who may not read it.
    pub turns: Option<Vec<TurnView>>,
    /// What the model held most probable; absent for a person's decision.
    pub suggestion: Option<SuggestionView>,
    /// Everything decided about the event, oldest first.
    pub revisions: Vec<RevisionView>,
    /// What the person who answered wrote.
    pub comment: Option<String>,
    /// Whether the engine can make it again: not a person's.
    pub can_replay: bool,
}

/// One of the decisions about an event.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct RevisionView {
    /// Id.
    pub decision_id: String,
    /// 1, 2, 3 …; the highest holds.
    pub revision: u32,
    /// `automatic`, `abstained` or `person`.
    pub verdict: String,
    /// Why it was left to a person.
    pub reason: Option<String>,
    /// Name of the intent.
    pub intent_title: Option<String>,
    /// Who answered.
    pub by: Option<String>,
    /// When.
    pub decided_at_ms: i64,
}

impl DecisionFilterRequest {
    /// The filter. What names nothing there is, such as an unknown channel, matches nothing.
    pub fn browse(self) -> Option<Browse> {
        let segment = self.segment.map(|text| text.split_once('=').map(|(name, value)| (name.into(), value.into())));
        let judged = self.judged.map(|text| match text.as_str() {
            "right" => Some(true),
            "wrong" => Some(false),
            _ => None,
        });
        Some(Browse {
            verdict: self.verdict,
            reason: self.reason,
            intent: self.intent.map(IntentId::new),
            queue: self.queue.map(QueueId::new),
            model: self.model.map(ModelVersion::new),
            policy: self.policy.map(PolicyVersion::new),
            since: self.since_ms.map(TimeMs),
            until: self.until_ms.map(TimeMs),
            channel: self.channel.map(|channel| channel.parse()).transpose().ok()?,
            segment: flatten(segment)?,
            event: self.event.map(EventId::new),
            judged: flatten(judged)?,
            own_word: self.word.is_some_and(|word| word == "engine"),
        })
    }
}

/// `None` where a value was given and says nothing.
fn flatten<T>(value: Option<Option<T>>) -> Option<Option<T>> {
    match value {
        Some(None) => None,
        Some(some) => Some(some),
        None => Some(None),
    }
}

impl DecisionListRequest {
    /// The key after which the page begins. A text that is none begins at the start.
    pub fn key(&self) -> Option<(TimeMs, DecisionId)> {
        let (at, id) = self.after.as_deref()?.split_once(' ')?;
        Some((TimeMs(at.parse().ok()?), DecisionId::new(id)))
    }
}

impl DecisionListView {
    /// A page as it is shown; `limit` says whether there may be more.
    pub fn of(page: Vec<BrowsedDecision>, policy: &LivePolicy, limit: u64) -> Self {
        let last = page.last().filter(|_| page.len() as u64 == limit).map(|row| &row.decision);
        let next = last.map(|last| format!("{} {}", last.decided_at.0, last.id));
        Self { items: page.into_iter().map(|row| row_view(row, policy)).collect(), next }
    }
}

fn row_view(row: BrowsedDecision, policy: &LivePolicy) -> DecisionRowView {
    let BrowsedDecision { decision, channel, text } = row;
    let (verdict, reason) = verdict_texts(decision.verdict);
    DecisionRowView {
        intent_title: decision.intent().map(|intent| intent_title(policy, intent)),
        probability: decision.candidates.first().filter(|_| verdict != "person").map(|best| best.probability),
        queue_title: queue_title(policy, &decision.route.queue),
        decision_id: decision.id.to_string(),
        event_id: decision.lineage.event_id.to_string(),
        decided_at_ms: decision.decided_at.0,
        verdict: verdict.to_owned(),
        reason: reason.map(str::to_owned),
        channel: channel.to_string(),
        excerpt: text.map(|text| excerpt(&text)),
    }
}

impl DecisionFiguresView {
    /// The figures as they are shown.
    pub fn of(figures: BrowseFigures, policy: &LivePolicy) -> Self {
        let plain = |(value, n): (String, u64)| FacetView { value, title: None, n };
        let intents = figures.intents.into_iter().map(|(intent, n)| FacetView {
            title: Some(intent_title(policy, &intent)),
            value: intent.to_string(),
            n,
        });
        let queues = figures.queues.into_iter().map(|(queue, n)| FacetView {
            title: Some(queue_title(policy, &QueueId::new(&queue))),
            value: queue,
            n,
        });
        Self {
            n: figures.n,
            automatic: figures.automatic.into(),
            abstained: figures.abstained.into(),
            person: figures.person.into(),
            verdicts: most_first(figures.verdicts.into_iter().map(plain)),
            reasons: most_first(figures.reasons.into_iter().map(plain)),
            intents: most_first(intents),
            queues: most_first(queues),
        }
    }
}

/// Choices in the order in which they are looked for.
pub(crate) fn most_first(facets: impl Iterator<Item = FacetView>) -> Vec<FacetView> {
    let mut facets: Vec<FacetView> = facets.collect();
    facets.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.value.cmp(&b.value)));
    facets
}

impl DecisionOptionsView {
    /// The options as they are shown.
    pub fn of(options: BrowseOptions, policy: &LivePolicy) -> Self {
        let model = |(version, since): (ModelVersion, TimeMs)| VersionView {
            short: version.short().to_owned(),
            version: version.to_string(),
            since_ms: since.0,
        };
        let routing = |(version, since): (PolicyVersion, TimeMs)| VersionView {
            short: version.as_str().chars().take(8).collect(),
            version: version.to_string(),
            since_ms: since.0,
        };
        Self {
            models: options.models.into_iter().map(model).collect(),
            policies: options.policies.into_iter().map(routing).collect(),
            segments: options.segments.into_iter().map(|(name, value)| format!("{name}={value}")).collect(),
            intents: policy
                .taxonomy
                .intents()
                .iter()
                .map(|intent| FacetTitleView { value: intent.id.to_string(), title: intent.title.clone() })
                .collect(),
        }
    }
}

impl DecisionDetailView {
    /// A decision as it is shown.
    pub fn of(detail: DecisionDetail, policy: &LivePolicy) -> Self {
        let decision = &detail.summary.row.decision;
        let titles = decision.candidates.iter().map(|candidate| FacetTitleView {
            value: candidate.intent.to_string(),
            title: intent_title(policy, &candidate.intent),
        });
        let right = detail.like_this.map(|like| like.right);
        let (verdict, _) = verdict_texts(decision.verdict);
        let by_engine = verdict != "person";
        let suggestion =
            decision.candidates.first().filter(|_| by_engine).map(|best| SuggestionView::of(best, right, policy));
        let segments = detail.event.event.segment.iter().map(|(name, value)| format!("{name}={value}"));
        Self {
            titles: titles.collect(),
            queue_title: queue_title(policy, &decision.route.queue),
            channel: detail.event.event.channel.to_string(),
            segments: segments.collect(),
            event_at_ms: detail.event.event.at.0,
            received_at_ms: detail.event.received_at.0,
            turns: detail.turns.as_deref().map(turn_views),
            suggestion,
            revisions: detail.revisions.into_iter().map(|(row, by)| revision(&row.decision, by, policy)).collect(),
            comment: detail.comment,
            can_replay: by_engine,
            decision: detail.summary.into(),
        }
    }
}

fn revision(decision: &countersign_domain::Decision, by: Option<String>, policy: &LivePolicy) -> RevisionView {
    let (verdict, reason) = verdict_texts(decision.verdict);
    RevisionView {
        decision_id: decision.id.to_string(),
        revision: decision.revision,
        verdict: verdict.to_owned(),
        reason: reason.map(str::to_owned),
        intent_title: decision.intent().map(|intent| intent_title(policy, intent)),
        by,
        decided_at_ms: decision.decided_at.0,
    }
}
