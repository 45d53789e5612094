//! Where a directory's people belong: slugs, affiliations, and organisations that have gone.

use rusqlite::{Connection, Result, params};
use tenantry::directory::{Affiliation, DepartedOrg, Slug};
use tenantry::orgs::{Member, Org};
use tenantry::page::Keyset;
use tenantry::storage::Head;
use tenantry::{DirectoryId, OrgId, UserId};
use uuid::Uuid;

use crate::journal::heads;
use crate::orgs;
use crate::query::{many, one, only, page};
use crate::transaction::{Put, Statements};

/// The organisations that a person belongs to, by id.
pub(crate) fn orgs_of(
    db: &Connection,
    directory: DirectoryId,
    user: UserId,
    keyset: Keyset,
) -> Result<Vec<Org>> {
    let params = params![directory.uuid(), user.uuid(), keyset.after, keyset.limit];
    page(db, ORGS_OF, keyset, params, orgs::org)
}

const ORGS_OF: &str = "
    SELECT o.org_id, o.directory_id, o.name, o.slug, o.address, o.contact, o.status, o.version,
           o.created_at, o.updated_at
    FROM affiliations AS a JOIN orgs AS o ON o.org_id = a.org_id
    WHERE a.directory_id = ?1 AND a.user_id = ?2 AND a.org_id {>} ?3 AND o.status <> 'deleted'
    ORDER BY a.org_id {asc} LIMIT ?4";

/// A person's memberships with the heads of their organisations, by the organisation's id.
pub(crate) fn memberships(
    db: &Connection,
    directory: DirectoryId,
    user: UserId,
) -> Result<Vec<(Head, Member)>> {
    let params = params![directory.uuid(), user.uuid()];
    many(db, MEMBERSHIPS, params, |row| {
        Ok((heads::head(row)?, orgs::member(row)?))
    })
}

const MEMBERSHIPS: &str = "
    SELECT h.seq, h.rights, h.narrowed, h.floor, h.floor_hash, h.hash, h.at,
           m.org_id, m.principal_kind, m.principal_id, m.role, m.suspended, m.version,
           m.created_at, m.updated_at
    FROM affiliations AS a
    JOIN members AS m ON m.org_id = a.org_id AND m.principal_id = a.user_id
    JOIN org_heads AS h ON h.org_id = a.org_id
    WHERE a.directory_id = ?1 AND a.user_id = ?2
    ORDER BY a.org_id";

/// What stays of a deleted organisation.
pub(crate) fn departed(
    db: &Connection,
    directory: DirectoryId,
    org: OrgId,
) -> Result<Option<DepartedOrg>> {
    one(db, DEPARTED, params![directory.uuid(), org.uuid()], |row| {
        Ok(DepartedOrg {
            directory: row.take()?,
            org: row.take()?,
            seq: row.take()?,
            hash: row.take()?,
            deleted_at: row.take()?,
        })
    })
}

const DEPARTED: &str = "
    SELECT directory_id, org_id, seq, hash, deleted_at
    FROM departed_orgs WHERE directory_id = ?1 AND org_id = ?2";

/// Whether a slug is taken; its row is made and removed, never changed.
pub(crate) fn slug_version(tx: Statements, directory: Uuid, slug: &str) -> Result<Option<u64>> {
    let params = params![directory, slug];
    tx.one("slugs.version", SLUG_VERSION, params, only)
}

const SLUG_VERSION: &str = "SELECT 1 FROM slugs WHERE directory_id = ?1 AND slug = ?2";

/// Writes a slug.
pub(crate) fn put_slug(tx: Statements, slug: &Slug) -> Result<usize> {
    let params = params![slug.directory.uuid(), slug.slug, slug.org.uuid()];
    tx.put("slugs.put", &PUT_SLUG, 1, params)
}

const PUT_SLUG: Put = Put {
    insert: "
    INSERT INTO slugs (directory_id, slug, org_id) VALUES (?1, ?2, ?3)
    ON CONFLICT (directory_id, slug) DO NOTHING",
    update: "
    UPDATE slugs
    SET org_id = ?3
    WHERE directory_id = ?1 AND slug = ?2",
};

/// Removes a slug.
pub(crate) fn remove_slug(tx: Statements, directory: Uuid, slug: &str) -> Result<usize> {
    tx.run("slugs.remove", REMOVE_SLUG, params![directory, slug])
}

