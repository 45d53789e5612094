//! How far tasks are: one function says when a task is completed, and what comes after it.

use super::tasks::{changed, made, put, with_status};
use super::{Known, about};
use crate::access::Permission;
use crate::call::{Decision, Outcome, check_version};
use crate::tasks::{Category, Position, Status, Task, TransitionTask, TransitionedTask};
use crate::{Day, Result, TaskId, Time};

/// Gives a task a status. One that comes again and is done is made anew in the same commit.
pub(crate) fn transition(
    now: &Decision<'_>,
    known: &Known,
    status: &Status,
    input: &TransitionTask,
) -> Result<Outcome<TransitionedTask>> {
    let task = &known.task;
    now.require_on(Permission::TASKS_UPDATE, &known.standing)?;
    check_version(input.if_version, task.version)?;
    let mut to = into(changed(task), status);
    let is_done_now = status.category == Category::Done && task.category != Category::Done;
    let next = match is_done_now {
        true => next(now, task),
        false => None,
    };
    if next.is_some() {
        // It is the next one that comes again.
        to.repeat = None;
    }
    let told = about(&to, known.lost())
        .changed("status", task.status.to_string(), to.status.to_string())
        .changed("category", task.category.name(), to.category.name());
    let outcome = with_status(Outcome::new((), to.org), status)?;
    let outcome = put(now, outcome, known, to.clone(), told);
    let outcome = match next.clone() {
        Some(next) => made(now, outcome.answering(()), next).answering(()),
        None => outcome.answering(()),
    };
    Ok(outcome.answering(TransitionedTask { task: to, next }))
}

/// The one place that says when a task was completed.
fn into(task: Task, status: &Status) -> Task {
    let completed_at = match (task.category.is_pending(), status.category.is_pending()) {
        (_, true) => None,
        (true, false) => Some(Time::OF_COMMIT),
        (false, false) => task.completed_at,
    };
    Task {
        status: status.id,
        category: status.category,
        completed_at,
        ..task
    }
}

/// The next occurrence of a task that is done: due after this one, and not in the past. It is
/// shared with nobody.
fn next(now: &Decision<'_>, task: &Task) -> Option<Task> {
    let repeat = task.repeat?;
    let due = task.due_on.or(task.due_at.map(Day::of))?;
    let next = repeat.next_after(due.max(Day::of(now.at)))?;
    let later = i64::from(next.days() - due.days()) * 86_400;
    let id = TaskId::from_uuid(now.id());
    let (status, category) = (Category::Todo.built_in_status(), Category::Todo);
    Some(Task {
        id,
        status,
        category,
        due_on: task.due_on.map(|_| next),
        due_at: task.due_at.map(|at| at.plus_secs(later)),
        position: Position::of_new(id),
        completed_at: None,
        shared_until: None,
        version: 1,
        created_at: Time::OF_COMMIT,
        updated_at: Time::OF_COMMIT,
        ..task.clone()
    })
}
