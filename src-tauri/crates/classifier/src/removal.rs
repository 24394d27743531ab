//! The fewest words without which the model would have chosen another intent.
//!
//! A counterfactual in the reader's own words: "without *invoice* it would have been item_return". Every candidate is
//! predicted again from the text that is left, so what is said is true of the model and not of an approximation. All
//! sets of one, two and three words are tried, smallest first, the most telling words first; in long texts only the
//! [`MOST_TELLING`] most telling words take part, and then a smaller set may have been missed, which is said.

use crate::input::Input;
use crate::model::{Model, Scratch};

/// Words of which sets are tried (a setting): 24 give 2,324 sets, some milliseconds.
const MOST_TELLING: usize = 24;
/// Most words that are removed; an intent that hangs on more does not hang on words.
const MOST_REMOVED: usize = 3;

/// Words without which the choice is another.
#[derive(Debug, Clone, PartialEq)]
pub struct Removal {
    /// Places of the words in the text, in Unicode scalar values, end exclusive, ascending.
    pub words: Vec<(usize, usize)>,
    /// What would be chosen then, as an index into [`Model::intents`].
    pub becomes: usize,
    /// Whether no smaller set would do.
    pub is_fewest: bool,
}

impl Model {
    /// The fewest words of `input` whose removal changes the first choice; of sets of one size the one whose words
    /// spoke most for it. Absent when no set of up to three words does.
    pub fn fewest_words<'i>(&self, input: impl Into<Input<'i>>, scratch: &mut Scratch) -> Option<Removal> {
        let input = input.into();
        let prediction = self.predict(input, scratch);
        let parts = self.contributions(input, prediction.intent, prediction.runner_up, scratch)?;
        let mut words: Vec<(usize, usize, f64)> =
            parts.terms.iter().map(|term| (term.start, term.end, term.weight)).collect();
        words.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
        let is_whole = words.len() <= MOST_TELLING;
        words.truncate(MOST_TELLING);
        let chars: Vec<char> = input.text.chars().collect();
        let mut left = String::new();
        for size in 1..=MOST_REMOVED.min(words.len()) {
            let mut found = None;
            each_choice(words.len(), size, &mut |choice| {
                let removed: Vec<(usize, usize)> = choice.iter().map(|&at| (words[at].0, words[at].1)).collect();
                without(&chars, &removed, &mut left);
                let becomes = self.predict(Input { text: &left, ..input }, scratch).intent;
                let changes = becomes != prediction.intent;
                if changes {
                    found = Some((removed, becomes));
                }
                changes
            });
            if let Some((mut words, becomes)) = found {
                words.sort_unstable();
                return Some(Removal { words, becomes, is_fewest: is_whole || size == 1 });
            }
        }
        None
    }
}

/// `left` ← `chars` without the places in `removed`.
fn without(chars: &[char], removed: &[(usize, usize)], left: &mut String) {
    left.clear();
    let stays = |at: usize| removed.iter().all(|&(start, end)| at < start || at >= end);
    left.extend(chars.iter().enumerate().filter(|(at, _)| stays(*at)).map(|(_, c)| c));
}

/// Calls `visit` with every ascending choice of `size` from 0..`n`, in lexicographic order, until it returns true.
fn each_choice(n: usize, size: usize, visit: &mut impl FnMut(&[usize]) -> bool) {
    let mut choice: Vec<usize> = (0..size).collect();
    loop {
        if visit(&choice) {
            return;
        }
        let Some(at) = (0..size).rev().find(|&at| choice[at] < n - size + at) else { return };
        choice[at] += 1;
        for later in at + 1..size {
            choice[later] = choice[later - 1] + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_once_and_in_order() {
        let mut seen = Vec::new();
        each_choice(4, 2, &mut |choice| {
            seen.push(choice.to_vec());
            false
        });
        assert_eq!(seen, [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]]);
        let mut count = 0;
        each_choice(3, 3, &mut |_| {
            count += 1;
            false
        });
        assert_eq!(count, 1);
    }
}
