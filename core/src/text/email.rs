//! E-mail addresses: what is one, and when two are one.
//!
//! The address is kept as its owner writes it. Its key is what no other person of the
//! directory may have, so two addresses that are one mailbox, or that people cannot tell
//! apart, must have one key.

use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup, Script};
use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
use unicode_normalization::UnicodeNormalization;
use unicode_security::{GeneralSecurityProfile, MixedScript, skeleton};

use super::folded;
use super::sight::hides;
use crate::{Error, Result};

/// The most bytes that an e-mail address may have.
pub const EMAIL_BYTES_MAX: usize = 254;

/// The most bytes that the part before the `@` may have.
const LOCAL_BYTES_MAX: usize = 64;

/// Where one word of an address ends and the next begins.
const BETWEEN_WORDS: [char; 5] = ['@', '.', '-', '_', '+'];

/// An e-mail address as its owner writes it, and the key that is unique in a directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email {
    /// As written, trimmed and composed.
    pub address: String,
    /// What [`email_key`] makes of it.
    pub key: String,
}

/// Checks an e-mail address: one `@`, no blanks, and no letters that pass for others.
///
/// * The domain is one of the internet, also in letters of its own (IDNA, UTS #46), and has a
///   dot.
/// * What is not of ASCII are letters and digits that Unicode recommends for names (UTS #39,
///   `Identifier_Status`).
/// * No word mixes scripts (UTS #39, single-script): a Cyrillic `а` among Latin letters.
///
/// # Errors
/// `Invalid` with the field's name and the rule.
pub fn email(field: &'static str, text: &str) -> Result<Email> {
    let address: String = text.trim().nfc().collect();
    let too_long = || {
        Error::invalid(field, format!("must be at most {EMAIL_BYTES_MAX} bytes"))
            .with("max", EMAIL_BYTES_MAX)
    };
    if address.len() > EMAIL_BYTES_MAX {
        return Err(too_long());
    }
    let read = read(&address).filter(Spelled::is_well_formed);
    let Some(read) = read.filter(|_| !hides(&address, |_| false)) else {
        return Err(Error::invalid(
            field,
            "must be an e-mail address such as `ada@example.com`",
        ));
    };
    if read.local.len() + 1 + read.domain.len() > EMAIL_BYTES_MAX {
        return Err(too_long());
    }
    if read.words().any(|word| !word.is_single_script()) {
        return Err(
            Error::invalid(field, "mixes letters of several scripts that look alike")
                .with("rule", "look_alike"),
        );
    }
    let key = read.key();
    Ok(Email { address, key })
}

/// The form of an e-mail address that is unique in a directory.
///
/// 1. The part before the `@` in folded case and composed by compatibility, the domain as
///    IDNA maps it, in Unicode: `bücher.example` and `xn--bcher-kva.example` are one.
/// 2. ASCII stands for itself. Every other letter stands for what it looks like, its
///    prototype in Unicode's list of confusables (UTS #39): all-Cyrillic `сосо` is `coco`.
///
/// Of ASCII alone nothing is equal but case: `ada1` and `adal` are two.
#[must_use]
pub fn email_key(address: &str) -> String {
    read(address).map_or_else(|| folded(address), |read| read.key())
}

/// An address in the one way to spell it.
struct Spelled {
    local: String,
    /// In Unicode.
    domain: String,
}

fn read(address: &str) -> Option<Spelled> {
    let plain: String = address.nfkc().collect();
    let (local, domain) = plain.split_once('@')?;
    let rules = Uts46::new();
    let ascii = rules.to_ascii(
        domain.as_bytes(),
        AsciiDenyList::STD3,
        Hyphens::CheckFirstLast,
        DnsLength::Verify,
    );
    let ascii = ascii.ok().filter(|ascii| ascii.contains('.'))?;
    let (domain, valid) = rules.to_unicode(
        ascii.as_bytes(),
        AsciiDenyList::STD3,
        Hyphens::CheckFirstLast,
    );
    valid.ok()?;
    Some(Spelled {
        local: folded(local),
        domain: domain.into_owned(),
    })
}

impl Spelled {
    fn is_well_formed(&self) -> bool {
        is_local_part(&self.local) && self.domain.chars().all(is_recommended)
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        let halves = [&*self.local, &*self.domain].into_iter();
        halves.flat_map(|half| half.split(BETWEEN_WORDS))
    }

    fn key(&self) -> String {
        format!("{}@{}", looks(&self.local), looks(&self.domain))
    }
}

/// What a text looks like, as far as its letters are not of ASCII.
fn looks(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut looks = String::with_capacity(text.len());
    for c in text.nfd() {
        match c.is_ascii() {
            true => looks.push(c),
            // Some prototypes are capitals.
            false => {
                looks.extend(skeleton(c.encode_utf8(&mut [0; 4])).flat_map(char::to_lowercase))
            }
        }
    }
    looks.nfc().collect()
}

fn is_local_part(local: &str) -> bool {
    let shape_ok = !local.is_empty()
        && local.len() <= LOCAL_BYTES_MAX
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..");
    shape_ok
        && local.chars().all(|c| match c.is_ascii() {
            true => c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c),
            false => is_recommended(c) && is_letter(c),
        })
}

