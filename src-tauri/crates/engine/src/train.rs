//! Training: a frozen set of labels becomes a model version with its evaluation.

use std::ops::ControlFlow;

use countersign_classifier::{Example, Input, Language, Model, Per, Progress, Promise, Stage, TrainConfig, language};
use countersign_domain::{Actor, Channel, EventId, IntentId, ModelVersion, TimeMs, TrainingSetId};
use countersign_ledger::Act;
use countersign_rules::authorization::Capability;
use countersign_store::{ModelRow, TrainingSetRow};
use sha2::{Digest, Sha256};

use crate::change::Area;
use crate::decide::{decided_text, groups};
use crate::gate::Pass;
use crate::live::{Live, left_by};
use crate::{Cancel, Engine, Error, bundle};

/// Fewest labels that training takes; below it neither evaluation nor promise can say anything.
pub(crate) const FEWEST_LABELS: usize = 40;

/// How to train.
pub struct TrainRequest<'a> {
    /// Seed of folds and order.
    pub seed: u64,
    /// A term must occur for so many subjects to be kept.
    pub min_subjects: u32,
    /// Ends the work; nothing is kept then.
    pub cancel: &'a Cancel,
    /// Hears of progress.
    pub progress: &'a (dyn Fn(TrainProgress) + Sync),
}

/// How far training is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrainProgress {
    /// The step, for people.
    pub stage: &'static str,
    /// Done.
    pub done: usize,
    /// Of.
    pub total: usize,
}

/// What training made.
#[derive(Debug, Clone, PartialEq)]
pub struct TrainReport {
    /// The model version.
    pub version: ModelVersion,
    /// Labels it was trained on.
    pub labels: usize,
    /// Figures on labels that the model which made them has not seen.
    pub evaluation: serde_json::Value,
}

struct Listener<'a>(&'a TrainRequest<'a>);

impl Progress for Listener<'_> {
    fn report(&self, stage: Stage, done: usize, total: usize) -> ControlFlow<()> {
        let stage = match stage {
            Stage::Reading => "reading",
            Stage::CrossValidation => "cross-validation",
            Stage::Fitting => "fitting",
        };
        (self.0.progress)(TrainProgress { stage, done, total });
        if self.0.cancel.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

/// A labelled text with its person and what is known besides it.
struct Labelled {
    event: EventId,
    intent: IntentId,
    subject: String,
    text: String,
    channel: Channel,
    language: Language,
    earlier_contacts: u32,
    groups: Vec<String>,
}

impl Engine {
    /// Trains on every label that may be trained on. Errors: `NotAllowed`, `TooFewLabels`, `Cancelled`, `Classifier`.
    pub fn train(&self, actor: &Actor, request: &TrainRequest<'_>) -> Result<TrainReport, Error> {
        let pass = self.pass(actor, Capability::ModelTrain)?;
        let labelled = self.labelled(&pass)?;
        require_enough(&labelled)?;
        let live = self.live();
        let config = TrainConfig {
            seed: request.seed,
            min_subjects: request.min_subjects,
            alpha: live.policy.promise.alpha,
            delta: live.policy.promise.delta,
            ..TrainConfig::default()
        };
        let examples: Vec<Example<'_>> = labelled.iter().map(example).collect();
        let trained = countersign_classifier::train(&examples, &config, &Listener(request));
        let model =
            trained.map_err(|error| if request.cancel.is_cancelled() { Error::Cancelled } else { error.into() })?;
        let report = self.keep(&pass, &labelled, &model)?;
        self.tell(Area::Models, vec![report.version.to_string()]);
        Ok(report)
    }

    fn labelled(&self, pass: &Pass) -> Result<Vec<Labelled>, Error> {
        self.read(pass, |r| {
            let labels = r.training_labels()?;
            let with_text = labels.into_iter().map(|(label, row)| {
                let text = decided_text(r, &row.event, None)?;
                let (event, language) = (&row.event, language(&text));
                Ok(Labelled {
                    event: label.event_id,
                    intent: label.intent,
                    subject: event.subject.to_string(),
                    channel: event.channel,
                    language,
                    earlier_contacts: u32::try_from(r.earlier_contacts(&event.subject, event.at)?).unwrap_or(u32::MAX),
                    groups: groups(event, language),
                    text,
                })
            });
            let all: Result<Vec<Labelled>, Error> = with_text.collect();
            Ok(all?.into_iter().filter(|labelled| !labelled.text.trim().is_empty()).collect())
        })
    }

    fn keep(&self, pass: &Pass, labelled: &[Labelled], model: &Model) -> Result<TrainReport, Error> {
        let set = training_set(labelled, pass.at());
        let bytes = model.to_bytes();
        let live = self.live();
        let (version, manifest) =
            bundle::manifest(model, &bytes, &set.id, &live.taxonomy_version, self.privacy.version())?;
        let evaluation = evaluation_json(model, &live);
        let row = ModelRow {
            version: version.clone(),
            manifest,
            evaluation: evaluation.clone(),
            training_set: set.id.clone(),
            trained_by: pass.actor().id(),
            trained_at: self.clock.now(),
        };
        self.record(pass, |w| {
            let members = [("members", set.members.len().to_string())];
            let frozen = w.enter(Act::TrainingSetFrozen, &[("training_set", set.id.to_string())], &members)?;
            w.insert_training_set(frozen, &set)?;
            let subject = [("model", version.to_string()), ("training_set", set.id.to_string())];
            let evaluated = [("evaluation", bundle::hex_digest(evaluation.to_string().as_bytes()))];
            let entered = w.enter(Act::ModelTrained, &subject, &evaluated)?;
            Ok(w.insert_model(entered, &row, &bytes)?)
        })?;
        Ok(TrainReport { version, labels: labelled.len(), evaluation })
    }
}

fn example(labelled: &Labelled) -> Example<'_> {
    Example {
        id: labelled.event.as_str(),
        input: Input {
            text: &labelled.text,
            channel: Some(labelled.channel.as_str()),
            language: labelled.language.as_str(),
            earlier_contacts: Some(labelled.earlier_contacts),
        },
        label: labelled.intent.as_str(),
        subject: &labelled.subject,
        groups: &labelled.groups,
        weight: 1.0,
    }
}

