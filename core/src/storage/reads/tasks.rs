//! Reads of the room of tasks.

use async_trait::async_trait;

use super::{Seen, View};
use crate::access::{Holder, Principal, Visible};
use crate::page::Keyset;
use crate::tasks::{Category, Label, Position, Status, Task, TaskComment, TaskSort};
use crate::{CommentId, Day, LabelId, ProjectId, Result, StatusId, TaskId, TeamId, Time};

/// Which tasks are listed: those of which all of this holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TasksOf {
    /// Of this status.
    pub status: Option<StatusId>,
    /// Of this category.
    pub category: Option<Category>,
    /// Of a category that is pending, or of one that is not.
    pub pending: Option<bool>,
    /// Assigned to exactly this holder.
    pub assignee: Option<Holder>,
    /// Owned by this principal.
    pub owner: Option<Principal>,
    /// Of this team itself.
    pub team: Option<TeamId>,
    /// Of this project.
    pub project: Option<ProjectId>,
    /// TaskPart of this task itself.
    pub parent: Option<TaskId>,
    /// With this label.
    pub label: Option<LabelId>,
    /// Due at this moment or later.
    pub due_from: Option<Time>,
    /// Due before this moment.
    pub due_before: Option<Time>,
    /// Shared with one of the holders of [`Visible`], by a grant that it says reaches.
    pub shared: bool,
    /// With terms that begin with each of these; all of them if it is empty.
    pub terms: Vec<String>,
    /// Those that are deleted, instead of those that are not.
    pub deleted: bool,
}

/// What a task is to name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskNames {
    /// The team that it is in, and those that it is assigned to.
    pub teams: Vec<TeamId>,
    /// Who owns it, and who it is assigned to.
    pub principals: Vec<Principal>,
    /// What it is labelled with.
    pub labels: Vec<LabelId>,
}

/// A place in a list of tasks: the value that the list is sorted by, and the task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskMark {
    /// Of a list that is sorted by age.
    Age(TaskId),
    /// Of a list that is sorted by a time, in microseconds, or by a rank. What is never due stands
    /// at the largest number of all.
    Number(i64, TaskId),
    /// Of a list that is sorted by hand.
    Position(Position, TaskId),
}

/// Where a page of tasks begins, how they are sorted, and how many rows to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskKeyset {
    /// What comes first; of equals what is older, where the least comes first, or newer.
    pub sort: TaskSort,
    /// Rows come after this; absent for the first page.
    pub after: Option<TaskMark>,
    /// How many rows at most.
    pub limit: u32,
}

/// Whose tasks were counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountedOf {
    /// All of the organisation's.
    Org,
    /// Those of a team and of all teams below it.
    Subtree(TeamId),
    /// Those that somebody owns, or that are assigned to them by name.
    Principal(Principal),
}

/// Which counts are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountsOf {
    /// Whose.
    pub of: CountedOf,
    /// The present moment.
    pub now: Time,
    /// The first day that is told by itself.
    pub from: Day,
    /// The last day that is told by itself.
    pub to: Day,
}

/// What was counted of tasks that are not deleted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many have each status, by its id; those that none has may be left out.
    pub statuses: Vec<(StatusId, u64)>,
    /// How many are pending and were due before now.
    pub overdue: u64,
    /// How many are shared with anybody still.
    pub shared: u64,
    /// The days that something is counted on, by day.
    pub days: Vec<DayCounts>,
}

/// What is counted on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayCounts {
    /// The day.
    pub day: Day,
    /// How many tasks were created.
    pub created: u64,
    /// How many were done or cancelled.
    pub completed: u64,
    /// How many pending ones are due.
    pub due: u64,
}

/// A task that is part of another, or of one that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskPart {
    /// The task.
    pub task: TaskId,
    /// How far below: 0 for the other task itself.
    pub depth: u32,
    /// How many tasks are part of it itself.
    pub subtasks: i64,
}

/// Reads of the room of tasks.
///
/// - an organisation that there is not is `NotFound`
/// - a row of another organisation is not found
/// - a list returns at most as many rows as its keyset says, in its order: after its mark if it is
///   of tasks, by id if not
#[async_trait]
pub trait TaskReads: Send + Sync {
    /// A task, also one that is deleted.
    ///
    /// - returns it with those that it is assigned to and with its labels
    async fn task(&self, view: &View, id: TaskId) -> Result<Seen<Option<Task>>>;

    /// The tasks that a task is part of.
    ///
    /// - returns the nearest first, and not the task itself
    async fn task_path(&self, view: &View, id: TaskId) -> Result<Seen<Vec<Task>>>;

    /// A task and those that are part of it, however far below.
    ///
    /// - those that are deleted are left out
    /// - returns the task first, and at most `limit` of them, the nearest first
    async fn task_parts(&self, view: &View, id: TaskId, limit: u32) -> Result<Seen<Vec<TaskPart>>>;

    /// The next position that a task has behind one, or before it.
    ///
    /// - tasks that are deleted keep theirs
    async fn position_beside(
        &self,
        view: &View,
        position: &Position,
        behind: bool,
    ) -> Result<Seen<Option<Position>>>;

    /// The tasks that somebody may see.
    ///
    /// - returns exactly those that [`Visible`] says, and of them those that `of` does
    async fn tasks(
        &self,
        view: &View,
        visible: &Visible,
        of: &TasksOf,
        keyset: &TaskKeyset,
    ) -> Result<Seen<Vec<Task>>>;

    /// What is counted of tasks.
    ///
    /// - is what counting them one by one would come to, at any moment
    async fn task_counts(&self, view: &View, of: &CountsOf) -> Result<Seen<Counts>>;

    /// A status of the organisation's own.
    async fn status(&self, view: &View, id: StatusId) -> Result<Seen<Option<Status>>>;

    /// The statuses of the organisation's own.
    ///
    /// - with `archived`, only those that are, or only those that are not
    async fn statuses(
        &self,
        view: &View,
        archived: Option<bool>,
        keyset: Keyset,
    ) -> Result<Seen<Vec<Status>>>;

    /// A label.
    async fn label(&self, view: &View, id: LabelId) -> Result<Seen<Option<Label>>>;

    /// The labels of the organisation.
    ///
    /// - with `archived`, only those that are, or only those that are not
    async fn labels(
        &self,
        view: &View,
        archived: Option<bool>,
        keyset: Keyset,
    ) -> Result<Seen<Vec<Label>>>;

    /// Whether a task may name all of these.
    ///
    /// - it may if each is there, principals as members, and no label is archived
    async fn task_may_name(&self, view: &View, names: &TaskNames) -> Result<Seen<bool>>;

    /// Whether any task has a status, also one that is deleted.
    async fn status_is_used(&self, view: &View, id: StatusId) -> Result<Seen<bool>>;

    /// How many tasks have a label, also those that are deleted; not more than `max` are counted.
    async fn label_uses(&self, view: &View, id: LabelId, max: u32) -> Result<Seen<u32>>;

    /// A comment on a task.
    async fn task_comment(
        &self,
        view: &View,
        task: TaskId,
        id: CommentId,
    ) -> Result<Seen<Option<TaskComment>>>;

    /// The comments on a task, by id.
    async fn task_comments(
        &self,
        view: &View,
        task: TaskId,
        keyset: Keyset,
    ) -> Result<Seen<Vec<TaskComment>>>;
}
