//! The rules of sharing: nobody shares more than they hold.

use super::super::{
    Grant, Holder, Level, Object, Permission, Place, Role, StoredGrant, UpdateGrant,
};
use super::sharing::Share;
use super::{ahead, is_shortened};
use crate::call::{Decision, Outcome, Told, check_version, text_or_null};
use crate::storage::{Counter, Key, Row};
use crate::{Error, GrantId, OrgId, Result, Time};

/// The most holders that one object is shared with.
pub const GRANTS_MAX: i64 = 1_000;

/// Shares an object. `outlived` is what was shared with the holder before they left and joined
/// anew: it gives nothing any more, and this takes its place.
pub(crate) fn create(
    now: &Decision<'_>,
    org: OrgId,
    grants: &[Grant],
    outlived: Option<&Grant>,
    (object, share): (&Object, &Share),
) -> Result<Outcome<Grant>> {
    may_share(now, object, grants)?;
    ahead(share.expires_at, now.at)?;
    let grant = Grant {
        org,
        id: outlived.map_or_else(|| GrantId::from_uuid(now.id()), |grant| grant.id),
        object: object.clone(),
        holder: share.holder,
        level: share.level,
        expires_at: share.expires_at,
        given_by: now.identity.actor,
        version: outlived.map_or(1, |grant| grant.version + 1),
        created_at: Time::OF_COMMIT,
        updated_at: Time::OF_COMMIT,
    };
    let told = about(&grant)
        .with("level", grant.level.name())
        .with("expires_at", text_or_null(grant.expires_at))
        .widens();
    let outcome = Outcome::new(grant.clone(), org);
    let outcome = match there(&grant.holder, org)? {
        Some(key) => outcome.while_present(key),
        None => outcome,
    };
    let hash = share.hash;
    let row = Row::Grant(StoredGrant { grant, hash });
    let outcome = match outlived {
        Some(old) => outcome.update(Row::Grant(old.clone().into()), row),
        None => outcome
            .insert(row)
            .count_up(Counter::Grants(object.id()), GRANTS_MAX),
    };
    Ok(outcome.tell(now, told))
}

/// Changes how much of an object is shared, or until when.
pub(crate) fn update(
    now: &Decision<'_>,
    grants: &[Grant],
    grant: &Grant,
    input: &UpdateGrant,
) -> Result<Outcome<Grant>> {
    may_share(now, &grant.object, grants)?;
    if matches!(grant.holder, Holder::Link(_)) {
        // Whoever has it was given that much: more is another link.
        let why = "a link stays as it was made; delete it, and make another";
        return Err(Error::conflict("link_fixed", why));
    }
    check_version(input.if_version, grant.version)?;
    let mut to = Grant {
        level: input.level.unwrap_or(grant.level),
        version: grant.version + 1,
        updated_at: Time::OF_COMMIT,
        ..grant.clone()
    };
    input.expires_at.apply(&mut to.expires_at);
    ahead(to.expires_at, now.at)?;
    let (before, after) = (grant.expires_at, to.expires_at);
    let told = about(&to)
        .changed("level", grant.level.name(), to.level.name())
        .changed("expires_at", text_or_null(before), text_or_null(after));
    let told = match to.level < grant.level || is_shortened(before, after) {
        true => told.narrows(),
        false => told.widens(),
    };
    Ok(Outcome::new(to.clone(), to.org)
        .update(Row::Grant(grant.clone().into()), Row::Grant(to.into()))
        .tell(now, told))
}

/// Takes back what was shared. Everybody may put down their own.
pub(crate) fn delete(now: &Decision<'_>, grants: &[Grant], grant: &Grant) -> Result<Outcome<()>> {
    // What Tenantry keeps itself says beside its grants that it is shared.
    grant.object.must_be_the_products()?;
    if !grant.holder.principal().is_some_and(|own| now.is_of(own)) {
        may_share(now, &grant.object, grants)?;
    }
    let told = about(grant).with("removed", true).narrows();
    Ok(Outcome::new((), grant.org)
        .delete(Row::Grant(grant.clone().into()))
        .tell(now, told))
}

/// Requires the permission to share everything, or that the object is shared with the caller to
/// manage.
fn may_share(now: &Decision<'_>, object: &Object, grants: &[Grant]) -> Result<()> {
    object.must_be_the_products()?;
    if now.rights.allows(Permission::OBJECTS_SHARE, &Place::Org) {
        return now.require(Permission::OBJECTS_SHARE, &Place::Org);
    }
    now.require_reach(Permission::OBJECTS_SHARE, object, Level::Manage, grants)
}

/// What must be there as long as something is shared with a holder.
pub(super) fn there(holder: &Holder, org: OrgId) -> Result<Option<Key>> {
    Ok(match *holder {
        Holder::User(_) | Holder::Service(_) => Some(Key::Member(holder.uuid())),
        Holder::Team(team) | Holder::Subtree(team) => Some(Key::Team(team)),
        Holder::Role(role) => match Role::of_id(role) {
            Some(_) => None,
            None => Some(Key::Role(role)),
        },
        Holder::Org(named) if named == org => None,
        // It is made with what is shared, and ends with it.
        Holder::Link(_) => None,
        Holder::Org(named) => return Err(Error::not_found("org", named)),
    })
}

fn about(grant: &Grant) -> Told {
    let holder = grant.holder;
    Told::about("grant", grant.id.uuid())
        .with("object", grant.object.to_string())
        .with("holder", holder.to_string())
        .seen_with(Permission::OBJECTS_SHARE)
        .concerns(holder.uuid())
        .touching(&grant.object)
        .touching(holder)
}
