//! How tasks are deleted, and restored.

use super::places::Branch;
use super::tasks::{changed, put};
use super::{Known, about};
use crate::access::Permission;
use crate::call::{Decision, Outcome, check_version};
use crate::storage::{Counter, Expect, Key};
use crate::tasks::{DeleteTask, RestoreTask, Task};
use crate::{Error, ProjectId, Result, TaskId, Time};

/// Deletes a task that no other is part of. It is kept, and can be restored.
pub(crate) fn delete(
    now: &Decision<'_>,
    known: &Known,
    subtasks: u32,
    input: &DeleteTask,
) -> Result<Outcome<()>> {
    let task = &known.task;
    now.require_on(Permission::TASKS_DELETE, &known.standing)?;
    check_version(input.if_version, task.version)?;
    if subtasks > 0 {
        let why = "other tasks are part of it; delete or move them first";
        return Err(Error::conflict("has_subtasks", why).with("subtasks", subtasks));
    }
    let to = Task {
        deleted_at: Some(Time::OF_COMMIT),
        ..changed(task)
    };
    let outcome = Outcome::new((), to.org).expect(without_subtasks(task.id));
    let outcome = match task.parent {
        Some(parent) => outcome.count_down(Counter::Subtasks(parent), 0),
        None => outcome,
    };
    let told = about(&to, known.standing.holders(now.at))
        .with("title", task.title.as_str())
        .with("deleted", true);
    Ok(put(now, outcome, known, to, told).answering(()))
}

/// Nothing has become part of it meanwhile.
fn without_subtasks(task: TaskId) -> Expect {
    Expect::Counted(Counter::Subtasks(task), 0)
}

/// What a task that is restored stands in again.
pub(crate) struct Around {
    pub(crate) parent: Option<Branch>,
    /// None if it was deleted since.
    pub(crate) project: Option<ProjectId>,
}

/// Restores a task where it was.
pub(crate) fn restore(
    now: &Decision<'_>,
    known: &Known,
    around: &Around,
    input: &RestoreTask,
) -> Result<Outcome<Task>> {
    let task = &known.task;
    now.require_on(Permission::TASKS_DELETE, &known.standing)?;
    check_version(input.if_version, task.version)?;
    if task.deleted_at.is_none() {
        return Err(Error::conflict("not_deleted", "this task is not deleted"));
    }
    let to = Task {
        project: around.project,
        deleted_at: None,
        ..changed(task)
    };
    let mut outcome = Outcome::new((), to.org);
    if let Some(parent) = &around.parent {
        if parent.known.task.deleted_at.is_some() {
            let why = "the task that it is part of is deleted; restore that first";
            return Err(Error::conflict("parent_deleted", why)
                .with("parent", parent.known.task.id.to_string()));
        }
        outcome = parent.take_back(outcome)?;
    }
    if let Some(project) = around.project {
        outcome = outcome.while_present(Key::Project(project));
    }
    let told = about(&to, Vec::new())
        .with("title", task.title.as_str())
        .with("restored", true);
    Ok(put(now, outcome, known, to, told))
}
