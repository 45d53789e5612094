//! The hash chain: each entry's hash covers the entry and the hash before it.
//!
//! The bytes that are hashed are spelled out here and nowhere else; golden vectors
//! hold them fast.

use sha2::{Digest, Sha256};

use super::StoredEntry;
use crate::access::Actor;
use crate::storage::Scope;

const DOMAIN: &[u8] = b"tenantry/journal/1\n";

/// A SHA-256.
pub type Hash = [u8; 32];

/// The hash that stands before the first entry of a journal.
#[must_use]
pub fn genesis(scope: Scope) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(b"tenantry/genesis/1\n");
    hasher.update([scope_byte(scope)]);
    hasher.update(scope.uuid().as_bytes());
    hasher.finalize().into()
}

/// The hash of an entry, given the hash of the one before. `entry.hash` is not read.
#[must_use]
pub fn link(before: &Hash, entry: &StoredEntry) -> Hash {
    let mut bytes = Vec::with_capacity(320 + entry.body.len() + entry.audience.len());
    bytes.extend_from_slice(DOMAIN);
    bytes.extend_from_slice(before);
    bytes.push(scope_byte(entry.scope));
    bytes.extend_from_slice(entry.scope.uuid().as_bytes());
    bytes.extend_from_slice(&entry.seq.to_be_bytes());
    bytes.extend_from_slice(&entry.at.micros().to_be_bytes());
    bytes.extend_from_slice(entry.commit.uuid().as_bytes());
    bytes.push(match entry.actor {
        Actor::User(_) => b'u',
        Actor::Service(_) => b's',
        Actor::Link(_) => b'l',
        Actor::System => b'-',
    });
    bytes.extend_from_slice(entry.actor.uuid().as_bytes());
    bytes.extend_from_slice(
        entry
            .on_behalf_of
            .map(|id| id.uuid())
            .unwrap_or_default()
            .as_bytes(),
    );
    text(&mut bytes, entry.reason.as_deref().unwrap_or_default());
    text(&mut bytes, &entry.operation);
    text(&mut bytes, &entry.subject.noun);
    bytes.extend_from_slice(entry.subject.id.as_bytes());
    text(&mut bytes, entry.effect.name());
    text(&mut bytes, &entry.audience);
    text(&mut bytes, &entry.body);
    Sha256::digest(&bytes).into()
}

/// The commitment that stands in an entry for a personal value.
#[must_use]
pub fn commitment(salt: &[u8; 16], value: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(b"tenantry/personal/1\n");
    hasher.update(salt);
    hasher.update(value.as_bytes());
    hex(&hasher.finalize())
}

/// Bytes in lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
            // Writing to a string does not fail.
            let _ = write!(out, "{byte:02x}");
            out
        })
}

/// Reads what `hex` wrote of a hash; `None` for anything else.
#[must_use]
pub fn unhex(text: &str) -> Option<Hash> {
    // A pair of digits could otherwise be a sign and a digit.
    if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let mut hash = Hash::default();
    for (index, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(index * 2..index * 2 + 2)?, 16).ok()?;
    }
    Some(hash)
}

fn scope_byte(scope: Scope) -> u8 {
    match scope {
        Scope::Org(_) => b'o',
        Scope::Directory(_) => b'd',
    }
}

/// The length goes first, so that no two entries share their bytes.
fn text(bytes: &mut Vec<u8>, text: &str) {
    bytes.extend_from_slice(&(text.len() as u64).to_be_bytes());
    bytes.extend_from_slice(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hexadecimal_is_read_as_a_hash() {
        let hash = [0xa7; 32];
        assert_eq!(unhex(&hex(&hash)), Some(hash));
        for bad in [
            "",
            "a7",
            &"+7".repeat(32),
            &"g7".repeat(32),
            &"\u{e9}".repeat(32),
        ] {
            assert_eq!(unhex(bad), None, "{bad}");
        }
    }
}
