//! Labels: what tasks are sorted by, whatever else they have in common.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{LabelId, OrgId, Time, text};

/// A label of tasks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Label {
    /// The organisation.
    pub org: OrgId,
    /// Its id.
    pub id: LabelId,
    /// Its name; unique in the organisation.
    pub name: String,
    /// Its colour, as `#rrggbb`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    /// What it says of a task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether tasks are given it no more. Those that have it keep it.
    pub archived: bool,
    /// Counts the changes of this row.
    pub version: u64,
    /// When it was created.
    pub created_at: Time,
    /// When it was last changed.
    pub updated_at: Time,
}

impl Label {
    /// The form of the name that is unique in the organisation: see [`text::folded`].
    #[must_use]
    pub fn name_key(&self) -> String {
        text::folded(&self.name)
    }
}
