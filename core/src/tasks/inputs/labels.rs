//! What the operations on labels take.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{LabelId, Order, PageInput, Patch};

/// A new label.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateLabel {
    /// Its name: at most 60 characters; unique in the organisation.
    #[schemars(length(min = 1, max = 60))]
    pub name: String,
    /// Its colour, as `#rrggbb` in lower case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = "^#[0-9a-f]{6}$"))]
    pub color: Option<String>,
    /// What it says of a task: at most 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 500))]
    pub description: Option<String>,
}

impl CreateLabel {
    /// A label of this name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }
}

/// Names a label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetLabel {
    /// The label.
    pub label: LabelId,
}

/// Which labels to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListLabels {
    /// Only those that are archived, or only those that are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archived: Option<bool>,
    /// Which comes first.
    pub order: Order,
    /// Which part of the list.
    pub page: PageInput,
}

/// Changes of a label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateLabel {
    /// The label.
    pub label: LabelId,
    /// The version that the change was made on; refused with `version_moved` if it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_version: Option<u64>,
    /// Its new name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 60))]
    pub name: Option<String>,
    /// Its colour, as `#rrggbb` in lower case.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[schemars(regex(pattern = "^#[0-9a-f]{6}$"))]
    pub color: Patch<String>,
    /// What it says of a task.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[schemars(length(max = 500))]
    pub description: Patch<String>,
    /// Whether tasks are given it no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archived: Option<bool>,
}

/// A label to delete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeleteLabel {
    /// The label.
    pub label: LabelId,
    /// The version that the deletion was decided on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_version: Option<u64>,
}
