//! The review queue and an item with everything its reviewer needs.

use countersign_domain::{Candidate, IntentId, QueueId, Rate, ReviewItemId, Speaker, TimeMs, UserId};
use countersign_engine::chart::ReliabilityText;
use countersign_engine::{
    Answer, Answered, ItemDetail, LivePolicy, PastCase, PastOutcome, Person, QueueFigures, QueueFilter, QueueKey,
    QueuePage, QueuedRow, SaidTurn,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::browse::most_first;
use crate::{CalibrationWords, ChartView, ExplanationView, FacetView, ReasonView};

/// Candidates that have a digit key.
const KEYS: usize = 9;
/// Characters of the text that a row of the list shows.
const EXCERPT: usize = 120;
/// Characters of a text that is looked back at.
const PAST_TEXT: usize = 600;
/// Share of the strongest term below which a word is not marked. A setting: in real texts lower marks nearly every word,
/// and a page that is underlined throughout says nothing.
const FAINT: f64 = 0.3;

/// Which waiting items; a field that is absent matches all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(default)]
#[ts(export, optional_fields)]
pub struct ReviewFilterRequest {
    /// Queue.
    pub queue: Option<String>,
    /// Why they are here. The random sample has no reason and stays mixed in.
    pub reason: Option<String>,
    /// The suggestion.
    pub intent: Option<String>,
    /// Channel of the event.
    pub channel: Option<String>,
    /// `overdue`: their due time is over.
    pub due: Option<String>,
    /// `mine`: the person who asks holds them.
    pub held: Option<String>,
    /// What somebody typed: each word begins a word of the text.
    pub text: Option<String>,
}

/// Asks for a page of the queue.
#[derive(Debug, Clone, Deserialize, TS)]
#[ts(export)]
pub struct ReviewListRequest {
    /// Which.
    pub filter: ReviewFilterRequest,
    /// Where the last page ended.
    pub after: Option<String>,
    /// Rows; at most 200.
    pub limit: u64,
}

/// Names an item.
#[derive(Debug, Clone, Deserialize, TS)]
#[ts(export)]
pub struct ReviewItemRequest {
    /// The item.
    pub item_id: String,
}

/// Opens an item.
#[derive(Debug, Clone, Deserialize, TS)]
#[ts(export)]
pub struct ReviewOpenRequest {
    /// The item.
    pub item_id: String,
    /// Words of its calibration chart.
    pub words: CalibrationWords,
}

/// A response to an item.
#[derive(Debug, Clone, Deserialize, TS)]
#[ts(export)]
pub struct ReviewSubmitRequest {
    /// The item.
    pub item_id: String,
    /// The version that the reviewer saw.
    pub version: u32,
    /// What they do.
    pub kind: SubmitKind,
    /// The intent, for an answer.
    pub intent: Option<String>,
    /// A comment; pseudonymized before it is kept.
    pub comment: Option<String>,
}

/// What a reviewer does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SubmitKind {
    /// Chooses an intent.
    Answer,
    /// Hands it on.
    Escalate,
}

impl ReviewSubmitRequest {
    /// The answer that it carries; `None` when an answer names no intent.
    pub fn answer(&self) -> Option<Answer> {
        match self.kind {
            SubmitKind::Escalate => Some(Answer::Escalate),
            SubmitKind::Answer => self.intent.as_ref().map(|intent| Answer::Intent(IntentId::new(intent))),
        }
    }
}

/// A page of the queue.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ReviewListView {
    /// Items.
    pub items: Vec<ReviewRowView>,
    /// Items that wait in all queues.
    pub total: u64,
    /// Answers of this person today.
    pub done_today: u64,
    /// Where the next page begins; absent at the end.
    pub next: Option<String>,
}

