//! The operations on teams: load, decide, commit.

use tenantry_macros::operation;

use super::rules::deletion::Reach;
use super::rules::{deletion, members, teams};
use super::{
    AddTeamMember, Children, CreateTeam, DELETED_MEMBERSHIPS_MAX, DELETED_TEAMS_MAX, DeleteTeam,
    GetTeam, ListDescendants, ListTeamMembers, ListTeams, MoveTeam, RemoveTeamMember, Team,
    TeamMember, UpdateTeam, UpdateTeamMember,
};
use crate::access::operations::assignments::{given_to, live, placed};
use crate::access::{Holder, Permission, Place, Principal, RoleInfo};
use crate::call::Tenant;
use crate::orgs::operations::members::load as must_be_member;
use crate::page::Keyset;
use crate::storage::TeamsOf;
use crate::{Error, ErrorKind, Page, Result, TeamId};

/// Creates a team, at the top of the tree or below another.
///
/// The caller answers for it unless somebody else is named, and holds the owner's role
/// in it and in all teams below.
#[operation(id = "teams.create", kind = change, permission = TEAMS_CREATE, errors = [Conflict, LimitReached])]
pub(crate) async fn create(tenant: &Tenant, input: CreateTeam) -> Result<Team> {
    let place = place_below(tenant, input.parent).await?;
    if let Some(owner) = input.owner {
        must_be_member(tenant, owner).await?;
    }
    let given = match input.parent {
        Some(parent) => given_below(tenant, parent).await?,
        None => Vec::new(),
    };
    let created = tenant
        .commit(|now| teams::create(now, tenant.org(), &place, &given, &input))
        .await;
    match (created, input.parent) {
        // Without roles in teams nothing was read of the parent: it may not be there, and
        // what is not there is not denied.
        (Err(error), Some(parent))
            if crate::call::is_stale(&error) || error.kind() == ErrorKind::Denied =>
        {
            load(tenant, parent).await?;
            Err(error)
        }
        (created, _) => created,
    }
}

/// Gets a team.
#[operation(id = "teams.get", kind = read, permission = TEAMS_READ)]
pub(crate) async fn get(tenant: &Tenant, input: GetTeam) -> Result<Team> {
    let team = load(tenant, input.team).await?;
    tenant.require_in(Permission::TEAMS_READ, team.id).await?;
    Ok(team)
}

/// Lists teams by age: all of them, those at the top, or those right below one.
#[operation(id = "teams.list", kind = read, permission = TEAMS_READ)]
pub(crate) async fn list(tenant: &Tenant, input: ListTeams) -> Result<Page<Team>> {
    let of = match (input.parent, input.top) {
        (Some(_), true) => return Err(Error::invalid("top", "cannot be combined with `parent`")),
        (Some(parent), false) => TeamsOf::Parent(parent),
        (None, true) => TeamsOf::Top,
        (None, false) => TeamsOf::Org,
    };
    page(tenant, of, input.page.in_order(input.order)?).await
}

/// Lists all teams below one, at any depth, by age.
#[operation(id = "teams.descendants", kind = read, permission = TEAMS_READ)]
pub(crate) async fn descendants(tenant: &Tenant, input: ListDescendants) -> Result<Page<Team>> {
    let team = load(tenant, input.team).await?;
    page(
        tenant,
        TeamsOf::Below(team.id),
        input.page.in_order(input.order)?,
    )
    .await
}

/// Changes a team's name, description or owner.
#[operation(id = "teams.update", kind = change, permission = TEAMS_UPDATE, errors = [Conflict])]
pub(crate) async fn update(tenant: &Tenant, input: UpdateTeam) -> Result<Team> {
    let team = load(tenant, input.team).await?;
    let place = tenant.place(team.id).await?;
    let mut given = Vec::new();
    if let Some(owner) = input.owner {
        must_be_member(tenant, owner).await?;
        given = given_to(tenant, team.id).await?;
    }
    tenant
        .commit(|now| teams::update(now, &place, &team, &given, &input))
        .await
}

