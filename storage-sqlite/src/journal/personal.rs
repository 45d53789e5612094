//! Personal values of entries, kept beside the chain so that they can be erased.

use rusqlite::{Connection, Result, params};
use tenantry::storage::{Scope, StoredPersonal};

use crate::query::{PerScope, many, position};
use crate::transaction::Statements;

/// The values of entries `from` to `to`, both included.
pub(crate) fn list(
    db: &Connection,
    scope: Scope,
    from: u64,
    to: u64,
) -> Result<Vec<StoredPersonal>> {
    let params = params![scope.uuid(), position(from), position(to)];
    many(db, LIST.of(scope), params, |row| {
        Ok(StoredPersonal {
            seq: row.take()?,
            field: row.take()?,
            person: row.take()?,
            salt: row.take()?,
            value: row.take()?,
        })
    })
}

const LIST: PerScope = PerScope {
    org: "
    SELECT seq, field, person_id, salt, value
    FROM org_personal WHERE org_id = ?1 AND seq >= ?2 AND seq <= ?3 ORDER BY seq, field",
    directory: "
    SELECT seq, field, person_id, salt, value
    FROM directory_personal WHERE directory_id = ?1 AND seq >= ?2 AND seq <= ?3
    ORDER BY seq, field",
};

/// Keeps a value.
pub(crate) fn put(tx: Statements, scope: Scope, personal: &StoredPersonal) -> Result<usize> {
    tx.run(
        "personal.put",
        PUT.of(scope),
        params![
            scope.uuid(),
            personal.seq.cast_signed(),
            personal.field,
            personal.person,
            personal.salt,
            personal.value,
        ],
    )
}

const PUT: PerScope = PerScope {
    org: "
    INSERT INTO org_personal (org_id, seq, field, person_id, salt, value)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    directory: "
    INSERT INTO directory_personal (directory_id, seq, field, person_id, salt, value)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
};

/// Removes the values of entries up to and with a sequence.
pub(crate) fn prune(tx: Statements, scope: Scope, through: u64) -> Result<usize> {
    let params = params![scope.uuid(), through.cast_signed()];
    tx.run("personal.prune", PRUNE.of(scope), params)
}

const PRUNE: PerScope = PerScope {
    org: "DELETE FROM org_personal WHERE org_id = ?1 AND seq <= ?2",
    directory: "DELETE FROM directory_personal WHERE directory_id = ?1 AND seq <= ?2",
};
