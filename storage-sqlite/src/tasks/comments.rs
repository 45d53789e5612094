//! Comments on tasks.

use rusqlite::{Connection, Result, params};
use tenantry::page::Keyset;
use tenantry::tasks::TaskComment;
use tenantry::{CommentId, OrgId, TaskId};
use uuid::Uuid;

use crate::query::{Columns, one, only, page};
use crate::transaction::{Put, Statements};

/// A comment on a task.
pub(crate) fn find(
    db: &Connection,
    org: OrgId,
    task: TaskId,
    id: CommentId,
) -> Result<Option<TaskComment>> {
    one(
        db,
        FIND,
        params![org.uuid(), task.uuid(), id.uuid()],
        comment,
    )
}

const FIND: &str = "
    SELECT org_id, task_id, comment_id, author_kind, author_id, text, version, created_at,
           updated_at
    FROM task_comments WHERE org_id = ?1 AND task_id = ?2 AND comment_id = ?3";

/// The comments on a task, by id.
pub(crate) fn list(
    db: &Connection,
    org: OrgId,
    task: TaskId,
    keyset: Keyset,
) -> Result<Vec<TaskComment>> {
    let params = params![org.uuid(), task.uuid(), keyset.after, keyset.limit];
    page(db, LIST, keyset, params, comment)
}

const LIST: &str = "
    SELECT org_id, task_id, comment_id, author_kind, author_id, text, version, created_at,
           updated_at
    FROM task_comments WHERE org_id = ?1 AND task_id = ?2 AND comment_id {>} ?3
    ORDER BY comment_id {asc} LIMIT ?4";

fn comment(row: &mut Columns) -> Result<TaskComment> {
    Ok(TaskComment {
        org: row.take()?,
        task: row.take()?,
        id: row.take()?,
        author: row.actor()?,
        text: row.take()?,
        version: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

/// The version of a comment, if there is one.
pub(crate) fn version(
    tx: Statements,
    org: Uuid,
    task: TaskId,
    id: CommentId,
) -> Result<Option<u64>> {
    let params = params![org, task.uuid(), id.uuid()];
    tx.one("task_comments.version", VERSION, params, only)
}

const VERSION: &str = "
    SELECT version FROM task_comments WHERE org_id = ?1 AND task_id = ?2 AND comment_id = ?3";

/// Writes a comment as it shall be.
pub(crate) fn put(tx: Statements, comment: &TaskComment) -> Result<usize> {
    tx.put(
        "task_comments.put",
        &PUT,
        comment.version,
        params![
            comment.org.uuid(),
            comment.task.uuid(),
            comment.id.uuid(),
            comment.author.kind(),
            comment.author.uuid(),
            comment.text,
            comment.version.cast_signed(),
            comment.created_at.micros(),
            comment.updated_at.micros(),
        ],
    )
}

const PUT: Put = Put {
    insert: "
    INSERT INTO task_comments (org_id, task_id, comment_id, author_kind, author_id, text, version,
                               created_at, updated_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
    ON CONFLICT (org_id, task_id, comment_id) DO NOTHING",
    update: "
    UPDATE task_comments
    SET author_kind = ?4, author_id = ?5, text = ?6, version = ?7, created_at = ?8, updated_at = ?9
    WHERE org_id = ?1 AND task_id = ?2 AND comment_id = ?3",
};

/// Removes a comment.
pub(crate) fn remove(tx: Statements, org: Uuid, task: TaskId, id: CommentId) -> Result<usize> {
    let params = params![org, task.uuid(), id.uuid()];
    tx.run("task_comments.remove", REMOVE, params)
}

const REMOVE: &str = "
    DELETE FROM task_comments WHERE org_id = ?1 AND task_id = ?2 AND comment_id = ?3";
