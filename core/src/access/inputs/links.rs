//! What the operations on links take.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::{Level, Object};
use crate::{LinkId, Time};

/// An object to share with whoever has a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateLink {
    /// The object: a task or a project, as `task:0190…`, or one of the product's, as `doc:0190…`.
    pub object: Object,
    /// How much of it; at most `edit`.
    pub level: Level,
    /// When it ends by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Time>,
}

/// A link to end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeleteLink {
    /// The link.
    pub link: LinkId,
}
