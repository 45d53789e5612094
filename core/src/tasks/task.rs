//! Tasks: what is to be done, by whom, until when.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Category, Position, Repeat};
use crate::access::{Holder, Level, Principal};
use crate::{Day, LabelId, OrgId, ProjectId, StatusId, TaskId, TeamId, Time};

/// How urgent a task is.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// Nobody has said.
    #[default]
    None,
    /// It can wait.
    Low,
    /// Like most.
    Medium,
    /// Before most.
    High,
    /// Now.
    Urgent,
}

impl Priority {
    /// Every priority, the least first.
    pub const ALL: [Priority; 5] = [
        Self::None,
        Self::Low,
        Self::Medium,
        Self::High,
        Self::Urgent,
    ];

    /// Its place among them, as stores keep it: the least is 0.
    #[must_use]
    pub const fn rank(self) -> u8 {
        self as u8
    }

    /// The priority of a stored place.
    #[must_use]
    pub fn from_rank(rank: i64) -> Option<Self> {
        usize::try_from(rank)
            .ok()
            .and_then(|rank| Self::ALL.get(rank).copied())
    }

    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Urgent => "urgent",
        }
    }
}

/// Somebody whom a task is assigned to: who see it and may change it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
pub struct Assignee {
    /// A person, a service account, or the members of a team.
    pub holder: Holder,
    /// Since when.
    pub assigned_at: Time,
}

impl Assignee {
    /// How much of a task those have whom it is assigned to.
    pub const LEVEL: Level = Level::Edit;
}

/// Where more about a task is found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TaskLink {
    /// An `https://` or `http://` address of at most 2,000 characters.
    #[schemars(length(min = 8, max = 2000))]
    pub url: String,
    /// What it is: at most 120 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 120))]
    pub title: Option<String>,
}

/// A task.
///
/// Without a team it is seen by its owner, by those it is assigned to and those it is shared
/// with; with one, by the roles in the team and in those above it too; all tasks, by who holds
/// `tasks.all`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Task {
    /// The organisation.
    pub org: OrgId,
    /// Its id.
    pub id: TaskId,
    /// What is to be done, in a line.
    pub title: String,
    /// What there is to know about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Who answers for it, and may do everything to it.
    pub owner: Principal,
    /// The team that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// The project that it is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectId>,
    /// The task that it is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<TaskId>,
    /// How far it is.
    pub status: StatusId,
    /// The category of its status, which is all that anything is decided by.
    pub category: Category,
    /// How urgent it is.
    pub priority: Priority,
    /// The day that it is to be done on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Day>,
    /// The moment that it is to be done by; a task has this or a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Time>,
    /// How it comes again once it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<Repeat>,
    /// Whom it is assigned to, the first first.
    pub assignees: Vec<Assignee>,
    /// Its labels, by id.
    pub labels: Vec<LabelId>,
    /// Where more about it is found.
    pub links: Vec<TaskLink>,
    /// Where it stands among the tasks of the organisation: sorts as text.
    pub position: Position,
    /// When it was last done or cancelled; absent while it is pending.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completed_at: Option<Time>,
    /// Until when it is shared with anybody at most: the end of the year 9999 if with no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared_until: Option<Time>,
    /// When it was deleted; it can be restored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted_at: Option<Time>,
    /// Counts the changes of this row.
    pub version: u64,
    /// When it was created.
    pub created_at: Time,
    /// When it was last changed.
    pub updated_at: Time,
}

impl Task {
    /// The last moment at which it is not overdue yet: that of its day, in UTC, or the one named.
    #[must_use]
    pub fn due(&self) -> Option<Time> {
        let of_day = self.due_on.map(Day::last_moment);
        self.due_at.or(of_day)
    }

    /// Whether it is to be done still.
    #[must_use]
    pub fn is_pending(&self) -> bool {
        self.category.is_pending()
    }

    /// What is searched in.
    #[must_use]
    pub fn text(&self) -> String {
        let description = self.description.as_deref().unwrap_or_default();
        format!("{}\n{description}", self.title)
    }
}

/// A task that was given a status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TransitionedTask {
    /// The task.
    pub task: Task,
    /// The next one, if it was done and comes again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Task>,
}

/// What whoever sees a task sees of those that it is part of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TaskStub {
    /// Its id.
    pub id: TaskId,
    /// What is to be done.
    pub title: String,
    /// The category of its status.
    pub category: Category,
}

/// A task, and what stands around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TaskDetails {
    /// The task.
    pub task: Task,
    /// The tasks that it is part of, the nearest first.
    pub ancestors: Vec<TaskStub>,
    /// How many tasks are part of it, seen or not.
    pub subtasks: u32,
}
