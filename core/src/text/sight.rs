//! What a person can see of a text.
//!
//! Characters that show nothing make two names look alike, or hide words among those that
//! are read. Unicode lists them (`Default_Ignorable_Code_Point`). A few of them shape what is
//! beside them, and stay where they do: joiners in the scripts and emoji that need them, the
//! choice between text and emoji.

use icu_properties::props::{
    BinaryProperty, CanonicalCombiningClass, DefaultIgnorableCodePoint, Emoji, EmojiModifier,
    ExtendedPictographic, GeneralCategory, JoiningType, NoncharacterCodePoint,
    PrependedConcatenationMark,
};
use icu_properties::{CodePointMapData, CodePointSetData};

const NON_JOINER: char = '\u{200c}';
const JOINER: char = '\u{200d}';
const AS_TEXT: char = '\u{fe0e}';
const AS_EMOJI: char = '\u{fe0f}';
const KEYCAP: char = '\u{20e3}';
/// Braille without a dot: a letter that is a blank.
const BRAILLE_BLANK: char = '\u{2800}';

/// Whether a text has something that nobody can see. Line breaks and tabs are told apart by
/// who asks.
pub(super) fn hides(text: &str, is_welcome: fn(char) -> bool) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let mut places = chars.iter().enumerate();
    places.any(|(index, c)| {
        is_unseen(*c) && !is_welcome(*c) && !shapes(*c, &chars[..index], &chars[index + 1..])
    })
}

/// Whether a character shows nothing by itself.
pub(super) fn is_unseen(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    let is_mark_of_format =
        category == GeneralCategory::Format && !is::<PrependedConcatenationMark>(c);
    is_mark_of_format
        || matches!(
            category,
            GeneralCategory::Control
                | GeneralCategory::LineSeparator
                | GeneralCategory::ParagraphSeparator
        )
        || is::<DefaultIgnorableCodePoint>(c)
        || is::<NoncharacterCodePoint>(c)
        || c == BRAILLE_BLANK
}

/// Whether an unseen character changes how its neighbours are drawn, where it stands.
///
/// For the joiners these are the rules of internationalised domain names (RFC 5892, A.1 and
/// A.2) and of emoji sequences (UTS #51).
fn shapes(c: char, before: &[char], after: &[char]) -> bool {
    match c {
        NON_JOINER => is_virama(before) || parts_letters(before, after),
        JOINER => is_virama(before) || joins_emoji(before, after),
        AS_TEXT | AS_EMOJI => match before.last() {
            Some(digit) if digit.is_ascii() => c == AS_EMOJI && after.first() == Some(&KEYCAP),
            Some(emoji) => is::<Emoji>(*emoji),
            None => false,
        },
        _ => false,
    }
}

/// After the sign that takes a letter's vowel away, a joiner decides how the next is drawn.
fn is_virama(before: &[char]) -> bool {
    let classes = CodePointMapData::<CanonicalCombiningClass>::new();
    let last = before.last();
    last.is_some_and(|c| classes.get(*c) == CanonicalCombiningClass::Virama)
}

/// Letters of which each would join the other, as in Persian.
fn parts_letters(before: &[char], after: &[char]) -> bool {
    let types = CodePointMapData::<JoiningType>::new();
    let seen = |c: &&char| types.get(**c) != JoiningType::Transparent;
    let (left, right) = (before.iter().rev().find(seen), after.iter().find(seen));
    let joins = |c: Option<&char>, side| {
        c.is_some_and(|c| [side, JoiningType::DualJoining].contains(&types.get(*c)))
    };
    joins(left, JoiningType::LeftJoining) && joins(right, JoiningType::RightJoining)
}

fn joins_emoji(before: &[char], after: &[char]) -> bool {
    let mut before = before.iter().rev();
    let emoji = before.find(|c| **c != AS_EMOJI && !is::<EmojiModifier>(**c));
    let is_picture = |c: Option<&char>| c.is_some_and(|c| is::<ExtendedPictographic>(*c));
    is_picture(emoji) && is_picture(after.first())
}

fn is<P: BinaryProperty>(c: char) -> bool {
    CodePointSetData::new::<P>().contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_found() {
        for hidden in [
            '\0',
            '\u{7f}',
            '\u{85}',
            '\u{ad}',
            '\u{34f}',
            '\u{61c}',
            '\u{115f}',
            '\u{1160}',
            '\u{17b4}',
            '\u{180e}',
            '\u{200b}',
            '\u{200c}',
            '\u{200d}',
            '\u{200e}',
            '\u{2028}',
            '\u{202e}',
            '\u{2060}',
            '\u{2066}',
            '\u{2800}',
            '\u{3164}',
            '\u{fe00}',
            '\u{fe0f}',
            '\u{feff}',
            '\u{ffa0}',
            '\u{fff9}',
            '\u{ffff}',
            '\u{13430}',
            '\u{1d173}',
            '\u{e0041}',
            '\u{e0100}',
        ] {
            let text = format!("admin{hidden}");
            assert!(hides(&text, |_| false), "{hidden:?}");
            assert!(!hides(&text, |c| !c.is_ascii_lowercase()), "{hidden:?}");
        }
    }

    #[test]
    fn what_can_be_seen_is_not() {
        for text in [
            "Zo\u{eb} O'Neill",
            "\u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{645}", // Persian: I want
            "\u{915}\u{94d}\u{200d}\u{937}",                             // Hindi: half a letter
            "\u{dc1}\u{dca}\u{200d}\u{dbb}\u{dd3}",                      // Sinhala: Sri
            "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",               // a family
            "\u{1f469}\u{1f3fd}\u{200d}\u{1f680}",                       // an astronaut
            "\u{1f3f3}\u{fe0f}\u{200d}\u{1f308}",                        // a flag
            "\u{2764}\u{fe0f} \u{31}\u{fe0f}\u{20e3}",                   // a heart, a keycap
            "\u{600}\u{661}",                                            // an Arabic number sign
            "\u{ac00}\u{b098}",
        ] {
            assert!(!hides(text, |_| false), "{text:?}");
        }
    }

    #[test]
    fn what_shapes_nothing_where_it_stands_is_hidden() {
        for text in [
            "a\u{200d}b",
            "a\u{200c}b",
            "\u{200d}\u{1f469}",
            "\u{1f469}\u{200d}",
            "\u{645}\u{200c}",
            "\u{645}\u{200c}\u{200c}\u{645}",
            "\u{627}\u{200c}\u{645}", // the first of the two joins nothing to its left
            "a\u{fe0f}",
            "1\u{fe0f}",
            "1\u{fe0e}\u{20e3}",
            "\u{2764}\u{fe0f}\u{fe0f}",
            "\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}", // letters that only a machine reads
        ] {
            assert!(hides(text, |_| false), "{text:?}");
        }
    }
}
