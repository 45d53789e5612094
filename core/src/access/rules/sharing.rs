//! The rules of sharing what Tenantry keeps itself: nobody shares more than they may do.

use super::grants::there;
use super::{ahead, is_shortened};
use crate::access::operations::objects::Standing;
use crate::access::{Grant, Holder, Level, Permission, StoredGrant};
use crate::call::{Decision, Outcome, Told, text_or_null};
use crate::storage::{Counter, Row};
use crate::{Error, GrantId, OrgId, Result, Time};

use super::GRANTS_MAX;

/// An object that is shared, and what it takes.
pub(crate) struct Sharing<'a> {
    pub(crate) org: OrgId,
    pub(crate) standing: &'a Standing,
    /// To share it at all.
    pub(crate) share: Permission,
}

/// How it is to be shared.
pub(crate) struct Share {
    pub(crate) holder: Holder,
    pub(crate) level: Level,
    pub(crate) expires_at: Option<Time>,
    /// Of the secret that proves the holder, if that is whoever has a link.
    pub(crate) hash: Option<[u8; 32]>,
}

impl Share {
    /// With somebody who is known by their own proof.
    pub(crate) fn with(holder: Holder, level: Level, expires_at: Option<Time>) -> Self {
        Self {
            holder,
            level,
            expires_at,
            hash: None,
        }
    }
}

impl Sharing<'_> {
    fn with(&self, holder: Holder) -> Option<&Grant> {
        let mut grants = self.standing.grants.iter();
        grants.find(|grant| grant.holder == holder)
    }

    /// Requires what it takes to give or take so much of it: all that it holds.
    pub(crate) fn require(&self, now: &Decision<'_>, level: Level) -> Result<()> {
        now.require_on(self.share, self.standing)?;
        let of_the_kind = |of: &&Permission| of.beyond_teams() == self.share.beyond_teams();
        let held = |of: &&Permission| of.level().is_some_and(|least| least <= level);
        let mut held = Permission::ALL.iter().filter(of_the_kind).filter(held);
        held.try_for_each(|permission| now.require_on(*permission, self.standing))
    }
}

/// Shares it as from now on, whatever was shared with them before. `told` is the entry of the
/// object, which this adds to.
pub(crate) fn set(
    now: &Decision<'_>,
    outcome: Outcome<()>,
    told: Told,
    sharing: &Sharing<'_>,
    share: &Share,
) -> Result<Outcome<Grant>> {
    sharing.require(now, share.level)?;
    let before = sharing.with(share.holder);
    if let Some(before) = before {
        sharing.require(now, before.level)?;
    }
    ahead(share.expires_at, now.at)?;
    let grant = Grant {
        org: sharing.org,
        id: before.map_or_else(|| GrantId::from_uuid(now.id()), |before| before.id),
        object: sharing.standing.object.clone(),
        holder: share.holder,
        level: share.level,
        expires_at: share.expires_at,
        given_by: now.identity.actor,
        version: before.map_or(1, |before| before.version + 1),
        // Also one that was of a membership before: it is shared anew.
        created_at: Time::OF_COMMIT,
        updated_at: Time::OF_COMMIT,
    };
    let told = with_whom(told, sharing, share.holder)
        .with("level", share.level.name())
        .with("expires_at", text_or_null(share.expires_at));
    let takes = before.is_some_and(|before| {
        share.level < before.level || is_shortened(before.expires_at, share.expires_at)
    });
    let told = match takes {
        true => told.narrows(),
        false => told.widens(),
    };
    let outcome = outcome.answering(grant.clone());
    let outcome = match there(&share.holder, sharing.org)? {
        Some(key) => outcome.while_present(key),
        None => outcome,
    };
    let object = sharing.standing.object.id();
    let hash = share.hash;
    let row = Row::Grant(StoredGrant { grant, hash });
    let outcome = match before {
        Some(before) => outcome.update(Row::Grant(before.clone().into()), row),
        None => outcome
            .insert(row)
            .count_up(Counter::Grants(object), GRANTS_MAX),
    };
    Ok(outcome.tell(now, told))
}

/// Shares it with somebody no more. Everybody may put down their own.
pub(crate) fn take(
    now: &Decision<'_>,
    outcome: Outcome<()>,
    told: Told,
    sharing: &Sharing<'_>,
    holder: Holder,
) -> Result<Outcome<()>> {
    let grant = sharing.with(holder);
    let is_own = holder.principal().is_some_and(|own| now.is_of(own));
    match (grant, is_own) {
        (Some(_), true) => {}
        (Some(grant), false) => sharing.require(now, grant.level)?,
        (None, _) => now.require_on(sharing.share, sharing.standing)?,
    }
    let grant = grant.ok_or_else(|| Error::not_found("grant", holder.uuid()))?;
    let told = with_whom(told, sharing, holder);
    let told = told.with("unshared", true).narrows();
    Ok(outcome
        .delete(Row::Grant(grant.clone().into()))
        .tell(now, told))
}

fn with_whom(told: Told, sharing: &Sharing<'_>, holder: Holder) -> Told {
    told.with("holder", holder.to_string())
        .concerns(holder.uuid())
        .touching(&sharing.standing.object)
        .touching(holder)
}
