//! Where tasks are: in a team, under another task, before and behind others.

use super::tasks::{changed, put};
use super::{Known, about};
use crate::access::{Permission, Place};
use crate::call::{Decision, Outcome, check_version, text_or_null};
use crate::storage::{Counter, Expect, Key, TaskPart};
use crate::tasks::{MoveTask, Position, Task};
use crate::{Error, ErrorKind, Result, TaskId};

/// The most tasks that stand one under the other.
pub const DEPTH_MAX: usize = 8;
/// The most tasks that are part of one themselves.
pub const SUBTASKS_MAX: i64 = 1_000;
/// The most tasks that are moved under another with the one that they are part of.
pub const PARTS_MAX: u32 = 1_000;

/// A task that others are to be part of, with those that it is part of itself.
pub(crate) struct Branch {
    pub(crate) known: Known,
    /// The nearest first.
    pub(crate) above: Vec<Task>,
}

impl Branch {
    /// How many tasks stand one under the other, with this one.
    fn depth(&self) -> usize {
        self.above.len() + 1
    }

    /// Another task becomes part of it, which takes what changing it does.
    pub(super) fn take_in<T>(&self, now: &Decision<'_>, outcome: Outcome<T>) -> Result<Outcome<T>> {
        now.require_on(Permission::TASKS_UPDATE, &self.known.standing)?;
        self.take_back(outcome)
    }

    /// Another task is part of it again, while it is where it was read.
    pub(super) fn take_back<T>(&self, outcome: Outcome<T>) -> Result<Outcome<T>> {
        let parent = &self.known.task;
        if self.depth() >= DEPTH_MAX {
            return Err(too_deep());
        }
        // Whoever moves one of them elsewhere changes its version.
        let path = self.above.iter().chain([parent]);
        let outcome = path.fold(outcome, |outcome, task| {
            outcome.expect(Expect::Version(Key::Task(task.id), task.version))
        });
        Ok(outcome.count_up(Counter::Subtasks(parent.id), SUBTASKS_MAX))
    }
}

/// Where a task is to be.
pub(crate) struct Target {
    /// Its team with those above, if it has one.
    pub(crate) place: Place,
    /// The task that it is to be part of, if it is another than before.
    pub(crate) parent: Option<Branch>,
    /// The task with all that are part of it, if it is to be part of another than before.
    pub(crate) parts: Vec<TaskPart>,
    /// Where it stands among the others.
    pub(crate) beside: Beside,
}

/// Where a task is to stand among the others.
pub(crate) enum Beside {
    /// Where it does.
    Same,
    /// Between these, or before the second, where there is nothing before that.
    Between(Option<Position>, Position),
    /// Behind this, which is the last.
    Last(Position),
}

impl Beside {
    /// What is last stands where a task would that is made now: those made later come behind it.
    fn position(&self, now: &Decision<'_>, from: &Task) -> Result<Position> {
        match self {
            Self::Same => Ok(from.position.clone()),
            Self::Between(low, high) => Position::between(low.as_ref(), Some(high)),
            Self::Last(low) => {
                let last = Position::of_new(TaskId::from_uuid(now.id()));
                match last > *low {
                    true => Ok(last),
                    false => Position::between(Some(low), None),
                }
            }
        }
    }
}

pub(crate) fn relocate(
    now: &Decision<'_>,
    known: &Known,
    target: &Target,
    input: &MoveTask,
) -> Result<Outcome<Task>> {
    let (task, standing) = (&known.task, &known.standing);
    now.require_on(Permission::TASKS_UPDATE, standing)?;
    check_version(input.if_version, task.version)?;
    let mut to = changed(task);
    input.team.apply(&mut to.team);
    input.parent.apply(&mut to.parent);
    to.position = target.beside.position(now, task)?;
    let mut outcome = Outcome::new((), to.org);
    if to.team != task.team {
        // Whoever takes it from where it is could delete it there, and creates it where it goes.
        now.require_on(Permission::TASKS_DELETE, standing)?;
        now.require(Permission::TASKS_CREATE, &target.place)?;
        outcome = outcome.while_in(to.team);
    }
    if to.parent != task.parent {
        outcome = under(now, outcome, known, target)?;
    }
    let told = about(&to, known.standing.holders(now.at))
        .changed("team", text_or_null(task.team), text_or_null(to.team))
        .changed("parent", text_or_null(task.parent), text_or_null(to.parent))
        .with("reordered", to.position != task.position);
    Ok(put(now, outcome, known, to, told))
}

/// Takes a task from under one and puts it under another, with all that are part of it.
fn under<T>(
    now: &Decision<'_>,
    outcome: Outcome<T>,
    known: &Known,
    target: &Target,
) -> Result<Outcome<T>> {
    let parts = &target.parts;
    if parts.len() > PARTS_MAX as usize {
        let why = format!("more than {PARTS_MAX} tasks are part of it; move some of them first");
        return Err(Error::new(ErrorKind::LimitReached, "limit_reached", why)
            .with("limit", "parts")
            .with("max", PARTS_MAX));
    }
    // Nothing becomes part of what moves meanwhile: it would be deeper than it was counted.
    let outcome = parts.iter().fold(outcome, |outcome, part| {
        outcome.expect(Expect::Counted(Counter::Subtasks(part.task), part.subtasks))
    });
    let outcome = match known.task.parent {
        Some(parent) => outcome.count_down(Counter::Subtasks(parent), 0),
        None => outcome,
    };
    let Some(parent) = &target.parent else {
        return Ok(outcome);
    };
    let is_within = |task: &Task| task.id == known.task.id;
    if is_within(&parent.known.task) || parent.above.iter().any(is_within) {
        let why = "a task cannot be part of itself, or of what is part of it";
        return Err(Error::conflict("task_cycle", why));
    }
    let height = parts.iter().map(|part| part.depth as usize + 1).max();
    if parent.depth() + height.unwrap_or(1) > DEPTH_MAX {
        return Err(too_deep());
    }
    parent.take_in(now, outcome)
}

fn too_deep() -> Error {
    let why = format!("at most {DEPTH_MAX} tasks stand one under the other; choose another parent");
    Error::conflict("too_deep", why).with("max", DEPTH_MAX)
}
