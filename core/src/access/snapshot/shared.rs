//! What is shared of objects, in short.

use std::collections::HashMap;
use std::mem::size_of;
use std::sync::Arc;

use foldhash::fast::RandomState;
use uuid::Uuid;

use super::seat::Seat;
use super::tree::{Span, Tree};
use crate::Time;
use crate::access::{Grant, Holder, Level, Principal};

/// The kinds of objects of which something is shared, each with a number.
#[derive(Clone, Default)]
pub(super) struct Kinds(HashMap<Box<str>, u32, RandomState>);

impl Kinds {
    #[inline]
    pub(super) fn get(&self, kind: &str) -> Option<u32> {
        self.0.get(kind).copied()
    }

    /// The number of a kind, which may be new.
    pub(super) fn number(&mut self, kind: &str) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(kind.into()).or_insert(next)
    }

    pub(super) fn bytes(&self) -> usize {
        self.0.len() * 96
    }
}

/// Who holds a grant; those who are one principal come first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Whose {
    User,
    Service,
    Link,
    Team,
    Subtree,
    Role,
    Org,
}

impl Whose {
    fn of(holder: Holder) -> Self {
        match holder {
            Holder::User(_) => Self::User,
            Holder::Service(_) => Self::Service,
            Holder::Team(_) => Self::Team,
            Holder::Subtree(_) => Self::Subtree,
            Holder::Role(_) => Self::Role,
            Holder::Org(_) => Self::Org,
            Holder::Link(_) => Self::Link,
        }
    }
}

/// What tells grants apart, and is enough for most.
#[derive(Clone, Copy)]
struct Mark {
    kind: u32,
    whose: Whose,
    level: Level,
    ends: bool,
    /// Of a team its labels; of others the end of their id, which is random.
    at: u64,
}

impl Mark {
    fn key(&self) -> (u32, Whose, u64) {
        (self.kind, self.whose, self.at)
    }
}

/// The rest of a grant.
#[derive(Clone, Copy)]
struct Rest {
    holder: Uuid,
    /// The last moment there is, if it does not end by itself.
    until: Time,
    since: Time,
}

/// What is shared of the objects of one id, by their kinds and then by holders.
// Apart, since each look at another place in memory is most of what a check costs.
#[derive(Clone)]
pub(super) struct Shared {
    marks: Arc<[Mark]>,
    /// As many, in the same order.
    rests: Arc<[Rest]>,
}

/// What a grant takes of memory.
pub(super) const GRANT_BYTES: usize = size_of::<Mark>() + size_of::<Rest>();

impl Shared {
    /// The grants on the object of one kind, beside what is shared of the others.
    pub(super) fn with(
        old: Option<&Self>,
        kind: u32,
        grants: &[Grant],
        tree: &Tree,
    ) -> Option<Self> {
        let short = |grant: &Grant| {
            let mark = Mark {
                kind,
                whose: Whose::of(grant.holder),
                level: grant.level,
                ends: grant.expires_at.is_some(),
                at: 0,
            };
            let rest = Rest {
                holder: grant.holder.uuid(),
                until: grant.expires_at.unwrap_or(Time::MAX),
                since: grant.created_at,
            };
            (mark, rest)
        };
        let others = old.into_iter().flat_map(Self::grants);
        let others = others.filter(|(mark, _)| mark.kind != kind);
        let all: Vec<_> = others.chain(grants.iter().map(short)).collect();
        (!all.is_empty()).then(|| Self::of(all, tree))
    }

    /// The same in another tree.
    pub(super) fn anew(&self, tree: &Tree) -> Self {
        Self::of(self.grants().collect(), tree)
    }

    fn grants(&self) -> impl Iterator<Item = (Mark, Rest)> {
        let rests = self.rests.iter().copied();
        self.marks.iter().copied().zip(rests)
    }

    fn of(mut all: Vec<(Mark, Rest)>, tree: &Tree) -> Self {
        for (mark, rest) in &mut all {
            let id = rest.holder.as_u128();
            mark.at = match mark.whose {
                // A team that is no more has no labels, and nobody in it.
                Whose::Team | Whose::Subtree => tree.span(id).map_or(0, Span::packed),
                _ => id as u64,
            };
        }
        all.sort_unstable_by_key(|(mark, _)| mark.key());
        let (marks, rests): (Vec<_>, Vec<_>) = all.into_iter().unzip();
        Self {
            marks: marks.into(),
            rests: rests.into(),
        }
    }

    /// Whether so much of the object of a kind is shared with somebody now.
    pub(super) fn reaches(
        &self,
        kind: u32,
        who: Principal,
        seat: &Seat,
        least: Level,
        now: impl Fn() -> Time,
    ) -> bool {
        let marks = self.marks.iter().enumerate();
        let is_enough = |at: usize, mark: &Mark| {
            mark.level >= least && (!mark.ends || now() < self.rests[at].until)
        };
        let own = (kind, Whose::of(who.into()), who.uuid().as_u128() as u64);
        let first = self.marks.partition_point(|mark| mark.key() < own);
        let direct = marks.clone().skip(first);
        let mut direct = direct.take_while(|(_, mark)| mark.key() == own);
        // Of before they joined: that was with a membership which has ended.
        let is_theirs =
            |rest: &Rest| rest.holder == who.uuid() && rest.since >= seat.standing().joined_at();
        if direct.any(|(at, mark)| is_enough(at, mark) && is_theirs(&self.rests[at])) {
            return true;
        }
        let first = (kind, Whose::Team, 0);
        let first = self.marks.partition_point(|mark| mark.key() < first);
        let common = marks.skip(first);
        let mut common = common.take_while(|(_, mark)| mark.kind == kind);
        common.any(|(at, mark)| is_enough(at, mark) && self.is_among(seat, at, mark, &now))
    }

    /// Whether somebody is one of several with whom something is shared.
    fn is_among(&self, seat: &Seat, at: usize, mark: &Mark, now: impl Fn() -> Time) -> bool {
        let span = Span::unpacked(mark.at);
        match mark.whose {
            Whose::User | Whose::Service | Whose::Link => false,
            Whose::Team => span.holds(span.start) && seat.is_in(span.start),
            Whose::Subtree => seat.is_below(span),
            Whose::Role => seat.standing().has(self.rests[at].holder, now),
            // A grant is in the organisation that it names.
            Whose::Org => true,
        }
    }

    pub(super) fn bytes(&self) -> usize {
        // Beside it its place in the map, which is seldom full, and what allocating takes.
        176 + self.marks.len() * GRANT_BYTES
    }
}
