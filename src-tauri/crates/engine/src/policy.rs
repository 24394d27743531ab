//! The live routing policy and taxonomy.

use countersign_domain::{Actor, PolicyVersion};
use countersign_rules::authorization::Capability;
use countersign_rules::routing::Policy;
use countersign_rules::taxonomy::Taxonomy;

use crate::{Engine, Error};

/// What is live, for whoever must choose among intents.
#[derive(Debug, Clone)]
pub struct LivePolicy {
    /// Routing policy.
    pub policy: Policy,
    /// Its version.
    pub policy_version: PolicyVersion,
    /// Its text.
    pub policy_text: String,
    /// Taxonomy.
    pub taxonomy: Taxonomy,
    /// Its version.
    pub taxonomy_version: PolicyVersion,
}

/// Reads both texts and checks that they fit each other.
pub(crate) fn parse(policy: &str, taxonomy: &str) -> Result<(Policy, Taxonomy), Error> {
    let policy = Policy::parse(policy).map_err(|error| Error::Policy(error.to_string()))?;
    let taxonomy = Taxonomy::parse(taxonomy).map_err(|error| Error::Policy(error.to_string()))?;
    match policy.unknown_intents(&taxonomy).first() {
        Some((rule, intent)) => {
            Err(Error::Policy(format!("rule {rule} names the intent {intent}, which the taxonomy does not have")))
        }
        None => Ok((policy, taxonomy)),
    }
}

impl Engine {
    /// The live policy and taxonomy. Errors: `NotAllowed`.
    pub fn policy(&self, actor: &Actor) -> Result<LivePolicy, Error> {
        let pass = self.pass(actor, Capability::PolicyRead)?;
        let live = self.live();
        let policy_text = self.read(&pass, |r| Ok(r.policy(&live.policy_version)?.text))?;
        Ok(LivePolicy {
            policy: live.policy.clone(),
            policy_version: live.policy_version.clone(),
            policy_text,
            taxonomy: live.taxonomy.clone(),
            taxonomy_version: live.taxonomy_version.clone(),
        })
    }
}
