//! The rules of teams: pure, no await, no clock, no store.

use super::{
    Children, CreateTeam, DeleteTeam, MoveTeam, Team, TeamMember, UpdateTeam, UpdateTeamMember,
};
use crate::access::{Permission, Place, Principal, Role};
use crate::call::{Decision, Outcome, Told, check_version};
use crate::storage::{Counter, Key, Row, Sweep};
use crate::{Error, ErrorKind, OrgId, Result, TeamId, Time, text};

/// The most teams of one organisation.
pub const TEAMS_MAX: i64 = 100_000;

/// The most teams below that one deletion takes along or moves.
pub const DELETED_TEAMS_MAX: usize = 1_000;

/// The most memberships that one deletion ends: its commit keeps a store's only writer.
pub const DELETED_MEMBERSHIPS_MAX: usize = 10_000;

pub(super) fn create(
    now: &Decision<'_>,
    org: OrgId,
    place: &Place,
    input: &CreateTeam,
) -> Result<Outcome<Team>> {
    now.require(Permission::TEAMS_CREATE, place)?;
    let owner = owner(now, input.owner)?;
    let id = TeamId::from_uuid(now.id());
    if now.identity.actor.principal() != Some(owner) {
        // Its owner holds the owner's role in it: nobody gives what they do not hold.
        now.require_cover(Role::Owner, &place.below(id))?;
    }
    let team = Team {
        org,
        id,
        parent: input.parent,
        owner,
        name: text::name("name", &input.name)?,
        description: description(input.description.as_deref())?,
        version: 1,
        created_at: Time::OF_COMMIT,
        updated_at: Time::OF_COMMIT,
    };
    let told = about(&team)
        .with("name", team.name.as_str())
        .with("parent", id_or_null(team.parent))
        .with("owner", owner.uuid().to_string())
        .widens();
    let mut outcome = Outcome::new(team.clone(), org)
        .while_present(Key::Member(owner.uuid()))
        .insert(Row::Team(team))
        .count_up(Counter::Teams, TEAMS_MAX);
    if let Some(parent) = input.parent {
        outcome = outcome.while_present(Key::Team(parent));
    }
    Ok(outcome.tell(now, told))
}

pub(super) fn update(
    now: &Decision<'_>,
    place: &Place,
    team: &Team,
    input: &UpdateTeam,
) -> Result<Outcome<Team>> {
    now.require(Permission::TEAMS_UPDATE, place)?;
    check_version(input.if_version, team.version)?;
    let mut to = Team {
        version: team.version + 1,
        updated_at: Time::OF_COMMIT,
        ..team.clone()
    };
    if let Some(name) = &input.name {
        to.name = text::name("name", name)?;
    }
    let described = input
        .description
        .clone()
        .try_map(|text| text::prose("description", &text))?;
    described.apply(&mut to.description);
    let mut told = about(&to)
        .changed("name", team.name.as_str(), to.name.as_str())
        .with("described", to.description != team.description);
    let mut outcome = Outcome::new(to.clone(), team.org);
    if let Some(owner) = input.owner.filter(|owner| *owner != team.owner) {
        now.require_cover(Role::Owner, place)?;
        to.owner = owner;
        told = told
            .changed(
                "owner",
                team.owner.uuid().to_string(),
                owner.uuid().to_string(),
            )
            .concerns(team.owner.uuid())
            .narrows();
        outcome = Outcome::new(to.clone(), team.org).while_present(Key::Member(owner.uuid()));
    }
    Ok(outcome
        .update(Row::Team(team.clone()), Row::Team(to))
        .tell(now, told))
}

/// Moves a team with everything below it. `above` is where it goes, its path up to the top.
pub(super) fn relocate(
    now: &Decision<'_>,
    place: &Place,
    above: &Place,
    team: &Team,
    input: &MoveTeam,
) -> Result<Outcome<Team>> {
    now.require(Permission::TEAMS_UPDATE, place)?;
    now.require(Permission::TEAMS_CREATE, above)?;
    check_version(input.if_version, team.version)?;
    if let Place::Team(path) = above
        && path.contains(&team.id)
    {
        return Err(Error::conflict(
            "cycle",
            "a team cannot be moved below itself",
        ));
    }
    let to = Team {
        parent: input.parent,
        version: team.version + 1,
        updated_at: Time::OF_COMMIT,
        ..team.clone()
    };
    let told = about(&to)
        .changed("parent", id_or_null(team.parent), id_or_null(to.parent))
        .narrows();
    let told = team
        .parent
        .into_iter()
        .chain(to.parent)
        .fold(told, Told::in_team);
    let mut outcome = Outcome::new(to.clone(), team.org);
    if let Some(parent) = to.parent {
        outcome = outcome.while_present(Key::Team(parent));
    }
    Ok(outcome
        .update(Row::Team(team.clone()), Row::Team(to))
        .tell(now, told))
}

/// What a deletion reaches.
pub(super) struct Reach {
    /// The teams below that it has to do with, or one more than may be.
    pub(super) below: Vec<Team>,
    /// How many memberships end, or one more than may.
    pub(super) memberships: usize,
}

