//! Service accounts.

use tenantry::orgs::Service;
use tenantry::page::Keyset;
use tenantry::storage::{Key, Row, Scope, Seen, View};
use tenantry::{OrgId, Result, ServiceId};

use crate::commit::Step;
use crate::engine::Engine;
use crate::row::{Fields, column, int};
use crate::schema::Schema;

/// A service account.
pub(super) async fn find(
    engine: &Engine,
    view: &View,
    id: ServiceId,
) -> Result<Seen<Option<Service>>> {
    let ask = || engine.view(view, FIND).bind(id.uuid());
    engine.seen_one(view, ask, service).await
}

const FIND: &str = "
SELECT {seen}, s.org_id, s.service_id, s.name, s.description,
       s.version, s.created_at, s.updated_at
FROM tenantry.org_heads h
LEFT JOIN tenantry.services s ON s.org_id = h.org_id AND s.service_id = $4
WHERE h.org_id = $1";

/// The service accounts of an organisation.
pub(super) async fn list(
    engine: &Engine,
    view: &View,
    keyset: Keyset,
) -> Result<Seen<Vec<Service>>> {
    let ask = || {
        let ask = engine.page(view, LIST, keyset).bind(keyset.after);
        ask.bind(i64::from(keyset.limit))
    };
    engine.seen_many(view, ask, service).await
}

const LIST: &str = "
SELECT {seen}, s.*
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT org_id, service_id, name, description, version, created_at, updated_at
    FROM tenantry.services
    WHERE org_id = $1 AND service_id {>} $4 ORDER BY service_id {asc} LIMIT $5
) s ON true
WHERE h.org_id = $1
ORDER BY s.service_id {asc}";

fn service(fields: &mut Fields<'_>) -> Result<Service> {
    Ok(Service {
        org: fields.id(OrgId::from_uuid)?,
        id: fields.id(ServiceId::from_uuid)?,
        name: fields.next()?,
        description: fields.next()?,
        version: fields.count()?,
        created_at: fields.time()?,
        updated_at: fields.time()?,
    })
}

/// Writes service accounts as they end.
pub(crate) fn put_services(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let rows = Step::rows(rows, |row| match row {
        Row::Service(row) => Some(row),
        _ => None,
    })?;
    let ask = schema
        .ask(PUT_SERVICES)
        .bind(column(&rows, |row| row.org.uuid()))
        .bind(column(&rows, |row| row.id.uuid()))
        .bind(column(&rows, |row| row.name.as_str()))
        .bind(column(&rows, |row| row.name_key()))
        .bind(column(&rows, |row| row.description.as_deref()))
        .bind(column(&rows, |row| int(row.version)))
        .bind(column(&rows, |row| row.created_at.micros()))
        .bind(column(&rows, |row| row.updated_at.micros()));
    Some(Step::new("services.put", ask))
}

const PUT_SERVICES: &str = "
INSERT INTO tenantry.services (org_id, service_id, name, name_key, description,
                               version, created_at, updated_at)
SELECT * FROM UNNEST($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[],
                     $6::bigint[], $7::bigint[], $8::bigint[])
ON CONFLICT (org_id, service_id) DO UPDATE SET
    name = EXCLUDED.name, name_key = EXCLUDED.name_key, description = EXCLUDED.description,
    version = EXCLUDED.version, created_at = EXCLUDED.created_at,
    updated_at = EXCLUDED.updated_at";

/// Removes service accounts.
pub(crate) fn remove_services(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (orgs, services) = Step::keys(gone, |key| match key {
        Key::Service(service) => Some(service.uuid()),
        _ => None,
    })?;
    let ask = schema.ask(REMOVE_SERVICES).bind(orgs).bind(services);
    Some(Step::new("services.remove", ask))
}

const REMOVE_SERVICES: &str = "
DELETE FROM tenantry.services t USING UNNEST($1::uuid[], $2::uuid[]) AS k(org_id, service_id)
WHERE t.org_id = k.org_id AND t.service_id = k.service_id";
