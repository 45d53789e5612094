//! What is shared with whom.

use tenantry::access::{Grant, Level, StoredGrant};
use tenantry::page::Keyset;
use tenantry::storage::{GrantsOf, Key, Row, Scope, Seen, View};
use tenantry::{GrantId, LinkId, OrgId, Result, Time};

use crate::commit::Step;
use crate::engine::Engine;
use crate::row::{Fields, column, int};
use crate::schema::Schema;

/// A grant.
pub(super) async fn find(engine: &Engine, view: &View, id: GrantId) -> Result<Seen<Option<Grant>>> {
    let ask = || engine.view(view, FIND).bind(id.uuid());
    engine.seen_one(view, ask, grant).await
}

const FIND: &str = "
SELECT {seen}, g.org_id, g.grant_id, g.object_kind, g.object_id, g.holder_kind, g.holder_id,
       g.level, g.expires_at, g.given_by_kind, g.given_by_id,
       g.version, g.created_at, g.updated_at
FROM tenantry.org_heads h
LEFT JOIN tenantry.grants g ON g.org_id = h.org_id AND g.grant_id = $4
WHERE h.org_id = $1";

/// The grant to whoever has a link.
pub(super) async fn find_link(
    engine: &Engine,
    view: &View,
    id: LinkId,
) -> Result<Seen<Option<StoredGrant>>> {
    let ask = || engine.view(view, FIND_LINK).bind(id.uuid());
    engine.seen_one(view, ask, stored).await
}

const FIND_LINK: &str = "
SELECT {seen}, g.*
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT g.org_id, g.grant_id, g.object_kind, g.object_id, g.holder_kind, g.holder_id, g.level,
           g.expires_at, g.given_by_kind, g.given_by_id, g.version, g.created_at, g.updated_at,
           s.hash
    FROM tenantry.grants g
    JOIN tenantry.link_secrets s ON s.org_id = g.org_id AND s.grant_id = g.grant_id
    WHERE g.org_id = $1 AND g.holder_id = $4 AND g.holder_kind = 'link'
) g ON true
WHERE h.org_id = $1";

/// A list of grants, by id.
pub(super) async fn list(
    engine: &Engine,
    view: &View,
    of: &GrantsOf,
    keyset: Keyset,
) -> Result<Seen<Vec<Grant>>> {
    let ask = || {
        let page = |text| {
            let ask = engine.page(view, text, keyset).bind(keyset.after);
            ask.bind(i64::from(keyset.limit))
        };
        match of {
            GrantsOf::Org => page(LIST),
            GrantsOf::Object(object) => {
                let ask = page(LIST_ON_OBJECT).bind(object.id());
                ask.bind(object.kind().to_owned())
            }
            GrantsOf::Holder(holder) => {
                let ask = page(LIST_TO_HOLDER).bind(holder.uuid());
                ask.bind(holder.kind())
            }
        }
    };
    engine.seen_many(view, ask, grant).await
}

const LIST: &str = "
SELECT {seen}, g.*
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT org_id, grant_id, object_kind, object_id, holder_kind, holder_id, level, expires_at,
           given_by_kind, given_by_id, version, created_at, updated_at
    FROM tenantry.grants
    WHERE org_id = $1 AND grant_id {>} $4 ORDER BY grant_id {asc} LIMIT $5
) g ON true
WHERE h.org_id = $1
ORDER BY g.grant_id {asc}";

const LIST_ON_OBJECT: &str = "
SELECT {seen}, g.*
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT org_id, grant_id, object_kind, object_id, holder_kind, holder_id, level, expires_at,
           given_by_kind, given_by_id, version, created_at, updated_at
    FROM tenantry.grants
    WHERE org_id = $1 AND object_id = $6 AND object_kind = $7 AND grant_id {>} $4
    ORDER BY grant_id {asc} LIMIT $5
) g ON true
WHERE h.org_id = $1
ORDER BY g.grant_id {asc}";

const LIST_TO_HOLDER: &str = "
SELECT {seen}, g.*
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT org_id, grant_id, object_kind, object_id, holder_kind, holder_id, level, expires_at,
           given_by_kind, given_by_id, version, created_at, updated_at
    FROM tenantry.grants
    WHERE org_id = $1 AND holder_id = $6 AND holder_kind = $7 AND grant_id {>} $4
    ORDER BY grant_id {asc} LIMIT $5
) g ON true
WHERE h.org_id = $1
ORDER BY g.grant_id {asc}";

