//! What becomes of teams when one is deleted.

use super::teams::about;
use crate::access::{Permission, Place};
use crate::call::{Decision, Outcome, Told, check_version, text_or_null};
use crate::storage::{Counter, Row, Sweep};
use crate::teams::{Children, DeleteTeam, Team};
use crate::{Error, ErrorKind, Result, Time};

/// The most teams below that one deletion takes along or moves.
pub const DELETED_TEAMS_MAX: usize = 1_000;

/// The most memberships that one deletion ends: its commit keeps a store's only writer.
pub const DELETED_MEMBERSHIPS_MAX: usize = 10_000;

/// What a deletion reaches.
pub(in crate::teams) struct Reach {
    /// The teams below that it has to do with, or one more than may be.
    pub(in crate::teams) below: Vec<Team>,
    /// How many memberships end, or one more than may.
    pub(in crate::teams) memberships: u64,
}

/// Deletes a team.
///
/// Teams right below that are promoted move up to where it was, which needs what moving them
/// there would.
pub(in crate::teams) fn delete(
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
        _ if reach.memberships > DELETED_MEMBERSHIPS_MAX as u64 => {
            return Err(too_many_memberships());
        }
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
            .changed(
                "parent",
                text_or_null(child.parent),
                text_or_null(to.parent),
            )
            .in_team(team.id)
            .narrows();
        outcome
            .update(Row::Team(child.clone()), Row::Team(to))
            .tell(now, told)
    })
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
        .sweep(Sweep::Assignments(team.id.uuid()))
        .delete(Row::Team(team.clone()))
        .count_down(Counter::Teams, 0)
        .tell(now, told)
}

/// Where a team hangs. Its own place may be told without the teams above it.
fn above(place: &Place, team: &Team) -> Place {
    match (team.parent, place) {
        (None, _) => Place::Org,
        (Some(_), Place::Team(path)) if path.len() > 1 => Place::Team(path[1..].to_vec()),
        (Some(parent), _) => Place::Team(vec![parent]),
    }
}
