//! Comments on tasks.

use tenantry_macros::operation;

use super::tasks::load;
use crate::call::Tenant;
use crate::tasks::rules::comments as rules;
use crate::tasks::{
    CreateTaskComment, DeleteTaskComment, GetTaskComment, ListTaskComments, TaskComment,
    UpdateTaskComment,
};
use crate::{CommentId, Error, Page, Result, TaskId};

/// Comments on a task. One task has at most 10,000 comments.
#[operation(id = "task_comments.create", kind = change, permission = TASKS_COMMENT, errors = [NotFound, LimitReached])]
pub(crate) async fn create(tenant: &Tenant, input: CreateTaskComment) -> Result<TaskComment> {
    let known = load(tenant, input.task).await?;
    tenant
        .commit(|now| rules::create(now, &known, &input))
        .await
}

/// Gets a comment on a task that the caller sees.
#[operation(id = "task_comments.get", kind = read, permission = TASKS_READ)]
pub(crate) async fn get(tenant: &Tenant, input: GetTaskComment) -> Result<TaskComment> {
    load(tenant, input.task).await?;
    find(tenant, input.task, input.comment).await
}

/// Lists the comments on a task that the caller sees, by age.
#[operation(id = "task_comments.list", kind = read, permission = TASKS_READ, errors = [NotFound])]
pub(crate) async fn list(tenant: &Tenant, input: ListTaskComments) -> Result<Page<TaskComment>> {
    load(tenant, input.task).await?;
    let keyset = input.page.in_order(input.order)?;
    let (storage, view) = (tenant.storage(), tenant.view());
    let read = storage
        .task_comments(&view, input.task, keyset.one_more())
        .await?;
    let cursor = read.head.cursor();
    let rows = tenant.see(read)?;
    Ok(Page::of(rows, keyset, |comment| comment.id.uuid()).at(cursor))
}

/// Changes what one's own comment says.
#[operation(id = "task_comments.update", kind = change, permission = TASKS_COMMENT, errors = [Conflict])]
pub(crate) async fn update(tenant: &Tenant, input: UpdateTaskComment) -> Result<TaskComment> {
    let known = load(tenant, input.task).await?;
    let comment = find(tenant, input.task, input.comment).await?;
    tenant
        .commit(|now| rules::update(now, &known, &comment, &input))
        .await
}

/// Deletes a comment: one's own, or any on a task that one may delete.
#[operation(id = "task_comments.delete", kind = change, permission = TASKS_COMMENT, errors = [Conflict])]
pub(crate) async fn delete(tenant: &Tenant, input: DeleteTaskComment) -> Result<()> {
    let known = load(tenant, input.task).await?;
    let comment = find(tenant, input.task, input.comment).await?;
    tenant
        .commit(|now| rules::delete(now, &known, &comment, &input))
        .await
}

async fn find(tenant: &Tenant, task: TaskId, id: CommentId) -> Result<TaskComment> {
    let (storage, view) = (tenant.storage(), tenant.view());
    let found = tenant.see(storage.task_comment(&view, task, id).await?)?;
    found.ok_or_else(|| Error::not_found("comment", id))
}
