//! The draw into the random audit stratum.

use countersign_domain::EventId;
use countersign_rules::audit;

use crate::Engine;

impl Engine {
    /// Whether an automatic decision about `event` is reviewed as well. Keyed, so that nobody who names events can
    /// choose; the same event is always drawn alike, so that a replay draws it too.
    pub(crate) fn is_audited(&self, event: &EventId, share: f64) -> bool {
        let digest = countersign_keys::digest(&self.keys.index, "audit draw", &[event.as_str().as_bytes()]);
        audit::drawn(&digest, share)
    }
}
