//! Rolling a model back, and what becomes of the decisions it made.
//!
//! Takes the deployment timeline and the standing of each decision; gives what a roll-back restores and what a recall
//! does per decision. Deliberately absent: deriving decisions anew, and writing anything.

use countersign_domain::{DecisionId, ModelVersion, Route, TimeMs};

/// Why the live model changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeploymentCause {
    /// Two people promoted it.
    Promotion,
    /// What was live before was bad.
    RollBack,
}

/// One entry of the timeline: from `at` on, `model` was live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deployment {
    /// What went live; `None`: no model, everything to people.
    pub model: Option<ModelVersion>,
    /// Why.
    pub cause: DeploymentCause,
    /// From when.
    pub at: TimeMs,
}

/// What a roll-back would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollBackPlan {
    /// The version that is live and taken to be bad.
    pub bad: ModelVersion,
    /// The version restored; `None` where no good one is left: everything goes to people.
    pub restores: Option<ModelVersion>,
}

/// What a roll-back restores: the version that was live before, other than the present one and not itself rolled back
/// since its last promotion. `timeline` is in order of time. `None` when no model is live.
pub fn last_good(timeline: &[Deployment]) -> Option<RollBackPlan> {
    let mut good = good_versions(timeline);
    let bad = good.pop()?;
    Some(RollBackPlan { bad, restores: good.pop() })
}

/// Good versions, the live one last; empty when none is live.
fn good_versions(timeline: &[Deployment]) -> Vec<ModelVersion> {
    let mut good: Vec<ModelVersion> = Vec::new();
    for deployment in timeline {
        if deployment.cause == DeploymentCause::RollBack {
            good.pop();
        }
        match &deployment.model {
            Some(model) => {
                good.retain(|other| other != model);
                good.push(model.clone());
            }
            None => good.clear(),
        }
    }
    good
}

/// What was live at `at`. `timeline` is in order of time.
pub fn live_at(timeline: &[Deployment], at: TimeMs) -> Option<&ModelVersion> {
    let last = timeline.iter().take_while(|deployment| deployment.at <= at).last()?;
    last.model.as_ref()
}

/// How far a decision has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Nothing has left yet, or nothing ever would.
    Unreleased,
    /// Its action has left.
    Released,
    /// A person has answered; their answer stands.
    AnsweredByPerson,
}

/// The facts about a decision of the bad version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecalledDecision {
    /// Which.
    pub id: DecisionId,
    /// Its action has left.
    pub released: bool,
    /// A person has answered its event.
    pub answered: bool,
}

/// Decisions by standing, each in the order given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Split {
    /// Can still be held.
    pub unreleased: Vec<DecisionId>,
    /// Must be made good outside.
    pub released: Vec<DecisionId>,
    /// Stand as a person answered.
    pub answered: Vec<DecisionId>,
}

/// The standing of one decision. A person's answer counts for more than what had left before.
pub fn standing(decision: &RecalledDecision) -> Standing {
    match (decision.answered, decision.released) {
        (true, _) => Standing::AnsweredByPerson,
        (false, true) => Standing::Released,
        (false, false) => Standing::Unreleased,
    }
}

/// Every decision in exactly one part.
pub fn split(decisions: &[RecalledDecision]) -> Split {
    let mut split = Split::default();
    for decision in decisions {
        let part = match standing(decision) {
            Standing::Unreleased => &mut split.unreleased,
            Standing::Released => &mut split.released,
            Standing::AnsweredByPerson => &mut split.answered,
        };
        part.push(decision.id.clone());
    }
    split
}

/// What a recall does with one decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// The new decision agrees, or a person has answered: nothing changes outside.
    Keep,
    /// Nothing has left: the new decision takes its place, and a person is asked where it asks.
    Replace,
    /// Something has left: a compensating entry goes out, and a person is asked.
    Compensate,
}

/// What to do where the new decision does or does not flip the route.
pub fn remedy(standing: Standing, flips: bool) -> Remedy {
    match (standing, flips) {
        (Standing::AnsweredByPerson, _) | (_, false) => Remedy::Keep,
        (Standing::Unreleased, true) => Remedy::Replace,
        (Standing::Released, true) => Remedy::Compensate,
    }
}

/// Whether two routes mean something else for the customer: another effect, queue or action. A new due time or
/// rule name alone is no flip.
pub fn flips(old: &Route, new: &Route) -> bool {
    (old.effect, &old.queue, &old.action) != (new.effect, &new.queue, &new.action)
}

#[cfg(test)]
mod tests {
    use super::*;
    use DeploymentCause::{Promotion, RollBack};
    use countersign_domain::{Effect, QueueId};

