//! The room of organisations: their own rows, members, and what authority is made of.

use async_trait::async_trait;
use tenantry::access::Principal;
use tenantry::orgs::{Member, Org, OrgStatus, Service};
use tenantry::page::Keyset;
use tenantry::storage::{Key, OrgReads, OrgStanding, Row, Scope, Seen, View};
use tenantry::{DirectoryId, OrgId, Result, ServiceId};

use crate::commit::Step;
use crate::engine::Postgres;
use crate::row::{Fields, column, int, json};
use crate::schema::Schema;

pub(crate) mod services;
mod standing;

#[async_trait]
impl OrgReads for Postgres {
    async fn standing(
        &self,
        view: &View,
        principal: Option<Principal>,
    ) -> Result<Option<Seen<OrgStanding>>> {
        standing::find(&self.engine, view, principal).await
    }

    async fn members(&self, view: &View, keyset: Keyset) -> Result<Seen<Vec<Member>>> {
        let engine = &self.engine;
        let ask = || {
            let ask = engine.page(view, MEMBERS, keyset).bind(keyset.after);
            ask.bind(i64::from(keyset.limit))
        };
        engine.seen_many(view, ask, member).await
    }

    async fn member(&self, view: &View, principal: Principal) -> Result<Seen<Option<Member>>> {
        let engine = &self.engine;
        let ask = || {
            let ask = engine.view(view, MEMBER).bind(principal.uuid());
            ask.bind(principal.kind())
        };
        engine.seen_one(view, ask, member).await
    }

    async fn services(&self, view: &View, keyset: Keyset) -> Result<Seen<Vec<Service>>> {
        services::list(&self.engine, view, keyset).await
    }

    async fn service(&self, view: &View, id: ServiceId) -> Result<Seen<Option<Service>>> {
        services::find(&self.engine, view, id).await
    }
}

const MEMBERS: &str = "
SELECT {seen}, m.*
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT org_id, principal_kind, principal_id, role, suspended, version, created_at, updated_at
    FROM tenantry.members
    WHERE org_id = $1 AND principal_id {>} $4 ORDER BY principal_id {asc} LIMIT $5
) m ON true
WHERE h.org_id = $1
ORDER BY m.principal_id {asc}";

const MEMBER: &str = "
SELECT {seen}, m.org_id, m.principal_kind, m.principal_id, m.role, m.suspended,
       m.version, m.created_at, m.updated_at
FROM tenantry.org_heads h
LEFT JOIN tenantry.members m
    ON m.org_id = h.org_id AND m.principal_id = $4 AND m.principal_kind = $5
WHERE h.org_id = $1";

/// An organisation.
pub(crate) fn org(fields: &mut Fields<'_>) -> Result<Org> {
    Ok(Org {
        id: fields.id(OrgId::from_uuid)?,
        directory: fields.id(DirectoryId::from_uuid)?,
        name: fields.next()?,
        slug: fields.next()?,
        address: fields.maybe_json("address")?,
        contact: fields.maybe_json("contact")?,
        status: fields.named("status", OrgStatus::from_name)?,
        version: fields.count()?,
        created_at: fields.time()?,
        updated_at: fields.time()?,
    })
}

/// A member.
pub(crate) fn member(fields: &mut Fields<'_>) -> Result<Member> {
    Ok(Member {
        org: fields.id(OrgId::from_uuid)?,
        principal: fields.principal()?,
        role: fields.role()?,
        suspended: fields.next()?,
        version: fields.count()?,
        created_at: fields.time()?,
        updated_at: fields.time()?,
    })
}

