//! Names, as each surface writes them.

/// One of several: `teams` is `team`, `directories` is `directory`.
#[must_use]
pub fn singular(plural: &str) -> String {
    match plural.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => plural.strip_suffix('s').unwrap_or(plural).to_owned(),
    }
}

/// Several of one: `team` is `teams`, `directory` is `directories`.
#[must_use]
pub fn plural(singular: &str) -> String {
    match singular.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{singular}s"),
    }
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
        ] {
            assert_eq!(singular(many), one);
        }
        assert_eq!(plural("directory"), "directories");
        assert_eq!(plural("service"), "services");
    }

    #[test]
    fn cases() {
        assert_eq!(pascal("team_members"), "TeamMembers");
        assert_eq!(camel("if_version"), "ifVersion");
        assert_eq!(kebab("service_keys"), "service-keys");
    }
}
