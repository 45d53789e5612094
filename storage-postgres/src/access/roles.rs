//! Roles of organisations' own.

use tenantry::access::{PermissionName, RoleInfo};
use tenantry::page::Keyset;
use tenantry::storage::{Key, Row, Scope, Seen, View};
use tenantry::{OrgId, Result, RoleId};

use crate::commit::Step;
use crate::engine::Engine;
use crate::row::{Fields, column, int, json};
use crate::schema::Schema;

/// A role.
pub(super) async fn find(
    engine: &Engine,
    view: &View,
    id: RoleId,
) -> Result<Seen<Option<RoleInfo>>> {
    let ask = || engine.view(view, FIND).bind(id.uuid());
    engine.seen_one(view, ask, role).await
}

const FIND: &str = "
SELECT {seen}, r.org_id, r.role_id, r.name, r.description, r.permissions::text,
       r.version, r.created_at, r.updated_at
FROM tenantry.org_heads h
LEFT JOIN tenantry.roles r ON r.org_id = h.org_id AND r.role_id = $4
WHERE h.org_id = $1";

/// The roles of an organisation's own, by id.
pub(super) async fn list(
    engine: &Engine,
    view: &View,
    keyset: Keyset,
) -> Result<Seen<Vec<RoleInfo>>> {
    let ask = || {
        let ask = engine.page(view, LIST, keyset).bind(keyset.after);
        ask.bind(i64::from(keyset.limit))
    };
    engine.seen_many(view, ask, role).await
}

const LIST: &str = "
SELECT {seen}, r.*
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT org_id, role_id, name, description, permissions::text, version, created_at, updated_at
    FROM tenantry.roles
    WHERE org_id = $1 AND role_id {>} $4 ORDER BY role_id {asc} LIMIT $5
) r ON true
WHERE h.org_id = $1
ORDER BY r.role_id {asc}";

/// A role.
pub(super) fn role(fields: &mut Fields<'_>) -> Result<RoleInfo> {
    let (org, id) = (fields.id(OrgId::from_uuid)?, fields.id(RoleId::from_uuid)?);
    let (name, description) = (fields.next()?, fields.next()?);
    let permissions: Vec<PermissionName> = fields.json("permission")?;
    Ok(RoleInfo {
        org,
        id,
        name,
        description,
        built_in: false,
        in_team: RoleInfo::in_team_of(&permissions),
        permissions,
        every_own: false,
        version: fields.count()?,
        created_at: fields.time()?,
        updated_at: fields.time()?,
    })
}

/// Writes roles as they end.
pub(crate) fn put(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let rows = Step::rows(rows, |row| match row {
        Row::Role(row) => Some(row),
        _ => None,
    })?;
    let ask = schema
        .ask(PUT)
        .bind(column(&rows, |row| row.org.uuid()))
        .bind(column(&rows, |row| row.id.uuid()))
        .bind(column(&rows, |row| row.name.as_str()))
        .bind(column(&rows, |row| row.name_key()))
        .bind(column(&rows, |row| row.description.as_deref()))
        .bind(column(&rows, |row| json(&row.permissions)))
        .bind(column(&rows, |row| int(row.version)))
        .bind(column(&rows, |row| row.created_at.micros()))
        .bind(column(&rows, |row| row.updated_at.micros()));
    Some(Step::new("roles.put", ask))
}

const PUT: &str = "
INSERT INTO tenantry.roles (org_id, role_id, name, name_key, description, permissions,
                            version, created_at, updated_at)
SELECT k.org_id, k.role_id, k.name, k.name_key, k.description, k.permissions::json,
       k.version, k.created_at, k.updated_at
FROM UNNEST($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[],
            $7::bigint[], $8::bigint[], $9::bigint[])
    AS k(org_id, role_id, name, name_key, description, permissions,
         version, created_at, updated_at)
ON CONFLICT (org_id, role_id) DO UPDATE SET
    name = EXCLUDED.name, name_key = EXCLUDED.name_key, description = EXCLUDED.description,
    permissions = EXCLUDED.permissions, version = EXCLUDED.version,
    created_at = EXCLUDED.created_at, updated_at = EXCLUDED.updated_at";

/// Removes roles.
pub(crate) fn remove(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (orgs, roles) = Step::keys(gone, |key| match key {
        Key::Role(role) => Some(role.uuid()),
        _ => None,
    })?;
    let ask = schema.ask(REMOVE).bind(orgs).bind(roles);
    Some(Step::new("roles.remove", ask))
}

const REMOVE: &str = "
DELETE FROM tenantry.roles t USING UNNEST($1::uuid[], $2::uuid[]) AS k(org_id, role_id)
WHERE t.org_id = k.org_id AND t.role_id = k.role_id";
