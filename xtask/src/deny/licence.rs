//! Licence expressions: `(MIT OR Apache-2.0) AND Unicode-3.0`, and the older `MIT/Apache-2.0`.

use std::iter::Peekable;

/// Whether the allowed licences suffice for an expression; what cannot be read is not allowed.
pub(super) fn allows(expression: &str, is_allowed: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    let allowed = any(&mut words, is_allowed);
    allowed == Some(true) && words.next().is_none()
}

/// Alternatives, of which one must be allowed. `None` is no expression.
fn any<'a>(
    words: &mut Peekable<impl Iterator<Item = &'a str>>,
    is_allowed: &dyn Fn(&str) -> bool,
) -> Option<bool> {
    let mut allowed = all(words, is_allowed)?;
    while words.next_if_eq(&"OR").is_some() {
        allowed |= all(words, is_allowed)?;
    }
    Some(allowed)
}

/// Conditions, all of which must be allowed.
fn all<'a>(
    words: &mut Peekable<impl Iterator<Item = &'a str>>,
    is_allowed: &dyn Fn(&str) -> bool,
) -> Option<bool> {
    let mut allowed = one(words, is_allowed)?;
    while words.next_if_eq(&"AND").is_some() {
        allowed &= one(words, is_allowed)?;
    }
    Some(allowed)
}

/// A licence, perhaps with an exception, or an expression in parentheses.
fn one<'a>(
    words: &mut Peekable<impl Iterator<Item = &'a str>>,
    is_allowed: &dyn Fn(&str) -> bool,
) -> Option<bool> {
    if words.next_if_eq(&"(").is_some() {
        let allowed = any(words, is_allowed)?;
        return words.next_if_eq(&")").map(|_| allowed);
    }
    let licence = words.next_if(|word| !["AND", "OR", "WITH", ")"].contains(word))?;
    if words.next_if_eq(&"WITH").is_none() {
        return Some(is_allowed(licence));
    }
    Some(is_allowed(&format!("{licence} WITH {}", words.next()?)))
}

#[cfg(test)]
mod tests {
    use super::allows;

    #[test]
    fn an_expression_is_allowed_if_what_is_allowed_suffices() {
        let cases = [
            ("MIT", true),
            ("GPL-3.0", false),
            ("GPL-3.0 OR MIT", true),
            ("GPL-3.0/MIT", true),
            ("GPL-3.0 AND MIT", false),
            ("(GPL-3.0 OR MIT) AND ISC", true),
            ("GPL-3.0 OR MIT AND Other", false),
            ("MIT WITH exception", false),
            ("ISC WITH exception OR MIT", true),
            ("", false),
            ("MIT ISC", false),
            ("MIT OR", false),
            ("(MIT", false),
            ("MIT)", false),
        ];
        for (expression, expected) in cases {
            let allowed = allows(expression, &|name| ["MIT", "ISC"].contains(&name));
            assert_eq!(allowed, expected, "{expression}");
        }
    }
}
