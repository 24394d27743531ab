//! Approvals: what waits for a second person, and that person's word.

use countersign_domain::{Actor, ApprovalId, ModelVersion};
use countersign_ledger::Act;
use countersign_rules::authorization::Capability;
use countersign_store::ApprovalRow;

use crate::change::Area;
use crate::{Engine, Error, models};

/// An act that waits, or waited, for a second person.
pub type Approval = ApprovalRow;

impl Engine {
    /// All of them, newest first. Errors: `NotAllowed`.
    pub fn approvals(&self, actor: &Actor) -> Result<Vec<Approval>, Error> {
        let pass = self.pass(actor, Capability::ApprovalRead)?;
        self.read(&pass, |r| Ok(r.approvals()?))
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
