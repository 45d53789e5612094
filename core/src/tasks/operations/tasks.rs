//! The operations on tasks: load, decide, commit.

use tenantry_macros::operation;

use super::labels::must_be_labels;
use super::statuses::load as load_status;
use crate::access::operations::assignments::must_be_there;
use crate::access::operations::objects::Standing;
use crate::access::{Holder, Object, Permission, Place};
use crate::call::Tenant;
use crate::orgs::operations::members::load as must_be_member;
use crate::projects::Project;
use crate::projects::operations::{find as find_project, load as load_project};
use crate::storage::{TaskNames, TaskPart};
use crate::tasks::rules::details;
use crate::tasks::rules::places::{Beside, Branch, Target};
use crate::tasks::rules::steps::{Left, Step};
use crate::tasks::rules::tasks::Surroundings;
use crate::tasks::rules::{self, Known, PARTS_MAX};
use crate::tasks::{
    AssignTask, Category, CreateTask, DeleteTask, GetTask, MoveTask, RestoreTask, Task,
    TaskDetails, TaskStub, TransitionTask, TransitionedTask, UpdateTask,
};
use crate::teams::operations::{load as load_team, place};
use crate::{Error, ErrorKind, ProjectId, Result, StatusId, TaskId, TeamId};

pub(crate) use crate::tasks::rules::KIND;

/// Creates a task: the caller's own, or a team's.
///
/// In a team it takes `tasks.create` there; the caller's own, at the organisation. What is part
/// of another task takes what changing that does. Whom it is assigned to see it and may change
/// it, so assigning it to others takes what sharing it to `edit` does. At most 8 tasks stand one
/// under the other, and at most 1,000 are part of one.
#[operation(id = "tasks.create", kind = change, permission = TASKS_CREATE, errors = [NotFound, Conflict, LimitReached])]
pub(crate) async fn create(tenant: &Tenant, input: CreateTask) -> Result<Task> {
    let parent = match input.parent {
        Some(parent) => Some(branch(tenant, parent).await?),
        None => None,
    };
    let inherited = match parent.as_ref().and_then(|parent| parent.known.task.team) {
        // A team that was deleted left its tasks to who owns them.
        Some(team) => present(load_team(tenant, team).await)?.map(|team| team.id),
        None => None,
    };
    let status = input.status.unwrap_or(Category::Todo.built_in_status());
    let team = input.team.or(inherited);
    must_be_named(tenant, team, &input).await?;
    let around = Surroundings {
        place: match team {
            Some(team) => tenant.place(team).await?,
            None => Place::Org,
        },
        step: step(tenant, status).await?,
        project: project(tenant, input.project).await?,
        parent,
    };
    tenant
        .commit(|now| rules::tasks::create(now, tenant.org(), &around, &input))
        .await
}

/// Gets a task, with stubs of those that it is part of. One that the caller may not see is not
/// found.
#[operation(id = "tasks.get", kind = read, permission = TASKS_READ)]
pub(crate) async fn get(tenant: &Tenant, input: GetTask) -> Result<TaskDetails> {
    let known = load(tenant, input.task).await?;
    let ancestors = above(tenant, &known.task).await?.into_iter();
    let subtasks = parts(tenant, input.task, 1).await?;
    let subtasks = subtasks.first().map_or(0, |own| own.subtasks);
    let stub = |task: Task| TaskStub {
        id: task.id,
        title: task.title,
        category: task.category,
    };
    Ok(TaskDetails {
        task: known.task,
        ancestors: ancestors.map(stub).collect(),
        subtasks: u32::try_from(subtasks).unwrap_or_default(),
    })
}

/// Changes what a task says of itself.
#[operation(id = "tasks.update", kind = change, permission = TASKS_UPDATE, errors = [NotFound, Conflict])]
pub(crate) async fn update(tenant: &Tenant, input: UpdateTask) -> Result<Task> {
    let known = load(tenant, input.task).await?;
    if let Some(owner) = input.owner {
        must_be_member(tenant, owner).await?;
    }
    let mut to = known.task.project;
    input.project.apply(&mut to);
    let is_new = to != known.task.project;
    let project = project(tenant, to.filter(|_| is_new)).await?;
    if let Some(labels) = &input.labels {
        let has_it = |label| known.task.labels.contains(label);
        let new: Vec<_> = labels
            .iter()
            .filter(|label| !has_it(label))
            .copied()
            .collect();
        must_be_labels(tenant, &new).await?;
    }
    tenant
        .commit(|now| rules::tasks::update(now, &known, project.as_ref(), &input))
        .await
}

/// Gives a task a status.
///
/// A task that comes again and gets a status of the category `done` is made anew in the same
/// commit, due at its next time. What is gone since, such as somebody who had it and has left, the
/// next one is without.
#[operation(id = "tasks.transition", kind = change, permission = TASKS_UPDATE, errors = [NotFound, Conflict, LimitReached])]
pub(crate) async fn transition(tenant: &Tenant, input: TransitionTask) -> Result<TransitionedTask> {
    let known = load(tenant, input.task).await?;
    let step = step(tenant, input.status).await?;
    let left = match known.task.repeat {
        Some(_) => left(tenant, &known.task).await?,
        None => Left::default(),
    };
    tenant
        .commit(|now| rules::steps::transition(now, &known, &step, &left, &input))
        .await
}

