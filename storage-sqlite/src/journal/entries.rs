//! Entries: one table is the audit trail, the activity list and the live feed.

use rusqlite::{Connection, Result, params};
use tenantry::journal::{EntrySubject, StoredEntry};
use tenantry::storage::{Landed, Scope};
use tenantry::{CommitId, UserId};
use uuid::Uuid;

use crate::query::{Columns, PerScope, many, one, position};
use crate::transaction::Statements;

/// The entries after a sequence, in order.
pub(crate) fn list(
    db: &Connection,
    scope: Scope,
    after: u64,
    limit: u32,
) -> Result<Vec<StoredEntry>> {
    let params = params![scope.uuid(), position(after), limit];
    many(db, LIST.of(scope), params, |row| entry(scope, row))
}

const LIST: PerScope = PerScope {
    org: "
    SELECT seq, at, commit_id, actor_kind, actor_id, on_behalf_of, reason, operation, noun,
           subject_id, body, audience, effect, hash
    FROM org_journal WHERE org_id = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3",
    directory: "
    SELECT seq, at, commit_id, actor_kind, actor_id, on_behalf_of, reason, operation, noun,
           subject_id, body, audience, effect, hash
    FROM directory_journal WHERE directory_id = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3",
};

/// The entries about one thing before a sequence, newest first.
pub(crate) fn about(
    db: &Connection,
    scope: Scope,
    subject: Uuid,
    before: u64,
    limit: u32,
) -> Result<Vec<StoredEntry>> {
    let params = params![scope.uuid(), subject, position(before), limit];
    many(db, ABOUT.of(scope), params, |row| entry(scope, row))
}

const ABOUT: PerScope = PerScope {
    org: "
    SELECT seq, at, commit_id, actor_kind, actor_id, on_behalf_of, reason, operation, noun,
           subject_id, body, audience, effect, hash
    FROM org_journal WHERE org_id = ?1 AND subject_id = ?2 AND seq < ?3
    ORDER BY seq DESC LIMIT ?4",
    directory: "
    SELECT seq, at, commit_id, actor_kind, actor_id, on_behalf_of, reason, operation, noun,
           subject_id, body, audience, effect, hash
    FROM directory_journal WHERE directory_id = ?1 AND subject_id = ?2 AND seq < ?3
    ORDER BY seq DESC LIMIT ?4",
};

/// Where a commit landed. It is asked soon after, so the newest entries come first.
pub(crate) fn landed(
    db: &Connection,
    scope: Scope,
    commit: CommitId,
    after: u64,
) -> Result<Option<Landed>> {
    let params = params![scope.uuid(), position(after), commit.uuid()];
    one(db, LANDED.of(scope), params, |row| {
        Ok(Landed {
            seq: row.take()?,
            at: row.take()?,
        })
    })
}

const LANDED: PerScope = PerScope {
    org: "
    SELECT seq, at FROM org_journal WHERE org_id = ?1 AND seq > ?2 AND commit_id = ?3
    ORDER BY seq DESC LIMIT 1",
    directory: "
    SELECT seq, at FROM directory_journal WHERE directory_id = ?1 AND seq > ?2 AND commit_id = ?3
    ORDER BY seq DESC LIMIT 1",
};

fn entry(scope: Scope, row: &mut Columns) -> Result<StoredEntry> {
    Ok(StoredEntry {
        scope,
        seq: row.take()?,
        at: row.take()?,
        commit: row.take()?,
        actor: row.actor()?,
        on_behalf_of: row.take()?,
        reason: row.take()?,
        operation: row.take()?,
        subject: EntrySubject {
            noun: row.take()?,
            id: row.take()?,
        },
        body: row.take()?,
        audience: row.take()?,
        effect: row.take()?,
        hash: row.take()?,
    })
}

/// Appends an entry.
pub(crate) fn append(tx: Statements, entry: &StoredEntry) -> Result<usize> {
    tx.run(
        "journal.append",
        APPEND.of(entry.scope),
        params![
            entry.scope.uuid(),
            entry.seq.cast_signed(),
            entry.at.micros(),
            entry.commit.uuid(),
            entry.actor.kind(),
            entry.actor.uuid(),
            entry.on_behalf_of.map(UserId::uuid),
            entry.reason,
            entry.operation,
            entry.subject.noun,
            entry.subject.id,
            entry.body,
            entry.audience,
            entry.effect.name(),
            entry.hash,
        ],
    )
}

const APPEND: PerScope = PerScope {
    org: "
    INSERT INTO org_journal (org_id, seq, at, commit_id, actor_kind, actor_id, on_behalf_of,
                             reason, operation, noun, subject_id, body, audience, effect, hash)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    directory: "
    INSERT INTO directory_journal (directory_id, seq, at, commit_id, actor_kind, actor_id,
                                   on_behalf_of, reason, operation, noun, subject_id, body,
                                   audience, effect, hash)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
};

/// Removes the entries up to and with a sequence.
pub(crate) fn prune(tx: Statements, scope: Scope, through: u64) -> Result<usize> {
    let params = params![scope.uuid(), through.cast_signed()];
    tx.run("journal.prune", PRUNE.of(scope), params)
}

const PRUNE: PerScope = PerScope {
    org: "DELETE FROM org_journal WHERE org_id = ?1 AND seq <= ?2",
    directory: "DELETE FROM directory_journal WHERE directory_id = ?1 AND seq <= ?2",
};
