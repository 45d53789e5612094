//! The words of a text, as they are searched for: the same in every store.

use std::collections::BTreeSet;

use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategory;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::{Error, OrgId, Result, text};

/// The most different words of one text that are found, the first ones.
pub const WORDS_MAX: usize = 1_000;
/// The most words of one search.
pub const SEARCH_WORDS_MAX: usize = 16;
/// The most characters of one search.
const SEARCH_CHARS_MAX: usize = 500;
/// The most characters of a word that count.
const WORD_CHARS_MAX: usize = 40;

/// The words of a text: folded, without accents, each once.
fn words(from: &str) -> impl Iterator<Item = String> {
    // Folding takes out what cannot be seen, and the ends of lines with it, which part words.
    let pieces = from.split(|letter: char| letter.is_whitespace() || letter.is_control());
    pieces.map(text::folded).flat_map(|piece| {
        let words = piece.unicode_words().map(plain);
        words.filter(|word| !word.is_empty()).collect::<Vec<_>>()
    })
}

/// Without what stands on, in or beside its letters.
fn plain(word: &str) -> String {
    let category = CodePointMapData::<GeneralCategory>::new();
    let counts = |letter: &char| {
        letter.is_alphanumeric() && category.get(*letter) != GeneralCategory::NonspacingMark
    };
    word.nfkd().filter(counts).take(WORD_CHARS_MAX).collect()
}

/// What stands before every word of an organisation's, so that one index holds those of all.
fn of_org(org: OrgId, word: &str) -> String {
    format!("{}{word}", org.uuid().simple())
}

/// The terms that a text is found by. Only those of its organisation find it.
#[must_use]
pub fn terms(org: OrgId, text: &str) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    for word in words(text) {
        if terms.len() == WORDS_MAX {
            break;
        }
        terms.insert(of_org(org, &word));
    }
    terms
}

/// The beginnings of terms that a text must have all of, to be found by a search.
///
/// # Errors
/// `Invalid` for a search without a word, with too many, or that is too long.
pub(super) fn wanted(org: OrgId, search: &str) -> Result<Vec<String>> {
    if search.chars().nth(SEARCH_CHARS_MAX).is_some() {
        let why = format!("must have at most {SEARCH_CHARS_MAX} characters");
        return Err(Error::invalid("text", why).with("max", SEARCH_CHARS_MAX));
    }
    let wanted: BTreeSet<String> = words(search).map(|word| of_org(org, &word)).collect();
    if wanted.is_empty() || wanted.len() > SEARCH_WORDS_MAX {
        let why = format!("must have 1 to {SEARCH_WORDS_MAX} words");
        return Err(Error::invalid("text", why).with("max", SEARCH_WORDS_MAX));
    }
    Ok(wanted.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_however_they_are_written() {
        for (text, found) in [
            (
                "Mend the ROOF, now!",
                &["mend", "the", "roof", "now"] as &[&str],
            ),
            (
                "Stra\u{df}e caf\u{e9} Zoe\u{308}",
                &["strasse", "cafe", "zoe"],
            ),
            ("don't e-mail v1.2", &["dont", "e", "mail", "v12"]),
            ("\u{90e8}\u{9577}", &["\u{90e8}", "\u{9577}"]),
            (
                "roof\nof the\r\nhouse\ttop",
                &["roof", "of", "the", "house", "top"],
            ),
            ("\u{2014} ... !", &[]),
        ] {
            assert_eq!(words(text).collect::<Vec<_>>(), found, "{text}");
        }
    }

    #[test]
    fn terms_are_of_one_organisation() {
        let (one, other) = (
            "00000000-0000-7000-8000-000000000001",
            "00000000-0000-7000-8000-000000000002",
        );
        let (one, other) = (one.parse().unwrap(), other.parse().unwrap());
        assert!(terms(one, "roof").is_disjoint(&terms(other, "roof")));
        assert_eq!(
            wanted(one, "Roof roof").unwrap(),
            ["00000000000070008000000000000001roof"]
        );
        assert!(wanted(one, "...").is_err());
        let many: Vec<String> = (0..17).map(|word| format!("w{word}")).collect();
        assert!(wanted(one, &many.join(" ")).is_err());
        assert!(wanted(one, &"x".repeat(SEARCH_CHARS_MAX)).is_ok());
        assert!(wanted(one, &"x".repeat(SEARCH_CHARS_MAX + 1)).is_err());
    }
}