/// What a task has of its surroundings still, any of which may be gone.
async fn left(tenant: &Tenant, task: &Task) -> Result<Left> {
    let mut left = Left::default();
    if let Some(team) = task.team {
        left.team = present(load_team(tenant, team).await)?.map(|team| team.id);
    }
    if let Some(project) = task.project {
        left.project = find_project(tenant, project).await?;
    }
    for assignee in &task.assignees {
        if present(must_be_there(tenant, assignee.holder).await)?.is_some() {
            left.assignees.push(*assignee);
        }
    }
    Ok(left)
}

/// What was looked for; `None` if there is no such thing.
fn present<T>(found: Result<T>) -> Result<Option<T>> {
    match found {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        found => found.map(Some),
    }
}

/// Moves a task: to another team, under another task, before or behind another one.
///
/// To take it out of a team takes what deleting it there does; to put it into one, what creating
/// it does. What is part of the task goes under another one with it, and stays in its team.
#[operation(id = "tasks.move", kind = change, permission = TASKS_UPDATE, errors = [NotFound, Conflict, LimitReached])]
pub(crate) async fn relocate(tenant: &Tenant, input: MoveTask) -> Result<Task> {
    let known = load(tenant, input.task).await?;
    let (mut team, mut parent) = (known.task.team, known.task.parent);
    input.team.apply(&mut team);
    input.parent.apply(&mut parent);
    let is_elsewhere = parent != known.task.parent;
    let target = Target {
        place: place(tenant, team.filter(|_| team != known.task.team)).await?,
        parent: match parent.filter(|_| is_elsewhere) {
            Some(parent) => Some(branch(tenant, parent).await?),
            None => None,
        },
        parts: match is_elsewhere {
            true => parts(tenant, input.task, PARTS_MAX + 1).await?,
            false => Vec::new(),
        },
        beside: beside(tenant, &known.task, &input).await?,
    };
    tenant
        .commit(|now| rules::places::relocate(now, &known, &target, &input))
        .await
}

/// Assigns a task to people, service accounts and teams, or to some of them no more.
///
/// They see it and may change it, so assigning it to others takes what sharing it to `edit` does.
#[operation(id = "tasks.assign", kind = change, permission = TASKS_UPDATE, errors = [NotFound, Conflict])]
pub(crate) async fn assign(tenant: &Tenant, input: AssignTask) -> Result<Task> {
    let known = load(tenant, input.task).await?;
    details::must_be_few("add", &input.add)?;
    details::must_be_few("remove", &input.remove)?;
    let has_it = |holder| known.task.assignees.iter().any(|one| one.holder == holder);
    for holder in input.add.iter().filter(|holder| !has_it(**holder)) {
        must_be_there(tenant, *holder).await?;
    }
    tenant
        .commit(|now| rules::tasks::assign(now, &known, &input))
        .await
}

/// Deletes a task that no other is part of. It can be restored.
#[operation(id = "tasks.delete", kind = change, permission = TASKS_DELETE, errors = [Conflict])]
pub(crate) async fn delete(tenant: &Tenant, input: DeleteTask) -> Result<()> {
    let known = load(tenant, input.task).await?;
    let own = parts(tenant, input.task, 1).await?;
    let subtasks = own.first().map_or(0, |own| own.subtasks);
    let subtasks = u32::try_from(subtasks).unwrap_or_default();
    tenant
        .commit(|now| rules::ends::delete(now, &known, subtasks, &input))
        .await
}

/// Restores a task that was deleted, with all that it was.
///
/// If its project was deleted since, it is part of none.
#[operation(id = "tasks.restore", kind = change, permission = TASKS_DELETE, errors = [Conflict, LimitReached])]
pub(crate) async fn restore(tenant: &Tenant, input: RestoreTask) -> Result<Task> {
    let known = load_any(tenant, input.task).await?;
    let parent = match known.task.parent {
        Some(parent) => match find(tenant, parent).await? {
            Some(known) => Some(branch_of(tenant, known).await?),
            None => None,
        },
        None => None,
    };
    let project = match known.task.project {
        Some(project) => find_project(tenant, project).await?,
        None => None,
    };
    let around = rules::ends::Around {
        parent,
        project: project.map(|project| project.id),
    };
    tenant
        .commit(|now| rules::ends::restore(now, &known, &around, &input))
        .await
}

/// A task that the caller sees, and what decides who may do what to it.
pub(crate) async fn load(tenant: &Tenant, id: TaskId) -> Result<Known> {
    let known = load_any(tenant, id).await?;
    match known.task.deleted_at {
        None => Ok(known),
        Some(_) => Err(Error::not_found(KIND, id)),
    }
}

/// The same, also if it is deleted.
async fn load_any(tenant: &Tenant, id: TaskId) -> Result<Known> {
    let known = find(tenant, id).await?;
    let seen = known.filter(|known| known.standing.allows(tenant, Permission::TASKS_READ));
    seen.ok_or_else(|| Error::not_found(KIND, id))
}

