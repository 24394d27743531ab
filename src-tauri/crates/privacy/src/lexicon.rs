//! Word lists: what is an ordinary word, what can be a name. Looked up with folded words.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// FNV-1a: short keys, and the lists are ours, so nobody can aim at collisions in them.
#[derive(Clone, Copy)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.0 = (self.0 ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

/// A set of our own words.
pub type WordSet = HashSet<&'static str, BuildHasherDefault<Fnv>>;

static COMMON: LazyLock<WordSet> = LazyLock::new(|| include_str!("../data/common_words.txt").lines().collect());
static GIVEN: LazyLock<WordSet> = LazyLock::new(|| include_str!("../data/given_names.txt").lines().collect());
static FAMILY: LazyLock<WordSet> = LazyLock::new(|| include_str!("../data/family_names.txt").lines().collect());

/// An everyday word of English or German.
pub fn is_common(folded: &str) -> bool {
    COMMON.contains(folded)
}

/// A given name of some country.
pub fn is_given_name(folded: &str) -> bool {
    GIVEN.contains(folded)
}

/// A given or family name of some country.
pub fn is_name(folded: &str) -> bool {
    GIVEN.contains(folded) || FAMILY.contains(folded)
}