/// Moves a team, with all teams below it, under another team or to the top.
///
/// Whoever owns a team above may do in it what its owner may: who moves it below another team
/// holds all of that. A team cannot be moved below itself, also not by two moves at once.
#[operation(id = "teams.move", kind = change, permission = TEAMS_UPDATE, errors = [Conflict])]
pub(crate) async fn relocate(tenant: &Tenant, input: MoveTeam) -> Result<Team> {
    let team = load(tenant, input.team).await?;
    let place = path(tenant, team.id).await?;
    let above = match input.parent {
        Some(parent) => path(tenant, parent).await?,
        None => Place::Org,
    };
    let given = match input.parent {
        Some(parent) => given_below(tenant, parent).await?,
        None => Vec::new(),
    };
    let unchanged = tenant.unchanged_rights();
    tenant
        .commit(|now| {
            let moved = teams::relocate(now, &place, &above, &team, &given, &input)?;
            Ok(moved.expect(unchanged))
        })
        .await
}

/// Deletes a team, with a choice of what happens to the teams below it.
///
/// At most 1,000 teams below are deleted or promoted in one call, and at most 10,000
/// memberships end.
#[operation(id = "teams.delete", kind = change, permission = TEAMS_DELETE, errors = [Conflict, LimitReached])]
pub(crate) async fn delete(tenant: &Tenant, input: DeleteTeam) -> Result<()> {
    let team = load(tenant, input.team).await?;
    let place = tenant.place(team.id).await?;
    // The rule asks again. Here it keeps everybody else from having a thousand teams read.
    tenant.require(Permission::TEAMS_DELETE, &place)?;
    let reach = reach(tenant, &team, input.children).await?;
    let unchanged = tenant.unchanged_rights();
    tenant
        .commit(|now| Ok(deletion::delete(now, &place, &team, &reach, &input)?.expect(unchanged)))
        .await
}

/// Lists the members of a team.
#[operation(id = "team_members.list", kind = read, permission = TEAMS_READ)]
pub(crate) async fn list_members(
    tenant: &Tenant,
    input: ListTeamMembers,
) -> Result<Page<TeamMember>> {
    let team = load(tenant, input.team).await?;
    tenant.require_in(Permission::TEAMS_READ, team.id).await?;
    let keyset = input.page.in_order(input.order)?;
    let read = tenant
        .storage()
        .team_members(&tenant.view(), team.id, keyset.one_more())
        .await?;
    let cursor = read.head.cursor();
    let rows = tenant.see(read)?;
    Ok(Page::of(rows, keyset, |member| member.principal.uuid()).at(cursor))
}

/// Adds a member of the organisation to a team, with a role that reaches all teams below.
#[operation(id = "team_members.add", kind = change, permission = TEAMS_MANAGE, errors = [Conflict])]
pub(crate) async fn add_member(tenant: &Tenant, input: AddTeamMember) -> Result<TeamMember> {
    let team = load(tenant, input.team).await?;
    let place = tenant.place(team.id).await?;
    must_be_member(tenant, input.principal).await?;
    let given = given_to(tenant, team.id).await?;
    tenant
        .commit(|now| members::add(now, &place, &team, &given, &input))
        .await
}

/// Changes a member's role in a team.
#[operation(id = "team_members.update", kind = change, permission = TEAMS_MANAGE, errors = [Conflict])]
pub(crate) async fn update_member(tenant: &Tenant, input: UpdateTeamMember) -> Result<TeamMember> {
    let member = load_member(tenant, input.team, input.principal).await?;
    let place = tenant.place(input.team).await?;
    tenant
        .commit(|now| members::update(now, &place, &member, &input))
        .await
}

/// Removes a member from a team. Everybody may leave by themselves.
#[operation(id = "team_members.remove", kind = change, permission = TEAMS_MANAGE)]
pub(crate) async fn remove_member(tenant: &Tenant, input: RemoveTeamMember) -> Result<()> {
    let member = load_member(tenant, input.team, input.principal).await?;
    let place = tenant.place(input.team).await?;
    tenant
        .commit(|now| members::remove(now, &place, &member))
        .await
}

