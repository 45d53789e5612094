//! What the operations on grants take.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::{Holder, Level, Object};
use crate::{GrantId, Order, PageInput, Patch, Time};

/// An object of the product's to share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateGrant {
    /// The object: a kind of the product's and a UUID, as `doc:0190…`.
    pub object: Object,
    /// With whom: a person, a service account, the members of a team, or of a team and all
    /// below, whoever has a role at the organisation, or all of its members.
    pub holder: Holder,
    /// How much of it.
    pub level: Level,
    /// When it ends by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Time>,
}

/// Names a grant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetGrant {
    /// The grant.
    pub grant: GrantId,
}

/// Which grants to list: those on an object, or those to a holder. The caller's own if neither.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListGrants {
    /// Those on this object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<Object>,
    /// Those to this holder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<Holder>,
    /// Which comes first.
    pub order: Order,
    /// Which part of the list.
    pub page: PageInput,
}

/// Changes of a grant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateGrant {
    /// The grant.
    pub grant: GrantId,
    /// The version that the change was made on; refused with `version_moved` if it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_version: Option<u64>,
    /// How much of the object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// When it ends by itself.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub expires_at: Patch<Time>,
}

/// A grant to take back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeleteGrant {
    /// The grant.
    pub grant: GrantId,
}