/// What a filter of the queue matches. Each facet counts what another choice there would match.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ReviewFiguresView {
    /// Items that match.
    pub n: u64,
    /// By queue, most first.
    pub queues: Vec<FacetView>,
    /// By reason for being here, most first. The random sample has none, and counts with each.
    pub reasons: Vec<FacetView>,
    /// By suggestion, most first.
    pub intents: Vec<FacetView>,
    /// By channel, most first.
    pub channels: Vec<FacetView>,
    /// Those whose due time is over.
    pub overdue: u64,
    /// Those that the person holds.
    pub mine: u64,
}

/// A row of the queue.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ReviewRowView {
    /// The item.
    pub item_id: String,
    /// Queue.
    pub queue: String,
    /// Its name for people.
    pub queue_title: String,
    /// When it should be answered.
    pub due_at_ms: i64,
    /// Whether that is over.
    pub overdue: bool,
    /// 0–3.
    pub priority: u8,
    /// Probability of the suggestion, in 0–1.
    pub probability: Option<f64>,
    /// The suggestion.
    pub intent: Option<String>,
    /// Its name for people.
    pub intent_title: Option<String>,
    /// Why it is here; absent for the random sample.
    pub reason: Option<String>,
    /// Beginning of the text; a token is `⟦TYPE⟧`.
    pub excerpt: String,
    /// Who holds it: the id, or the name once [`ReviewListView::named`] was asked.
    pub claimed_by: Option<String>,
    /// Version.
    pub version: u32,
}

/// An item.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ReviewItemView {
    /// The item.
    pub item_id: String,
    /// The version that a response names.
    pub version: u32,
    /// Queue.
    pub queue_title: String,
    /// Channel.
    pub channel: String,
    /// When it should be answered.
    pub due_at_ms: i64,
    /// Who holds it.
    pub claim: Option<ClaimView>,
    /// The conversation.
    pub turns: Vec<TurnView>,
    /// What the model suggests.
    pub suggestion: Option<SuggestionView>,
    /// The most probable intents.
    pub candidates: Vec<CandidateView>,
    /// All others.
    pub other_intents: Vec<IntentView>,
    /// Why it is here: a reason code; absent for the random sample.
    pub reason: Option<String>,
    /// The policy rule that routed it.
    pub rule: String,
    /// What people answered to the same suggestion.
    pub similar: Vec<SimilarView>,
    /// Earlier conversations of the same person.
    pub subject_history: u64,
    /// How often suggestions were right, by probability.
    pub calibration_chart: Option<ChartView>,
    /// Why the engine suggests what it suggests; absent without a suggestion.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub explanation: Option<ExplanationView>,
    /// Why it did not decide alone, in figures; absent for the random sample.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub why: Option<ReasonView>,
}

/// A lease.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ClaimView {
    /// Who, by name.
    pub by: String,
    /// Whether it is one's own.
    pub mine: bool,
    /// Until when.
    pub until_ms: i64,
}

/// One thing said.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct TurnView {
    /// Who.
    pub speaker: SpeakerName,
    /// When.
    pub at_ms: i64,
    /// Text and tokens in order.
    pub parts: Vec<TextPartView>,
}

/// Who spoke.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SpeakerName {
    /// The customer.
    Customer,
    /// A person of the firm.
    Agent,
    /// A machine.
    System,
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct TextPartView {
    /// The text; of a token its type.
    pub text: String,
    /// Text or token.
    pub kind: TextPartKind,
    /// Of a token: what it stands for; the same text stands for the same value.
    pub same: Option<String>,
    /// Of a word that drove the suggestion: its strength relative to the strongest, in 0–1.
    pub weight: Option<f64>,
    /// Whether it speaks against the suggestion.
    pub against: bool,
}

/// Kind of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TextPartKind {
    /// Words.
    Text,
    /// A placeholder for personal data.
    Token,
}

/// What the model suggests.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct SuggestionView {
    /// Intent.
    pub intent: String,
    /// Its name for people.
    pub title: String,
    /// Calibrated probability, in 0–1.
    pub probability: f64,
    /// Of 100 suggestions like this, how many were right; absent where nothing is known.
    pub right_of_100: Option<u32>,
    /// Cases that this rests on.
    pub n: u64,
}

