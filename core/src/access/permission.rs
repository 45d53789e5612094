//! The built-in permissions: what the operations of this library ask for.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use super::Level;
use crate::{Error, PermissionId, Result};

/// The id of the first built-in permission: a UUIDv7 from the beginning of time.
const FIRST_ID: u128 = 0x0000_0000_0000_7000_8000_0000_0000_1001;

macro_rules! permissions {
    ($(#[doc = $doc:literal] $constant:ident = $bit:literal, $name:literal;)*) => {
        impl Permission {
            $(#[doc = $doc] pub const $constant: Permission = Permission($bit);)*

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

            /// What it allows, as a sentence.
            #[must_use]
            pub fn about(self) -> &'static str {
                match self.0 {
                    $($bit => $doc.trim_ascii(),)*
                    _ => "",
                }
            }
        }
    };
}

/// One thing that a caller may be allowed to do.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Permission(pub(in crate::access) u8);

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
    /// Make roles and permissions of the organisation's own, and give roles to somebody.
    ACCESS_MANAGE = 16, "access.manage";
    /// Share the product's own objects, and see with whom they are shared.
    OBJECTS_SHARE = 17, "objects.share";
    /// Create projects.
    PROJECTS_CREATE = 18, "projects.create";
    /// See projects.
    PROJECTS_READ = 19, "projects.read";
    /// Change projects.
    PROJECTS_UPDATE = 20, "projects.update";
    /// Delete projects.
    PROJECTS_DELETE = 21, "projects.delete";
    /// Share projects, and see with whom they are shared.
    PROJECTS_SHARE = 22, "projects.share";
    /// Do to every project of the organisation what one may do to projects.
    PROJECTS_ALL = 23, "projects.all";
    /// Create tasks.
    TASKS_CREATE = 24, "tasks.create";
    /// See tasks.
    TASKS_READ = 25, "tasks.read";
    /// Comment on tasks.
    TASKS_COMMENT = 26, "tasks.comment";
    /// Change, move and assign tasks, and say how far they are.
    TASKS_UPDATE = 27, "tasks.update";
    /// Delete and restore tasks.
    TASKS_DELETE = 28, "tasks.delete";
    /// Share tasks, and see with whom they are shared.
    TASKS_SHARE = 29, "tasks.share";
    /// Do to every task of the organisation what one may do to tasks.
    TASKS_ALL = 30, "tasks.all";
    /// Make the statuses and labels that tasks have.
    TASKS_CONFIGURE = 31, "tasks.configure";
}

impl Permission {
    /// What it takes beside this to reach beyond one's own teams, where one holds this at the
    /// organisation: seeing all of it is a permission of its own.
    #[must_use]
    pub const fn beyond_teams(self) -> Option<Permission> {
        match self {
            Self::PROJECTS_CREATE
            | Self::PROJECTS_READ
            | Self::PROJECTS_UPDATE
            | Self::PROJECTS_DELETE
            | Self::PROJECTS_SHARE => Some(Self::PROJECTS_ALL),
            Self::TASKS_CREATE
            | Self::TASKS_READ
            | Self::TASKS_COMMENT
            | Self::TASKS_UPDATE
            | Self::TASKS_DELETE
            | Self::TASKS_SHARE => Some(Self::TASKS_ALL),
            _ => None,
        }
    }

    /// Whether it is held at the organisation for oneself too: to make what is one's own.
    pub(crate) const fn is_for_oneself(self) -> bool {
        matches!(self, Self::PROJECTS_CREATE | Self::TASKS_CREATE)
    }

    /// Who has an object shared with them at this level holds it there.
    #[must_use]
    pub const fn level(self) -> Option<Level> {
        match self {
            Self::PROJECTS_READ | Self::TASKS_READ => Some(Level::View),
            Self::TASKS_COMMENT => Some(Level::Comment),
            Self::PROJECTS_UPDATE | Self::TASKS_UPDATE => Some(Level::Edit),
            Self::PROJECTS_DELETE
            | Self::PROJECTS_SHARE
            | Self::TASKS_DELETE
            | Self::TASKS_SHARE => Some(Level::Manage),
            _ => None,
        }
    }

    /// The permission's id, the same in every organisation. Ids of an organisation's own are later.
    #[must_use]
    pub const fn id(self) -> PermissionId {
        PermissionId::from_uuid(Uuid::from_u128(FIRST_ID + self.0 as u128))
    }

    /// The built-in permission of an id, if it is one.
    #[must_use]
    pub fn of_id(id: PermissionId) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|permission| permission.id() == id)
    }
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
            assert!(permission.about().ends_with('.'), "{permission}");
        }
    }
}
