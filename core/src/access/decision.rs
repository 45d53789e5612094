//! The one access decision: may this caller do this, here?

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::holder::Holders;
use super::standing::{Held, best, reaches};
use super::{Grant, Level, Object, Permission, PermissionName, Permissions, Role};
use crate::{Error, ErrorKind, Result, TeamId, Time};

/// Where in an organisation something is: what a decision is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The organisation as a whole.
    Org,
    /// A team, with the teams above it: itself first, the top last.
    Team(Vec<TeamId>),
    /// Nowhere: a thing that has no team.
    Loose,
}

impl Place {
    /// The team that the place is, if it is one.
    pub(crate) fn team(&self) -> Option<TeamId> {
        match self {
            Self::Org | Self::Loose => None,
            Self::Team(path) => path.first().copied(),
        }
    }

    /// The place of a team that is right below this one.
    pub(crate) fn below(&self, team: TeamId) -> Self {
        let above = match self {
            Self::Org | Self::Loose => &[],
            Self::Team(path) => path.as_slice(),
        };
        Self::Team(std::iter::once(team).chain(above.iter().copied()).collect())
    }
}

/// What a decision asked for, kept so that it can be asked again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Check {
    /// To hold a permission.
    Allows {
        /// The permission.
        permission: Permission,
        /// The team it was asked in; the whole organisation if absent.
        team: Option<TeamId>,
    },
    /// To hold a permission everywhere, which may be the organisation's own.
    Holds {
        /// The permission.
        holds: PermissionName,
    },
    /// To hold all that a built-in role does, which is given or taken.
    Covers {
        /// The role.
        role: Role,
        /// The team it was asked in; the whole organisation if absent.
        team: Option<TeamId>,
    },
    /// To hold all that a role of the organisation's own does, which is given or taken.
    CoversOwn {
        /// What the role holds.
        permissions: Vec<PermissionName>,
        /// What the role is called.
        name: String,
        /// The team it was asked in; the whole organisation if absent.
        team: Option<TeamId>,
    },
    /// To hold a permission on an object of Tenantry's own, as it stands at the moment of the
    /// question.
    Does {
        /// The permission.
        does: Permission,
        /// The object.
        to: Object,
    },
    /// To have so much of an object shared, as it is shared at the moment of the question, with
    /// a credential that carries a permission.
    Reaches {
        /// The permission.
        carries: Permission,
        /// The object.
        object: Object,
        /// How much of it.
        level: Level,
    },
}

impl Check {
    /// The team it was asked in.
    pub(crate) fn team(&self) -> Option<TeamId> {
        match self {
            Self::Allows { team, .. }
            | Self::Covers { team, .. }
            | Self::CoversOwn { team, .. } => *team,
            Self::Holds { .. } | Self::Reaches { .. } | Self::Does { .. } => None,
        }
    }

    /// Asks: the one access decision, of the first call and of its replays alike.
    pub(crate) fn ask(
        &self,
        rights: &Rights,
        place: &Place,
        grants: &[Grant],
        now: Time,
    ) -> Result<()> {
        match self {
            Self::Allows { permission, .. } if rights.allows(*permission, place) => Ok(()),
            Self::Allows { permission, .. } => Err(denied(*permission, place)),
            Self::Holds { holds } if rights.everywhere.holds_named(holds) => Ok(()),
            Self::Holds { holds } => Err(lacking(holds.as_str())),
            Self::Covers { role, .. } => {
                check_covers(rights, role.name(), &role.permissions(), place)
            }
            Self::CoversOwn {
                permissions, name, ..
            } => check_covers(rights, name, &Permissions::named(permissions), place),
            // Asked of the object itself, which is not here: see `Decision::require_on`.
            Self::Does { does, .. } => Err(denied(*does, place)),
            Self::Reaches { carries, .. } if !rights.carried.holds(*carries) => {
                Err(denied(*carries, place))
            }
            Self::Reaches { level, .. } if reaches(rights.best(grants, now), *level) => Ok(()),
            Self::Reaches { level, .. } => Err(not_shared(*level)),
        }
    }
}

/// What a caller may do in an organisation, as of a position of its journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rights {
    /// What is held at the organisation: what one may give to others there.
    pub(crate) at_org: Permissions,
    /// What of that counts for the organisation as a whole.
    pub(crate) everywhere: Permissions,
    /// What of that reaches into every team, and to what has none.
    pub(crate) beyond_teams: Permissions,
    /// What reaches a team and the teams below it. Found by the team: somebody may have roles
    /// in as many teams as a place has above it, and each check would compare all with all.
    pub(crate) in_teams: BTreeMap<TeamId, Permissions>,
    /// As whom things are shared with the caller.
    pub(crate) holders: Holders,
    /// Since when the caller belongs to the organisation.
    pub(crate) joined_at: Time,
    /// What the caller's credential carries.
    pub(crate) carried: Permissions,
    /// When some of this ends by itself.
    pub(crate) until: Option<Time>,
}

