//! Why the engine suggests what it suggests, for the person who decides: the words that drove it, the few intents that
//! hold the right one, a second wish, the words on which it hangs, and what people said of messages like it.
//!
//! All of it is worked out anew from the model that made the decision; nothing is kept. Examples are read from the
//! store when they are shown, so that what was erased or withdrawn since is not.

use std::sync::{Arc, PoisonError};

use countersign_classifier::{Model, Neighbours, Scratch, TermContribution, language};
use countersign_domain::{AbstainReason, EventId, IntentId, ModelVersion, Rate, Verdict};
use countersign_store::{DecisionRow, EventRow, Reader};

use crate::decide::{Circumstances, decided_text, input};
use crate::{Engine, Error};

/// Examples per intent.
const EXAMPLES: usize = 2;
/// How many are looked at for them: some may have been erased or withdrawn.
const LOOKED_AT: usize = 6;

/// Why the engine suggests what it suggests.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// Per word of the decided text: scalar offsets and the weight for the suggestion against its rival.
    pub terms: Vec<TermContribution>,
    /// What is known besides the text, with its weight: `channel=email`.
    pub circumstances: Vec<(String, f64)>,
    /// One to three intents.
    pub set: CandidateSet,
    /// Another wish in the same message, with its probability.
    pub secondary: Option<(IntentId, f64)>,
    /// The fewest words without which another intent would have been chosen.
    pub without: Option<Without>,
    /// Labelled messages most like this one, for the suggestion and its rival, most similar first.
    pub nearest: Vec<NearExample>,
}

/// Intents that hold the right one, and how often such sets do.
#[derive(Debug, Clone, PartialEq)]
pub struct CandidateSet {
    /// Most probable first.
    pub intents: Vec<IntentId>,
    /// Share of labelled texts whose set held the label.
    pub coverage: Rate,
}

/// Words on which the suggestion hangs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Without {
    /// The words, in the order of the text.
    pub words: Vec<String>,
    /// What would be suggested without them.
    pub becomes: IntentId,
    /// Whether no smaller set would do.
    pub is_fewest: bool,
}

/// A labelled message.
#[derive(Debug, Clone, PartialEq)]
pub struct NearExample {
    /// The event.
    pub event: EventId,
    /// Its label.
    pub intent: IntentId,
    /// What the customer said.
    pub text: String,
    /// How like it is, in 0–1.
    pub similarity: f64,
}

/// The figures behind a reason, for a sentence in the reader's language.
#[derive(Debug, Clone, PartialEq)]
pub struct ReasonFigures {
    /// Why it abstained.
    pub reason: AbstainReason,
    /// Probability of the suggestion, in 0–1.
    pub probability: Option<f64>,
    /// What it was compared with.
    pub threshold: Option<f64>,
    /// The rival and its probability.
    pub rival: Option<(IntentId, f64)>,
    /// How unlike the training texts it is, in 0–1.
    pub out_of_scope_score: Option<f64>,
    /// The policy rule that decided.
    pub rule: String,
}

impl ReasonFigures {
    /// Of a decision that abstained.
    pub fn of(row: &DecisionRow) -> Option<Self> {
        let Verdict::Abstained(reason) = row.decision.verdict else { return None };
        let candidates = &row.decision.candidates;
        Some(Self {
            reason,
            probability: candidates.first().map(|best| best.probability),
            threshold: row.decision.threshold,
            rival: candidates.get(1).map(|rival| (rival.intent.clone(), rival.probability)),
            out_of_scope_score: row.decision.out_of_scope_score,
            rule: row.decision.route.rule.clone(),
        })
    }

    /// One sentence in English, for the command line.
    pub fn sentence(&self) -> String {
        use AbstainReason as Reason;
        let percent = |share: Option<f64>| share.map_or("–".to_owned(), |share| format!("{:.1} %", 100.0 * share));
        match self.reason {
            Reason::NoModel => "no model has been released yet".to_owned(),
            Reason::NoGuarantee => "no threshold keeps the promise for messages like this".to_owned(),
            Reason::BelowThreshold => {
                format!(
                    "it is {} sure, and the promise asks for {}",
                    percent(self.probability),
                    percent(self.threshold)
                )
            }
            Reason::TwoRivals => match &self.rival {
                Some((rival, probability)) => {
                    format!("{rival} is nearly as likely: {}", percent(Some(*probability)))
                }
                None => "two intents are nearly as likely".to_owned(),
            },
            Reason::OutOfScope => {
                let usual = self.out_of_scope_score.map(|score| 1.0 - score);
                format!("it is unlike what the model has learnt from: only {} of that is less like it", percent(usual))
            }
            Reason::Language => "it is written in neither English nor German".to_owned(),
            Reason::AlwaysHuman => format!("the rule {} leaves it to a person, however sure the model is", self.rule),
            Reason::NoText => "there is no text to decide on".to_owned(),
            Reason::Stopped => "STOP was on".to_owned(),
            Reason::Paused => "automatic routing was paused".to_owned(),
            Reason::OpenItem => "a person has this conversation in the queue already".to_owned(),
            Reason::Fault => "something failed while it was decided".to_owned(),
        }
    }
}

