//! Small cells: figures about so few people that they tell of each of them.
//!
//! A cell with fewer than `k` people is withheld, and so is everything computed from it: totals are made of shown
//! cells only, so that no total and no difference of two reports gives a withheld cell back.

/// Fewest people that a cell speaks of, unless the firm sets another number.
pub const LEAST_PEOPLE: u64 = 5;

/// Cells that are shown, and how many are withheld. `people`: how many people a cell speaks of.
pub fn shown<C>(cells: Vec<C>, k: u64, people: impl Fn(&C) -> u64) -> (Vec<C>, u64) {
    let all = cells.len();
    let shown: Vec<C> = cells.into_iter().filter(|cell| people(cell) >= k).collect();
    let withheld = (all - shown.len()) as u64;
    (shown, withheld)
}
