//! What is live: model, policy, taxonomy, and whether automatic routing is paused. Read anew after each change.

use std::sync::{Arc, PoisonError};

use countersign_classifier::Model;
use countersign_domain::{ModelVersion, PolicyVersion};
use countersign_rules::routing::Policy;
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

/// A model version with its classifier in memory.
pub(crate) struct LiveModel {
    pub(crate) version: ModelVersion,
    pub(crate) classifier: Model,
}

impl LiveModel {
    /// The threshold, where the guarantee was sought under a promise at least as strict as `policy`'s.
    pub(crate) fn threshold(&self, policy: &Policy) -> Option<f64> {
        let guarantee = self.classifier.guarantee();
        let as_strict = guarantee.alpha <= policy.promise.alpha && guarantee.delta <= policy.promise.delta;
        guarantee.threshold.filter(|_| as_strict)
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
            model: r.champion()?.map(|version| model(r, version, before)).transpose()?,
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
pub(crate) fn load_model(r: &Reader<'_>, version: ModelVersion) -> Result<LiveModel, Error> {
    let manifest = r.model(&version)?.manifest;
    let bytes = r.classifier(&version)?;
    crate::bundle::check(&version, &manifest, &bytes)?;
    Ok(LiveModel { classifier: Model::from_bytes(&bytes)?, version })
}

/// Keeps the classifier that is loaded when the version is the same.
fn model(r: &Reader<'_>, version: ModelVersion, before: &Live) -> Result<LiveModel, Error> {
    match &before.model {
        Some(live) if live.version == version => Ok(LiveModel { version, classifier: live.classifier.clone() }),
        _ => load_model(r, version),
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
