//! Permissions and the built-in roles: which words there are, and who holds them.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Error, Result};

macro_rules! permissions {
    ($($(#[$doc:meta])* $constant:ident = $bit:literal, $name:literal;)*) => {
        impl Permission {
            $($(#[$doc])* pub const $constant: Permission = Permission($bit);)*

            /// Every built-in permission, in the order of the documentation.
            pub const ALL: &'static [Permission] = &[$(Permission::$constant),*];

            /// The permission's stable name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self.0 {
                    $($bit => $name,)*
                    _ => "unknown",
                }
            }
        }
    };
}

/// One thing that a caller may be allowed to do.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Permission(u8);

permissions! {
    /// See the organisation itself.
    ORGS_READ = 0, "orgs.read";
    /// Change the organisation's name, address and contact.
    ORGS_UPDATE = 1, "orgs.update";
    /// Delete the organisation.
    ORGS_DELETE = 2, "orgs.delete";
    /// Suspend and resume organisations: the operator's.
    ORGS_SUSPEND = 3, "orgs.suspend";
    /// See who belongs to the organisation.
    MEMBERS_READ = 4, "members.read";
    /// Add, remove and change members.
    MEMBERS_MANAGE = 5, "members.manage";
    /// See teams and their members.
    TEAMS_READ = 6, "teams.read";
    /// Create teams.
    TEAMS_CREATE = 7, "teams.create";
    /// Change and move teams.
    TEAMS_UPDATE = 8, "teams.update";
    /// Delete teams.
    TEAMS_DELETE = 9, "teams.delete";
    /// Add, remove and change a team's members.
    TEAMS_MANAGE = 10, "teams.manage";
    /// See service accounts and the prefixes of their keys.
    SERVICES_READ = 11, "services.read";
    /// Create and end service accounts and their keys.
    SERVICES_MANAGE = 12, "services.manage";
    /// Read the whole journal and verify it.
    JOURNAL_READ = 13, "journal.read";
    /// Set checkpoints and prune behind them.
    JOURNAL_MANAGE = 14, "journal.manage";
    /// Create directories and manage their people: the operator's.
    DIRECTORY_MANAGE = 15, "directory.manage";
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Permission {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|permission| permission.name() == text)
            .ok_or_else(|| Error::invalid("permission", "must be the name of a permission"))
    }
}

impl Serialize for Permission {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Permission {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Permission {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Permission".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<&str> = Permission::ALL.iter().map(|p| p.name()).collect();
        json_schema!({ "type": "string", "enum": names })
    }
}

/// A set of permissions, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Permissions(u64);

impl Permissions {
    /// No permission.
    pub const NONE: Permissions = Permissions(0);
    /// Every permission.
    pub const EVERY: Permissions = Permissions(u64::MAX);

    /// The set of the given permissions.
    #[must_use]
    pub const fn of(permissions: &[Permission]) -> Self {
        let mut bits = 0;
        let mut index = 0;
        while index < permissions.len() {
            bits |= 1 << permissions[index].0;
            index += 1;
        }
        Self(bits)
    }

    /// Whether the set holds a permission.
    #[must_use]
    pub const fn holds(self, permission: Permission) -> bool {
        self.0 & (1 << permission.0) != 0
    }

    /// Whether every permission of the other set is in this one.
    #[must_use]
    pub const fn covers(self, other: Permissions) -> bool {
        other.0 & !self.0 == 0
    }

    /// The built-in permissions in the set.
    pub fn iter(self) -> impl Iterator<Item = Permission> {
        Permission::ALL
            .iter()
            .copied()
            .filter(move |permission| self.holds(*permission))
    }

    /// What either set holds.
    #[must_use]
    pub const fn or(self, other: Permissions) -> Permissions {
        Self(self.0 | other.0)
    }

    /// What both sets hold.
    #[must_use]
    pub const fn and(self, other: Permissions) -> Permissions {
        Self(self.0 & other.0)
    }
}

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

    /// What of the role counts inside a team: what only concerns the organisation as a
    /// whole is not given there.
    #[must_use]
    pub const fn in_team(self) -> Permissions {
        self.permissions().and(Permissions::of(&[
            Permission::TEAMS_READ,
            Permission::TEAMS_CREATE,
            Permission::TEAMS_UPDATE,
            Permission::TEAMS_DELETE,
            Permission::TEAMS_MANAGE,
        ]))
    }

    /// What the role allows.
    #[must_use]
    pub const fn permissions(self) -> Permissions {
        use Permission as P;
        const READ: [Permission; 3] = [P::ORGS_READ, P::MEMBERS_READ, P::TEAMS_READ];
        match self {
            Self::Owner => Permissions(
                Permissions::EVERY.0 & !Permissions::of(&[P::ORGS_SUSPEND, P::DIRECTORY_MANAGE]).0,
            ),
            Self::Admin => {
                Permissions(Self::Owner.permissions().0 & !Permissions::of(&[P::ORGS_DELETE]).0)
            }
            Self::Manager => Permissions(
                Permissions::of(&READ).0
                    | Permissions::of(&[
                        P::TEAMS_CREATE,
                        P::TEAMS_UPDATE,
                        P::TEAMS_DELETE,
                        P::TEAMS_MANAGE,
                        P::SERVICES_READ,
                    ])
                    .0,
            ),
            Self::Member | Self::Viewer | Self::Billing => Permissions::of(&READ),
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
    fn names_and_bits_are_unique() {
        for (index, permission) in Permission::ALL.iter().enumerate() {
            assert_eq!(permission.0 as usize, index);
            assert_eq!(
                permission.name().parse::<Permission>().unwrap(),
                *permission
            );
        }
    }

    #[test]
    fn the_operators_permissions_belong_to_no_role() {
        for role in Role::ALL {
            assert!(!role.permissions().holds(Permission::ORGS_SUSPEND));
            assert!(!role.permissions().holds(Permission::DIRECTORY_MANAGE));
        }
    }

    #[test]
    fn every_role_is_covered_by_the_owner() {
        for role in Role::ALL {
            assert!(Role::Owner.permissions().covers(role.permissions()));
            assert_eq!(role.name().parse::<Role>().unwrap(), role);
        }
        assert!(!Role::Admin.permissions().covers(Role::Owner.permissions()));
    }
}