/// Labelled messages as a model reads them.
pub(crate) struct LabelledNear {
    version: ModelVersion,
    members: Vec<(EventId, IntentId)>,
    index: Neighbours,
}

impl Engine {
    /// Why `row` suggests what it suggests; absent where it suggests nothing.
    pub(crate) fn explain(
        &self,
        r: &Reader<'_>,
        model: &Model,
        event: &EventRow,
        row: &DecisionRow,
    ) -> Result<Option<Explanation>, Error> {
        if row.decision.candidates.is_empty() {
            return Ok(None);
        }
        let circumstances = circumstances(r, event, row, None)?;
        let read = input(&event.event, &circumstances, language(&circumstances.text));
        let mut scratch = Scratch::default();
        let said = model.predict(read, &mut scratch);
        let named = |intent: usize| IntentId::new(&model.intents()[intent]);
        let shares = model.contributions(read, said.intent, said.runner_up, &mut scratch);
        let (terms, known) = shares.map_or_else(Default::default, |shares| (shares.terms, shares.circumstances));
        let sets = model.sets();
        let without = model.fewest_words(read, &mut scratch).map(|removal| Without {
            words: removal.words.iter().map(|&(start, end)| slice(read.text, start, end)).collect(),
            becomes: named(removal.becomes),
            is_fewest: removal.is_fewest,
        });
        let secondary = model.secondary(read, &mut scratch).map(|second| (named(second.intent), second.probability));
        let rivals = [Some(said.intent), said.runner_up].into_iter().flatten().map(named).collect::<Vec<_>>();
        let nearest = match &row.decision.lineage.model_version {
            Some(version) => {
                let near = self.labelled_near(r, version, model)?;
                let like = |wanted: &IntentId, scratch: &mut Scratch| {
                    let admits =
                        |at: usize| near.members[at].1 == *wanted && near.members[at].0 != event.event.event_id;
                    near.index.nearest(model, read, LOOKED_AT, admits, scratch)
                };
                let mut found = Vec::new();
                for intent in &rivals {
                    found.extend(still_labelled(r, &near, like(intent, &mut scratch), intent)?);
                }
                found
            }
            None => Vec::new(),
        };
        Ok(Some(Explanation {
            terms,
            circumstances: known,
            set: CandidateSet {
                intents: sets.pick(&said.candidates).into_iter().map(named).collect(),
                coverage: sets.coverage,
            },
            secondary,
            without,
            nearest,
        }))
    }

    /// The labelled messages in the eyes of `model`; read once per model.
    fn labelled_near(&self, r: &Reader<'_>, version: &ModelVersion, model: &Model) -> Result<Arc<LabelledNear>, Error> {
        let kept = || self.near.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(near) = kept().as_ref().filter(|near| near.version == *version) {
            return Ok(Arc::clone(near));
        }
        let (mut members, mut texts) = (Vec::new(), Vec::new());
        for (label, row) in r.training_labels()? {
            texts.push(decided_text(r, &row.event, None)?);
            members.push((label.event_id, label.intent));
        }
        let index = Neighbours::new(model, texts.iter().map(Into::into));
        let near = Arc::new(LabelledNear { version: version.clone(), members, index });
        *kept() = Some(Arc::clone(&near));
        Ok(near)
    }
}

/// What the model read of the event; with `before`, as it was when that ledger entry was made.
fn circumstances(
    r: &Reader<'_>,
    event: &EventRow,
    row: &DecisionRow,
    before: Option<u64>,
) -> Result<Circumstances, Error> {
    Ok(Circumstances {
        text: decided_text(r, &event.event, before)?,
        earlier_contacts: row.earlier_contacts,
        vulnerable: false,
        open_item: false,
        stopped: false,
        paused: false,
    })
}

/// Exact contributions of the words of the decided text, for the suggestion against its rival.
pub(crate) fn terms(
    r: &Reader<'_>,
    model: &Model,
    event: &EventRow,
    row: &DecisionRow,
    before: Option<u64>,
) -> Result<Vec<TermContribution>, Error> {
    let circumstances = circumstances(r, event, row, before)?;
    let read = input(&event.event, &circumstances, language(&circumstances.text));
    let mut scratch = Scratch::default();
    let said = model.predict(read, &mut scratch);
    let shares = model.contributions(read, said.intent, said.runner_up, &mut scratch);
    Ok(shares.map_or(Vec::new(), |shares| shares.terms))
}

/// Those of `found` whose label still is `intent`, with what was said.
fn still_labelled(
    r: &Reader<'_>,
    near: &LabelledNear,
    found: Vec<countersign_classifier::Neighbour>,
    intent: &IntentId,
) -> Result<Vec<NearExample>, Error> {
    let mut examples = Vec::new();
    for neighbour in found {
        let (event, _) = &near.members[neighbour.example];
        if r.label(event)?.is_none_or(|label| label.intent != *intent) {
            continue;
        }
        let text = decided_text(r, &r.event(event)?.event, None)?;
        examples.push(NearExample {
            event: event.clone(),
            intent: intent.clone(),
            text,
            similarity: neighbour.similarity,
        });
        if examples.len() == EXAMPLES {
            break;
        }
    }
    Ok(examples)
}

fn slice(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end - start).collect()
}
