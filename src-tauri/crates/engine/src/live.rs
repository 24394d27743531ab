//! What is live: model, policy, taxonomy, and whether automatic routing is paused. Read anew after each change.

use std::sync::{Arc, PoisonError};

use std::collections::BTreeMap;

use countersign_classifier::{Language, Model, Per, Promise, Record, Records};
use countersign_domain::{Channel, IntentId, ModelVersion, PolicyVersion};
use countersign_rules::routing::{self, Known, Policy};
use countersign_rules::taxonomy::Taxonomy;
use countersign_store::{PolicyKind, Reader, SwitchRow};

use crate::workspace::version_of;
use crate::{Engine, Error, policy};

/// Everything that decides at one moment.
pub(crate) struct Live {
    pub(crate) model: Option<LiveModel>,
    pub(crate) policy: Policy,
    pub(crate) policy_version: PolicyVersion,
    pub(crate) taxonomy: Taxonomy,
    pub(crate) taxonomy_version: PolicyVersion,
    pub(crate) stopped: Option<SwitchRow>,
    pub(crate) paused: Option<SwitchRow>,
}

/// A model version with its classifier in memory, and what the policy's promise comes to with it: both are fixed by
/// the versions that a decision names, so a replay finds the same thresholds.
pub(crate) struct LiveModel {
    pub(crate) version: ModelVersion,
    pub(crate) classifier: Arc<Model>,
    pub(crate) promise: Promise,
    /// What the promise rests on: see [`left_by`].
    pub(crate) records: Records,
}

impl LiveModel {
    fn new(version: ModelVersion, classifier: Arc<Model>, policy: &Policy, taxonomy: &Taxonomy) -> Self {
        let records = left_by(policy, taxonomy, &classifier);
        let share = (policy.promise.alpha, policy.promise.delta);
        let basis = classifier.guarantee().basis;
        let promise = Promise::of(&records, classifier.intents(), basis, share, per(&policy.promise.per));
        Self { version, classifier, promise, records }
    }
}

/// What was said about the labelled texts that `policy` leaves to the engine. A promise is about what is decided
/// without a person, so what goes to one whatever the threshold (a rule that asks, another language, two rivals too
/// close) is no evidence for it: it might be just what is easy. Which rows these are does not depend on what was right.
///
/// Words, hours, earlier contacts and the customer are not kept with a record: where a rule asks for those, its rows
/// stay, as if it never matched.
pub(crate) fn left_by(policy: &Policy, taxonomy: &Taxonomy, classifier: &Model) -> Records {
    let intents: Vec<IntentId> = classifier.intents().iter().map(IntentId::new).collect();
    classifier.records().only(|row, groups| {
        let of = |dimension: &str| groups.iter().find_map(|group| group.strip_prefix(dimension));
        let segment: BTreeMap<String, String> = groups.iter().filter_map(|group| segment_of(group)).collect();
        let Some(intent) = intents.get(usize::from(row.predicted())) else { return false };
        let known = Known {
            intent,
            probability: row.probability(),
            severity: taxonomy.severity(intent),
            channel: of("channel=").and_then(|name| name.parse::<Channel>().ok()),
            segment: &segment,
        };
        of("language=") != Language::Other.as_str() && margin(row) >= policy.min_margin && policy.could_act(&known)
    })
}

fn segment_of(group: &str) -> Option<(String, String)> {
    let (key, value) = group.strip_prefix("segment.")?.split_once('=')?;
    Some((key.to_owned(), value.to_owned()))
}

fn margin(row: &Record) -> f64 {
    row.probability() - row.candidates.get(1).map_or(0.0, |&(_, probability)| probability)
}

/// For whom the promise holds, in the classifier's words.
pub(crate) fn per(per: &routing::Per) -> Per {
    match per {
        routing::Per::Whole => Per::Whole,
        routing::Per::Intent => Per::Intent,
        routing::Per::Channel => Per::Group("channel".to_owned()),
        routing::Per::Segment(key) => Per::Group(format!("segment.{key}")),
    }
}

