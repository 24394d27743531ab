//! Rolling back: one action restores the last good model, pauses automatic routing, and puts right what the bad one
//! decided by itself.
//!
//! Every automatic decision of the bad version that still holds is derived again under the restored one. What has not
//! left is taken back and decided anew. What has left stays where the new derivation agrees, and goes to a person
//! where it does not; the person's answer then leaves as a later revision of the same event.

use countersign_classifier::Scratch;
use countersign_domain::{Actor, DecisionId, EventId, ModelVersion, Verdict};
use countersign_ledger::Act;
use countersign_rules::authorization::Capability;
use countersign_rules::recall::{Deployment, DeploymentCause, RollBackPlan, last_good};
use countersign_store::{DeploymentRow, Entered, Reader, SwitchRow};

use crate::change::Area;
use crate::decide::{Circumstances, decided_text, derive, guarded};
use crate::gate::{Pass, Writer};
use crate::live::{Live, LiveModel, load_model};
use crate::{Engine, Error, probe};

/// What a roll-back did, or would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollBackReport {
    /// The version taken out.
    pub bad: ModelVersion,
    /// The version restored; `None`: no model, everything goes to people.
    pub restores: Option<ModelVersion>,
    /// Automatic decisions that had not left: taken back and decided anew.
    pub unreleased: Vec<DecisionId>,
    /// Automatic decisions that had left.
    pub released: u64,
    /// Those of them on which the restored model does not agree: sent to people.
    pub flipped: Vec<DecisionId>,
}

impl Engine {
    /// What a roll-back would do now, in numbers; changes nothing. Errors: `NotAllowed`, `NothingToRollBack`.
    pub fn plan_roll_back(&self, actor: &Actor) -> Result<RollBackReport, Error> {
        let pass = self.pass(actor, Capability::RollBack)?;
        self.read(&pass, |r| self.report(r).map(|(report, _)| report))
    }

    /// Rolls back. Errors: `NotAllowed`, `NothingToRollBack`.
    pub fn roll_back(&self, actor: &Actor, reason: &str) -> Result<RollBackReport, Error> {
        let pass = self.pass(actor, Capability::RollBack)?;
        let reason = self.mask(reason);
        let report = self.record(&pass, |w| {
            let (report, events) = self.report(w)?;
            let entered = enter_roll_back(w, &pass, &report, &reason)?;
            requeue(w, entered, &report.unreleased, &report.flipped, &events)?;
            Ok(report)
        })?;
        self.reload()?;
        for area in [Area::Models, Area::Status, Area::Decisions, Area::Review] {
            self.tell(area, Vec::new());
        }
        Ok(report)
    }

    /// The report, and the events to decide anew.
    fn report(&self, r: &Reader<'_>) -> Result<(RollBackReport, Vec<EventId>), Error> {
        let RollBackPlan { bad, restores } = plan(r)?;
        let restored = self.live_with(r, restores.clone())?;
        let mut report = RollBackReport { bad, restores, unreleased: Vec::new(), released: 0, flipped: Vec::new() };
        let mut events = Vec::new();
        let mut scratch = Scratch::default();
        for (decision, state) in r.automatic_decisions_of(&report.bad)? {
            let event = r.decision(&decision)?.decision.lineage.event_id;
            if state.as_deref() == Some("held") {
                report.unreleased.push(decision);
                events.push(event);
                continue;
            }
            report.released += 1;
            if flips(r, &restored, &decision, &mut scratch)? {
                report.flipped.push(decision);
                events.push(event);
            }
        }
        Ok((report, events))
    }

    /// What is live now, with another model.
    fn live_with(&self, r: &Reader<'_>, version: Option<ModelVersion>) -> Result<Live, Error> {
        let live = self.live();
        let rules = (&live.policy, &live.taxonomy);
        let model: Option<LiveModel> = version.map(|version| load_model(r, version, rules)).transpose()?;
        Ok(Live {
            model,
            policy: live.policy.clone(),
            policy_version: live.policy_version.clone(),
            taxonomy: live.taxonomy.clone(),
            taxonomy_version: live.taxonomy_version.clone(),
            stopped: None,
            paused: None,
        })
    }
}

fn plan(r: &Reader<'_>) -> Result<RollBackPlan, Error> {
    let entry = |row: DeploymentRow| Deployment {
        model: row.model,
        cause: if row.cause == "rolled_back" { DeploymentCause::RollBack } else { DeploymentCause::Promotion },
        at: row.at,
    };
    let timeline: Vec<Deployment> = r.deployments()?.into_iter().map(entry).collect();
    last_good(&timeline).ok_or(Error::NothingToRollBack)
}

/// Whether the restored model would not have done the same by itself; also where it cannot be asked.
fn flips(r: &Reader<'_>, restored: &Live, decision: &DecisionId, scratch: &mut Scratch) -> Result<bool, Error> {
    let kept = r.decision(decision)?;
    let event = r.event(&kept.decision.lineage.event_id)?.event;
    let circumstances = Circumstances {
        text: decided_text(r, &event, None)?,
        earlier_contacts: kept.earlier_contacts,
        vulnerable: r.is_vulnerable(&event.event_id)?,
        open_item: false,
        stopped: false,
        paused: false,
    };
    let Ok(again) = guarded(|| {
        probe::pass("derive", &event.event_id);
        Ok(derive(restored, &event, &circumstances, scratch))
    }) else {
        return Ok(true);
    };
    let same_intent = again.candidates.first().map(|best| &best.intent) == kept.decision.intent();
    Ok(!(again.verdict == Verdict::Automatic && same_intent && again.outcome.action == kept.decision.route.action))
}

fn enter_roll_back(
    w: &mut Writer<'_, '_>,
    pass: &Pass,
    report: &RollBackReport,
    reason: &str,
) -> Result<Entered, Error> {
    let by = pass.actor().id();
    let mut details = vec![
        ("unreleased", report.unreleased.len().to_string()),
        ("released", report.released.to_string()),
        ("flipped", report.flipped.len().to_string()),
    ];
    details.extend(report.restores.as_ref().map(|version| ("restores", version.to_string())));
    let entered = w.enter(Act::ModelRolledBack, &[("model", report.bad.to_string())], &details)?;
    let deployment = DeploymentRow {
        model: report.restores.clone(),
        cause: "rolled_back".to_owned(),
        replaces: Some(report.bad.clone()),
        by: by.clone(),
        reason: Some(reason.to_owned()),
        at: pass.at(),
    };
    w.insert_deployment(entered, &deployment)?;
    let paused = w.enter(Act::RoutingPaused, &[("model", report.bad.to_string())], &[])?;
    let turn =
        SwitchRow { on: true, by: by.to_string(), reason: Some(format!("rolled back: {reason}")), at: pass.at() };
    w.insert_pause(paused, &turn)?;
    Ok(entered)
}

/// Takes back what has not left and puts every event concerned on the work list again.
pub(crate) fn requeue(
    w: &mut Writer<'_, '_>,
    entered: Entered,
    unreleased: &[DecisionId],
    flipped: &[DecisionId],
    events: &[EventId],
) -> Result<(), Error> {
    for decision in unreleased {
        w.withdraw_outbox(entered, decision)?;
    }
    for decision in unreleased.iter().chain(flipped) {
        w.enter(Act::DecisionRecalled, &[("decision", decision.to_string())], &[])?;
    }
    for event in events {
        w.insert_undecided(event)?;
    }
    Ok(())
}
