//! Typed ids: UUIDv7 inside, so that they sort by age, and never interchangeable.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Error, Time};

/// Where new ids come from: a port, so that tests can inject it.
pub trait Ids: Send + Sync {
    /// A new UUIDv7 for the given moment.
    fn next(&self, at: Time) -> Uuid;

    /// Fills a buffer from a cryptographically secure source.
    fn fill(&self, bytes: &mut [u8]);
}

/// Ids and randomness from the operating system.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsIds;

impl Ids for OsIds {
    fn next(&self, at: Time) -> Uuid {
        let micros = u64::try_from(at.micros()).unwrap_or_default();
        let mut tail = [0; 10];
        self.fill(&mut tail);
        // The millisecond's fraction leads the random bits (RFC 9562, 6.2, method 3): what is
        // made one after the other sorts so, also within a millisecond.
        let fraction = (micros % 1_000) * 4_096 / 1_000;
        let [.., high, low] = fraction.to_be_bytes();
        tail[..2].copy_from_slice(&[high, low]);
        uuid::Builder::from_unix_timestamp_millis(micros / 1_000, &tail).into_uuid()
    }

    fn fill(&self, bytes: &mut [u8]) {
        #[expect(
            clippy::expect_used,
            reason = "without randomness no id and no secret is safe"
        )]
        getrandom::fill(bytes).expect("the operating system has no randomness");
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $noun:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// What the id names, as it reads in messages.
            pub const NOUN: &'static str = $noun;

            /// Wraps a UUID that is known to be one of these.
            #[must_use]
            pub const fn from_uuid(id: Uuid) -> Self {
                Self(id)
            }

            /// The bare UUID, for a store.
            #[must_use]
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = Error;

            fn from_str(text: &str) -> Result<Self, Error> {
                Uuid::parse_str(text)
                    .map(Self)
                    .map_err(|_| Error::not_found($noun, text.chars().take(64).collect::<String>()))
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({
                    "type": "string",
                    "format": "uuid",
                    "x-id": $noun,
                })
            }
        }
    )*};
}

ids! {
    /// Names a directory: where people and their credentials live.
    DirectoryId = "directory";
    /// Names an organisation, the tenant.
    OrgId = "org";
    /// Names a person.
    UserId = "user";
    /// Names a service account of an organisation.
    ServiceId = "service";
    /// Names an API key.
    KeyId = "key";
    /// Names a team.
    TeamId = "team";
    /// Names a role, built in or of an organisation's own.
    RoleId = "role";
    /// Names a permission of an organisation's own.
    PermissionId = "permission";
    /// Names that somebody was given a role.
    AssignmentId = "assignment";
    /// Names that something is shared with somebody.
    GrantId = "grant";
    /// Names a link: whoever has it holds what is shared with it.
    LinkId = "link";
    /// Names a project.
    ProjectId = "project";
    /// Names a task.
    TaskId = "task";
    /// Names how far a task may be: a status, built in or of an organisation's own.
    StatusId = "status";
    /// Names a label of tasks.
    LabelId = "label";
    /// Names a comment on a task.
    CommentId = "comment";
    /// Names one commit, so that it can be asked whether it landed.
    CommitId = "commit";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_the_microsecond_and_are_of_version_7() {
        let moments = 1_767_225_600_000_000..1_767_225_600_003_000;
        let ids: Vec<_> = moments
            .map(|micros| OsIds.next(Time::from_micros(micros)))
            .collect();
        assert!(ids.is_sorted());
        assert!(ids.iter().all(|id| id.get_version_num() == 7));
        let millis = ids[2_999].as_u64_pair().0 >> 16;
        assert_eq!(millis, 1_767_225_600_002);
    }

    #[test]
    fn ids_of_one_moment_differ() {
        let now = Time::from_micros(1_767_225_600_000_000);
        assert_ne!(OsIds.next(now), OsIds.next(now));
    }
}
