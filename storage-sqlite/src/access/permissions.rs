//! Permissions of organisations' own.

use rusqlite::{Connection, Result, params};
use tenantry::access::{Level, PermissionInfo, PermissionName};
use tenantry::page::Keyset;
use tenantry::{OrgId, PermissionId};
use uuid::Uuid;

use crate::query::{Columns, one, only, page};
use crate::transaction::{Put, Statements};

/// A permission.
pub(crate) fn find(
    db: &Connection,
    org: OrgId,
    id: PermissionId,
) -> Result<Option<PermissionInfo>> {
    one(db, FIND, params![org.uuid(), id.uuid()], permission)
}

const FIND: &str = "
    SELECT org_id, permission_id, name, description, level, version, created_at, updated_at
    FROM permissions WHERE org_id = ?1 AND permission_id = ?2";

/// The permission of a name.
pub(crate) fn find_named(
    db: &Connection,
    org: OrgId,
    name: &PermissionName,
) -> Result<Option<PermissionInfo>> {
    one(
        db,
        FIND_NAMED,
        params![org.uuid(), name.as_str()],
        permission,
    )
}

const FIND_NAMED: &str = "
    SELECT org_id, permission_id, name, description, level, version, created_at, updated_at
    FROM permissions WHERE org_id = ?1 AND name = ?2";

/// The permissions of an organisation's own, by id.
pub(crate) fn list(db: &Connection, org: OrgId, keyset: Keyset) -> Result<Vec<PermissionInfo>> {
    let params = params![org.uuid(), keyset.after, keyset.limit];
    page(db, LIST, keyset, params, permission)
}

const LIST: &str = "
    SELECT org_id, permission_id, name, description, level, version, created_at, updated_at
    FROM permissions WHERE org_id = ?1 AND permission_id {>} ?2
    ORDER BY permission_id {asc} LIMIT ?3";

fn permission(row: &mut Columns) -> Result<PermissionInfo> {
    Ok(PermissionInfo {
        org: row.take()?,
        id: row.take()?,
        name: row.take()?,
        description: row.take()?,
        built_in: false,
        level: row.take()?,
        version: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

/// The version of a permission, if there is one.
pub(crate) fn version(tx: Statements, org: Uuid, id: PermissionId) -> Result<Option<u64>> {
    let params = params![org, id.uuid()];
    tx.one("permissions.version", VERSION, params, only)
}

const VERSION: &str = "SELECT version FROM permissions WHERE org_id = ?1 AND permission_id = ?2";

/// Which one has a name.
pub(crate) fn named(tx: Statements, org: Uuid, name: &str) -> Result<Option<Uuid>> {
    tx.one("permissions.named", NAMED, params![org, name], only)
}

const NAMED: &str = "SELECT permission_id FROM permissions WHERE org_id = ?1 AND name = ?2";

/// Writes a permission as it shall be.
pub(crate) fn put(tx: Statements, permission: &PermissionInfo) -> Result<usize> {
    tx.put(
        "permissions.put",
        &PUT,
        permission.version,
        params![
            permission.org.uuid(),
            permission.id.uuid(),
            permission.name.as_str(),
            permission.description,
            permission.level.map(Level::name),
            permission.version.cast_signed(),
            permission.created_at.micros(),
            permission.updated_at.micros(),
        ],
    )
}

const PUT: Put = Put {
    insert: "
    INSERT INTO permissions (org_id, permission_id, name, description, level, version, created_at,
                             updated_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
    ON CONFLICT (org_id, permission_id) DO NOTHING",
    update: "
    UPDATE permissions
    SET name = ?3, description = ?4, level = ?5, version = ?6, created_at = ?7, updated_at = ?8
    WHERE org_id = ?1 AND permission_id = ?2",
};

/// Removes a permission.
pub(crate) fn remove(tx: Statements, org: Uuid, id: PermissionId) -> Result<usize> {
    tx.run("permissions.remove", REMOVE, params![org, id.uuid()])
}

const REMOVE: &str = "DELETE FROM permissions WHERE org_id = ?1 AND permission_id = ?2";