/// Deletes a team.
///
/// Teams right below that are promoted move up to where it was, which needs what moving them
/// there would.
pub(super) fn delete(
    now: &Decision<'_>,
    place: &Place,
    team: &Team,
    reach: &Reach,
    input: &DeleteTeam,
) -> Result<Outcome<()>> {
    let below = reach.below.as_slice();
    now.require(Permission::TEAMS_DELETE, place)?;
    if input.children == Children::Promote && !below.is_empty() {
        now.require(Permission::TEAMS_UPDATE, place)?;
        now.require(Permission::TEAMS_CREATE, &above(place, team))?;
    }
    check_version(input.if_version, team.version)?;
    let outcome = Outcome::new((), team.org);
    let outcome = match input.children {
        _ if below.len() > DELETED_TEAMS_MAX => return Err(too_many()),
        Children::Refuse if !below.is_empty() => return Err(has_children()),
        _ if reach.memberships > DELETED_MEMBERSHIPS_MAX => return Err(too_many_memberships()),
        Children::Refuse => outcome,
        Children::Promote => promoted(now, outcome, team, below),
        Children::Delete => below
            .iter()
            .fold(outcome, |outcome, team| deleted(now, outcome, team)),
    };
    Ok(deleted(now, outcome, team))
}

fn has_children() -> Error {
    Error::conflict(
        "has_children",
        "there are teams below this one; choose whether they are promoted or deleted",
    )
}

fn too_many() -> Error {
    Error::new(
        ErrorKind::LimitReached,
        "too_many_teams",
        format!("there are over {DELETED_TEAMS_MAX} teams below; delete them in parts"),
    )
    .with("max", DELETED_TEAMS_MAX)
}

fn too_many_memberships() -> Error {
    Error::new(
        ErrorKind::LimitReached,
        "too_many_memberships",
        format!(
            "over {DELETED_MEMBERSHIPS_MAX} memberships would end; delete teams below in parts, \
             or remove members first"
        ),
    )
    .with("max", DELETED_MEMBERSHIPS_MAX)
}

fn promoted<T>(
    now: &Decision<'_>,
    outcome: Outcome<T>,
    team: &Team,
    children: &[Team],
) -> Outcome<T> {
    children.iter().fold(outcome, |outcome, child| {
        let to = Team {
            parent: team.parent,
            version: child.version + 1,
            updated_at: Time::OF_COMMIT,
            ..child.clone()
        };
        let told = about(&to)
            .changed("parent", id_or_null(child.parent), id_or_null(to.parent))
            .in_team(team.id)
            .narrows();
        outcome
            .update(Row::Team(child.clone()), Row::Team(to))
            .tell(now, told)
    })
}

/// Where a team hangs. Its own place may be told without the teams above it.
fn above(place: &Place, team: &Team) -> Place {
    match (team.parent, place) {
        (None, _) => Place::Org,
        (Some(_), Place::Team(path)) if path.len() > 1 => Place::Team(path[1..].to_vec()),
        (Some(parent), _) => Place::Team(vec![parent]),
    }
}

fn deleted<T>(now: &Decision<'_>, outcome: Outcome<T>, team: &Team) -> Outcome<T> {
    let told = about(team)
        .with("name", team.name.as_str())
        .with("deleted", true)
        .concerns(team.owner.uuid())
        .narrows();
    let told = team.parent.into_iter().fold(told, Told::in_team);
    outcome
        .sweep(Sweep::TeamMembers(team.id))
        .delete(Row::Team(team.clone()))
        .count_down(Counter::Teams, 0)
        .tell(now, told)
}

pub(super) fn add_member(
    now: &Decision<'_>,
    place: &Place,
    team: &Team,
    principal: Principal,
    role: Role,
) -> Result<Outcome<TeamMember>> {
    now.require(Permission::TEAMS_MANAGE, place)?;
    now.require_cover(role, place)?;
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

pub(super) fn update_member(
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
    let told = if to.role.permissions().covers(member.role.permissions()) {
        told.widens()
    } else {
        told.narrows()
    };
    Ok(Outcome::new(to.clone(), member.org)
        .update(Row::TeamMember(member.clone()), Row::TeamMember(to))
        .tell(now, told))
}

/// Removes a member from a team; everybody may leave.
pub(super) fn remove_member(
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

fn owner(now: &Decision<'_>, named: Option<Principal>) -> Result<Principal> {
    named
        .or(now.identity.actor.principal())
        .ok_or_else(|| Error::invalid("owner", "must be named by the system"))
}

fn description(text: Option<&str>) -> Result<Option<String>> {
    text.map(|text| text::prose("description", text))
        .transpose()
}

fn about(team: &Team) -> Told {
    Told::about("team", team.id.uuid())
        .seen_with(Permission::TEAMS_READ)
        .in_team(team.id)
}

fn about_member(member: &TeamMember) -> Told {
    Told::about("team", member.team.uuid())
        .with("member", member.principal.uuid().to_string())
        .seen_with(Permission::TEAMS_READ)
        .in_team(member.team)
        .concerns(member.principal.uuid())
}

fn id_or_null(team: Option<TeamId>) -> serde_json::Value {
    team.map_or(serde_json::Value::Null, |team| team.to_string().into())
}
