//! What the operations on teams take.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::{Principal, Role};
use crate::{Order, PageInput, Patch, TeamId};

/// A new team.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateTeam {
    /// Its name: at most 120 characters.
    #[schemars(length(min = 1, max = 120))]
    pub name: String,
    /// What it is for: at most 4,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 4000))]
    pub description: Option<String>,
    /// The team above; absent for the top of the tree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<TeamId>,
    /// Who answers for it; the caller if absent. The system must name somebody. To name
    /// another takes the owner's role there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Principal>,
}

impl CreateTeam {
    /// A team of this name at the top of the tree, with the caller as owner.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }

    /// The same below another team.
    #[must_use]
    pub fn below(self, parent: TeamId) -> Self {
        Self {
            parent: Some(parent),
            ..self
        }
    }
}

/// Names a team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetTeam {
    /// The team.
    pub team: TeamId,
}

/// Which teams to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListTeams {
    /// Only the teams right below this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<TeamId>,
    /// Only the teams at the top of the tree; not together with `parent`.
    pub top: bool,
    /// Which comes first.
    pub order: Order,
    /// Which part of the list.
    pub page: PageInput,
}

/// Whose descendants to list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListDescendants {
    /// The team; it is not in the list itself.
    pub team: TeamId,
    /// Which comes first.
    #[serde(default)]
    pub order: Order,
    /// Which part of the list.
    #[serde(default)]
    pub page: PageInput,
}

/// Changes of a team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateTeam {
    /// The team.
    pub team: TeamId,
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
}

/// Where a team shall go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveTeam {
    /// The team; the teams below it go with it.
    pub team: TeamId,
    /// The version that the move was decided on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_version: Option<u64>,
    /// The new team above; absent for the top of the tree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<TeamId>,
}

/// What happens to the teams below a team that is deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Children {
    /// The team is not deleted while there are any.
    #[default]
    Refuse,
    /// They move up to where the team was, by whoever may move them there.
    Promote,
    /// They are deleted too, at any depth: at most 1,000 in one call.
    Delete,
}

/// A team to delete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeleteTeam {
    /// The team.
    pub team: TeamId,
    /// The version that the deletion was decided on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_version: Option<u64>,
    /// What happens to the teams below.
    #[serde(default)]
    pub children: Children,
}

/// A new member of a team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddTeamMember {
    /// The team.
    pub team: TeamId,
    /// A member of the organisation.
    pub principal: Principal,
    /// The role in the team and all teams below.
    pub role: Role,
}

/// A change of role in a team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateTeamMember {
    /// The team.
    pub team: TeamId,
    /// The member.
    pub principal: Principal,
    /// The version that the change was made on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_version: Option<u64>,
    /// The new role.
    pub role: Role,
}

/// A member to remove from a team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveTeamMember {
    /// The team.
    pub team: TeamId,
    /// The member.
    pub principal: Principal,
}

/// Whose members to list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListTeamMembers {
    /// The team.
    pub team: TeamId,
    /// Which comes first.
    #[serde(default)]
    pub order: Order,
    /// Which part of the list.
    #[serde(default)]
    pub page: PageInput,
}
