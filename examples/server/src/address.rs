//! Addresses of stores and servers, in which a password may stand.

/// Whether an address holds a password. Everybody on the machine sees the arguments of a
/// program, so none may stand there.
#[must_use]
pub fn holds_password(address: &str) -> bool {
    let Some((_, rest)) = address.split_once("://") else {
        return false;
    };
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let user = authority.rsplit_once('@').map(|(user, _)| user);
    user.is_some_and(|user| user.contains(':')) || rest.contains("password=")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_seen_wherever_it_stands() {
        for address in [
            "postgres://app:secret@localhost/app",
            "postgresql+psycopg://app:secret@localhost",
            "postgres://app:sec@ret@localhost/app",
            "postgres://localhost/app?user=app&password=secret",
        ] {
            assert!(holds_password(address), "{address}");
        }
        for address in [
            "app.db",
            "a:b@c.db",
            "postgres://app@localhost:5432/app",
            "http://[::1]:8080/a:b@c",
        ] {
            assert!(!holds_password(address), "{address}");
        }
    }
}
