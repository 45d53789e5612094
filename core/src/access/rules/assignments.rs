//! The rules of who is given which role.

use super::super::{
    Assignment, CreateAssignment, Holder, Permission, Place, Role, RoleInfo, UpdateAssignment,
};
use super::{ahead, is_shortened};
use crate::call::{Decision, Outcome, Told, check_version, text_or_null};
use crate::storage::{Counter, Key, Row};
use crate::{AssignmentId, Error, OrgId, Result, Time};

/// The most roles that one holder is given.
pub const ASSIGNMENTS_MAX: i64 = 1_000;

/// Gives a role: one that holds nothing that its giver does not.
pub(crate) fn create(
    now: &Decision<'_>,
    org: OrgId,
    place: &Place,
    role: &RoleInfo,
    input: &CreateAssignment,
) -> Result<Outcome<Assignment>> {
    now.require(Permission::ACCESS_MANAGE, place)?;
    now.require_cover_of(role, place)?;
    ahead(input.expires_at, now.at)?;
    if Role::of_id(role.id) == Some(Role::Owner) {
        let why = "cannot be `owner`: whoever owns an organisation or a team is named there";
        return Err(Error::invalid("role", why));
    }
    let given = Assignment {
        org,
        id: AssignmentId::from_uuid(now.id()),
        holder: input.holder,
        role: role.id,
        team: input.team,
        expires_at: input.expires_at,
        given_by: now.identity.actor,
        version: 1,
        created_at: Time::OF_COMMIT,
        updated_at: Time::OF_COMMIT,
    };
    let there = match given.holder {
        Holder::User(_) | Holder::Service(_) => Key::Member(given.holder.uuid()),
        Holder::Team(team) | Holder::Subtree(team) => Key::Team(team),
        Holder::Role(_) | Holder::Org(_) | Holder::Link(_) => {
            let why = "must be a person, a service account, a team or its subtree";
            return Err(Error::invalid("holder", why));
        }
    };
    let told = about(&given, role)
        .with("expires_at", text_or_null(given.expires_at))
        .widens();
    let mut outcome = Outcome::new(given.clone(), org).while_present(there);
    if let Some(team) = given.team {
        outcome = outcome.while_present(Key::Team(team));
    }
    if !role.built_in {
        outcome = outcome.while_present(Key::Role(role.id));
    }
    Ok(outcome
        .insert(Row::Assignment(given))
        .count_up(Counter::Assignments(input.holder.uuid()), ASSIGNMENTS_MAX)
        .tell(now, told))
}

/// Changes until when a role is given.
pub(crate) fn update(
    now: &Decision<'_>,
    place: &Place,
    given: &Assignment,
    role: &RoleInfo,
    input: &UpdateAssignment,
) -> Result<Outcome<Assignment>> {
    now.require(Permission::ACCESS_MANAGE, place)?;
    now.require_cover_of(role, place)?;
    check_version(input.if_version, given.version)?;
    let mut to = Assignment {
        version: given.version + 1,
        updated_at: Time::OF_COMMIT,
        ..given.clone()
    };
    input.expires_at.apply(&mut to.expires_at);
    ahead(to.expires_at, now.at)?;
    let (before, after) = (given.expires_at, to.expires_at);
    let told = about(&to, role).changed("expires_at", text_or_null(before), text_or_null(after));
    let told = match is_shortened(before, after) {
        true => told.narrows(),
        false => told.widens(),
    };
    Ok(Outcome::new(to.clone(), to.org)
        .update(Row::Assignment(given.clone()), Row::Assignment(to))
        .tell(now, told))
}

/// Takes a role back. Everybody may put down their own.
pub(crate) fn delete(
    now: &Decision<'_>,
    place: &Place,
    given: &Assignment,
    role: Option<&RoleInfo>,
) -> Result<Outcome<()>> {
    if !given.holder.principal().is_some_and(|own| now.is_of(own)) {
        now.require(Permission::ACCESS_MANAGE, place)?;
        if let Some(role) = role {
            now.require_cover_of(role, place)?;
        }
    }
    let told = Told::about("assignment", given.id.uuid());
    let told = heard(told, given).with("removed", true).narrows();
    Ok(Outcome::new((), given.org)
        .delete(Row::Assignment(given.clone()))
        .tell(now, told))
}

fn about(given: &Assignment, role: &RoleInfo) -> Told {
    let told = Told::about("assignment", given.id.uuid()).with("role", role.name.as_str());
    heard(told, given)
}

fn heard(told: Told, given: &Assignment) -> Told {
    let holder = given.holder;
    let told = told
        .with("holder", holder.to_string())
        .with("role_id", given.role.to_string())
        .touching(holder)
        .seen_with(Permission::MEMBERS_READ)
        .concerns(holder.uuid());
    match given.team {
        Some(team) => told.with("team", team.to_string()).in_team(team),
        None => told,
    }
}
