//! An open workspace: its engine, its worker, and the person who is signed in.

use std::sync::Arc;

use countersign_domain::Actor;
use countersign_engine::{Engine, Person, Worker};

use crate::changes::Changes;

/// An open workspace.
pub struct Desk {
    engine: Arc<Engine>,
    worker: Worker,
    /// Who is signed in.
    pub person: Option<(Actor, Person)>,
    /// Whether the workspace was just made and nothing has been chosen to fill it.
    pub fresh: bool,
}

impl Desk {
    /// Forwards the engine's changes and starts the worker on the current runtime.
    pub fn begin(engine: Engine, changes: &Changes) -> Self {
        let engine = Arc::new(engine);
        changes.listen(&engine);
        let worker = Worker::start(&engine);
        tracing::info!(version = env!("CARGO_PKG_VERSION"), "opened");
        Self { engine, worker, person: None, fresh: false }
    }

    /// The engine.
    pub fn engine(&self) -> Arc<Engine> {
        Arc::clone(&self.engine)
    }

    /// The engine and the actor of who is signed in.
    pub fn signed_in(&self) -> Option<(Arc<Engine>, Actor)> {
        self.person.as_ref().map(|(actor, _)| (self.engine(), actor.clone()))
    }

    /// Ends the worker; what is being committed commits.
    pub async fn close(self) {
        self.worker.end().await;
    }
}
