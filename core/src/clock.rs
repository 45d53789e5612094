//! Time: UTC in microseconds, read from one port.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, SecondsFormat, Utc};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Error, Result};

/// Where a store takes the time from: a port, so that tests can inject it.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Time;
}

/// The clock of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Time {
        Time::from_micros(Utc::now().timestamp_micros())
    }
}

/// A moment, in microseconds since 1970, UTC. Written as RFC 3339.
///
/// ```
/// use tenantry::Time;
///
/// let time: Time = "2026-03-01T12:00:00.000001Z".parse()?;
/// assert_eq!(time.to_string(), "2026-03-01T12:00:00.000001Z");
/// # Ok::<(), tenantry::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Time(i64);

impl Time {
    /// The moment of the commit that is being built: the store fills it in under
    /// its lock, where rows and entries receive one and the same time.
    pub const OF_COMMIT: Time = Time(i64::MIN);

    /// The moment that many microseconds after 1970 began.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since 1970 began.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// This moment, or the commit's if it stands for that.
    #[must_use]
    pub fn or_commit(self, at: Time) -> Time {
        if self == Self::OF_COMMIT { at } else { self }
    }

    /// The moment so many seconds later; the end of time if that is past it.
    #[must_use]
    pub const fn plus_secs(self, secs: i64) -> Self {
        Self(self.0.saturating_add(secs.saturating_mul(1_000_000)))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match DateTime::<Utc>::from_timestamp_micros(self.0) {
            Some(time) => f.write_str(&time.to_rfc3339_opts(SecondsFormat::Micros, true)),
            None => f.write_str("commit"),
        }
    }
}

impl FromStr for Time {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        if text == "commit" {
            return Ok(Self::OF_COMMIT);
        }
        DateTime::parse_from_rfc3339(text)
            .map(|time| Self(time.timestamp_micros()))
            .map_err(|_| {
                Error::invalid(
                    "time",
                    "must be an RFC 3339 time such as `2026-03-01T12:00:00Z`",
                )
            })
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Time {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Time".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date-time" })
    }
}