impl Live {
    /// Before anything was read: the shipped policy and no model.
    pub(crate) fn nothing() -> Result<Self, Error> {
        let (policy, taxonomy) = policy::parse(Policy::default_text(), Taxonomy::default_text())?;
        Ok(Self {
            model: None,
            policy,
            policy_version: version_of(Policy::default_text()),
            taxonomy,
            taxonomy_version: version_of(Taxonomy::default_text()),
            stopped: None,
            paused: None,
        })
    }

    fn read(r: &Reader<'_>, before: &Self) -> Result<Self, Error> {
        let routing = r.live_policy(PolicyKind::Routing)?;
        let taxonomy = r.live_policy(PolicyKind::Taxonomy)?;
        let (policy, taxonomy_parsed) = policy::parse(&routing.text, &taxonomy.text)?;
        Ok(Self {
            model: r.champion()?.map(|version| model(r, version, before, (&policy, &taxonomy_parsed))).transpose()?,
            policy,
            policy_version: routing.version,
            taxonomy: taxonomy_parsed,
            taxonomy_version: taxonomy.version,
            stopped: r.last_stop()?.filter(|turn| turn.on),
            paused: r.last_pause()?.filter(|turn| turn.on),
        })
    }
}

impl Live {
    /// Whether this is what the transaction of `r` says is live.
    fn is_current(&self, r: &Reader<'_>) -> Result<bool, Error> {
        Ok(r.champion()?.as_ref() == self.model.as_ref().map(|model| &model.version)
            && r.last_stop()?.filter(|turn| turn.on) == self.stopped
            && r.last_pause()?.filter(|turn| turn.on) == self.paused
            && r.live_policy(PolicyKind::Routing)?.version == self.policy_version
            && r.live_policy(PolicyKind::Taxonomy)?.version == self.taxonomy_version)
    }
}

/// The classifier of `version`; the bytes are checked against the manifest before they are parsed.
pub(crate) fn load_model(
    r: &Reader<'_>,
    version: ModelVersion,
    (policy, taxonomy): (&Policy, &Taxonomy),
) -> Result<LiveModel, Error> {
    let manifest = r.model(&version)?.manifest;
    let bytes = r.classifier(&version)?;
    crate::bundle::check(&version, &manifest, &bytes)?;
    Ok(LiveModel::new(version, Arc::new(Model::from_bytes(&bytes)?), policy, taxonomy))
}

/// Keeps the classifier that is loaded when the version is the same.
fn model(
    r: &Reader<'_>,
    version: ModelVersion,
    before: &Live,
    rules: (&Policy, &Taxonomy),
) -> Result<LiveModel, Error> {
    match &before.model {
        Some(live) if live.version == version => {
            Ok(LiveModel::new(version, Arc::clone(&live.classifier), rules.0, rules.1))
        }
        _ => load_model(r, version, rules),
    }
}

impl Engine {
    /// What is live.
    pub(crate) fn live(&self) -> Arc<Live> {
        Arc::clone(&self.live.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// What is live in the transaction of `r`: what was read last may be a moment old, and a decision by a model that
    /// was just taken out would be one that no roll-back finds.
    pub(crate) fn live_in(&self, r: &Reader<'_>) -> Result<Arc<Live>, Error> {
        let live = self.live();
        if live.is_current(r)? { Ok(live) } else { Ok(Arc::new(Live::read(r, &live)?)) }
    }

    /// Reads what is live anew. In a workspace that is being made there is nothing to read yet.
    pub(crate) fn reload(&self) -> Result<(), Error> {
        let before = self.live();
        let is_new = self.store.read(|r| r.ledger_head(&self.workspace.id))?.size == 0;
        if is_new {
            return Ok(());
        }
        let live = self.store.read(|r| Live::read(r, &before))?;
        *self.live.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(live);
        Ok(())
    }
}
