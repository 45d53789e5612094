//! Principals: who can hold a role, and who stands behind an entry of the journal.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Holder;
use crate::{LinkId, ServiceId, UserId};

/// Somebody who can hold a role: a person or a service account.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(
    tag = "kind",
    content = "id",
    rename_all = "snake_case",
    deny_unknown_fields
)]
pub enum Principal {
    /// A person of the directory.
    User(UserId),
    /// A service account of the organisation.
    Service(ServiceId),
}

impl Principal {
    /// The bare id; unique among people and service accounts together.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        match self {
            Self::User(id) => id.uuid(),
            Self::Service(id) => id.uuid(),
        }
    }

    /// `user` or `service`.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::User(_) => "user",
            Self::Service(_) => "service",
        }
    }

    /// The principal of a stored kind and id; `None` for a kind that there is not.
    #[must_use]
    pub fn from_parts(kind: &str, id: Uuid) -> Option<Self> {
        match kind {
            "user" => Some(Self::User(UserId::from_uuid(id))),
            "service" => Some(Self::Service(ServiceId::from_uuid(id))),
            _ => None,
        }
    }
}

impl fmt::Display for Principal {
    /// As `user:0190…`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind(), self.uuid())
    }
}

/// Who did something.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Actor {
    /// A person.
    User(UserId),
    /// A service account.
    Service(ServiceId),
    /// Somebody who has a link: who, nobody knows.
    Link(LinkId),
    /// The product itself, with a stated reason.
    System,
}

impl Actor {
    /// `user`, `service`, `link` or `system`.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::User(_) => "user",
            Self::Service(_) => "service",
            Self::Link(_) => "link",
            Self::System => "system",
        }
    }

    /// The bare id; nil for the system.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        match self {
            Self::User(id) => id.uuid(),
            Self::Service(id) => id.uuid(),
            Self::Link(id) => id.uuid(),
            Self::System => Uuid::nil(),
        }
    }

    /// The principal behind the actor, if it is one.
    #[must_use]
    pub const fn principal(self) -> Option<Principal> {
        match self {
            Self::User(id) => Some(Principal::User(id)),
            Self::Service(id) => Some(Principal::Service(id)),
            Self::Link(_) | Self::System => None,
        }
    }

    /// As whom things are shared with the actor itself; the system needs no sharing.
    #[must_use]
    pub const fn holder(self) -> Option<Holder> {
        match self {
            Self::User(id) => Some(Holder::User(id)),
            Self::Service(id) => Some(Holder::Service(id)),
            Self::Link(id) => Some(Holder::Link(id)),
            Self::System => None,
        }
    }

    /// The actor of a stored kind and id; `None` for a kind that there is not.
    #[must_use]
    pub fn from_parts(kind: &str, id: Uuid) -> Option<Self> {
        match kind {
            "system" => Some(Self::System),
            "link" => Some(Self::Link(LinkId::from_uuid(id))),
            _ => Principal::from_parts(kind, id).map(Self::from),
        }
    }
}

impl From<Principal> for Actor {
    fn from(principal: Principal) -> Self {
        match principal {
            Principal::User(id) => Self::User(id),
            Principal::Service(id) => Self::Service(id),
        }
    }
}