    /// One entry per minute; `-` means that no model went live.
    fn timeline(entries: &[(&str, DeploymentCause)]) -> Vec<Deployment> {
        let entry = |(minute, (model, cause)): (usize, &(&str, DeploymentCause))| Deployment {
            model: (*model != "-").then(|| ModelVersion::new(*model)),
            cause: *cause,
            at: TimeMs(minute as i64 * 60_000),
        };
        entries.iter().enumerate().map(entry).collect()
    }

    #[test]
    fn a_roll_back_restores_the_last_good_version() {
        type Plan = Option<(&'static str, Option<&'static str>)>;
        type Case = (&'static [(&'static str, DeploymentCause)], Plan, &'static str);
        let cases: [Case; 9] = [
            (&[], None, "nothing is live"),
            (&[("a", Promotion)], Some(("a", None)), "the first model has no predecessor"),
            (&[("a", Promotion), ("b", Promotion)], Some(("b", Some("a"))), "the one before"),
            (&[("a", Promotion), ("a", Promotion)], Some(("a", None)), "the same version is no predecessor"),
            (
                &[("a", Promotion), ("b", Promotion), ("a", RollBack)],
                Some(("a", None)),
                "b was rolled back, so nothing good lies behind a",
            ),
            (
                &[("a", Promotion), ("b", Promotion), ("a", RollBack), ("c", Promotion)],
                Some(("c", Some("a"))),
                "b stays out: it was rolled back",
            ),
            (
                &[("a", Promotion), ("b", Promotion), ("a", RollBack), ("b", Promotion), ("c", Promotion)],
                Some(("c", Some("b"))),
                "two people let b in again",
            ),
            (&[("a", Promotion), ("b", Promotion), ("-", RollBack)], None, "nothing is live, so nothing can be bad"),
            (&[("a", Promotion), ("-", RollBack)], None, "no model is live after rolling the only one back"),
        ];
        for (entries, expected, why) in cases {
            let expected = expected.map(|(bad, restores)| RollBackPlan {
                bad: ModelVersion::new(bad),
                restores: restores.map(ModelVersion::new),
            });
            assert_eq!(last_good(&timeline(entries)), expected, "{why}");
        }
    }

    #[test]
    fn the_timeline_answers_what_was_live() {
        let timeline = timeline(&[("a", Promotion), ("b", Promotion), ("-", RollBack)]);
        for (at, expected) in [(-1, None), (0, Some("a")), (59_999, Some("a")), (60_000, Some("b")), (120_000, None)] {
            assert_eq!(live_at(&timeline, TimeMs(at)).map(ModelVersion::as_str), expected, "at {at} ms");
        }
    }

    #[test]
    fn every_decision_lands_in_one_part() {
        let decision = |id: &str, released, answered| RecalledDecision { id: DecisionId::new(id), released, answered };
        let found = split(&[
            decision("1", false, false),
            decision("2", true, false),
            decision("3", true, true),
            decision("4", false, true),
        ]);
        let ids = |ids: &[&str]| ids.iter().map(|id| DecisionId::new(*id)).collect::<Vec<_>>();
        let expected = Split { unreleased: ids(&["1"]), released: ids(&["2"]), answered: ids(&["3", "4"]) };
        assert_eq!(found, expected, "an answer counts for more than a release");
    }

    #[test]
    fn a_persons_answer_is_never_touched() {
        for (standing, flips, expected) in [
            (Standing::Unreleased, false, Remedy::Keep),
            (Standing::Unreleased, true, Remedy::Replace),
            (Standing::Released, false, Remedy::Keep),
            (Standing::Released, true, Remedy::Compensate),
            (Standing::AnsweredByPerson, false, Remedy::Keep),
            (Standing::AnsweredByPerson, true, Remedy::Keep),
        ] {
            assert_eq!(remedy(standing, flips), expected, "{standing:?}, flips: {flips}");
        }
    }

    #[test]
    fn a_flip_is_what_the_customer_would_notice() {
        let route = Route {
            effect: Effect::Act,
            queue: QueueId::new("orders"),
            action: Some("send_order_status".into()),
            priority: 1,
            due_at: TimeMs(0),
            rule: "self-service/order-status".into(),
        };
        let later = Route { due_at: TimeMs(9), rule: "other".into(), priority: 2, ..route.clone() };
        assert!(!flips(&route, &later), "a due time is no flip");
        assert!(flips(&route, &Route { effect: Effect::Ask, action: None, ..route.clone() }), "now a person answers");
        assert!(flips(&route, &Route { queue: QueueId::new("billing"), ..route.clone() }), "other people answer");
    }
}
