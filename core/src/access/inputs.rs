//! What the operations on access take.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Permission, Principal};
use crate::TeamId;

/// A decision to explain: may they do this, here?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExplainAccess {
    /// What they would do.
    pub permission: Permission,
    /// The team they would do it in; absent for the organisation as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// Whose right it is, if not the caller's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub principal: Option<Principal>,
}
