//! What the operations on permissions take.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::{Level, PermissionName};
use crate::{Order, PageInput, Patch, PermissionId};

/// A new permission of the organisation's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreatePermission {
    /// Its name, which stays: words with dots between them, such as `docs.publish`. The first
    /// is none of Tenantry's own nouns.
    pub name: PermissionName,
    /// What it allows: at most 4,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 4000))]
    pub description: Option<String>,
    /// The level of sharing that holds it; absent if no sharing of an object does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
}

/// Names a permission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetPermission {
    /// The permission.
    pub permission: PermissionId,
}

/// Which permissions to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListPermissions {
    /// Which comes first.
    pub order: Order,
    /// Which part of the list.
    pub page: PageInput,
}

/// Changes of a permission of the organisation's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdatePermission {
    /// The permission.
    pub permission: PermissionId,
    /// The version that the change was made on; refused with `version_moved` if it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_version: Option<u64>,
    /// What it allows.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[schemars(length(max = 4000))]
    pub description: Patch<String>,
    /// The level of sharing that holds it.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub level: Patch<Level>,
}

/// A permission to delete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeletePermission {
    /// The permission.
    pub permission: PermissionId,
    /// The version that the deletion was decided on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_version: Option<u64>,
}
