//! The operations on projects: load, decide, commit.

use tenantry_macros::operation;

use super::{
    CreateProject, DeleteProject, GetProject, ListProjectShares, ListProjects, Project,
    ShareProject, UnshareProject, UpdateProject, rules,
};
use crate::access::operations::assignments::must_be_there;
use crate::access::operations::objects::Standing;
use crate::access::rules::sharing::Share;
use crate::access::{Grant, Object, Permission};
use crate::call::Tenant;
use crate::orgs::operations::members::load as must_be_member;
use crate::storage::ProjectsOf;
use crate::teams::operations::place;
use crate::{Error, Page, ProjectId, Result};

/// What a project is called where it is shared and told of.
pub(crate) const KIND: &str = "project";

/// Creates a project: the caller's own, or a team's.
///
/// In a team it takes `projects.create` there; the caller's own, at the organisation.
#[operation(id = "projects.create", kind = change, permission = PROJECTS_CREATE, errors = [NotFound, Conflict, LimitReached])]
pub(crate) async fn create(tenant: &Tenant, input: CreateProject) -> Result<Project> {
    let place = place(tenant, input.team).await?;
    if let Some(owner) = input.owner {
        must_be_member(tenant, owner).await?;
    }
    tenant
        .commit(|now| rules::create(now, tenant.org(), &place, &input))
        .await
}

/// Gets a project. One that the caller may not see is not found.
#[operation(id = "projects.get", kind = read, permission = PROJECTS_READ)]
pub(crate) async fn get(tenant: &Tenant, input: GetProject) -> Result<Project> {
    Ok(load(tenant, input.project).await?.0)
}

/// Lists the projects that the caller sees, by age.
#[operation(id = "projects.list", kind = read, permission = PROJECTS_READ)]
pub(crate) async fn list(tenant: &Tenant, input: ListProjects) -> Result<Page<Project>> {
    let keyset = input.page.in_order(input.order)?;
    let authority = tenant.authority();
    let (principal, now) = (tenant.actor().principal(), tenant.now());
    let visible = authority
        .rights
        .visible(principal, Permission::PROJECTS_READ, now);
    let of = ProjectsOf {
        team: input.team,
        owner: input.owner,
        status: input.status,
    };
    let (storage, view) = (tenant.storage(), tenant.view());
    let read = storage
        .projects(&view, &visible, of, keyset.one_more())
        .await?;
    let (cursor, changed) = (read.head.cursor(), read.head.rights);
    let rows = tenant.see(read)?;
    if changed != authority.changed {
        // Something may be shared with the caller since, as a check would tell.
        return Err(crate::call::stale());
    }
    Ok(Page::of(rows, keyset, |project| project.id.uuid()).at(cursor))
}

/// Changes a project: its name, description, owner, team, status and days.
///
/// Who puts it into a team may create projects there.
#[operation(id = "projects.update", kind = change, permission = PROJECTS_UPDATE, errors = [Conflict])]
pub(crate) async fn update(tenant: &Tenant, input: UpdateProject) -> Result<Project> {
    let (project, standing) = load(tenant, input.project).await?;
    if let Some(owner) = input.owner {
        must_be_member(tenant, owner).await?;
    }
    let mut team = project.team;
    input.team.apply(&mut team);
    let above = place(tenant, team).await?;
    tenant
        .commit(|now| rules::update(now, &project, &standing, &above, &input))
        .await
}

/// Deletes a project.
#[operation(id = "projects.delete", kind = change, permission = PROJECTS_DELETE, errors = [Conflict])]
pub(crate) async fn delete(tenant: &Tenant, input: DeleteProject) -> Result<()> {
    let (project, standing) = load(tenant, input.project).await?;
    // What is shared of it goes with it: nobody shares it meanwhile.
    let unchanged = tenant.unchanged_rights();
    tenant
        .commit(|now| Ok(rules::delete(now, &project, &standing, &input)?.expect(unchanged)))
        .await
}

/// Shares a project with somebody, or changes how it is shared with them.
///
/// Nobody shares more than they may do themselves. A project is shared with at most 1,000
/// holders.
#[operation(id = "projects.share", kind = change, permission = PROJECTS_SHARE, errors = [Conflict, LimitReached])]
pub(crate) async fn share(tenant: &Tenant, input: ShareProject) -> Result<Grant> {
    let (project, standing) = load(tenant, input.project).await?;
    must_be_there(tenant, input.holder).await?;
    let share = Share::with(input.holder, input.level, input.expires_at);
    tenant
        .commit(|now| rules::share(now, &project, &standing, &share))
        .await
}

/// Shares a project with somebody no more, at once and everywhere.
#[operation(id = "projects.unshare", kind = change, permission = PROJECTS_SHARE)]
pub(crate) async fn unshare(tenant: &Tenant, input: UnshareProject) -> Result<()> {
    let (project, standing) = load(tenant, input.project).await?;
    tenant
        .commit(|now| rules::unshare(now, &project, &standing, input.holder))
        .await
}

/// Lists with whom a project is shared, by age.
#[operation(id = "projects.shares", kind = read, permission = PROJECTS_SHARE)]
pub(crate) async fn shares(tenant: &Tenant, input: ListProjectShares) -> Result<Page<Grant>> {
    let (_, standing) = load(tenant, input.project).await?;
    let keyset = input.page.in_order(input.order)?;
    standing
        .shares(tenant, Permission::PROJECTS_SHARE, keyset)
        .await
}

/// A project that the caller sees, and what decides who may do what to it.
pub(crate) async fn load(tenant: &Tenant, id: ProjectId) -> Result<(Project, Standing)> {
    let not_found = || Error::not_found(KIND, id);
    let project = find(tenant, id).await?.ok_or_else(not_found)?;
    let standing = standing(tenant, &project).await?;
    match standing.allows(tenant, Permission::PROJECTS_READ) {
        true => Ok((project, standing)),
        false => Err(not_found()),
    }
}

/// A project, whoever sees it.
pub(crate) async fn find(tenant: &Tenant, id: ProjectId) -> Result<Option<Project>> {
    tenant.see(tenant.storage().project(&tenant.view(), id).await?)
}

async fn standing(tenant: &Tenant, project: &Project) -> Result<Standing> {
    Standing::load(tenant, project.id.into(), project.owner, project.team, &[]).await
}

/// What decides who may do what to a project, if there is one.
pub(crate) async fn find_standing(tenant: &Tenant, object: &Object) -> Result<Option<Standing>> {
    match find(tenant, ProjectId::from_uuid(object.id())).await? {
        Some(project) => standing(tenant, &project).await.map(Some),
        None => Ok(None),
    }
}
