//! The one access decision: may this caller do this, here?

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Permission, Permissions, Role};
use crate::{Error, ErrorKind, Result, TeamId};

/// Where in an organisation something is: what a decision is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The organisation as a whole.
    Org,
    /// A team, with the teams above it: itself first, the top last.
    Team(Vec<TeamId>),
}

impl Place {
    /// The team that the place is, if it is one.
    pub(crate) fn team(&self) -> Option<TeamId> {
        match self {
            Self::Org => None,
            Self::Team(path) => path.first().copied(),
        }
    }

    /// The place of a team that is right below this one.
    pub(crate) fn below(&self, team: TeamId) -> Self {
        let above = match self {
            Self::Org => &[],
            Self::Team(path) => path.as_slice(),
        };
        Self::Team(std::iter::once(team).chain(above.iter().copied()).collect())
    }
}

/// What a decision asked for, kept so that it can be asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Check {
    /// To hold a permission.
    Allows {
        /// The permission.
        permission: Permission,
        /// The team it was asked in; the whole organisation if absent.
        team: Option<TeamId>,
    },
    /// To hold all that a role does, which is given or taken.
    Covers {
        /// The role.
        role: Role,
        /// The team it was asked in; the whole organisation if absent.
        team: Option<TeamId>,
    },
}

impl Check {
    /// The team it was asked in.
    pub(crate) fn team(&self) -> Option<TeamId> {
        match self {
            Self::Allows { team, .. } | Self::Covers { team, .. } => *team,
        }
    }

    /// Asks: the one access decision, of the first call and of its replays alike.
    pub(crate) fn ask(&self, rights: &Rights, place: &Place) -> Result<()> {
        match *self {
            Self::Allows { permission, .. } if rights.allows(permission, place) => Ok(()),
            Self::Allows { permission, .. } => Err(denied(permission, place)),
            Self::Covers { role, .. } => check_covers(rights, role, place),
        }
    }
}

/// What a caller may do in an organisation, as of a position of its journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rights {
    /// What reaches everywhere in the organisation.
    pub(crate) everywhere: Permissions,
    /// What reaches a team and the teams below it. Found by the team: somebody may have roles
    /// in as many teams as a place has above it, and each check would compare all with all.
    pub(crate) in_teams: BTreeMap<TeamId, Permissions>,
}

impl Rights {
    /// The rights of a role at the organisation and roles in teams, cut to what the
    /// caller's credential carries.
    pub(crate) fn of(role: Role, team_roles: &[(TeamId, Role)], carried: Permissions) -> Self {
        let mut in_teams = BTreeMap::new();
        for (team, role) in team_roles {
            let held = in_teams.entry(*team).or_insert(Permissions::NONE);
            *held = held.or(role.in_team().and(carried));
        }
        Self {
            everywhere: role.permissions().and(carried),
            in_teams,
        }
    }

    /// Every right there is: the system's.
    pub(crate) fn every() -> Self {
        Self {
            everywhere: Permissions::EVERY,
            in_teams: BTreeMap::new(),
        }
    }

    /// No right at all: what a person holds outside of every organisation.
    pub(crate) fn none() -> Self {
        Self {
            everywhere: Permissions::NONE,
            in_teams: BTreeMap::new(),
        }
    }

    /// What the caller may do at a place: the organisation's role, and the roles in the
    /// team and in those above it.
    pub(crate) fn at(&self, place: &Place) -> Permissions {
        let Place::Team(path) = place else {
            return self.everywhere;
        };
        let reaching = path.iter().filter_map(|team| self.in_teams.get(team));
        reaching.fold(self.everywhere, |held, permissions| held.or(*permissions))
    }

    /// The decision.
    pub(crate) fn allows(&self, permission: Permission, place: &Place) -> bool {
        self.at(place).holds(permission)
    }

    /// Whether the caller may hand out or take away a role at a place: nobody gives what
    /// they do not hold.
    pub(crate) fn covers(&self, role: Role, place: &Place) -> bool {
        let given = match place {
            Place::Org => role.permissions(),
            Place::Team(_) => role.in_team(),
        };
        self.at(place).covers(given)
    }
}

/// The refusal of a permission.
pub(crate) fn denied(permission: Permission, place: &Place) -> Error {
    let whole = Error::new(
        ErrorKind::Denied,
        "denied",
        format!("this needs the permission `{permission}`, which you do not hold here"),
    )
    .with("permission", permission.name());
    match place.team() {
        Some(team) => whole.with("team", team.to_string()),
        None => whole,
    }
}

/// The refusal to hand out or take away a role that the caller's own does not cover.
fn check_covers(rights: &Rights, role: Role, place: &Place) -> Result<()> {
    if rights.covers(role, place) {
        return Ok(());
    }
    Err(Error::new(
        ErrorKind::Denied,
        "role_not_covered",
        format!("the role `{role}` holds more than you do, so you can neither give nor take it"),
    )
    .with("role", role.name()))
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
        let rights = Rights::of(
            Role::Viewer,
            &[(team(2), Role::Manager)],
            Permissions::EVERY,
        );
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
            let rights = Rights::of(Role::Billing, &roles, Permissions::EVERY);
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
        let rights = Rights::of(Role::Billing, &roles, Permissions::EVERY);
        let place = Place::Team(path);
        assert!(!rights.allows(Permission::TEAMS_UPDATE, &place));
    }

    #[test]
    fn a_credential_carries_no_more_than_its_scopes() {
        let carried = Permissions::of(&[Permission::TEAMS_READ]);
        let rights = Rights::of(Role::Owner, &[(team(1), Role::Owner)], carried);
        assert!(rights.allows(Permission::TEAMS_READ, &Place::Org));
        assert!(!rights.allows(Permission::TEAMS_CREATE, &Place::Team(vec![team(1)])));
        assert!(!rights.covers(Role::Viewer, &Place::Org));
    }

    #[test]
    fn an_admin_gives_every_role_but_the_owners() {
        let rights = Rights::of(Role::Admin, &[], Permissions::EVERY);
        for role in Role::ALL {
            let covers = check_covers(&rights, role, &Place::Org).is_ok();
            assert_eq!(covers, role != Role::Owner, "{role}");
        }
    }

    #[test]
    fn what_was_asked_is_asked_again_as_it_is_remembered() {
        let admin = Rights::of(Role::Admin, &[], Permissions::EVERY);
        let asked = |text: &str| -> Check { serde_json::from_str(text).unwrap() };
        for (text, code) in [
            (r#"{"permission":"teams.create","team":null}"#, None),
            (
                r#"{"permission":"orgs.delete","team":null}"#,
                Some("denied"),
            ),
            (r#"{"role":"admin","team":null}"#, None),
            (r#"{"role":"owner","team":null}"#, Some("role_not_covered")),
        ] {
            let check = asked(text);
            let refused = check.ask(&admin, &Place::Org).err();
            assert_eq!(refused.map(|error| error.code()), code, "{text}");
            assert_eq!(serde_json::to_string(&check).unwrap(), text);
        }
    }
}
