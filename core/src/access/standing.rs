//! What somebody holds in an organisation: which roles, where, and through whom.

use super::holder::Holders;
use super::{
    Grant, Grounds, Holder, Level, Permission, PermissionName, Permissions, Principal, Role, Touch,
};
use crate::orgs::Member;
use crate::storage::OrgStanding;
use crate::tasks::Assignee;
use crate::{LinkId, RoleId, TeamId, Time};

/// A role that somebody holds now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HeldRole {
    pub(crate) id: RoleId,
    pub(crate) name: String,
    /// What it allows where it is held: in a team, what counts there.
    pub(crate) permissions: Permissions,
    /// The team that it reaches, with all below; the organisation if absent.
    pub(crate) team: Option<TeamId>,
    /// The team whose members were given it; absent if they were themselves.
    pub(crate) through: Option<Holder>,
}

/// What somebody holds in an organisation, by where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Held {
    /// The roles: the member's own at the organisation first, then those in teams.
    pub(crate) roles: Vec<HeldRole>,
    /// As whom they are shared with.
    pub(crate) holders: Holders,
    /// What was shared with them before they joined was with a membership that has ended.
    pub(crate) joined_at: Time,
    /// When the first of the roles ends by itself.
    pub(crate) until: Option<Time>,
    /// What the credential carries of it all.
    pub(crate) carried: Permissions,
    /// Whether the person is suspended.
    pub(crate) suspended: bool,
}

impl Held {
    /// What a member holds at a moment.
    pub(crate) fn of(
        standing: &OrgStanding,
        member: &Member,
        carried: &Permissions,
        now: Time,
    ) -> Self {
        let mut roles = vec![built_in(member.role, None)];
        let team_roles = standing.team_roles.iter();
        roles.extend(team_roles.map(|(team, role)| built_in(*role, Some(*team))));
        let assigned = standing.assigned.iter();
        let live = assigned.filter(|assigned| assigned.assignment.is_live(now));
        let until = live.clone().filter_map(|live| live.assignment.expires_at);
        let until = until.min();
        roles.extend(live.filter_map(|live| {
            let (given, role) = (&live.assignment, live.info()?);
            Some(HeldRole {
                id: given.role,
                permissions: match given.team {
                    Some(_) => role.set().in_team(),
                    None => role.set(),
                },
                name: role.name,
                team: given.team,
                through: Some(given.holder).filter(|holder| holder.principal().is_none()),
            })
        }));
        Self {
            holders: holders(standing, member.principal, &roles),
            joined_at: member.created_at,
            until,
            carried: carried.clone(),
            suspended: member.suspended,
            roles,
        }
    }

    /// What whoever has a link holds: what is shared with it, and no role.
    pub(crate) fn of_link(link: LinkId) -> Self {
        Self {
            roles: Vec::new(),
            holders: [Holder::Link(link)].into(),
            joined_at: Time::MIN,
            until: None,
            carried: Permissions::EVERY,
            suspended: false,
        }
    }

    /// Whether what the roles at the organisation hold of a permission reaches into teams.
    pub(crate) fn reaches_beyond_teams(&self, permission: &PermissionName) -> bool {
        let all = permission.built_in().and_then(Permission::beyond_teams);
        let mut at_org = self.roles.iter().filter(|role| role.team.is_none());
        let mut is_held = |all| at_org.any(|role| role.permissions.holds(all));
        all.is_none_or(|all| self.carried.holds(all) && is_held(all))
    }

    /// Whether something is assigned to them, in the membership that they have.
    pub(crate) fn has(&self, assignee: &Assignee) -> bool {
        let is_of_before =
            assignee.holder.principal().is_some() && assignee.assigned_at < self.joined_at;
        self.holders.contains(&assignee.holder) && !is_of_before
    }

    /// Whose rights these stand on: their own, their teams' and those above, and their roles'.
    pub(crate) fn grounds(&self) -> Grounds {
        let holders = self.holders.iter().copied().map(Touch::from);
        let roles = self.roles.iter().map(|role| Touch::Role(role.id));
        Grounds::of(holders.chain(roles))
    }

    /// The most that of these grants is shared with them now, by the grant that does it.
    pub(crate) fn best<'a>(&self, grants: &'a [Grant], now: Time) -> Option<&'a Grant> {
        best(&self.holders, self.joined_at, grants, now)
    }
}