/// A probable intent.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct CandidateView {
    /// Intent.
    pub intent: String,
    /// Name.
    pub title: String,
    /// What it means.
    pub definition: String,
    /// What somebody who means it writes.
    pub example: Option<String>,
    /// Calibrated probability, in 0–1; absent without a model.
    pub probability: Option<f64>,
    /// The digit that chooses it.
    pub key: u32,
}

/// Any other intent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct IntentView {
    /// Intent.
    pub intent: String,
    /// Name.
    pub title: String,
    /// What it means.
    pub definition: String,
}

/// What people answered to the same suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SimilarView {
    /// Name of the intent.
    pub intent_title: String,
    /// How often.
    pub count: u64,
}

/// Cases to look back at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ReviewPastView {
    /// The last first; at most twenty.
    pub cases: Vec<PastCaseView>,
}

/// A case to look back at. Nothing in it leads to a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PastCaseView {
    /// When it was answered, or when it happened.
    pub at_ms: i64,
    /// Channel.
    pub channel: String,
    /// What the customer said; a token is `⟦TYPE⟧`.
    pub text: String,
    /// What became of it.
    pub outcome: PastOutcomeName,
    /// Name of its intent; absent where a person is asked.
    pub intent_title: Option<String>,
}

/// What became of an earlier case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PastOutcomeName {
    /// A person said what it is.
    Person,
    /// It came with its label.
    Imported,
    /// It was routed without a person.
    Automatic,
    /// A person is asked, or was.
    Asked,
}

impl ReviewPastView {
    /// The cases as they are shown.
    pub fn of(cases: Vec<PastCase>, policy: &LivePolicy) -> Self {
        let view = |case: PastCase| {
            let (outcome, intent) = match case.outcome {
                PastOutcome::Person(intent) => (PastOutcomeName::Person, Some(intent)),
                PastOutcome::Imported(intent) => (PastOutcomeName::Imported, Some(intent)),
                PastOutcome::Automatic(intent) => (PastOutcomeName::Automatic, Some(intent)),
                PastOutcome::Asked => (PastOutcomeName::Asked, None),
            };
            PastCaseView {
                at_ms: case.at.0,
                channel: case.channel.to_string(),
                text: cut(&case.text, PAST_TEXT),
                outcome,
                intent_title: intent.map(|intent| intent_title(policy, &intent)),
            }
        };
        Self { cases: cases.into_iter().map(view).collect() }
    }
}

/// A response that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ReviewSubmittedView {
    /// The item.
    pub item_id: String,
    /// Until when it can be taken back.
    pub undo_until_ms: i64,
}

/// A response that was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ReviewUndoneView {
    /// The item.
    pub item_id: String,
}

impl From<Answered> for ReviewSubmittedView {
    fn from(answered: Answered) -> Self {
        Self { item_id: answered.item.to_string(), undo_until_ms: answered.undo_until.0 }
    }
}

impl ReviewFilterRequest {
    /// The filter; `None` where it names a reason, channel or state that there is none of.
    pub fn queue_filter(self) -> Option<QueueFilter> {
        let is = |given: Option<String>, known: &str| match given {
            Some(given) => (given == known).then_some(true),
            None => Some(false),
        };
        Some(QueueFilter {
            queue: self.queue.map(QueueId::new),
            reason: self.reason.map(|reason| reason.parse()).transpose().ok()?,
            intent: self.intent.map(IntentId::new),
            channel: self.channel.map(|channel| channel.parse()).transpose().ok()?,
            overdue: is(self.due, "overdue")?,
            mine: is(self.held, "mine")?,
            text: self.text.filter(|text| !text.trim().is_empty()),
        })
    }
}

