//! Scopes: what has a head, a journal and walls of its own.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{DirectoryId, OrgId};

/// An organisation or a directory. Organisations sort first: that is the lock order.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(
    tag = "kind",
    content = "id",
    rename_all = "snake_case",
    deny_unknown_fields
)]
pub enum Scope {
    /// An organisation.
    Org(OrgId),
    /// A directory.
    Directory(DirectoryId),
}

impl Scope {
    /// The bare id.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        match self {
            Self::Org(id) => id.uuid(),
            Self::Directory(id) => id.uuid(),
        }
    }

    /// `org` or `directory`.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Org(_) => "org",
            Self::Directory(_) => "directory",
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind(), self.uuid())
    }
}

impl From<OrgId> for Scope {
    fn from(id: OrgId) -> Self {
        Self::Org(id)
    }
}

impl From<DirectoryId> for Scope {
    fn from(id: DirectoryId) -> Self {
        Self::Directory(id)
    }
}
