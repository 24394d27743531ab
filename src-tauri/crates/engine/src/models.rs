//! Model versions: listing them, asking for promotion, and who was live when.

use countersign_domain::{Actor, ApprovalId, ModelVersion, UserId};
use countersign_ledger::Act;
use countersign_rules::authorization::Capability;
use countersign_rules::promotion::{self, Evidence, ThresholdFound};
use countersign_store::{DeploymentRow, ModelRow, SwitchRow};
use serde_json::Value;

use crate::change::Area;
use crate::gate::{Pass, Writer};
use crate::{Engine, Error, approvals};

/// Fewest cases an evaluation must rest on before a model may be promoted.
pub(crate) const FEWEST_EVALUATED: u64 = 40;

/// A model version for lists.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelSummary {
    /// The model.
    pub row: ModelRow,
    /// Whether it is live.
    pub champion: bool,
    /// Labels it was trained on, per its evaluation.
    pub evaluated_on: Option<u64>,
}

/// From when on which model was live.
pub type TimelineEntry = DeploymentRow;

impl Engine {
    /// Every model, newest first. Errors: `NotAllowed`.
    pub fn models(&self, actor: &Actor) -> Result<Vec<ModelSummary>, Error> {
        let pass = self.pass(actor, Capability::ModelRead)?;
        self.read(&pass, |r| {
            let champion = r.champion()?;
            let summary = |row: ModelRow| ModelSummary {
                champion: champion.as_ref() == Some(&row.version),
                evaluated_on: row.evaluation.get("n").and_then(Value::as_u64),
                row,
            };
            Ok(r.models()?.into_iter().map(summary).collect())
        })
    }

    /// The model whose version begins with `prefix`. Errors: `NotAllowed`, `Ambiguous`.
    pub fn model(&self, actor: &Actor, prefix: &str) -> Result<ModelSummary, Error> {
        let version = self.model_version(actor, prefix)?;
        let found = self.models(actor)?.into_iter().find(|model| model.row.version == version);
        found.ok_or(Error::Ambiguous { what: "model", name: prefix.to_owned(), found: 0 })
    }

    fn model_version(&self, actor: &Actor, prefix: &str) -> Result<ModelVersion, Error> {
        let pass = self.pass(actor, Capability::ModelRead)?;
        let mut found = self.read(&pass, |r| Ok(r.models_like(prefix)?))?;
        match (found.pop(), found.len()) {
            (Some(version), 0) => Ok(version),
            (last, others) => {
                let found = others + usize::from(last.is_some());
                Err(Error::Ambiguous { what: "model", name: prefix.to_owned(), found })
            }
        }
    }

    /// Who was live when, oldest first. Errors: `NotAllowed`.
    pub fn timeline(&self, actor: &Actor) -> Result<Vec<TimelineEntry>, Error> {
        let pass = self.pass(actor, Capability::ModelRead)?;
        self.read(&pass, |r| Ok(r.deployments()?))
    }

    /// Asks for a model to become champion; a second person decides. Errors: `NotAllowed`, `Promotion`, `Ambiguous`,
    /// `Conflict` when it was asked for already.
    pub fn request_promotion(&self, actor: &Actor, prefix: &str, reason: Option<&str>) -> Result<ApprovalId, Error> {
        let pass = self.pass(actor, Capability::PromotionRequest)?;
        let model = self.model(actor, prefix)?.row;
        promotion::may_request(actor, &evidence(&model), FEWEST_EVALUATED)?;
        let reason = reason.map(|reason| self.mask(reason));
        let evidence = model.evaluation.clone();
        let approval = approvals::asked(&pass, approvals::PROMOTION, model.version.to_string(), evidence, reason);
        self.record(&pass, |w| {
            let subject = [("approval", approval.id.to_string()), ("model", model.version.to_string())];
            let entered = w.enter(Act::PromotionRequested, &subject, &[])?;
            Ok(w.insert_approval(entered, &approval)?)
        })?;
        self.tell(Area::Models, vec![approval.id.to_string()]);
        Ok(approval.id)
    }

    /// Makes an approved model champion, in the transaction of the approval.
    pub(crate) fn promote(&self, w: &mut Writer<'_, '_>, pass: &Pass, version: &ModelVersion) -> Result<(), Error> {
        let replaces = w.champion()?;
        let mut details = Vec::new();
        details.extend(replaces.as_ref().map(|before| ("replaces", before.to_string())));
        let entered = w.enter(Act::ModelPromoted, &[("model", version.to_string())], &details)?;
        let deployment = DeploymentRow {
            model: Some(version.clone()),
            cause: "promoted".to_owned(),
            replaces,
            by: pass.actor().id(),
            reason: None,
            at: pass.at(),
        };
        Ok(w.insert_deployment(entered, &deployment)?)
    }

    /// Lets automatic routing go on after a pause. Errors: `NotAllowed`, `Input` when it is not paused.
    pub fn resume_routing(&self, actor: &Actor, reason: &str) -> Result<(), Error> {
        let pass = self.pass(actor, Capability::RoutingResume)?;
        if self.live().paused.is_none() {
            return Err(Error::Input("automatic routing is not paused".to_owned()));
        }
        let turn = SwitchRow { on: false, by: actor.id().to_string(), reason: Some(self.mask(reason)), at: pass.at() };
        self.record(&pass, |w| {
            let entered = w.enter(Act::RoutingResumed, &[], &[])?;
            Ok(w.insert_pause(entered, &turn)?)
        })?;
        self.reload()?;
        self.tell(Area::Status, Vec::new());
        Ok(())
    }
}

/// Whether `approver` may make `model` champion on `requester`'s request.
pub(crate) fn may_approve(requester: &UserId, model: &ModelRow, approver: &Actor) -> Result<(), Error> {
    Ok(promotion::may_approve(requester, Some(&model.trained_by), approver, &evidence(model), FEWEST_EVALUATED)?)
}

fn evidence(model: &ModelRow) -> Evidence {
    let threshold = match model.evaluation.pointer("/guarantee/threshold") {
        Some(Value::Null) => ThresholdFound::NoneKeeps,
        Some(value) => value.as_f64().map_or(ThresholdFound::NotSought, ThresholdFound::Keeps),
        None => ThresholdFound::NotSought,
    };
    Evidence { evaluated_on: model.evaluation.get("n").and_then(Value::as_u64), threshold }
}