impl ReviewFiguresView {
    /// The figures as they are shown.
    pub fn of(figures: QueueFigures, policy: &LivePolicy) -> Self {
        let plain = |(value, n): (&str, u64)| FacetView { value: value.to_owned(), title: None, n };
        let queues = figures.queues.into_iter().map(|(queue, n)| FacetView {
            title: Some(queue_title(policy, &queue)),
            value: queue.to_string(),
            n,
        });
        let intents = figures.intents.into_iter().map(|(intent, n)| FacetView {
            title: Some(intent_title(policy, &intent)),
            value: intent.to_string(),
            n,
        });
        Self {
            n: figures.n,
            queues: most_first(queues),
            reasons: most_first(figures.reasons.into_iter().map(plain)),
            intents: most_first(intents),
            channels: most_first(figures.channels.into_iter().map(plain)),
            overdue: figures.overdue,
            mine: figures.mine,
        }
    }
}

impl ReviewListRequest {
    /// The key after which the page begins. A text that is none begins at the start.
    pub fn key(&self) -> Option<QueueKey> {
        let mut parts = self.after.as_deref()?.splitn(3, ' ');
        let priority = parts.next()?.parse().ok()?;
        let due_at = TimeMs(parts.next()?.parse().ok()?);
        Some(QueueKey { priority, due_at, id: ReviewItemId::new(parts.next()?) })
    }
}

impl ReviewListView {
    /// A page as it is shown; `limit` says whether there may be more.
    pub fn of(page: QueuePage, policy: &LivePolicy, limit: u64, now: TimeMs) -> Self {
        let last = page.items.last().filter(|_| page.items.len() as u64 == limit).map(|(row, ..)| row);
        let next = last.map(|row| format!("{} {} {}", row.item.priority, row.item.due_at.0, row.item.id));
        let items = page.items.into_iter().map(|(row, text, best)| {
            let intent = best.map(|best| best.intent);
            row_view(row, &text, intent.as_ref(), policy, now)
        });
        Self { items: items.collect(), total: page.waiting, done_today: page.done_today, next }
    }

    /// The same with the names of `people` instead of ids.
    #[must_use]
    pub fn named(mut self, people: &[Person]) -> Self {
        for holder in self.items.iter_mut().filter_map(|row| row.claimed_by.as_mut()) {
            if let Some(person) = people.iter().find(|person| person.id.as_str() == holder) {
                holder.clone_from(&person.name);
            }
        }
        self
    }
}

fn row_view(row: QueuedRow, text: &str, intent: Option<&IntentId>, policy: &LivePolicy, now: TimeMs) -> ReviewRowView {
    let item = row.item;
    ReviewRowView {
        item_id: item.id.to_string(),
        queue_title: queue_title(policy, &item.queue),
        queue: item.queue.to_string(),
        due_at_ms: item.due_at.0,
        overdue: item.due_at < now,
        priority: item.priority,
        probability: row.probability,
        intent: intent.map(IntentId::to_string),
        intent_title: intent.map(|intent| intent_title(policy, intent)),
        reason: item.reason.map(|reason| reason.as_str().to_owned()),
        excerpt: excerpt(text),
        claimed_by: item.claim.filter(|(_, until)| now < *until).map(|(by, _)| by.to_string()),
        version: item.version,
    }
}

/// Name of an intent for people; of one that the taxonomy does not have, its id.
pub(crate) fn intent_title(policy: &LivePolicy, intent: &IntentId) -> String {
    policy.taxonomy.get(intent).map_or_else(|| intent.to_string(), |known| known.title.clone())
}

/// Name of a queue for people; of one that the policy does not have, its id.
pub(crate) fn queue_title(policy: &LivePolicy, queue: &QueueId) -> String {
    policy.policy.queues.get(queue).map_or_else(|| queue.to_string(), |known| known.title.clone())
}

/// The beginning of a text, each token shortened to `⟦TYPE⟧`. No token is cut in two.
pub(crate) fn excerpt(text: &str) -> String {
    cut(text, EXCERPT)
}

