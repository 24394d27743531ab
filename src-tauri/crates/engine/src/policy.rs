//! The routing policy and the taxonomy: what is live, what was, how two differ, and asking for a change.

use countersign_domain::{Actor, ApprovalId, PolicyVersion, TimeMs};
use countersign_ledger::Act;
use countersign_rules::authorization::Capability;
use countersign_rules::routing::{Policy, PolicyEdit, RoutingInput, RuleOutcome};
use countersign_rules::taxonomy::{Intent, Taxonomy};
use countersign_store::{ActivationRow, PolicyKind, PolicyRow};
use similar::{ChangeTag, TextDiff};

use crate::change::Area;
use crate::gate::{Pass, Writer};
use crate::workspace::version_of;
use crate::{Engine, Error, approvals};

/// Lines around a difference that are shown with it.
const CONTEXT: usize = 3;

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

impl LivePolicy {
    /// What the policy says about `intent` where nothing else stands in the way: a message that is sure of it, from a
    /// customer without a history.
    pub fn usual_outcome(&self, intent: &Intent, at: TimeMs) -> RuleOutcome {
        self.policy.route(&RoutingInput {
            intent: Some(&intent.id),
            probability: 1.0,
            severity: intent.severity,
            channel: countersign_domain::Channel::Chat,
            segment: &std::collections::BTreeMap::new(),
            vulnerable: false,
            customer_text: "",
            earlier_contacts: 0,
            at,
        })
    }
}

/// From when on a text was live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyActivation {
    /// Policy or taxonomy.
    pub kind: PolicyKind,
    /// Its version.
    pub version: PolicyVersion,
    /// When it went live.
    pub at: TimeMs,
}

/// A line of a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DiffLine {
    /// In both.
    Same(String),
    /// In the newer one.
    Added(String),
    /// In the older one.
    Removed(String),
    /// Lines that are alike and not shown.
    Gap,
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

    /// Which policy and taxonomy were live since when, newest first. Errors: `NotAllowed`.
    pub fn policy_versions(&self, actor: &Actor) -> Result<Vec<PolicyActivation>, Error> {
        let pass = self.pass(actor, Capability::PolicyRead)?;
        let activation = |ActivationRow { kind, version, at }| PolicyActivation { kind, version, at };
        self.read(&pass, |r| Ok(r.policy_activations()?.into_iter().map(activation).collect()))
    }

    /// How two texts differ, with a few lines around each difference. Errors: `NotAllowed`, `NotFound`.
    pub fn policy_diff(&self, actor: &Actor, from: &PolicyVersion, to: &PolicyVersion) -> Result<Vec<DiffLine>, Error> {
        let pass = self.pass(actor, Capability::PolicyRead)?;
        self.read(&pass, |r| Ok(diff(&r.policy(from)?.text, &r.policy(to)?.text)))
    }

    /// Asks for another promise, hold-back or time of a queue; a second person decides. Errors: `NotAllowed`, `Policy`,
    /// `Input` when nothing changes, `Conflict` when it was asked for already.
    pub fn request_policy(&self, actor: &Actor, edit: &PolicyEdit, reason: &str) -> Result<ApprovalId, Error> {
        let pass = self.pass(actor, Capability::PolicyChange)?;
        let before = self.policy(actor)?;
        let text = edit.apply(&before.policy_text).map_err(|error| Error::Policy(error.to_string()))?;
        if text == before.policy_text {
            return Err(Error::Input("the policy says this already".to_owned()));
        }
        let policy = PolicyRow { version: version_of(&text), text };
        let evidence = serde_json::json!({ "replaces": before.policy_version });
        let reason = Some(self.mask(reason));
        let approval = approvals::asked(&pass, approvals::POLICY, policy.version.to_string(), evidence, reason);
        self.record(&pass, |w| {
            let subject = [("approval", approval.id.to_string()), ("policy", approval.subject.clone())];
            let entered = w.enter(Act::ApprovalRequested, &subject, &[])?;
            w.keep_policy(entered, PolicyKind::Routing, &policy)?;
            Ok(w.insert_approval(entered, &approval)?)
        })?;
        self.tell(Area::Models, vec![approval.id.to_string()]);
        Ok(approval.id)
    }

    /// Makes an approved policy live, in the transaction of the approval.
    pub(crate) fn activate(&self, w: &mut Writer<'_, '_>, pass: &Pass, version: &PolicyVersion) -> Result<(), Error> {
        let policy = w.policy(version)?;
        parse(&policy.text, &w.live_policy(PolicyKind::Taxonomy)?.text)?;
        let entered = w.enter(Act::PolicyActivated, &[("policy", version.to_string())], &[])?;
        Ok(w.activate_policy(entered, PolicyKind::Routing, &policy, pass.at())?)
    }
}

fn diff(from: &str, to: &str) -> Vec<DiffLine> {
    let diff = TextDiff::from_lines(from, to);
    let mut lines = Vec::new();
    for group in diff.grouped_ops(CONTEXT) {
        if !lines.is_empty() {
            lines.push(DiffLine::Gap);
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let text = change.value().trim_end_matches('\n').to_owned();
            lines.push(match change.tag() {
                ChangeTag::Equal => DiffLine::Same(text),
                ChangeTag::Insert => DiffLine::Added(text),
                ChangeTag::Delete => DiffLine::Removed(text),
            });
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_shows_what_changed_and_what_stands_around_it() {
        let from: String = (1..=20).map(|n| format!("line {n}\n")).collect();
        let to = from.replace("line 3\n", "line three\n").replace("line 18\n", "");
        let lines = diff(&from, &to);
        let added = [DiffLine::Added("line three".to_owned())];
        let removed = [DiffLine::Removed("line 3".to_owned()), DiffLine::Removed("line 18".to_owned())];
        assert!(added.iter().chain(&removed).all(|line| lines.contains(line)), "{lines:?}");
        assert_eq!(lines.iter().filter(|line| **line == DiffLine::Gap).count(), 1, "the middle is not shown");
        assert_eq!(diff(&from, &from), []);
    }
}
