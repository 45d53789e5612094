//! API keys and links as text: how they are made, and how a typo is refused without the store.
//!
//! `tnt_<43 characters: key and directory>_<43 characters: secret><6 characters: checksum>`,
//! all base 62; a link begins with `tnl_`, and names its organisation in place of a directory.
//! The secret has 256 random bits; only its SHA-256 is stored. The id comes first, its random end
//! foremost, so that the first characters tell keys apart.

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{DirectoryId, Error, KeyId, LinkId, OrgId, Result, Secret, Time};

/// What an API key begins with.
const KEY: &str = "tnt_";
/// What a link begins with, as long.
const LINK: &str = "tnl_";
const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// Base-62 digits of 256 bits.
const WIDE: usize = 43;
/// Base-62 digits of 32 bits.
const SHORT: usize = 6;
const LENGTH: usize = KEY.len() + WIDE + 1 + WIDE + SHORT;
const HINT_CHARS: usize = KEY.len() + 8;

/// A use is noted when the last note is older than this.
const USE_NOTED_SECS: i64 = 60;

/// What a credential names: itself, and where it is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    Key(DirectoryId, KeyId),
    Link(OrgId, LinkId),
}

impl Names {
    fn parts(self) -> (&'static str, Uuid, Uuid) {
        match self {
            Self::Key(directory, key) => (KEY, directory.uuid(), key.uuid()),
            Self::Link(org, link) => (LINK, org.uuid(), link.uuid()),
        }
    }

    fn of(brand: &str, home: Uuid, id: Uuid) -> Option<Self> {
        match brand {
            KEY => Some(Self::Key(
                DirectoryId::from_uuid(home),
                KeyId::from_uuid(id),
            )),
            LINK => Some(Self::Link(OrgId::from_uuid(home), LinkId::from_uuid(id))),
            _ => None,
        }
    }
}

/// A credential as it was presented: well-formed, not yet known to be any good.
pub(crate) struct Presented {
    pub(crate) names: Names,
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

/// A new credential: the text for its owner, the hash for the store.
pub(crate) struct Minted {
    pub(crate) secret: Secret,
    pub(crate) hint: String,
    pub(crate) hash: [u8; 32],
}

/// Makes the text of a credential from 256 random bits.
pub(crate) fn mint(names: Names, entropy: [u8; 32]) -> Minted {
    let (brand, home, id) = names.parts();
    let mut name = [0; 32];
    let (front, back) = name.split_at_mut(16);
    front.copy_from_slice(id.as_bytes());
    front.reverse();
    back.copy_from_slice(home.as_bytes());
    let mut text = String::with_capacity(LENGTH);
    text.push_str(brand);
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

/// Reads the text of a credential. A typo is found by its checksum.
pub(crate) fn parse(text: &str) -> Result<Presented> {
    let text = text.trim();
    read(text).ok_or_else(|| {
        Error::unauthenticated(
            "malformed_key",
            "this is neither an API key nor a link of Tenantry, or it has a typo; copy it again",
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
    let (brand, rest) = signed.split_at(KEY.len());
    let (name, secret) = rest.split_once('_')?;
    let name: [u8; 32] = decode(name)?;
    let secret: [u8; 32] = decode(secret)?;
    let (front, back) = name.split_at(16);
    let mut id: [u8; 16] = front.try_into().ok()?;
    id.reverse();
    Some(Presented {
        names: Names::of(brand, Uuid::from_slice(back).ok()?, Uuid::from_bytes(id))?,
        hash: Sha256::digest(secret).into(),
    })
}

/// The refusal of a key that there is not, or whose secret is another.
pub(crate) fn unknown_key() -> Error {
    Error::unauthenticated("unknown_key", "there is no such API key")
}

/// The refusal of a link that there is not, or not any more, or whose secret is another.
pub(crate) fn unknown_link() -> Error {
    Error::unauthenticated(
        "unknown_link",
        "there is no such link any more; ask for another",
    )
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

    fn minted() -> [(Names, Minted); 2] {
        let home = Uuid::from_u128(u128::MAX);
        let id = Uuid::from_u128(0x0190_0000_0000_7000_8000_0123_4567_89ab);
        let names = [KEY, LINK].map(|brand| Names::of(brand, home, id).unwrap());
        names.map(|names| (names, mint(names, [0xa5; 32])))
    }

    #[test]
    fn a_credential_is_read_as_it_was_made() {
        for (names, minted) in minted() {
            let presented = parse(minted.secret.expose()).unwrap();
            assert_eq!(presented.names, names);
            assert!(presented.matches(&minted.hash));
            assert!(minted.secret.expose().starts_with(&minted.hint));
        }
    }

    #[test]
    fn every_single_typo_is_refused() {
        let [(_, minted), (_, link)] = minted();
        let text = minted.secret.expose();
        // A key does not pass for a link.
        assert!(parse(&text.replacen(KEY, LINK, 1)).is_err());
        assert!(parse(&link.secret.expose().replacen(LINK, KEY, 1)).is_err());
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
