//! The snapshot: everybody's rights in an organisation as of one position, for checks that ask
//! no store.
//!
//! It never changes: what moves on is a copy, which shares whatever stayed. Roles are closed when
//! it is made, so a check looks up who asks and tests a bit; a team is in another one if its label
//! lies in the other's span, however deep the tree is.

mod bits;
mod cell;
mod load;
mod seat;
mod segments;
mod shards;
mod shared;
mod standing;
mod tree;
mod whole;

use std::sync::Arc;

use uuid::Uuid;

use super::{Grant, Object, Permission, Principal};
use crate::journal::Hash;
use crate::storage::Head;
use crate::{TeamId, Time};
use bits::{Named, Names};
pub(crate) use cell::{Cell, Cells};
use seat::Seat;
use shards::Shards;
use shared::{Kinds, Shared};
use standing::{Read, Roles};
use tree::Tree;

/// What a check is about; the organisation as a whole if nothing is named.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct On<'a> {
    /// The team in which it is asked.
    pub(crate) team: Option<TeamId>,
    /// The object: its kind and its id.
    pub(crate) object: Option<(&'a str, Uuid)>,
}

/// What a snapshot says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// It is allowed.
    Allowed,
    /// It is not.
    Refused,
    /// There is no such member, permission or team, or it is not known here what is shared, as of
    /// what Tenantry keeps itself.
    Unknown,
}

/// Everybody's rights in an organisation.
#[derive(Clone)]
pub(crate) struct Snapshot {
    position: Position,
    /// Whether the organisation is in use: neither suspended nor deleted.
    is_active: bool,
    names: Arc<Names>,
    roles: Arc<Roles>,
    tree: Arc<Tree>,
    members: Shards<Seat>,
    /// What is shared, by the object's id; absent if there is no room for it.
    objects: Option<Shards<Shared>>,
    kinds: Arc<Kinds>,
    bytes: usize,
}

/// As of where a snapshot is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    seq: u64,
    hash: Hash,
    rights: u64,
    narrowed: u64,
}

impl From<Head> for Position {
    fn from(head: Head) -> Self {
        Self {
            seq: head.seq,
            hash: head.hash,
            rights: head.rights,
            narrowed: head.narrowed,
        }
    }
}

impl Position {
    /// Whether a head that was read later can be of the same history.
    fn may_lead_to(self, later: &Head) -> bool {
        let is_as = |was: u64, is: u64| is > self.seq || is == was;
        later.seq >= self.seq
            && (later.seq > self.seq || later.hash == self.hash)
            && is_as(self.rights, later.rights)
            && is_as(self.narrowed, later.narrowed)
    }
}

impl Snapshot {
    /// Whether it is what a head stands for: nobody's rights have changed between the two.
    pub(crate) fn is_at(&self, head: &Head) -> bool {
        self.position.rights == head.rights && self.position.may_lead_to(head)
    }

    /// Whether it knows of everything up to a position.
    #[inline]
    pub(crate) fn knows(&self, seq: u64) -> bool {
        self.position.seq >= seq
    }

    /// Whether the organisation is in use.
    pub(crate) fn is_active(&self) -> bool {
        self.is_active
    }

    /// Whether somebody may ask about others: a member who is not suspended, in an organisation
    /// that is in use.
    pub(crate) fn may_ask(&self, asks: Principal, now: impl Fn() -> Time) -> bool {
        let named = Named::of(Permission::MEMBERS_READ);
        let seat = self.seat(asks).filter(|seat| !seat.is_suspended());
        self.is_active && seat.is_some_and(|seat| seat.holds(named, None, now))
    }

    /// Whether somebody is a member who is not suspended, in an organisation that is in use.
    #[inline]
    pub(crate) fn is_present(&self, principal: Principal) -> bool {
        let seat = self.seat(principal);
        self.is_active && seat.is_some_and(|seat| !seat.is_suspended())
    }

