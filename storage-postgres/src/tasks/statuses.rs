//! Statuses of organisations' own.

use tenantry::page::Keyset;
use tenantry::storage::{Key, Row, Scope, Seen, View};
use tenantry::tasks::{Category, Status};
use tenantry::{OrgId, Result, StatusId};

use crate::commit::Step;
use crate::engine::Engine;
use crate::error::unreadable;
use crate::row::{Fields, column, int};
use crate::schema::Schema;

/// A status.
pub(super) async fn find(
    engine: &Engine,
    view: &View,
    id: StatusId,
) -> Result<Seen<Option<Status>>> {
    let ask = || engine.view(view, FIND).bind(id.uuid());
    engine.seen_one(view, ask, status).await
}

const FIND: &str = "
SELECT {seen}, s.org_id, s.status_id, s.name, s.description, s.category, s.rank, s.archived,
       s.version, s.created_at, s.updated_at
FROM tenantry.org_heads h
LEFT JOIN tenantry.statuses s ON s.org_id = h.org_id AND s.status_id = $4
WHERE h.org_id = $1";

/// The statuses of an organisation's own, by id.
pub(super) async fn list(
    engine: &Engine,
    view: &View,
    archived: Option<bool>,
    keyset: Keyset,
) -> Result<Seen<Vec<Status>>> {
    let ask = || {
        let ask = engine.page(view, LIST, keyset).bind(keyset.after);
        ask.bind(i64::from(keyset.limit)).bind(archived)
    };
    engine.seen_many(view, ask, status).await
}

// An organisation has few: those that are not wanted are passed over.
const LIST: &str = "
SELECT {seen}, s.*
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT org_id, status_id, name, description, category, rank, archived, version, created_at,
           updated_at
    FROM tenantry.statuses
    WHERE org_id = $1 AND status_id {>} $4 AND ($6 IS NULL OR archived = $6)
    ORDER BY status_id {asc} LIMIT $5
) s ON true
WHERE h.org_id = $1
ORDER BY s.status_id {asc}";

fn status(fields: &mut Fields<'_>) -> Result<Status> {
    Ok(Status {
        org: fields.id(OrgId::from_uuid)?,
        id: fields.id(StatusId::from_uuid)?,
        name: fields.next()?,
        description: fields.next()?,
        category: fields.named("category", Category::from_name)?,
        rank: u32::try_from(fields.next::<i64>()?).map_err(|_| unreadable("rank"))?,
        built_in: false,
        archived: fields.next()?,
        version: fields.count()?,
        created_at: fields.time()?,
        updated_at: fields.time()?,
    })
}

/// Writes statuses as they end.
pub(crate) fn put(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let rows = Step::rows(rows, |row| match row {
        Row::Status(row) => Some(row),
        _ => None,
    })?;
    let ask = schema
        .ask(PUT)
        .bind(column(&rows, |row| row.org.uuid()))
        .bind(column(&rows, |row| row.id.uuid()))
        .bind(column(&rows, |row| row.name.as_str()))
        .bind(column(&rows, |row| row.name_key()))
        .bind(column(&rows, |row| row.description.as_deref()))
        .bind(column(&rows, |row| row.category.name()))
        .bind(column(&rows, |row| i64::from(row.rank)))
        .bind(column(&rows, |row| row.archived))
        .bind(column(&rows, |row| int(row.version)))
        .bind(column(&rows, |row| row.created_at.micros()))
        .bind(column(&rows, |row| row.updated_at.micros()));
    Some(Step::new("statuses.put", ask))
}

const PUT: &str = "
INSERT INTO tenantry.statuses (org_id, status_id, name, name_key, description, category, rank,
                               archived, version, created_at, updated_at)
SELECT * FROM UNNEST($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[],
                     $7::bigint[], $8::boolean[], $9::bigint[], $10::bigint[], $11::bigint[])
ON CONFLICT (org_id, status_id) DO UPDATE SET
    name = EXCLUDED.name, name_key = EXCLUDED.name_key, description = EXCLUDED.description,
    category = EXCLUDED.category, rank = EXCLUDED.rank, archived = EXCLUDED.archived,
    version = EXCLUDED.version, created_at = EXCLUDED.created_at,
    updated_at = EXCLUDED.updated_at";

/// Removes statuses.
pub(crate) fn remove(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (orgs, statuses) = Step::keys(gone, |key| match key {
        Key::Status(status) => Some(status.uuid()),
        _ => None,
    })?;
    let ask = schema.ask(REMOVE).bind(orgs).bind(statuses);
    Some(Step::new("statuses.remove", ask))
}

const REMOVE: &str = "
DELETE FROM tenantry.statuses t USING UNNEST($1::uuid[], $2::uuid[]) AS k(org_id, status_id)
WHERE t.org_id = k.org_id AND t.status_id = k.status_id";
