//! What is shared of objects, in short.

use std::collections::HashMap;
use std::mem::size_of;
use std::sync::Arc;

use foldhash::fast::RandomState;
use uuid::Uuid;

use super::standing::Standing;
use super::tree::Tree;
use crate::Time;
use crate::access::{Grant, Holder, Level};

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
        }
    }
}

/// A grant as a check needs it.
#[derive(Clone, Copy)]
pub(super) struct Short {
    kind: u32,
    whose: Whose,
    level: Level,
    holder: Uuid,
    /// The last moment there is, if it does not end by itself.
    until: Time,
    since: Time,
}

impl Short {
    /// Whether it gives so much now. The clock is asked only where something ends.
    #[inline]
    fn is_enough(&self, least: Level, now: impl Fn() -> Time) -> bool {
        self.level >= least && (self.until == Time::MAX || now() < self.until)
    }
}

/// What is shared of the objects of one id, by their kinds and then by holders.
// One array: each look at another place in memory is most of what a check costs.
#[derive(Clone)]
pub(super) struct Shared(Arc<[Short]>);

impl Shared {
    /// The grants on the object of one kind, beside what is shared of the others.
    pub(super) fn with(old: Option<&Self>, kind: u32, grants: &[Grant]) -> Option<Self> {
        let short = |grant: &Grant| Short {
            kind,
            whose: Whose::of(grant.holder),
            level: grant.level,
            holder: grant.holder.uuid(),
            until: grant.expires_at.unwrap_or(Time::MAX),
            since: grant.created_at,
        };
        let others = old.map_or(&[][..], |old| &old.0).iter();
        let others = others.filter(|grant| grant.kind != kind).copied();
        let mut all: Vec<Short> = others.chain(grants.iter().map(short)).collect();
        all.sort_unstable_by_key(|grant| (grant.kind, grant.whose, grant.holder));
        (!all.is_empty()).then(|| Self(all.into()))
    }

    /// Whether so much of the object of a kind is shared with somebody now.
    pub(super) fn reaches(
        &self,
        kind: u32,
        standing: &Standing,
        tree: &Tree,
        least: Level,
        now: impl Fn() -> Time,
    ) -> bool {
        let own = Holder::from(standing.principal());
        let own = (kind, Whose::of(own), own.uuid());
        let direct = self
            .0
            .binary_search_by_key(&own, |grant| (grant.kind, grant.whose, grant.holder));
        // Of before they joined: that was with a membership which has ended.
        let is_of_this = |grant: &Short| grant.since >= standing.joined_at();
        if direct.is_ok_and(|at| is_of_this(&self.0[at]) && self.0[at].is_enough(least, &now)) {
            return true;
        }
        let direct = self
            .0
            .partition_point(|grant| (grant.kind, grant.whose) < (kind, Whose::Team));
        let common = self.0[direct..]
            .iter()
            .take_while(|grant| grant.kind == kind);
        let mut enough = common.filter(|grant| grant.is_enough(least, &now));
        enough.any(|grant| is_among(standing, grant, tree, &now))
    }

    pub(super) fn bytes(&self) -> usize {
        64 + self.0.len() * size_of::<Short>()
    }
}

/// Whether somebody is one of several with whom something is shared.
fn is_among(standing: &Standing, grant: &Short, tree: &Tree, now: impl Fn() -> Time) -> bool {
    let id = grant.holder;
    match grant.whose {
        Whose::User | Whose::Service => false,
        Whose::Team => standing.is_in(id),
        Whose::Subtree => {
            let span = tree.span(id.as_u128());
            span.is_some_and(|span| standing.is_below(span))
        }
        Whose::Role => standing.has(id, now),
        // A grant is in the organisation that it names.
        Whose::Org => true,
    }
}
