//! Heads: where each scope stands.

use rusqlite::{Connection, Result, params};
use tenantry::journal::Hash;
use tenantry::storage::{Head, Scope};

use crate::query::{Columns, PerScope, one};
use crate::transaction::Statements;

/// A head, for a reader.
pub(crate) fn find(db: &Connection, scope: Scope) -> Result<Option<Head>> {
    one(db, FIND.of(scope), params![scope.uuid()], head)
}

/// A head, inside a commit, which holds the lock of the whole file.
pub(crate) fn lock(tx: Statements, scope: Scope) -> Result<Option<Head>> {
    tx.one("heads.lock", FIND.of(scope), params![scope.uuid()], head)
}

const FIND: PerScope = PerScope {
    org: "
    SELECT seq, rights, narrowed, floor, floor_hash, hash, at
    FROM org_heads WHERE org_id = ?1",
    directory: "
    SELECT seq, rights, narrowed, floor, floor_hash, hash, at
    FROM directory_heads WHERE directory_id = ?1",
};

/// Reads a head from its columns, in the order of [`FIND`].
pub(crate) fn head(row: &mut Columns) -> Result<Head> {
    Ok(Head {
        seq: row.take()?,
        rights: row.take()?,
        narrowed: row.take()?,
        floor: row.take()?,
        floor_hash: row.take()?,
        hash: row.take()?,
        at: row.take()?,
    })
}

/// Moves a head, or makes it where the scope is new.
pub(crate) fn put(tx: Statements, scope: Scope, head: &Head, is_new: bool) -> Result<usize> {
    let sql = if is_new { INSERT } else { UPDATE };
    tx.run(
        "heads.put",
        sql.of(scope),
        params![
            scope.uuid(),
            head.seq.cast_signed(),
            head.rights.cast_signed(),
            head.narrowed.cast_signed(),
            head.floor.cast_signed(),
            head.floor_hash,
            head.hash,
            head.at.micros(),
        ],
    )
}

const INSERT: PerScope = PerScope {
    org: "
    INSERT INTO org_heads (org_id, seq, rights, narrowed, floor, floor_hash, hash, at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    directory: "
    INSERT INTO directory_heads (directory_id, seq, rights, narrowed, floor, floor_hash, hash, at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
};

const UPDATE: PerScope = PerScope {
    org: "
    UPDATE org_heads
    SET seq = ?2, rights = ?3, narrowed = ?4, floor = ?5, floor_hash = ?6, hash = ?7, at = ?8
    WHERE org_id = ?1",
    directory: "
    UPDATE directory_heads
    SET seq = ?2, rights = ?3, narrowed = ?4, floor = ?5, floor_hash = ?6, hash = ?7, at = ?8
    WHERE directory_id = ?1",
};

/// Moves the floor of a journal whose first entries are purged.
pub(crate) fn move_floor(
    db: &Connection,
    scope: Scope,
    floor: u64,
    floor_hash: &Hash,
) -> Result<usize> {
    db.prepare_cached(MOVE_FLOOR.of(scope))?.execute(params![
        scope.uuid(),
        floor.cast_signed(),
        floor_hash
    ])
}

const MOVE_FLOOR: PerScope = PerScope {
    org: "UPDATE org_heads SET floor = ?2, floor_hash = ?3 WHERE org_id = ?1",
    directory: "UPDATE directory_heads SET floor = ?2, floor_hash = ?3 WHERE directory_id = ?1",
};
