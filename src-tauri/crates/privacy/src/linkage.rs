//! Linkage: masked text still matches the help desk's original by rare runs of words.
//!
//! Takes masked texts with their conversations, says which of them hold a run of [`RUN`] words that fewer than `k`
//! conversations share: whoever has the original finds it by searching for those words. Tokens break runs, since the
//! original has something else there. Memory grows with the texts. Deliberately absent: paraphrasing them.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use countersign_domain::Rate;

use crate::token::find_tokens;
use crate::words::words_of;

/// Words of a run: few enough that a search engine takes them, many enough to be rare.
pub const RUN: usize = 6;

/// Runs of words and the conversations that hold them.
pub struct Linkage {
    k: usize,
    hasher: RandomState,
    /// The first `k` conversations that hold a run.
    holders: HashMap<u64, Vec<u64>>,
    /// The runs of each text.
    texts: Vec<Vec<u64>>,
}

impl Linkage {
    /// A text is linkable by a run that fewer than `k` conversations hold.
    pub fn new(k: usize) -> Self {
        Self { k, hasher: RandomState::new(), holders: HashMap::new(), texts: Vec::new() }
    }

    /// Adds a masked text of `conversation`.
    pub fn add(&mut self, conversation: &str, masked: &str) {
        let conversation = self.hasher.hash_one(conversation);
        let runs: Vec<u64> = runs_of(masked).iter().map(|run| self.hasher.hash_one(run)).collect();
        for run in &runs {
            let holders = self.holders.entry(*run).or_default();
            if holders.len() < self.k && !holders.contains(&conversation) {
                holders.push(conversation);
            }
        }
        self.texts.push(runs);
    }

    /// Of each text, in the order in which they came, how many of its runs are rare.
    pub fn rare_runs(&self) -> Vec<usize> {
        let is_rare = |run: &&u64| self.holders.get(*run).is_none_or(|holders| holders.len() < self.k);
        self.texts.iter().map(|runs| runs.iter().filter(is_rare).count()).collect()
    }

    /// The share of texts that can be linked.
    pub fn linkable(&self) -> Rate {
        let linkable = self.rare_runs().into_iter().filter(|rare| *rare > 0).count();
        Rate::exact(linkable as u64, self.texts.len() as u64)
    }
}

/// The runs of a masked text, in lower case.
fn runs_of(masked: &str) -> Vec<Vec<String>> {
    let mut runs = Vec::new();
    let mut at = 0;
    let tokens = find_tokens(masked);
    let ends = tokens.iter().map(|token| (token.start, token.end)).chain([(masked.len(), masked.len())]);
    for (start, end) in ends {
        let words: Vec<String> =
            words_of(&masked[at..start]).into_iter().map(|word| word.folded.into_owned()).collect();
        runs.extend(words.windows(RUN).map(<[String]>::to_vec));
        at = end;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_of_one_conversation_links_and_one_of_many_does_not() {
        let mut linkage = Linkage::new(3);
        for conversation in ["a", "b", "c"] {
            linkage.add(conversation, "I would like to cancel my plan");
        }
        linkage.add("d", "my parrot ate the blue router cable");
        linkage.add("d", "my parrot ate the blue router cable");
        linkage.add("e", "too short to link");
        assert_eq!(linkage.rare_runs(), [0, 0, 0, 2, 2, 0], "saying it twice in one conversation makes it no commoner");
        assert_eq!(linkage.linkable().value, Some(2.0 / 6.0));
    }

    #[test]
    fn tokens_break_runs() {
        let mut linkage = Linkage::new(2);
        linkage.add("a", "my parrot ate ⟦PERSON⟧ the blue router cable");
        assert_eq!(linkage.rare_runs(), [0], "the original has a name there, so no six words in a row match it");
    }
}
