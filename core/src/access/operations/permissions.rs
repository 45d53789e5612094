//! The operations on permissions.

use tenantry_macros::operation;

use crate::access::rules::permissions;
use crate::access::rules::roles::ROLES_MAX;
use crate::access::{
    CreatePermission, DeletePermission, GetPermission, ListPermissions, Permission, PermissionInfo,
    PermissionName, Place, UpdatePermission,
};
use crate::call::Tenant;
use crate::orgs::operations::organisations::current;
use crate::page::{Keyset, beside};
use crate::{Error, Page, PermissionId, Result};

/// Makes a permission of the organisation's own, which roles may hold and checks may ask for.
///
/// Whoever names a level of sharing that holds it holds every one of the organisation's own. An
/// organisation has at most 1,000.
#[operation(id = "permissions.create", kind = change, permission = ACCESS_MANAGE, errors = [Conflict, LimitReached])]
pub(crate) async fn create(tenant: &Tenant, input: CreatePermission) -> Result<PermissionInfo> {
    let made = tenant.commit(|now| permissions::create(now, tenant.org(), &input));
    made.await
}

/// Gets a permission, built in or of the organisation's own.
#[operation(id = "permissions.get", kind = read, permission = ORGS_READ)]
pub(crate) async fn get(tenant: &Tenant, input: GetPermission) -> Result<PermissionInfo> {
    let permission = load(tenant, input.permission).await?;
    tenant.require(Permission::ORGS_READ, &Place::Org)?;
    Ok(permission)
}

/// Lists all permissions, the built-in ones before the organisation's own.
#[operation(id = "permissions.list", kind = read, permission = ORGS_READ)]
pub(crate) async fn list(tenant: &Tenant, input: ListPermissions) -> Result<Page<PermissionInfo>> {
    let keyset = input.page.in_order(input.order)?;
    let org = current(tenant).await?;
    let read = tenant
        .storage()
        .permissions(&tenant.view(), keyset.one_more())
        .await?;
    let cursor = read.head.cursor();
    let own = tenant.see(read)?;
    tenant.require(Permission::ORGS_READ, &Place::Org)?;
    let built_in = Permission::ALL.iter();
    let built_in = built_in.map(|of| PermissionInfo::of_built_in(org.id, *of, org.created_at));
    let id = |permission: &PermissionInfo| permission.id.uuid();
    let rows = beside(built_in.collect(), own, keyset, id);
    Ok(Page::of(rows, keyset, id).at(cursor))
}

/// Changes what is said of a permission of the organisation's own, or which sharing holds it.
///
/// Which sharing holds it is changed by who holds it themselves.
#[operation(id = "permissions.update", kind = change, permission = ACCESS_MANAGE, errors = [Conflict])]
pub(crate) async fn update(tenant: &Tenant, input: UpdatePermission) -> Result<PermissionInfo> {
    let permission = load(tenant, input.permission).await?;
    tenant
        .commit(|now| permissions::update(now, &permission, &input))
        .await
}

/// Deletes a permission of the organisation's own that no role holds.
#[operation(id = "permissions.delete", kind = change, permission = ACCESS_MANAGE, errors = [Conflict])]
pub(crate) async fn delete(tenant: &Tenant, input: DeletePermission) -> Result<()> {
    let permission = load(tenant, input.permission).await?;
    // The rule asks again. Here it keeps everybody else from having all roles read.
    tenant.require(Permission::ACCESS_MANAGE, &Place::Org)?;
    let all = Keyset::first(ROLES_MAX as u32);
    let roles = tenant.see(tenant.storage().roles(&tenant.view(), all).await?)?;
    let holding = roles
        .iter()
        .find(|role| role.permissions.contains(&permission.name));
    let unchanged = tenant.unchanged_rights();
    tenant
        .commit(|now| {
            let deleted = permissions::delete(now, &permission, holding, &input)?;
            Ok(deleted.expect(unchanged))
        })
        .await
}

async fn load(tenant: &Tenant, id: PermissionId) -> Result<PermissionInfo> {
    if let Some(built_in) = Permission::of_id(id) {
        let org = current(tenant).await?;
        return Ok(PermissionInfo::of_built_in(
            org.id,
            built_in,
            org.created_at,
        ));
    }
    tenant
        .see(tenant.storage().permission(&tenant.view(), id).await?)?
        .ok_or_else(|| Error::not_found("permission", id))
}

/// The permission of a name, which must be one.
pub(super) async fn named(tenant: &Tenant, name: &PermissionName) -> Result<PermissionInfo> {
    if let Some(built_in) = name.built_in() {
        return Ok(PermissionInfo::of_built_in(
            tenant.org(),
            built_in,
            crate::Time::MIN,
        ));
    }
    let storage = tenant.storage();
    tenant
        .see(storage.permission_named(&tenant.view(), name).await?)?
        .ok_or_else(|| Error::not_found("permission", name))
}

/// Refuses names that are no permissions.
pub(super) async fn must_be_there(tenant: &Tenant, names: &[PermissionName]) -> Result<()> {
    for name in names {
        named(tenant, name).await?;
    }
    Ok(())
}
