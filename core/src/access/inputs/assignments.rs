//! What the operations on assignments take.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::Holder;
use crate::{AssignmentId, Order, PageInput, Patch, RoleId, TeamId, Time};

/// A role to give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateAssignment {
    /// To whom: a person, a service account, the members of a team, or of a team and all below.
    pub holder: Holder,
    /// The role, built in or of the organisation's own.
    pub role: RoleId,
    /// The team that it reaches, with all teams below; absent for the whole organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// When it ends by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Time>,
}

/// Names an assignment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetAssignment {
    /// The assignment.
    pub assignment: AssignmentId,
}

/// Which assignments to list: all, or by one of `holder`, `role` and `team`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListAssignments {
    /// Only those to this holder. Everybody may ask about themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<Holder>,
    /// Only those of this role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<RoleId>,
    /// Only those in this team itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// Which comes first.
    pub order: Order,
    /// Which part of the list.
    pub page: PageInput,
}

/// Changes of an assignment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateAssignment {
    /// The assignment.
    pub assignment: AssignmentId,
    /// The version that the change was made on; refused with `version_moved` if it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_version: Option<u64>,
    /// When it ends by itself.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub expires_at: Patch<Time>,
}

/// A role to take back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeleteAssignment {
    /// The assignment.
    pub assignment: AssignmentId,
}
