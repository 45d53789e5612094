//! What the operations on one task take.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::{Holder, Principal};
use crate::tasks::{Priority, Repeat, TaskLink};
use crate::{Day, LabelId, Patch, ProjectId, StatusId, TaskId, TeamId, Time};

/// A new task.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateTask {
    /// What is to be done: at most 120 characters.
    #[schemars(length(min = 1, max = 120))]
    pub title: String,
    /// What there is to know about it: at most 4,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 4000))]
    pub description: Option<String>,
    /// The team that it belongs to. If absent it is that of the parent, and without one the
    /// task is the owner's alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// The project that it is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectId>,
    /// The task that it is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<TaskId>,
    /// Who answers for it; the caller if absent. The system must name somebody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Principal>,
    /// How far it is; `Todo` if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<StatusId>,
    /// How urgent it is.
    #[serde(default)]
    pub priority: Priority,
    /// The day that it is to be done on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Day>,
    /// The moment that it is to be done by, instead of a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Time>,
    /// How it comes again once it is done; takes a day or a moment that it is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<Repeat>,
    /// Whom it is assigned to: people, service accounts and teams, at most 32.
    #[serde(default)]
    #[schemars(length(max = 32))]
    pub assignees: Vec<Holder>,
    /// Its labels, at most 20.
    #[serde(default)]
    #[schemars(length(max = 20))]
    pub labels: Vec<LabelId>,
    /// Where more about it is found: at most 20.
    #[serde(default)]
    #[schemars(length(max = 20))]
    pub links: Vec<TaskLink>,
}

impl CreateTask {
    /// A task with this title, of the caller's alone.
    #[must_use]
    pub fn titled(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            ..Self::default()
        }
    }
}

/// Names a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetTask {
    /// The task.
    pub task: TaskId,
}

/// Changes of a task. How far it is changes with `tasks.transition`, where it is with
/// `tasks.move`, whom it is assigned to with `tasks.assign`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateTask {
    /// The task.
    pub task: TaskId,
    /// The version that the change was made on; refused with `version_moved` if it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_version: Option<u64>,
    /// What is to be done: at most 120 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 120))]
    pub title: Option<String>,
    /// What there is to know about it: at most 4,000 characters.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[schemars(length(max = 4000))]
    pub description: Patch<String>,
    /// Who answers for it. Takes what deleting it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Principal>,
    /// The project that it is part of.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub project: Patch<ProjectId>,
    /// How urgent it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    /// The day that it is to be done on; takes the place of a moment.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub due_on: Patch<Day>,
    /// The moment that it is to be done by; takes the place of a day.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub due_at: Patch<Time>,
    /// How it comes again once it is done.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub repeat: Patch<Repeat>,
    /// All of its labels, at most 20.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 20))]
    pub labels: Option<Vec<LabelId>>,
    /// All places where more about it is found: at most 20.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 20))]
    pub links: Option<Vec<TaskLink>>,
}

impl UpdateTask {
    /// No changes yet, of this task.
    #[must_use]
    pub fn of(task: TaskId) -> Self {
        Self {
            task,
            if_version: None,
            title: None,
            description: Patch::Keep,
            owner: None,
            project: Patch::Keep,
            priority: None,
            due_on: Patch::Keep,
            due_at: Patch::Keep,
            repeat: Patch::Keep,
            labels: None,
            links: None,
        }
    }
}

/// How far a task is from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TransitionTask {
    /// The task.
    pub task: TaskId,
    /// The version that the change was made on; refused with `version_moved` if it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_version: Option<u64>,
    /// Its new status.
    pub status: StatusId,
}

impl TransitionTask {
    /// From whatever status it has to another.
    #[must_use]
    pub const fn new(task: TaskId, status: StatusId) -> Self {
        Self {
            task,
            if_version: None,
            status,
        }
    }
}

/// Where a task goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveTask {
    /// The task.
    pub task: TaskId,
    /// The version that the change was made on; refused with `version_moved` if it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_version: Option<u64>,
    /// The team that it belongs to from now on; null for none.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub team: Patch<TeamId>,
    /// The task that it is part of from now on; null for none. What is part of the task goes
    /// with it.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub parent: Patch<TaskId>,
    /// Right before this task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<TaskId>,
    /// Right behind this task, instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<TaskId>,
}

/// Whom a task is assigned to besides, and whom no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignTask {
    /// The task.
    pub task: TaskId,
    /// The version that the change was made on; refused with `version_moved` if it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_version: Option<u64>,
    /// To these: people, service accounts and teams. Who has it already stays where they are.
    #[serde(default)]
    #[schemars(length(max = 32))]
    pub add: Vec<Holder>,
    /// To these no more. Who does not have it is passed over.
    #[serde(default)]
    #[schemars(length(max = 32))]
    pub remove: Vec<Holder>,
}

/// Deletes a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeleteTask {
    /// The task.
    pub task: TaskId,
    /// The version to delete; refused with `version_moved` if it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_version: Option<u64>,
}

/// Restores a task that was deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RestoreTask {
    /// The task.
    pub task: TaskId,
    /// The version to restore; refused with `version_moved` if it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_version: Option<u64>,
}
