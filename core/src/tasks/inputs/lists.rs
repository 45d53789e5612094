//! What lists and statistics of tasks take.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::{Holder, Principal};
use crate::tasks::Category;
use crate::{Day, LabelId, PageInput, ProjectId, StatusId, TaskId, TeamId, Time};

/// What comes first in a list of tasks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TaskSort {
    /// What was created last.
    #[default]
    Newest,
    /// What was created first.
    Oldest,
    /// What was changed last.
    Updated,
    /// What is due first; what is never due comes last.
    Due,
    /// What is most urgent.
    Priority,
    /// What stands first by hand.
    Position,
}

impl TaskSort {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Newest,
        Self::Oldest,
        Self::Updated,
        Self::Due,
        Self::Priority,
        Self::Position,
    ];
}

/// Which tasks to list, of those that the caller sees: those of which all of this holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListTasks {
    /// Only those of this status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<StatusId>,
    /// Only those of a status of this category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// Only those that are pending, or only those that are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pending: Option<bool>,
    /// Only those that are assigned to exactly this person, service account or team.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignee: Option<Holder>,
    /// Only those that this principal owns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<Principal>,
    /// Only those of this team itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// Only those of this project.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectId>,
    /// Only those that are part of this task themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<TaskId>,
    /// Only those with this label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<LabelId>,
    /// Only those that are due at this moment or later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_from: Option<Time>,
    /// Only those that are due before this moment. One that is due on a day is due at its last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_before: Option<Time>,
    /// Only those that are shared with the caller, as themself or by a team, role or the
    /// organisation.
    pub shared_with_me: bool,
    /// Only those with words that begin with all of these: 1 to 16, in title or description.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 500))]
    pub text: Option<String>,
    /// Those that were deleted and that the caller may restore, instead of those that are there.
    pub deleted: bool,
    /// What comes first.
    pub sort: TaskSort,
    /// Which part of the list.
    pub page: PageInput,
}

/// Whose tasks are counted: the caller's own if nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TaskStatisticsInput {
    /// Those of this team and of all below it. Takes `tasks.read` there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// Those of the whole organisation. Takes `tasks.all`.
    pub org: bool,
    /// The first day that is told by itself; 29 days before the last one if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_day: Option<Day>,
    /// The last day that is told by itself: at most 366 of them; today in UTC if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_day: Option<Day>,
}

impl TaskStatisticsInput {
    /// Of the whole organisation.
    #[must_use]
    pub fn of_org() -> Self {
        Self {
            org: true,
            ..Self::default()
        }
    }
}
