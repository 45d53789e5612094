//! What the operations on statuses take.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::tasks::Category;
use crate::{Order, PageInput, Patch, StatusId};

/// A new status of the organisation's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateStatus {
    /// Its name: at most 60 characters; unique in the organisation.
    #[schemars(length(min = 1, max = 60))]
    pub name: String,
    /// What it means, which stays.
    pub category: Category,
    /// Which comes first of those of one category: the lower. 0 if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 4_294_967_295u32))]
    pub rank: Option<u32>,
    /// What it says of a task: at most 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 500))]
    pub description: Option<String>,
}

/// Names a status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetStatus {
    /// The status.
    pub status: StatusId,
}

/// Which statuses to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListStatuses {
    /// Only those that are archived, or only those that are not. Built-in ones never are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archived: Option<bool>,
    /// Which comes first.
    pub order: Order,
    /// Which part of the list.
    pub page: PageInput,
}

/// Changes of a status of the organisation's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateStatus {
    /// The status.
    pub status: StatusId,
    /// The version that the change was made on; refused with `version_moved` if it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_version: Option<u64>,
    /// Its new name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 60))]
    pub name: Option<String>,
    /// What it says of a task.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[schemars(length(max = 500))]
    pub description: Patch<String>,
    /// Which comes first of those of one category: the lower.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 4_294_967_295u32))]
    pub rank: Option<u32>,
    /// Whether tasks are given it no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archived: Option<bool>,
}

/// A status to delete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeleteStatus {
    /// The status.
    pub status: StatusId,
    /// The version that the deletion was decided on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_version: Option<u64>,
}
