//! What the operations on roles take.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::PermissionName;
use crate::{Order, PageInput, Patch, RoleId};

/// A new role of the organisation's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateRole {
    /// Its name: at most 120 characters; unique in the organisation.
    #[schemars(length(min = 1, max = 120))]
    pub name: String,
    /// What it is for: at most 4,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 4000))]
    pub description: Option<String>,
    /// What it allows: at most 200 permissions, all of which the caller holds.
    #[schemars(length(max = 200))]
    pub permissions: Vec<PermissionName>,
}

/// Names a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetRole {
    /// The role.
    pub role: RoleId,
}

/// Which roles to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListRoles {
    /// Which comes first.
    pub order: Order,
    /// Which part of the list.
    pub page: PageInput,
}

/// Changes of a role of the organisation's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateRole {
    /// The role.
    pub role: RoleId,
    /// The version that the change was made on; refused with `version_moved` if it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_version: Option<u64>,
    /// Its new name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 120))]
    pub name: Option<String>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[schemars(length(max = 4000))]
    pub description: Patch<String>,
    /// All that it allows from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 200))]
    pub permissions: Option<Vec<PermissionName>>,
}

/// A role to delete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeleteRole {
    /// The role.
    pub role: RoleId,
    /// The version that the deletion was decided on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_version: Option<u64>,
}
