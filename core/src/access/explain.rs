//! Why a decision is what it is: the rule that decided, as data and in words.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Permission, Permissions, Place, Role};
use crate::TeamId;

/// Whether something is allowed, and the rule that decided it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Explanation {
    /// Whether it is allowed.
    pub allowed: bool,
    /// The rule that decided.
    pub rule: Rule,
    /// The role that the rule speaks of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// The team that the role is held in; absent where it is the organisation's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// The same as a sentence.
    pub because: String,
}

/// The rules that decide.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Allowed: the system may do everything.
    System,
    /// Allowed: the role at the organisation holds it, everywhere in it.
    OrgRole,
    /// Allowed: a role in the team, or in one above it, holds it.
    TeamRole,
    /// Refused: no role that reaches here holds it.
    NoRole,
    /// Refused: a role holds it, but the caller's API key does not carry it.
    NotCarried,
    /// Refused: the person is suspended.
    Suspended,
}

/// What somebody holds in an organisation, by where it comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Held<'a> {
    /// The role at the organisation.
    pub(crate) role: Role,
    /// The roles in teams.
    pub(crate) team_roles: &'a [(TeamId, Role)],
    /// What the credential carries of them.
    pub(crate) carried: Permissions,
    /// Whether the person is suspended.
    pub(crate) suspended: bool,
}

impl Explanation {
    /// The system's.
    pub(crate) fn of_system() -> Self {
        Self {
            allowed: true,
            rule: Rule::System,
            role: None,
            team: None,
            because: "the system may do everything; what it does is journalled".to_owned(),
        }
    }

    /// Of what somebody holds.
    ///
    /// INVARIANT: allows what [`Rights::allows`](super::Rights::allows) does.
    pub(crate) fn of(held: Held<'_>, permission: Permission, place: &Place) -> Self {
        let giver = giver(held, permission, place);
        let rule = match giver {
            _ if held.suspended => Rule::Suspended,
            None => Rule::NoRole,
            Some(_) if !held.carried.holds(permission) => Rule::NotCarried,
            Some((_, None)) => Rule::OrgRole,
            Some((_, Some(_))) => Rule::TeamRole,
        };
        let (role, team) = giver.unwrap_or((held.role, None));
        Self {
            allowed: matches!(rule, Rule::OrgRole | Rule::TeamRole),
            rule,
            role: Some(role),
            team,
            because: words(rule, role, team, permission),
        }
    }
}

/// The role that gives the permission at a place: the organisation's before a team's, the
/// nearest team before those above it.
fn giver(held: Held<'_>, permission: Permission, place: &Place) -> Option<(Role, Option<TeamId>)> {
    if held.role.permissions().holds(permission) {
        return Some((held.role, None));
    }
    let Place::Team(path) = place else {
        return None;
    };
    let gives = |(_, role): &&(TeamId, Role)| role.in_team().holds(permission);
    // From the back: of several roles in one team the first is named.
    let givers = held.team_roles.iter().rev().filter(gives);
    let givers: BTreeMap<TeamId, Role> = givers.copied().collect();
    let nearest = path.iter().find(|team| givers.contains_key(team))?;
    Some((givers[nearest], Some(*nearest)))
}

fn words(rule: Rule, role: Role, team: Option<TeamId>, permission: Permission) -> String {
    let held_in = team.map_or_else(
        || "at the organisation".to_owned(),
        |team| format!("in the team `{team}`"),
    );
    match rule {
        Rule::OrgRole => {
            format!("the role `{role}` at the organisation holds `{permission}`, everywhere in it")
        }
        Rule::TeamRole => {
            format!("the role `{role}` {held_in} holds `{permission}`, there and below")
        }
        Rule::NoRole => format!(
            "no role that reaches here holds `{permission}`; the one at the organisation is `{role}`"
        ),
        Rule::NotCarried => format!(
            "the role `{role}` {held_in} holds `{permission}`, but the API key does not carry it"
        ),
        Rule::Suspended => "the person is suspended and may do nothing".to_owned(),
        Rule::System => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::access::Rights;

    fn team(number: u128) -> TeamId {
        TeamId::from_uuid(Uuid::from_u128(number))
    }

    #[test]
    fn what_is_explained_is_what_is_decided() {
        let places = [
            Place::Org,
            Place::Team(vec![team(1)]),
            Place::Team(vec![team(2), team(1)]),
            Place::Team(vec![team(3)]),
        ];
        let carried = [
            Permissions::EVERY,
            Permissions::of(&[Permission::TEAMS_READ, Permission::TEAMS_UPDATE]),
        ];
        for (role, in_team) in Role::ALL
            .iter()
            .flat_map(|role| Role::ALL.map(|in_team| (*role, in_team)))
        {
            for carried in carried {
                let team_roles = [(team(1), in_team), (team(2), Role::Viewer)];
                let rights = Rights::of(role, &team_roles, carried);
                let held = Held {
                    role,
                    team_roles: &team_roles,
                    carried,
                    suspended: false,
                };
                for (permission, place) in Permission::ALL
                    .iter()
                    .flat_map(|p| places.iter().map(move |place| (*p, place)))
                {
                    let explained = Explanation::of(held, permission, place);
                    let allows = rights.allows(permission, place);
                    assert_eq!(
                        explained.allowed, allows,
                        "{explained:?} of {held:?} at {place:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_rule_that_decided_is_named() {
        let team_roles = [(team(1), Role::Manager), (team(2), Role::Viewer)];
        let held = Held {
            role: Role::Member,
            team_roles: &team_roles,
            carried: Permissions::EVERY,
            suspended: false,
        };
        let scoped = Held {
            carried: Permissions::of(&[Permission::TEAMS_READ]),
            ..held
        };
        let suspended = Held {
            suspended: true,
            ..held
        };
        let below = Place::Team(vec![team(2), team(1)]);
        for (held, permission, place, rule, in_team) in [
            (held, Permission::TEAMS_READ, &below, Rule::OrgRole, None),
            (
                held,
                Permission::TEAMS_UPDATE,
                &below,
                Rule::TeamRole,
                Some(team(1)),
            ),
            (
                held,
                Permission::TEAMS_UPDATE,
                &Place::Org,
                Rule::NoRole,
                None,
            ),
            (
                scoped,
                Permission::TEAMS_UPDATE,
                &below,
                Rule::NotCarried,
                Some(team(1)),
            ),
            (
                suspended,
                Permission::TEAMS_READ,
                &below,
                Rule::Suspended,
                None,
            ),
        ] {
            let explained = Explanation::of(held, permission, place);
            assert_eq!(
                (explained.rule, explained.team),
                (rule, in_team),
                "{explained:?}"
            );
        }
    }
}
