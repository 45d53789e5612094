//! What the operations on projects take.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ProjectStatus;
use crate::access::{Holder, Level, Principal};
use crate::{Day, Order, PageInput, Patch, ProjectId, TeamId, Time};

/// A new project.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateProject {
    /// Its name: at most 120 characters.
    #[schemars(length(min = 1, max = 120))]
    pub name: String,
    /// What it is for: at most 4,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 4000))]
    pub description: Option<String>,
    /// The team that it belongs to; absent if it is the owner's alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// Who answers for it; the caller if absent. The system must name somebody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Principal>,
    /// The day that it begins on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_on: Option<Day>,
    /// The day that it is to be done on; not before it begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Day>,
}

impl CreateProject {
    /// A project of this name, of the caller's alone.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }
}

/// Names a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetProject {
    /// The project.
    pub project: ProjectId,
}

/// Which projects to list, of those that the caller sees.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListProjects {
    /// Only those of this team itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// Only those that this principal owns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<Principal>,
    /// Only those that are so far.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<ProjectStatus>,
    /// Which comes first.
    pub order: Order,
    /// Which part of the list.
    pub page: PageInput,
}

/// Changes of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateProject {
    /// The project.
    pub project: ProjectId,
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
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Principal>,
    /// The team that it belongs to.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub team: Patch<TeamId>,
    /// How far it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ProjectStatus>,
    /// The day that it begins on.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub starts_on: Patch<Day>,
    /// The day that it is to be done on.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub due_on: Patch<Day>,
}

/// A project to delete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeleteProject {
    /// The project.
    pub project: ProjectId,
    /// The version that the deletion was decided on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_version: Option<u64>,
}

/// A project to share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShareProject {
    /// The project.
    pub project: ProjectId,
    /// With whom. Shared with them before, it is from now on as this says.
    pub holder: Holder,
    /// How much of it.
    pub level: Level,
    /// When it ends by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Time>,
}

/// A project that is to be shared no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnshareProject {
    /// The project.
    pub project: ProjectId,
    /// With whom.
    pub holder: Holder,
}

/// Whose shares to list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListProjectShares {
    /// The project.
    pub project: ProjectId,
    /// Which comes first.
    #[serde(default)]
    pub order: Order,
    /// Which part of the list.
    #[serde(default)]
    pub page: PageInput,
}
