//! Tasks that are part of others.

use std::iter::successors;

use tenantry::TaskId;
use tenantry::storage::{Counter, TaskPart};
use tenantry::tasks::Task;

use super::super::disk::Shelf;
use super::{find, task};

/// The tasks that one is part of, the nearest first.
pub(super) fn path(shelf: &Shelf, id: TaskId) -> Vec<Task> {
    let above = |task: &&Task| task.parent.and_then(|parent| find(shelf, parent));
    let path = successors(find(shelf, id), above);
    path.skip(1).cloned().collect()
}

/// A task and those that are part of it, the nearest first.
pub(super) fn parts(shelf: &Shelf, id: TaskId, limit: u32) -> Vec<TaskPart> {
    let first = find(shelf, id).filter(|task| task.deleted_at.is_none());
    let mut level: Vec<TaskId> = first.into_iter().map(|task| task.id).collect();
    let mut parts = Vec::new();
    for depth in 0.. {
        if level.is_empty() {
            break;
        }
        parts.extend(level.iter().map(|task| TaskPart {
            task: *task,
            depth,
            subtasks: subtasks(shelf, *task),
        }));
        let below = shelf.all(task).filter(|task| {
            task.deleted_at.is_none() && task.parent.is_some_and(|parent| level.contains(&parent))
        });
        level = below.map(|task| task.id).collect();
    }
    parts.truncate(limit as usize);
    parts
}

fn subtasks(shelf: &Shelf, task: TaskId) -> i64 {
    let counted = shelf.counters.get(&Counter::Subtasks(task));
    counted.copied().unwrap_or_default()
}
