//! A small pseudo-random generator, written out so that a seed gives the same bytes on every machine and for ever.
//!
//! xoshiro256++ seeded by SplitMix64 (Blackman and Vigna, *Scrambled Linear Pseudorandom Number Generators*, 2021).
//! Not for secrets. Only `+ − × ÷` on floats, which IEEE 754 rounds alike everywhere.

/// The generator's state.
#[derive(Debug, Clone)]
pub(crate) struct Random([u64; 4]);

impl Random {
    /// A generator for `seed`; `stream` separates uses of one seed, so that a change in one leaves the others alone.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        let mut state = seed ^ stream.wrapping_mul(0xD1B5_4A32_D192_ED03);
        Self(std::array::from_fn(|_| split_mix(&mut state)))
    }

    fn next(&mut self) -> u64 {
        let s = &mut self.0;
        let result = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        result
    }

    /// A whole number in `0..n`; 0 for `n` = 0. The bias of the multiplication is below 2⁻³² for every `n` used here.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }

    /// A whole number in `low..=high`.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1) as usize) as i64
    }

    /// A number in 0–1, 1 excluded.
    pub(crate) fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Whether something of probability `share` happens.
    pub(crate) fn chance(&mut self, share: f64) -> bool {
        self.share() < share
    }

    /// One of `items`, each as likely. `items` is never empty here: constants, and data whose files are tested.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// The same by value, for lists of words and numbers.
    pub(crate) fn one<T: Copy>(&mut self, items: &[T]) -> T {
        *self.pick(items)
    }

    /// An index of `weights`, in proportion to them.
    pub(crate) fn weighted(&mut self, weights: impl IntoIterator<Item = f64> + Clone) -> usize {
        let mut left = self.share() * weights.clone().into_iter().sum::<f64>();
        let mut last = 0;
        for (index, weight) in weights.into_iter().enumerate() {
            last = index;
            left -= weight;
            if left < 0.0 {
                break;
            }
        }
        last
    }

    /// Fisher and Yates.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (1..items.len()).rev() {
            items.swap(end, self.below(end + 1));
        }
    }

    /// `n` decimal digits.
    pub(crate) fn digits(&mut self, n: usize) -> String {
        (0..n).map(|_| char::from(b'0' + self.below(10) as u8)).collect()
    }
}

fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn split_mix_gives_the_published_numbers() {
        let mut state = 1_234_567;
        let got: Vec<u64> = (0..3).map(|_| split_mix(&mut state)).collect();
        let published = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!(got, published, "the reference implementation prints these for the seed 1234567");
    }

    #[test]
    fn draws_stay_in_range_and_reach_every_value() {
        let mut random = Random::new(7, 0);
        let mut seen = [0; 6];
        for _ in 0..6_000 {
            seen[random.below(6)] += 1;
            assert!((0.0..1.0).contains(&random.share()), "a share is in 0–1");
        }
        assert!(seen.iter().all(|n| (850..1_150).contains(n)), "six values, each about 1,000 of 6,000: {seen:?}");
    }

    #[test]
    fn weights_are_shares() {
        let mut random = Random::new(7, 1);
        let ones = (0..10_000).filter(|_| random.weighted([3.0, 1.0]) == 1).count();
        assert!((2_300..2_700).contains(&ones), "weight 1 of 4 is a quarter, got {ones} of 10,000");
    }
}
