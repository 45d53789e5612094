//! The rules of teams and their tree.

use std::collections::BTreeSet;

use crate::access::{Permission, Place, Principal, Role, RoleInfo, Touch};
use crate::call::{Decision, Outcome, Told, check_version, text_or_null};
use crate::storage::{Counter, Key, Row};
use crate::teams::{CreateTeam, MoveTeam, Team, UpdateTeam};
use crate::{Error, OrgId, Result, TeamId, Time, text};

/// The most teams of one organisation.
pub const TEAMS_MAX: i64 = 100_000;

/// Creates a team. `given` is what its owner gets by being below the parent.
pub(in crate::teams) fn create(
    now: &Decision<'_>,
    org: OrgId,
    place: &Place,
    given: &[(Place, RoleInfo)],
    input: &CreateTeam,
) -> Result<Outcome<Team>> {
    now.require(Permission::TEAMS_CREATE, place)?;
    now.require_cover_of_all(given)?;
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
        description: text::description(input.description.as_deref())?,
        version: 1,
        created_at: Time::OF_COMMIT,
        updated_at: Time::OF_COMMIT,
    };
    let told = about(&team)
        .with("name", team.name.as_str())
        .with("parent", text_or_null(team.parent))
        .with("owner", owner.uuid().to_string())
        .touching(Touch::Team(id))
        .touching(owner)
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

/// Changes a team. `given` is what a new owner gets beside the owner's role in it.
pub(in crate::teams) fn update(
    now: &Decision<'_>,
    place: &Place,
    team: &Team,
    given: &[(Place, RoleInfo)],
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
    text::describe(&mut to.description, &input.description)?;
    let mut told = about(&to)
        .changed("name", team.name.as_str(), to.name.as_str())
        .with("described", to.description != team.description);
    let mut outcome = Outcome::new(to.clone(), team.org);
    if let Some(owner) = input.owner.filter(|owner| *owner != team.owner) {
        now.require_cover(Role::Owner, place)?;
        now.require_cover_of_all(given)?;
        to.owner = owner;
        told = told
            .changed(
                "owner",
                team.owner.uuid().to_string(),
                owner.uuid().to_string(),
            )
            .concerns(team.owner.uuid())
            .touching(team.owner)
            .touching(owner)
            .narrows();
        outcome = Outcome::new(to.clone(), team.org).while_present(Key::Member(owner.uuid()));
    }
    Ok(outcome
        .update(Row::Team(team.clone()), Row::Team(to))
        .tell(now, told))
}

/// Moves a team with everything below it. `place` is its whole path up to the top, `above` that
/// of where it goes, and `given` is what its members get by being there.
pub(in crate::teams) fn relocate(
    now: &Decision<'_>,
    place: &Place,
    above: &Place,
    team: &Team,
    given: &[(Place, RoleInfo)],
    input: &MoveTeam,
) -> Result<Outcome<Team>> {
    now.require(Permission::TEAMS_UPDATE, place)?;
    now.require(Permission::TEAMS_CREATE, above)?;
    if has_more_teams(above, place) {
        // Whoever owns one of them gets to hold the owner's role in this one.
        now.require_cover(Role::Owner, place)?;
    }
    now.require_cover_of_all(given)?;
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
        .changed("parent", text_or_null(team.parent), text_or_null(to.parent))
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

/// Whether a place is in teams that another is not in.
fn has_more_teams(place: &Place, than: &Place) -> bool {
    let (Place::Team(path), Place::Team(than)) = (place, than) else {
        return matches!(place, Place::Team(_));
    };
    let than: BTreeSet<&TeamId> = than.iter().collect();
    path.iter().any(|team| !than.contains(team))
}

fn owner(now: &Decision<'_>, named: Option<Principal>) -> Result<Principal> {
    named
        .or(now.identity.actor.principal())
        .ok_or_else(|| Error::invalid("owner", "must be named by the system"))
}

pub(super) fn about(team: &Team) -> Told {
    Told::about("team", team.id.uuid())
        .seen_with(Permission::TEAMS_READ)
        .in_team(team.id)
}
