//! Who belongs where: slugs, affiliations, and organisations that are gone.

use tenantry::directory::DepartedOrg;
use tenantry::orgs::{Member, Org};
use tenantry::page::Keyset;
use tenantry::storage::{Head, Key, Row, Scope, Seen, Sweep, View};
use tenantry::{DirectoryId, OrgId, Result, UserId};

use crate::commit::Step;
use crate::engine::Engine;
use crate::orgs::{member, org};
use crate::row::{Fields, column, head, int};
use crate::schema::Schema;

/// The organisations that a person belongs to.
pub(super) async fn orgs_of(
    engine: &Engine,
    view: &View,
    user: UserId,
    keyset: Keyset,
) -> Result<Seen<Vec<Org>>> {
    let ask = || {
        let ask = engine.page(view, ORGS_OF, keyset).bind(user.uuid());
        ask.bind(keyset.after).bind(i64::from(keyset.limit))
    };
    engine.seen_many(view, ask, org).await
}

const ORGS_OF: &str = "
SELECT {seen}, o.*
FROM tenantry.directory_heads h
LEFT JOIN LATERAL (
    SELECT o.org_id, o.directory_id, o.name, o.slug, o.address::text, o.contact::text, o.status,
           o.version, o.created_at, o.updated_at
    FROM tenantry.affiliations a
    JOIN tenantry.orgs o ON o.org_id = a.org_id AND o.status <> 'deleted'
    WHERE a.directory_id = $1 AND a.user_id = $4 AND a.org_id {>} $5
    ORDER BY a.org_id {asc} LIMIT $6
) o ON true
WHERE h.directory_id = $1
ORDER BY o.org_id {asc}";

/// A person's memberships with the heads of their organisations.
pub(super) async fn memberships(
    engine: &Engine,
    directory: DirectoryId,
    user: UserId,
) -> Result<Vec<(Head, Member)>> {
    let ask = || {
        let ask = engine.schema.ask(MEMBERSHIPS).bind(directory.uuid());
        ask.bind(user.uuid())
    };
    let read = |fields: &mut Fields<'_>| Ok((head(fields)?, member(fields)?));
    engine.list(ask, read).await
}

const MEMBERSHIPS: &str = "
SELECT h.seq, h.rights, h.narrowed, h.floor, h.floor_hash, h.hash, h.at,
       m.org_id, m.principal_kind, m.principal_id, m.role, m.suspended,
       m.version, m.created_at, m.updated_at
FROM tenantry.affiliations a
JOIN tenantry.org_heads h ON h.org_id = a.org_id
JOIN tenantry.members m ON m.org_id = a.org_id AND m.principal_id = a.user_id
WHERE a.directory_id = $1 AND a.user_id = $2
ORDER BY a.org_id";

/// What stays of a deleted organisation.
pub(super) async fn departed(
    engine: &Engine,
    view: &View,
    org: OrgId,
) -> Result<Seen<Option<DepartedOrg>>> {
    let ask = || engine.view(view, DEPARTED).bind(org.uuid());
    engine.seen_one(view, ask, departed_org).await
}

const DEPARTED: &str = "
SELECT {seen}, d.directory_id, d.org_id, d.seq, encode(d.hash, 'hex'), d.deleted_at
FROM tenantry.directory_heads h
LEFT JOIN tenantry.departed_orgs d ON d.directory_id = h.directory_id AND d.org_id = $4
WHERE h.directory_id = $1";

/// What stays of a deleted organisation.
fn departed_org(fields: &mut Fields<'_>) -> Result<DepartedOrg> {
    Ok(DepartedOrg {
        directory: fields.id(DirectoryId::from_uuid)?,
        org: fields.id(OrgId::from_uuid)?,
        seq: fields.count()?,
        hash: fields.next()?,
        deleted_at: fields.time()?,
    })
}

/// Writes slugs as they end.
pub(crate) fn put_slugs(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let rows = Step::rows(rows, |row| match row {
        Row::Slug(row) => Some(row),
        _ => None,
    })?;
    let ask = schema
        .ask(PUT_SLUGS)
        .bind(column(&rows, |row| row.directory.uuid()))
        .bind(column(&rows, |row| row.slug.as_str()))
        .bind(column(&rows, |row| row.org.uuid()));
    Some(Step::new("slugs.put", ask))
}

const PUT_SLUGS: &str = "
INSERT INTO tenantry.slugs (directory_id, slug, org_id)
SELECT * FROM UNNEST($1::uuid[], $2::text[], $3::uuid[])
ON CONFLICT (directory_id, slug) DO UPDATE SET org_id = EXCLUDED.org_id";

