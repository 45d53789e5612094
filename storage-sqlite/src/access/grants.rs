//! What is shared with whom.

use rusqlite::{Connection, Result, params};
use tenantry::access::{Grant, Holder, Object, StoredGrant};
use tenantry::page::Keyset;
use tenantry::storage::GrantsOf;
use tenantry::{GrantId, LinkId, OrgId, Time};
use uuid::Uuid;

use crate::query::{Columns, one, only, page};
use crate::transaction::{Put, Statements};

/// A grant.
pub(crate) fn find(db: &Connection, org: OrgId, id: GrantId) -> Result<Option<Grant>> {
    one(db, FIND, params![org.uuid(), id.uuid()], grant)
}

const FIND: &str = "
    SELECT org_id, grant_id, object_kind, object_id, holder_kind, holder_id, level, expires_at,
           given_by_kind, given_by_id, version, created_at, updated_at
    FROM grants WHERE org_id = ?1 AND grant_id = ?2";

/// The grant to whoever has a link.
pub(crate) fn find_link(db: &Connection, org: OrgId, id: LinkId) -> Result<Option<StoredGrant>> {
    one(db, FIND_LINK, params![org.uuid(), id.uuid()], |row| {
        Ok(StoredGrant {
            grant: grant(row)?,
            hash: Some(row.take()?),
        })
    })
}

const FIND_LINK: &str = "
    SELECT g.org_id, g.grant_id, g.object_kind, g.object_id, g.holder_kind, g.holder_id, g.level,
           g.expires_at, g.given_by_kind, g.given_by_id, g.version, g.created_at, g.updated_at,
           s.hash
    FROM grants AS g
    JOIN link_secrets AS s ON s.org_id = g.org_id AND s.grant_id = g.grant_id
    WHERE g.org_id = ?1 AND g.holder_id = ?2 AND g.holder_kind = 'link'";

/// A list of grants, by id.
pub(crate) fn list(
    db: &Connection,
    org: OrgId,
    of: &GrantsOf,
    keyset: Keyset,
) -> Result<Vec<Grant>> {
    let (org, after, limit) = (org.uuid(), keyset.after, keyset.limit);
    match of {
        GrantsOf::Org => page(db, LIST, keyset, params![org, after, limit], grant),
        GrantsOf::Object(object) => {
            let params = params![org, after, limit, object.id(), object.kind()];
            page(db, LIST_OBJECT, keyset, params, grant)
        }
        GrantsOf::Holder(holder) => {
            let params = params![org, after, limit, holder.uuid(), holder.kind()];
            page(db, LIST_HOLDER, keyset, params, grant)
        }
    }
}

const LIST: &str = "
    SELECT org_id, grant_id, object_kind, object_id, holder_kind, holder_id, level, expires_at,
           given_by_kind, given_by_id, version, created_at, updated_at
    FROM grants WHERE org_id = ?1 AND grant_id {>} ?2
    ORDER BY grant_id {asc} LIMIT ?3";

const LIST_OBJECT: &str = "
    SELECT org_id, grant_id, object_kind, object_id, holder_kind, holder_id, level, expires_at,
           given_by_kind, given_by_id, version, created_at, updated_at
    FROM grants
    WHERE org_id = ?1 AND object_id = ?4 AND object_kind = ?5 AND grant_id {>} ?2
    ORDER BY grant_id {asc} LIMIT ?3";

const LIST_HOLDER: &str = "
    SELECT org_id, grant_id, object_kind, object_id, holder_kind, holder_id, level, expires_at,
           given_by_kind, given_by_id, version, created_at, updated_at
    FROM grants
    WHERE org_id = ?1 AND holder_id = ?4 AND holder_kind = ?5 AND grant_id {>} ?2
    ORDER BY grant_id {asc} LIMIT ?3";

fn grant(row: &mut Columns) -> Result<Grant> {
    Ok(Grant {
        org: row.take()?,
        id: row.take()?,
        object: row.object()?,
        holder: row.holder()?,
        level: row.take()?,
        expires_at: row.take()?,
        given_by: row.actor()?,
        version: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

/// The version of a grant, if there is one.
pub(crate) fn version(tx: Statements, org: Uuid, id: GrantId) -> Result<Option<u64>> {
    tx.one("grants.version", VERSION, params![org, id.uuid()], only)
}

const VERSION: &str = "SELECT version FROM grants WHERE org_id = ?1 AND grant_id = ?2";

/// The grant on an object to a holder.
pub(crate) fn shared(
    tx: Statements,
    org: Uuid,
    object: &Object,
    holder: Holder,
) -> Result<Option<Uuid>> {
    let params = params![
        org,
        object.id(),
        object.kind(),
        holder.uuid(),
        holder.kind()
    ];
    tx.one("grants.shared", SHARED, params, only)
}

const SHARED: &str = "
    SELECT grant_id FROM grants
    WHERE org_id = ?1 AND object_id = ?2 AND object_kind = ?3 AND holder_id = ?4
      AND holder_kind = ?5";

/// With how many holders an object is shared.
pub(crate) fn count(tx: Statements, org: Uuid, object: Uuid) -> Result<i64> {
    let count = tx.one("grants.count", COUNT, params![org, object], only)?;
    Ok(count.unwrap_or_default())
}

const COUNT: &str = "SELECT count(*) FROM grants WHERE org_id = ?1 AND object_id = ?2";

/// Writes a grant as it shall be. The secret of a link is written with it, and stays as it is.
pub(crate) fn put(tx: Statements, StoredGrant { grant, hash }: &StoredGrant) -> Result<usize> {
    let rows = tx.put(
        "grants.put",
        &PUT,
        grant.version,
        params![
            grant.org.uuid(),
            grant.id.uuid(),
            grant.object.kind(),
            grant.object.id(),
            grant.holder.kind(),
            grant.holder.uuid(),
            grant.level.name(),
            grant.expires_at.map(Time::micros),
            grant.given_by.kind(),
            grant.given_by.uuid(),
            grant.version.cast_signed(),
            grant.created_at.micros(),
            grant.updated_at.micros(),
        ],
    )?;
    if let Some(hash) = hash {
        let params = params![grant.org.uuid(), grant.id.uuid(), hash];
        tx.run("grants.put_secret", PUT_SECRET, params)?;
    }
    Ok(rows)
}

const PUT_SECRET: &str = "
    INSERT INTO link_secrets (org_id, grant_id, hash) VALUES (?1, ?2, ?3)
    ON CONFLICT (org_id, grant_id) DO NOTHING";

const PUT: Put = Put {
    insert: "
    INSERT INTO grants (org_id, grant_id, object_kind, object_id, holder_kind, holder_id, level,
                        expires_at, given_by_kind, given_by_id, version, created_at, updated_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
    ON CONFLICT (org_id, grant_id) DO NOTHING",
    update: "
    UPDATE grants
    SET object_kind = ?3, object_id = ?4, holder_kind = ?5, holder_id = ?6, level = ?7,
        expires_at = ?8, given_by_kind = ?9, given_by_id = ?10, version = ?11, created_at = ?12,
        updated_at = ?13
    WHERE org_id = ?1 AND grant_id = ?2",
};

/// Removes a grant, with the secret of a link.
pub(crate) fn remove(tx: Statements, org: Uuid, id: GrantId) -> Result<usize> {
    tx.run("grants.remove", REMOVE, params![org, id.uuid()])
}

const REMOVE: &str = "DELETE FROM grants WHERE org_id = ?1 AND grant_id = ?2";
