//! The operations on roles.

use tenantry_macros::operation;

use super::permissions::must_be_there;
use crate::access::rules::roles;
use crate::access::{
    CreateRole, DeleteRole, GetRole, Holder, ListRoles, Permission, Place, Role, RoleInfo,
    UpdateRole,
};
use crate::call::Tenant;
use crate::orgs::operations::organisations::current;
use crate::page::{Keyset, beside};
use crate::storage::{AssignmentsOf, GrantsOf};
use crate::{Error, Page, Result, RoleId};

/// Makes a role of the organisation's own: a name for permissions, all of which the caller holds.
///
/// An organisation has at most 1,000.
#[operation(id = "roles.create", kind = change, permission = ACCESS_MANAGE, errors = [NotFound, Conflict, LimitReached])]
pub(crate) async fn create(tenant: &Tenant, input: CreateRole) -> Result<RoleInfo> {
    tenant.require(Permission::ACCESS_MANAGE, &Place::Org)?;
    must_be_there(tenant, &input.permissions).await?;
    // A permission that is deleted meanwhile must not come back in a role.
    let unchanged = tenant.unchanged_rights();
    tenant
        .commit(|now| Ok(roles::create(now, tenant.org(), &input)?.expect(unchanged)))
        .await
}

/// Gets a role, built in or of the organisation's own, with what it allows.
#[operation(id = "roles.get", kind = read, permission = ORGS_READ)]
pub(crate) async fn get(tenant: &Tenant, input: GetRole) -> Result<RoleInfo> {
    let role = load(tenant, input.role).await?;
    tenant.require(Permission::ORGS_READ, &Place::Org)?;
    Ok(role)
}

/// Lists all roles with what each allows: the built-in ones, the most powerful first, before the
/// organisation's own.
#[operation(id = "roles.list", kind = read, permission = ORGS_READ)]
pub(crate) async fn list(tenant: &Tenant, input: ListRoles) -> Result<Page<RoleInfo>> {
    let keyset = input.page.in_order(input.order)?;
    let org = current(tenant).await?;
    let read = tenant
        .storage()
        .roles(&tenant.view(), keyset.one_more())
        .await?;
    let cursor = read.head.cursor();
    let own = tenant.see(read)?;
    tenant.require(Permission::ORGS_READ, &Place::Org)?;
    let built_in = Role::ALL.into_iter();
    let built_in = built_in.map(|role| RoleInfo::of_built_in(org.id, role, org.created_at));
    let id = |role: &RoleInfo| role.id.uuid();
    let rows = beside(built_in.collect(), own, keyset, id);
    Ok(Page::of(rows, keyset, id).at(cursor))
}

/// Changes a role of the organisation's own, for everybody who has it, at once.
///
/// Nobody changes a role that holds more than they do, before or after.
#[operation(id = "roles.update", kind = change, permission = ACCESS_MANAGE, errors = [Conflict])]
pub(crate) async fn update(tenant: &Tenant, input: UpdateRole) -> Result<RoleInfo> {
    let role = load(tenant, input.role).await?;
    tenant.require(Permission::ACCESS_MANAGE, &Place::Org)?;
    must_be_there(tenant, input.permissions.as_deref().unwrap_or_default()).await?;
    let unchanged = tenant.unchanged_rights();
    tenant
        .commit(|now| Ok(roles::update(now, &role, &input)?.expect(unchanged)))
        .await
}

/// Deletes a role of the organisation's own that nobody has.
#[operation(id = "roles.delete", kind = change, permission = ACCESS_MANAGE, errors = [Conflict])]
pub(crate) async fn delete(tenant: &Tenant, input: DeleteRole) -> Result<()> {
    let role = load(tenant, input.role).await?;
    tenant.require(Permission::ACCESS_MANAGE, &Place::Org)?;
    let is_held = is_held(tenant, role.id).await?;
    // Nobody is given it meanwhile.
    let unchanged = tenant.unchanged_rights();
    tenant
        .commit(|now| Ok(roles::delete(now, &role, is_held, &input)?.expect(unchanged)))
        .await
}

async fn is_held(tenant: &Tenant, role: RoleId) -> Result<bool> {
    let (storage, view, one) = (tenant.storage(), tenant.view(), Keyset::first(1));
    let given = storage.assignments(&view, AssignmentsOf::Role(role), one);
    let given = tenant.see(given.await?)?;
    let shared = GrantsOf::Holder(Holder::Role(role));
    let shared = tenant.see(storage.grants(&view, &shared, one).await?)?;
    Ok(!given.is_empty() || !shared.is_empty())
}

/// A role, built in or of the organisation's own.
pub(super) async fn load(tenant: &Tenant, id: RoleId) -> Result<RoleInfo> {
    if let Some(built_in) = Role::of_id(id) {
        let org = current(tenant).await?;
        return Ok(RoleInfo::of_built_in(org.id, built_in, org.created_at));
    }
    tenant
        .see(tenant.storage().role(&tenant.view(), id).await?)?
        .ok_or_else(|| Error::not_found("role", id))
}
