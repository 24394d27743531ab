//! Argon2id: keys from passphrases, and password hashes of people who sign in.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::{Error, Secret32};

/// Most memory that is accepted from a file, in KiB (1 GiB): a damaged number must not exhaust the machine.
const MAX_MEMORY_KIB: u32 = 1 << 20;
/// Most passes and lanes that are accepted from a file.
const MAX_PASSES: u32 = 64;

/// Cost of one Argon2id computation. Data, so that an installation can raise it and a test can lower it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Argon2Params {
    /// Memory in KiB, 8 × `lanes` – 1 GiB.
    pub memory_kib: u32,
    /// Passes over it, 1–64.
    pub passes: u32,
    /// Lanes, 1–64.
    pub lanes: u32,
}

impl Default for Argon2Params {
    /// 64 MiB, 3 passes: the second choice of RFC 9106 section 4 with one lane, above OWASP's least (19 MiB, 2).
    fn default() -> Self {
        Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 }
    }
}

impl Argon2Params {
    fn argon2(self) -> Result<Argon2<'static>, Error> {
        let too_much = self.memory_kib > MAX_MEMORY_KIB || self.passes > MAX_PASSES || self.lanes > MAX_PASSES;
        if too_much {
            return Err(Error::Parameters { why: "cost above what is accepted" });
        }
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32))
            .map_err(|_| Error::Parameters { why: "cost below what Argon2 takes" })?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }
}

/// The key that a passphrase gives with this salt and cost.
pub(crate) fn key_from(passphrase: &str, salt: &[u8; 16], params: Argon2Params) -> Result<Secret32, Error> {
    let argon2 = params.argon2()?;
    let mut outcome = Ok(());
    let key = Secret32::filled(|out| outcome = argon2.hash_password_into(passphrase.as_bytes(), salt, out));
    outcome.map_err(|_| Error::Parameters { why: "passphrase too long" })?;
    Ok(key)
}

/// Hash of a person's password as a PHC string (`$argon2id$v=19$…`), with a random salt of its own.
///
/// Errors: `EmptyPassphrase`, `Parameters`.
pub fn hash_password(password: &str, params: Argon2Params) -> Result<String, Error> {
    if password.is_empty() {
        return Err(Error::EmptyPassphrase);
    }
    let argon2 = params.argon2()?;
    let hash = argon2.hash_password(password.as_bytes()).map_err(|_| Error::Parameters { why: "cannot hash" })?;
    Ok(hash.to_string())
}

/// Whether `password` is the one that `phc` was made from; the cost is read from `phc`.
///
/// Errors: `Parameters` if `phc` is no Argon2id hash or its cost is above what is accepted.
pub fn verify_password(password: &str, phc: &str) -> Result<bool, Error> {
    const NO_HASH: Error = Error::Parameters { why: "the stored hash is not Argon2id" };
    let hash = PasswordHash::new(phc).map_err(|_| NO_HASH)?;
    if hash.algorithm.as_str() != "argon2id" {
        return Err(NO_HASH);
    }
    let params = Params::try_from(&hash).map_err(|_| NO_HASH)?;
    let cost = Argon2Params { memory_kib: params.m_cost(), passes: params.t_cost(), lanes: params.p_cost() };
    Ok(cost.argon2()?.verify_password(password.as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: Argon2Params = Argon2Params { memory_kib: 16, passes: 1, lanes: 1 };

    #[test]
    fn the_right_password_and_no_other() {
        let phc = hash_password("correct horse", SMALL).expect("hashing works");
        for (password, right) in
            [("correct horse", true), ("correct horsf", false), ("Correct horse", false), ("", false)]
        {
            assert_eq!(verify_password(password, &phc).expect("a hash of ours"), right, "{password:?}");
        }
    }

    #[test]
    fn two_people_with_one_password_have_two_hashes() {
        let hash = || hash_password("same", SMALL).expect("hashing works");
        assert_ne!(hash(), hash(), "each hash has its own salt");
    }

    #[test]
    fn a_hash_names_its_cost() {
        let phc = hash_password("x", SMALL).expect("hashing works");
        assert!(phc.starts_with("$argon2id$v=19$m=16,t=1,p=1$"), "{phc}: an older cost must stay readable");
    }

    #[test]
    fn what_is_no_hash_of_ours_is_an_error_and_not_a_wrong_password() {
        let other = "$argon2i$v=19$m=16,t=1,p=1$c2FsdHNhbHQ$YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY";
        let huge = "$argon2id$v=19$m=4194304,t=1,p=1$c2FsdHNhbHQ$YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY";
        for phc in ["", "plain", other, huge] {
            assert!(matches!(verify_password("x", phc), Err(Error::Parameters { .. })), "{phc:?}");
        }
    }

    #[test]
    fn the_derived_key_is_argon2id() {
        // argon2-cffi: hash_secret_raw(b"password", b"0123456789abcdef", 2, 64, 1, 32, Type.ID)
        let params = Argon2Params { memory_kib: 64, passes: 2, lanes: 1 };
        let key = key_from("password", b"0123456789abcdef", params).expect("deriving works");
        assert_eq!(
            data_encoding::HEXLOWER.encode(key.expose()),
            "fb83b5711fd91df630b63677dee62ccd13ee6f0c4897d856b49542b9b1e9975b"
        );
    }
}
