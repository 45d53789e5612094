//! The room of tasks: reads, writes and rows.

use async_trait::async_trait;
use tenantry::access::Visible;
use tenantry::page::Keyset;
use tenantry::storage::{
    Counts, CountsOf, Seen, TaskKeyset, TaskNames, TaskPart, TaskReads, TasksOf, View,
};
use tenantry::tasks::{Label, Position, Status, Task, TaskComment};
use tenantry::{CommentId, LabelId, Result, StatusId, TaskId};

use crate::engine::Postgres;

mod asked;
pub(crate) mod attached;
pub(crate) mod comments;
pub(crate) mod counts;
pub(crate) mod labels;
mod lists;
mod names;
pub(crate) mod rows;
pub(crate) mod statuses;
pub(crate) mod texts;
mod ways;

#[async_trait]
impl TaskReads for Postgres {
    async fn task(&self, view: &View, id: TaskId) -> Result<Seen<Option<Task>>> {
        rows::find(&self.engine, view, id).await
    }

    async fn task_path(&self, view: &View, id: TaskId) -> Result<Seen<Vec<Task>>> {
        rows::path(&self.engine, view, id).await
    }

    async fn task_parts(&self, view: &View, id: TaskId, limit: u32) -> Result<Seen<Vec<TaskPart>>> {
        rows::parts(&self.engine, view, id, limit).await
    }

    async fn position_beside(
        &self,
        view: &View,
        position: &Position,
        behind: bool,
    ) -> Result<Seen<Option<Position>>> {
        rows::beside(&self.engine, view, position, behind).await
    }

    async fn tasks(
        &self,
        view: &View,
        visible: &Visible,
        of: &TasksOf,
        keyset: &TaskKeyset,
    ) -> Result<Seen<Vec<Task>>> {
        lists::list(&self.engine, view, visible, of, keyset).await
    }

    async fn task_counts(&self, view: &View, of: &CountsOf) -> Result<Seen<Counts>> {
        counts::sum(&self.engine, view, of).await
    }

    async fn task_may_name(&self, view: &View, names: &TaskNames) -> Result<Seen<bool>> {
        names::are_there(&self.engine, view, names).await
    }

    async fn status_is_used(&self, view: &View, id: StatusId) -> Result<Seen<bool>> {
        rows::is_of_any(&self.engine, view, id).await
    }

    async fn label_uses(&self, view: &View, id: LabelId, max: u32) -> Result<Seen<u32>> {
        rows::labelled(&self.engine, view, id, max).await
    }

    async fn task_comment(
        &self,
        view: &View,
        task: TaskId,
        id: CommentId,
    ) -> Result<Seen<Option<TaskComment>>> {
        comments::find(&self.engine, view, task, id).await
    }

    async fn task_comments(
        &self,
        view: &View,
        task: TaskId,
        keyset: Keyset,
    ) -> Result<Seen<Vec<TaskComment>>> {
        comments::list(&self.engine, view, task, keyset).await
    }

    async fn status(&self, view: &View, id: StatusId) -> Result<Seen<Option<Status>>> {
        statuses::find(&self.engine, view, id).await
    }

    async fn statuses(
        &self,
        view: &View,
        archived: Option<bool>,
        keyset: Keyset,
    ) -> Result<Seen<Vec<Status>>> {
        statuses::list(&self.engine, view, archived, keyset).await
    }

    async fn label(&self, view: &View, id: LabelId) -> Result<Seen<Option<Label>>> {
        labels::find(&self.engine, view, id).await
    }

    async fn labels(
        &self,
        view: &View,
        archived: Option<bool>,
        keyset: Keyset,
    ) -> Result<Seen<Vec<Label>>> {
        labels::list(&self.engine, view, archived, keyset).await
    }
}
