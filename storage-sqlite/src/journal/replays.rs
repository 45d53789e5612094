//! Remembered calls: what an idempotency key was answered with.

use rusqlite::{Connection, Result, params};
use tenantry::storage::{ReplayKey, Scope, StoredReplay};
use tenantry::{DirectoryId, OrgId, Time};
use uuid::Uuid;

use crate::query::{Columns, PerScope, many, one};
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

/// The name of a remembered call.
pub(crate) struct Named {
    scope: Scope,
    caller: Uuid,
    operation: String,
    key: String,
}

/// Names at most so many calls, of all scopes, that were remembered before a moment.
pub(crate) fn old(db: &Connection, before: Time, rows_max: u32) -> Result<Vec<Named>> {
    let mut old = old_of(db, OLD.org, before, rows_max, |id| {
        OrgId::from_uuid(id).into()
    })?;
    let left = rows_max.saturating_sub(u32::try_from(old.len()).unwrap_or(rows_max));
    old.extend(old_of(db, OLD.directory, before, left, |id| {
        DirectoryId::from_uuid(id).into()
    })?);
    Ok(old)
}

fn old_of(
    db: &Connection,
    sql: &'static str,
    before: Time,
    rows_max: u32,
    scope: fn(Uuid) -> Scope,
) -> Result<Vec<Named>> {
    many(db, sql, params![before.micros(), rows_max], |row| {
        Ok(Named {
            scope: scope(row.take()?),
            caller: row.take()?,
            operation: row.take()?,
            key: row.take()?,
        })
    })
}

const OLD: PerScope = PerScope {
    org: "
    SELECT org_id, caller_id, operation, key FROM org_replays WHERE at < ?1 LIMIT ?2",
    directory: "
    SELECT directory_id, caller_id, operation, key FROM directory_replays WHERE at < ?1 LIMIT ?2",
};

/// Forgets these calls, but for those that were remembered anew since they were named.
pub(crate) fn forget(db: &Connection, old: &[Named], before: Time) -> Result<u64> {
    let mut rows = 0;
    for named in old {
        let mut forget = db.prepare_cached(FORGET.of(named.scope))?;
        rows += forget.execute(params![
            named.scope.uuid(),
            named.caller,
            named.operation,
            named.key,
            before.micros(),
        ])?;
    }
    Ok(rows as u64)
}

const FORGET: PerScope = PerScope {
    org: "
    DELETE FROM org_replays
    WHERE org_id = ?1 AND caller_id = ?2 AND operation = ?3 AND key = ?4 AND at < ?5",
    directory: "
    DELETE FROM directory_replays
    WHERE directory_id = ?1 AND caller_id = ?2 AND operation = ?3 AND key = ?4 AND at < ?5",
};
