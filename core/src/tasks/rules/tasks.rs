//! How tasks are made and changed.

use super::details::{Due, assigned, labels, links};
use super::places::Branch;
use super::shares::sharing_of;
use super::steps::Step;
use super::{Known, about, due_or_null};
use crate::access::operations::objects::Standing;
use crate::access::{Holder, Permission, Place};
use crate::call::{Decision, Outcome, Told, check_version, text_or_null};
use crate::projects::{Project, ProjectStatus};
use crate::storage::{Counter, Expect, Key, Row};
use crate::tasks::{AssignTask, Assignee, CreateTask, Position, Task, UpdateTask};
use crate::{Error, OrgId, Result, TaskId, Time, text};

/// The most tasks of one organisation, with those that are deleted.
pub const TASKS_MAX: i64 = 5_000_000;

/// What a new task stands in.
pub(crate) struct Surroundings {
    pub(crate) place: Place,
    pub(crate) step: Step,
    pub(crate) project: Option<Project>,
    /// The task that it is to be part of, with those above.
    pub(crate) parent: Option<Branch>,
}

pub(crate) fn create(
    now: &Decision<'_>,
    org: OrgId,
    around: &Surroundings,
    input: &CreateTask,
) -> Result<Outcome<Task>> {
    now.require(Permission::TASKS_CREATE, &around.place)?;
    let owner = input.owner.or(now.identity.actor.principal());
    let owner = owner.ok_or_else(|| Error::invalid("owner", "must be named by the system"))?;
    let due = Due::new(input.due_on, input.due_at)?;
    let id = TaskId::from_uuid(now.id());
    let is_pending = around.step.category.is_pending();
    let task = Task {
        org,
        id,
        title: text::name("title", &input.title)?,
        description: text::description(input.description.as_deref())?,
        owner,
        team: around.place.team(),
        project: input.project,
        parent: input.parent,
        status: around.step.status,
        category: around.step.category,
        priority: input.priority,
        due_on: due.on,
        due_at: due.at,
        repeat: due.repeating(input.repeat)?,
        assignees: assigned(&[], &input.assignees, &[])?,
        labels: labels(&input.labels)?,
        links: links(&input.links)?,
        position: Position::of_new(id),
        completed_at: (!is_pending).then_some(Time::OF_COMMIT),
        shared_until: None,
        deleted_at: None,
        version: 1,
        created_at: Time::OF_COMMIT,
        updated_at: Time::OF_COMMIT,
    };
    let own = now.identity.actor.principal().map(Holder::from);
    if task.assignees.iter().any(|one| Some(one.holder) != own) {
        sharing_of(org, &of_new(&task, &around.place)).require(now, Assignee::LEVEL)?;
    }
    let outcome = Outcome::new((), org).while_present(Key::Member(owner.uuid()));
    let outcome = match &around.parent {
        Some(parent) => parent.take_in(now, outcome)?,
        None => outcome,
    };
    let outcome = into_project(outcome, around.project.as_ref())?;
    let outcome = around.step.taken(outcome)?;
    Ok(made(now, outcome, task))
}

/// What decides who may do what to a task that is not shared with anybody yet.
fn of_new(task: &Task, place: &Place) -> Standing {
    Standing {
        object: task.id.into(),
        place: match place {
            Place::Team(path) => Place::Team(path.clone()),
            Place::Org | Place::Loose => Place::Loose,
        },
        owner: task.owner,
        assignees: Vec::new(),
        grants: Vec::new(),
    }
}

/// Inserts a task that is made, and tells of it.
pub(super) fn made(now: &Decision<'_>, outcome: Outcome<()>, task: Task) -> Outcome<Task> {
    let assignees: Vec<String> = task
        .assignees
        .iter()
        .map(|one| one.holder.to_string())
        .collect();
    let told = about(&task, Vec::new())
        .with("title", task.title.as_str())
        .with("team", text_or_null(task.team))
        .with("project", text_or_null(task.project))
        .with("parent", text_or_null(task.parent))
        .with("owner", task.owner.to_string())
        .with("status", task.status.to_string())
        .with("category", task.category.name())
        .with("due", due_or_null(task.due_on, task.due_at))
        .with("assignees", assignees);
    let told = concerning(told, &task);
    let labels = task.labels.clone();
    let outcome = labels.into_iter().fold(outcome, |outcome, label| {
        outcome.while_present(Key::Label(label))
    });
    let assignees = task.assignees.clone();
    let outcome = assignees
        .iter()
        .fold(outcome, |outcome, one| there(outcome, one.holder));
    outcome
        .while_in(task.team)
        .answering(task.clone())
        .insert(Row::Task(task))
        .count_up(Counter::Tasks, TASKS_MAX)
        .tell(now, told)
}

