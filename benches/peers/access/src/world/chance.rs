//! Chance that falls the same way in each run.

/// Marsaglia's xorshift, from a seed that is not zero.
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below a bound.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }

    /// At most so many different numbers below a bound, in order.
    pub(super) fn some_below(&mut self, count: usize, bound: usize) -> Vec<usize> {
        let mut numbers: Vec<usize> = (0..count).map(|_| self.below(bound)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// One of several.
    pub(super) fn one_of<T: Copy>(&mut self, several: &[T]) -> T {
        several[self.below(several.len())]
    }

    /// Heads or tails.
    pub(super) fn tossed(&mut self) -> bool {
        self.below(2) == 0
    }
}