fn grant(fields: &mut Fields<'_>) -> Result<Grant> {
    Ok(Grant {
        org: fields.id(OrgId::from_uuid)?,
        id: fields.id(GrantId::from_uuid)?,
        object: fields.object()?,
        holder: fields.holder()?,
        level: fields.named("level", Level::from_name)?,
        expires_at: fields.maybe_time()?,
        given_by: fields.actor()?,
        version: fields.count()?,
        created_at: fields.time()?,
        updated_at: fields.time()?,
    })
}

fn stored(fields: &mut Fields<'_>) -> Result<StoredGrant> {
    Ok(StoredGrant {
        grant: grant(fields)?,
        hash: Some(fields.next()?),
    })
}

/// Writes grants as they end.
pub(crate) fn put(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let rows = Step::rows(rows, |row| match row {
        Row::Grant(row) => Some(&row.grant),
        _ => None,
    })?;
    let ask = schema
        .ask(PUT)
        .bind(column(&rows, |row| row.org.uuid()))
        .bind(column(&rows, |row| row.id.uuid()))
        .bind(column(&rows, |row| row.object.kind()))
        .bind(column(&rows, |row| row.object.id()))
        .bind(column(&rows, |row| row.holder.kind()))
        .bind(column(&rows, |row| row.holder.uuid()))
        .bind(column(&rows, |row| row.level.name()))
        .bind(column(&rows, |row| row.expires_at.map(Time::micros)))
        .bind(column(&rows, |row| row.given_by.kind()))
        .bind(column(&rows, |row| row.given_by.uuid()))
        .bind(column(&rows, |row| int(row.version)))
        .bind(column(&rows, |row| row.created_at.micros()))
        .bind(column(&rows, |row| row.updated_at.micros()));
    Some(Step::new("grants.put", ask))
}

const PUT: &str = "
INSERT INTO tenantry.grants (org_id, grant_id, object_kind, object_id, holder_kind, holder_id,
                             level, expires_at, given_by_kind, given_by_id,
                             version, created_at, updated_at)
SELECT * FROM UNNEST($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::uuid[],
                     $7::text[], $8::bigint[], $9::text[], $10::uuid[],
                     $11::bigint[], $12::bigint[], $13::bigint[])
ON CONFLICT (org_id, grant_id) DO UPDATE SET
    object_kind = EXCLUDED.object_kind, object_id = EXCLUDED.object_id,
    holder_kind = EXCLUDED.holder_kind, holder_id = EXCLUDED.holder_id,
    level = EXCLUDED.level, expires_at = EXCLUDED.expires_at,
    given_by_kind = EXCLUDED.given_by_kind, given_by_id = EXCLUDED.given_by_id,
    version = EXCLUDED.version, created_at = EXCLUDED.created_at,
    updated_at = EXCLUDED.updated_at";

/// Writes the secrets of links, which stay as they are.
pub(crate) fn put_secrets(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let rows = Step::rows(rows, |row| match row {
        Row::Grant(row) if row.hash.is_some() => Some(row),
        _ => None,
    })?;
    let ask = schema
        .ask(PUT_SECRETS)
        .bind(column(&rows, |row| row.grant.org.uuid()))
        .bind(column(&rows, |row| row.grant.id.uuid()))
        .bind(column(&rows, |row| row.hash.map(Vec::from)));
    Some(Step::new("grants.put_secrets", ask))
}

const PUT_SECRETS: &str = "
INSERT INTO tenantry.link_secrets (org_id, grant_id, hash)
SELECT * FROM UNNEST($1::uuid[], $2::uuid[], $3::bytea[])
ON CONFLICT (org_id, grant_id) DO NOTHING";

/// Removes grants, with the secrets of links.
pub(crate) fn remove(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (orgs, grants) = Step::keys(gone, |key| match key {
        Key::Grant(grant) => Some(grant.uuid()),
        _ => None,
    })?;
    let ask = schema.ask(REMOVE).bind(orgs).bind(grants);
    Some(Step::new("grants.remove", ask))
}

const REMOVE: &str = "
DELETE FROM tenantry.grants t USING UNNEST($1::uuid[], $2::uuid[]) AS k(org_id, grant_id)
WHERE t.org_id = k.org_id AND t.grant_id = k.grant_id";
