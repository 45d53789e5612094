//! Why a decision is what it is: the rule that decided, as data and in words.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::standing::{Held, HeldRole};
use super::{Grant, Holder, Level, Permission, PermissionName, Place, Principal};
use crate::tasks::Assignee;
use crate::{GrantId, TeamId, Time};

/// Whether something is allowed, and the rule that decided it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Explanation {
    /// Whether it is allowed.
    pub allowed: bool,
    /// The rule that decided.
    pub rule: Rule,
    /// The role that the rule speaks of, by its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The team that the role is held in; absent where it is the organisation's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// The team whose members the role or the object was given to, or the link to it, where it was
    /// not given to them alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through: Option<Holder>,
    /// The grant that the rule speaks of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant: Option<GrantId>,
    /// How much of the object the grant gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
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
    /// Allowed: a role at the organisation holds it, everywhere in it.
    OrgRole,
    /// Allowed: a role in the team, or in one above it, holds it.
    TeamRole,
    /// Allowed: the object is theirs.
    Owner,
    /// Allowed: the object is assigned to them.
    Assigned,
    /// Allowed: the object is shared with them, and at a level that holds it.
    Shared,
    /// Refused: no role that reaches here holds it.
    NoRole,
    /// Refused: no role that reaches here holds it, and no sharing of the object does.
    NotShared,
    /// Refused: a role or a sharing holds it, but the caller's API key does not carry it.
    NotCarried,
    /// Refused: the person is suspended.
    Suspended,
}

/// What is asked: may they do this, here, to this?
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question<'a> {
    pub(crate) permission: &'a PermissionName,
    pub(crate) place: &'a Place,
    pub(crate) thing: Option<Asked<'a>>,
    pub(crate) now: Time,
}

/// An object that is asked about, as it is shared.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'a> {
    /// The level that holds the permission; absent if none does.
    pub(crate) level: Option<Level>,
    /// Who owns it, if that is known.
    pub(crate) owner: Option<Principal>,
    pub(crate) assignees: &'a [Assignee],
    pub(crate) grants: &'a [Grant],
}

