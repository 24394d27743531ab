//! Events and imports: lists for people who want to see what came in.

use countersign_domain::{Actor, EventId, TimeMs};
use countersign_rules::authorization::Capability;
use countersign_store::{EventRow, ImportCounts, ImportRow};

use crate::{Engine, Error};

/// An event as lists show it.
pub type EventSummary = EventRow;

impl Engine {
    /// Events, newest first, after the key of the last one seen. The text is for those who may read conversations.
    /// Errors: `NotAllowed`.
    pub fn events(
        &self,
        actor: &Actor,
        after: Option<(TimeMs, &EventId)>,
        limit: u64,
    ) -> Result<Vec<EventSummary>, Error> {
        let pass = self.pass(actor, Capability::ConversationRead)?;
        self.read(&pass, |r| Ok(r.events_after(after, limit)?))
    }

    /// One event. Errors: `NotAllowed`, `NotFound`.
    pub fn event(&self, actor: &Actor, event: &EventId) -> Result<EventSummary, Error> {
        let pass = self.pass(actor, Capability::ConversationRead)?;
        self.read(&pass, |r| Ok(r.event(event)?))
    }

    /// Imports with what became of their rows, newest first. Errors: `NotAllowed`.
    pub fn imports(&self, actor: &Actor, limit: u64) -> Result<Vec<(ImportRow, ImportCounts)>, Error> {
        let pass = self.pass(actor, Capability::EventRead)?;
        self.read(&pass, |r| Ok(r.imports(limit)?))
    }
}
