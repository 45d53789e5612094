//! The operations on grants: what is shared with whom.

use tenantry_macros::operation;

use super::assignments::must_be_there;
use crate::access::rules::grants::{self, GRANTS_MAX};
use crate::access::rules::sharing::Share;
use crate::access::{
    CreateGrant, DeleteGrant, GetGrant, Grant, Holder, Level, ListGrants, Object, Permission,
    Place, UpdateGrant, denied,
};
use crate::call::Tenant;
use crate::orgs::operations::members::load as must_be_member;
use crate::page::Keyset;
use crate::storage::GrantsOf;
use crate::{Error, GrantId, Page, Result};

/// Shares an object of the product's with somebody, at a level.
///
/// It takes `objects.share` at the organisation, or that the object is shared with the caller to
/// `manage`. An object is shared with at most 1,000 holders.
#[operation(id = "grants.create", kind = change, permission = OBJECTS_SHARE, errors = [NotFound, Conflict, LimitReached])]
pub(crate) async fn create(tenant: &Tenant, input: CreateGrant) -> Result<Grant> {
    must_be_there(tenant, input.holder).await?;
    let shared = grants_on(tenant, &input.object).await?;
    let outlived = outlived(tenant, &shared, input.holder).await?;
    let share = Share::with(input.holder, input.level, input.expires_at);
    let what = (&input.object, &share);
    tenant
        .commit(|now| grants::create(now, tenant.org(), &shared, outlived, what))
        .await
}

/// Gets a grant. Everybody may get those to themselves.
#[operation(id = "grants.get", kind = read, permission = OBJECTS_SHARE)]
pub(crate) async fn get(tenant: &Tenant, input: GetGrant) -> Result<Grant> {
    let grant = load(tenant, input.grant).await?;
    may_see(tenant, Some(&grant.object), Some(grant.holder)).await?;
    Ok(grant)
}

/// Lists grants by age: those on an object, to somebody, or to the caller.
///
/// Everybody may list those to themselves, to their teams and to their roles; those on an object,
/// who may share it.
#[operation(id = "grants.list", kind = read, permission = OBJECTS_SHARE)]
pub(crate) async fn list(tenant: &Tenant, input: ListGrants) -> Result<Page<Grant>> {
    let own = tenant.actor().holder();
    let of = match (input.object, input.holder) {
        (Some(_), Some(_)) => {
            return Err(Error::invalid("holder", "cannot be combined with `object`"));
        }
        (Some(object), None) => GrantsOf::Object(object),
        (None, Some(holder)) => GrantsOf::Holder(holder),
        (None, None) => GrantsOf::Holder(own.ok_or_else(|| {
            Error::invalid("holder", "must be named by the system, or an `object`")
        })?),
    };
    let keyset = input.page.in_order(input.order)?;
    let (storage, view) = (tenant.storage(), tenant.view());
    let read = storage.grants(&view, &of, keyset.one_more()).await?;
    let cursor = read.head.cursor();
    let rows = tenant.see(read)?;
    match &of {
        GrantsOf::Object(object) => may_see(tenant, Some(object), None).await?,
        GrantsOf::Holder(holder) => may_see(tenant, None, Some(*holder)).await?,
        GrantsOf::Org => may_see(tenant, None, None).await?,
    }
    Ok(Page::of(rows, keyset, |grant| grant.id.uuid()).at(cursor))
}

/// Changes how much of an object is shared with somebody, or until when.
#[operation(id = "grants.update", kind = change, permission = OBJECTS_SHARE, errors = [Conflict])]
pub(crate) async fn update(tenant: &Tenant, input: UpdateGrant) -> Result<Grant> {
    let grant = load(tenant, input.grant).await?;
    let shared = grants_on(tenant, &grant.object).await?;
    tenant
        .commit(|now| grants::update(now, &shared, &grant, &input))
        .await
}

/// Takes back what was shared, at once and everywhere. Everybody may put down their own.
#[operation(id = "grants.delete", kind = change, permission = OBJECTS_SHARE)]
pub(crate) async fn delete(tenant: &Tenant, input: DeleteGrant) -> Result<()> {
    let grant = load(tenant, input.grant).await?;
    let shared = grants_on(tenant, &grant.object).await?;
    tenant
        .commit(|now| grants::delete(now, &shared, &grant))
        .await
}

async fn load(tenant: &Tenant, id: GrantId) -> Result<Grant> {
    tenant
        .see(tenant.storage().grant(&tenant.view(), id).await?)?
        .ok_or_else(|| Error::not_found("grant", id))
}

/// Everything that is shared of an object.
pub(crate) async fn grants_on(tenant: &Tenant, object: &Object) -> Result<Vec<Grant>> {
    let (of, all) = (
        GrantsOf::Object(object.clone()),
        Keyset::first(GRANTS_MAX as u32),
    );
    tenant.see(tenant.storage().grants(&tenant.view(), &of, all).await?)
}

/// What was shared with somebody before they left and joined anew.
async fn outlived<'a>(
    tenant: &Tenant,
    shared: &'a [Grant],
    holder: Holder,
) -> Result<Option<&'a Grant>> {
    let Some(principal) = holder.principal() else {
        return Ok(None);
    };
    let joined_at = must_be_member(tenant, principal).await?.created_at;
    let mut shared = shared.iter().filter(|grant| grant.holder == holder);
    Ok(shared.find(|grant| grant.created_at < joined_at))
}

/// Who may share an object sees with whom it is shared; everybody sees what is with themselves.
async fn may_see(tenant: &Tenant, object: Option<&Object>, holder: Option<Holder>) -> Result<()> {
    let authority = tenant.authority();
    let rights = &authority.rights;
    let carries = rights.carried.holds(Permission::OBJECTS_SHARE);
    let own = tenant.actor().holder();
    let is_own = holder.is_some_and(|of| rights.holders.contains(&of) || Some(of) == own);
    if is_own && carries || rights.allows(Permission::OBJECTS_SHARE, &Place::Org) {
        return Ok(());
    }
    if let (Some(object), true) = (object, carries) {
        let shared = grants_on(tenant, object).await?;
        let best = rights.best(&shared, tenant.now());
        if best.is_some_and(|grant| grant.level >= Level::Manage) {
            return Ok(());
        }
    }
    Err(denied(Permission::OBJECTS_SHARE, &Place::Org))
}
