//! The operations on assignments: who is given which role.

use tenantry_macros::operation;

use super::roles;
use crate::access::rules::assignments;
use crate::access::{
    Assignment, CreateAssignment, DeleteAssignment, GetAssignment, Holder, ListAssignments,
    Permission, Place, RoleInfo, UpdateAssignment,
};
use crate::call::Tenant;
use crate::orgs::operations::members::load as must_be_member;
use crate::storage::{Assigned, AssignmentsOf};
use crate::teams::operations::{load as load_team, place};
use crate::{AssignmentId, Error, ErrorKind, Page, Result, TeamId, Time};

/// Gives a role to a person, a service account or the members of a team: at the organisation,
/// or in a team and all teams below it.
///
/// Nobody gives a role that holds more than they do there. One holder is given at most 1,000.
#[operation(id = "assignments.create", kind = change, permission = ACCESS_MANAGE, errors = [NotFound, Conflict, LimitReached])]
pub(crate) async fn create(tenant: &Tenant, input: CreateAssignment) -> Result<Assignment> {
    let place = place(tenant, input.team).await?;
    let role = roles::load(tenant, input.role).await?;
    must_be_there(tenant, input.holder).await?;
    tenant
        .commit(|now| assignments::create(now, tenant.org(), &place, &role, &input))
        .await
}

/// Gets an assignment. Everybody may get their own.
#[operation(id = "assignments.get", kind = read, permission = MEMBERS_READ)]
pub(crate) async fn get(tenant: &Tenant, input: GetAssignment) -> Result<Assignment> {
    let given = load(tenant, input.assignment).await?;
    may_see(tenant, Some(given.holder))?;
    Ok(given)
}

/// Lists assignments by age: all, or by one of holder, role and team. Everybody may list their own.
#[operation(id = "assignments.list", kind = read, permission = MEMBERS_READ)]
pub(crate) async fn list(tenant: &Tenant, input: ListAssignments) -> Result<Page<Assignment>> {
    let of = match (input.holder, input.role, input.team) {
        (None, None, None) => AssignmentsOf::Org,
        (Some(holder), None, None) => AssignmentsOf::Holder(holder),
        (None, Some(role), None) => AssignmentsOf::Role(role),
        (None, None, Some(team)) => AssignmentsOf::Team(team),
        _ => {
            let why = "only one of `holder`, `role` and `team` can be named";
            return Err(Error::invalid("holder", why));
        }
    };
    let keyset = input.page.in_order(input.order)?;
    let (storage, view) = (tenant.storage(), tenant.view());
    let read = storage.assignments(&view, of, keyset.one_more()).await?;
    let cursor = read.head.cursor();
    let rows = tenant.see(read)?;
    may_see(tenant, input.holder)?;
    Ok(Page::of(rows, keyset, |given| given.id.uuid()).at(cursor))
}

/// Changes until when a role is given.
#[operation(id = "assignments.update", kind = change, permission = ACCESS_MANAGE, errors = [Conflict])]
pub(crate) async fn update(tenant: &Tenant, input: UpdateAssignment) -> Result<Assignment> {
    let given = load(tenant, input.assignment).await?;
    let place = place(tenant, given.team).await?;
    let role = roles::load(tenant, given.role).await?;
    tenant
        .commit(|now| assignments::update(now, &place, &given, &role, &input))
        .await
}

/// Takes a role back, at once and everywhere. Everybody may put down their own.
#[operation(id = "assignments.delete", kind = change, permission = ACCESS_MANAGE)]
pub(crate) async fn delete(tenant: &Tenant, input: DeleteAssignment) -> Result<()> {
    let given = load(tenant, input.assignment).await?;
    let place = place(tenant, given.team).await?;
    let role = match roles::load(tenant, given.role).await {
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        role => Some(role?),
    };
    tenant
        .commit(|now| assignments::delete(now, &place, &given, role.as_ref()))
        .await
}

async fn load(tenant: &Tenant, id: AssignmentId) -> Result<Assignment> {
    tenant
        .see(tenant.storage().assignment(&tenant.view(), id).await?)?
        .ok_or_else(|| Error::not_found("assignment", id))
}

/// The roles that whoever joins a team gets by it, each with where it is held: nobody takes
/// somebody in who would hold more by it than they do.
pub(crate) async fn given_to(tenant: &Tenant, team: TeamId) -> Result<Vec<(Place, RoleInfo)>> {
    let given = tenant.storage().given_to_team(&tenant.view(), team).await?;
    let given = tenant.see(given)?;
    placed(tenant, live(&given, tenant.now())).await
}

/// The roles that were given and have not ended by themselves, each with where it is held.
pub(crate) fn live(
    given: &[Assigned],
    now: Time,
) -> impl Iterator<Item = (Option<TeamId>, RoleInfo)> {
    let live = given
        .iter()
        .filter(move |given| given.assignment.is_live(now));
    live.filter_map(|given| Some((given.assignment.team, given.info()?)))
}

/// Roles with where they are held. The teams above one are read only for callers who hold less
/// everywhere than the role does there.
pub(crate) async fn placed(
    tenant: &Tenant,
    roles: impl Iterator<Item = (Option<TeamId>, RoleInfo)>,
) -> Result<Vec<(Place, RoleInfo)>> {
    let everywhere = &tenant.authority().rights.beyond_teams;
    let mut placed = Vec::new();
    for (team, role) in roles {
        let place = match team {
            None => Place::Org,
            Some(team) if everywhere.covers(&role.set().in_team()) => Place::Team(vec![team]),
            Some(team) => tenant.place(team).await?,
        };
        placed.push((place, role));
    }
    Ok(placed)
}

/// Refuses a holder that there is not. Of roles and the organisation the rules know.
pub(crate) async fn must_be_there(tenant: &Tenant, holder: Holder) -> Result<()> {
    match (holder.principal(), holder) {
        (Some(principal), _) => must_be_member(tenant, principal).await.map(drop),
        (None, Holder::Team(team) | Holder::Subtree(team)) => {
            load_team(tenant, team).await.map(drop)
        }
        (None, Holder::Role(role)) => roles::load(tenant, role).await.map(drop),
        (None, Holder::Link(_)) => {
            let why = "must not be a link: `links.create` makes one with what it is for";
            Err(Error::invalid("holder", why))
        }
        (None, _) => Ok(()),
    }
}

fn may_see(tenant: &Tenant, holder: Option<Holder>) -> Result<()> {
    let own = tenant.actor().principal().map(Holder::from);
    let carries = tenant
        .authority()
        .rights
        .carried
        .holds(Permission::MEMBERS_READ);
    if carries && own.is_some() && holder == own {
        return Ok(());
    }
    tenant.require(Permission::MEMBERS_READ, &Place::Org)
}
