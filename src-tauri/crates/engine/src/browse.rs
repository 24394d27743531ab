//! Decisions as people look through them: a page, what the filter matches in figures, and one with its reasons.
//!
//! Text is shown to those who may read conversations, and left out for everybody else.

use std::collections::BTreeMap;

use countersign_domain::{Actor, Channel, Decision, DecisionId, IntentId, ModelVersion, PolicyVersion, Rate, TimeMs};
use countersign_rules::authorization::Capability;
use countersign_store::{AlikeRow, Browse, DecisionRow, EventRow, PolicyKind, Reader};

use crate::decisions::{DecisionSummary, summary};
use crate::explain::terms;
use crate::review::{LikeThis, SaidTurn, name_of, said};
use crate::{Engine, Error};

/// A decision in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct BrowsedDecision {
    /// The decision.
    pub decision: Decision,
    /// Channel of its event.
    pub channel: Channel,
    /// What the customer wrote; `None` for those who may not read it.
    pub text: Option<String>,
}

/// What a filter matches, in figures. Each facet counts what the filter would match with another choice there.
#[derive(Debug, Clone, PartialEq)]
pub struct BrowseFigures {
    /// Decisions that match.
    pub n: u64,
    /// Share of them routed without a person.
    pub automatic: Rate,
    /// Share left to a person.
    pub abstained: Rate,
    /// Share that a person has answered.
    pub person: Rate,
    /// By verdict.
    pub verdicts: BTreeMap<String, u64>,
    /// By reason for leaving it to a person.
    pub reasons: BTreeMap<String, u64>,
    /// By intent.
    pub intents: BTreeMap<IntentId, u64>,
    /// By queue.
    pub queues: BTreeMap<String, u64>,
}

/// What a filter can ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrowseOptions {
    /// Models, newest first.
    pub models: Vec<(ModelVersion, TimeMs)>,
    /// Routing policies, newest first, by when they first went live.
    pub policies: Vec<(PolicyVersion, TimeMs)>,
    /// Names and values of segments.
    pub segments: Vec<(String, String)>,
}

/// A decision with its reasons.
#[derive(Debug, Clone)]
pub struct DecisionDetail {
    /// The decision with where it stands on its way out.
    pub summary: DecisionSummary,
    /// Its event.
    pub event: EventRow,
    /// What was said, with what drove the decision; `None` for those who may not read it.
    pub turns: Option<Vec<SaidTurn>>,
    /// How often suggestions of this probability were right.
    pub like_this: Option<LikeThis>,
    /// Everything decided about the event, oldest first, with the name of the person who did.
    pub revisions: Vec<(DecisionRow, Option<String>)>,
    /// What the person who answered wrote, pseudonymized.
    pub comment: Option<String>,
}

impl Engine {
    /// Decisions that match, newest first, after the key of the last one seen. Errors: `NotAllowed`.
    pub fn browse(
        &self,
        actor: &Actor,
        browse: &Browse,
        after: Option<(TimeMs, &DecisionId)>,
        limit: u64,
    ) -> Result<Vec<BrowsedDecision>, Error> {
        let pass = self.pass(actor, Capability::DecisionRead)?;
        let reads_text = self.may(actor, Capability::ConversationRead)?;
        self.read(&pass, |r| {
            let listed = |found: countersign_store::BrowsedRow| {
                let decision = found.row.decision;
                let event = reads_text.then(|| r.event(&decision.lineage.event_id)).transpose()?;
                let text = event.map(|event| event.event.customer_text());
                Ok(BrowsedDecision { decision, channel: found.channel, text })
            };
            r.browse(browse, after, limit)?.into_iter().map(listed).collect()
        })
    }

    /// What the filter matches, in figures. Errors: `NotAllowed`.
    pub fn browse_figures(&self, actor: &Actor, browse: &Browse) -> Result<BrowseFigures, Error> {
        let pass = self.pass(actor, Capability::DecisionRead)?;
        let wide = Browse { verdict: None, reason: None, intent: None, queue: None, ..browse.clone() };
        self.read(&pass, |r| Ok(figures(browse, &r.alike(&wide)?)))
    }

    /// What a filter can ask for. Errors: `NotAllowed`.
    pub fn browse_options(&self, actor: &Actor) -> Result<BrowseOptions, Error> {
        let pass = self.pass(actor, Capability::DecisionRead)?;
        self.read(&pass, |r| {
            let mut models: Vec<(ModelVersion, TimeMs)> =
                r.models()?.into_iter().map(|model| (model.version, model.trained_at)).collect();
            models.sort_by_key(|(_, at)| std::cmp::Reverse(*at));
            Ok(BrowseOptions { models, policies: r.went_live(PolicyKind::Routing)?, segments: r.segments()? })
        })
    }

    /// A decision with its lineage, its reasons and what became of it. Errors: `NotAllowed`, `NotFound`.
    pub fn decision_detail(&self, actor: &Actor, decision: &DecisionId) -> Result<DecisionDetail, Error> {
        let pass = self.pass(actor, Capability::DecisionRead)?;
        let reads_text = self.may(actor, Capability::ConversationRead)?;
        self.read(&pass, |r| {
            let summary = summary(r, r.decision(decision)?)?;
            let event = r.event(&summary.row.decision.lineage.event_id)?;
            let best = summary.row.decision.candidates.first().map(|best| best.probability);
            // A person's decision has no reasons of the model's.
            let by_engine = summary.row.decision.verdict != countersign_domain::Verdict::Person;
            let model = if by_engine && best.is_some() { self.model_of(r, &summary.row)? } else { None };
            let before = r.decision_sequence(decision)?;
            let turns = reads_text.then(|| {
                let terms =
                    model.as_ref().map(|model| terms(r, model, &event, &summary.row, Some(before))).transpose()?;
                said(r, &event, terms.as_deref().unwrap_or_default(), Some(before))
            });
            let turns = turns.transpose()?;
            let bins = model.as_ref().map_or(&[][..], |model| &model.evaluation().reliability);
            Ok(DecisionDetail {
                like_this: best.and_then(|best| crate::review::like_this(bins, best)),
                revisions: revisions(r, &event)?,
                comment: r.response_of_decision(decision)?.and_then(|response| response.comment),
                turns,
                event,
                summary,
            })
        })
    }
}

