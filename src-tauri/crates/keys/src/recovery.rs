//! The recovery code: 160 random bits that a person can print, read aloud and type.
//!
//! Crockford's base32 (no I, L, O, U), nine groups of four; the last group is a checksum, so a slip of the finger is
//! told apart from a code of another workspace. A code is shown once and never stored.

use data_encoding::{Encoding, Specification};
use hkdf::Hkdf;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{Error, Secret32};

/// Bytes of the secret part.
const SECRET_LEN: usize = 20;
/// Characters of secret and checksum: 160 and 20 bits of 5 each.
const SECRET_CHARS: usize = 32;
const CHECK_CHARS: usize = 4;

/// Crockford, *Base 32 Encoding*: what is often misread is read as what was meant.
static CROCKFORD: LazyLock<Encoding> = LazyLock::new(|| {
    let mut spec = Specification::new();
    spec.symbols.push_str("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    spec.translate.from.push_str("abcdefghjkmnpqrstvwxyzOoIiLl");
    spec.translate.to.push_str("ABCDEFGHJKMNPQRSTVWXYZ001111");
    spec.encoding().expect("32 symbols, each translated once")
});

/// A recovery code. Prints as `<redacted>`; [`RecoveryCode::reveal`] gives the text.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct RecoveryCode([u8; SECRET_LEN]);

impl RecoveryCode {
    /// A fresh code from the operating system. Errors: `NoRandomness`.
    pub fn generate() -> Result<Self, Error> {
        let mut code = Self([0; SECRET_LEN]);
        getrandom::fill(&mut code.0).map_err(|_| Error::NoRandomness)?;
        Ok(code)
    }

    /// The text to print: nine groups of four characters, joined by `-`. Wiped when dropped.
    pub fn reveal(&self) -> Zeroizing<String> {
        let plain = Zeroizing::new(CROCKFORD.encode(&self.0) + &self.check());
        let groups = plain.as_bytes().chunks(4).map(|group| std::str::from_utf8(group).expect("symbols are ASCII"));
        Zeroizing::new(groups.collect::<Vec<_>>().join("-"))
    }

    /// Reads what a person typed: any case, with or without spaces and hyphens, O for 0, I or L for 1.
    ///
    /// Errors: `RecoveryCodeTypo` for a wrong length, a character that no code has, or a wrong checksum.
    pub fn parse(typed: &str) -> Result<Self, Error> {
        let symbols: Zeroizing<String> =
            Zeroizing::new(typed.chars().filter(|c| !c.is_whitespace() && !"-–—_.".contains(*c)).collect());
        if !symbols.is_ascii() {
            return Err(Error::RecoveryCodeTypo { why: "a character that no code has" });
        }
        if symbols.len() != SECRET_CHARS + CHECK_CHARS {
            return Err(Error::RecoveryCodeTypo { why: "it needs 36 letters and digits" });
        }
        let (secret, check) = symbols.split_at(SECRET_CHARS);
        let mut code = Self([0; SECRET_LEN]);
        CROCKFORD
            .decode_mut(secret.as_bytes(), &mut code.0)
            .map_err(|_| Error::RecoveryCodeTypo { why: "a character that no code has" })?;
        if normal(check) != code.check() {
            return Err(Error::RecoveryCodeTypo { why: "its letters do not belong together" });
        }
        Ok(code)
    }

    /// The key that wraps the key-encryption key of `workspace_id`.
    pub(crate) fn key(&self, workspace_id: &str) -> Secret32 {
        let hkdf = Hkdf::<Sha256>::new(Some(workspace_id.as_bytes()), &self.0);
        let info = b"countersign recovery code v1";
        Secret32::filled(|out| hkdf.expand(info, out).expect("32 bytes are within what HKDF-SHA-256 gives"))
    }

    /// The first 20 bits of a digest, as four symbols.
    fn check(&self) -> String {
        let digest = Sha256::new().chain_update(b"countersign recovery check v1").chain_update(self.0).finalize();
        let mut symbols = CROCKFORD.encode(&digest[..5]);
        symbols.truncate(CHECK_CHARS);
        symbols
    }
}

impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("<redacted>")
    }
}

/// Upper case, with what is often misread replaced.
fn normal(symbols: &str) -> String {
    let read = |c: char| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        c => c,
    };
    symbols.chars().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes 0–19, whose text holds both 0 and 1.
    fn code() -> RecoveryCode {
        RecoveryCode(std::array::from_fn(|i| i as u8))
    }

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", code()), "<redacted>");
    }

    #[test]
    fn a_code_is_nine_groups_of_four() {
        let text = code().reveal();
        assert!(text.starts_with("000G-40R4-0M30-E209-"), "{}: Crockford's symbols, most significant first", *text);
        assert_eq!(text.split('-').map(str::len).collect::<Vec<_>>(), [4; 9]);
    }

    #[test]
    fn what_people_type_is_understood() {
        let text = code().reveal().to_string();
        let typed = [
            text.clone(),
            text.to_lowercase(),
            text.replace('-', ""),
            text.replace('-', " "),
            format!("  {}\n", text.replace('-', " - ")),
            text.replace('0', "O"),
            text.replace('0', "o").replace('1', "l"),
            text.replace('1', "I"),
            text.replace('1', "i"),
        ];
        for typed in typed {
            let parsed = RecoveryCode::parse(&typed).unwrap_or_else(|error| panic!("{typed}: {error}"));
            assert_eq!(parsed.0, code().0, "{typed}");
        }
    }

    #[test]
    fn every_single_wrong_symbol_is_named_as_a_typo() {
        let text = code().reveal().to_string();
        for (at, right) in text.char_indices().filter(|(_, c)| *c != '-') {
            for wrong in "0123456789ABCDEFGHJKMNPQRSTVWXYZU*".chars().filter(|c| *c != right) {
                let mut typed = text.clone();
                typed.replace_range(at..=at, &wrong.to_string());
                let parsed = RecoveryCode::parse(&typed);
                assert!(matches!(parsed, Err(Error::RecoveryCodeTypo { .. })), "{typed}: symbol {at} is wrong");
            }
        }
    }

    #[test]
    fn swapped_neighbours_and_wrong_lengths_are_typos() {
        let text = code().reveal().replace('-', "");
        let swaps = (1..text.len()).filter(|i| text.as_bytes()[i - 1] != text.as_bytes()[*i]).map(|i| {
            let mut bytes = text.clone().into_bytes();
            bytes.swap(i - 1, i);
            String::from_utf8(bytes).expect("symbols are ASCII")
        });
        let lengths = (0..text.len()).map(|n| text[..n].to_owned()).chain([text.clone() + "0", "é".repeat(18)]);
        for typed in swaps.chain(lengths) {
            assert!(matches!(RecoveryCode::parse(&typed), Err(Error::RecoveryCodeTypo { .. })), "{typed}");
        }
    }

    #[test]
    fn the_key_depends_on_code_and_workspace() {
        assert_eq!(code().key("w"), code().key("w"));
        assert_ne!(code().key("w"), code().key("v"), "one code in two workspaces gives two keys");
        assert_ne!(code().key("w"), RecoveryCode([0; 20]).key("w"));
    }
}
