//! The rules told again, after DESIGN's section on rights and `docs/DECISIONS.md`: naive, by
//! recursion over plain lists. What the built-in roles hold is told to it.

use tenantry::access::{
    Grant, Holder, Level, Object, Permission, PermissionInfo, PermissionName, Principal, RoleInfo,
};
use tenantry::orgs::Member;
use tenantry::tasks::Task;
use tenantry::{RoleId, TeamId, Time};

/// Everything that rights are made of.
#[derive(Debug)]
pub(super) struct Model {
    pub(super) now: Time,
    pub(super) members: Vec<Member>,
    /// Each team, and the one above it.
    pub(super) teams: Vec<(TeamId, Option<TeamId>)>,
    /// Who belongs to which team, its owner included.
    pub(super) in_teams: Vec<(Principal, TeamId)>,
    pub(super) roles: Vec<RoleInfo>,
    pub(super) permissions: Vec<PermissionInfo>,
    /// Every role that anybody has, by a membership, as an owner, or given to them.
    pub(super) given: Vec<Given>,
    pub(super) grants: Vec<Grant>,
    pub(super) tasks: Vec<Task>,
    /// With whom tasks are shared.
    pub(super) shares: Vec<Grant>,
}

/// To whom, which role, in which team, until when.
pub(super) type Given = (Holder, RoleId, Option<TeamId>, Option<Time>);

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

impl Model {
    pub(super) fn allows(&self, who: &Who, What(name, place, object): &What) -> bool {
        let carries = |name: &PermissionName| who.1.as_ref().is_none_or(|only| only.contains(name));
        let own = self.permissions.iter().find(|own| own.name == *name);
        let needed = object.as_ref().zip(own.and_then(|own| own.level));
        let shared = needed.is_some_and(|(of, needed)| self.level(who.0, of) >= Some(needed));
        let held = self.held(who.0);
        let whole = |all| {
            carries(all)
                && held
                    .iter()
                    .any(|(role, at)| at.is_none() && self.holds(*role, *at, all))
        };
        let stays = stays(name, *place);
        let by_role = held.iter().any(|(role, at)| {
            let reaches = at.is_some() || stays.as_ref().is_none_or(whole);
            reaches && self.holds(*role, *at, name) && self.in_at(*place, *at)
        });
        self.can_act(who.0) && carries(name) && (by_role || shared)
    }

    /// What somebody may do to a task, which may be of a team that is gone.
    pub(super) fn does(&self, who: &Who, name: &PermissionName, task: &Task) -> bool {
        let team = task
            .team
            .filter(|team| self.teams.iter().any(|(id, _)| id == team));
        let needed = name.built_in().and_then(Permission::level);
        let joined = self.member(who.0).map(|member| member.created_at);
        let is_assigned = task.assignees.iter().any(|one| {
            let lives = one.holder.principal().is_none() || Some(one.assigned_at) >= joined;
            lives && self.is_among(who.0, one.holder)
        });
        let level = match (task.owner == who.0, is_assigned) {
            (true, _) => Some(Level::Manage),
            (false, true) => self.level(who.0, &task.id.into()).max(Some(Level::Edit)),
            (false, false) => self.level(who.0, &task.id.into()),
        };
        let carried = who.1.as_ref().is_none_or(|only| only.contains(name));
        let by_role = self.allows(who, &What(name.clone(), team, None));
        self.can_act(who.0) && carried && (by_role || needed.is_some() && level >= needed)
    }

    /// The roles that somebody has, each with where it is held.
    pub(super) fn held(&self, who: Principal) -> Vec<(RoleId, Option<TeamId>)> {
        let mine = |(holder, .., end): &&Given| self.is_live(*end) && self.is_among(who, *holder);
        let mine = self.given.iter().filter(mine);
        mine.map(|(_, role, at, _)| (*role, *at)).collect()
    }

    pub(super) fn holds(&self, role: RoleId, at: Option<TeamId>, name: &PermissionName) -> bool {
        let own = name.built_in().is_none();
        let roles = self.roles.iter().filter(|row| row.id == role);
        let mut held = roles.map(|role| role.permissions.contains(name) || own && role.every_own);
        counts(name, at) && held.any(|held| held)
    }

    /// The most of an object that is shared with somebody now, in the membership that they have.
    pub(super) fn level(&self, who: Principal, object: &Object) -> Option<Level> {
        let joined = self.member(who)?.created_at;
        let mine = |grant: &&Grant| match grant.holder {
            Holder::Role(role) => self.held(who).contains(&(role, None)),
            Holder::User(_) | Holder::Service(_) if grant.created_at < joined => false,
            holder => self.is_among(who, holder),
        };
        let live = |grant: &&Grant| grant.object == *object && self.is_live(grant.expires_at);
        let grants = self.grants.iter().chain(&self.shares);
        let shared = grants.filter(live).filter(mine);
        shared.map(|grant| grant.level).max()
    }

    pub(super) fn is_among(&self, who: Principal, holder: Holder) -> bool {
        let mut teams = self.in_teams.iter().filter(|(member, _)| *member == who);
        match holder {
            Holder::Team(team) => teams.any(|(_, own)| *own == team),
            Holder::Subtree(top) => teams.any(|(_, own)| self.in_at(Some(*own), Some(top))),
            holder => matches!(holder, Holder::Org(_)) || holder.principal() == Some(who),
        }
    }

    /// Whether a place is another or below it.
    pub(super) fn in_at(&self, place: Option<TeamId>, top: Option<TeamId>) -> bool {
        let mut teams = self.teams.iter().filter(|(team, _)| Some(*team) == place);
        place == top || teams.any(|(_, above)| self.in_at(*above, top))
    }

    pub(super) fn member(&self, who: Principal) -> Option<&Member> {
        self.members.iter().find(|member| member.principal == who)
    }

    pub(super) fn can_act(&self, who: Principal) -> bool {
        self.member(who).is_some_and(|member| !member.suspended)
    }

    pub(super) fn is_live(&self, end: Option<Time>) -> bool {
        end.is_none_or(|end| self.now < end)
    }
}

/// What concerns the organisation as a whole does not count in a team.
pub(super) fn counts(name: &PermissionName, at: Option<TeamId>) -> bool {
    let (room, verb) = name.as_str().split_once('.').unwrap();
    let of_teams = room == "teams" || SEEN.contains(&room) && !["all", "configure"].contains(&verb);
    at.is_none() || name.built_in().is_none() || of_teams || name.as_str() == "access.manage"
}

/// What a permission at the organisation takes beside it to reach beyond what is one's own.
pub(super) fn stays(name: &PermissionName, place: Option<TeamId>) -> Option<PermissionName> {
    let (room, verb) = name.as_str().split_once('.').unwrap();
    let is_own = ["all", "configure"].contains(&verb) || verb == "create" && place.is_none();
    (SEEN.contains(&room) && !is_own).then(|| format!("{room}.all").parse().unwrap())
}

/// The rooms whose things are seen one by one.
const SEEN: [&str; 2] = ["projects", "tasks"];