/// Removes slugs.
pub(crate) fn remove_slugs(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (directories, slugs) = Step::keys(gone, |key| match key {
        Key::Slug(slug) => Some(slug.as_str()),
        _ => None,
    })?;
    let ask = schema.ask(REMOVE_SLUGS).bind(directories).bind(slugs);
    Some(Step::new("slugs.remove", ask))
}

const REMOVE_SLUGS: &str = "
DELETE FROM tenantry.slugs t USING UNNEST($1::uuid[], $2::text[]) AS k(directory_id, slug)
WHERE t.directory_id = k.directory_id AND t.slug = k.slug";

/// Writes who belongs where.
pub(crate) fn put_affiliations(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let rows = Step::rows(rows, |row| match row {
        Row::Affiliation(row) => Some(row),
        _ => None,
    })?;
    let ask = schema
        .ask(PUT_AFFILIATIONS)
        .bind(column(&rows, |row| row.directory.uuid()))
        .bind(column(&rows, |row| row.user.uuid()))
        .bind(column(&rows, |row| row.org.uuid()));
    Some(Step::new("affiliations.put", ask))
}

const PUT_AFFILIATIONS: &str = "
INSERT INTO tenantry.affiliations (directory_id, user_id, org_id)
SELECT * FROM UNNEST($1::uuid[], $2::uuid[], $3::uuid[])
ON CONFLICT (directory_id, user_id, org_id) DO NOTHING";

/// Removes who belongs where.
pub(crate) fn remove_affiliations(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (directories, pairs) = Step::keys(gone, |key| match key {
        Key::Affiliation(user, org) => Some((user.uuid(), org.uuid())),
        _ => None,
    })?;
    let (users, orgs): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
    let ask = schema
        .ask(REMOVE_AFFILIATIONS)
        .bind(directories)
        .bind(users)
        .bind(orgs);
    Some(Step::new("affiliations.remove", ask))
}

const REMOVE_AFFILIATIONS: &str = "
DELETE FROM tenantry.affiliations t
USING UNNEST($1::uuid[], $2::uuid[], $3::uuid[]) AS k(directory_id, user_id, org_id)
WHERE t.directory_id = k.directory_id AND t.user_id = k.user_id AND t.org_id = k.org_id";

/// Removes everybody's belonging to organisations.
pub(crate) fn sweep_affiliations(schema: &Schema, sweeps: &[(Scope, Sweep)]) -> Option<Step> {
    let (directories, orgs) = Step::keys(sweeps, |sweep| match sweep {
        Sweep::Affiliations(org) => Some(org.uuid()),
        _ => None,
    })?;
    let ask = schema.ask(SWEEP_AFFILIATIONS).bind(directories).bind(orgs);
    Some(Step::new("affiliations.sweep", ask))
}

const SWEEP_AFFILIATIONS: &str = "
DELETE FROM tenantry.affiliations t USING UNNEST($1::uuid[], $2::uuid[]) AS k(directory_id, org_id)
WHERE t.directory_id = k.directory_id AND t.org_id = k.org_id";

/// Writes what stays of deleted organisations.
pub(crate) fn put_departed(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let rows = Step::rows(rows, |row| match row {
        Row::Departed(row) => Some(row),
        _ => None,
    })?;
    let ask = schema
        .ask(PUT_DEPARTED)
        .bind(column(&rows, |row| row.directory.uuid()))
        .bind(column(&rows, |row| row.org.uuid()))
        .bind(column(&rows, |row| int(row.seq)))
        .bind(column(&rows, |row| row.hash.as_str()))
        .bind(column(&rows, |row| row.deleted_at.micros()));
    Some(Step::new("departed_orgs.put", ask))
}

const PUT_DEPARTED: &str = "
INSERT INTO tenantry.departed_orgs (directory_id, org_id, seq, hash, deleted_at)
SELECT k.directory_id, k.org_id, k.seq, decode(k.hash, 'hex'), k.deleted_at
FROM UNNEST($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::bigint[])
    AS k(directory_id, org_id, seq, hash, deleted_at)
ON CONFLICT (directory_id, org_id) DO UPDATE SET
    seq = EXCLUDED.seq, hash = EXCLUDED.hash, deleted_at = EXCLUDED.deleted_at";

/// Removes what stays of deleted organisations.
pub(crate) fn remove_departed(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (directories, orgs) = Step::keys(gone, |key| match key {
        Key::Departed(org) => Some(org.uuid()),
        _ => None,
    })?;
    let ask = schema.ask(REMOVE_DEPARTED).bind(directories).bind(orgs);
    Some(Step::new("departed_orgs.remove", ask))
}

const REMOVE_DEPARTED: &str = "
DELETE FROM tenantry.departed_orgs t USING UNNEST($1::uuid[], $2::uuid[]) AS k(directory_id, org_id)
WHERE t.directory_id = k.directory_id AND t.org_id = k.org_id";
