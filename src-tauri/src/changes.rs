//! What the engine says has changed, on its way to the page: ids, no content.
//!
//! The page subscribes before the workspace is open, and the engine is listened to once it is; this stands between.

use std::sync::{Arc, Mutex, PoisonError};

use countersign_api::Change;
use countersign_engine::Engine;
use tauri::ipc::Channel;

/// Those who hear of changes.
#[derive(Clone, Default)]
pub struct Changes(Arc<Mutex<Vec<Channel<Change>>>>);

impl Changes {
    /// Sends every change from now on through `channel`.
    pub fn subscribe(&self, channel: Channel<Change>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(channel);
    }

    /// Forwards what `engine` says.
    pub fn listen(&self, engine: &Engine) {
        let changes = self.clone();
        engine.listen(move |change| {
            changes.say(&Change::from(change));
            true
        });
    }

    /// Tells of a change.
    pub fn say(&self, change: &Change) {
        let mut channels = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A page that is gone hears nothing more.
        channels.retain(|channel| channel.send(change.clone()).is_ok());
    }
}
