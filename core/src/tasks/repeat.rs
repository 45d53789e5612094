//! How tasks come again.

use chrono::{Datelike, Days, Months};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Day, Error, Result};

/// The most units between two occurrences.
pub const REPEAT_EVERY_MAX: u16 = 1_000;

/// What is counted between two occurrences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RepeatUnit {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months, on the same day: on the last one of those that do not have it.
    Month,
    /// Years.
    Year,
}

/// How a task comes again: once it is done, the next one is made in the same commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Repeat {
    /// After how many units, 1 to 1,000.
    #[schemars(range(min = 1, max = 1000))]
    pub every: u16,
    /// The unit.
    pub unit: RepeatUnit,
    /// The day of the first occurrence, from which the others are counted: the day that the task
    /// is due on, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_on: Option<Day>,
    /// The last day on which it may be due again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}

impl Repeat {
    /// The same, counted from the day that a task is due on.
    pub(super) fn checked(self, due: Option<Day>) -> Result<Self> {
        if !(1..=REPEAT_EVERY_MAX).contains(&self.every) {
            let why = format!("must be 1 to {REPEAT_EVERY_MAX}");
            return Err(Error::invalid("every", why).with("max", REPEAT_EVERY_MAX));
        }
        let due = due.ok_or_else(|| {
            Error::invalid(
                "repeat",
                "takes `due_on` or `due_at`, from which it is counted",
            )
        })?;
        Ok(Self {
            starts_on: self.starts_on.or(Some(due)),
            ..self
        })
    }

    /// The next occurrence after a day; `None` behind the last.
    ///
    /// Counted from the first one each time, so that the 31st does not become the 28th for good.
    #[must_use]
    pub fn next_after(&self, day: Day) -> Option<Day> {
        let from = self.starts_on.unwrap_or(day);
        let is_next = |next: &Day| *next > day;
        // No two occurrences are nearer than a unit has days at least: none after it is before.
        let passed = i64::from(day.days()) - i64::from(from.days());
        let least = passed.max(0) / (i64::from(self.every) * self.unit.days_max());
        let first = u32::try_from(least).ok()?;
        let next = (first..)
            .map_while(|count| self.nth(from, count))
            .find(is_next)?;
        self.until.is_none_or(|last| next <= last).then_some(next)
    }

    fn nth(&self, from: Day, count: u32) -> Option<Day> {
        let units = count.checked_mul(u32::from(self.every))?;
        let date = from.date();
        let next = match self.unit {
            RepeatUnit::Day => date.checked_add_days(Days::new(units.into())),
            RepeatUnit::Week => date.checked_add_days(Days::new(u64::from(units) * 7)),
            RepeatUnit::Month => date.checked_add_months(Months::new(units)),
            RepeatUnit::Year => date.checked_add_months(Months::new(units.checked_mul(12)?)),
        };
        next.filter(|date| date.year() <= 9999)
            .and_then(Day::of_date)
    }
}

impl RepeatUnit {
    const fn days_max(self) -> i64 {
        match self {
            Self::Day => 1,
            Self::Week => 7,
            Self::Month => 31,
            Self::Year => 366,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn occurrences_are_counted_from_the_first() {
        for (every, unit, from, after, next) in [
            (1, RepeatUnit::Day, "2026-01-01", "2026-01-01", "2026-01-02"),
            (3, RepeatUnit::Day, "2026-01-01", "2026-01-05", "2026-01-07"),
            (
                2,
                RepeatUnit::Week,
                "2026-01-05",
                "2026-01-06",
                "2026-01-19",
            ),
            (
                1,
                RepeatUnit::Month,
                "2026-01-31",
                "2026-01-31",
                "2026-02-28",
            ),
            (
                1,
                RepeatUnit::Month,
                "2026-01-31",
                "2026-02-28",
                "2026-03-31",
            ),
            (
                1,
                RepeatUnit::Month,
                "2024-01-31",
                "2026-03-30",
                "2026-03-31",
            ),
            (
                1,
                RepeatUnit::Year,
                "2024-02-29",
                "2024-02-29",
                "2025-02-28",
            ),
            (
                1,
                RepeatUnit::Year,
                "2024-02-29",
                "2027-12-31",
                "2028-02-29",
            ),
            (
                5,
                RepeatUnit::Year,
                "2024-02-29",
                "2020-01-01",
                "2024-02-29",
            ),
        ] {
            let repeat = Repeat {
                every,
                unit,
                starts_on: Some(day(from)),
                until: None,
            };
            assert_eq!(
                repeat.next_after(day(after)),
                Some(day(next)),
                "{from} {after}"
            );
        }
    }

    #[test]
    fn there_is_a_last_one() {
        let weekly = Repeat {
            every: 1,
            unit: RepeatUnit::Week,
            starts_on: Some(day("2026-01-05")),
            until: Some(day("2026-01-12")),
        };
        assert_eq!(
            weekly.next_after(day("2026-01-05")),
            Some(day("2026-01-12"))
        );
        assert_eq!(weekly.next_after(day("2026-01-12")), None);
        let for_ever = Repeat {
            until: None,
            ..weekly
        };
        assert_eq!(for_ever.next_after(day("9999-12-31")), None);
    }

    #[test]
    fn what_is_never_due_does_not_come_again() {
        let daily = Repeat {
            every: 1,
            unit: RepeatUnit::Day,
            starts_on: None,
            until: None,
        };
        assert!(daily.checked(None).is_err());
        assert_eq!(
            daily.checked(Some(day("2026-01-05"))).unwrap().starts_on,
            Some(day("2026-01-05"))
        );
        assert!(
            Repeat { every: 0, ..daily }
                .checked(Some(day("2026-01-05")))
                .is_err()
        );
    }
}
