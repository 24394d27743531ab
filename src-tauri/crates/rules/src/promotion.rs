//! Whether a model may become champion: who asks, who approves, and on what evidence.
//!
//! Takes people and the facts of an evaluation; gives yes or the reasons. Deliberately absent: the evaluation itself,
//! and storing or carrying out a promotion.

use countersign_domain::{Actor, UserId};

use crate::authorization::{self, ApprovalRefused, Capability, allows};

/// What an evaluation says about the promise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ThresholdFound {
    /// A threshold keeps the promise (pooled, or the lowest of several), in 0–1.
    Keeps(f64),
    /// It was looked for and none keeps it: the model may suggest, and everything goes to people.
    NoneKeeps,
    /// It was not looked for.
    NotSought,
}

/// The facts a promotion rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// Cases of the evaluation that the model was not trained on; `None` without an evaluation.
    pub evaluated_on: Option<u64>,
    /// The promise.
    pub threshold: ThresholdFound,
}

/// What is missing from the evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EvidenceGap {
    /// There is no evaluation.
    #[error("the model has not been evaluated")]
    NoEvaluation,
    /// The evaluation rests on too few cases.
    #[error("the evaluation rests on {n} cases; {needed} are needed")]
    TooFewCases {
        /// Cases there are.
        n: u64,
        /// Cases needed.
        needed: u64,
    },
    /// Nobody looked for a threshold that keeps the promise.
    #[error("no threshold was sought")]
    ThresholdNotSought,
}

/// Why a promotion is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PromotionRefused {
    /// The role lacks the right.
    #[error("the role does not allow {0}")]
    NotAllowed(Capability),
    /// Who asked cannot approve.
    #[error("who asked cannot approve")]
    SamePerson,
    /// Who trained it cannot approve it.
    #[error("who trained the model cannot approve it")]
    TrainedIt,
    /// The evidence is not complete.
    #[error("the evidence is not complete ({} gaps)", .0.len())]
    Evidence(Vec<EvidenceGap>),
}

/// What is missing from the evidence, all of it; empty when nothing is. `minimum` is a setting.
pub fn gaps(evidence: &Evidence, minimum: u64) -> Vec<EvidenceGap> {
    let size = match evidence.evaluated_on {
        None => Some(EvidenceGap::NoEvaluation),
        Some(n) if n < minimum => Some(EvidenceGap::TooFewCases { n, needed: minimum }),
        Some(_) => None,
    };
    let unsought = evidence.threshold == ThresholdFound::NotSought;
    size.into_iter().chain(unsought.then_some(EvidenceGap::ThresholdNotSought)).collect()
}

/// Whether `requester` may ask for this promotion. Who trained the model may ask.
pub fn may_request(requester: &Actor, evidence: &Evidence, minimum: u64) -> Result<(), PromotionRefused> {
    if !allows(requester, Capability::PromotionRequest) {
        return Err(PromotionRefused::NotAllowed(Capability::PromotionRequest));
    }
    complete(evidence, minimum)
}

/// Whether `approver` may let it happen: neither who asked nor who trained it (`None` for a model that came from
/// outside), with the right to approve. The evidence is checked again, since it may have changed since.
pub fn may_approve(
    requester: &UserId,
    trainer: Option<&UserId>,
    approver: &Actor,
    evidence: &Evidence,
    minimum: u64,
) -> Result<(), PromotionRefused> {
    authorization::may_approve(Capability::PromotionRequest, requester, approver)?;
    if trainer == Some(&approver.id()) {
        return Err(PromotionRefused::TrainedIt);
    }
    complete(evidence, minimum)
}

fn complete(evidence: &Evidence, minimum: u64) -> Result<(), PromotionRefused> {
    let gaps = gaps(evidence, minimum);
    if gaps.is_empty() { Ok(()) } else { Err(PromotionRefused::Evidence(gaps)) }
}

impl From<ApprovalRefused> for PromotionRefused {
    fn from(refused: ApprovalRefused) -> Self {
        match refused {
            ApprovalRefused::SamePerson => Self::SamePerson,
            ApprovalRefused::NotAllowed(capability) => Self::NotAllowed(capability),
            ApprovalRefused::NotNeeded => Self::NotAllowed(Capability::PromotionApprove),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Role::{Administrator, ComplianceOfficer, ModelSteward, Supervisor};
    use countersign_domain::Role;

    const GOOD: Evidence = Evidence { evaluated_on: Some(500), threshold: ThresholdFound::Keeps(0.93) };
    const MINIMUM: u64 = 200;

    fn person(id: &str, roles: &[Role]) -> Actor {
        Actor::Person { id: UserId::new(id), roles: roles.to_vec() }
    }

    #[test]
    fn a_steward_asks() {
        assert_eq!(may_request(&person("ada", &[ModelSteward]), &GOOD, MINIMUM), Ok(()));
        for roles in [&[Administrator][..], &[ComplianceOfficer], &[Supervisor], &[]] {
            let refused = Err(PromotionRefused::NotAllowed(Capability::PromotionRequest));
            assert_eq!(may_request(&person("ada", roles), &GOOD, MINIMUM), refused, "{roles:?} does not ask");
        }
        assert!(may_request(&Actor::Engine, &GOOD, MINIMUM).is_err(), "a machine does not promote a machine");
    }

    #[test]
    fn the_second_person_is_another_one() {
        let not_allowed = PromotionRefused::NotAllowed(Capability::PromotionApprove);
        let both = [ModelSteward, ComplianceOfficer];
        let cases = [
            ("bob", &[ComplianceOfficer][..], Ok(())),
            ("ada", &both[..], Err(PromotionRefused::SamePerson)),
            ("tom", &both[..], Err(PromotionRefused::TrainedIt)),
            ("bob", &[Administrator][..], Err(not_allowed.clone())),
            ("bob", &[ModelSteward][..], Err(not_allowed.clone())),
        ];
        let (ada, tom) = (UserId::new("ada"), UserId::new("tom"));
        for (id, roles, expected) in cases {
            let found = may_approve(&ada, Some(&tom), &person(id, roles), &GOOD, MINIMUM);
            assert_eq!(found, expected, "ada asked, tom trained, {id} with {roles:?} approves");
        }
        assert_eq!(may_approve(&ada, None, &Actor::Engine, &GOOD, MINIMUM), Err(not_allowed));
    }

    #[test]
    fn every_gap_is_named() {
        let cases = [
            (Evidence { threshold: ThresholdFound::NoneKeeps, ..GOOD }, vec![]),
            (Evidence { evaluated_on: Some(200), ..GOOD }, vec![]),
            (Evidence { evaluated_on: Some(199), ..GOOD }, vec![EvidenceGap::TooFewCases { n: 199, needed: 200 }]),
            (
                Evidence { evaluated_on: None, threshold: ThresholdFound::NotSought },
                vec![EvidenceGap::NoEvaluation, EvidenceGap::ThresholdNotSought],
            ),
        ];
        for (evidence, expected) in cases {
            assert_eq!(gaps(&evidence, MINIMUM), expected, "{evidence:?}");
            let approved = may_approve(&UserId::new("ada"), None, &person("bob", &[ComplianceOfficer]), &evidence, 200);
            assert_eq!(approved.is_ok(), expected.is_empty(), "approval looks at the evidence again: {evidence:?}");
        }
    }
}