/// The same, of at most `length` characters.
fn cut(text: &str, length: usize) -> String {
    let shown = |part: TextPartView| match part.kind {
        TextPartKind::Text => part.text,
        TextPartKind::Token => format!("⟦{}⟧", part.text),
    };
    let words: String = parts(text, &[]).into_iter().map(shown).collect();
    let begun: String = words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(length).collect();
    let whole = begun.rfind('⟦').filter(|at| !begun[*at..].contains('⟧')).map_or(begun.as_str(), |at| &begun[..at]);
    whole.trim_end().to_owned()
}

impl ReviewItemView {
    /// An item as its reviewer sees it.
    pub fn of(detail: ItemDetail, policy: &LivePolicy, me: &UserId, now: TimeMs, words: &ReliabilityText) -> Self {
        let item = &detail.row.item;
        let candidates = candidates(&detail, policy);
        let claim = item.claim.as_ref().filter(|(_, until)| now < *until);
        let best = detail.decision.decision.candidates.first();
        Self {
            item_id: item.id.to_string(),
            version: item.version,
            queue_title: queue_title(policy, &item.queue),
            channel: detail.event.event.channel.to_string(),
            due_at_ms: item.due_at.0,
            claim: claim.map(|(by, until)| ClaimView {
                by: detail.claimed_by.clone().unwrap_or_else(|| by.to_string()),
                mine: by == me,
                until_ms: until.0,
            }),
            turns: turn_views(&detail.turns),
            suggestion: best.map(|best| SuggestionView::of(best, detail.like_this.map(|like| like.right), policy)),
            other_intents: others(policy, &candidates),
            reason: item.reason.map(|reason| reason.as_str().to_owned()),
            rule: detail.decision.decision.route.rule.clone(),
            similar: detail
                .similar
                .iter()
                .map(|(intent, count)| SimilarView { intent_title: intent_title(policy, intent), count: *count })
                .collect(),
            subject_history: detail.earlier_contacts,
            explanation: detail
                .explanation
                .as_ref()
                .map(|explanation| ExplanationView::of(explanation, policy, excerpt)),
            // The random sample must look like any other item.
            why: item.reason.and(detail.reason.as_ref()).map(ReasonView::of),
            candidates,
            calibration_chart: detail.chart(words).map(ChartView::from),
        }
    }
}

impl SuggestionView {
    /// The most probable intent with how often suggestions like it were right.
    pub(crate) fn of(best: &Candidate, right: Option<Rate>, policy: &LivePolicy) -> Self {
        Self {
            intent: best.intent.to_string(),
            title: intent_title(policy, &best.intent),
            probability: best.probability,
            // A share in 0–1, so the product fits.
            right_of_100: right.and_then(|right| right.value).map(|value| (value * 100.0).round() as u32),
            n: right.map_or(0, |right| right.n),
        }
    }
}

/// What the model holds probable; without a model the intents that the digits choose, in the taxonomy's order.
fn candidates(detail: &ItemDetail, policy: &LivePolicy) -> Vec<CandidateView> {
    let suggested = &detail.decision.decision.candidates;
    let of_model = suggested.iter().map(|candidate| (candidate.intent.clone(), Some(candidate.probability)));
    let of_taxonomy = policy.taxonomy.intents().iter().map(|intent| (intent.id.clone(), None));
    let listed: Vec<(IntentId, Option<f64>)> =
        if suggested.is_empty() { of_taxonomy.take(KEYS).collect() } else { of_model.take(KEYS).collect() };
    let view = |(place, (intent, probability)): (usize, (IntentId, Option<f64>))| {
        let known = policy.taxonomy.get(&intent);
        CandidateView {
            title: intent_title(policy, &intent),
            definition: known.map_or(String::new(), |known| known.definition.clone()),
            example: known.and_then(|known| known.examples.first().cloned()),
            probability,
            key: place as u32 + 1,
            intent: intent.to_string(),
        }
    };
    listed.into_iter().enumerate().map(view).collect()
}

fn others(policy: &LivePolicy, candidates: &[CandidateView]) -> Vec<IntentView> {
    let listed = |id: &str| candidates.iter().any(|candidate| candidate.intent == id);
    let intents = policy.taxonomy.intents().iter().filter(|intent| !listed(intent.id.as_str()));
    let view = |intent: &countersign_engine::Intent| IntentView {
        intent: intent.id.to_string(),
        title: intent.title.clone(),
        definition: intent.definition.clone(),
    };
    intents.map(view).collect()
}

