//! Chance that is the same every time: one seed, one council.
//!
//! Written out here (SplitMix64) rather than taken from a library, so that a seed gives the same people whatever versions
//! the program was built with. Nothing secret may ever come from it.

/// A stream of numbers from a seed.
#[derive(Debug, Clone)]
pub(super) struct Chance(u64);

impl Chance {
    /// The stream for one purpose: two purposes of one seed have nothing to do with each other.
    pub(super) fn of(seed: u64, purpose: &str) -> Self {
        let mixed = purpose.bytes().fold(seed ^ 0x9e37_79b9_7f4a_7c15, |state, byte| {
            (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23)
        });
        let mut chance = Self(mixed);
        chance.next();
        chance
    }

    /// The stream for one person.
    pub(super) fn of_person(seed: u64, number: usize) -> Self {
        let mut chance = Self::of(seed, "person");
        chance.0 ^= (number as u64).wrapping_mul(0xd1b5_4a32_d192_ed03);
        chance.next();
        chance
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 up to, not including, `limit`.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    /// A number from `low` to `high`, both included; `low` if they are the wrong way round.
    pub(super) fn between(&mut self, low: i32, high: i32) -> i32 {
        low + self.below((high - low).max(0) as usize + 1) as i32
    }

    /// True so many times in a hundred.
    pub(super) fn in_100(&mut self, times: usize) -> bool {
        self.below(100) < times
    }

    pub(super) fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }

    /// One of several, each as likely as its weight.
    pub(super) fn weighed<T: Copy>(&mut self, from: &[(u32, T)]) -> T {
        let total: u32 = from.iter().map(|(weight, _)| weight).sum();
        let mut left = self.below(total as usize) as u32;
        for (weight, one) in from {
            if left < *weight {
                return *one;
            }
            left -= weight;
        }
        from[0].1
    }

    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_numbers_whatever_the_program_was_built_with() {
        let mut chance = Chance(0);
        assert_eq!(chance.next(), 0xe220_a839_7b1d_cdaf, "the published first number of SplitMix64 from 0");
        let numbers = |seed, purpose| {
            let mut chance = Chance::of(seed, purpose);
            [chance.next(), chance.next()]
        };
        assert_eq!(numbers(1, "names"), numbers(1, "names"));
        assert_ne!(numbers(1, "names"), numbers(2, "names"));
        assert_ne!(numbers(1, "names"), numbers(1, "ages"));
    }

    #[test]
    fn a_shuffle_keeps_every_card() {
        let mut cards: Vec<u32> = (0..52).collect();
        Chance::of(7, "cards").shuffle(&mut cards);
        assert_ne!(cards, (0..52).collect::<Vec<_>>());
        cards.sort_unstable();
        assert_eq!(cards, (0..52).collect::<Vec<_>>());
    }
}
