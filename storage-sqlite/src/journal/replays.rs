//! Remembered calls: what an idempotency key was answered with.

use rusqlite::{Connection, Result, params};
use tenantry::Time;
use tenantry::storage::{ReplayKey, Scope, StoredReplay};

use crate::query::{Columns, PerScope, one};
use crate::transaction::Statements;

/// What is remembered of a call, for a reader.
pub(crate) fn find(db: &Connection, scope: Scope, key: &ReplayKey) -> Result<Option<StoredReplay>> {
    let params = params![scope.uuid(), key.caller, key.operation, key.key];
    one(db, FIND.of(scope), params, replay)
}

/// What is remembered of a call, inside a commit.
pub(crate) fn look_up(
    tx: Statements,
    scope: Scope,
    key: &ReplayKey,
) -> Result<Option<StoredReplay>> {
    let params = params![scope.uuid(), key.caller, key.operation, key.key];
    tx.one("replays.look_up", FIND.of(scope), params, replay)
}

const FIND: PerScope = PerScope {
    org: "
    SELECT fingerprint, answer, checks, at FROM org_replays
    WHERE org_id = ?1 AND caller_id = ?2 AND operation = ?3 AND key = ?4",
    directory: "
    SELECT fingerprint, answer, checks, at FROM directory_replays
    WHERE directory_id = ?1 AND caller_id = ?2 AND operation = ?3 AND key = ?4",
};

fn replay(row: &mut Columns) -> Result<StoredReplay> {
    Ok(StoredReplay {
        fingerprint: row.take()?,
        answer: row.take()?,
        checks: row.take()?,
        at: row.take()?,
    })
}

/// Remembers a call. One that is remembered still, but has expired, is replaced.
pub(crate) fn put(
    tx: Statements,
    scope: Scope,
    key: &ReplayKey,
    replay: &StoredReplay,
) -> Result<usize> {
    tx.run(
        "replays.put",
        PUT.of(scope),
        params![
            scope.uuid(),
            key.caller,
            key.operation,
            key.key,
            replay.fingerprint,
            replay.answer,
            replay.checks,
            replay.at.micros(),
        ],
    )
}

const PUT: PerScope = PerScope {
    org: "
    INSERT INTO org_replays (org_id, caller_id, operation, key, fingerprint, answer, checks, at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
    ON CONFLICT (org_id, caller_id, operation, key) DO UPDATE SET
        fingerprint = excluded.fingerprint, answer = excluded.answer,
        checks = excluded.checks, at = excluded.at",
    directory: "
    INSERT INTO directory_replays (directory_id, caller_id, operation, key, fingerprint, answer,
                                   checks, at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
    ON CONFLICT (directory_id, caller_id, operation, key) DO UPDATE SET
        fingerprint = excluded.fingerprint, answer = excluded.answer,
        checks = excluded.checks, at = excluded.at",
};

/// Forgets the calls of all scopes from before a moment.
pub(crate) fn forget(db: &Connection, before: Time) -> Result<()> {
    for sql in FORGET {
        db.prepare_cached(sql)?.execute([before.micros()])?;
    }
    Ok(())
}

const FORGET: [&str; 2] = [
    "DELETE FROM org_replays WHERE at < ?1",
    "DELETE FROM directory_replays WHERE at < ?1",
];
