//! The rules of an organisation's own roles.

use super::super::{
    CreateRole, DeleteRole, Permission, PermissionName, Permissions, Place, Role, RoleInfo, Touch,
    UpdateRole,
};
use crate::call::{Decision, Outcome, Told, check_version};
use crate::storage::{Counter, Row};
use crate::{Error, OrgId, Result, RoleId, Time, text};

/// The most roles of one organisation's own.
pub const ROLES_MAX: i64 = 1_000;

/// The most permissions that one role of an organisation's own names.
pub const ROLE_PERMISSIONS_MAX: usize = 200;

/// The most bytes of names that an entry tells of each kind: added, and removed.
const LISTED_BYTES_MAX: usize = 3_000;

/// Makes a role: of nothing that its maker does not hold.
pub(crate) fn create(
    now: &Decision<'_>,
    org: OrgId,
    input: &CreateRole,
) -> Result<Outcome<RoleInfo>> {
    now.require(Permission::ACCESS_MANAGE, &Place::Org)?;
    let permissions = in_order(&input.permissions)?;
    let role = RoleInfo {
        org,
        id: RoleId::from_uuid(now.id()),
        name: name(&input.name)?,
        description: text::description(input.description.as_deref())?,
        built_in: false,
        in_team: RoleInfo::in_team_of(&permissions),
        permissions,
        every_own: false,
        version: 1,
        created_at: Time::OF_COMMIT,
        updated_at: Time::OF_COMMIT,
    };
    now.require_cover_of(&role, &Place::Org)?;
    let told = about(&role)
        .with("name", role.name.as_str())
        .with("holds", role.permissions.len())
        .with("added", beyond(&role.permissions, &[]))
        .widens();
    Ok(Outcome::new(role.clone(), org)
        .insert(Row::Role(role))
        .count_up(Counter::Roles, ROLES_MAX)
        .tell(now, told))
}

/// Changes a role, and with it what everybody may do who has it.
pub(crate) fn update(
    now: &Decision<'_>,
    role: &RoleInfo,
    input: &UpdateRole,
) -> Result<Outcome<RoleInfo>> {
    now.require(Permission::ACCESS_MANAGE, &Place::Org)?;
    must_be_own(role)?;
    check_version(input.if_version, role.version)?;
    let mut to = RoleInfo {
        version: role.version + 1,
        updated_at: Time::OF_COMMIT,
        ..role.clone()
    };
    if let Some(given) = &input.name {
        to.name = name(given)?;
    }
    text::describe(&mut to.description, &input.description)?;
    let mut told = about(&to)
        .changed("name", role.name.as_str(), to.name.as_str())
        .with("described", to.description != role.description);
    if let Some(permissions) = &input.permissions {
        now.require_cover_of(role, &Place::Org)?;
        to.permissions = in_order(permissions)?;
        to.in_team = RoleInfo::in_team_of(&to.permissions);
        now.require_cover_of(&to, &Place::Org)?;
        told = told
            .changed("holds", role.permissions.len(), to.permissions.len())
            .with("added", beyond(&to.permissions, &role.permissions))
            .with("removed", beyond(&role.permissions, &to.permissions));
        told = match (to.set(), role.set()) {
            (to, from) if to == from => told,
            (to, from) if to.covers(&from) => told.widens(),
            _ => told.narrows(),
        };
    }
    Ok(Outcome::new(to.clone(), to.org)
        .update(Row::Role(role.clone()), Row::Role(to))
        .tell(now, told))
}

/// Deletes a role that nobody has.
pub(crate) fn delete(
    now: &Decision<'_>,
    role: &RoleInfo,
    is_held: bool,
    input: &DeleteRole,
) -> Result<Outcome<()>> {
    now.require(Permission::ACCESS_MANAGE, &Place::Org)?;
    must_be_own(role)?;
    check_version(input.if_version, role.version)?;
    if is_held {
        let why = "somebody has this role, or something is shared with it; take that back first";
        return Err(Error::conflict("role_in_use", why));
    }
    let told = about(role)
        .with("name", role.name.as_str())
        .with("deleted", true)
        .narrows();
    Ok(Outcome::new((), role.org)
        .delete(Row::Role(role.clone()))
        .count_down(Counter::Roles, 0)
        .tell(now, told))
}

/// A name that no built-in role has.
fn name(given: &str) -> Result<String> {
    let name = text::name("name", given)?;
    let folded = text::folded(&name);
    if Role::ALL.into_iter().any(|role| role.name() == folded) {
        return Err(Error::invalid("name", "is a built-in role; choose another"));
    }
    Ok(name)
}

/// Each once, the built-in ones first.
fn in_order(given: &[PermissionName]) -> Result<Vec<PermissionName>> {
    if given.len() > ROLE_PERMISSIONS_MAX {
        let why = format!("must be at most {ROLE_PERMISSIONS_MAX} permissions");
        return Err(Error::invalid("permissions", why).with("max", ROLE_PERMISSIONS_MAX));
    }
    Ok(Permissions::named(given).names().collect())
}

fn must_be_own(role: &RoleInfo) -> Result<()> {
    if role.built_in {
        let why = "this role is built in, which nobody changes; make one of your own";
        return Err(Error::conflict("built_in", why));
    }
    Ok(())
}

fn about(role: &RoleInfo) -> Told {
    Told::about("role", role.id.uuid())
        .seen_with(Permission::ORGS_READ)
        .touching(Touch::Role(role.id))
}

/// What one set holds and another does not, as far as an entry has room for it.
fn beyond(these: &[PermissionName], those: &[PermissionName]) -> Vec<serde_json::Value> {
    let mut room = LISTED_BYTES_MAX;
    let more = these.iter().filter(|name| !those.contains(name));
    let fitting = more.take_while(|name| {
        let bytes = name.as_str().len() + r#""","#.len();
        let fits = bytes <= room;
        room = room.saturating_sub(bytes);
        fits
    });
    fitting.map(|name| name.as_str().into()).collect()
}
