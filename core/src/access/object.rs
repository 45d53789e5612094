//! Objects: what is shared one by one.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use crate::{Error, ProjectId, Result, TaskId};

/// The most characters that the kind of an object has.
pub const KIND_CHARS_MAX: usize = 32;

/// The kinds that Tenantry keeps itself or will: a product's objects are of others.
const OWN_KINDS: [&str; 14] = [
    "conversation",
    "file",
    "link",
    "message",
    "org",
    "permission",
    "project",
    "role",
    "secret",
    "service",
    "subtree",
    "task",
    "team",
    "user",
];

/// A thing that is shared one by one: its kind and its UUID, as `doc:0190…`.
///
/// ```
/// use tenantry::access::Object;
///
/// let object: Object = "doc:01900000-0000-7000-8000-000000000001".parse()?;
/// assert_eq!(object.kind(), "doc");
/// assert_eq!(object.to_string(), "doc:01900000-0000-7000-8000-000000000001");
/// # Ok::<(), tenantry::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
// INVARIANT: the kind is a word of at most `KIND_CHARS_MAX` characters.
pub struct Object {
    kind: String,
    id: Uuid,
}

impl Object {
    /// An object of a kind.
    ///
    /// # Errors
    /// `Invalid` for a kind that is no word of a-z, 0-9 and _.
    pub fn new(kind: &str, id: Uuid) -> Result<Self> {
        if !Self::is_kind(kind) {
            return Err(unreadable());
        }
        Ok(Self {
            kind: kind.to_owned(),
            id,
        })
    }

    /// An object of a kind of Tenantry's own.
    fn of(kind: &'static str, id: Uuid) -> Self {
        Self {
            kind: kind.to_owned(),
            id,
        }
    }

    /// Whether this is what kinds look like.
    pub(crate) fn is_kind(kind: &str) -> bool {
        let rest = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        kind.starts_with(|first: char| first.is_ascii_lowercase())
            && kind.bytes().all(rest)
            && kind.len() <= KIND_CHARS_MAX
    }

    /// Whether Tenantry keeps things of this kind itself, or will.
    pub(crate) fn is_own_kind(kind: &str) -> bool {
        OWN_KINDS.contains(&kind)
    }

    /// Refuses an object of a kind that Tenantry keeps itself.
    pub(crate) fn must_be_the_products(&self) -> Result<()> {
        if !Self::is_own_kind(&self.kind) {
            return Ok(());
        }
        let why = format!(
            "`{}` is a kind of Tenantry's own, not of the product's",
            self.kind
        );
        Err(Error::invalid("object", why))
    }

    /// What it is.
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// Which one.
    #[must_use]
    pub const fn id(&self) -> Uuid {
        self.id
    }
}

impl From<ProjectId> for Object {
    fn from(id: ProjectId) -> Self {
        Self::of(ProjectId::NOUN, id.uuid())
    }
}

impl From<TaskId> for Object {
    fn from(id: TaskId) -> Self {
        Self::of(TaskId::NOUN, id.uuid())
    }
}

fn unreadable() -> Error {
    Error::invalid(
        "object",
        "must be a kind of at most 32 of a-z, 0-9 and _, a colon, and a UUID, such as `doc:0190…`",
    )
}

impl fmt::Display for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind, self.id)
    }
}

impl FromStr for Object {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let (kind, id) = text.split_once(':').ok_or_else(unreadable)?;
        Self::new(kind, Uuid::try_parse(id).map_err(|_| unreadable())?)
    }
}

impl Serialize for Object {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Object {
    fn schema_name() -> Cow<'static, str> {
        "Object".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A thing that is shared one by one: its kind and its UUID, as `doc:0190…`.",
            "pattern": "^[a-z][a-z0-9_]{0,31}:[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_of_a_kind_that_is_a_word() {
        let id = "01900000-0000-7000-8000-000000000001";
        for (kind, is_one) in [
            ("doc", true),
            ("knowledge_base2", true),
            ("task", true),
            ("Doc", false),
            ("2doc", false),
            ("", false),
            ("a-b", false),
        ] {
            let text = format!("{kind}:{id}");
            let object = text.parse::<Object>();
            assert_eq!(object.is_ok(), is_one, "{text}");
            if let Ok(object) = object {
                assert_eq!(object.to_string(), text);
            }
        }
        let task = Object::new("task", Uuid::nil()).unwrap();
        assert!(task.must_be_the_products().is_err());
        for text in [id, "doc", "doc:", "doc:1", ":"] {
            assert!(text.parse::<Object>().is_err(), "{text}");
        }
    }
}
