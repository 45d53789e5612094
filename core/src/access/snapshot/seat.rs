//! A member's place in the map, with what most checks look at, so that these look at no more.

use std::sync::Arc;

use super::bits::{INLINE_WORDS, Named};
use super::standing::{Read, Roles, Standing};
use super::tree::Tree;
use crate::Time;
use crate::access::Principal;

/// A member.
#[derive(Clone)]
pub(super) struct Seat {
    /// What is held at the organisation and does not end by itself, as far as there is room.
    first: [u64; INLINE_WORDS],
    standing: Arc<Standing>,
    is_person: bool,
    is_suspended: bool,
    /// Whether that is all that their roles hold.
    is_all: bool,
}

impl Seat {
    /// Of a member, closed over roles and teams.
    pub(super) fn of(read: Read, roles: &Roles, tree: &Tree) -> Self {
        let standing = Standing::of(read, roles, tree);
        let member = &standing.read().member;
        Self {
            first: standing.at_org().first(),
            is_person: matches!(member.principal, Principal::User(_)),
            is_suspended: member.suspended,
            is_all: standing.at_org().is_first() && standing.is_at_org_for_good(),
            standing: Arc::new(standing),
        }
    }

    pub(super) fn standing(&self) -> &Standing {
        &self.standing
    }

    /// Whether it is a principal's of this kind: it was found by the id.
    #[inline]
    pub(super) fn is_of(&self, principal: Principal) -> bool {
        self.is_person == matches!(principal, Principal::User(_))
    }

    #[inline]
    pub(super) fn is_suspended(&self) -> bool {
        self.is_suspended
    }

    /// Whether a role that reaches there holds a permission: in the team with this label, or at
    /// the organisation.
    #[inline]
    pub(super) fn holds(&self, named: Named, label: Option<u32>, now: impl Fn() -> Time) -> bool {
        let is_enough = label.is_none() && named.is_for_oneself;
        let has = |number| self.has_first(number);
        (has(named.number) && (is_enough || named.beyond.is_none_or(has)))
            || (!self.is_all && self.standing.holds(named, label, now))
    }

    #[inline]
    fn has_first(&self, number: u32) -> bool {
        let word = self.first.get(number as usize / 64);
        word.is_some_and(|word| word & (1 << (number % 64)) != 0)
    }
}
