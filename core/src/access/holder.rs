//! Holders: to whom roles are given, and with whom things are shared.

use std::collections::BTreeSet;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Principal;
use crate::{LinkId, OrgId, RoleId, ServiceId, TeamId, UserId};

/// Somebody, or some people together, to whom a role is given or something is shared.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(
    tag = "kind",
    content = "id",
    rename_all = "snake_case",
    deny_unknown_fields
)]
pub enum Holder {
    /// A person.
    User(UserId),
    /// A service account.
    Service(ServiceId),
    /// The members of a team, its owner included.
    Team(TeamId),
    /// The members of a team and of all teams below it.
    Subtree(TeamId),
    /// Whoever has a role at the organisation.
    Role(RoleId),
    /// All members of the organisation.
    Org(OrgId),
    /// Whoever has a link.
    Link(LinkId),
}

impl Holder {
    /// The bare id. A team and its subtree have the same one.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        match self {
            Self::User(id) => id.uuid(),
            Self::Service(id) => id.uuid(),
            Self::Team(id) | Self::Subtree(id) => id.uuid(),
            Self::Role(id) => id.uuid(),
            Self::Org(id) => id.uuid(),
            Self::Link(id) => id.uuid(),
        }
    }

    /// The kind's stable name.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::User(_) => "user",
            Self::Service(_) => "service",
            Self::Team(_) => "team",
            Self::Subtree(_) => "subtree",
            Self::Role(_) => "role",
            Self::Org(_) => "org",
            Self::Link(_) => "link",
        }
    }

    /// The holder of a stored kind and id; `None` for a kind that there is not.
    #[must_use]
    pub fn from_parts(kind: &str, id: Uuid) -> Option<Self> {
        Some(match kind {
            "user" => Self::User(UserId::from_uuid(id)),
            "service" => Self::Service(ServiceId::from_uuid(id)),
            "team" => Self::Team(TeamId::from_uuid(id)),
            "subtree" => Self::Subtree(TeamId::from_uuid(id)),
            "role" => Self::Role(RoleId::from_uuid(id)),
            "org" => Self::Org(OrgId::from_uuid(id)),
            "link" => Self::Link(LinkId::from_uuid(id)),
            _ => return None,
        })
    }

    /// The principal that it is, if it is one.
    #[must_use]
    pub const fn principal(self) -> Option<Principal> {
        match self {
            Self::User(id) => Some(Principal::User(id)),
            Self::Service(id) => Some(Principal::Service(id)),
            _ => None,
        }
    }
}

impl fmt::Display for Holder {
    /// As `team:0190…`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind(), self.uuid())
    }
}

impl From<Principal> for Holder {
    fn from(principal: Principal) -> Self {
        match principal {
            Principal::User(id) => Self::User(id),
            Principal::Service(id) => Self::Service(id),
        }
    }
}

/// Everything that a principal holds as: themself, their teams, their roles, the organisation.
pub(crate) type Holders = BTreeSet<Holder>;
