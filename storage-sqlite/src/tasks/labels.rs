//! Labels.

use rusqlite::{Connection, Result, params};
use tenantry::page::Keyset;
use tenantry::tasks::Label;
use tenantry::{LabelId, OrgId};
use uuid::Uuid;

use crate::query::{Columns, one, only, page};
use crate::transaction::{Put, Statements};

/// A label.
pub(crate) fn find(db: &Connection, org: OrgId, id: LabelId) -> Result<Option<Label>> {
    one(db, FIND, params![org.uuid(), id.uuid()], label)
}

const FIND: &str = "
    SELECT org_id, label_id, name, color, description, archived, version, created_at, updated_at
    FROM labels WHERE org_id = ?1 AND label_id = ?2";

/// The labels of an organisation, by id.
pub(crate) fn list(
    db: &Connection,
    org: OrgId,
    archived: Option<bool>,
    keyset: Keyset,
) -> Result<Vec<Label>> {
    let params = params![org.uuid(), keyset.after, keyset.limit, archived];
    page(db, LIST, keyset, params, label)
}

// An organisation has few: those that are not wanted are passed over.
const LIST: &str = "
    SELECT org_id, label_id, name, color, description, archived, version, created_at, updated_at
    FROM labels WHERE org_id = ?1 AND label_id {>} ?2 AND (?4 IS NULL OR archived = ?4)
    ORDER BY label_id {asc} LIMIT ?3";

fn label(row: &mut Columns) -> Result<Label> {
    Ok(Label {
        org: row.take()?,
        id: row.take()?,
        name: row.take()?,
        color: row.take()?,
        description: row.take()?,
        archived: row.take()?,
        version: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

/// The version of a label, if there is one.
pub(crate) fn version(tx: Statements, org: Uuid, id: LabelId) -> Result<Option<u64>> {
    tx.one("labels.version", VERSION, params![org, id.uuid()], only)
}

const VERSION: &str = "SELECT version FROM labels WHERE org_id = ?1 AND label_id = ?2";

/// Which one has a name.
pub(crate) fn named(tx: Statements, org: Uuid, name_key: &str) -> Result<Option<Uuid>> {
    tx.one("labels.named", NAMED, params![org, name_key], only)
}

const NAMED: &str = "SELECT label_id FROM labels WHERE org_id = ?1 AND name_key = ?2";

/// Writes a label as it shall be.
pub(crate) fn put(tx: Statements, label: &Label) -> Result<usize> {
    tx.put(
        "labels.put",
        &PUT,
        label.version,
        params![
            label.org.uuid(),
            label.id.uuid(),
            label.name,
            label.name_key(),
            label.color,
            label.description,
            label.archived,
            label.version.cast_signed(),
            label.created_at.micros(),
            label.updated_at.micros(),
        ],
    )
}

const PUT: Put = Put {
    insert: "
    INSERT INTO labels (org_id, label_id, name, name_key, color, description, archived, version,
                        created_at, updated_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
    ON CONFLICT (org_id, label_id) DO NOTHING",
    update: "
    UPDATE labels
    SET name = ?3, name_key = ?4, color = ?5, description = ?6, archived = ?7, version = ?8,
        created_at = ?9, updated_at = ?10
    WHERE org_id = ?1 AND label_id = ?2",
};

/// Removes a label.
pub(crate) fn remove(tx: Statements, org: Uuid, id: LabelId) -> Result<usize> {
    tx.run("labels.remove", REMOVE, params![org, id.uuid()])
}

const REMOVE: &str = "DELETE FROM labels WHERE org_id = ?1 AND label_id = ?2";
