//! Checked text: limits in characters and bytes, nothing that cannot be seen, and one
//! canonical key for what must be unique.

mod email;
mod sight;

use icu_casemap::CaseMapper;
use unicode_normalization::UnicodeNormalization;

pub use email::{EMAIL_BYTES_MAX, Email, email, email_key};
use sight::{hides, is_unseen};

use crate::{Error, Patch, Result};

/// The most characters that a name may have.
pub const NAME_CHARS_MAX: usize = 120;
/// The most bytes that a name may have.
pub const NAME_BYTES_MAX: usize = 480;
/// The most characters that a longer text may have.
pub const TEXT_CHARS_MAX: usize = 4_000;
/// The most bytes that a longer text may have.
pub const TEXT_BYTES_MAX: usize = 16_000;
/// The most characters that a slug or a username may have.
pub const SLUG_CHARS_MAX: usize = 63;

/// A one-line name: trimmed, composed (NFC), not empty, nothing in it that cannot be seen.
///
/// Joiners stay where a script or an emoji needs them.
///
/// # Errors
/// `Invalid` with the field's name and the limit that was passed.
pub fn name(field: &'static str, text: &str) -> Result<String> {
    short_name(field, text, NAME_CHARS_MAX)
}

/// A name that has at most so many characters.
pub(crate) fn short_name(field: &'static str, text: &str, chars_max: usize) -> Result<String> {
    let text: String = text.trim().nfc().collect();
    if text.is_empty() {
        return Err(Error::invalid(field, "must not be empty"));
    }
    within(field, &text, chars_max, chars_max * char::MAX.len_utf8())?;
    if hides(&text, |_| false) {
        return Err(Error::invalid(
            field,
            "must not contain control or invisible characters",
        ));
    }
    Ok(text)
}

/// A longer text: line breaks and tabs are welcome, nothing else that cannot be seen is.
///
/// # Errors
/// `Invalid` with the field's name and the limit that was passed.
pub fn prose(field: &'static str, text: &str) -> Result<String> {
    short_prose(field, text, TEXT_CHARS_MAX)
}

/// A description, if there is one.
pub(crate) fn description(given: Option<&str>) -> Result<Option<String>> {
    given.map(|text| prose("description", text)).transpose()
}

/// Changes a description.
pub(crate) fn describe(to: &mut Option<String>, change: &Patch<String>) -> Result<()> {
    let change = change.clone();
    change
        .try_map(|text| prose("description", &text))?
        .apply(to);
    Ok(())
}

/// A text of lines that has at most so many characters.
pub(crate) fn short_prose(field: &'static str, text: &str, chars_max: usize) -> Result<String> {
    let text: String = text.nfc().collect();
    within(field, &text, chars_max, chars_max * char::MAX.len_utf8())?;
    if hides(&text, |c| matches!(c, '\n' | '\r' | '\t')) {
        return Err(Error::invalid(
            field,
            "must not contain control or invisible characters",
        ));
    }
    Ok(text)
}

/// A slug or username: `a` to `z`, digits and single inner hyphens, lower-cased.
///
/// ASCII only, so that no letter of another script passes for one of these. Among
/// themselves `1` and `l`, `rn` and `m` still do.
///
/// # Errors
/// `Invalid` with the field's name.
pub fn slug(field: &'static str, text: &str) -> Result<String> {
    let text = text.trim().to_ascii_lowercase();
    let chars_ok = text
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let shape_ok = !text.starts_with('-') && !text.ends_with('-') && !text.contains("--");
    if !(2..=SLUG_CHARS_MAX).contains(&text.len()) || !chars_ok || !shape_ok {
        return Err(Error::invalid(
            field,
            format!("must be 2 to {SLUG_CHARS_MAX} of a-z, 0-9 and single hyphens between them"),
        )
        .with("max", SLUG_CHARS_MAX));
    }
    Ok(text)
}

/// The form in which two texts are equal that differ in case, in how their letters are
/// composed, or in what cannot be seen: Unicode's compatibility caseless matching (D146).
#[must_use]
pub fn folded(text: &str) -> String {
    let fold = |text: &str| CaseMapper::new().fold_string(text).into_owned();
    let seen = text.nfd().filter(|c| !is_unseen(*c)).collect::<String>();
    let plain = fold(&seen).nfkd().collect::<String>();
    fold(&plain).nfkc().collect()
}

/// Refuses a text that is longer than it may be.
pub(crate) fn within(
    field: &'static str,
    text: &str,
    chars_max: usize,
    bytes_max: usize,
) -> Result<()> {
    if text.len() > bytes_max || text.chars().count() > chars_max {
        return Err(Error::invalid(
            field,
            format!("must be at most {chars_max} characters and {bytes_max} bytes"),
        )
        .with("max", chars_max)
        .with("max_bytes", bytes_max));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_trimmed_and_composed() {
        assert_eq!(name("name", "  Zoe\u{308} ").unwrap(), "Zo\u{eb}");
    }

    #[test]
    fn names_refuse_what_cannot_be_seen() {
        for bad in [
            "",
            "  ",
            "a\u{0}b",
            "a\u{202e}b",
            "a\u{200b}b",
            "a\nb",
            &"x".repeat(121),
        ] {
            assert_eq!(name("name", bad).unwrap_err().code(), "invalid", "{bad:?}");
        }
    }

    #[test]
    fn prose_keeps_its_lines() {
        assert_eq!(prose("description", "one\n\ttwo").unwrap(), "one\n\ttwo");
        assert!(prose("description", "one\u{7}").is_err());
    }

    #[test]
    fn slugs_are_plain() {
        assert_eq!(slug("slug", " Acme-2 ").unwrap(), "acme-2");
        for bad in [
            "a",
            "-a",
            "a-",
            "a--b",
            "a_b",
            "\u{0430}cme",
            &"x".repeat(64),
        ] {
            assert!(slug("slug", bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn texts_of_one_meaning_fold_to_one() {
        let cases = [
            ("\u{ff32}obot", "robot"),
            ("STRASSE", "stra\u{df}e"),
            (
                "\u{39f}\u{394}\u{39f}\u{3a3}",
                "\u{3bf}\u{3b4}\u{3bf}\u{3c2}",
            ),
            ("Zoe\u{308}", "zo\u{cb}"),
            ("\u{fb01}n", "FIN"),
            ("\u{645}\u{6cc}\u{200c}\u{62e}", "\u{645}\u{6cc}\u{62e}"),
        ];
        for (one, other) in cases {
            assert_eq!(folded(one), folded(other), "{one} {other}");
            assert_eq!(folded(&folded(one)), folded(one));
        }
        assert_ne!(folded("zoe"), folded("zo\u{eb}"));
    }
}
