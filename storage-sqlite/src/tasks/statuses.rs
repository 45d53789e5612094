//! Statuses of organisations' own.

use rusqlite::{Connection, Result, params};
use tenantry::page::Keyset;
use tenantry::tasks::Status;
use tenantry::{OrgId, StatusId};
use uuid::Uuid;

use crate::query::{Columns, one, only, page};
use crate::transaction::{Put, Statements};

/// A status.
pub(crate) fn find(db: &Connection, org: OrgId, id: StatusId) -> Result<Option<Status>> {
    one(db, FIND, params![org.uuid(), id.uuid()], status)
}

const FIND: &str = "
    SELECT org_id, status_id, name, description, category, rank, archived, version, created_at,
           updated_at
    FROM statuses WHERE org_id = ?1 AND status_id = ?2";

/// The statuses of an organisation's own, by id.
pub(crate) fn list(
    db: &Connection,
    org: OrgId,
    archived: Option<bool>,
    keyset: Keyset,
) -> Result<Vec<Status>> {
    let params = params![org.uuid(), keyset.after, keyset.limit, archived];
    page(db, LIST, keyset, params, status)
}

// An organisation has few: those that are not wanted are passed over.
const LIST: &str = "
    SELECT org_id, status_id, name, description, category, rank, archived, version, created_at,
           updated_at
    FROM statuses WHERE org_id = ?1 AND status_id {>} ?2 AND (?4 IS NULL OR archived = ?4)
    ORDER BY status_id {asc} LIMIT ?3";

fn status(row: &mut Columns) -> Result<Status> {
    Ok(Status {
        org: row.take()?,
        id: row.take()?,
        name: row.take()?,
        description: row.take()?,
        category: row.take()?,
        rank: row.take()?,
        built_in: false,
        archived: row.take()?,
        version: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

/// The version of a status, if there is one.
pub(crate) fn version(tx: Statements, org: Uuid, id: StatusId) -> Result<Option<u64>> {
    tx.one("statuses.version", VERSION, params![org, id.uuid()], only)
}

const VERSION: &str = "SELECT version FROM statuses WHERE org_id = ?1 AND status_id = ?2";

/// Which one has a name.
pub(crate) fn named(tx: Statements, org: Uuid, name_key: &str) -> Result<Option<Uuid>> {
    tx.one("statuses.named", NAMED, params![org, name_key], only)
}

const NAMED: &str = "SELECT status_id FROM statuses WHERE org_id = ?1 AND name_key = ?2";

/// Writes a status as it shall be.
pub(crate) fn put(tx: Statements, status: &Status) -> Result<usize> {
    tx.put(
        "statuses.put",
        &PUT,
        status.version,
        params![
            status.org.uuid(),
            status.id.uuid(),
            status.name,
            status.name_key(),
            status.description,
            status.category.name(),
            status.rank,
            status.archived,
            status.version.cast_signed(),
            status.created_at.micros(),
            status.updated_at.micros(),
        ],
    )
}

const PUT: Put = Put {
    insert: "
    INSERT INTO statuses (org_id, status_id, name, name_key, description, category, rank, archived,
                          version, created_at, updated_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
    ON CONFLICT (org_id, status_id) DO NOTHING",
    update: "
    UPDATE statuses
    SET name = ?3, name_key = ?4, description = ?5, category = ?6, rank = ?7, archived = ?8,
        version = ?9, created_at = ?10, updated_at = ?11
    WHERE org_id = ?1 AND status_id = ?2",
};

/// Removes a status.
pub(crate) fn remove(tx: Statements, org: Uuid, id: StatusId) -> Result<usize> {
    tx.run("statuses.remove", REMOVE, params![org, id.uuid()])
}

const REMOVE: &str = "DELETE FROM statuses WHERE org_id = ?1 AND status_id = ?2";
