//! Sets of permissions as bits: the built-in ones first, then the organisation's own.

use std::collections::HashMap;
use std::mem::size_of;

use foldhash::fast::RandomState;

use crate::access::{Level, Permission, PermissionInfo, Permissions};

/// Words that are kept where the set is: enough for 200 permissions of an organisation's own.
pub(super) const INLINE_WORDS: usize = 4;

/// A permission as it is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub(super) number: u32,
    /// How much of an object of the product's has to be shared for it.
    pub(super) level: Option<Level>,
    /// What it takes beside it to reach beyond one's own teams.
    pub(super) beyond: Option<u32>,
    /// Whether it is held at the organisation for oneself without that.
    pub(super) is_for_oneself: bool,
}

impl Named {
    pub(super) fn of(permission: Permission) -> Self {
        Self {
            number: number(permission),
            // That is for the kinds that Tenantry keeps itself.
            level: None,
            beyond: permission.beyond_teams().map(number),
            is_for_oneself: permission.is_for_oneself(),
        }
    }

    fn of_own(number: u32, level: Option<Level>) -> Self {
        Self {
            number,
            level,
            beyond: None,
            is_for_oneself: false,
        }
    }
}

/// The permissions that there are.
pub(super) struct Names(HashMap<Box<str>, Named, RandomState>);

impl Names {
    pub(super) fn of(own: &[PermissionInfo]) -> Self {
        let built_in = Permission::ALL.iter();
        let built_in = built_in.map(|of| (of.name().into(), Named::of(*of)));
        let own = (Permission::ALL.len() as u32..).zip(own);
        let own = own.map(|(at, info)| (info.name.as_str().into(), Named::of_own(at, info.level)));
        Self(built_in.chain(own).collect())
    }

    pub(super) fn get(&self, name: &str) -> Option<Named> {
        self.0.get(name).copied()
    }

    pub(super) fn bytes(&self) -> usize {
        self.0.len() * 128
    }
}

/// The built-in permissions come first.
fn number(permission: Permission) -> u32 {
    permission.0.into()
}

/// A set of permissions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits {
    first: [u64; INLINE_WORDS],
    more: Box<[u64]>,
    every_own: bool,
}

impl Bits {
    /// The set by numbers. What has none is no permission any more.
    pub(super) fn of(set: &Permissions, names: &Names) -> Self {
        let mut bits = Self {
            every_own: set.holds_every_own(),
            ..Self::default()
        };
        for name in set.names() {
            if let Some(named) = names.get(name.as_str()) {
                bits.add(named.number);
            }
        }
        bits
    }

    /// The words that are kept where the set is.
    pub(super) fn first(&self) -> [u64; INLINE_WORDS] {
        self.first
    }

    /// Whether these words are all of it.
    pub(super) fn is_first(&self) -> bool {
        self.more.is_empty() && !self.every_own
    }

    fn add(&mut self, number: u32) {
        let (word, bit) = (number as usize / 64, 1 << (number % 64));
        if word >= INLINE_WORDS && self.more.len() <= word - INLINE_WORDS {
            let mut more = std::mem::take(&mut self.more).into_vec();
            more.resize(word - INLINE_WORDS + 1, 0);
            self.more = more.into();
        }
        let mut words = self.first.iter_mut().chain(self.more.iter_mut());
        if let Some(words) = words.nth(word) {
            *words |= bit;
        }
    }

    #[inline]
    pub(super) fn hold(&self, number: u32) -> bool {
        let word = number as usize / 64;
        let words = match word.checked_sub(INLINE_WORDS) {
            None => self.first[word],
            Some(word) => self.more.get(word).copied().unwrap_or_default(),
        };
        let is_own = number as usize >= Permission::ALL.len();
        words & (1 << (number % 64)) != 0 || (self.every_own && is_own)
    }

    pub(super) fn join(&mut self, other: &Self) {
        for (word, more) in self.first.iter_mut().zip(other.first) {
            *word |= more;
        }
        if self.more.len() < other.more.len() {
            let mut more = std::mem::take(&mut self.more).into_vec();
            more.resize(other.more.len(), 0);
            self.more = more.into();
        }
        for (word, more) in self.more.iter_mut().zip(&other.more) {
            *word |= more;
        }
        self.every_own |= other.every_own;
    }

    pub(super) fn bytes(&self) -> usize {
        size_of::<Self>() + self.more.len() * size_of::<u64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_hold_what_they_are_made_of_and_what_is_joined() {
        for number in [0, 17, 63, 64, 255, 256, 1_017] {
            let mut bits = Bits::default();
            bits.add(number);
            let mut joined = Bits::default();
            joined.add(5);
            joined.join(&bits);
            for other in [0, 5, 17, 63, 64, 65, 255, 256, 257, 1_016, 1_017, 1_018] {
                assert_eq!(bits.hold(other), other == number, "{number} {other}");
                let either = other == number || other == 5;
                assert_eq!(joined.hold(other), either, "{number} {other}");
            }
        }
    }

    #[test]
    fn whoever_holds_all_of_the_organisations_own_holds_no_more_of_the_built_in() {
        let names = Names::of(&[]);
        let admin = Bits::of(&crate::access::Role::Admin.permissions(), &names);
        let number = |permission: Permission| names.get(permission.name()).unwrap().number;
        assert!(admin.hold(number(Permission::TEAMS_READ)));
        assert!(!admin.hold(number(Permission::ORGS_DELETE)));
        assert!(admin.hold(number(Permission::OBJECTS_SHARE) + 7));
    }
}
