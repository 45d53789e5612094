//! The rules of membership: who may come, who may go, and that an owner stays.

use crate::access::{Permission, Place, Principal, Role, RoleInfo};
use crate::call::{Decision, Outcome, Told, check_version};
use crate::directory::{Affiliation, User, UserStatus};
use crate::orgs::{Member, Org, UpdateMember};
use crate::storage::{Counter, Expect, Key, Row, Sweep};
use crate::teams::Team;
use crate::{Error, ErrorKind, OrgId, Result, Time, UserId};

/// The most members, people and service accounts, of one organisation.
pub const MEMBERS_MAX: i64 = 100_000;

/// The most organisations that one person belongs to: whatever happens to a person happens
/// in each of them, in one commit.
pub const ORGS_OF_PERSON_MAX: i64 = 1_000;

/// The most teams that a leaving member hands over in one commit.
pub const INHERITED_TEAMS_MAX: u32 = 1_000;

pub(crate) fn add(
    now: &Decision<'_>,
    org: &Org,
    user: &User,
    role: Role,
) -> Result<Outcome<Member>> {
    now.require(Permission::MEMBERS_MANAGE, &Place::Org)?;
    now.require_cover(role, &Place::Org)?;
    if user.status != UserStatus::Active {
        return Err(Error::conflict(
            "user_not_active",
            "only an active person can become a member",
        ));
    }
    let member = new(org.id, Principal::User(user.id), role);
    let told = about(&member).with("role", role.name());
    let told = told.touching(member.principal).widens();
    let listed = affiliation_told(org, user.id.uuid()).widens();
    let outcome = Outcome::new(member.clone(), org.id).insert(Row::Member(member));
    Ok(owners_up(outcome, role)
        .count_up(Counter::Members, MEMBERS_MAX)
        .tell(now, told)
        .then_in(org.directory)
        .expect(Expect::Version(Key::User(user.id), user.version))
        .insert(Row::Affiliation(Affiliation {
            directory: org.directory,
            user: user.id,
            org: org.id,
        }))
        .count_up(Counter::Orgs(user.id), ORGS_OF_PERSON_MAX)
        .tell(now, listed))
}

pub(crate) fn update(
    now: &Decision<'_>,
    member: &Member,
    input: &UpdateMember,
) -> Result<Outcome<Member>> {
    now.require(Permission::MEMBERS_MANAGE, &Place::Org)?;
    now.require_cover(member.role, &Place::Org)?;
    now.require_cover(input.role, &Place::Org)?;
    check_version(input.if_version, member.version)?;
    let to = Member {
        role: input.role,
        version: member.version + 1,
        updated_at: Time::OF_COMMIT,
        ..member.clone()
    };
    let told = about(&to)
        .changed("role", member.role.name(), to.role.name())
        .touching(to.principal);
    // Whoever has another role has no more what is shared with that one, though it holds more.
    let told = match to.role == member.role {
        true => told,
        false => told.narrows(),
    };
    let outcome = Outcome::new(to.clone(), member.org)
        .update(Row::Member(member.clone()), Row::Member(to.clone()));
    let outcome = match (counts_as_owner(member), counts_as_owner(&to)) {
        (true, false) => owners_down(outcome),
        (false, true) => outcome.count_up(Counter::Owners, MEMBERS_MAX),
        _ => outcome,
    };
    Ok(outcome.tell(now, told))
}

/// Removes a person. Everybody may leave by themselves.
pub(crate) fn remove(
    now: &Decision<'_>,
    org: &Org,
    member: &Member,
    estate: &Estate,
) -> Result<Outcome<()>> {
    if !now.is_of(member.principal) {
        now.require(Permission::MEMBERS_MANAGE, &Place::Org)?;
        now.require_cover(member.role, &Place::Org)?;
    }
    let outcome = leaves(now, member, estate)?;
    let Principal::User(user) = member.principal else {
        return Err(Error::not_found("member", member.principal.uuid()));
    };
    let affiliation = Affiliation {
        directory: org.directory,
        user,
        org: org.id,
    };
    let listed = affiliation_told(org, user.uuid()).narrows();
    Ok(outcome
        .then_in(org.directory)
        .delete(Row::Affiliation(affiliation))
        .count_down(Counter::Orgs(user), 0)
        .tell(now, listed))
}

