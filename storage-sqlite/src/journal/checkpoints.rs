//! Checkpoints: places in a journal that are remembered apart from it.

use rusqlite::{Connection, Result, params};
use tenantry::OrgId;
use tenantry::journal::Checkpoint;
use uuid::Uuid;

use crate::query::{Columns, many, one, only, position};
use crate::transaction::{Put, Statements};

/// A checkpoint.
pub(crate) fn find(db: &Connection, org: OrgId, seq: u64) -> Result<Option<Checkpoint>> {
    one(db, FIND, params![org.uuid(), position(seq)], checkpoint)
}

const FIND: &str = "
    SELECT org_id, seq, hash, created_at FROM checkpoints WHERE org_id = ?1 AND seq = ?2";

/// The checkpoints of a journal, newest first.
pub(crate) fn list(db: &Connection, org: OrgId, limit: u32) -> Result<Vec<Checkpoint>> {
    many(db, LIST, params![org.uuid(), limit], checkpoint)
}

const LIST: &str = "
    SELECT org_id, seq, hash, created_at FROM checkpoints WHERE org_id = ?1
    ORDER BY seq DESC LIMIT ?2";

fn checkpoint(row: &mut Columns) -> Result<Checkpoint> {
    Ok(Checkpoint {
        org: row.take()?,
        seq: row.take()?,
        hash: row.take()?,
        created_at: row.take()?,
    })
}

/// Whether there is a checkpoint; its row is made and removed, never changed.
pub(crate) fn version(tx: Statements, org: Uuid, seq: u64) -> Result<Option<u64>> {
    let params = params![org, position(seq)];
    tx.one("checkpoints.version", VERSION, params, only)
}

const VERSION: &str = "SELECT 1 FROM checkpoints WHERE org_id = ?1 AND seq = ?2";

/// Writes a checkpoint.
pub(crate) fn put(tx: Statements, checkpoint: &Checkpoint) -> Result<usize> {
    tx.put(
        "checkpoints.put",
        &PUT,
        1,
        params![
            checkpoint.org.uuid(),
            checkpoint.seq.cast_signed(),
            checkpoint.hash,
            checkpoint.created_at.micros(),
        ],
    )
}

const PUT: Put = Put {
    insert: "
    INSERT INTO checkpoints (org_id, seq, hash, created_at) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (org_id, seq) DO NOTHING",
    update: "
    UPDATE checkpoints
    SET hash = ?3, created_at = ?4
    WHERE org_id = ?1 AND seq = ?2",
};

/// Removes a checkpoint.
pub(crate) fn remove(tx: Statements, org: Uuid, seq: u64) -> Result<usize> {
    let params = params![org, position(seq)];
    tx.run("checkpoints.remove", REMOVE, params)
}

const REMOVE: &str = "DELETE FROM checkpoints WHERE org_id = ?1 AND seq = ?2";
