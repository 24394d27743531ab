//! Folds for cross-validation: a subject is never on both sides, and each intent is spread evenly.

use crate::rng::Rng;

/// Fold of each row, in 0..`folds`.
///
/// Subjects are shuffled with `seed`, then each goes to the fold that has the fewest rows of the intents it brings;
/// ties go to the fold with the fewest rows, then to the lowest number.
pub(crate) fn assign(labels: &[u32], subjects: &[u32], intents: usize, folds: usize, seed: u64) -> Vec<u8> {
    let mut rows: Vec<usize> = (0..labels.len()).collect();
    rows.sort_by_key(|&row| (subjects[row], row));
    let mut groups: Vec<&[usize]> = rows.chunk_by(|&a, &b| subjects[a] == subjects[b]).collect();
    Rng::new(seed, 2).shuffle(&mut groups);
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    let mut per_intent = vec![0usize; folds * intents];
    let mut total = vec![0usize; folds];
    let mut fold_of = vec![0u8; labels.len()];
    for group in groups {
        let load = |fold: usize| {
            let same: usize = group.iter().map(|&row| per_intent[fold * intents + labels[row] as usize]).sum();
            (same, total[fold], fold)
        };
        let fold = (0..folds).min_by_key(|&fold| load(fold)).unwrap_or(0);
        for &row in group {
            fold_of[row] = fold as u8;
            per_intent[fold * intents + labels[row] as usize] += 1;
            total[fold] += 1;
        }
    }
    fold_of
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_in_one_fold_and_intents_are_even() {
        let subjects: Vec<u32> = (0..200).map(|row| row / 2).collect();
        let labels: Vec<u32> = (0..200).map(|row| (row / 2) % 4).collect();
        let folds = assign(&labels, &subjects, 4, 5, 7);
        for (a, b) in folds.iter().zip(&folds[1..]).step_by(2) {
            assert_eq!(a, b, "both rows of a subject belong together");
        }
        for fold in 0..5 {
            for intent in 0..4 {
                let n = (0..200).filter(|&r| folds[r] == fold && labels[r] == intent).count();
                assert_eq!(n, 10, "fold {fold}, intent {intent}");
            }
        }
        assert_eq!(folds, assign(&labels, &subjects, 4, 5, 7), "the seed fixes the folds");
        assert_ne!(folds, assign(&labels, &subjects, 4, 5, 8), "another seed, other folds");
    }
}
