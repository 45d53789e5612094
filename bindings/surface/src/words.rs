//! Names, as each surface writes them.

/// How words end, one and several of them; the first that fits counts.
const ENDS: [(&str, &str); 3] = [("y", "ies"), ("us", "uses"), ("", "s")];

/// One of several: `teams` is `team`, `directories` is `directory`, `statuses` is `status`.
#[must_use]
pub fn singular(plural: &str) -> String {
    let mut ends = ENDS.into_iter();
    let one = ends.find_map(|(one, many)| Some(plural.strip_suffix(many)?.to_owned() + one));
    one.unwrap_or_else(|| plural.to_owned())
}

/// Several of one: `team` is `teams`, `directory` is `directories`, `status` is `statuses`.
#[must_use]
pub fn plural(singular: &str) -> String {
    let mut ends = ENDS.into_iter();
    let many = ends.find_map(|(one, many)| Some(singular.strip_suffix(one)?.to_owned() + many));
    many.unwrap_or_else(|| singular.to_owned())
}

/// `team_members` is `team-members`.
#[must_use]
pub fn kebab(snake: &str) -> String {
    snake.replace('_', "-")
}

/// `team_members` is `TeamMembers`.
#[must_use]
pub fn pascal(snake: &str) -> String {
    snake.split('_').map(capitalised).collect()
}

/// `team_members` is `teamMembers`.
#[must_use]
pub fn camel(snake: &str) -> String {
    let mut words = snake.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &capitalised(word))
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_and_many() {
        for (one, many) in [
            ("team", "teams"),
            ("directory", "directories"),
            ("key", "keys"),
            ("service", "services"),
            ("status", "statuses"),
        ] {
            assert_eq!(singular(many), one);
        }
        for (one, many) in [
            ("directory", "directories"),
            ("service", "services"),
            ("status", "statuses"),
        ] {
            assert_eq!(plural(one), many);
        }
        assert_eq!(singular("me"), "me");
    }

    #[test]
    fn cases() {
        assert_eq!(pascal("team_members"), "TeamMembers");
        assert_eq!(camel("if_version"), "ifVersion");
        assert_eq!(kebab("service_keys"), "service-keys");
    }
}
