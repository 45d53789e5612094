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

/// A moment, in microseconds since 1970, UTC. Written as RFC 3339, and so never outside of
/// the years 1 to 9999.
///
/// Whatever offset it is read with, it is written in UTC. A leap second is read as the second
/// after it: there is no number for it.
///
/// ```
/// use tenantry::Time;
///
/// let time: Time = "2026-03-01T12:00:00.000001Z".parse()?;
/// assert_eq!(time.to_string(), "2026-03-01T12:00:00.000001Z");
/// # Ok::<(), tenantry::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
// INVARIANT: between `MIN` and `MAX`, or `OF_COMMIT`: what is written can be read again.
pub struct Time(i64);

impl Time {
    /// The moment of the commit that is being built: the store fills it in under
    /// its lock, where rows and entries receive one and the same time.
    pub const OF_COMMIT: Time = Time(i64::MIN);

    /// The first moment there is: when the year 1 began.
    pub const MIN: Time = Time(-62_135_596_800_000_000);

    /// The last moment there is: the end of the year 9999.
    pub const MAX: Time = Time(253_402_300_799_999_999);

    /// The moment that many microseconds after 1970 began, or the first or last there is.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        if micros < Self::MIN.0 {
            Self::MIN
        } else if micros > Self::MAX.0 {
            Self::MAX
        } else {
            Self(micros)
        }
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

    /// The moment so many seconds later, or the first or last there is.
    #[must_use]
    pub const fn plus_secs(self, secs: i64) -> Self {
        Self::from_micros(self.0.saturating_add(secs.saturating_mul(1_000_000)))
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
        // In UTC it may be in another year than it is written in.
        let read = DateTime::parse_from_rfc3339(text).ok();
        read.map(|time| time.timestamp_micros())
            .filter(|micros| (Self::MIN.0..=Self::MAX.0).contains(micros))
            .map(Self)
            .ok_or_else(|| {
                Error::invalid(
                    "time",
                    "must be an RFC 3339 time such as `2026-03-01T12:00:00Z`, \
                     of the years 1 to 9999 in UTC",
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        text.parse::<Time>().ok().map(|time| time.to_string())
    }

    #[test]
    fn times_are_read_as_moments_of_years_that_can_be_written() {
        let cases = [
            ("0001-01-01T00:00:00Z", Some("0001-01-01T00:00:00.000000Z")),
            ("0001-01-01T00:00:00+00:01", None),
            ("0000-12-31T23:59:59Z", None),
            (
                "0000-12-31T23:59:59-00:01",
                Some("0001-01-01T00:00:59.000000Z"),
            ),
            (
                "9999-12-31T23:59:59.9999999Z",
                Some("9999-12-31T23:59:59.999999Z"),
            ),
            ("9999-12-31T23:59:60Z", None),
            ("9999-12-31T23:59:59-23:59", None),
            ("2016-12-31T23:59:60Z", Some("2017-01-01T00:00:00.000000Z")),
            ("+10000-01-01T00:00:00Z", None),
            ("2026-03-01T12:00:00", None),
            ("commit", Some("commit")),
        ];
        for (text, written) in cases {
            assert_eq!(read(text).as_deref(), written, "{text}");
        }
        assert_eq!(Time::MIN.to_string(), "0001-01-01T00:00:00.000000Z");
        assert_eq!(Time::MAX.to_string(), "9999-12-31T23:59:59.999999Z");
    }

    #[test]
    fn what_is_read_can_be_written_and_read_again() {
        for year in ["0000", "0001", "2026", "9999"] {
            for day in ["01-01", "06-30", "12-31"] {
                for time in ["00:00:00", "23:59:59.9999995", "23:59:60"] {
                    for offset in ["Z", "+00:01", "-00:01", "+23:59", "-23:59"] {
                        let text = format!("{year}-{day}T{time}{offset}");
                        if let Ok(time) = text.parse::<Time>() {
                            assert_eq!(time.to_string().parse::<Time>().unwrap(), time, "{text}");
                        }
                    }
                }
            }
        }
    }

    /// Counted noise (an odd number multiplied) and the ends, each with each as a distance.
    #[test]
    fn what_is_made_can_be_written_and_read_again() {
        let noise = (1..2_000_i64).map(|n| n.wrapping_mul(-7_046_029_254_386_353_131));
        let ends = [
            i64::MIN,
            Time::MIN.micros(),
            -1,
            0,
            Time::MAX.micros(),
            i64::MAX,
        ];
        for micros in noise.chain(ends) {
            for micros in [micros, micros >> 8] {
                for secs in ends {
                    let time = Time::from_micros(micros).plus_secs(secs);
                    assert_eq!(time.to_string().parse::<Time>().unwrap(), time, "{micros}");
                }
            }
        }
    }
}
