//! How far tasks are: one function says when a task is completed, and what comes after it.

use super::places::SUBTASKS_MAX;
use super::tasks::{changed, into_project, made, put};
use super::{Known, about};
use crate::access::Permission;
use crate::call::{Decision, Outcome, check_version};
use crate::projects::{Project, ProjectStatus};
use crate::storage::{Counter, Expect, Key};
use crate::tasks::{Assignee, Category, Position, Status, Task, TransitionTask, TransitionedTask};
use crate::{Day, Error, Result, StatusId, TaskId, TeamId, Time};

/// What is asked of a status that a task is given. Of a built-in one all is known without a look
/// at the store.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) status: StatusId,
    pub(crate) category: Category,
    is_archived: bool,
    /// That of the organisation's own; a built-in one never changes.
    version: Option<u64>,
}

impl Step {
    pub(crate) fn built_in(category: Category) -> Self {
        Self {
            status: category.built_in_status(),
            category,
            is_archived: false,
            version: None,
        }
    }

    /// One of the organisation's own.
    pub(crate) fn own(status: &Status) -> Self {
        Self {
            status: status.id,
            category: status.category,
            is_archived: status.archived,
            version: Some(status.version),
        }
    }

    /// While the status is as it was read. An archived one is taken no more.
    pub(super) fn taken<T>(&self, outcome: Outcome<T>) -> Result<Outcome<T>> {
        if self.is_archived {
            let why = "this status is archived; choose another";
            let error = Error::conflict("status_archived", why);
            return Err(error.with("status", self.status.to_string()));
        }
        Ok(match self.version {
            None => outcome,
            Some(version) => outcome.expect(Expect::Version(Key::Status(self.status), version)),
        })
    }
}

/// What a task that comes again has of its surroundings still: the next one stands in that.
#[derive(Debug, Default)]
pub(crate) struct Left {
    pub(crate) team: Option<TeamId>,
    pub(crate) project: Option<Project>,
    pub(crate) assignees: Vec<Assignee>,
}

/// Gives a task a status. One that comes again and is done is made anew in the same commit.
pub(crate) fn transition(
    now: &Decision<'_>,
    known: &Known,
    step: &Step,
    left: &Left,
    input: &TransitionTask,
) -> Result<Outcome<TransitionedTask>> {
    let task = &known.task;
    now.require_on(Permission::TASKS_UPDATE, &known.standing)?;
    check_version(input.if_version, task.version)?;
    let mut to = into(changed(task), step);
    let is_done_now = step.category == Category::Done && task.category != Category::Done;
    let next = match is_done_now {
        true => next(now, task, left),
        false => None,
    };
    if next.is_some() {
        // It is the next one that comes again.
        to.repeat = None;
    }
    let told = about(&to, known.standing.holders(now.at))
        .changed("status", task.status.to_string(), to.status.to_string())
        .changed("category", task.category.name(), to.category.name());
    let outcome = step.taken(Outcome::new((), to.org))?;
    let outcome = put(now, outcome, known, to.clone(), told);
    let outcome = match next.clone() {
        Some(next) => follow(now, outcome.answering(()), left, next)?,
        None => outcome.answering(()),
    };
    Ok(outcome.answering(TransitionedTask { task: to, next }))
}

/// Makes the next occurrence, which is as deep as the one before: its parent is there as long as
/// that one is part of it.
fn follow(
    now: &Decision<'_>,
    outcome: Outcome<()>,
    left: &Left,
    next: Task,
) -> Result<Outcome<()>> {
    let outcome = match next.parent {
        Some(parent) => outcome.count_up(Counter::Subtasks(parent), SUBTASKS_MAX),
        None => outcome,
    };
    let project = left.project.as_ref().filter(|_| next.project.is_some());
    let outcome = into_project(outcome, project)?;
    Ok(made(now, outcome, next).answering(()))
}

/// The one place that says when a task was completed.
fn into(task: Task, step: &Step) -> Task {
    let completed_at = match (task.category.is_pending(), step.category.is_pending()) {
        (_, true) => None,
        (true, false) => Some(Time::OF_COMMIT),
        (false, false) => task.completed_at,
    };
    Task {
        status: step.status,
        category: step.category,
        completed_at,
        ..task
    }
}

/// The next occurrence of a task that is done: due after this one, and not in the past. It is
/// shared with nobody, and put into no project that takes nothing any more.
fn next(now: &Decision<'_>, task: &Task, left: &Left) -> Option<Task> {
    let repeat = task.repeat?;
    let due = task.due_on.or(task.due_at.map(Day::of))?;
    let next = repeat.next_after(due.max(Day::of(now.at)))?;
    let later = i64::from(next.days() - due.days()) * 86_400;
    let id = TaskId::from_uuid(now.id());
    let project = left.project.as_ref();
    let project = project.filter(|project| project.status != ProjectStatus::Archived);
    let (status, category) = (Category::Todo.built_in_status(), Category::Todo);
    Some(Task {
        id,
        team: left.team,
        project: project.map(|project| project.id),
        assignees: left.assignees.clone(),
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
