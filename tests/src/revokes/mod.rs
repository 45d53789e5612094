//! Whether anything is allowed after a revoke has returned: checks that race with revokes in
//! this process, calls that insist in another one. Tests hold stores to it, and it is counted
//! where figures are told.

mod across;
mod ways;
mod within;

use std::ops::AddAssign;

pub use across::{across, insist, told};
pub use within::within;

/// What came of taking rights, again and again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Trials {
    /// How often a right was taken, each time in the next of all ways.
    pub revokes: u64,
    /// Checks and calls that began after a revoke had returned.
    pub after: u64,
    /// Those of them that were allowed.
    pub stale: u64,
    /// Checks and calls that began after a right was given, and were refused.
    pub refused: u64,
    /// Checks and calls that raced with what was given and taken.
    pub racing: u64,
}

impl AddAssign for Trials {
    fn add_assign(&mut self, other: Self) {
        self.revokes += other.revokes;
        self.after += other.after;
        self.stale += other.stale;
        self.refused += other.refused;
        self.racing += other.racing;
    }
}
