//! What the webview hears when something changed: an area and ids, no content.

use countersign_engine::Area;
use serde::Serialize;
use ts_rs::TS;

/// One change; the views of its area ask again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Change {
    /// What is stale.
    pub key: ChangeKey,
    /// Which rows, where it is few.
    pub ids: Vec<String>,
}

/// An area whose views are stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ChangeKey {
    /// Queue and items.
    Review,
    /// Decisions.
    Decisions,
    /// Imports and quarantine.
    Sources,
    /// Models and approvals.
    Models,
    /// STOP, pauses, the promise.
    Status,
    /// Long work of this window.
    Work,
    /// Files that somebody holds out to be imported.
    Offers,
}

impl From<&countersign_engine::Change> for Change {
    fn from(change: &countersign_engine::Change) -> Self {
        let key = match change.area {
            Area::Review => ChangeKey::Review,
            Area::Decisions => ChangeKey::Decisions,
            Area::Sources => ChangeKey::Sources,
            Area::Models => ChangeKey::Models,
            Area::Status => ChangeKey::Status,
        };
        Self { key, ids: change.ids.clone() }
    }
}