pub(crate) async fn load(tenant: &Tenant, id: TeamId) -> Result<Team> {
    tenant
        .see(tenant.storage().team(&tenant.view(), id).await?)?
        .ok_or_else(|| Error::not_found("team", id))
}

async fn load_member(tenant: &Tenant, team: TeamId, principal: Principal) -> Result<TeamMember> {
    tenant
        .see(
            tenant
                .storage()
                .team_member(&tenant.view(), team, principal)
                .await?,
        )?
        .ok_or_else(|| Error::not_found("member", principal.uuid()))
}

/// Where something is made: in a team that there is, or in none.
pub(crate) async fn place(tenant: &Tenant, team: Option<TeamId>) -> Result<Place> {
    match team {
        Some(team) => tenant.place(load(tenant, team).await?.id).await,
        None => Ok(Place::Org),
    }
}

async fn place_below(tenant: &Tenant, parent: Option<TeamId>) -> Result<Place> {
    match parent {
        Some(parent) => tenant.place(parent).await,
        None => Ok(Place::Org),
    }
}

/// The whole path of a team, whoever asks: cycles are found in it.
pub(crate) async fn path(tenant: &Tenant, team: TeamId) -> Result<Place> {
    let path = tenant.see(tenant.storage().team_path(&tenant.view(), team).await?)?;
    if path.is_empty() {
        return Err(Error::not_found("team", team));
    }
    Ok(Place::Team(path))
}

async fn page(tenant: &Tenant, of: TeamsOf, keyset: Keyset) -> Result<Page<Team>> {
    tenant.require(Permission::TEAMS_READ, &Place::Org)?;
    let read = tenant
        .storage()
        .teams(&tenant.view(), of, keyset.one_more())
        .await?;
    let cursor = read.head.cursor();
    let rows = tenant.see(read)?;
    Ok(Page::of(rows, keyset, |team| team.id.uuid()).at(cursor))
}

/// The roles that whoever is in a team below this one gets by it.
async fn given_below(tenant: &Tenant, parent: TeamId) -> Result<Vec<(Place, RoleInfo)>> {
    let given = tenant
        .storage()
        .given_to_team(&tenant.view(), parent)
        .await?;
    let mut given = tenant.see(given)?;
    given.retain(|given| matches!(given.assignment.holder, Holder::Subtree(_)));
    placed(tenant, live(&given, tenant.now())).await
}

/// What a deletion reaches: no more than it takes to decide it. Who adds something meanwhile
/// changes rights, which the deletion expects not to.
async fn reach(tenant: &Tenant, team: &Team, children: Children) -> Result<Reach> {
    let (of, limit) = match children {
        Children::Refuse => (TeamsOf::Parent(team.id), 1),
        Children::Promote => (TeamsOf::Parent(team.id), DELETED_TEAMS_MAX + 1),
        Children::Delete => (TeamsOf::Below(team.id), DELETED_TEAMS_MAX + 1),
    };
    let (view, keyset) = (tenant.view(), Keyset::first(limit as u32));
    let below = tenant.see(tenant.storage().teams(&view, of, keyset).await?)?;
    let goes = match children {
        Children::Delete => below.as_slice(),
        Children::Refuse | Children::Promote => &[],
    };
    if goes.len() > DELETED_TEAMS_MAX {
        // They are too many, whoever is in them.
        return Ok(Reach {
            below,
            memberships: 0,
        });
    }
    let teams: Vec<TeamId> = goes.iter().chain([team]).map(|team| team.id).collect();
    let limit = DELETED_MEMBERSHIPS_MAX as u32 + 1;
    let counted = tenant.storage().team_members_count(&view, &teams, limit);
    let memberships = tenant.see(counted.await?)?;
    Ok(Reach { below, memberships })
}