impl Rights {
    /// The rights of what somebody holds, cut to what their credential carries.
    pub(crate) fn of(held: Held) -> Self {
        let mut rights = Self {
            at_org: Permissions::NONE,
            everywhere: Permissions::NONE,
            beyond_teams: Permissions::NONE,
            in_teams: BTreeMap::new(),
            holders: held.holders,
            joined_at: held.joined_at,
            carried: held.carried,
            until: held.until,
        };
        for role in &held.roles {
            let given = role.permissions.and(&rights.carried);
            let held = match role.team {
                None => &mut rights.at_org,
                Some(team) => rights.in_teams.entry(team).or_insert(Permissions::NONE),
            };
            *held = held.or(&given);
        }
        rights.beyond_teams = rights.at_org.beyond_teams();
        rights.everywhere = rights.at_org.as_a_whole();
        rights
    }

    /// Every right there is: the system's.
    pub(crate) fn every() -> Self {
        Self {
            at_org: Permissions::EVERY,
            everywhere: Permissions::EVERY,
            beyond_teams: Permissions::EVERY,
            carried: Permissions::EVERY,
            ..Self::none()
        }
    }

    /// No right at all: what a person holds outside of every organisation.
    pub(crate) fn none() -> Self {
        Self {
            at_org: Permissions::NONE,
            everywhere: Permissions::NONE,
            beyond_teams: Permissions::NONE,
            in_teams: BTreeMap::new(),
            holders: Holders::new(),
            joined_at: Time::MIN,
            carried: Permissions::NONE,
            until: None,
        }
    }

    /// What the caller may do at a place, set by set: by roles at the organisation, and by those
    /// in the team and in the teams above it.
    fn at<'a>(&'a self, place: &'a Place) -> impl Iterator<Item = &'a Permissions> {
        let (at_org, path) = match place {
            Place::Org => (&self.everywhere, &[] as &[TeamId]),
            Place::Loose => (&self.beyond_teams, &[] as &[TeamId]),
            Place::Team(path) => (&self.beyond_teams, path.as_slice()),
        };
        let in_teams = path.iter().filter_map(|team| self.in_teams.get(team));
        std::iter::once(at_org).chain(in_teams)
    }

    /// The decision.
    pub(crate) fn allows(&self, permission: Permission, place: &Place) -> bool {
        self.at(place).any(|held| held.holds(permission))
    }

    /// Whether the caller may hand out or take away these permissions at a place: nobody gives
    /// what they do not hold.
    pub(crate) fn covers(&self, given: &Permissions, place: &Place) -> bool {
        let given = match place {
            Place::Org | Place::Loose => return self.at_org.covers(given),
            Place::Team(_) => given.in_team(),
        };
        let all = self
            .at(place)
            .fold(Permissions::NONE, |all, held| all.or(held));
        all.covers(&given)
    }

    /// Of an object's grants, the one that gives the caller the most now.
    pub(crate) fn best<'a>(&self, grants: &'a [Grant], now: Time) -> Option<&'a Grant> {
        best(&self.holders, self.joined_at, grants, now)
    }
}

/// The refusal of a permission.
pub(crate) fn denied(permission: Permission, place: &Place) -> Error {
    let whole = lacking(permission.name());
    match place.team() {
        Some(team) => whole.with("team", team.to_string()),
        None => whole,
    }
}

fn lacking(permission: &str) -> Error {
    let why = format!("this needs the permission `{permission}`, which you do not hold here");
    Error::new(ErrorKind::Denied, "denied", why).with("permission", permission)
}

/// The refusal of what takes more of an object than is shared with the caller.
fn not_shared(level: Level) -> Error {
    let name = level.name();
    let why = format!("this needs the object to be shared with you at `{name}`, which it is not");
    Error::new(ErrorKind::Denied, "not_shared", why).with("level", name)
}

