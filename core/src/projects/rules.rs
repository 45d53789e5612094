//! The rules of projects: pure, no await, no clock, no store.

use super::{CreateProject, DeleteProject, Project, ProjectStatus, UpdateProject};
use crate::access::operations::objects::Standing;
use crate::access::rules::sharing::{self, Share, Sharing};
use crate::access::{Grant, Holder, Permission, Place};
use crate::call::{Decision, Outcome, Told, check_version, text_or_null};
use crate::storage::{Counter, Expect, Key, Row};
use crate::{Day, Error, OrgId, ProjectId, Result, Time, text};

/// The most projects of one organisation.
pub const PROJECTS_MAX: i64 = 10_000;

pub(super) fn create(
    now: &Decision<'_>,
    org: OrgId,
    place: &Place,
    input: &CreateProject,
) -> Result<Outcome<Project>> {
    now.require(Permission::PROJECTS_CREATE, place)?;
    let owner = input.owner.or(now.identity.actor.principal());
    let owner = owner.ok_or_else(|| Error::invalid("owner", "must be named by the system"))?;
    let project = Project {
        org,
        id: ProjectId::from_uuid(now.id()),
        name: text::name("name", &input.name)?,
        description: text::description(input.description.as_deref())?,
        owner,
        team: input.team,
        status: ProjectStatus::Active,
        starts_on: input.starts_on,
        due_on: input.due_on,
        version: 1,
        created_at: Time::OF_COMMIT,
        updated_at: Time::OF_COMMIT,
    };
    in_order(project.starts_on, project.due_on)?;
    let told = about(&project, &[])
        .with("name", project.name.as_str())
        .with("team", text_or_null(project.team))
        .with("owner", owner.uuid().to_string());
    let outcome = Outcome::new(project.clone(), org).while_present(Key::Member(owner.uuid()));
    Ok(outcome
        .while_in(project.team)
        .insert(Row::Project(project))
        .count_up(Counter::Projects, PROJECTS_MAX)
        .tell(now, told))
}

/// Changes a project. `above` is where it is to be.
pub(super) fn update(
    now: &Decision<'_>,
    project: &Project,
    standing: &Standing,
    above: &Place,
    input: &UpdateProject,
) -> Result<Outcome<Project>> {
    now.require_on(Permission::PROJECTS_UPDATE, standing)?;
    check_version(input.if_version, project.version)?;
    let mut to = Project {
        status: input.status.unwrap_or(project.status),
        owner: input.owner.unwrap_or(project.owner),
        version: project.version + 1,
        updated_at: Time::OF_COMMIT,
        ..project.clone()
    };
    if let Some(name) = &input.name {
        to.name = text::name("name", name)?;
    }
    text::describe(&mut to.description, &input.description)?;
    input.team.apply(&mut to.team);
    input.starts_on.apply(&mut to.starts_on);
    input.due_on.apply(&mut to.due_on);
    in_order(to.starts_on, to.due_on)?;
    let mut outcome = Outcome::new(to.clone(), to.org);
    if to.team != project.team {
        // Whoever takes it from where it is could delete it there, and creates it where it goes.
        now.require_on(Permission::PROJECTS_DELETE, standing)?;
        now.require(Permission::PROJECTS_CREATE, above)?;
        outcome = outcome.while_in(to.team);
    }
    if to.owner != project.owner {
        // Its owner may do everything to it.
        now.require_on(Permission::PROJECTS_DELETE, standing)?;
        outcome = outcome.while_present(Key::Member(to.owner.uuid()));
    }
    let told = about(&to, &standing.holders(now.at))
        .changed("name", project.name.as_str(), to.name.as_str())
        .changed("status", project.status.name(), to.status.name())
        .changed("team", text_or_null(project.team), text_or_null(to.team))
        .changed("owner", project.owner.to_string(), to.owner.to_string())
        .changed(
            "starts_on",
            text_or_null(project.starts_on),
            text_or_null(to.starts_on),
        )
        .changed(
            "due_on",
            text_or_null(project.due_on),
            text_or_null(to.due_on),
        )
        .with("described", to.description != project.description);
    let told = project.team.into_iter().fold(told, Told::in_team);
    Ok(outcome
        .update(Row::Project(project.clone()), Row::Project(to))
        .tell(now, told))
}

pub(super) fn delete(
    now: &Decision<'_>,
    project: &Project,
    standing: &Standing,
    input: &DeleteProject,
) -> Result<Outcome<()>> {
    now.require_on(Permission::PROJECTS_DELETE, standing)?;
    check_version(input.if_version, project.version)?;
    let told = about(project, &standing.holders(now.at))
        .with("name", project.name.as_str())
        .with("deleted", true);
    let links = standing.grants.iter().map(|grant| grant.holder);
    let links = links.filter(|holder| matches!(holder, Holder::Link(_)));
    // Whoever has a link is proven by what was shared with it.
    let told = links.fold(told, |told, link| told.touching(link).narrows());
    let outcome = Outcome::new((), project.org);
    let grants = standing.grants.iter();
    let outcome = grants.fold(outcome, |outcome, grant| {
        outcome.delete(Row::Grant(grant.clone().into()))
    });
    Ok(outcome
        .delete(Row::Project(project.clone()))
        .count_down(Counter::Projects, 0)
        .tell(now, told))
}

/// Shares a project, or changes how it is shared.
pub(crate) fn share(
    now: &Decision<'_>,
    project: &Project,
    standing: &Standing,
    share: &Share,
) -> Result<Outcome<Grant>> {
    let (outcome, told) = (as_read(project), about(project, &[]));
    sharing::set(now, outcome, told, &sharing_of(project, standing), share)
}

pub(crate) fn unshare(
    now: &Decision<'_>,
    project: &Project,
    standing: &Standing,
    holder: Holder,
) -> Result<Outcome<()>> {
    let (outcome, told) = (as_read(project), about(project, &[holder]));
    sharing::take(now, outcome, told, &sharing_of(project, standing), holder)
}

/// While the project is as it was read: who owns it and where it is decides who may share it.
fn as_read(project: &Project) -> Outcome<()> {
    let version = Expect::Version(Key::Project(project.id), project.version);
    Outcome::new((), project.org).expect(version)
}

fn sharing_of<'a>(project: &Project, standing: &'a Standing) -> Sharing<'a> {
    Sharing {
        org: project.org,
        standing,
        share: Permission::PROJECTS_SHARE,
    }
}

fn in_order(starts_on: Option<Day>, due_on: Option<Day>) -> Result<()> {
    match (starts_on, due_on) {
        (Some(start), Some(due)) if due < start => {
            Err(Error::invalid("due_on", "must not be before `starts_on`"))
        }
        _ => Ok(()),
    }
}

fn about(project: &Project, holders: &[Holder]) -> Told {
    let object = project.id.into();
    let told = Told::about("project", project.id.uuid())
        .seen_with(Permission::PROJECTS_READ)
        .of_object(&object, holders.to_vec());
    project.team.into_iter().fold(told, Told::in_team)
}
