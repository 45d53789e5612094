//! What the operations on directories, people, subjects and keys take.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::PermissionName;
use crate::{DirectoryId, KeyId, Order, OrgId, PageInput, Time, UserId};

/// A new directory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateDirectory {
    /// Its name: at most 120 characters.
    #[schemars(length(min = 1, max = 120))]
    pub name: String,
}

impl CreateDirectory {
    /// A directory of this name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
        }
    }
}

/// Names a directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetDirectory {
    /// The directory.
    pub directory: DirectoryId,
}

/// Which directories to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListDirectories {
    /// Which comes first.
    pub order: Order,
    /// Which part of the list.
    pub page: PageInput,
}

/// A new person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateUser {
    /// The directory.
    pub directory: DirectoryId,
    /// The short name, unique in the directory: `a` to `z`, digits, hyphens.
    #[schemars(
        length(min = 2, max = 63),
        regex(pattern = "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")
    )]
    pub username: String,
    /// The e-mail address, unique in the directory whatever its case; refused as taken also if
    /// it looks like another's. At most 254 bytes.
    #[schemars(length(max = 254))]
    pub email: String,
    /// The name that others see.
    #[schemars(length(min = 1, max = 120))]
    pub display_name: String,
    /// The subject of the product's own sign-in that stands for the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<NewSubject>,
}

impl CreateUser {
    /// A person who is shown by their username.
    #[must_use]
    pub fn new(directory: DirectoryId, username: &str, email: &str) -> Self {
        Self {
            directory,
            username: username.to_owned(),
            email: email.to_owned(),
            display_name: username.to_owned(),
            subject: None,
        }
    }

    /// The same, vouched for by the product as a subject of an issuer.
    #[must_use]
    pub fn proven_by(self, issuer: &str, subject: &str) -> Self {
        let (issuer, subject) = (issuer.to_owned(), subject.to_owned());
        Self {
            subject: Some(NewSubject { issuer, subject }),
            ..self
        }
    }
}

/// A subject of an outside issuer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSubject {
    /// Who says so: the product's own sign-in, an identity provider.
    #[schemars(length(min = 1, max = 255))]
    pub issuer: String,
    /// The issuer's name for the person.
    #[schemars(length(min = 1, max = 255))]
    pub subject: String,
}

/// Names a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetUser {
    /// The directory: the caller's own if absent; the system must name it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub directory: Option<DirectoryId>,
    /// The person.
    pub user: UserId,
}

/// Which people to list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListUsers {
    /// The directory.
    pub directory: DirectoryId,
    /// Which comes first.
    #[serde(default)]
    pub order: Order,
    /// Which part of the list.
    #[serde(default)]
    pub page: PageInput,
}

/// Changes of a person: their own, or by the system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateUser {
    /// The directory: the caller's own if absent; the system must name it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub directory: Option<DirectoryId>,
    /// The person.
    pub user: UserId,
    /// The version that the change was made on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_version: Option<u64>,
    /// The new short name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(
        length(min = 2, max = 63),
        regex(pattern = "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")
    )]
    pub username: Option<String>,
    /// The new e-mail address, at most 254 bytes; only the system changes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 254))]
    pub email: Option<String>,
    /// The new name that others see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 120))]
    pub display_name: Option<String>,
}

/// A person whose status shall change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NameUser {
    /// The directory.
    pub directory: DirectoryId,
    /// The person.
    pub user: UserId,
}

/// A subject that shall stand for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkSubject {
    /// The directory.
    pub directory: DirectoryId,
    /// The person.
    pub user: UserId,
    /// Who says so: the product's own sign-in, an identity provider.
    #[schemars(length(min = 1, max = 255))]
    pub issuer: String,
    /// The issuer's name for the person.
    #[schemars(length(min = 1, max = 255))]
    pub subject: String,
}

/// A subject that shall not stand for anybody any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnlinkSubject {
    /// The directory.
    pub directory: DirectoryId,
    /// Who said so.
    #[schemars(length(min = 1, max = 255))]
    pub issuer: String,
    /// The issuer's name for the person.
    #[schemars(length(min = 1, max = 255))]
    pub subject: String,
}

/// A new API key of the caller's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateKey {
    /// What the key is called.
    #[schemars(length(min = 1, max = 120))]
    pub name: String,
    /// The only organisation that it opens; absent for all of the caller's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub org: Option<OrgId>,
    /// The only permissions it carries; empty for all that the caller has.
    #[serde(default)]
    pub scopes: Vec<PermissionName>,
    /// When it stops working: no later than the API key that creates it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Time>,
}

/// Which of the caller's own keys to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListKeys {
    /// Which comes first.
    pub order: Order,
    /// Which part of the list.
    pub page: PageInput,
}

/// Names a key of the caller's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RevokeKey {
    /// The key.
    pub key: KeyId,
}

/// A key of the caller's own to replace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RotateKey {
    /// The key.
    pub key: KeyId,
    /// For how long the old key still works: 0 to 604,800 seconds, 86,400 if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 604_800))]
    pub overlap_secs: Option<u32>,
}