    /// Decides whether somebody may do something there, now.
    #[inline]
    pub(crate) fn decide(
        &self,
        who: Principal,
        permission: &str,
        on: On<'_>,
        now: impl Fn() -> Time,
    ) -> Said {
        let (Some(seat), Some(named)) = (self.seat(who), self.names.get(permission)) else {
            return Said::Unknown;
        };
        let object = match on.object {
            None => None,
            Some((kind, id)) => match self.kinds.get(kind) {
                // Who owns it and where it is, is of the object itself.
                None if Object::is_own_kind(kind) => return Said::Unknown,
                kind => Some((kind, id)),
            },
        };
        let label = match on.team.map(|team| self.tree.span_of(team)) {
            Some(None) => return Said::Unknown,
            Some(Some(span)) => Some(span.start),
            None => None,
        };
        if seat.holds(named, label, &now) {
            return Said::Allowed;
        }
        match object {
            Some((kind, id)) => self.shares((who, seat), named, (kind, id), now),
            None => Said::Refused,
        }
    }

    fn shares(
        &self,
        (who, seat): (Principal, &Seat),
        named: Named,
        (kind, id): (Option<u32>, Uuid),
        now: impl Fn() -> Time,
    ) -> Said {
        let Some(least) = named.level.filter(|_| !seat.is_suspended()) else {
            return Said::Refused;
        };
        let Some(objects) = &self.objects else {
            return Said::Unknown;
        };
        let shared = objects.get(id).zip(kind);
        let reaches = |(shared, kind): (&Shared, u32)| shared.reaches(kind, who, seat, least, now);
        match shared.is_some_and(reaches) {
            true => Said::Allowed,
            false => Said::Refused,
        }
    }

    #[inline]
    fn seat(&self, principal: Principal) -> Option<&Seat> {
        let seat = self.members.get(principal.uuid())?;
        seat.is_of(principal).then_some(seat)
    }

    /// A member read anew, or one who is no more.
    fn put_member(&mut self, principal: Principal, read: Option<Read>) {
        let seat = read.map(|read| Seat::of(read, &self.roles, &self.tree));
        let bytes = |seat: Option<Seat>| seat.map_or(0, |seat| seat.standing().bytes());
        self.bytes += bytes(seat.clone());
        self.bytes -= bytes(self.members.set(principal.uuid(), seat));
    }

    /// What is shared of an object, read anew.
    fn put_object(&mut self, kind: &str, id: Uuid, grants: &[Grant]) {
        let Some(objects) = &mut self.objects else {
            return;
        };
        let kind = match self.kinds.get(kind) {
            Some(kind) => kind,
            None => Arc::make_mut(&mut self.kinds).number(kind),
        };
        let new = Shared::with(objects.get(id), kind, grants, &self.tree);
        self.bytes += new.as_ref().map_or(0, Shared::bytes);
        let old = objects.set(id, new);
        self.bytes -= old.map_or(0, |old| old.bytes());
    }

    /// Closes everybody's rights anew over roles and teams.
    fn close(&mut self) {
        let (roles, tree) = (&self.roles, &self.tree);
        let anew = |old: &Seat| Seat::of(old.standing().read().clone(), roles, tree);
        self.members = self.members.map(anew);
        let objects = self.objects.as_ref();
        self.objects = objects.map(|objects| objects.map(|shared| shared.anew(tree)));
        self.bytes = self.count_bytes();
    }

    fn count_bytes(&self) -> usize {
        let members = self.members.values().map(|seat| seat.standing().bytes());
        let objects = self.objects.iter().flat_map(Shards::values);
        let roles = self.roles.values();
        let roles = roles.map(|kept| kept.at_org.bytes() + kept.in_team.bytes());
        members.sum::<usize>()
            + objects.map(Shared::bytes).sum::<usize>()
            + roles.sum::<usize>()
            + self.tree.bytes()
            + self.names.bytes()
            + self.kinds.bytes()
    }
}
