//! Comments on tasks.

use tenantry::page::Keyset;
use tenantry::storage::{Key, Row, Scope, Seen, View};
use tenantry::tasks::TaskComment;
use tenantry::{CommentId, OrgId, Result, TaskId};

use crate::commit::Step;
use crate::engine::Engine;
use crate::row::{Fields, column, int};
use crate::schema::Schema;

/// A comment on a task.
pub(super) async fn find(
    engine: &Engine,
    view: &View,
    task: TaskId,
    id: CommentId,
) -> Result<Seen<Option<TaskComment>>> {
    let ask = || engine.view(view, FIND).bind(task.uuid()).bind(id.uuid());
    engine.seen_one(view, ask, comment).await
}

const FIND: &str = "
SELECT {seen}, c.org_id, c.task_id, c.comment_id, c.author_kind, c.author_id, c.text, c.version,
       c.created_at, c.updated_at
FROM tenantry.org_heads h
LEFT JOIN tenantry.task_comments c
    ON c.org_id = h.org_id AND c.task_id = $4 AND c.comment_id = $5
WHERE h.org_id = $1";

/// The comments on a task, by id.
pub(super) async fn list(
    engine: &Engine,
    view: &View,
    task: TaskId,
    keyset: Keyset,
) -> Result<Seen<Vec<TaskComment>>> {
    let ask = || {
        let ask = engine.page(view, LIST, keyset).bind(keyset.after);
        ask.bind(i64::from(keyset.limit)).bind(task.uuid())
    };
    engine.seen_many(view, ask, comment).await
}

const LIST: &str = "
SELECT {seen}, c.*
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT org_id, task_id, comment_id, author_kind, author_id, text, version, created_at,
           updated_at
    FROM tenantry.task_comments
    WHERE org_id = $1 AND task_id = $6 AND comment_id {>} $4
    ORDER BY comment_id {asc} LIMIT $5
) c ON true
WHERE h.org_id = $1
ORDER BY c.comment_id {asc}";

fn comment(fields: &mut Fields<'_>) -> Result<TaskComment> {
    Ok(TaskComment {
        org: fields.id(OrgId::from_uuid)?,
        task: fields.id(TaskId::from_uuid)?,
        id: fields.id(CommentId::from_uuid)?,
        author: fields.actor()?,
        text: fields.next()?,
        version: fields.count()?,
        created_at: fields.time()?,
        updated_at: fields.time()?,
    })
}

/// Writes comments as they end.
pub(crate) fn put(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let rows = Step::rows(rows, |row| match row {
        Row::TaskComment(row) => Some(row),
        _ => None,
    })?;
    let ask = schema
        .ask(PUT)
        .bind(column(&rows, |row| row.org.uuid()))
        .bind(column(&rows, |row| row.task.uuid()))
        .bind(column(&rows, |row| row.id.uuid()))
        .bind(column(&rows, |row| row.author.kind()))
        .bind(column(&rows, |row| row.author.uuid()))
        .bind(column(&rows, |row| row.text.as_str()))
        .bind(column(&rows, |row| int(row.version)))
        .bind(column(&rows, |row| row.created_at.micros()))
        .bind(column(&rows, |row| row.updated_at.micros()));
    Some(Step::new("task_comments.put", ask))
}

const PUT: &str = "
INSERT INTO tenantry.task_comments (org_id, task_id, comment_id, author_kind, author_id, text,
                                    version, created_at, updated_at)
SELECT * FROM UNNEST($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::text[],
                     $7::bigint[], $8::bigint[], $9::bigint[])
ON CONFLICT (org_id, task_id, comment_id) DO UPDATE SET
    author_kind = EXCLUDED.author_kind, author_id = EXCLUDED.author_id, text = EXCLUDED.text,
    version = EXCLUDED.version, created_at = EXCLUDED.created_at,
    updated_at = EXCLUDED.updated_at";

/// Removes comments.
pub(crate) fn remove(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (orgs, named) = Step::keys(gone, |key| match key {
        Key::TaskComment(task, comment) => Some((task.uuid(), comment.uuid())),
        _ => None,
    })?;
    let (tasks, comments): (Vec<_>, Vec<_>) = named.into_iter().unzip();
    let ask = schema.ask(REMOVE).bind(orgs).bind(tasks).bind(comments);
    Some(Step::new("task_comments.remove", ask))
}

const REMOVE: &str = "
DELETE FROM tenantry.task_comments t
USING UNNEST($1::uuid[], $2::uuid[], $3::uuid[]) AS k(org_id, task_id, comment_id)
WHERE t.org_id = k.org_id AND t.task_id = k.task_id AND t.comment_id = k.comment_id";