/// Of grants on one object, the one that gives the most now to whoever these holders are.
pub(crate) fn best<'a>(
    holders: &Holders,
    joined_at: Time,
    grants: &'a [Grant],
    now: Time,
) -> Option<&'a Grant> {
    let is_live = |grant: &&Grant| {
        let is_past = grant.expires_at.is_some_and(|end| end <= now);
        let is_of_before = grant.holder.principal().is_some() && grant.created_at < joined_at;
        holders.contains(&grant.holder) && !is_past && !is_of_before
    };
    let live = grants.iter().filter(is_live);
    // Of equals the one that was there first: which is told does not depend on the store.
    live.max_by_key(|grant| (grant.level, std::cmp::Reverse(grant.id)))
}

/// Whether the level is enough for what one wants at least.
pub(crate) fn reaches(best: Option<&Grant>, least: Level) -> bool {
    best.is_some_and(|grant| grant.level >= least)
}

fn built_in(role: Role, team: Option<TeamId>) -> HeldRole {
    HeldRole {
        id: role.id(),
        name: role.name().to_owned(),
        permissions: match team {
            Some(_) => role.in_team(),
            None => role.permissions(),
        },
        team,
        through: None,
    }
}

fn holders(standing: &OrgStanding, principal: Principal, roles: &[HeldRole]) -> Holders {
    let teams = standing.team_roles.iter();
    let above = standing.above.iter();
    let at_org = roles.iter().filter(|role| role.team.is_none());
    [principal.into(), Holder::Org(standing.org.id)]
        .into_iter()
        .chain(teams.map(|(team, _)| Holder::Team(*team)))
        .chain(above.map(|team| Holder::Subtree(*team)))
        .chain(at_org.map(|role| Holder::Role(role.id)))
        .collect()
}

#[cfg(test)]
impl Held {
    /// Of somebody with a role at the organisation and built-in ones in teams.
    pub(crate) fn with(role: Role, in_teams: &[(TeamId, Role)], carried: Permissions) -> Self {
        let in_teams = in_teams.iter();
        let in_teams = in_teams.map(|(team, role)| built_in(*role, Some(*team)));
        Self {
            roles: std::iter::once(built_in(role, None))
                .chain(in_teams)
                .collect(),
            holders: Holders::new(),
            joined_at: Time::MIN,
            until: None,
            carried,
            suspended: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::access::{Actor, Object};
    use crate::{GrantId, OrgId, UserId};

    fn grant(number: u128, holder: Holder, level: Level) -> Grant {
        Grant {
            org: OrgId::from_uuid(Uuid::nil()),
            id: GrantId::from_uuid(Uuid::from_u128(number)),
            object: Object::new("doc", Uuid::nil()).unwrap(),
            holder,
            level,
            expires_at: None,
            given_by: Actor::System,
            version: 1,
            created_at: Time::from_micros(50),
            updated_at: Time::from_micros(50),
        }
    }

    #[test]
    fn the_most_that_is_shared_now_decides() {
        let me = Holder::User(UserId::from_uuid(Uuid::from_u128(1)));
        let team = Holder::Team(TeamId::from_uuid(Uuid::from_u128(2)));
        let other = Holder::Subtree(TeamId::from_uuid(Uuid::from_u128(2)));
        let holders: Holders = [me, team].into();
        let view = grant(1, me, Level::View);
        let edit = grant(2, team, Level::Edit);
        let strangers = grant(3, other, Level::Manage);
        let ended = Grant {
            expires_at: Some(Time::from_micros(100)),
            ..grant(4, team, Level::Manage)
        };
        let at = |joined, now, grants: &[Grant]| {
            let (joined, now) = (Time::from_micros(joined), Time::from_micros(now));
            best(&holders, joined, grants, now).map(|grant| grant.level)
        };
        let all = [view.clone(), edit, strangers, ended];
        assert_eq!(at(0, 99, &all), Some(Level::Manage));
        assert_eq!(at(0, 100, &all), Some(Level::Edit));
        // Of before they joined: their own is over, their team's is not.
        assert_eq!(at(51, 100, &all), Some(Level::Edit));
        assert_eq!(at(51, 100, &all[..1]), None);
        assert_eq!(at(50, 100, &all[..1]), Some(Level::View));
        assert!(!reaches(Some(&view), Level::Comment) && reaches(Some(&view), Level::View));
    }
}
