//! API keys as text: how they are made, and how a typo is refused without the store.
//!
//! `tnt_<43 characters: key and directory>_<43 characters: secret><6 characters: checksum>`,
//! all base 62. The secret has 256 random bits; only its SHA-256 is stored. The key's id
//! comes first, its random end foremost, so that the first characters tell keys apart.

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{DirectoryId, Error, KeyId, Result, Secret, Time};

const BRAND: &str = "tnt_";
const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// Base-62 digits of 256 bits.
const WIDE: usize = 43;
/// Base-62 digits of 32 bits.
const SHORT: usize = 6;
const LENGTH: usize = BRAND.len() + WIDE + 1 + WIDE + SHORT;
const HINT_CHARS: usize = BRAND.len() + 8;

/// A use is noted when the last note is older than this.
const USE_NOTED_SECS: i64 = 60;

/// An API key as it was presented: well-formed, not yet known to be any good.
pub(crate) struct Presented {
    pub(crate) directory: DirectoryId,
    pub(crate) key: KeyId,
    hash: [u8; 32],
}

impl Presented {
    /// Whether the secret is the one whose hash is stored.
    pub(crate) fn matches(&self, stored: &[u8; 32]) -> bool {
        // Both are hashes, so where they first differ tells nothing; still, every byte is read.
        self.hash
            .iter()
            .zip(stored)
            .fold(0, |differ, (a, b)| differ | (a ^ b))
            == 0
    }
}

/// A new API key: the text for its owner, the hash for the store.
pub(crate) struct Minted {
    pub(crate) secret: Secret,
    pub(crate) hint: String,
    pub(crate) hash: [u8; 32],
}

/// Makes the text of a key from 256 random bits.
pub(crate) fn mint(directory: DirectoryId, key: KeyId, entropy: [u8; 32]) -> Minted {
    let mut name = [0; 32];
    let (front, back) = name.split_at_mut(16);
    front.copy_from_slice(key.uuid().as_bytes());
    front.reverse();
    back.copy_from_slice(directory.uuid().as_bytes());
    let mut text = String::with_capacity(LENGTH);
    text.push_str(BRAND);
    encode(&name, WIDE, &mut text);
    let hint = text.chars().take(HINT_CHARS).collect();
    text.push('_');
    encode(&entropy, WIDE, &mut text);
    let checksum = crc32fast::hash(text.as_bytes());
    encode(&checksum.to_be_bytes(), SHORT, &mut text);
    Minted {
        secret: Secret::new(text),
        hint,
        hash: Sha256::digest(entropy).into(),
    }
}

/// Reads the text of a key. A typo is found by its checksum.
pub(crate) fn parse(text: &str) -> Result<Presented> {
    let text = text.trim();
    read(text).ok_or_else(|| {
        Error::unauthenticated(
            "malformed_key",
            "this is not an API key of Tenantry, or it has a typo; copy it again",
        )
    })
}

fn read(text: &str) -> Option<Presented> {
    if text.len() != LENGTH || !text.is_ascii() {
        return None;
    }
    let (signed, checksum) = text.split_at(LENGTH - SHORT);
    let checksum: [u8; 4] = decode(checksum)?;
    if crc32fast::hash(signed.as_bytes()) != u32::from_be_bytes(checksum) {
        return None;
    }
    let (name, secret) = signed.strip_prefix(BRAND)?.split_once('_')?;
    let name: [u8; 32] = decode(name)?;
    let secret: [u8; 32] = decode(secret)?;
    let (front, back) = name.split_at(16);
    let mut key: [u8; 16] = front.try_into().ok()?;
    key.reverse();
    Some(Presented {
        directory: DirectoryId::from_uuid(Uuid::from_slice(back).ok()?),
        key: KeyId::from_uuid(Uuid::from_bytes(key)),
        hash: Sha256::digest(secret).into(),
    })
}

/// The refusal of a key that there is not, or whose secret is another.
pub(crate) fn unknown_key() -> Error {
    Error::unauthenticated("unknown_key", "there is no such API key")
}

/// Whether a use is worth a write: once a minute at most.
pub(crate) fn is_use_worth_noting(last: Option<Time>, now: Time) -> bool {
    last.is_none_or(|last| last.plus_secs(USE_NOTED_SECS) <= now)
}

/// Writes a big-endian number in base 62 with a fixed number of digits.
fn encode(bytes: &[u8], digits: usize, out: &mut String) {
    let mut number = bytes.to_vec();
    let mut reversed = Vec::with_capacity(digits);
    for _ in 0..digits {
        let mut rest = 0_u32;
        for byte in &mut number {
            let value = rest * 256 + u32::from(*byte);
            *byte = (value / 62) as u8;
            rest = value % 62;
        }
        reversed.push(char::from(ALPHABET[rest as usize]));
    }
    out.extend(reversed.into_iter().rev());
}

/// Reads what `encode` wrote; `None` for foreign characters and for what does not fit.
fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut number = [0; N];
    for c in text.bytes() {
        let mut carry = ALPHABET.iter().position(|letter| *letter == c)? as u32;
        for byte in number.iter_mut().rev() {
            let value = u32::from(*byte) * 62 + carry;
            *byte = (value % 256) as u8;
            carry = value / 256;
        }
        if carry != 0 {
            return None;
        }
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minted() -> (DirectoryId, KeyId, Minted) {
        let directory = DirectoryId::from_uuid(Uuid::from_u128(u128::MAX));
        let key = KeyId::from_uuid(Uuid::from_u128(0x0190_0000_0000_7000_8000_0123_4567_89ab));
        (directory, key, mint(directory, key, [0xa5; 32]))
    }

    #[test]
    fn a_key_is_read_as_it_was_made() {
        let (directory, key, minted) = minted();
        let presented = parse(minted.secret.expose()).unwrap();
        assert_eq!((presented.directory, presented.key), (directory, key));
        assert!(presented.matches(&minted.hash));
        assert!(minted.secret.expose().starts_with(&minted.hint));
    }

    #[test]
    fn every_single_typo_is_refused() {
        let (_, _, minted) = minted();
        let text = minted.secret.expose();
        for index in 0..text.len() {
            let mut typo = text.as_bytes().to_vec();
            typo[index] = if typo[index] == b'x' { b'y' } else { b'x' };
            let typo = String::from_utf8(typo).unwrap();
            assert_eq!(
                parse(&typo).err().unwrap().code(),
                "malformed_key",
                "at {index}"
            );
        }
        assert!(parse(&text[1..]).is_err());
        assert!(parse("").is_err());
        assert!(parse(&"é".repeat(LENGTH / 2)).is_err());
    }
}