const REMOVE_SLUG: &str = "DELETE FROM slugs WHERE directory_id = ?1 AND slug = ?2";

/// Whether a person belongs to an organisation.
pub(crate) fn affiliation_version(
    tx: Statements,
    directory: Uuid,
    user: UserId,
    org: OrgId,
) -> Result<Option<u64>> {
    let params = params![directory, user.uuid(), org.uuid()];
    tx.one("affiliations.version", AFFILIATION_VERSION, params, only)
}

const AFFILIATION_VERSION: &str = "
    SELECT 1 FROM affiliations WHERE directory_id = ?1 AND user_id = ?2 AND org_id = ?3";

/// How many organisations a person belongs to.
pub(crate) fn orgs_count(tx: Statements, directory: Uuid, user: UserId) -> Result<i64> {
    let params = params![directory, user.uuid()];
    let count = tx.one("affiliations.count", AFFILIATIONS_COUNT, params, only)?;
    Ok(count.unwrap_or_default())
}

const AFFILIATIONS_COUNT: &str = "
    SELECT count(*) FROM affiliations WHERE directory_id = ?1 AND user_id = ?2";

/// Writes that a person belongs to an organisation.
pub(crate) fn put_affiliation(tx: Statements, affiliation: &Affiliation) -> Result<usize> {
    tx.run(
        "affiliations.put",
        PUT_AFFILIATION,
        params![
            affiliation.directory.uuid(),
            affiliation.user.uuid(),
            affiliation.org.uuid(),
        ],
    )
}

const PUT_AFFILIATION: &str = "
    INSERT INTO affiliations (directory_id, user_id, org_id) VALUES (?1, ?2, ?3)
    ON CONFLICT (directory_id, user_id, org_id) DO NOTHING";

/// Removes that a person belongs to an organisation.
pub(crate) fn remove_affiliation(
    tx: Statements,
    directory: Uuid,
    user: UserId,
    org: OrgId,
) -> Result<usize> {
    let params = params![directory, user.uuid(), org.uuid()];
    tx.run("affiliations.remove", REMOVE_AFFILIATION, params)
}

const REMOVE_AFFILIATION: &str = "
    DELETE FROM affiliations WHERE directory_id = ?1 AND user_id = ?2 AND org_id = ?3";

/// Removes that anybody belongs to an organisation.
pub(crate) fn sweep_affiliations(tx: Statements, directory: Uuid, org: OrgId) -> Result<usize> {
    let params = params![directory, org.uuid()];
    tx.run("affiliations.sweep", SWEEP_AFFILIATIONS, params)
}

const SWEEP_AFFILIATIONS: &str = "
    DELETE FROM affiliations WHERE directory_id = ?1 AND org_id = ?2";

/// Whether something stays of a deleted organisation.
pub(crate) fn departed_version(tx: Statements, directory: Uuid, org: OrgId) -> Result<Option<u64>> {
    let params = params![directory, org.uuid()];
    tx.one("departed_orgs.version", DEPARTED_VERSION, params, only)
}

const DEPARTED_VERSION: &str = "
    SELECT 1 FROM departed_orgs WHERE directory_id = ?1 AND org_id = ?2";

/// Writes what stays of a deleted organisation.
pub(crate) fn put_departed(tx: Statements, departed: &DepartedOrg) -> Result<usize> {
    tx.put(
        "departed_orgs.put",
        &PUT_DEPARTED,
        1,
        params![
            departed.directory.uuid(),
            departed.org.uuid(),
            departed.seq.cast_signed(),
            departed.hash,
            departed.deleted_at.micros(),
        ],
    )
}

const PUT_DEPARTED: Put = Put {
    insert: "
    INSERT INTO departed_orgs (directory_id, org_id, seq, hash, deleted_at)
    VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT (directory_id, org_id) DO NOTHING",
    update: "
    UPDATE departed_orgs
    SET seq = ?3, hash = ?4, deleted_at = ?5
    WHERE directory_id = ?1 AND org_id = ?2",
};

/// Forgets what stays of a deleted organisation.
pub(crate) fn remove_departed(tx: Statements, directory: Uuid, org: OrgId) -> Result<usize> {
    let params = params![directory, org.uuid()];
    tx.run("departed_orgs.remove", REMOVE_DEPARTED, params)
}

const REMOVE_DEPARTED: &str = "
    DELETE FROM departed_orgs WHERE directory_id = ?1 AND org_id = ?2";
