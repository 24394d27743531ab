//! Canaries: texts that may be nowhere, searched for in every form in which bytes of a text can lie in a file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use aho_corasick::AhoCorasick;

/// The forms in which bytes of a text can lie in a file.
pub fn forms(canary: &str) -> Vec<(&'static str, Vec<u8>)> {
    let utf16: Vec<u8> = canary.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let hex: String = canary.bytes().map(|byte| format!("{byte:02x}")).collect();
    let percent: String = canary
        .bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect();
    let escaped: String = canary
        .encode_utf16()
        .map(|unit| if unit < 128 { char::from(unit as u8).to_string() } else { format!("\\u{unit:04x}") })
        .collect();
    let mut forms = vec![
        ("UTF-8", canary.as_bytes().to_vec()),
        ("UTF-8, small", canary.to_lowercase().into_bytes()),
        ("UTF-8, capitals", canary.to_uppercase().into_bytes()),
        ("UTF-16", utf16),
        ("hex", hex.to_uppercase().into_bytes()),
        ("hex", hex.into_bytes()),
        ("percent", percent.into_bytes()),
        ("JSON", escaped.into_bytes()),
    ];
    // Base64 at each of the three places where a text can begin in it, without the characters that its neighbours share.
    for before in 0..3 {
        let shifted = [vec![0; before], canary.as_bytes().to_vec()].concat();
        let text = data_encoding::BASE64_NOPAD.encode(&shifted);
        let from = (before * 4).div_ceil(3);
        let whole = shifted.len() / 3 * 4;
        forms.push(("base64", text.as_bytes()[from..whole].to_vec()));
    }
    forms
}

/// Finds canaries in bytes.
pub struct Search {
    finder: AhoCorasick,
    names: Vec<String>,
}

impl Search {
    /// For all of `canaries`, each of at least eight bytes in every form.
    pub fn new<'c>(canaries: impl Iterator<Item = &'c str>) -> Self {
        let all: Vec<(String, Vec<u8>)> = canaries
            .flat_map(|canary| {
                forms(canary).into_iter().map(move |(form, bytes)| (format!("{canary} as {form}"), bytes))
            })
            .collect();
        let (names, patterns): (Vec<String>, Vec<Vec<u8>>) = all.into_iter().unzip();
        assert!(patterns.iter().all(|pattern| pattern.len() >= 8), "a shorter one would be found by chance");
        Self { finder: AhoCorasick::new(patterns).expect("patterns"), names }
    }

    /// Which of them stand in `bytes`, and in which form.
    pub fn found(&self, bytes: &[u8]) -> BTreeSet<&str> {
        self.finder.find_overlapping_iter(bytes).map(|hit| self.names[hit.pattern().as_usize()].as_str()).collect()
    }
}

/// Every file below `folder`.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
