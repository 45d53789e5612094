//! Roles of organisations' own.

use rusqlite::{Connection, Result, params};
use tenantry::access::{PermissionName, RoleInfo};
use tenantry::page::Keyset;
use tenantry::{OrgId, RoleId};
use uuid::Uuid;

use crate::query::{Columns, one, only, page};
use crate::transaction::{Put, Statements};

/// A role.
pub(crate) fn find(db: &Connection, org: OrgId, id: RoleId) -> Result<Option<RoleInfo>> {
    one(db, FIND, params![org.uuid(), id.uuid()], role)
}

const FIND: &str = "
    SELECT org_id, role_id, name, description, permissions, version, created_at, updated_at
    FROM roles WHERE org_id = ?1 AND role_id = ?2";

/// The roles of an organisation's own, by id.
pub(crate) fn list(db: &Connection, org: OrgId, keyset: Keyset) -> Result<Vec<RoleInfo>> {
    page(
        db,
        LIST,
        keyset,
        params![org.uuid(), keyset.after, keyset.limit],
        role,
    )
}

const LIST: &str = "
    SELECT org_id, role_id, name, description, permissions, version, created_at, updated_at
    FROM roles WHERE org_id = ?1 AND role_id {>} ?2
    ORDER BY role_id {asc} LIMIT ?3";

pub(super) fn role(row: &mut Columns) -> Result<RoleInfo> {
    let (org, id) = (row.take()?, row.take()?);
    let (name, description) = (row.take()?, row.take()?);
    let permissions: Vec<PermissionName> = row.take()?;
    Ok(RoleInfo {
        org,
        id,
        name,
        description,
        built_in: false,
        in_team: RoleInfo::in_team_of(&permissions),
        permissions,
        every_own: false,
        version: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

/// The version of a role, if there is one.
pub(crate) fn version(tx: Statements, org: Uuid, id: RoleId) -> Result<Option<u64>> {
    tx.one("roles.version", VERSION, params![org, id.uuid()], only)
}

const VERSION: &str = "SELECT version FROM roles WHERE org_id = ?1 AND role_id = ?2";

/// Which one has a name.
pub(crate) fn named(tx: Statements, org: Uuid, name_key: &str) -> Result<Option<Uuid>> {
    tx.one("roles.named", NAMED, params![org, name_key], only)
}

const NAMED: &str = "SELECT role_id FROM roles WHERE org_id = ?1 AND name_key = ?2";

/// Writes a role as it shall be.
pub(crate) fn put(tx: Statements, role: &RoleInfo) -> Result<usize> {
    tx.put(
        "roles.put",
        &PUT,
        role.version,
        params![
            role.org.uuid(),
            role.id.uuid(),
            role.name,
            role.name_key(),
            role.description,
            // A list of texts always has one.
            serde_json::to_string(&role.permissions).unwrap_or_default(),
            role.version.cast_signed(),
            role.created_at.micros(),
            role.updated_at.micros(),
        ],
    )
}

const PUT: Put = Put {
    insert: "
    INSERT INTO roles (org_id, role_id, name, name_key, description, permissions, version,
                       created_at, updated_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
    ON CONFLICT (org_id, role_id) DO NOTHING",
    update: "
    UPDATE roles
    SET name = ?3, name_key = ?4, description = ?5, permissions = ?6, version = ?7,
        created_at = ?8, updated_at = ?9
    WHERE org_id = ?1 AND role_id = ?2",
};

/// Removes a role.
pub(crate) fn remove(tx: Statements, org: Uuid, id: RoleId) -> Result<usize> {
    tx.run("roles.remove", REMOVE, params![org, id.uuid()])
}

const REMOVE: &str = "DELETE FROM roles WHERE org_id = ?1 AND role_id = ?2";
