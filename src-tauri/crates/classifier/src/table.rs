//! Hash of an n-gram → index of its term: open addressing with linear probing, eight bytes per slot.
//!
//! A slot holds the upper half of the hash, the place holds the lower bits; two terms of one vocabulary that agree in
//! both are found when the table is made. An n-gram outside the vocabulary is mistaken for a term about once in
//! two thousand million.

/// The table.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// (upper half of the hash, index of the term + 1; zero = free).
    slots: Vec<(u32, u32)>,
}

impl Table {
    /// The table of `hashes`, whose place is the index; absent when two cannot be told apart.
    pub fn new(hashes: impl ExactSizeIterator<Item = u64>) -> Option<Self> {
        let mut table = Self { slots: vec![(0, 0); (hashes.len() * 2).next_power_of_two().max(2)] };
        for (index, hash) in hashes.enumerate() {
            if table.find(hash).is_some() {
                return None;
            }
            let mask = table.slots.len() - 1;
            let mut place = hash as usize & mask;
            while table.slots[place].1 != 0 {
                place = (place + 1) & mask;
            }
            table.slots[place] = ((hash >> 32) as u32, index as u32 + 1);
        }
        Some(table)
    }

    /// Index of the term with this hash.
    #[inline(always)]
    pub fn find(&self, hash: u64) -> Option<u32> {
        let mask = self.slots.len() - 1;
        let mut place = hash as usize & mask;
        loop {
            let (fingerprint, index) = self.slots[place];
            if index == 0 {
                return None;
            }
            if fingerprint == (hash >> 32) as u32 {
                return Some(index - 1);
            }
            place = (place + 1) & mask;
        }
    }
}