fn revisions(r: &Reader<'_>, event: &EventRow) -> Result<Vec<(DecisionRow, Option<String>)>, Error> {
    let named = |row: DecisionRow| {
        let response = r.response_of_decision(&row.decision.id)?;
        let by = response.map(|response| name_of(r, &response.by)).transpose()?.flatten();
        Ok((row, by))
    };
    r.revisions(&event.event.event_id)?.into_iter().map(named).collect()
}

/// The figures of what matches; `alike` was asked for without what the facets choose.
fn figures(browse: &Browse, alike: &[AlikeRow]) -> BrowseFigures {
    let fits = |row: &AlikeRow, but: Facet| {
        let verdict = but == Facet::Verdict || browse.verdict.as_ref().is_none_or(|wanted| row.verdict == *wanted);
        let reason = but == Facet::Reason || browse.reason.is_none() || row.reason == browse.reason;
        let intent = but == Facet::Intent || browse.intent.is_none() || row.intent == browse.intent;
        let queue = but == Facet::Queue || browse.queue.as_ref().is_none_or(|wanted| row.queue == *wanted);
        verdict && reason && intent && queue
    };
    let of = |facet: Facet| alike.iter().filter(move |row| fits(row, facet));
    let matching = || of(Facet::None);
    let n = matching().map(|row| row.n).sum();
    let share = |verdict: &str| {
        let of_it = matching().filter(|row| row.verdict == verdict).map(|row| row.n).sum();
        Rate::exact(of_it, n)
    };
    BrowseFigures {
        n,
        automatic: share("automatic"),
        abstained: share("abstained"),
        person: share("person"),
        verdicts: counted(&browse.verdict, of(Facet::Verdict).map(|row| (Some(row.verdict.clone()), row.n))),
        reasons: counted(&browse.reason, of(Facet::Reason).map(|row| (row.reason.clone(), row.n))),
        intents: counted(&browse.intent, of(Facet::Intent).map(|row| (row.intent.clone(), row.n))),
        queues: counted(
            &browse.queue.as_ref().map(ToString::to_string),
            of(Facet::Queue).map(|row| (Some(row.queue.to_string()), row.n)),
        ),
    }
}

/// What a row is not asked for when the values of one facet are counted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Facet {
    None,
    Verdict,
    Reason,
    Intent,
    Queue,
}

/// What is chosen stands there even where it matches nothing: it is shown by its name.
fn counted<K: Ord + Clone>(chosen: &Option<K>, rows: impl Iterator<Item = (Option<K>, u64)>) -> BTreeMap<K, u64> {
    let mut counts: BTreeMap<K, u64> = chosen.iter().map(|chosen| (chosen.clone(), 0)).collect();
    for (key, n) in rows {
        if let Some(key) = key {
            *counts.entry(key).or_insert(0) += n;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use countersign_domain::QueueId;

    fn alike(verdict: &str, reason: Option<&str>, intent: &str, n: u64) -> AlikeRow {
        AlikeRow {
            verdict: verdict.to_owned(),
            reason: reason.map(str::to_owned),
            intent: Some(IntentId::new(intent)),
            queue: QueueId::new("billing"),
            n,
        }
    }

    #[test]
    fn a_facet_counts_what_another_choice_there_would_match() {
        let rows = [
            alike("automatic", None, "refund", 6),
            alike("abstained", Some("two_rivals"), "refund", 3),
            alike("abstained", Some("two_rivals"), "order", 1),
        ];
        let browse = Browse { intent: Some(IntentId::new("refund")), ..Browse::default() };
        let figures = figures(&browse, &rows);
        assert_eq!(figures.n, 9, "the filter counts");
        assert_eq!(figures.automatic.value, Some(6.0 / 9.0));
        assert_eq!(figures.automatic.n, 9);
        let intents: Vec<(&str, u64)> = figures.intents.iter().map(|(intent, n)| (intent.as_str(), *n)).collect();
        assert_eq!(intents, [("order", 1), ("refund", 9)], "what could be chosen instead keeps its count");
        assert_eq!(figures.reasons["two_rivals"], 3, "other facets count within the intent");
    }

    #[test]
    fn what_is_chosen_is_named_where_it_matches_nothing() {
        let rows = [alike("automatic", None, "order", 6)];
        let browse = Browse { intent: Some(IntentId::new("refund")), ..Browse::default() };
        let figures = figures(&browse, &rows);
        assert_eq!((figures.n, figures.intents[&IntentId::new("refund")]), (0, 0));
        assert_eq!(figures.verdicts.get("automatic"), None, "nothing else is offered that matches nothing");
    }

    #[test]
    fn of_nothing_no_share_is_known() {
        let figures = figures(&Browse::default(), &[]);
        assert_eq!((figures.n, figures.automatic.value), (0, None));
    }
}
