//! Approvals: what waits for a second person, and that person's word.

use countersign_domain::{Actor, ApprovalId, ModelVersion, PolicyVersion, UserId};
use countersign_ledger::Act;
use countersign_rules::authorization::{self, Capability};
use countersign_rules::promotion::PromotionRefused;
use countersign_store::{ApprovalRow, Reader};

use crate::change::Area;
use crate::gate::Pass;
use crate::{Engine, Error, id, models};

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
            may_decide(w, &row, actor)?;
            let (act, subject) = match row.kind.as_str() {
                POLICY => (Act::ApprovalGranted, "policy"),
                _ => (Act::PromotionApproved, "model"),
            };
            let subjects = [("approval", approval.to_string()), (subject, row.subject.clone())];
            let entered = w.enter(act, &subjects, &[("requested_by", row.requested_by.to_string())])?;
            w.decide_approval(entered, approval, true, &actor.id(), pass.at())?;
            match row.kind.as_str() {
                POLICY => self.activate(w, &pass, &PolicyVersion::new(row.subject)),
                _ => self.promote(w, &pass, &ModelVersion::new(row.subject)),
            }
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
            let act = match w.approval(approval)?.kind.as_str() {
                POLICY => Act::ApprovalRefused,
                _ => Act::PromotionRefused,
            };
            let entered = w.enter(act, &[("approval", approval.to_string())], &[])?;
            Ok(w.decide_approval(entered, approval, false, &actor.id(), pass.at())?)
        })?;
        self.tell(Area::Models, vec![approval.to_string()]);
        Ok(())
    }
}

/// The kind of an approval that is about a policy; every other is about a model.
pub(crate) const POLICY: &str = "policy";
/// The kind of one that is about a model.
pub(crate) const PROMOTION: &str = "promotion";

/// What whoever acts in `pass` asks a second person for. `reason` is masked.
pub(crate) fn asked(
    pass: &Pass,
    kind: &str,
    subject: String,
    evidence: serde_json::Value,
    reason: Option<String>,
) -> ApprovalRow {
    ApprovalRow {
        id: ApprovalId::new(id::fresh()),
        kind: kind.to_owned(),
        subject,
        evidence,
        reason,
        requested_by: pass.actor().id(),
        requested_at: pass.at(),
        state: "pending".to_owned(),
        decided_by: None,
        decided_at: None,
    }
}

/// Whether `actor` may be the second person for what `row` asks. Both kinds are decided by the same role, which the gate
/// has asked for; what is looked at here is the person and the evidence.
fn may_decide(r: &Reader<'_>, row: &ApprovalRow, actor: &Actor) -> Result<(), Error> {
    if row.kind == POLICY {
        let decided = authorization::may_approve(Capability::PolicyChange, &row.requested_by, actor);
        return Ok(decided.map_err(PromotionRefused::from)?);
    }
    models::may_approve(&row.requested_by, &r.model(&ModelVersion::new(row.subject.clone()))?, actor)
}

/// Asks the rules of approval ahead of the act.
fn bar(r: &Reader<'_>, row: &ApprovalRow, actor: &Actor) -> Result<Option<Bar>, Error> {
    match may_decide(r, row, actor) {
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
