//! Organisations, their members, and their service accounts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::{Principal, Role};
use crate::{DirectoryId, OrgId, ServiceId, Time, text};

/// Whether an organisation may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrgStatus {
    /// In use.
    Active,
    /// Refused to everybody but the operator, until resumed.
    Suspended,
    /// Gone for everybody; its rows are being purged.
    Deleted,
}

impl OrgStatus {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Deleted => "deleted",
        }
    }

    /// The status of a stored name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Active, Self::Suspended, Self::Deleted]
            .into_iter()
            .find(|status| status.name() == name)
    }
}

/// A postal address: each line has at most 120 characters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Address {
    /// Street and number.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 120))]
    pub street: Option<String>,
    /// City.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 120))]
    pub city: Option<String>,
    /// State, canton or province.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 120))]
    pub region: Option<String>,
    /// Postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 120))]
    pub postal_code: Option<String>,
    /// Country.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 120))]
    pub country: Option<String>,
}

/// Whom to reach in an organisation: each line has at most 120 characters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Contact {
    /// The person's or department's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 120))]
    pub name: Option<String>,
    /// E-mail address: at most 254 bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 254))]
    pub email: Option<String>,
    /// Telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 120))]
    pub phone: Option<String>,
}

/// An organisation: the tenant, behind whose walls everything else lives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Org {
    /// The organisation's id.
    pub id: OrgId,
    /// The directory that its people come from.
    pub directory: DirectoryId,
    /// Its name.
    pub name: String,
    /// Its short name in addresses; unique in its directory.
    pub slug: String,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// Whom to reach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// Whether it may be used.
    pub status: OrgStatus,
    /// Counts the changes of this row.
    pub version: u64,
    /// When it was created.
    pub created_at: Time,
    /// When it was last changed.
    pub updated_at: Time,
}

/// That somebody belongs to an organisation, with a role that reaches everywhere in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Member {
    /// The organisation.
    pub org: OrgId,
    /// Who belongs to it.
    pub principal: Principal,
    /// The role at the organisation.
    pub role: Role,
    /// Whether the person is suspended or deactivated in the directory.
    pub suspended: bool,
    /// Counts the changes of this row.
    pub version: u64,
    /// When the member joined.
    pub created_at: Time,
    /// When the membership was last changed.
    pub updated_at: Time,
}

/// A service account: a member that is not a person and acts by API keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Service {
    /// The organisation it belongs to.
    pub org: OrgId,
    /// Its id.
    pub id: ServiceId,
    /// Its name; unique in the organisation.
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

impl Service {
    /// The form of the name that is unique in the organisation: see [`text::folded`].
    #[must_use]
    pub fn name_key(&self) -> String {
        text::folded(&self.name)
    }
}

/// How far the purge of a deleted organisation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PurgeProgress {
    /// How many rows this call removed.
    pub rows: u64,
    /// Whether nothing is left.
    pub is_done: bool,
}