pub(crate) fn update(
    now: &Decision<'_>,
    known: &Known,
    project: Option<&Project>,
    input: &UpdateTask,
) -> Result<Outcome<Task>> {
    let (task, standing) = (&known.task, &known.standing);
    now.require_on(Permission::TASKS_UPDATE, standing)?;
    check_version(input.if_version, task.version)?;
    let mut to = changed(task);
    if let Some(title) = &input.title {
        to.title = text::name("title", title)?;
    }
    text::describe(&mut to.description, &input.description)?;
    to.owner = input.owner.unwrap_or(task.owner);
    to.priority = input.priority.unwrap_or(task.priority);
    input.project.apply(&mut to.project);
    let due = Due::new(task.due_on, task.due_at)?.patched(input.due_on, input.due_at)?;
    (to.due_on, to.due_at) = (due.on, due.at);
    input.repeat.apply(&mut to.repeat);
    to.repeat = due.repeating(to.repeat)?;
    if let Some(given) = &input.labels {
        to.labels = labels(given)?;
    }
    if let Some(given) = &input.links {
        to.links = links(given)?;
    }
    let mut outcome = Outcome::new((), to.org);
    if to.owner != task.owner {
        // Its owner may do everything to it.
        now.require_on(Permission::TASKS_DELETE, standing)?;
        outcome = outcome.while_present(Key::Member(to.owner.uuid()));
    }
    if to.project != task.project {
        outcome = into_project(outcome, project)?;
    }
    let new = to
        .labels
        .iter()
        .filter(|label| !task.labels.contains(label));
    let outcome = new.fold(outcome, |outcome, label| {
        outcome.while_present(Key::Label(*label))
    });
    let told = about(&to, known.standing.holders(now.at))
        .changed("title", task.title.as_str(), to.title.as_str())
        .changed("owner", task.owner.to_string(), to.owner.to_string())
        .changed(
            "project",
            text_or_null(task.project),
            text_or_null(to.project),
        )
        .changed("priority", task.priority.name(), to.priority.name())
        .changed(
            "due",
            due_or_null(task.due_on, task.due_at),
            due_or_null(to.due_on, to.due_at),
        )
        .with("described", to.description != task.description)
        .with("repeated", to.repeat != task.repeat)
        .with("labelled", to.labels != task.labels)
        .with("linked", to.links != task.links);
    Ok(put(now, outcome, known, to, told))
}

/// Assigns a task. Whoever gets it sees it and may change it, so it takes what sharing it so
/// does; to take it oneself, what changing it does.
pub(crate) fn assign(
    now: &Decision<'_>,
    known: &Known,
    input: &AssignTask,
) -> Result<Outcome<Task>> {
    let (task, standing) = (&known.task, &known.standing);
    now.require_on(Permission::TASKS_UPDATE, standing)?;
    check_version(input.if_version, task.version)?;
    let mut to = changed(task);
    to.assignees = assigned(&task.assignees, &input.add, &input.remove)?;
    let has_it = |holder| task.assignees.iter().any(|one| one.holder == holder);
    let own = now.identity.actor.principal().map(Holder::from);
    let new = to.assignees.iter().map(|one| one.holder);
    let new: Vec<Holder> = new.filter(|holder| !has_it(*holder)).collect();
    if new.iter().any(|holder| Some(*holder) != own) {
        sharing_of(to.org, standing).require(now, Assignee::LEVEL)?;
    }
    let outcome = Outcome::new((), to.org);
    let outcome = new
        .iter()
        .fold(outcome, |outcome, holder| there(outcome, *holder));
    let texts = |of: &Task| -> Vec<String> {
        of.assignees
            .iter()
            .map(|one| one.holder.to_string())
            .collect()
    };
    let told =
        about(&to, known.standing.holders(now.at)).changed("assignees", texts(task), texts(&to));
    let told = concerning(concerning(told, task), &to);
    Ok(put(now, outcome, known, to, told))
}

/// The next version of a task, which a rule changes.
pub(super) fn changed(task: &Task) -> Task {
    Task {
        version: task.version + 1,
        updated_at: Time::OF_COMMIT,
        ..task.clone()
    }
}

/// Writes a task as it shall be, and tells of it.
pub(super) fn put<T>(
    now: &Decision<'_>,
    outcome: Outcome<T>,
    known: &Known,
    to: Task,
    told: Told,
) -> Outcome<Task> {
    let told = known.task.team.into_iter().fold(told, Told::in_team);
    outcome
        .answering(to.clone())
        .update(Row::Task(known.task.clone()), Row::Task(to))
        .tell(now, told)
}

/// While the project is as it was read. Nothing is put into an archived one.
pub(super) fn into_project<T>(
    outcome: Outcome<T>,
    project: Option<&Project>,
) -> Result<Outcome<T>> {
    let Some(project) = project else {
        return Ok(outcome);
    };
    if project.status == ProjectStatus::Archived {
        let why = "this project is archived, and nothing is put into it any more";
        return Err(
            Error::conflict("project_archived", why).with("project", project.id.to_string())
        );
    }
    let version = Expect::Version(Key::Project(project.id), project.version);
    Ok(outcome.expect(version))
}

fn there<T>(outcome: Outcome<T>, holder: Holder) -> Outcome<T> {
    match (holder.principal(), holder) {
        (Some(principal), _) => outcome.while_present(Key::Member(principal.uuid())),
        (None, Holder::Team(team)) => outcome.while_present(Key::Team(team)),
        (None, _) => outcome,
    }
}

/// Those whom a task is assigned to by name hear of it.
fn concerning(told: Told, task: &Task) -> Told {
    let people = task
        .assignees
        .iter()
        .filter_map(|one| one.holder.principal());
    people.fold(told, |told, one| told.concerns(one.uuid()))
}
