//! The one gate: every operation passes here with an actor and a capability, and only what passed can read or write.
//!
//! A [`Pass`] can be made nowhere else. Reads and writes of the store take one, and each ledger entry names its actor,
//! so a use case that forgot to ask does not compile.

use std::ops::Deref;

use countersign_domain::{Actor, Lineage, TimeMs};
use countersign_ledger::{Act, Draft};
use countersign_rules::authorization::{Capability, allows};
use countersign_store::{Entered, Noter, Reader, Recorder};

use crate::{Engine, Error};

/// Proof that an actor may do one thing, now.
pub(crate) struct Pass {
    actor: Actor,
    capability: Capability,
    at: TimeMs,
}

impl Pass {
    pub(crate) fn actor(&self) -> &Actor {
        &self.actor
    }

    /// When the pass was given: the time of everything done under it.
    pub(crate) fn at(&self) -> TimeMs {
        self.at
    }
}

/// A recorded transaction of one actor.
pub(crate) struct Writer<'a, 'c> {
    recorder: &'a mut Recorder<'c>,
    pass: &'a Pass,
    workspace: &'a str,
}

/// Ids and figures of an entry: names with text, in any order.
pub(crate) type Fields<'a> = &'a [(&'a str, String)];

impl Writer<'_, '_> {
    /// Appends an entry about `subject` with `details`, in the actor's name.
    pub(crate) fn enter(&mut self, act: Act, subject: Fields<'_>, details: Fields<'_>) -> Result<Entered, Error> {
        self.enter_with(act, subject, details, None)
    }

    /// The same with the lineage of a decision.
    pub(crate) fn enter_with(
        &mut self,
        act: Act,
        subject: Fields<'_>,
        details: Fields<'_>,
        lineage: Option<&Lineage>,
    ) -> Result<Entered, Error> {
        let mut draft = Draft::new(self.pass.at, self.pass.actor.id(), act);
        for (kind, id) in subject {
            draft = draft.subject(kind, id);
        }
        for (name, value) in details {
            draft = draft.detail(name, value.as_str());
        }
        if let Some(lineage) = lineage {
            draft = draft.lineage(lineage.clone());
        }
        Ok(self.recorder.enter(self.workspace, draft)?)
    }
}

impl<'c> Deref for Writer<'_, 'c> {
    type Target = Recorder<'c>;
    fn deref(&self) -> &Recorder<'c> {
        self.recorder
    }
}

impl Engine {
    /// Asks whether `actor` may do `capability`. A refusal is itself recorded, where this process holds the workspace.
    pub(crate) fn pass(&self, actor: &Actor, capability: Capability) -> Result<Pass, Error> {
        let pass = Pass { actor: actor.clone(), capability, at: self.clock.now() };
        if self.may(actor, capability)? {
            return Ok(pass);
        }
        if self.holds() {
            let details = [("capability", pass.capability.as_str().to_owned())];
            self.record(&pass, |w| w.enter(Act::AccessDenied, &[], &details).map(drop))?;
        }
        Err(Error::NotAllowed(capability))
    }

    /// Whether `actor` may do `capability`, for what is left out rather than refused: nothing is recorded.
    pub(crate) fn may(&self, actor: &Actor, capability: Capability) -> Result<bool, Error> {
        Ok(allows(actor, capability) && self.still_allows(actor, capability)?)
    }

    /// Whether a person who signed in earlier still has the right: roles that were taken away and people who were
    /// disabled since lose it at once. While a workspace is made, its first administrator is not there yet.
    fn still_allows(&self, actor: &Actor, capability: Capability) -> Result<bool, Error> {
        let Actor::Person { id, .. } = actor else { return Ok(true) };
        self.store.read(|r| match r.person(id)? {
            Some(now) => {
                let is_enabled = now.disabled_at.is_none();
                Ok(is_enabled && allows(&Actor::Person { id: now.id, roles: now.roles }, capability))
            }
            None => Ok(r.ledger_head(&self.workspace.id)?.size == 0),
        })
    }

    /// Runs a recorded write under a pass.
    pub(crate) fn record<T>(
        &self,
        pass: &Pass,
        write: impl FnOnce(&mut Writer<'_, '_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        if !self.holds() {
            return Err(Error::ReadOnly);
        }
        self.store.record(|recorder| write(&mut Writer { recorder, pass, workspace: &self.workspace.id }))
    }

    /// Runs bookkeeping under a pass.
    pub(crate) fn note<T>(&self, _pass: &Pass, write: impl FnOnce(&Noter<'_>) -> Result<T, Error>) -> Result<T, Error> {
        if !self.holds() {
            return Err(Error::ReadOnly);
        }
        self.store.note(write)
    }

    /// Reads under a pass.
    pub(crate) fn read<T>(
        &self,
        _pass: &Pass,
        query: impl FnOnce(&Reader<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.store.read(query)
    }
}
