//! How tasks are commented on.

use super::{Known, about};
use crate::access::Permission;
use crate::call::{Decision, Outcome, Told, check_version};
use crate::storage::{Counter, Expect, Key, Row};
use crate::tasks::{CreateTaskComment, DeleteTaskComment, TaskComment, UpdateTaskComment};
use crate::{CommentId, Error, ErrorKind, Result, Time, text};

/// The most comments on one task.
pub const COMMENTS_MAX: i64 = 10_000;

pub(crate) fn create(
    now: &Decision<'_>,
    known: &Known,
    input: &CreateTaskComment,
) -> Result<Outcome<TaskComment>> {
    now.require_on(Permission::TASKS_COMMENT, &known.standing)?;
    let task = &known.task;
    let comment = TaskComment {
        org: task.org,
        task: task.id,
        id: CommentId::from_uuid(now.id()),
        author: now.identity.actor,
        text: said(&input.text)?,
        version: 1,
        created_at: Time::OF_COMMIT,
        updated_at: Time::OF_COMMIT,
    };
    Ok(as_read(known)
        .answering(comment.clone())
        .insert(Row::TaskComment(comment.clone()))
        .count_up(Counter::Comments(task.id), COMMENTS_MAX)
        .tell(now, told(known, comment.id)))
}

/// Whoever said it says something else, as long as they may comment.
pub(crate) fn update(
    now: &Decision<'_>,
    known: &Known,
    comment: &TaskComment,
    input: &UpdateTaskComment,
) -> Result<Outcome<TaskComment>> {
    now.require_on(Permission::TASKS_COMMENT, &known.standing)?;
    if comment.author != now.identity.actor {
        let why = "only who wrote a comment changes it; write another";
        return Err(Error::new(ErrorKind::Denied, "not_the_author", why));
    }
    check_version(input.if_version, comment.version)?;
    let to = TaskComment {
        text: said(&input.text)?,
        version: comment.version + 1,
        updated_at: Time::OF_COMMIT,
        ..comment.clone()
    };
    Ok(as_read(known)
        .answering(to.clone())
        .update(Row::TaskComment(comment.clone()), Row::TaskComment(to))
        .tell(now, told(known, comment.id).with("edited", true)))
}

/// Whoever said it takes it back; so does who may delete the task.
pub(crate) fn delete(
    now: &Decision<'_>,
    known: &Known,
    comment: &TaskComment,
    input: &DeleteTaskComment,
) -> Result<Outcome<()>> {
    let takes = match comment.author == now.identity.actor {
        true => Permission::TASKS_COMMENT,
        false => Permission::TASKS_DELETE,
    };
    now.require_on(takes, &known.standing)?;
    check_version(input.if_version, comment.version)?;
    Ok(as_read(known)
        .delete(Row::TaskComment(comment.clone()))
        .count_down(Counter::Comments(known.task.id), 0)
        .tell(now, told(known, comment.id).with("deleted", true)))
}

/// While the task is as it was read: whose it is and where decides who may comment on it.
fn as_read(known: &Known) -> Outcome<()> {
    let task = &known.task;
    let version = Expect::Version(Key::Task(task.id), task.version);
    Outcome::new((), task.org).expect(version)
}

/// The entry of the task: what was said stays with the comment.
fn told(known: &Known, comment: CommentId) -> Told {
    about(&known.task, Vec::new()).with("comment", comment.to_string())
}

fn said(text: &str) -> Result<String> {
    let said = text::prose("text", text.trim())?;
    match said.is_empty() {
        true => Err(Error::invalid("text", "must not be empty")),
        false => Ok(said),
    }
}