fn require_enough(labelled: &[Labelled]) -> Result<(), Error> {
    let intents: std::collections::BTreeSet<&str> = labelled.iter().map(|labelled| labelled.intent.as_str()).collect();
    if labelled.len() >= FEWEST_LABELS && intents.len() >= 2 {
        return Ok(());
    }
    Err(Error::TooFewLabels { labels: labelled.len(), intents: intents.len(), needed: FEWEST_LABELS })
}

/// The frozen set; its id is a digest over members in order of event id, so that it stands after texts are gone.
fn training_set(labelled: &[Labelled], at: TimeMs) -> TrainingSetRow {
    let member = |labelled: &Labelled| {
        (labelled.event.clone(), labelled.intent.clone(), Sha256::digest(labelled.text.as_bytes()).into())
    };
    let members: Vec<(EventId, IntentId, [u8; 32])> = labelled.iter().map(member).collect();
    let mut hash = Sha256::new();
    for (event, intent, digest) in &members {
        for part in [event.as_str().as_bytes(), intent.as_str().as_bytes(), digest.as_slice()] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
    }
    TrainingSetRow { id: TrainingSetId::new(data_encoding::HEXLOWER.encode(&hash.finalize())), members, frozen_at: at }
}

/// Evaluation as it is kept and shown, with the guarantee for the whole of what the live policy leaves to the engine.
fn evaluation_json(model: &Model, live: &Live) -> serde_json::Value {
    let share = (live.policy.promise.alpha, live.policy.promise.delta);
    let left = left_by(&live.policy, &live.taxonomy, model);
    let promise = Promise::of(&left, model.intents(), model.guarantee().basis, share, Per::Whole);
    let guarantee = promise.cells.first().map(|cell| &cell.guarantee);
    let mut value = serde_json::to_value(model.evaluation()).expect("figures and names serialize");
    value["guarantee"] = serde_json::to_value(guarantee).expect("figures serialize");
    value
}