/// What was said, each word with its strength relative to the strongest of all.
pub(crate) fn turn_views(turns: &[SaidTurn]) -> Vec<TurnView> {
    let strongest = turns.iter().flat_map(|turn| &turn.terms).map(|term| term.weight.abs()).fold(0.0, f64::max);
    turns.iter().map(|turn| turn_view(turn, strongest)).collect()
}

fn turn_view(said: &SaidTurn, strongest: f64) -> TurnView {
    let speaker = match said.turn.speaker {
        Speaker::Customer => SpeakerName::Customer,
        Speaker::Agent => SpeakerName::Agent,
        Speaker::System => SpeakerName::System,
    };
    let characters: Vec<char> = said.turn.text.chars().collect();
    let word = |start: usize, end: usize| {
        characters.get(start..end).is_some_and(|of_it| of_it.iter().any(|c| c.is_alphanumeric()))
    };
    let marks: Vec<Mark> = said
        .terms
        .iter()
        .filter(|term| strongest > 0.0 && term.weight.abs() >= FAINT * strongest && word(term.start, term.end))
        .map(|term| Mark { start: term.start, end: term.end, weight: term.weight / strongest })
        .collect();
    TurnView { speaker, at_ms: said.at.0, parts: parts(&said.turn.text, &marks) }
}

/// A marked word: scalar offsets and its weight relative to the strongest, in −1–1.
struct Mark {
    start: usize,
    end: usize,
    weight: f64,
}

/// Cuts a text at its tokens and marked words; the pieces joined are the text, but for tokens, which show their type.
fn parts(text: &str, marks: &[Mark]) -> Vec<TextPartView> {
    let characters: Vec<char> = text.chars().collect();
    let mut marks = marks.iter().peekable();
    let mut parts: Vec<TextPartView> = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        while marks.next_if(|mark| mark.start < at).is_some() {}
        let mark = marks.peek();
        if let Some((token, end)) = token_at(&characters, at) {
            parts.push(token);
            at = end;
        } else if let Some(mark) = mark.filter(|mark| mark.start == at && mark.end > at && mark.end <= characters.len())
        {
            let word = characters[mark.start..mark.end].iter().collect();
            parts.push(part(word, Some(mark.weight)));
            at = mark.end;
        } else {
            let next = mark.map_or(characters.len(), |mark| mark.start.min(characters.len()));
            let end = (at + 1..next).find(|place| characters[*place] == '⟦').unwrap_or(next.max(at + 1));
            parts.push(part(characters[at..end].iter().collect(), None));
            at = end;
        }
    }
    parts
}

fn part(text: String, weight: Option<f64>) -> TextPartView {
    TextPartView {
        text,
        kind: TextPartKind::Text,
        same: None,
        weight: weight.map(f64::abs),
        against: weight.is_some_and(|weight| weight < 0.0),
    }
}

