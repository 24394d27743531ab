//! Approvals: what waits for a second person, and that person's word.

use countersign_domain::{Actor, ApprovalId, ModelVersion, UserId};
use countersign_ledger::Act;
use countersign_rules::authorization::Capability;
use countersign_rules::promotion::PromotionRefused;
use countersign_store::{ApprovalRow, Reader};

use crate::change::Area;
use crate::{Engine, Error, models};

/// An act that waits, or waited, for a second person.
pub type Approval = ApprovalRow;

/// An act with what its second person needs to know.
#[derive(Debug, Clone, PartialEq)]
pub struct ApprovalCase {
    /// The act.
    pub row: Approval,
    /// Why whoever looks cannot be its second person; `None`: they can.
    pub bar: Option<Bar>,
    /// Name of who asked.
    pub requested_by: String,
    /// Name of who decided.
    pub decided_by: Option<String>,
}

/// Why somebody cannot be the second person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bar {
    /// They asked.
    OwnRequest,
    /// They trained the model.
    OwnModel,
    /// Their roles do not include it.
    Role,
    /// The evidence is not complete.
    Evidence,
}

impl Engine {
    /// All of them, newest first. Errors: `NotAllowed`.
    pub fn approvals(&self, actor: &Actor) -> Result<Vec<Approval>, Error> {
        let pass = self.pass(actor, Capability::ApprovalRead)?;
        self.read(&pass, |r| Ok(r.approvals()?))
    }

    /// All of them as `actor` would decide them, newest first. Errors: `NotAllowed`.
    pub fn approval_cases(&self, actor: &Actor) -> Result<Vec<ApprovalCase>, Error> {
        let pass = self.pass(actor, Capability::ApprovalRead)?;
        self.read(&pass, |r| {
            let people = r.people()?;
            let name = |id: &UserId| {
                people
                    .iter()
                    .find(|person| person.id == *id)
                    .map_or_else(|| id.to_string(), |person| person.name.clone())
            };
            let case = |row: ApprovalRow| {
                Ok(ApprovalCase {
                    bar: bar(r, &row, actor)?,
                    requested_by: name(&row.requested_by),
                    decided_by: row.decided_by.as_ref().map(name),
                    row,
                })
            };
            r.approvals()?.into_iter().map(case).collect()
        })
    }

    /// One. Errors: `NotAllowed`, `NotFound`.
    pub fn approval(&self, actor: &Actor, approval: &ApprovalId) -> Result<Approval, Error> {
        let pass = self.pass(actor, Capability::ApprovalRead)?;
        self.read(&pass, |r| Ok(r.approval(approval)?))
    }

    /// Approves: the act happens in the same transaction. Errors: `NotAllowed`, `Promotion` (the one who asked or
    /// trained cannot approve), `Conflict` when it is no longer pending.
    pub fn approve(&self, actor: &Actor, approval: &ApprovalId) -> Result<(), Error> {
        let pass = self.pass(actor, Capability::PromotionApprove)?;
        self.record(&pass, |w| {
            let row = w.approval(approval)?;
            let version = ModelVersion::new(row.subject.clone());
            models::may_approve(&row.requested_by, &w.model(&version)?, actor)?;
            let subject = [("approval", approval.to_string()), ("model", version.to_string())];
            let entered =
                w.enter(Act::PromotionApproved, &subject, &[("requested_by", row.requested_by.to_string())])?;
            w.decide_approval(entered, approval, true, &actor.id(), pass.at())?;
            self.promote(w, &pass, &version)
        })?;
        self.reload()?;
        self.tell(Area::Models, vec![approval.to_string()]);
        self.tell(Area::Status, Vec::new());
        Ok(())
    }

    /// Refuses. Errors: `NotAllowed`, `Conflict` when it is no longer pending.
    pub fn refuse(&self, actor: &Actor, approval: &ApprovalId) -> Result<(), Error> {
        let pass = self.pass(actor, Capability::PromotionApprove)?;
        self.record(&pass, |w| {
            let entered = w.enter(Act::PromotionRefused, &[("approval", approval.to_string())], &[])?;
            Ok(w.decide_approval(entered, approval, false, &actor.id(), pass.at())?)
        })?;
        self.tell(Area::Models, vec![approval.to_string()]);
        Ok(())
    }
}

/// Asks the rules of approval ahead of the act.
fn bar(r: &Reader<'_>, row: &ApprovalRow, actor: &Actor) -> Result<Option<Bar>, Error> {
    let model = r.model(&ModelVersion::new(row.subject.clone()))?;
    match models::may_approve(&row.requested_by, &model, actor) {
        Ok(()) => Ok(None),
        Err(Error::Promotion(refused)) => Ok(Some(match refused {
            PromotionRefused::SamePerson => Bar::OwnRequest,
            PromotionRefused::TrainedIt => Bar::OwnModel,
            PromotionRefused::NotAllowed(_) => Bar::Role,
            PromotionRefused::Evidence(_) => Bar::Evidence,
        })),
        Err(error) => Err(error),
    }
}
