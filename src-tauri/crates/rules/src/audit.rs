//! The random draw of automatic decisions into the audit stratum.
//!
//! Takes a digest of the event under a secret of the workspace and the share; gives yes or no, the same for ever.
//! Deliberately absent: the hash itself and the secret, which are the engine's.

/// Whether an automatic decision is reviewed as well.
///
/// `digest`: HMAC-SHA-256 (or equal) of the event id under a secret of the workspace, so that nobody who names events
/// can choose what is looked at; its first 53 bits are read as a number in [0, 1) and compared with `share` (0–1).
/// Of uniform digests exactly `share` is drawn, to 2⁻⁵³. A draw at a small share is contained in one at a larger.
pub fn drawn(digest: &[u8; 32], share: f64) -> bool {
    let [a, b, c, d, e, f, g, h, ..] = *digest;
    let bits = u64::from_be_bytes([a, b, c, d, e, f, g, h]) >> 11;
    // Both conversions are exact: 53 bits fit, and 2⁵³ is a power of two.
    (bits as f64) < share * (1u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(first: u64) -> [u8; 32] {
        let mut digest = [0; 32];
        digest[..8].copy_from_slice(&first.to_be_bytes());
        digest
    }

    #[test]
    fn the_ends_draw_nothing_and_everything() {
        for first in [0, 1, u64::MAX / 2, u64::MAX] {
            assert!(!drawn(&digest(first), 0.0), "a share of nothing");
            assert!(drawn(&digest(first), 1.0), "a share of everything");
            assert!(!drawn(&digest(first), f64::NAN), "no share at all");
        }
    }

    #[test]
    fn the_share_is_met() {
        let steps = 10_000u64;
        let count = (0..steps).filter(|i| drawn(&digest(i * (u64::MAX / steps)), 0.05)).count();
        assert!((499..=501).contains(&count), "5 % of an even spread, got {count} of {steps}");
    }
}
