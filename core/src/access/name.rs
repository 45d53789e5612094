//! Names of permissions: the built-in ones, and those of an organisation's own.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Permission;
use crate::{Error, Result};

/// The most characters that the name of a permission has.
pub const PERMISSION_CHARS_MAX: usize = 64;

/// What a name of a permission looks like: words with dots between them.
const PATTERN: &str = r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$";

/// The nouns that Tenantry uses or will: a permission that begins with one of them is built in,
/// so that a later release cannot give another meaning to one that a product has made.
const NOUNS: [&str; 28] = [
    "access",
    "catalog",
    "chat",
    "checkpoints",
    "commits",
    "directories",
    "directory",
    "grants",
    "journal",
    "keys",
    "me",
    "members",
    "notify",
    "objects",
    "orgs",
    "permissions",
    "projects",
    "quotas",
    "roles",
    "secrets",
    "service_keys",
    "services",
    "settings",
    "spend",
    "subjects",
    "tasks",
    "teams",
    "users",
];

/// The name of a permission: a built-in one such as `teams.read`, or one of the organisation's
/// own such as `docs.publish`.
///
/// ```
/// use tenantry::access::{Permission, PermissionName};
///
/// let name: PermissionName = "docs.publish".parse()?;
/// assert_eq!(name.as_str(), "docs.publish");
/// assert_eq!(PermissionName::from(Permission::TEAMS_READ).as_str(), "teams.read");
/// assert!("teams.raed".parse::<PermissionName>().is_err(), "`teams` is Tenantry's");
/// # Ok::<(), tenantry::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
// INVARIANT: matches `PATTERN`, and is built in if it begins with one of `NOUNS`.
pub struct PermissionName(Cow<'static, str>);

impl PermissionName {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The built-in permission of the name, if it is one.
    #[must_use]
    pub fn built_in(&self) -> Option<Permission> {
        self.0.parse().ok()
    }
}

impl From<Permission> for PermissionName {
    fn from(permission: Permission) -> Self {
        Self(Cow::Borrowed(permission.name()))
    }
}

impl FromStr for PermissionName {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let refused = |why: &str| Err(Error::invalid("permission", why));
        if let Ok(built_in) = text.parse::<Permission>() {
            return Ok(built_in.into());
        }
        let mut words = text.split('.');
        let first = words.next().unwrap_or_default();
        if text.len() > PERMISSION_CHARS_MAX || !is_word(first) || !text.contains('.') {
            return refused(
                "must be words of a-z, 0-9 and _ with dots between them, such as `docs.publish`",
            );
        }
        if !words.all(is_word) {
            return refused(
                "must be words of a-z, 0-9 and _ with dots between them, such as `docs.publish`",
            );
        }
        if NOUNS.contains(&first) {
            return refused("begins with a word of Tenantry's own and is none of its permissions");
        }
        Ok(Self(Cow::Owned(text.to_owned())))
    }
}

fn is_word(word: &str) -> bool {
    let rest = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    word.starts_with(|first: char| first.is_ascii_lowercase()) && word.bytes().all(rest)
}

impl fmt::Display for PermissionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for PermissionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for PermissionName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for PermissionName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for PermissionName {
    fn schema_name() -> Cow<'static, str> {
        "PermissionName".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "The name of a permission: a built-in one such as `teams.read`, or one of the organisation's own such as `docs.publish`.",
            "pattern": PATTERN,
            "maxLength": PERMISSION_CHARS_MAX,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_built_in_or_of_a_products_own_words() {
        for (text, is_name) in [
            ("teams.read", true),
            ("docs.publish", true),
            ("docs.pages.read_all", true),
            ("docs", false),
            ("docs.", false),
            (".read", false),
            ("docs..read", false),
            ("Docs.read", false),
            ("docs.1st", false),
            ("docs.rea d", false),
            ("teams.raed", false),
            ("quotas.raise", false),
            ("", false),
        ] {
            assert_eq!(text.parse::<PermissionName>().is_ok(), is_name, "{text}");
        }
        let long = format!("docs.{}", "a".repeat(PERMISSION_CHARS_MAX - 5));
        assert!(long.parse::<PermissionName>().is_ok());
        assert!(format!("{long}a").parse::<PermissionName>().is_err());
    }

    #[test]
    fn every_built_in_permission_begins_with_a_word_that_is_kept() {
        for permission in Permission::ALL {
            let noun = permission.name().split('.').next().unwrap();
            assert!(NOUNS.contains(&noun), "{permission}");
        }
    }
}
