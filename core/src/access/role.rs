//! The built-in roles: who holds which of the built-in permissions.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Permission, Permissions};
use crate::{Error, Result, RoleId};

/// The id of the first built-in role: a UUIDv7 from the beginning of time.
const FIRST_ID: u128 = 0x0000_0000_0000_7000_8000_0000_0000_0001;

/// A built-in role: a name for a set of permissions.
///
/// At the organisation a role reaches everywhere in it; in a team it reaches that team
/// and the teams below it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everything but the operator's permissions; the last owner cannot go.
    Owner,
    /// Everything but deleting the organisation and making owners.
    Admin,
    /// Runs teams: creates, changes, moves and deletes them, and manages their members.
    Manager,
    /// Takes part.
    Member,
    /// Looks on.
    Viewer,
    /// Sees what is paid for and by whom.
    Billing,
}

impl Role {
    /// Every role, the most powerful first.
    pub const ALL: [Role; 6] = [
        Role::Owner,
        Role::Admin,
        Role::Manager,
        Role::Member,
        Role::Viewer,
        Role::Billing,
    ];

    /// The role's stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Admin => "admin",
            Self::Manager => "manager",
            Self::Member => "member",
            Self::Viewer => "viewer",
            Self::Billing => "billing",
        }
    }

    /// What it is for, as a sentence.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Owner => "Everything but the operator's permissions; the last owner cannot go.",
            Self::Admin => "Everything but deleting the organisation and making owners.",
            Self::Manager => {
                "Runs teams: creates, changes, moves and deletes them, and manages their members."
            }
            Self::Member => "Takes part.",
            Self::Viewer => "Looks on.",
            Self::Billing => "Sees what is paid for and by whom.",
        }
    }

    /// The role's id, the same in every organisation. Ids of an organisation's own roles are later.
    #[must_use]
    pub const fn id(self) -> RoleId {
        RoleId::from_uuid(Uuid::from_u128(FIRST_ID + self as u128))
    }

    /// The built-in role of an id, if it is one.
    #[must_use]
    pub fn of_id(id: RoleId) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.id() == id)
    }

    /// What of the role counts inside a team: what only concerns the organisation as a
    /// whole is not given there.
    #[must_use]
    pub fn in_team(self) -> Permissions {
        self.permissions().in_team()
    }

    /// What the role allows.
    #[must_use]
    pub const fn permissions(self) -> Permissions {
        use Permission as P;
        match self {
            Self::Owner => Permissions::all_but(&[P::ORGS_SUSPEND, P::DIRECTORY_MANAGE]),
            Self::Admin => {
                Permissions::all_but(&[P::ORGS_SUSPEND, P::DIRECTORY_MANAGE, P::ORGS_DELETE])
            }
            Self::Manager => Permissions::of(&[
                P::ORGS_READ,
                P::MEMBERS_READ,
                P::TEAMS_READ,
                P::TEAMS_CREATE,
                P::TEAMS_UPDATE,
                P::TEAMS_DELETE,
                P::TEAMS_MANAGE,
                P::SERVICES_READ,
                P::PROJECTS_CREATE,
                P::PROJECTS_READ,
                P::PROJECTS_UPDATE,
                P::PROJECTS_DELETE,
                P::PROJECTS_SHARE,
                P::PROJECTS_ALL,
                P::TASKS_CREATE,
                P::TASKS_READ,
                P::TASKS_COMMENT,
                P::TASKS_UPDATE,
                P::TASKS_DELETE,
                P::TASKS_SHARE,
                P::TASKS_ALL,
                P::TASKS_CONFIGURE,
            ]),
            Self::Member => Permissions::of(&[
                P::ORGS_READ,
                P::MEMBERS_READ,
                P::TEAMS_READ,
                P::PROJECTS_CREATE,
                P::PROJECTS_READ,
                P::PROJECTS_UPDATE,
                P::PROJECTS_SHARE,
                P::TASKS_CREATE,
                P::TASKS_READ,
                P::TASKS_COMMENT,
                P::TASKS_UPDATE,
                P::TASKS_SHARE,
            ]),
            Self::Viewer => Permissions::of(&[
                P::ORGS_READ,
                P::MEMBERS_READ,
                P::TEAMS_READ,
                P::PROJECTS_READ,
                P::TASKS_READ,
            ]),
            Self::Billing => Permissions::of(&[P::ORGS_READ, P::MEMBERS_READ, P::TEAMS_READ]),
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Role {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|role| role.name() == text)
            .ok_or_else(|| Error::invalid("role", "must be the name of a role"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_operators_permissions_belong_to_no_role() {
        for role in Role::ALL {
            assert!(!role.permissions().holds(Permission::ORGS_SUSPEND));
            assert!(!role.permissions().holds(Permission::DIRECTORY_MANAGE));
        }
    }

    #[test]
    fn every_role_is_covered_by_the_owner() {
        let (owner, admin) = (Role::Owner.permissions(), Role::Admin.permissions());
        for role in Role::ALL {
            assert!(owner.covers(&role.permissions()));
            assert_eq!(role.name().parse::<Role>().unwrap(), role);
        }
        assert!(!admin.covers(&owner));
    }

    #[test]
    fn every_role_has_an_id_of_its_own() {
        for (number, role) in (1..).zip(Role::ALL) {
            let id = format!("00000000-0000-7000-8000-{number:012}");
            assert_eq!(role.id().to_string(), id);
            assert_eq!(Role::of_id(role.id()), Some(role));
        }
    }
}