/// What a member leaves behind.
pub(crate) struct Estate {
    /// The teams that they own, or one more than may pass.
    pub(crate) owned: Vec<Team>,
    /// What they were given through these teams and through subtrees: whoever owns the teams
    /// after them gets no more by it.
    pub(crate) given: Vec<(Place, RoleInfo)>,
    /// Who takes the teams over.
    pub(crate) heir: Option<Principal>,
}

/// What any member's leaving does inside the organisation.
pub(super) fn leaves(now: &Decision<'_>, member: &Member, estate: &Estate) -> Result<Outcome<()>> {
    let Estate { owned, given, heir } = estate;
    if owned.len() > INHERITED_TEAMS_MAX as usize {
        return Err(Error::new(
            ErrorKind::LimitReached,
            "too_many_teams",
            format!("they own over {INHERITED_TEAMS_MAX} teams; hand some over first"),
        )
        .with("max", INHERITED_TEAMS_MAX));
    }
    let mut outcome = Outcome::new((), member.org);
    if !owned.is_empty() {
        let heir = heir
            .filter(|heir| *heir != member.principal)
            .ok_or_else(|| {
                Error::conflict(
                    "owns_teams",
                    format!(
                        "they own {} teams; name somebody who takes them over",
                        owned.len()
                    ),
                )
                .with("teams", owned.len())
            })?;
        now.require_cover_of_all(given)?;
        outcome = outcome.while_present(Key::Member(heir.uuid()));
        outcome = owned
            .iter()
            .try_fold(outcome, |outcome, team| inherit(now, outcome, team, heir))?;
    }
    let outcome = outcome
        .sweep(Sweep::TeamsOf(member.principal))
        .sweep(Sweep::Assignments(member.principal.uuid()))
        .delete(Row::Member(member.clone()))
        .count_down(Counter::Members, 0);
    let outcome = if counts_as_owner(member) {
        owners_down(outcome)
    } else {
        outcome
    };
    let told = about(member)
        .with("role", member.role.name())
        .with("removed", true)
        .touching(member.principal)
        .narrows();
    Ok(outcome.tell(now, told))
}

/// Hands a team over. Its owner holds the owner's role in it, which whoever gives it must
/// hold: in a team of one's own one does.
fn inherit<T>(
    now: &Decision<'_>,
    outcome: Outcome<T>,
    team: &Team,
    heir: Principal,
) -> Result<Outcome<T>> {
    now.require_cover(Role::Owner, &Place::Team(vec![team.id]))?;
    let to = Team {
        owner: heir,
        version: team.version + 1,
        updated_at: Time::OF_COMMIT,
        ..team.clone()
    };
    let told = Told::about("team", team.id.uuid())
        .changed(
            "owner",
            team.owner.uuid().to_string(),
            heir.uuid().to_string(),
        )
        .seen_with(Permission::TEAMS_READ)
        .in_team(team.id)
        .concerns(heir.uuid())
        .touching(team.owner)
        .touching(heir)
        .narrows();
    Ok(outcome
        .update(Row::Team(team.clone()), Row::Team(to))
        .tell(now, told))
}

pub(super) fn new(org: OrgId, principal: Principal, role: Role) -> Member {
    Member {
        org,
        principal,
        role,
        suspended: false,
        version: 1,
        created_at: Time::OF_COMMIT,
        updated_at: Time::OF_COMMIT,
    }
}

/// Whether a member is one of the owners of whom one must stay.
pub(crate) fn counts_as_owner(member: &Member) -> bool {
    member.role == Role::Owner && !member.suspended
}

fn owners_up<T>(outcome: Outcome<T>, role: Role) -> Outcome<T> {
    if role == Role::Owner {
        outcome.count_up(Counter::Owners, MEMBERS_MAX)
    } else {
        outcome
    }
}

pub(crate) fn owners_down<T>(outcome: Outcome<T>) -> Outcome<T> {
    outcome.count_down(Counter::Owners, 1)
}

pub(crate) fn about(member: &Member) -> Told {
    Told::about("member", member.principal.uuid())
        .with("kind", member.principal.kind())
        .seen_with(Permission::MEMBERS_READ)
        .concerns(member.principal.uuid())
}

fn affiliation_told(org: &Org, user: uuid::Uuid) -> Told {
    Told::about("user", user)
        .with("org", org.id.to_string())
        .concerns(user)
        .touching(Principal::User(UserId::from_uuid(user)))
}