/// What gives the permission.
enum Giver<'a> {
    Role(&'a HeldRole),
    Owner,
    Assignee(&'a Assignee),
    Grant(&'a Grant),
}

impl Explanation {
    /// The system's.
    pub(crate) fn of_system() -> Self {
        let because = "the system may do everything; what it does is journalled".to_owned();
        Self::new(true, Rule::System, because)
    }

    fn new(allowed: bool, rule: Rule, because: String) -> Self {
        Self {
            allowed,
            rule,
            role: None,
            team: None,
            through: None,
            grant: None,
            level: None,
            because,
        }
    }

    /// Of what somebody holds.
    ///
    /// INVARIANT: allows what [`Rights`](super::Rights) does.
    pub(crate) fn of(held: &Held, question: Question<'_>) -> Self {
        let giver = giver(held, question);
        let rule = match &giver {
            _ if held.suspended => Rule::Suspended,
            None if question.thing.is_some() => Rule::NotShared,
            None => Rule::NoRole,
            Some(_) if !held.carried.holds_named(question.permission) => Rule::NotCarried,
            Some(Giver::Role(role)) if role.team.is_none() => Rule::OrgRole,
            Some(Giver::Role(_)) => Rule::TeamRole,
            Some(Giver::Owner) => Rule::Owner,
            Some(Giver::Assignee(_)) => Rule::Assigned,
            Some(Giver::Grant(_)) => Rule::Shared,
        };
        let allowed = matches!(
            rule,
            Rule::OrgRole | Rule::TeamRole | Rule::Owner | Rule::Assigned | Rule::Shared
        );
        let because = words(rule, giver.as_ref(), held, question.permission);
        let whole = Self::new(allowed, rule, because);
        match giver {
            Some(Giver::Role(role)) => Self {
                role: Some(role.name.clone()),
                team: role.team,
                through: role.through,
                ..whole
            },
            Some(Giver::Grant(grant)) => Self {
                through: Some(grant.holder).filter(|holder| holder.principal().is_none()),
                grant: Some(grant.id),
                level: Some(grant.level),
                ..whole
            },
            Some(Giver::Assignee(assignee)) => Self {
                through: Some(assignee.holder).filter(|holder| holder.principal().is_none()),
                ..whole
            },
            Some(Giver::Owner) => whole,
            None => Self {
                role: held.roles.first().map(|role| role.name.clone()),
                ..whole
            },
        }
    }
}

/// What gives the permission: a role before a sharing, the organisation's roles before a team's,
/// the nearest team before those above it.
fn giver<'a>(held: &'a Held, question: Question<'a>) -> Option<Giver<'a>> {
    let roles = held.roles.iter();
    let gives = |role: &&HeldRole| role.permissions.holds_named(question.permission);
    let mut givers: BTreeMap<Option<TeamId>, &HeldRole> = BTreeMap::new();
    // From the back: of several roles in one place the first is named.
    for role in roles.rev().filter(gives) {
        givers.insert(role.team, role);
    }
    let name = question.permission;
    let beyond = held.reaches_beyond_teams(name);
    let for_oneself = name.built_in().is_some_and(Permission::is_for_oneself);
    let (at_org, path) = match question.place {
        Place::Org => (beyond || for_oneself, &[] as &[TeamId]),
        Place::Loose => (beyond, &[] as &[TeamId]),
        Place::Team(path) => (beyond, path.as_slice()),
    };
    let reaching = at_org.then_some(None).into_iter();
    let reaching = reaching.chain(path.iter().copied().map(Some));
    let role = reaching.filter_map(|place| givers.get(&place)).next();
    if let Some(role) = role {
        return Some(Giver::Role(role));
    }
    let thing = question.thing?;
    let owns = |owner: Principal| held.holders.contains(&owner.into());
    if thing.owner.is_some_and(owns) {
        return Some(Giver::Owner);
    }
    let level = thing.level?;
    let mut assignees = thing.assignees.iter();
    let assigned = assignees.find(|assignee| level <= Assignee::LEVEL && held.has(assignee));
    let best = || held.best(thing.grants, question.now);
    let shared = || best().filter(|best| best.level >= level).map(Giver::Grant);
    assigned.map(Giver::Assignee).or_else(shared)
}

fn words(rule: Rule, giver: Option<&Giver<'_>>, held: &Held, name: &PermissionName) -> String {
    let given = match giver {
        Some(Giver::Role(role)) => told(role),
        Some(Giver::Grant(grant)) => {
            let level = grant.level.name();
            format!(
                "the object is shared with {} at `{level}`, which",
                whom(grant.holder)
            )
        }
        Some(Giver::Owner) => "the object is theirs, which".to_owned(),
        Some(Giver::Assignee(assignee)) => {
            format!("the object is assigned to {}, which", whom(assignee.holder))
        }
        None => String::new(),
    };
    let own = held.roles.first().map_or("none", |role| role.name.as_str());
    match rule {
        Rule::OrgRole => format!("{given} holds `{name}`, everywhere in it"),
        Rule::TeamRole => format!("{given} holds `{name}`, there and below"),
        Rule::Owner | Rule::Assigned | Rule::Shared => format!("{given} holds `{name}`"),
        Rule::NoRole => format!(
            "no role that reaches here holds `{name}`; the one at the organisation is `{own}`"
        ),
        Rule::NotShared => format!(
            "no role that reaches here holds `{name}`, and the object is not shared with them at \
             a level that does; the role at the organisation is `{own}`"
        ),
        Rule::NotCarried => format!("{given} holds `{name}`, but the API key does not carry it"),
        Rule::Suspended => "the person is suspended and may do nothing".to_owned(),
        Rule::System => String::new(),
    }
}

/// `the role `manager` in the team `0190…``
fn told(role: &HeldRole) -> String {
    let place = match role.team {
        Some(team) => format!("in the team `{team}`"),
        None => "at the organisation".to_owned(),
    };
    let name = &role.name;
    match role.through {
        Some(holder) => format!("the role `{name}` {place}, given to {},", whom(holder)),
        None => format!("the role `{name}` {place}"),
    }
}

fn whom(holder: Holder) -> String {
    match holder {
        Holder::User(_) | Holder::Service(_) => "them".to_owned(),
        Holder::Team(team) => format!("the team `{team}`"),
        Holder::Subtree(team) => format!("the team `{team}` and all below"),
        Holder::Role(role) => format!("everybody of the role `{role}`"),
        Holder::Org(_) => "the whole organisation".to_owned(),
        Holder::Link(link) => format!("whoever has the link `{link}`"),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::access::{Permissions, Rights, Role};

    fn team(number: u128) -> TeamId {
        TeamId::from_uuid(Uuid::from_u128(number))
    }

    fn explained(held: &Held, permission: Permission, place: &Place) -> Explanation {
        let question = Question {
            permission: &permission.into(),
            place,
            thing: None,
            now: Time::MIN,
        };
        Explanation::of(held, question)
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
            for carried in &carried {
                let team_roles = [(team(1), in_team), (team(2), Role::Viewer)];
                let held = Held::with(role, &team_roles, carried.clone());
                let rights = Rights::of(held.clone());
                for (permission, place) in Permission::ALL
                    .iter()
                    .flat_map(|p| places.iter().map(move |place| (*p, place)))
                {
                    let explained = explained(&held, permission, place);
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
        let held = Held::with(Role::Member, &team_roles, Permissions::EVERY);
        let scoped = Held {
            carried: Permissions::of(&[Permission::TEAMS_READ]),
            ..held.clone()
        };
        let suspended = Held {
            suspended: true,
            ..held.clone()
        };
        let below = Place::Team(vec![team(2), team(1)]);
        let (read, update) = (Permission::TEAMS_READ, Permission::TEAMS_UPDATE);
        for (held, permission, place, rule, in_team) in [
            (&held, read, &below, Rule::OrgRole, None),
            (&held, update, &below, Rule::TeamRole, Some(team(1))),
            (&held, update, &Place::Org, Rule::NoRole, None),
            (&scoped, update, &below, Rule::NotCarried, Some(team(1))),
            (&suspended, read, &below, Rule::Suspended, None),
        ] {
            let explained = explained(held, permission, place);
            assert_eq!(
                (explained.rule, explained.team),
                (rule, in_team),
                "{explained:?}"
            );
        }
    }
}
