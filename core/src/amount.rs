//! Amounts of money: whole nanos, never a float.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Error, Result};

/// Nanos in one of the currency.
const NANOS: u64 = 1_000_000_000;

/// As many digits as the nanos of one have.
const PLACES_MAX: usize = 9;

/// As many digits as the whole part of the largest amount has.
const WHOLE_DIGITS_MAX: usize = 10;

/// What an amount looks like. Not all that does is one: `9999999999` is past the largest.
const PATTERN: &str = r"-?(0|[1-9][0-9]{0,9})(\.[0-9]{1,9})?";

/// An amount of money: an exact decimal with at most nine places.
///
/// It is kept as whole nanos, which are billionths, and written as a text, which nobody on the
/// way takes for a float. Of which currency it is stands beside it, in a field of its own.
///
/// ```
/// use tenantry::Amount;
///
/// let price: Amount = "12.50".parse()?;
/// assert_eq!(price.nanos(), 12_500_000_000);
/// assert_eq!(price.to_string(), "12.5");
/// assert!("0.0000000001".parse::<Amount>().is_err(), "nothing is rounded");
/// # Ok::<(), tenantry::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Amount(i64);

impl Amount {
    /// The smallest amount there is.
    pub const MIN: Amount = Amount(i64::MIN);

    /// The largest amount there is: somewhat more than nine billions.
    pub const MAX: Amount = Amount(i64::MAX);

    /// The amount of so many nanos.
    #[must_use]
    pub const fn from_nanos(nanos: i64) -> Self {
        Self(nanos)
    }

    /// How many nanos it is.
    #[must_use]
    pub const fn nanos(self) -> i64 {
        self.0
    }
}

/// Without zeros that say nothing, so that equal amounts have one text.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let nanos = self.0.unsigned_abs();
        let (whole, part) = (nanos / NANOS, nanos % NANOS);
        if part == 0 {
            return write!(f, "{sign}{whole}");
        }
        let places = format!("{part:0PLACES_MAX$}");
        write!(f, "{sign}{whole}.{}", places.trim_end_matches('0'))
    }
}

impl FromStr for Amount {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        read(text).map(Self).ok_or_else(|| {
            let (min, max) = (Self::MIN, Self::MAX);
            let rule = format!(
                "must be a decimal such as `12.5`, with at most {PLACES_MAX} places, \
                 from {min} to {max}"
            );
            Error::invalid("amount", rule)
        })
    }
}

/// The nanos that a text says: a sign, digits without a zero before them, places.
fn read(text: &str) -> Option<i64> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, places) = match unsigned.split_once('.') {
        Some((_, "")) => return None,
        Some(parts) => parts,
        None => (unsigned, ""),
    };
    let is_short = whole.len() <= WHOLE_DIGITS_MAX && places.len() <= PLACES_MAX;
    let is_plain = whole == "0" || !(whole.is_empty() || whole.starts_with('0'));
    let is_digits = whole
        .bytes()
        .chain(places.bytes())
        .all(|b| b.is_ascii_digit());
    if !(is_short && is_plain && is_digits) {
        return None;
    }
    let sign = &text[..text.len() - unsigned.len()];
    format!("{sign}{whole}{places:0<PLACES_MAX$}").parse().ok()
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Amount {
    fn schema_name() -> Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "format": "decimal",
            "pattern": format!("^{PATTERN}$"),
            "description": "An amount of money: an exact decimal with at most nine places.",
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            nanos in prop_oneof![any::<i64>(), -5_000_000_000..5_000_000_000_i64],
        ) {
            let amount = Amount::from_nanos(nanos);
            prop_assert_eq!(amount.to_string().parse::<Amount>().unwrap(), amount);
            let json = serde_json::to_string(&amount).unwrap();
            prop_assert_eq!(serde_json::from_str::<Amount>(&json).unwrap(), amount);
        }

        #[test]
        fn any_text_is_an_amount_or_refused(text: String) {
            let _ = text.parse::<Amount>();
        }

        /// What the schema allows is the integer that it says, or past the largest.
        #[test]
        fn a_decimal_is_exactly_its_digits(
            text in PATTERN,
        ) {
            let (whole, places) = text.split_once('.').unwrap_or((&text, ""));
            let nanos: i128 = format!("{whole}{places:0<9}").parse().unwrap();
            let read = text.parse::<Amount>().ok().map(|amount| i128::from(amount.nanos()));
            prop_assert_eq!(read, i64::try_from(nanos).ok().map(i128::from));
        }
    }

    #[test]
    fn equal_amounts_have_one_text() {
        for (text, written) in [
            ("0", "0"),
            ("-0", "0"),
            ("-0.000000000", "0"),
            ("12.50", "12.5"),
            ("-0.000000001", "-0.000000001"),
            ("100", "100"),
            ("9223372036.854775807", "9223372036.854775807"),
            ("-9223372036.854775808", "-9223372036.854775808"),
        ] {
            assert_eq!(text.parse::<Amount>().unwrap().to_string(), written);
        }
    }

    #[test]
    fn what_is_no_amount_is_refused_and_never_rounded() {
        for text in [
            "",
            "-",
            ".",
            "1.",
            ".5",
            "-.5",
            "+1",
            "--1",
            "1e3",
            "01",
            "00",
            "1,5",
            " 1",
            "1_0",
            "1.5.5",
            "1.-5",
            "٣",
            "NaN",
            "Infinity",
            "0.0000000001",
            "1.0000000000",
            "9223372036.854775808",
            "-9223372036.854775809",
            "99999999999",
        ] {
            let refused = text.parse::<Amount>().unwrap_err();
            assert_eq!(refused.kind(), crate::ErrorKind::Invalid, "{text}");
        }
        assert!("1".repeat(1 << 20).parse::<Amount>().is_err());
    }

    #[test]
    fn a_number_of_json_is_no_amount() {
        for number in [json!(12), json!(12.5), json!(null)] {
            assert!(serde_json::from_value::<Amount>(number).is_err());
        }
    }
}
