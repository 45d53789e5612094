//! A member's place in the map, with what most checks look at, so that these look at no more.

use std::sync::Arc;

use super::bits::{INLINE_WORDS, Named};
use super::standing::{Read, Roles, Standing};
use super::tree::{Span, Tree};
use crate::Time;
use crate::access::Principal;
use crate::teams::TEAMS_MAX;

/// A member.
#[derive(Clone)]
pub(super) struct Seat {
    /// What is held at the organisation and does not end by itself, as far as there is room.
    first: [u64; INLINE_WORDS],
    standing: Arc<Standing>,
    brief: Brief,
}

impl Seat {
    /// Of a member, closed over roles and teams.
    pub(super) fn of(read: Read, roles: &Roles, tree: &Tree) -> Self {
        let standing = Standing::of(read, roles, tree);
        Self {
            first: standing.at_org().first(),
            brief: Brief::of(&standing),
            standing: Arc::new(standing),
        }
    }

    pub(super) fn standing(&self) -> &Standing {
        &self.standing
    }

    /// Whether it is a principal's of this kind: it was found by the id.
    #[inline]
    pub(super) fn is_of(&self, principal: Principal) -> bool {
        self.brief.says(Brief::PERSON) == is_person(principal)
    }

    #[inline]
    pub(super) fn is_suspended(&self) -> bool {
        self.brief.says(Brief::SUSPENDED)
    }

    /// Whether a role that reaches there holds a permission: in the team with this label, or at
    /// the organisation.
    #[inline]
    pub(super) fn holds(&self, named: Named, label: Option<u32>, now: impl Fn() -> Time) -> bool {
        let is_enough = label.is_none() && named.is_for_oneself;
        let has = |number| self.has_first(number);
        (has(named.number) && (is_enough || named.beyond.is_none_or(has)))
            || (self.holds_more(label) && self.standing.holds(named, label, now))
    }

    /// Whether there is more there than what lies here.
    #[inline]
    fn holds_more(&self, label: Option<u32>) -> bool {
        let flags = match label {
            Some(_) => Brief::MORE_AT_ORG | Brief::MORE_IN_TEAMS,
            None => Brief::MORE_AT_ORG,
        };
        self.brief.says(flags)
    }

    /// Whether they are in the team with this label.
    #[inline]
    pub(super) fn is_in(&self, label: u32) -> bool {
        match self.brief.labels() {
            Some(labels) => labels.contains(&label),
            None => self.standing.is_in(label),
        }
    }

    /// Whether they are in a team that is in this span.
    #[inline]
    pub(super) fn is_below(&self, span: Span) -> bool {
        match self.brief.labels() {
            Some(labels) => labels.iter().any(|label| span.holds(*label)),
            None => self.standing.is_below(span),
        }
    }

    #[inline]
    fn has_first(&self, number: u32) -> bool {
        let word = self.first.get(number as usize / 64);
        word.is_some_and(|word| word & (1 << (number % 64)) != 0)
    }
}

fn is_person(principal: Principal) -> bool {
    matches!(principal, Principal::User(_))
}

/// What else most checks look at: where up to two teams are that are theirs, and flags.
// In one word, since that is all the room that is left in a line of memory.
#[derive(Clone, Copy)]
struct Brief(u64);

impl Brief {
    const LABEL_BITS: u32 = 28;
    /// No team has this one.
    const LABEL_NONE: u32 = (1 << Self::LABEL_BITS) - 1;
    const PERSON: u64 = 1 << 56;
    const SUSPENDED: u64 = 1 << 57;
    const MANY_TEAMS: u64 = 1 << 58;
    const MORE_AT_ORG: u64 = 1 << 59;
    const MORE_IN_TEAMS: u64 = 1 << 60;

    fn of(standing: &Standing) -> Self {
        const { assert!(TEAMS_MAX < Self::LABEL_NONE as i64) };
        let member = &standing.read().member;
        let (labels, has_many) = match *standing.labels() {
            [] => ([Self::LABEL_NONE; 2], false),
            [one] => ([one; 2], false),
            [one, two] => ([one, two], false),
            _ => ([Self::LABEL_NONE; 2], true),
        };
        let [one, two] = labels.map(u64::from);
        let flags = [
            (Self::PERSON, is_person(member.principal)),
            (Self::SUSPENDED, member.suspended),
            (Self::MANY_TEAMS, has_many),
            (Self::MORE_AT_ORG, standing.holds_more_at_org()),
            (Self::MORE_IN_TEAMS, standing.holds_in_teams()),
        ];
        let flags = flags.into_iter().filter(|(_, is_so)| *is_so);
        let flags = flags.fold(0, |all, (flag, _)| all | flag);
        Self(one | two << Self::LABEL_BITS | flags)
    }

    #[inline]
    fn says(self, any_of: u64) -> bool {
        self.0 & any_of != 0
    }

    /// Where their teams are, if there is room for all of them.
    #[inline]
    fn labels(self) -> Option<[u32; 2]> {
        let label = |word: u64| word as u32 & Self::LABEL_NONE;
        let labels = [label(self.0), label(self.0 >> Self::LABEL_BITS)];
        (!self.says(Self::MANY_TEAMS)).then_some(labels)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With the id before it, which the map keeps.
    #[test]
    fn a_member_fits_in_a_line_of_memory() {
        assert_eq!(size_of::<Option<(u128, Seat)>>(), 64);
    }
}
