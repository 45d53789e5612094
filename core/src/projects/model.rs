//! Projects: what work belongs together.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::Principal;
use crate::{Day, OrgId, ProjectId, TeamId, Time};

/// How far a project is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProjectStatus {
    /// It is worked on.
    #[default]
    Active,
    /// It waits.
    Paused,
    /// It is over.
    Done,
    /// It is over, and nothing is put into it any more.
    Archived,
}

impl ProjectStatus {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Done => "done",
            Self::Archived => "archived",
        }
    }

    /// The status of a stored name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Active, Self::Paused, Self::Done, Self::Archived]
            .into_iter()
            .find(|status| status.name() == name)
    }
}

/// A project.
///
/// Without a team it is seen by its owner and by those it is shared with; with one, by the roles
/// in the team and in those above it; all projects, by who holds `projects.all`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Project {
    /// The organisation.
    pub org: OrgId,
    /// Its id.
    pub id: ProjectId,
    /// Its name.
    pub name: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Who answers for it, and may do everything to it.
    pub owner: Principal,
    /// The team that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// How far it is.
    pub status: ProjectStatus,
    /// The day that it begins on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_on: Option<Day>,
    /// The day that it is to be done on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Day>,
    /// Counts the changes of this row.
    pub version: u64,
    /// When it was created.
    pub created_at: Time,
    /// When it was last changed.
    pub updated_at: Time,
}
