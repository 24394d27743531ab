//! Time as the store keeps it.

/// Milliseconds since 1970-01-01 00:00 UTC. Clocks are arguments: nothing here asks for the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct TimeMs(pub i64);

impl TimeMs {
    /// This time moved by `ms` milliseconds (negative: earlier); saturates at the ends of the range.
    pub fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }
}
