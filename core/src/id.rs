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
    /// Names one commit, so that it can be asked whether it landed.
    CommitId = "commit";
}
