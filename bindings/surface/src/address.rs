//! Where a store is, as it is written on every surface; addresses in which a password may
//! stand.

use std::fmt;
use std::path::PathBuf;

use tenantry::{Error, Result};

/// Where a store is.
#[derive(Clone, PartialEq, Eq)]
pub enum Address {
    /// In the memory of this process, and gone with it: `:memory:`.
    Memory,
    /// In a SQLite file.
    File(PathBuf),
    /// In a Postgres database: `postgres://…`.
    Postgres(String),
}

impl Address {
    /// Reads the address that a field holds.
    ///
    /// # Errors
    /// `Invalid` if it is none. It may hold a password, so it is not repeated.
    pub fn read(field: &'static str, text: &str) -> Result<Self> {
        let scheme = text.split_once("://").map(|(scheme, _)| scheme);
        match (text, scheme) {
            ("", _) => Err(Error::invalid(field, "must name a file or a database")),
            (":memory:", _) => Ok(Self::Memory),
            (path, None) => Ok(Self::File(path.into())),
            (url, Some("postgres" | "postgresql")) => Ok(Self::Postgres(url.to_owned())),
            (_, Some(_)) => Err(Error::invalid(
                field,
                "must be the path of a SQLite file, `:memory:` or `postgres://…`; a server is \
                 connected to",
            )),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Memory => f.write_str(":memory:"),
            Self::File(path) => path.display().fmt(f),
            // The rest may hold a password.
            Self::Postgres(_) => f.write_str("Postgres"),
        }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

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
    fn an_address_is_a_path_a_database_or_memory() {
        let url = "postgres://anna:hush@host/db";
        for (text, address) in [
            (":memory:", Address::Memory),
            ("app.db", Address::File("app.db".into())),
            (url, Address::Postgres(url.to_owned())),
        ] {
            assert_eq!(Address::read("db", text).unwrap(), address);
        }
    }

    #[test]
    fn what_is_no_address_is_not_repeated() {
        for text in ["", "http://anna:hush@host", "mysql://anna:hush@host/db"] {
            let error = Address::read("db", text).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("hush"), "{error:?}");
        }
    }

    #[test]
    fn a_password_is_not_shown() {
        let address = Address::read("db", "postgres://anna:hush@host/db").unwrap();
        assert_eq!(format!("{address} {address:?}"), "Postgres Postgres");
    }

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
