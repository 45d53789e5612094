//! Teams: a tree of any depth, with members that have a role in each.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::{Principal, Role};
use crate::{OrgId, TeamId, Time};

/// A team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Team {
    /// The organisation.
    pub org: OrgId,
    /// The team's id.
    pub id: TeamId,
    /// The team above; absent at the top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<TeamId>,
    /// Who answers for it, with the owner's role in the team and all teams below.
    pub owner: Principal,
    /// Its name.
    pub name: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Counts the changes of this row.
    pub version: u64,
    /// When it was created.
    pub created_at: Time,
    /// When it was last changed.
    pub updated_at: Time,
}

/// That somebody belongs to a team, with a role that reaches it and all teams below.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TeamMember {
    /// The organisation.
    pub org: OrgId,
    /// The team.
    pub team: TeamId,
    /// Who belongs to it.
    pub principal: Principal,
    /// The role in the team.
    pub role: Role,
    /// Counts the changes of this row.
    pub version: u64,
    /// When the member joined.
    pub created_at: Time,
    /// When the membership was last changed.
    pub updated_at: Time,
}
