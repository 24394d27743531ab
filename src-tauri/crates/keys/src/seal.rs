//! Sealing bytes under a key, and keyed digests of values that must not be guessed from their digest.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::{Error, Secret32};

/// Bytes of the random nonce of XChaCha20-Poly1305; long enough to be drawn without a counter.
const NONCE_LEN: usize = 24;

/// A nonce and what was sealed with it: safe to store. The plain length shows, nothing else does.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedBytes(Vec<u8>);

impl SealedBytes {
    /// Takes bytes back from where they were stored; whether they are whole shows when they are opened.
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The bytes to store.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes to store, by value.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl std::fmt::Debug for SealedBytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<sealed {} bytes>", self.0.len())
    }
}

/// Seals `plain` under `key` with a random nonce (XChaCha20-Poly1305).
///
/// `aad` says where the bytes belong (row, column, workspace): they open only with the same `aad`, so a sealed value
/// cannot be moved to another place. Errors: `NoRandomness`.
pub fn seal(key: &Secret32, aad: &[u8], plain: &[u8]) -> Result<SealedBytes, Error> {
    let mut nonce = [0; NONCE_LEN];
    getrandom::fill(&mut nonce).map_err(|_| Error::NoRandomness)?;
    let sealed = XChaCha20Poly1305::new(key.expose().into())
        .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad })
        .expect("only a text of 256 GiB or more cannot be sealed");
    Ok(SealedBytes([nonce.as_slice(), &sealed].concat()))
}

/// Opens what [`seal`] made with the same `key` and `aad`; the plain bytes are wiped when dropped.
///
/// Errors: `Unsealable` for any other key, place or change of a byte.
pub fn open_sealed(key: &Secret32, aad: &[u8], sealed: &SealedBytes) -> Result<Zeroizing<Vec<u8>>, Error> {
    let (nonce, msg) = sealed.0.split_first_chunk::<NONCE_LEN>().ok_or(Error::Unsealable)?;
    XChaCha20Poly1305::new(key.expose().into())
        .decrypt(&XNonce::from(*nonce), Payload { msg, aad })
        .map(Zeroizing::new)
        .map_err(|_| Error::Unsealable)
}

/// Keyed digest (HMAC-SHA-256) of `parts` for one purpose, `domain`.
///
/// Domain and parts go in with their lengths, so `["ab", "c"]` and `["a", "bc"]` differ, and so do two domains.
pub fn digest(key: &Secret32, domain: &str, parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.expose()).expect("HMAC takes a key of any length");
    for part in std::iter::once(domain.as_bytes()).chain(parts.iter().copied()) {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> Secret32 {
        Secret32::from_bytes([byte; 32])
    }

    #[test]
    fn what_was_sealed_opens() {
        for plain in [&b""[..], b"a", &[0; 4096]] {
            let sealed = seal(&key(1), b"row 1", plain).expect("sealing works");
            assert_eq!(&**open_sealed(&key(1), b"row 1", &sealed).expect("same key, same place"), plain);
        }
    }

    #[test]
    fn every_flipped_bit_is_noticed() {
        let sealed = seal(&key(1), b"row 1", b"a short text").expect("sealing works").into_bytes();
        for bit in 0..sealed.len() * 8 {
            let mut changed = sealed.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            let opened = open_sealed(&key(1), b"row 1", &SealedBytes::from_bytes(changed));
            assert!(matches!(opened, Err(Error::Unsealable)), "bit {bit} was flipped and went unnoticed");
        }
    }

    #[test]
    fn every_truncation_is_noticed() {
        let sealed = seal(&key(1), b"", b"text").expect("sealing works").into_bytes();
        for length in 0..sealed.len() {
            let cut = SealedBytes::from_bytes(sealed[..length].to_vec());
            assert!(open_sealed(&key(1), b"", &cut).is_err(), "cut to {length} bytes and went unnoticed");
        }
    }

    #[test]
    fn neither_another_key_nor_another_place_opens() {
        let sealed = seal(&key(1), b"row 1", b"text").expect("sealing works");
        assert!(open_sealed(&key(2), b"row 1", &sealed).is_err(), "another key");
        assert!(open_sealed(&key(1), b"row 2", &sealed).is_err(), "another place");
    }

    #[test]
    fn sealing_twice_shows_no_equality() {
        let draw = || seal(&key(1), b"", b"same").expect("sealing works");
        assert_ne!(draw(), draw(), "equal texts must not be seen to be equal");
    }

    #[test]
    fn digests_differ_by_key_domain_and_split() {
        let of = |k, domain: &str, parts: &[&[u8]]| digest(&key(k), domain, parts);
        let base = of(1, "email", &[b"ab", b"c"]);
        assert_eq!(base, of(1, "email", &[b"ab", b"c"]), "same input, same digest");
        assert_ne!(base, of(2, "email", &[b"ab", b"c"]), "key");
        assert_ne!(base, of(1, "phone", &[b"ab", b"c"]), "domain");
        assert_ne!(base, of(1, "email", &[b"a", b"bc"]), "split");
        assert_ne!(base, of(1, "email", &[b"ab", b"c", b""]), "number of parts");
        assert_ne!(base, of(1, "emailab", &[b"c"]), "border between domain and parts");
    }

    #[test]
    fn a_digest_is_hmac_sha_256_of_the_length_prefixed_parts() {
        // python3 -c "import hmac;m=b'\0'*7+b'\1d'+b'\0'*7+b'\2ab';print(hmac.new(b'\1'*32,m,'sha256').hexdigest())"
        let expected = "caf241b208ffba93b28e0c195800c06f0c4d73a81206354e76f86e9bbe26292e";
        assert_eq!(data_encoding::HEXLOWER.encode(&digest(&key(1), "d", &[b"ab"])), expected);
    }
}
