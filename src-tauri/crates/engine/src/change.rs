//! What changed, for whoever watches: ids, no content. The engine sends after the commit.

use std::sync::{Mutex, PoisonError};

/// An area whose views are stale now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Area {
    /// The review queue and its items.
    Review,
    /// Decisions.
    Decisions,
    /// Imports and quarantine.
    Sources,
    /// Models, approvals and the timeline.
    Models,
    /// STOP, pauses, the promise.
    Status,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What is stale.
    pub area: Area,
    /// Which rows, where it is few.
    pub ids: Vec<String>,
}

type Listener = Box<dyn Fn(&Change) -> bool + Send>;

/// Those who watch.
#[derive(Default)]
pub(crate) struct Listeners(Mutex<Vec<Listener>>);

impl Listeners {
    /// Adds a listener; it is dropped when it returns `false`.
    pub(crate) fn add(&self, listener: Listener) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(listener);
    }

    pub(crate) fn tell(&self, area: Area, ids: Vec<String>) {
        let change = Change { area, ids };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|listener| listener(&change));
    }
}
