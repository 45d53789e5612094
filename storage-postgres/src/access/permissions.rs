//! Permissions of organisations' own.

use tenantry::access::{Level, PermissionInfo, PermissionName};
use tenantry::page::Keyset;
use tenantry::storage::{Key, Row, Scope, Seen, View};
use tenantry::{OrgId, PermissionId, Result};

use crate::commit::Step;
use crate::engine::Engine;
use crate::row::{Fields, column, int};
use crate::schema::Schema;

/// A permission.
pub(super) async fn find(
    engine: &Engine,
    view: &View,
    id: PermissionId,
) -> Result<Seen<Option<PermissionInfo>>> {
    let ask = || engine.view(view, FIND).bind(id.uuid());
    engine.seen_one(view, ask, permission).await
}

const FIND: &str = "
SELECT {seen}, p.org_id, p.permission_id, p.name, p.description, p.level,
       p.version, p.created_at, p.updated_at
FROM tenantry.org_heads h
LEFT JOIN tenantry.permissions p ON p.org_id = h.org_id AND p.permission_id = $4
WHERE h.org_id = $1";

/// The permission of a name.
pub(super) async fn find_named(
    engine: &Engine,
    view: &View,
    name: &PermissionName,
) -> Result<Seen<Option<PermissionInfo>>> {
    let ask = || engine.view(view, FIND_NAMED).bind(name.to_string());
    engine.seen_one(view, ask, permission).await
}

const FIND_NAMED: &str = "
SELECT {seen}, p.org_id, p.permission_id, p.name, p.description, p.level,
       p.version, p.created_at, p.updated_at
FROM tenantry.org_heads h
LEFT JOIN tenantry.permissions p ON p.org_id = h.org_id AND p.name = $4
WHERE h.org_id = $1";

/// The permissions of an organisation's own, by id.
pub(super) async fn list(
    engine: &Engine,
    view: &View,
    keyset: Keyset,
) -> Result<Seen<Vec<PermissionInfo>>> {
    let ask = || {
        let ask = engine.page(view, LIST, keyset).bind(keyset.after);
        ask.bind(i64::from(keyset.limit))
    };
    engine.seen_many(view, ask, permission).await
}

const LIST: &str = "
SELECT {seen}, p.*
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT org_id, permission_id, name, description, level, version, created_at, updated_at
    FROM tenantry.permissions
    WHERE org_id = $1 AND permission_id {>} $4 ORDER BY permission_id {asc} LIMIT $5
) p ON true
WHERE h.org_id = $1
ORDER BY p.permission_id {asc}";

fn permission(fields: &mut Fields<'_>) -> Result<PermissionInfo> {
    Ok(PermissionInfo {
        org: fields.id(OrgId::from_uuid)?,
        id: fields.id(PermissionId::from_uuid)?,
        name: fields.named("permission", |name| name.parse().ok())?,
        description: fields.next()?,
        built_in: false,
        level: fields.maybe_named("level", Level::from_name)?,
        version: fields.count()?,
        created_at: fields.time()?,
        updated_at: fields.time()?,
    })
}

/// Writes permissions as they end.
pub(crate) fn put(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let rows = Step::rows(rows, |row| match row {
        Row::Permission(row) => Some(row),
        _ => None,
    })?;
    let ask = schema
        .ask(PUT)
        .bind(column(&rows, |row| row.org.uuid()))
        .bind(column(&rows, |row| row.id.uuid()))
        .bind(column(&rows, |row| row.name.as_str()))
        .bind(column(&rows, |row| row.description.as_deref()))
        .bind(column(&rows, |row| row.level.map(Level::name)))
        .bind(column(&rows, |row| int(row.version)))
        .bind(column(&rows, |row| row.created_at.micros()))
        .bind(column(&rows, |row| row.updated_at.micros()));
    Some(Step::new("permissions.put", ask))
}

const PUT: &str = "
INSERT INTO tenantry.permissions (org_id, permission_id, name, description, level,
                                  version, created_at, updated_at)
SELECT * FROM UNNEST($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[],
                     $6::bigint[], $7::bigint[], $8::bigint[])
ON CONFLICT (org_id, permission_id) DO UPDATE SET
    name = EXCLUDED.name, description = EXCLUDED.description, level = EXCLUDED.level,
    version = EXCLUDED.version, created_at = EXCLUDED.created_at,
    updated_at = EXCLUDED.updated_at";

/// Removes permissions.
pub(crate) fn remove(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (orgs, permissions) = Step::keys(gone, |key| match key {
        Key::Permission(permission) => Some(permission.uuid()),
        _ => None,
    })?;
    let ask = schema.ask(REMOVE).bind(orgs).bind(permissions);
    Some(Step::new("permissions.remove", ask))
}

const REMOVE: &str = "
DELETE FROM tenantry.permissions t
USING UNNEST($1::uuid[], $2::uuid[]) AS k(org_id, permission_id)
WHERE t.org_id = k.org_id AND t.permission_id = k.permission_id";
