//! Positions: texts that sort, with room between any two.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::journal::chain::hex;
use crate::{Error, Result, TaskId};

/// The most characters of a position. Room for thousands of moves to one and the same place.
pub const POSITION_CHARS_MAX: usize = 1_024;

/// Where a task stands among those of its organisation. Sorts as text, byte by byte.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
// INVARIANT: the bytes of a fraction in lower-case hexadecimal, of which the last is not 0: so
// there is always something before it.
pub struct Position(String);

impl Position {
    /// Where a new task stands: behind those made before it. No two tasks have the same, and it
    /// takes no look at the others.
    #[must_use]
    pub fn of_new(id: TaskId) -> Self {
        let mut text = id.uuid().simple().to_string();
        // An id may end with a 0, which no position does.
        text.push_str("80");
        Self(text)
    }

    /// Whether it is the one that the task was made with.
    #[must_use]
    pub fn is_of_new(&self, id: TaskId) -> bool {
        *self == Self::of_new(id)
    }

    /// A place between two others; absent is before or behind everything.
    ///
    /// # Errors
    /// `Conflict` if the first is not before the second, or if there is no more room.
    pub(crate) fn between(low: Option<&Self>, high: Option<&Self>) -> Result<Self> {
        let bytes = |of: Option<&Self>| of.map(Self::bytes);
        let between = match (bytes(low), bytes(high)) {
            (None, Some(high)) => Some(before(&high)),
            (Some(low), Some(high)) if low >= high => None,
            (low, high) => Some(middle(&low.unwrap_or_default(), high.as_deref())),
        };
        between
            .map(|bytes| Self(hex(&bytes)))
            .filter(|position| position.0.len() <= POSITION_CHARS_MAX)
            .ok_or_else(|| {
                let why = "there is no room left there; move the task elsewhere first";
                Error::conflict("position_full", why)
            })
    }

    fn bytes(&self) -> Vec<u8> {
        let digits = self.0.as_bytes().chunks_exact(2);
        let byte = |pair: &[u8]| {
            let pair = std::str::from_utf8(pair).unwrap_or_default();
            u8::from_str_radix(pair, 16).unwrap_or_default()
        };
        digits.map(byte).collect()
    }

    /// The text, as stores keep it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The position of a text; `None` if it is none.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let is_one = text.len().is_multiple_of(2)
            && (2..=POSITION_CHARS_MAX).contains(&text.len())
            && text.bytes().all(is_digit)
            && !text.ends_with("00");
        is_one.then(|| Self(text.to_owned()))
    }
}

/// What is before a fraction, nearly as short. Each byte has room for 254 of them.
fn before(high: &[u8]) -> Vec<u8> {
    let first = high.iter().position(|byte| *byte > 0).unwrap_or_default();
    let mut bytes = high[..=first].to_vec();
    if bytes[first] > 1 {
        bytes[first] -= 1;
    } else if high.len() == bytes.len() {
        bytes[first] = 0;
        bytes.push(u8::MAX);
    }
    bytes
}

/// A fraction between two, as short as there is; absent is 1.
fn middle(low: &[u8], high: Option<&[u8]>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (mut low, mut high) = (low.iter().copied(), high);
    loop {
        let floor = low.next().unwrap_or(0);
        let ceiling = high.map_or(256, |high| high.first().map_or(0, |byte| u16::from(*byte)));
        match ceiling.saturating_sub(floor.into()) {
            0 => {
                bytes.push(floor);
                high = high.map(|high| high.get(1..).unwrap_or_default());
            }
            1 if high.is_some_and(|high| high.len() > 1) => {
                bytes.push(floor + 1);
                return bytes;
            }
            1 => {
                bytes.push(floor);
                high = None;
            }
            room => {
                // Half the room of a byte is less than a byte holds.
                bytes.push(floor + u8::try_from(room / 2).unwrap_or(1));
                return bytes;
            }
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Position {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let unreadable = || Error::invalid("position", "must be the position of a task");
        Self::from_text(text).ok_or_else(unreadable)
    }
}

impl Serialize for Position {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Position {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Position {
    fn schema_name() -> Cow<'static, str> {
        "Position".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "Where a task stands among those of its organisation: sorts as text.",
            "pattern": "^[0-9a-f]+$",
        })
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn new(number: u128) -> Position {
        Position::of_new(TaskId::from_uuid(Uuid::from_u128(number << 64)))
    }

    #[test]
    fn new_tasks_stand_in_the_order_of_their_ids() {
        assert!(new(1) < new(2) && new(2) < new(256));
        assert_eq!(Position::from_text(new(7).as_str()), Some(new(7)));
        assert_eq!(Position::from_text("zz"), None);
        assert_eq!(Position::from_text("FF80"), None);
    }

    #[test]
    fn there_is_room_between_any_two() {
        let (low, high) = (new(1), new(2));
        let mut behind = high.clone();
        let mut ahead = low.clone();
        for moves in 0..1_500 {
            let between = Position::between(Some(&ahead), Some(&behind)).unwrap();
            assert!(ahead < between && between < behind, "{moves}");
            assert_eq!(Position::from_text(between.as_str()), Some(between.clone()));
            match moves % 3 {
                0 => ahead = between,
                _ => behind = between,
            }
        }
    }

    #[test]
    fn there_is_room_before_the_first_and_behind_the_last() {
        let (mut first, mut last) = (new(1), new(2));
        for _ in 0..2_000 {
            let before = Position::between(None, Some(&first)).unwrap();
            let behind = Position::between(Some(&last), None).unwrap();
            assert!(before < first && last < behind, "{before} {behind}");
            (first, last) = (before, behind);
        }
        assert!(first.as_str().len() < 40, "{first}");
    }

    #[test]
    fn what_is_near_has_room_between() {
        for (low, high) in [
            ("01", "02"),
            ("01", "0101"),
            ("0001", "01"),
            ("ff", "ffff"),
            ("00ff", "0101"),
            ("0100000001", "0100000002"),
            ("01ffffff", "02"),
        ] {
            let (low, high) = (Position::from_text(low), Position::from_text(high));
            let between = Position::between(low.as_ref(), high.as_ref()).unwrap();
            assert!(low.as_ref() < Some(&between), "{low:?} {between}");
            assert!(Some(&between) < high.as_ref(), "{between} {high:?}");
            assert!(!between.as_str().ends_with("00"));
        }
    }

    #[test]
    fn what_is_the_wrong_way_round_is_refused() {
        let error = Position::between(Some(&new(2)), Some(&new(1))).unwrap_err();
        assert_eq!(error.code(), "position_full");
    }
}