/// The refusal to hand out or take away a role that the caller's own does not cover.
fn check_covers(rights: &Rights, name: &str, role: &Permissions, place: &Place) -> Result<()> {
    if rights.covers(role, place) {
        return Ok(());
    }
    Err(Error::new(
        ErrorKind::Denied,
        "role_not_covered",
        format!("the role `{name}` holds more than you do, so you can neither give nor take it"),
    )
    .with("role", name))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::teams::TEAMS_MAX;

    fn team(number: u128) -> TeamId {
        TeamId::from_uuid(Uuid::from_u128(number))
    }

    #[test]
    fn a_role_in_a_team_reaches_the_teams_below_and_no_others() {
        let rights = Rights::of(Held::with(
            Role::Viewer,
            &[(team(2), Role::Manager)],
            Permissions::EVERY,
        ));
        let below = Place::Team(vec![team(3), team(2), team(1)]);
        let above = Place::Team(vec![team(1)]);
        let beside = Place::Team(vec![team(4), team(1)]);
        assert!(rights.allows(Permission::TEAMS_UPDATE, &below));
        assert!(!rights.allows(Permission::TEAMS_UPDATE, &above));
        assert!(!rights.allows(Permission::TEAMS_UPDATE, &beside));
        assert!(!rights.allows(Permission::TEAMS_UPDATE, &Place::Org));
    }

    #[test]
    fn roles_in_one_team_add_up() {
        let roles = [(team(1), Role::Viewer), (team(1), Role::Manager)];
        for roles in [roles, [roles[1], roles[0]]] {
            let rights = Rights::of(Held::with(Role::Billing, &roles, Permissions::EVERY));
            assert!(rights.allows(Permission::TEAMS_UPDATE, &Place::Team(vec![team(1)])));
        }
    }

    /// A role in each of as many teams as there may be, one below the other: with each role
    /// compared with each team this took minutes.
    #[test]
    fn a_decision_costs_no_more_than_the_place_is_deep() {
        let path: Vec<TeamId> = (0..TEAMS_MAX.unsigned_abs())
            .map(|n| team(n.into()))
            .collect();
        let roles: Vec<_> = path.iter().map(|team| (*team, Role::Viewer)).collect();
        let rights = Rights::of(Held::with(Role::Billing, &roles, Permissions::EVERY));
        let place = Place::Team(path);
        assert!(!rights.allows(Permission::TEAMS_UPDATE, &place));
    }

    #[test]
    fn a_credential_carries_no_more_than_its_scopes() {
        let carried = Permissions::of(&[Permission::TEAMS_READ]);
        let rights = Rights::of(Held::with(Role::Owner, &[(team(1), Role::Owner)], carried));
        assert!(rights.allows(Permission::TEAMS_READ, &Place::Org));
        assert!(!rights.allows(Permission::TEAMS_CREATE, &Place::Team(vec![team(1)])));
        assert!(!rights.covers(&Role::Viewer.permissions(), &Place::Org));
    }

    #[test]
    fn an_admin_gives_every_role_but_the_owners() {
        let rights = Rights::of(Held::with(Role::Admin, &[], Permissions::EVERY));
        for role in Role::ALL {
            let covers =
                check_covers(&rights, role.name(), &role.permissions(), &Place::Org).is_ok();
            assert_eq!(covers, role != Role::Owner, "{role}");
        }
    }

    #[test]
    fn what_was_asked_is_asked_again_as_it_is_remembered() {
        let admin = Rights::of(Held::with(Role::Admin, &[], Permissions::EVERY));
        let asked = |text: &str| -> Check { serde_json::from_str(text).unwrap() };
        for (text, code) in [
            (r#"{"permission":"teams.create","team":null}"#, None),
            (
                r#"{"permission":"orgs.delete","team":null}"#,
                Some("denied"),
            ),
            (r#"{"holds":"docs.read"}"#, None),
            (r#"{"holds":"orgs.delete"}"#, Some("denied")),
            (r#"{"role":"admin","team":null}"#, None),
            (r#"{"role":"owner","team":null}"#, Some("role_not_covered")),
            (
                r#"{"permissions":["docs.read","orgs.update"],"name":"writer","team":null}"#,
                None,
            ),
            (
                r#"{"permissions":["orgs.delete"],"name":"closer","team":null}"#,
                Some("role_not_covered"),
            ),
            (
                r#"{"carries":"objects.share","object":"doc:00000000-0000-0000-0000-000000000001","level":"manage"}"#,
                Some("not_shared"),
            ),
        ] {
            let check = asked(text);
            let refused = check.ask(&admin, &Place::Org, &[], Time::MIN).err();
            assert_eq!(refused.map(|error| error.code()), code, "{text}");
            assert_eq!(serde_json::to_string(&check).unwrap(), text);
        }
    }
}
