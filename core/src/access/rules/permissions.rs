//! The rules of an organisation's own permissions.

use super::super::{
    CreatePermission, DeletePermission, Level, Permission, PermissionInfo, Place, RoleInfo, Touch,
    UpdatePermission,
};
use crate::call::{Decision, Outcome, Told, check_version};
use crate::storage::{Counter, Row};
use crate::{Error, OrgId, PermissionId, Result, Time, text};

/// The most permissions of one organisation's own.
pub const PERMISSIONS_MAX: i64 = 1_000;

/// Makes a permission. Whoever says which sharing gives it holds it: nobody gives what they do
/// not hold.
pub(crate) fn create(
    now: &Decision<'_>,
    org: OrgId,
    input: &CreatePermission,
) -> Result<Outcome<PermissionInfo>> {
    now.require(Permission::ACCESS_MANAGE, &Place::Org)?;
    if input.name.built_in().is_some() {
        return Err(Error::invalid(
            "name",
            "is a built-in permission; choose another",
        ));
    }
    if input.level.is_some() {
        now.require_named(&input.name)?;
    }
    let made = PermissionInfo {
        org,
        id: PermissionId::from_uuid(now.id()),
        name: input.name.clone(),
        description: text::description(input.description.as_deref())?,
        built_in: false,
        level: input.level,
        version: 1,
        created_at: Time::OF_COMMIT,
        updated_at: Time::OF_COMMIT,
    };
    let told = about(&made)
        .with("level", level_or_null(made.level))
        .widens();
    Ok(Outcome::new(made.clone(), org)
        .insert(Row::Permission(made))
        .count_up(Counter::Permissions, PERMISSIONS_MAX)
        .tell(now, told))
}

pub(crate) fn update(
    now: &Decision<'_>,
    permission: &PermissionInfo,
    input: &UpdatePermission,
) -> Result<Outcome<PermissionInfo>> {
    now.require(Permission::ACCESS_MANAGE, &Place::Org)?;
    must_be_own(permission)?;
    check_version(input.if_version, permission.version)?;
    let mut to = PermissionInfo {
        version: permission.version + 1,
        updated_at: Time::OF_COMMIT,
        ..permission.clone()
    };
    text::describe(&mut to.description, &input.description)?;
    input.level.apply(&mut to.level);
    let (from_level, to_level) = (permission.level, to.level);
    if from_level != to_level {
        now.require_named(&permission.name)?;
    }
    let told = about(&to)
        .changed("level", level_or_null(from_level), level_or_null(to_level))
        .with("described", to.description != permission.description);
    let told = match (from_level, to_level) {
        (from, to) if from == to => told,
        // Less has to be shared for it than before.
        (None, Some(_)) => told.widens(),
        (Some(from), Some(to)) if to < from => told.widens(),
        _ => told.narrows(),
    };
    Ok(Outcome::new(to.clone(), to.org)
        .update(Row::Permission(permission.clone()), Row::Permission(to))
        .tell(now, told))
}

/// Deletes a permission that no role holds: `holding` is one that does.
pub(crate) fn delete(
    now: &Decision<'_>,
    permission: &PermissionInfo,
    holding: Option<&RoleInfo>,
    input: &DeletePermission,
) -> Result<Outcome<()>> {
    now.require(Permission::ACCESS_MANAGE, &Place::Org)?;
    must_be_own(permission)?;
    check_version(input.if_version, permission.version)?;
    if let Some(role) = holding {
        let why = format!(
            "the role `{}` holds it; take it out of every role first",
            role.name
        );
        return Err(Error::conflict("permission_in_use", why).with("role", role.id.to_string()));
    }
    let told = about(permission).with("deleted", true).narrows();
    Ok(Outcome::new((), permission.org)
        .delete(Row::Permission(permission.clone()))
        .count_down(Counter::Permissions, 0)
        .tell(now, told))
}

fn must_be_own(permission: &PermissionInfo) -> Result<()> {
    if permission.built_in {
        let why = "this permission is built in, which nobody changes";
        return Err(Error::conflict("built_in", why));
    }
    Ok(())
}

fn about(permission: &PermissionInfo) -> Told {
    Told::about("permission", permission.id.uuid())
        .with("name", permission.name.as_str())
        .touching(Touch::Permission(permission.id))
        .seen_with(Permission::ORGS_READ)
}

fn level_or_null(level: Option<Level>) -> serde_json::Value {
    level.map_or(serde_json::Value::Null, |level| level.name().into())
}