/// Writes organisations as they end.
pub(crate) fn put_orgs(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let rows = Step::rows(rows, |row| match row {
        Row::Org(row) => Some(row),
        _ => None,
    })?;
    let ask = schema
        .ask(PUT_ORGS)
        .bind(column(&rows, |row| row.id.uuid()))
        .bind(column(&rows, |row| row.directory.uuid()))
        .bind(column(&rows, |row| row.name.as_str()))
        .bind(column(&rows, |row| row.slug.as_str()))
        .bind(column(&rows, |row| row.address.as_ref().map(json)))
        .bind(column(&rows, |row| row.contact.as_ref().map(json)))
        .bind(column(&rows, |row| row.status.name()))
        .bind(column(&rows, |row| int(row.version)))
        .bind(column(&rows, |row| row.created_at.micros()))
        .bind(column(&rows, |row| row.updated_at.micros()));
    Some(Step::new("orgs.put", ask))
}

const PUT_ORGS: &str = "
INSERT INTO tenantry.orgs (org_id, directory_id, name, slug, address, contact, status,
                           version, created_at, updated_at)
SELECT k.org_id, k.directory_id, k.name, k.slug, k.address::json, k.contact::json, k.status,
       k.version, k.created_at, k.updated_at
FROM UNNEST($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
            $8::bigint[], $9::bigint[], $10::bigint[])
    AS k(org_id, directory_id, name, slug, address, contact, status,
         version, created_at, updated_at)
ON CONFLICT (org_id) DO UPDATE SET
    directory_id = EXCLUDED.directory_id, name = EXCLUDED.name, slug = EXCLUDED.slug,
    address = EXCLUDED.address, contact = EXCLUDED.contact, status = EXCLUDED.status,
    version = EXCLUDED.version, created_at = EXCLUDED.created_at,
    updated_at = EXCLUDED.updated_at";

/// Removes organisations.
pub(crate) fn remove_orgs(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (orgs, _) = Step::keys(gone, |key| match key {
        Key::Org => Some(()),
        _ => None,
    })?;
    Some(Step::new("orgs.remove", schema.ask(REMOVE_ORGS).bind(orgs)))
}

const REMOVE_ORGS: &str = "
DELETE FROM tenantry.orgs WHERE org_id = ANY($1)";

/// Writes members as they end.
pub(crate) fn put_members(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let rows = Step::rows(rows, |row| match row {
        Row::Member(row) => Some(row),
        _ => None,
    })?;
    let ask = schema
        .ask(PUT_MEMBERS)
        .bind(column(&rows, |row| row.org.uuid()))
        .bind(column(&rows, |row| row.principal.uuid()))
        .bind(column(&rows, |row| row.principal.kind()))
        .bind(column(&rows, |row| row.role.name()))
        .bind(column(&rows, |row| row.suspended))
        .bind(column(&rows, |row| int(row.version)))
        .bind(column(&rows, |row| row.created_at.micros()))
        .bind(column(&rows, |row| row.updated_at.micros()));
    Some(Step::new("members.put", ask))
}

const PUT_MEMBERS: &str = "
INSERT INTO tenantry.members (org_id, principal_id, principal_kind, role, suspended,
                              version, created_at, updated_at)
SELECT * FROM UNNEST($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::boolean[],
                     $6::bigint[], $7::bigint[], $8::bigint[])
ON CONFLICT (org_id, principal_id) DO UPDATE SET
    principal_kind = EXCLUDED.principal_kind, role = EXCLUDED.role,
    suspended = EXCLUDED.suspended, version = EXCLUDED.version,
    created_at = EXCLUDED.created_at, updated_at = EXCLUDED.updated_at";

/// Removes members.
pub(crate) fn remove_members(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (orgs, principals) = Step::keys(gone, |key| match key {
        Key::Member(principal) => Some(*principal),
        _ => None,
    })?;
    let ask = schema.ask(REMOVE_MEMBERS).bind(orgs).bind(principals);
    Some(Step::new("members.remove", ask))
}

const REMOVE_MEMBERS: &str = "
DELETE FROM tenantry.members t USING UNNEST($1::uuid[], $2::uuid[]) AS k(org_id, principal_id)
WHERE t.org_id = k.org_id AND t.principal_id = k.principal_id";
