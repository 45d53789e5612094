//! Directories and what lives in them: people, their credentials, who belongs where.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::{PermissionName, Principal};
use crate::storage::Stamp;
use crate::{DirectoryId, KeyId, OrgId, Secret, Time, UserId, text};

/// A directory: the people that one or more organisations draw from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Directory {
    /// The directory's id.
    pub id: DirectoryId,
    /// Its name.
    pub name: String,
    /// Counts the changes of this row.
    pub version: u64,
    /// When it was created.
    pub created_at: Time,
    /// When it was last changed.
    pub updated_at: Time,
}

/// Whether a person may act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UserStatus {
    /// May act.
    Active,
    /// Refused everywhere until resumed.
    Suspended,
    /// Refused everywhere, for good.
    Deactivated,
}

impl UserStatus {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Deactivated => "deactivated",
        }
    }

    /// The status of a stored name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Active, Self::Suspended, Self::Deactivated]
            .into_iter()
            .find(|status| status.name() == name)
    }
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct User {
    /// The directory the person is in.
    pub directory: DirectoryId,
    /// The person's id.
    pub id: UserId,
    /// The short name that is unique in the directory.
    pub username: String,
    /// The e-mail address as its owner writes it; unique in the directory, whatever its case
    /// and however it is written.
    pub email: String,
    /// The name that others see.
    pub display_name: String,
    /// Whether the person may act.
    pub status: UserStatus,
    /// When the person last proved who they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_login_at: Option<Time>,
    /// Counts the changes of this row.
    pub version: u64,
    /// When the person was created.
    pub created_at: Time,
    /// When the person was last changed.
    pub updated_at: Time,
}

impl User {
    /// The form of the e-mail address that is unique in the directory: see
    /// [`text::email_key`].
    #[must_use]
    pub fn email_key(&self) -> String {
        text::email_key(&self.email)
    }
}

/// An API key as it may be shown: everything but the key itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ApiKey {
    /// The directory that the key is looked up in.
    pub directory: DirectoryId,
    /// The key's id.
    pub id: KeyId,
    /// Whom the key speaks for.
    pub owner: Principal,
    /// The only organisation that the key opens; absent for all of its owner's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub org: Option<OrgId>,
    /// What its owner calls it.
    pub name: String,
    /// The first characters of the key, to recognise it by.
    pub hint: String,
    /// The only permissions that the key carries of its owner's; empty for all of them.
    #[serde(default)]
    pub scopes: Vec<PermissionName>,
    /// When the key stops working.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Time>,
    /// When the key was last used, to the minute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_at: Option<Time>,
    /// When the key was revoked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<Time>,
    /// The key that took this one's place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<KeyId>,
    /// Counts the changes of this row.
    pub version: u64,
    /// When the key was created.
    pub created_at: Time,
    /// When the key was last changed.
    pub updated_at: Time,
}

/// An API key as a store keeps it: the hash of the secret, never the secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredKey {
    /// What may be shown.
    pub key: ApiKey,
    /// SHA-256 of the secret.
    pub hash: [u8; 32],
}

/// A key that was just made, with the only sight of its secret.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NewKey {
    /// What may be shown of the key.
    pub key: ApiKey,
    /// The key itself: shown now and never again. A replay answers without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<Secret>,
}

impl Stamp for NewKey {
    fn stamp(&mut self, at: Time) {
        self.key.stamp(at);
    }
}

/// A subject of an outside issuer that the product vouches for, and the person it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Subject {
    /// The directory that the subject is looked up in.
    pub directory: DirectoryId,
    /// Who says so: the product's own sign-in, an identity provider.
    pub issuer: String,
    /// The issuer's name for the person.
    pub subject: String,
    /// The person.
    pub user: UserId,
    /// Counts the changes of this row.
    pub version: u64,
    /// When the link was made.
    pub created_at: Time,
}

/// That a person belongs to an organisation, as the directory knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Affiliation {
    /// The directory.
    pub directory: DirectoryId,
    /// The person.
    pub user: UserId,
    /// The organisation.
    pub org: OrgId,
}

/// That a slug of the directory names an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slug {
    /// The directory.
    pub directory: DirectoryId,
    /// The slug.
    pub slug: String,
    /// The organisation.
    pub org: OrgId,
}

/// What stays of a deleted organisation: where its journal ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DepartedOrg {
    /// The directory it belonged to.
    pub directory: DirectoryId,
    /// The organisation.
    pub org: OrgId,
    /// The cursor of its last entry: sequence and hash.
    pub seq: u64,
    /// The hash of its last entry, in hexadecimal.
    pub hash: String,
    /// When it was deleted.
    pub deleted_at: Time,
}