async fn find(tenant: &Tenant, id: TaskId) -> Result<Option<Known>> {
    let found = tenant.see(tenant.storage().task(&tenant.view(), id).await?)?;
    match found {
        Some(task) => known(tenant, task).await.map(Some),
        None => Ok(None),
    }
}

/// A task that was read, with what decides who may do what to it.
pub(super) async fn known(tenant: &Tenant, task: Task) -> Result<Known> {
    let (id, assignees) = (task.id.into(), &task.assignees);
    let standing = Standing::load(tenant, id, task.owner, task.team, assignees).await?;
    Ok(Known { task, standing })
}

/// What decides who may do what to a task, if there is one.
pub(crate) async fn find_standing(tenant: &Tenant, object: &Object) -> Result<Option<Standing>> {
    let found = find(tenant, TaskId::from_uuid(object.id())).await?;
    Ok(found.map(|known| known.standing))
}

/// A task that another is to be part of.
async fn branch(tenant: &Tenant, id: TaskId) -> Result<Branch> {
    branch_of(tenant, load(tenant, id).await?).await
}

async fn branch_of(tenant: &Tenant, known: Known) -> Result<Branch> {
    let above = above(tenant, &known.task).await?;
    Ok(Branch { known, above })
}

/// The tasks that one is part of, the nearest first.
async fn above(tenant: &Tenant, task: &Task) -> Result<Vec<Task>> {
    match task.parent {
        Some(_) => tenant.see(tenant.storage().task_path(&tenant.view(), task.id).await?),
        None => Ok(Vec::new()),
    }
}

async fn parts(tenant: &Tenant, id: TaskId, limit: u32) -> Result<Vec<TaskPart>> {
    let (storage, view) = (tenant.storage(), tenant.view());
    tenant.see(storage.task_parts(&view, id, limit).await?)
}

/// Where a task is to stand: between the one that it goes to and the next.
async fn beside(tenant: &Tenant, task: &Task, input: &MoveTask) -> Result<Beside> {
    let (neighbour, behind) = match (input.before, input.after) {
        (None, None) => return Ok(Beside::Same),
        (Some(neighbour), None) => (neighbour, false),
        (None, Some(neighbour)) => (neighbour, true),
        (Some(_), Some(_)) => {
            return Err(Error::invalid("after", "cannot be named beside `before`"));
        }
    };
    if neighbour == task.id {
        return Ok(Beside::Same);
    }
    let neighbour = load(tenant, neighbour).await?.task.position;
    let (storage, view) = (tenant.storage(), tenant.view());
    let next = storage.position_beside(&view, &neighbour, behind).await?;
    let next = tenant.see(next)?;
    if next.as_ref() == Some(&task.position) {
        // It stands there already.
        return Ok(Beside::Same);
    }
    Ok(match (behind, next) {
        (true, Some(next)) => Beside::Between(Some(neighbour), next),
        (true, None) => Beside::Last(neighbour),
        (false, next) => Beside::Between(next, neighbour),
    })
}

/// Refuses what a new task names and there is not, or is given no more: all in one look at the
/// store. Where something is amiss, each is looked at by itself to say what.
async fn must_be_named(tenant: &Tenant, team: Option<TeamId>, input: &CreateTask) -> Result<()> {
    let named = names(team, input)?;
    let (storage, view) = (tenant.storage(), tenant.view());
    let is_well =
        named == TaskNames::default() || tenant.see(storage.task_may_name(&view, &named).await?)?;
    if !is_well && let Some(team) = team {
        load_team(tenant, team).await?;
    }
    if !is_well && let Some(owner) = input.owner {
        must_be_member(tenant, owner).await?;
    }
    for holder in &input.assignees {
        if !is_well || matches!(holder, Holder::Role(_)) {
            must_be_there(tenant, *holder).await?;
        }
    }
    match is_well {
        true => Ok(()),
        false => must_be_labels(tenant, &input.labels).await,
    }
}

fn names(team: Option<TeamId>, input: &CreateTask) -> Result<TaskNames> {
    details::must_be_few("assignees", &input.assignees)?;
    let mut names = TaskNames {
        teams: Vec::from_iter(team),
        principals: Vec::from_iter(input.owner),
        labels: details::labels(&input.labels)?,
    };
    for holder in &input.assignees {
        match (holder.principal(), holder) {
            (Some(principal), _) => names.principals.push(principal),
            (None, Holder::Team(team) | Holder::Subtree(team)) => names.teams.push(*team),
            (None, _) => {}
        }
    }
    Ok(names)
}

/// How far a task is to be.
async fn step(tenant: &Tenant, status: StatusId) -> Result<Step> {
    match Category::of_built_in(status) {
        Some(category) => Ok(Step::built_in(category)),
        None => Ok(Step::own(&load_status(tenant, status).await?)),
    }
}

async fn project(tenant: &Tenant, id: Option<ProjectId>) -> Result<Option<Project>> {
    match id {
        Some(id) => Ok(Some(load_project(tenant, id).await?.0)),
        None => Ok(None),
    }
}
