//! Cursors: a place in a journal that only that journal recognises.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Error, Result};

/// A place in a journal: a sequence number and eight bytes of that entry's hash.
///
/// A restored or forked database has other hashes after the fork, so a cursor from
/// before answers `resync` there instead of pointing somewhere else.
///
/// ```
/// use tenantry::journal::Cursor;
///
/// let cursor: Cursor = "41-00aabbccddeeff11".parse()?;
/// assert_eq!(cursor.seq(), 41);
/// assert_eq!(cursor.to_string(), "41-00aabbccddeeff11");
/// # Ok::<(), tenantry::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cursor {
    seq: u64,
    mark: [u8; 8],
}

impl Cursor {
    /// The cursor of an entry.
    #[must_use]
    pub fn new(seq: u64, hash: &[u8; 32]) -> Self {
        let [a, b, c, d, e, f, g, h, ..] = *hash;
        Self {
            seq,
            mark: [a, b, c, d, e, f, g, h],
        }
    }

    /// The sequence number of the entry that was read last.
    #[must_use]
    pub const fn seq(self) -> u64 {
        self.seq
    }

    /// Whether the cursor was made from an entry with this hash.
    #[must_use]
    pub fn matches(self, hash: &[u8; 32]) -> bool {
        hash.starts_with(&self.mark)
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:016x}", self.seq, u64::from_be_bytes(self.mark))
    }
}

impl FromStr for Cursor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let parsed = text.split_once('-').and_then(|(seq, mark)| {
            let digits = seq.bytes().all(|b| b.is_ascii_digit());
            let hex = mark.len() == 16 && mark.bytes().all(|b| b.is_ascii_hexdigit());
            (digits && hex)
                .then(|| Some((seq.parse().ok()?, u64::from_str_radix(mark, 16).ok()?)))
                .flatten()
        });
        let (seq, mark) = parsed.ok_or_else(|| {
            Error::invalid("cursor", "must be a cursor that the journal returned")
        })?;
        Ok(Self {
            seq,
            mark: mark.to_be_bytes(),
        })
    }
}

impl Serialize for Cursor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Cursor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Cursor {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Cursor".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "format": "cursor",
            "pattern": "^[0-9]{1,19}-[0-9a-f]{16}$",
        })
    }
}
