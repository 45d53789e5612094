//! Days of the calendar, without a time and a zone.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Days, NaiveDate};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Error, Result, Time};

/// A day of the calendar, of the years 1 to 9999, written as `2026-03-01`.
///
/// ```
/// use tenantry::Day;
///
/// let day: Day = "2026-03-01".parse()?;
/// assert_eq!(day.to_string(), "2026-03-01");
/// assert!("2026-02-29".parse::<Day>().is_err());
/// # Ok::<(), tenantry::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
// INVARIANT: of the years 1 to 9999.
pub struct Day(NaiveDate);

/// The day that numbers are counted from.
const FIRST: NaiveDate = match NaiveDate::from_ymd_opt(1970, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

impl Day {
    /// The day of a moment, in UTC.
    #[must_use]
    pub fn of(time: Time) -> Self {
        let time = DateTime::from_timestamp_micros(time.micros());
        Self(time.unwrap_or_default().date_naive())
    }

    /// Its last microsecond, in UTC.
    #[must_use]
    pub fn last_moment(self) -> Time {
        let next = i64::from(self.days()) + 1;
        Time::from_micros(next * 86_400_000_000 - 1)
    }

    pub(crate) const fn date(self) -> NaiveDate {
        self.0
    }

    /// The day of a date; `None` outside of the years 1 to 9999.
    pub(crate) fn of_date(date: NaiveDate) -> Option<Self> {
        Some(date).filter(is_of_four_digits).map(Self)
    }

    /// How many days after 1970-01-01 it is, or before, as stores keep it.
    #[must_use]
    pub fn days(self) -> i32 {
        // A thousand years have fewer days than an `i32` has numbers by far.
        i32::try_from(self.0.signed_duration_since(FIRST).num_days()).unwrap_or_default()
    }

    /// The day that is so many days after 1970-01-01; `None` outside of the years 1 to 9999.
    #[must_use]
    pub fn from_days(days: i32) -> Option<Self> {
        let away = Days::new(u64::from(days.unsigned_abs()));
        let day = match days < 0 {
            true => FIRST.checked_sub_days(away),
            false => FIRST.checked_add_days(away),
        };
        day.and_then(Self::of_date)
    }
}

fn is_of_four_digits(day: &NaiveDate) -> bool {
    use chrono::Datelike;
    (1..=9999).contains(&day.year())
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Day {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let is_written_so = text.len() == 10 && text.as_bytes().get(4) == Some(&b'-');
        let read = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
        read.filter(|day| is_written_so && is_of_four_digits(day))
            .map(Self)
            .ok_or_else(|| Error::invalid("date", "must be a day such as `2026-03-01`"))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A day of the calendar, of the years 1 to 9999, such as `2026-03-01`.",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_and_written_one_way() {
        for (text, days) in [
            ("1970-01-01", Some(0)),
            ("1969-12-31", Some(-1)),
            ("2024-02-29", Some(19_782)),
            ("0001-01-01", Some(-719_162)),
            ("9999-12-31", Some(2_932_896)),
            ("2026-02-29", None),
            ("2026-2-01", None),
            ("0000-12-31", None),
            ("10000-01-01", None),
            ("+2026-01-1", None),
            ("2026-01-01T00:00:00Z", None),
            ("", None),
        ] {
            let day = text.parse::<Day>().ok();
            assert_eq!(day.map(Day::days), days, "{text}");
            if let Some(day) = day {
                assert_eq!(day.to_string(), text);
                assert_eq!(Day::from_days(day.days()), Some(day));
            }
        }
        for outside in [-719_163, 2_932_897, i32::MIN, i32::MAX] {
            assert_eq!(Day::from_days(outside), None);
        }
    }

    #[test]
    fn a_moment_is_of_the_day_that_it_is_in_utc() {
        let late: Time = "2026-03-01T23:59:59.999999Z".parse().unwrap();
        assert_eq!(Day::of(late).to_string(), "2026-03-01");
        assert_eq!(Day::of(late.plus_secs(1)).to_string(), "2026-03-02");
        assert_eq!(Day::of(Time::MIN).to_string(), "0001-01-01");
    }
}
