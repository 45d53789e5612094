//! The model's room of tasks. Nothing is kept beside the rows: what is listed, searched or
//! counted is looked for among all of them.

mod counts;
mod lists;
mod trees;

use async_trait::async_trait;
use tenantry::access::{Principal, Visible};
use tenantry::page::Keyset;
use tenantry::storage::{
    Counts, CountsOf, Key, Row, Seen, TaskKeyset, TaskNames, TaskPart, TaskReads, TasksOf, View,
};
use tenantry::tasks::{Label, Position, Status, Task, TaskComment};
use tenantry::{CommentId, LabelId, Result, StatusId, TaskId};

use super::disk::{Shelf, page};
use super::orgs::find_member;
use super::store::Model;

#[async_trait]
impl TaskReads for Model {
    async fn task(&self, view: &View, id: TaskId) -> Result<Seen<Option<Task>>> {
        self.see(view, |shelf| find(shelf, id).cloned())
    }

    async fn task_path(&self, view: &View, id: TaskId) -> Result<Seen<Vec<Task>>> {
        self.see(view, |shelf| trees::path(shelf, id))
    }

    async fn task_parts(&self, view: &View, id: TaskId, limit: u32) -> Result<Seen<Vec<TaskPart>>> {
        self.see(view, |shelf| trees::parts(shelf, id, limit))
    }

    async fn position_beside(
        &self,
        view: &View,
        position: &Position,
        behind: bool,
    ) -> Result<Seen<Option<Position>>> {
        self.see(view, |shelf| {
            let positions = shelf.all(task).map(|task| &task.position);
            let beside = match behind {
                true => positions.filter(|other| *other > position).min(),
                false => positions.filter(|other| *other < position).max(),
            };
            beside.cloned()
        })
    }

    async fn tasks(
        &self,
        view: &View,
        visible: &Visible,
        of: &TasksOf,
        keyset: &TaskKeyset,
    ) -> Result<Seen<Vec<Task>>> {
        self.see(view, |shelf| lists::list(shelf, visible, of, keyset))
    }

    async fn task_counts(&self, view: &View, of: &CountsOf) -> Result<Seen<Counts>> {
        self.see(view, |shelf| counts::count(shelf, of))
    }

    async fn task_may_name(&self, view: &View, names: &TaskNames) -> Result<Seen<bool>> {
        self.see(view, |shelf| {
            let has = |key: &Key| shelf.rows.contains_key(key);
            let is_member = |principal: &Principal| find_member(shelf, *principal).is_some();
            let is_given = |id: &LabelId| {
                let found = shelf.rows.get(&Key::Label(*id)).and_then(label);
                found.is_some_and(|label| !label.archived)
            };
            names.teams.iter().all(|team| has(&Key::Team(*team)))
                && names.principals.iter().all(is_member)
                && names.labels.iter().all(is_given)
        })
    }

    async fn status_is_used(&self, view: &View, id: StatusId) -> Result<Seen<bool>> {
        self.see(view, |shelf| shelf.all(task).any(|task| task.status == id))
    }

    async fn label_uses(&self, view: &View, id: LabelId, max: u32) -> Result<Seen<u32>> {
        self.see(view, |shelf| {
            let uses = shelf.all(task).filter(|task| task.labels.contains(&id));
            u32::try_from(uses.count()).map_or(max, |uses| uses.min(max))
        })
    }

    async fn task_comment(
        &self,
        view: &View,
        task: TaskId,
        id: CommentId,
    ) -> Result<Seen<Option<TaskComment>>> {
        self.see(view, |shelf| {
            let row = shelf.rows.get(&Key::TaskComment(task, id));
            row.and_then(comment).cloned()
        })
    }

    async fn task_comments(
        &self,
        view: &View,
        task: TaskId,
        keyset: Keyset,
    ) -> Result<Seen<Vec<TaskComment>>> {
        self.see(view, |shelf| {
            let comments = shelf.all(comment).filter(|comment| comment.task == task);
            page(comments, keyset, |comment| comment.id.uuid())
        })
    }

    async fn status(&self, view: &View, id: StatusId) -> Result<Seen<Option<Status>>> {
        self.see(view, |shelf| {
            shelf.rows.get(&Key::Status(id)).and_then(status).cloned()
        })
    }

    async fn statuses(
        &self,
        view: &View,
        archived: Option<bool>,
        keyset: Keyset,
    ) -> Result<Seen<Vec<Status>>> {
        self.see(view, |shelf| {
            let rows = shelf.all(status);
            let rows = rows.filter(|row| archived.is_none_or(|only| row.archived == only));
            page(rows, keyset, |row| row.id.uuid())
        })
    }

    async fn label(&self, view: &View, id: LabelId) -> Result<Seen<Option<Label>>> {
        self.see(view, |shelf| {
            shelf.rows.get(&Key::Label(id)).and_then(label).cloned()
        })
    }

    async fn labels(
        &self,
        view: &View,
        archived: Option<bool>,
        keyset: Keyset,
    ) -> Result<Seen<Vec<Label>>> {
        self.see(view, |shelf| {
            let rows = shelf.all(label);
            let rows = rows.filter(|row| archived.is_none_or(|only| row.archived == only));
            page(rows, keyset, |row| row.id.uuid())
        })
    }
}

fn status(row: &Row) -> Option<&Status> {
    match row {
        Row::Status(status) => Some(status),
        _ => None,
    }
}

fn label(row: &Row) -> Option<&Label> {
    match row {
        Row::Label(label) => Some(label),
        _ => None,
    }
}

fn find(shelf: &Shelf, id: TaskId) -> Option<&Task> {
    shelf.rows.get(&Key::Task(id)).and_then(task)
}

fn task(row: &Row) -> Option<&Task> {
    match row {
        Row::Task(task) => Some(task),
        _ => None,
    }
}

fn comment(row: &Row) -> Option<&TaskComment> {
    match row {
        Row::TaskComment(comment) => Some(comment),
        _ => None,
    }
}