/// The token that begins at `at`, and where it ends: `⟦TYPE⟧` or `⟦TYPE·k1·surrogate⟧`.
fn token_at(characters: &[char], at: usize) -> Option<(TextPartView, usize)> {
    if characters[at] != '⟦' {
        return None;
    }
    let length = characters[at..].iter().take(80).position(|c| *c == '⟧')?;
    let inside: String = characters[at + 1..at + length].iter().collect();
    let mut fields = inside.split('·');
    let name =
        fields.next().filter(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_uppercase() || c == '_'))?;
    let token = TextPartView {
        text: name.to_owned(),
        kind: TextPartKind::Token,
        same: fields.nth(1).map(str::to_owned),
        weight: None,
        against: false,
    };
    Some((token, at + length + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, marks: &[(usize, usize, f64)]) -> Vec<(String, Option<f64>)> {
        let marks: Vec<Mark> =
            marks.iter().map(|(start, end, weight)| Mark { start: *start, end: *end, weight: *weight }).collect();
        parts(text, &marks).into_iter().map(|part| (part.text, part.weight)).collect()
    }

    #[test]
    fn a_text_is_cut_at_marks_and_tokens_and_nothing_is_lost() {
        let none = |text: &str| (text.to_owned(), None);
        let cases = [
            ("", vec![], vec![]),
            ("refund", vec![], vec![none("refund")]),
            ("my refund now", vec![(3, 9, 1.0)], vec![none("my "), ("refund".to_owned(), Some(1.0)), none(" now")]),
            (
                "mail ⟦EMAIL_ADDRESS·k1·ABCDEFGHIJKLMNOP⟧ ok",
                vec![],
                vec![none("mail "), none("EMAIL_ADDRESS"), none(" ok")],
            ),
            ("⟦PIN⟧⟦PIN⟧", vec![], vec![none("PIN"), none("PIN")]),
            ("a ⟦ b", vec![], vec![none("a "), none("⟦ b")]),
            ("ab", vec![(1, 9, 1.0)], vec![none("a"), none("b")]),
        ];
        for (text, marks, expected) in cases {
            assert_eq!(cut(text, &marks), expected, "{text:?}");
        }
    }

    #[test]
    fn an_excerpt_shows_types_and_cuts_no_token() {
        assert_eq!(excerpt("mail  ⟦EMAIL_ADDRESS·k1·ABCDEFGHIJKLMNOP⟧\nok"), "mail ⟦EMAIL_ADDRESS⟧ ok");
        let long = format!("{} ⟦PIN⟧", "a".repeat(EXCERPT - 3));
        assert_eq!(excerpt(&long), "a".repeat(EXCERPT - 3), "half a token is nothing to read");
    }

    #[test]
    fn a_page_key_survives_its_text_form() {
        let request = |after: &str| ReviewListRequest {
            filter: ReviewFilterRequest::default(),
            after: Some(after.to_owned()),
            limit: 10,
        };
        let key = request("3 1700000000000 item-1").key().expect("a key of ours");
        assert_eq!((key.priority, key.due_at, key.id.as_str()), (3, TimeMs(1_700_000_000_000), "item-1"));
        for broken in ["", "x", "3", "3 soon id", "300 1 id"] {
            assert!(request(broken).key().is_none(), "{broken:?} begins at the start");
        }
    }

    #[test]
    fn a_filter_asks_for_what_there_is_or_is_refused() {
        let asked = |json: &str| -> Option<QueueFilter> {
            serde_json::from_str::<ReviewFilterRequest>(json).expect("a request").queue_filter()
        };
        assert_eq!(asked("{}"), Some(QueueFilter::default()), "what is absent matches all");
        assert_eq!(asked(r#"{"text":"  "}"#), Some(QueueFilter::default()), "nothing was typed");
        let filter =
            asked(r#"{"queue":"billing","reason":"two_rivals","channel":"email","due":"overdue","held":"mine"}"#)
                .expect("all of it is known");
        assert_eq!(filter.queue, Some(QueueId::new("billing")));
        assert_eq!(filter.reason.map(|reason| reason.as_str()), Some("two_rivals"));
        assert_eq!(filter.channel.map(|channel| channel.as_str()), Some("email"));
        assert!(filter.overdue && filter.mine);
        for unknown in [r#"{"reason":"routine"}"#, r#"{"channel":"fax"}"#, r#"{"due":"soon"}"#, r#"{"held":"jo"}"#] {
            assert_eq!(asked(unknown), None, "{unknown} is not the same as no filter");
        }
    }

    #[test]
    fn a_text_that_is_looked_back_at_shows_types_and_whom_they_stand_for_is_left_out() {
        let said = "⟦PERSON·k1·ABCDEFGHIJKLMNOP⟧ asks again";
        assert_eq!(super::cut(said, PAST_TEXT), "⟦PERSON⟧ asks again");
    }
}
