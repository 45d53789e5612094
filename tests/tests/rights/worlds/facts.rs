//! What the rules are told of: everything that rights are made of.

use std::sync::Arc;

use tenantry::access::{
    Grant, Holder, Level, Object, PermissionInfo, PermissionName, Principal, Role, RoleInfo,
};
use tenantry::orgs::Member;
use tenantry::tasks::Task;
use tenantry::{RoleId, TeamId, Time};

use super::world::World;

/// Everything that rights are made of.
#[derive(Debug)]
pub(super) struct Model {
    pub(super) now: Time,
    pub(super) members: Vec<Member>,
    /// Each team, and the one above it.
    pub(super) teams: Vec<(TeamId, Option<TeamId>)>,
    /// Who belongs to which team, its owner included.
    pub(super) in_teams: Vec<(Principal, TeamId)>,
    pub(super) permissions: Vec<PermissionInfo>,
    /// All that anybody has: who owns a thing was given all of it.
    pub(super) given: Vec<Given>,
}

/// To whom, what, since when, until when.
#[derive(Debug)]
pub(super) struct Given(
    pub(super) Holder,
    pub(super) Gift,
    pub(super) Time,
    pub(super) Option<Time>,
);

#[derive(Debug)]
pub(super) enum Gift {
    /// A role at the organisation, or in a team and those below.
    Role(Arc<RoleInfo>, Option<TeamId>),
    /// So much of an object.
    Share(Object, Level),
}

/// Somebody, and the only permissions that their credential carries, if it is cut.
#[derive(Clone, Debug)]
pub(super) struct Who(pub(super) Principal, pub(super) Option<Vec<PermissionName>>);

/// What is asked: this, here, to this?
#[derive(Clone, Debug)]
pub(super) struct What(
    pub(super) PermissionName,
    pub(super) Option<TeamId>,
    pub(super) Option<Object>,
);

impl World {
    /// Tells the rules of the rows.
    pub(super) fn retell(&mut self) {
        let (teams, members) = (self.teams.iter(), self.team_members.iter());
        let owners = teams.clone().map(|row| (row.owner, row.id, Role::Owner));
        let joined = members.map(|row| (row.principal, row.team, row.role));
        let in_teams: Vec<_> = owners.chain(joined).collect();
        self.model.teams = teams.map(|row| (row.id, row.parent)).collect();
        self.model.in_teams = in_teams.iter().map(|(who, at, _)| (*who, *at)).collect();
        let roles: Vec<_> = self.roles.iter().cloned().map(Arc::new).collect();
        let role = |id: RoleId, at| {
            let role = roles.iter().find(|role| role.id == id).unwrap();
            Gift::Role(role.clone(), at)
        };
        let always = |who: Principal, gift| Given(who.into(), gift, Time::MAX, None);
        let at_org = self.model.members.iter();
        let at_org = at_org.map(|row| always(row.principal, role(row.role.id(), None)));
        let there = in_teams.iter();
        let there = there.map(|(who, at, held)| always(*who, role(held.id(), Some(*at))));
        let given = self.assignments.iter().map(|row| {
            let role = role(row.role, row.team);
            Given(row.holder, role, row.created_at, row.expires_at)
        });
        let shared = self.grants.iter().chain(&self.shares).map(share);
        let tasks = self.tasks.iter().flat_map(of_task);
        let given = at_org.chain(there).chain(given);
        self.model.given = given.chain(shared).chain(tasks).collect();
    }
}

fn share(row: &Grant) -> Given {
    let gift = Gift::Share(row.object.clone(), row.level);
    Given(row.holder, gift, row.created_at, row.expires_at)
}

/// Its owner may do everything to it, and whom it is assigned to may change it.
fn of_task(task: &Task) -> Vec<Given> {
    let gift = |level| Gift::Share(task.id.into(), level);
    let owner = Given(task.owner.into(), gift(Level::Manage), Time::MAX, None);
    let assignees = task.assignees.iter();
    let assignees = assignees.map(|to| Given(to.holder, gift(Level::Edit), to.assigned_at, None));
    assignees.chain([owner]).collect()
}
