//! What somebody may do to which things: one value, tested in memory by a check and bound into
//! the statements of a list.

use super::{Grant, Holder, Level, Permission, Place, Principal, Rights};
use crate::tasks::Assignee;
use crate::{TeamId, Time};

/// The things of one kind to which somebody may do one thing.
///
/// A thing is among them if any of this holds, and a list returns exactly those that are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visible {
    /// Every thing of the organisation is.
    pub all: bool,
    /// Things of these teams are, and of all teams below them.
    pub teams: Vec<TeamId>,
    /// Things that this principal owns are.
    pub owner: Option<Principal>,
    /// Things that are shared with one of these are, at this level or more, and those that are
    /// assigned to one of them, if the level is not above [`Assignee::LEVEL`].
    pub holders: Vec<Holder>,
    /// How much of a thing has to be shared.
    pub level: Level,
    /// What was shared with a person or service account itself before that, or assigned to it, was
    /// with a membership that has ended.
    pub joined_at: Time,
    /// What ended by itself by then is not shared any more.
    pub now: Time,
}

/// A thing that is asked about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Thing<'a> {
    /// Its team with the teams above, or nowhere.
    pub(crate) place: &'a Place,
    /// Who owns it.
    pub(crate) owner: Principal,
    /// Whom it is assigned to.
    pub(crate) assignees: &'a [Assignee],
    /// What is shared of it.
    pub(crate) grants: &'a [Grant],
}

impl Rights {
    /// The things to which one may do what a permission says; only those that one has to do with
    /// are looked at one by one.
    pub(crate) fn visible(
        &self,
        principal: Option<Principal>,
        permission: Permission,
        now: Time,
    ) -> Visible {
        let carries = self.carried.holds(permission);
        let in_teams = self.in_teams.iter();
        let in_teams = in_teams.filter(|(_, held)| held.holds(permission));
        Visible {
            all: self.beyond_teams.holds(permission),
            teams: in_teams.map(|(team, _)| *team).collect(),
            owner: principal.filter(|_| carries),
            holders: match (carries, permission.level()) {
                (true, Some(_)) => self.holders.iter().copied().collect(),
                _ => Vec::new(),
            },
            level: permission.level().unwrap_or(Level::Manage),
            joined_at: self.joined_at,
            now,
        }
    }
}

impl Visible {
    /// Whether a thing is among them.
    pub(crate) fn sees(&self, thing: Thing<'_>) -> bool {
        let is_in_team = match thing.place {
            Place::Team(path) => path.iter().any(|team| self.teams.contains(team)),
            Place::Org | Place::Loose => false,
        };
        let assignees = thing.assignees;
        let is_assigned = || assignees.iter().any(|assignee| self.has(assignee));
        let is_own = is_in_team || self.owner == Some(thing.owner) || is_assigned();
        self.all || is_own || self.shared(thing.grants)
    }

    /// Whether all things that are among others are among these.
    pub(crate) fn covers(&self, others: &Self) -> bool {
        let has_team = |team| self.teams.contains(team);
        let has_holder = |holder| self.holders.contains(holder);
        let has_own = others.owner.is_none() || self.owner == others.owner;
        let has_shared = self.level <= others.level && others.holders.iter().all(has_holder);
        self.all || !others.all && others.teams.iter().all(has_team) && has_own && has_shared
    }

    /// Whether so much of a thing is had by whom it is assigned to, and it is to them.
    #[must_use]
    pub fn has(&self, assignee: &Assignee) -> bool {
        Assignee::LEVEL >= self.level
            && self.holders.contains(&assignee.holder)
            && (assignee.holder.principal().is_none() || assignee.assigned_at >= self.joined_at)
    }

    fn shared(&self, grants: &[Grant]) -> bool {
        grants.iter().any(|grant| self.reaches(grant))
    }

    /// Whether a grant shares enough of a thing with them.
    #[must_use]
    pub fn reaches(&self, grant: &Grant) -> bool {
        grant.level >= self.level
            && self.holders.contains(&grant.holder)
            && grant.expires_at.is_none_or(|end| self.now < end)
            && (grant.holder.principal().is_none() || grant.created_at >= self.joined_at)
    }
}
