//! Labels.

use tenantry::page::Keyset;
use tenantry::storage::{Key, Row, Scope, Seen, View};
use tenantry::tasks::Label;
use tenantry::{LabelId, OrgId, Result};

use crate::commit::Step;
use crate::engine::Engine;
use crate::row::{Fields, column, int};
use crate::schema::Schema;

/// A label.
pub(super) async fn find(engine: &Engine, view: &View, id: LabelId) -> Result<Seen<Option<Label>>> {
    let ask = || engine.view(view, FIND).bind(id.uuid());
    engine.seen_one(view, ask, label).await
}

const FIND: &str = "
SELECT {seen}, l.org_id, l.label_id, l.name, l.color, l.description, l.archived, l.version,
       l.created_at, l.updated_at
FROM tenantry.org_heads h
LEFT JOIN tenantry.labels l ON l.org_id = h.org_id AND l.label_id = $4
WHERE h.org_id = $1";

/// The labels of an organisation, by id.
pub(super) async fn list(
    engine: &Engine,
    view: &View,
    archived: Option<bool>,
    keyset: Keyset,
) -> Result<Seen<Vec<Label>>> {
    let ask = || {
        let ask = engine.page(view, LIST, keyset).bind(keyset.after);
        ask.bind(i64::from(keyset.limit)).bind(archived)
    };
    engine.seen_many(view, ask, label).await
}

// An organisation has few: those that are not wanted are passed over.
const LIST: &str = "
SELECT {seen}, l.*
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT org_id, label_id, name, color, description, archived, version, created_at, updated_at
    FROM tenantry.labels
    WHERE org_id = $1 AND label_id {>} $4 AND ($6 IS NULL OR archived = $6)
    ORDER BY label_id {asc} LIMIT $5
) l ON true
WHERE h.org_id = $1
ORDER BY l.label_id {asc}";

fn label(fields: &mut Fields<'_>) -> Result<Label> {
    Ok(Label {
        org: fields.id(OrgId::from_uuid)?,
        id: fields.id(LabelId::from_uuid)?,
        name: fields.next()?,
        color: fields.next()?,
        description: fields.next()?,
        archived: fields.next()?,
        version: fields.count()?,
        created_at: fields.time()?,
        updated_at: fields.time()?,
    })
}

/// Writes labels as they end.
pub(crate) fn put(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let rows = Step::rows(rows, |row| match row {
        Row::Label(row) => Some(row),
        _ => None,
    })?;
    let ask = schema
        .ask(PUT)
        .bind(column(&rows, |row| row.org.uuid()))
        .bind(column(&rows, |row| row.id.uuid()))
        .bind(column(&rows, |row| row.name.as_str()))
        .bind(column(&rows, |row| row.name_key()))
        .bind(column(&rows, |row| row.color.as_deref()))
        .bind(column(&rows, |row| row.description.as_deref()))
        .bind(column(&rows, |row| row.archived))
        .bind(column(&rows, |row| int(row.version)))
        .bind(column(&rows, |row| row.created_at.micros()))
        .bind(column(&rows, |row| row.updated_at.micros()));
    Some(Step::new("labels.put", ask))
}

const PUT: &str = "
INSERT INTO tenantry.labels (org_id, label_id, name, name_key, color, description, archived,
                              version, created_at, updated_at)
SELECT * FROM UNNEST($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[],
                     $7::boolean[], $8::bigint[], $9::bigint[], $10::bigint[])
ON CONFLICT (org_id, label_id) DO UPDATE SET
    name = EXCLUDED.name, name_key = EXCLUDED.name_key, color = EXCLUDED.color,
    description = EXCLUDED.description, archived = EXCLUDED.archived, version = EXCLUDED.version,
    created_at = EXCLUDED.created_at, updated_at = EXCLUDED.updated_at";

/// Removes labels.
pub(crate) fn remove(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (orgs, labels) = Step::keys(gone, |key| match key {
        Key::Label(label) => Some(label.uuid()),
        _ => None,
    })?;
    let ask = schema.ask(REMOVE).bind(orgs).bind(labels);
    Some(Step::new("labels.remove", ask))
}

const REMOVE: &str = "
DELETE FROM tenantry.labels t USING UNNEST($1::uuid[], $2::uuid[]) AS k(org_id, label_id)
WHERE t.org_id = k.org_id AND t.label_id = k.label_id";
