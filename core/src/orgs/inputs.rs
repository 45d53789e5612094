//! What the operations on organisations, members and service accounts take.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Address, Contact};
use crate::access::{PermissionName, Principal, Role};
use crate::{DirectoryId, KeyId, Order, OrgId, PageInput, Patch, ServiceId, Time, UserId};

/// A new organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateOrg {
    /// Its name: at most 120 characters.
    #[schemars(length(min = 1, max = 120))]
    pub name: String,
    /// Its short name in addresses, unique in its directory: `a` to `z`, digits, hyphens.
    #[schemars(
        length(min = 2, max = 63),
        regex(pattern = "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")
    )]
    pub slug: String,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// Whom to reach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// The directory its people come from: the caller's own; the system must name it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub directory: Option<DirectoryId>,
    /// Its first owner: the caller; the system must name somebody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<UserId>,
}

impl CreateOrg {
    /// An organisation of this name and slug, with the caller as owner.
    #[must_use]
    pub fn named(name: &str, slug: &str) -> Self {
        Self {
            name: name.to_owned(),
            slug: slug.to_owned(),
            ..Self::default()
        }
    }
}

/// Which of the caller's organisations to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListOrgs {
    /// Which comes first.
    pub order: Order,
    /// Which part of the list.
    pub page: PageInput,
}

/// Changes of an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct UpdateOrg {
    /// The version that the change was made on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub if_version: Option<u64>,
    /// Its new name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 120))]
    pub name: Option<String>,
    /// Its new short name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(
        length(min = 2, max = 63),
        regex(pattern = "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")
    )]
    pub slug: Option<String>,
    /// Where it is; replaced as a whole.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    pub address: Patch<Address>,
    /// Whom to reach; replaced as a whole.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    pub contact: Patch<Contact>,
}

/// A deleted organisation to purge or to look up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NameDeparted {
    /// The directory that it belonged to.
    pub directory: DirectoryId,
    /// The organisation.
    pub org: OrgId,
}

/// Which members to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListMembers {
    /// Which comes first.
    pub order: Order,
    /// Which part of the list.
    pub page: PageInput,
}

/// A new member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddMember {
    /// A person of the organisation's directory.
    pub user: UserId,
    /// The role at the organisation.
    pub role: Role,
}

/// A change of role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateMember {
    /// The member.
    pub principal: Principal,
    /// The version that the change was made on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_version: Option<u64>,
    /// The new role.
    pub role: Role,
}

/// Names a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetMember {
    /// The member.
    pub principal: Principal,
}

/// A member to remove.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveMember {
    /// The member.
    pub user: UserId,
    /// Who takes over the teams that the member owns; refused without it if there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heir: Option<Principal>,
}

/// Which service accounts to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListServices {
    /// Which comes first.
    pub order: Order,
    /// Which part of the list.
    pub page: PageInput,
}

/// A new service account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateService {
    /// Its name; unique in the organisation.
    #[schemars(length(min = 1, max = 120))]
    pub name: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 4000))]
    pub description: Option<String>,
    /// Its role at the organisation.
    pub role: Role,
}

/// Names a service account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetService {
    /// The service account.
    pub service: ServiceId,
}

/// Changes of a service account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateService {
    /// The service account.
    pub service: ServiceId,
    /// The version that the change was made on.
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
}

/// A service account to delete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeleteService {
    /// The service account; its keys stop working at once.
    pub service: ServiceId,
    /// Who takes over the teams that it owns; refused without it if there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heir: Option<Principal>,
}

/// A new API key for a service account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateServiceKey {
    /// The service account.
    pub service: ServiceId,
    /// What the key is called.
    #[schemars(length(min = 1, max = 120))]
    pub name: String,
    /// The only permissions it carries; empty for all that the service account has.
    #[serde(default)]
    pub scopes: Vec<PermissionName>,
    /// When it stops working: no later than the API key that creates it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Time>,
}

/// Which of a service account's keys to list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListServiceKeys {
    /// The service account.
    pub service: ServiceId,
    /// Which comes first.
    #[serde(default)]
    pub order: Order,
    /// Which part of the list.
    #[serde(default)]
    pub page: PageInput,
}

/// Names a key of a service account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RevokeServiceKey {
    /// The service account.
    pub service: ServiceId,
    /// The key.
    pub key: KeyId,
}

/// A key of a service account to replace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RotateServiceKey {
    /// The service account.
    pub service: ServiceId,
    /// The key.
    pub key: KeyId,
    /// For how long the old key still works: 0 to 604,800 seconds, 86,400 if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 604_800))]
    pub overlap_secs: Option<u32>,
}
