//! What is shared of objects, in short.

use std::mem::size_of;

use uuid::Uuid;

use super::standing::Standing;
use super::tree::Tree;
use crate::Time;
use crate::access::{Grant, Holder, Level};

/// A grant as a check needs it.
#[derive(Clone, Copy)]
pub(super) struct Short {
    holder: Holder,
    level: Level,
    /// The last moment there is, if it does not end by itself.
    until: Time,
    since: Time,
}

/// What is shared of one object.
#[derive(Clone)]
pub(super) struct Shared {
    kind: Box<str>,
    /// Those to one principal, by their ids.
    direct: Box<[Short]>,
    /// Those to several.
    common: Box<[Short]>,
}

impl Shared {
    /// The grants on one object.
    pub(super) fn of(kind: &str, grants: &[Grant]) -> Self {
        let short = |grant: &Grant| Short {
            holder: grant.holder,
            level: grant.level,
            until: grant.expires_at.unwrap_or(Time::MAX),
            since: grant.created_at,
        };
        let all = grants.iter().map(short);
        let (mut direct, common): (Vec<_>, Vec<_>) =
            all.partition(|grant| grant.holder.principal().is_some());
        direct.sort_unstable_by_key(|grant| grant.holder.uuid());
        Self {
            kind: kind.into(),
            direct: direct.into(),
            common: common.into(),
        }
    }

    pub(super) fn is_of(&self, kind: &str) -> bool {
        *self.kind == *kind
    }

    /// Whether so much is shared with somebody now.
    pub(super) fn reaches(
        &self,
        standing: &Standing,
        tree: &Tree,
        least: Level,
        now: impl Fn() -> Time,
    ) -> bool {
        let is_enough = |grant: &Short| {
            grant.level >= least && (grant.until == Time::MAX || now() < grant.until)
        };
        let own = standing.principal().uuid();
        let found = self
            .direct
            .binary_search_by_key(&own, |grant| grant.holder.uuid());
        if let Ok(at) = found {
            let grant = &self.direct[at];
            let is_theirs = grant.holder.principal() == Some(standing.principal());
            // Of before they joined: that was with a membership which has ended.
            if is_theirs && grant.since >= standing.joined_at() && is_enough(grant) {
                return true;
            }
        }
        let mut common = self.common.iter();
        common.any(|grant| is_enough(grant) && is_of(grant.holder, standing, tree, &now))
    }

    pub(super) fn bytes(&self) -> usize {
        let grants = self.direct.len() + self.common.len();
        size_of::<Self>() + 80 + self.kind.len() + grants * size_of::<Short>()
    }
}

/// Whether somebody is one of those with whom something is shared.
fn is_of(holder: Holder, standing: &Standing, tree: &Tree, now: impl Fn() -> Time) -> bool {
    let id: Uuid = holder.uuid();
    match holder {
        Holder::User(_) | Holder::Service(_) => false,
        Holder::Team(_) => standing.is_in(id),
        Holder::Subtree(_) => {
            let span = tree.span(id.as_u128());
            span.is_some_and(|span| standing.is_below(span))
        }
        Holder::Role(_) => standing.has(id, now),
        // A grant is in the organisation that it names.
        Holder::Org(_) => true,
    }
}
