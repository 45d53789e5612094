//! The rules of who belongs to a team.

use crate::access::{Permission, Place, RoleInfo};
use crate::call::{Decision, Outcome, Told, check_version};
use crate::storage::{Key, Row};
use crate::teams::{AddTeamMember, Team, TeamMember, UpdateTeamMember};
use crate::{Result, Time};

/// Takes somebody in. `given` is what they get by it beside the role in the team.
pub(in crate::teams) fn add(
    now: &Decision<'_>,
    place: &Place,
    team: &Team,
    given: &[(Place, RoleInfo)],
    input: &AddTeamMember,
) -> Result<Outcome<TeamMember>> {
    let (principal, role) = (input.principal, input.role);
    now.require(Permission::TEAMS_MANAGE, place)?;
    now.require_cover(role, place)?;
    now.require_cover_of_all(given)?;
    let member = TeamMember {
        org: team.org,
        team: team.id,
        principal,
        role,
        version: 1,
        created_at: Time::OF_COMMIT,
        updated_at: Time::OF_COMMIT,
    };
    let told = about_member(&member).with("role", role.name()).widens();
    Ok(Outcome::new(member.clone(), team.org)
        .while_present(Key::Team(team.id))
        .while_present(Key::Member(principal.uuid()))
        .insert(Row::TeamMember(member))
        .tell(now, told))
}

pub(in crate::teams) fn update(
    now: &Decision<'_>,
    place: &Place,
    member: &TeamMember,
    input: &UpdateTeamMember,
) -> Result<Outcome<TeamMember>> {
    now.require(Permission::TEAMS_MANAGE, place)?;
    now.require_cover(member.role, place)?;
    now.require_cover(input.role, place)?;
    check_version(input.if_version, member.version)?;
    let to = TeamMember {
        role: input.role,
        version: member.version + 1,
        updated_at: Time::OF_COMMIT,
        ..member.clone()
    };
    let told = about_member(&to).changed("role", member.role.name(), to.role.name());
    let told = if to.role.permissions().covers(&member.role.permissions()) {
        told.widens()
    } else {
        told.narrows()
    };
    Ok(Outcome::new(to.clone(), member.org)
        .update(Row::TeamMember(member.clone()), Row::TeamMember(to))
        .tell(now, told))
}

/// Removes a member from a team; everybody may leave.
pub(in crate::teams) fn remove(
    now: &Decision<'_>,
    place: &Place,
    member: &TeamMember,
) -> Result<Outcome<()>> {
    if !now.is_of(member.principal) {
        now.require(Permission::TEAMS_MANAGE, place)?;
        now.require_cover(member.role, place)?;
    }
    let told = about_member(member).with("removed", true).narrows();
    Ok(Outcome::new((), member.org)
        .delete(Row::TeamMember(member.clone()))
        .tell(now, told))
}

fn about_member(member: &TeamMember) -> Told {
    Told::about("team", member.team.uuid())
        .with("member", member.principal.uuid().to_string())
        .seen_with(Permission::TEAMS_READ)
        .in_team(member.team)
        .concerns(member.principal.uuid())
        .touching(member.principal)
}