/// Whether Unicode recommends a character for names. A mark that composes with no letter and
/// belongs to no script is refused: a dot over the dot of an `i` is not seen.
fn is_recommended(c: char) -> bool {
    let script = CodePointMapData::<Script>::new().get(c);
    c.is_ascii() || (c.identifier_allowed() && script != Script::Inherited)
}

/// Whether a character is a letter, a digit, or a vowel sign of a script that writes those.
fn is_letter(c: char) -> bool {
    GeneralCategoryGroup::Letter
        .union(GeneralCategoryGroup::Mark)
        .union(GeneralCategoryGroup::DecimalNumber)
        .contains(CodePointMapData::<GeneralCategory>::new().get(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> String {
        email("email", text).unwrap().key
    }

    #[test]
    fn an_address_is_kept_as_it_is_written() {
        let email = email("email", " Zoe\u{308}@B\u{fc}cher.Example ").unwrap();
        assert_eq!(email.address, "Zo\u{eb}@B\u{fc}cher.Example");
        assert_eq!(email.key, email_key(&email.address));
    }

    #[test]
    fn one_mailbox_has_one_key() {
        let cases = [
            ("Ada@Example.COM", "ada@example.com"),
            ("a\u{ff44}a\u{ff20}example.com", "ada@example.com"),
            ("J\u{dc}RGEN@example.com", "j\u{fc}rgen@example.com"),
            (
                "\u{39f}\u{394}\u{39f}\u{3a3}@example.com",
                "\u{3bf}\u{3b4}\u{3bf}\u{3c2}@example.com",
            ),
            ("STRASSE@example.com", "stra\u{df}e@example.com"),
            ("\u{212a}ai@example.com", "kai@example.com"),
            ("ada@b\u{fc}cher.example", "ada@xn--bcher-kva.example"),
            (
                "ada@B\u{dc}CHER\u{3002}example",
                "ada@bu\u{308}cher.example",
            ),
        ];
        for (one, other) in cases {
            assert_eq!(key(one), key(other), "{one} {other}");
        }
        assert_ne!(key("ada@strasse.example"), key("ada@stra\u{df}e.example"));
    }

    #[test]
    fn those_that_look_alike_have_one_key() {
        let cases = [
            (
                "\u{441}\u{43e}\u{441}\u{43e}@example.com",
                "coco@example.com",
            ),
            (
                "\u{441}\u{43e}\u{441}\u{43e}1@example.com",
                "coco1@example.com",
            ),
            ("l\u{131}sa@example.com", "lisa@example.com"),
            ("ada@\u{430}\u{440}\u{440}.example", "ada@app.example"),
            ("ada@xn--80a6aa.example", "ada@app.example"),
            ("\u{444}\u{43e}@example.com", "\u{3c6}\u{3bf}@example.com"),
        ];
        for (one, other) in cases {
            assert_eq!(key(one), key(other), "{one} {other}");
        }
    }

    #[test]
    fn others_have_keys_of_their_own() {
        let all = [
            "ada1@example.com",
            "adal@example.com",
            "adam@example.com",
            "adarn@example.com",
            "bob0@example.com",
            "bobo@example.com",
            "jurgen@example.com",
            "j\u{fc}rgen@example.com",
            "\u{430}\u{434}\u{430}@example.com",
            "\u{5f20}\u{4f1f}@example.com",
            "\u{905}\u{92e}\u{93f}\u{924}@example.com",
            "\u{914}\u{930}\u{94d}@example.com",
            "anna.\u{438}\u{432}\u{430}\u{43d}@example.com",
            "ada@b--c.example",
            "ada@paral\u{b7}lel.example",
        ];
        for (index, one) in all.iter().enumerate() {
            for other in &all[..index] {
                assert_ne!(key(one), key(other), "{one} {other}");
            }
        }
    }

    #[test]
    fn look_alikes_and_nonsense_are_refused() {
        for bad in [
            "",
            "ada",
            "@example.com",
            "ada@",
            "ada@host",
            "a b@example.com",
            "a@b@example.com",
            ".ada@example.com",
            "ada@-x.com",
            "ada@x_y.com",
            "ada@x..com",
            "ada@example.com.",
            "ada@xn--a.example",
            "a\u{200b}da@example.com",
            "a\u{3164}da@example.com",
            "\u{430}da@example.com",
            "ada@ex\u{430}mple.com",
            "ada@xn--exmple-4nf.com",
            "\u{251}da@example.com",
            "\u{299}o\u{299}@example.com",
            "\u{130}van@example.com",
            "ada@i\u{307}stanbul.example",
            "ada@\u{1f600}.example",
            "\u{1f600}@example.com",
            &format!("{}@example.com", "x".repeat(65)),
            &format!("ada@{}.com", "x".repeat(64)),
            &format!("ada@{}com", "x.".repeat(126)),
        ] {
            assert!(email("email", bad).is_err(), "{bad:?}");
        }
    }

    /// A key is stored. With a newer list of look-alikes some letters that are not of ASCII
    /// may look like others: then the keys that are stored must be made anew.
    #[test]
    fn keys_are_made_with_the_list_that_stored_ones_were_made_with() {
        assert_eq!(unicode_security::UNICODE_VERSION, (18, 0, 0));
    }
}
