//! The room of tasks: rows, writes, reads.

use async_trait::async_trait;
use tenantry::access::Visible;
use tenantry::page::Keyset;
use tenantry::storage::{
    Counts, CountsOf, Seen, TaskKeyset, TaskNames, TaskPart, TaskReads, TasksOf, View,
};
use tenantry::tasks::{Label, Position, Status, Task, TaskComment};
use tenantry::{CommentId, LabelId, Result, StatusId, TaskId};

use crate::store::Sqlite;
use crate::view;

mod asked;
pub(crate) mod comments;
pub(crate) mod counts;
pub(crate) mod labels;
mod lists;
mod names;
pub(crate) mod rows;
pub(crate) mod statuses;
mod texts;
mod ways;

#[async_trait]
impl TaskReads for Sqlite {
    async fn task(&self, view: &View, id: TaskId) -> Result<Seen<Option<Task>>> {
        self.read(|db| view::of_org(db, view, |org| rows::find(db, org, id)))
    }

    async fn task_path(&self, view: &View, id: TaskId) -> Result<Seen<Vec<Task>>> {
        self.read(|db| view::of_org(db, view, |org| rows::path(db, org, id)))
    }

    async fn task_parts(&self, view: &View, id: TaskId, limit: u32) -> Result<Seen<Vec<TaskPart>>> {
        let view = *view;
        self.list(limit, move |db| {
            view::of_org(db, &view, |org| rows::parts(db, org, id, limit))
        })
        .await
    }

    async fn position_beside(
        &self,
        view: &View,
        position: &Position,
        behind: bool,
    ) -> Result<Seen<Option<Position>>> {
        self.read(|db| view::of_org(db, view, |org| rows::beside(db, org, position, behind)))
    }

    async fn tasks(
        &self,
        view: &View,
        visible: &Visible,
        of: &TasksOf,
        keyset: &TaskKeyset,
    ) -> Result<Seen<Vec<Task>>> {
        let (view, visible) = (*view, visible.clone());
        let (of, keyset) = (of.clone(), keyset.clone());
        // Whoever does not see all of them may have many looked at for each that they see.
        self.read_long(move |db| {
            view::of_org(db, &view, |org| {
                lists::list(db, org, &visible, &of, &keyset)
            })
        })
        .await
    }

    async fn task_counts(&self, view: &View, of: &CountsOf) -> Result<Seen<Counts>> {
        let (view, of) = (*view, *of);
        self.read_long(move |db| view::of_org(db, &view, |org| counts::sum(db, org, &of)))
            .await
    }

    async fn task_may_name(&self, view: &View, names: &TaskNames) -> Result<Seen<bool>> {
        self.read(|db| view::of_org(db, view, |org| names::are_there(db, org, names)))
    }

    async fn status_is_used(&self, view: &View, id: StatusId) -> Result<Seen<bool>> {
        self.read(|db| view::of_org(db, view, |org| rows::is_of_any(db, org, id.uuid())))
    }

    async fn label_uses(&self, view: &View, id: LabelId, max: u32) -> Result<Seen<u32>> {
        let view = *view;
        self.list(max, move |db| {
            view::of_org(db, &view, |org| rows::labelled(db, org, id, max))
        })
        .await
    }

    async fn task_comment(
        &self,
        view: &View,
        task: TaskId,
        id: CommentId,
    ) -> Result<Seen<Option<TaskComment>>> {
        self.read(|db| view::of_org(db, view, |org| comments::find(db, org, task, id)))
    }

    async fn task_comments(
        &self,
        view: &View,
        task: TaskId,
        keyset: Keyset,
    ) -> Result<Seen<Vec<TaskComment>>> {
        let view = *view;
        self.list(keyset.limit, move |db| {
            view::of_org(db, &view, |org| comments::list(db, org, task, keyset))
        })
        .await
    }

    async fn status(&self, view: &View, id: StatusId) -> Result<Seen<Option<Status>>> {
        self.read(|db| view::of_org(db, view, |org| statuses::find(db, org, id)))
    }

    async fn statuses(
        &self,
        view: &View,
        archived: Option<bool>,
        keyset: Keyset,
    ) -> Result<Seen<Vec<Status>>> {
        let view = *view;
        self.list(keyset.limit, move |db| {
            view::of_org(db, &view, |org| statuses::list(db, org, archived, keyset))
        })
        .await
    }

    async fn label(&self, view: &View, id: LabelId) -> Result<Seen<Option<Label>>> {
        self.read(|db| view::of_org(db, view, |org| labels::find(db, org, id)))
    }

    async fn labels(
        &self,
        view: &View,
        archived: Option<bool>,
        keyset: Keyset,
    ) -> Result<Seen<Vec<Label>>> {
        let view = *view;
        self.list(keyset.limit, move |db| {
            view::of_org(db, &view, |org| labels::list(db, org, archived, keyset))
        })
        .await
    }
}
