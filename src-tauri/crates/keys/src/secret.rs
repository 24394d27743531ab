//! A 32-byte secret that cannot be printed, compared in variable time or left behind in memory by accident.

use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::Error;

/// 32 secret bytes: wiped on drop, compared in constant time, printed as `<redacted>`, copied only by
/// [`Secret32::duplicate`].
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Secret32([u8; 32]);

impl Secret32 {
    /// A fresh secret from the operating system.
    ///
    /// Errors: `NoRandomness`.
    pub fn random() -> Result<Self, Error> {
        let mut secret = Self([0; 32]);
        getrandom::fill(&mut secret.0).map_err(|_| Error::NoRandomness)?;
        Ok(secret)
    }

    /// Wraps bytes that are already secret; the caller wipes its own copy.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes themselves, for a cipher or a keyed digest.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// A second copy; named, so that copies are seen in review.
    pub fn duplicate(&self) -> Self {
        Self(self.0)
    }

    /// Wraps exactly 32 bytes.
    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        let mut secret = Self([0; 32]);
        (bytes.len() == 32).then(|| {
            secret.0.copy_from_slice(bytes);
            secret
        })
    }

    /// Lets `fill` write the bytes in place.
    pub(crate) fn filled(fill: impl FnOnce(&mut [u8; 32])) -> Self {
        let mut secret = Self([0; 32]);
        fill(&mut secret.0);
        secret
    }
}

impl PartialEq for Secret32 {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for Secret32 {}

impl std::fmt::Debug for Secret32 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("<redacted>")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", Secret32::from_bytes([7; 32])), "<redacted>");
    }

    #[test]
    fn two_random_secrets_differ() {
        let draw = || Secret32::random().expect("the machine of a test has randomness");
        assert_ne!(draw(), draw(), "256 random bits do not repeat");
    }

    #[test]
    fn only_32_bytes_are_a_secret() {
        for (length, accepted) in [(0, false), (31, false), (32, true), (33, false)] {
            assert_eq!(Secret32::from_slice(&vec![1; length]).is_some(), accepted, "{length} bytes");
        }
    }
}
