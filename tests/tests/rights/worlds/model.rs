//! The rules told again, after DESIGN's section on rights and `docs/DECISIONS.md`: naive, by
//! recursion over plain lists. What the built-in roles hold is told to it.

use tenantry::TeamId;
use tenantry::access::{Holder, PermissionName, Principal, RoleInfo};

use super::facts::{Gift, Given, Model, What, Who};

impl Model {
    pub(super) fn allows(&self, who: &Who, what @ What(name, place, object): &What) -> bool {
        let mut members = self.members.iter().filter(|of| of.principal == who.0);
        let acts = members.any(|of| !of.suspended);
        let carries = who.1.as_ref().is_none_or(|only| only.contains(name));
        let reaches = || beyond(what).is_none_or(|all| self.allows(who, &What(all, None, None)));
        let mut named = self.permissions.iter().filter(|of| of.name == *name);
        let least = named.find_map(|of| of.level);
        let gives = |gift: &Gift| match gift {
            Gift::Role(role, None) => holds(role, None, name) && reaches(),
            Gift::Role(role, at) => holds(role, *at, name) && self.in_at(*place, *at),
            Gift::Share(of, level) => {
                let is_of_it = Some(of) == object.as_ref() && name.as_str().starts_with(of.kind());
                is_of_it && least.is_some_and(|least| *level >= least)
            }
        };
        let mut given = self.given.iter().filter(|given| gives(&given.1));
        acts && carries && given.any(|given| self.has(who.0, given))
    }

    /// Whether somebody has what was given: now, and in the membership that they have.
    pub(super) fn has(&self, who: Principal, Given(holder, _, since, until): &Given) -> bool {
        let mut members = self.members.iter().filter(|member| member.principal == who);
        let stays = holder.principal().is_none() || members.any(|of| *since >= of.created_at);
        stays && self.is_among(who, *holder) && until.is_none_or(|until| self.now < until)
    }

    pub(super) fn is_among(&self, who: Principal, holder: Holder) -> bool {
        let is_role = |gift: &Gift, id| matches!(gift, Gift::Role(role, None) if role.id == id);
        let mut given = self.given.iter();
        let mut teams = self.in_teams.iter().filter(|(member, _)| *member == who);
        match holder {
            Holder::Team(team) => teams.any(|(_, own)| *own == team),
            Holder::Subtree(top) => teams.any(|(_, own)| self.in_at(Some(*own), Some(top))),
            Holder::Role(id) => given.any(|given| is_role(&given.1, id) && self.has(who, given)),
            holder => matches!(holder, Holder::Org(_)) || holder.principal() == Some(who),
        }
    }

    /// Whether a place is another or below it.
    pub(super) fn in_at(&self, place: Option<TeamId>, top: Option<TeamId>) -> bool {
        let mut teams = self.teams.iter().filter(|(team, _)| Some(*team) == place);
        place == top || teams.any(|(_, above)| self.in_at(*above, top))
    }
}

/// Whether a role holds something where it is held.
pub(super) fn holds(role: &RoleInfo, at: Option<TeamId>, name: &PermissionName) -> bool {
    let is_own = role.every_own && name.built_in().is_none();
    counts(name, at) && (is_own || role.permissions.contains(name))
}

/// What concerns the organisation as a whole does not count in a team.
pub(super) fn counts(name: &PermissionName, at: Option<TeamId>) -> bool {
    let (room, verb) = name.as_str().split_once('.').unwrap();
    let of_teams = room == "teams" || SEEN.contains(&room) && !["all", "configure"].contains(&verb);
    at.is_none() || name.built_in().is_none() || of_teams || name.as_str() == "access.manage"
}

/// What one who has something at the organisation needs beside it to do it to what is not theirs.
fn beyond(What(name, place, object): &What) -> Option<PermissionName> {
    let (room, verb) = name.as_str().split_once('.').unwrap();
    let is_kept = object.iter().any(|of| of.kind() == "task");
    let for_oneself = verb == "create" && place.is_none() && !is_kept;
    let is_own = for_oneself || ["all", "configure"].contains(&verb);
    (SEEN.contains(&room) && !is_own).then(|| format!("{room}.all").parse().unwrap())
}

/// The rooms whose things are seen one by one.
const SEEN: [&str; 2] = ["projects", "tasks"];
