//! Texts to learn from, counted once: which n-gram occurs how often in which text.
//!
//! Folds and the final fit share these counts; each chooses its own vocabulary from its own rows
//! ([`Vocabulary`](crate::vocabulary::Vocabulary)), so no fold sees a term that only its held-out texts have.

use crate::input::{self, Input};
use crate::ngrams::{self, Block};
use crate::text::Units;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Whether an input is a message, or a text about which nothing else can be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whole {
    Yes,
    No,
}

/// Counted texts.
#[derive(Debug, Default)]
pub(crate) struct Corpus {
    /// Per n-gram: its hash, block and spelling, in the order of first occurrence.
    pub grams: Vec<(u64, Block, String)>,
    /// Start of each row in `entries`, and the end of the last.
    offsets: Vec<usize>,
    /// (n-gram, occurrences) of all rows, in the order of the text.
    entries: Vec<(u32, u16)>,
}

impl Corpus {
    /// Counts `inputs`; of those that are not whole only the text.
    pub fn read<'t>(inputs: impl Iterator<Item = (Input<'t>, Whole)>) -> Self {
        let mut corpus = Self { offsets: vec![0], ..Self::default() };
        let mut known: HashMap<u64, u32, BuildHasherDefault<AsIs>> = HashMap::default();
        let mut place: Vec<u32> = Vec::new();
        let mut units = Units::default();
        for (input, whole) in inputs {
            units.read(input.text);
            let start = corpus.entries.len();
            let mut count = |hash: u64, block: Block, spell: &dyn Fn() -> String| {
                let id = *known.entry(hash).or_insert_with(|| {
                    corpus.grams.push((hash, block, spell()));
                    place.push(0);
                    corpus.grams.len() as u32 - 1
                });
                let at = place[id as usize] as usize;
                match corpus.entries[start..].get_mut(at).filter(|entry| entry.0 == id) {
                    Some(entry) => entry.1 = entry.1.saturating_add(1),
                    None => {
                        place[id as usize] = (corpus.entries.len() - start) as u32;
                        corpus.entries.push((id, 1));
                    }
                }
            };
            ngrams::for_each(&units, |gram| count(gram.hash, gram.block, &|| ngrams::spell(&units, &gram)));
            if whole == Whole::Yes {
                input::for_each(&input, &units, |name, value, hash| {
                    count(hash, Block::Circumstances, &|| format!("{name}={value}"));
                });
            }
            corpus.offsets.push(corpus.entries.len());
        }
        corpus
    }

    /// (n-gram, occurrences) of one text.
    pub fn row(&self, row: usize) -> &[(u32, u16)] {
        &self.entries[self.offsets[row]..self.offsets[row + 1]]
    }
}

/// The keys are hashes already.
#[derive(Default)]
struct AsIs(u64);

impl Hasher for AsIs {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, &byte| (hash << 8) | u64::from(byte));
    }
    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
    fn finish(&self) -> u64 {
        self.0
    }
}
