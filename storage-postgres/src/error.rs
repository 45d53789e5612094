//! The one place where the driver's errors become Tenantry's.

use std::sync::Arc;

use sqlx::Error as DriverError;
use tenantry::{Error, ErrorKind};

/// What a failure of the driver means for what was being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// The connection is gone; on another one it may work.
    Lost,
    /// Two transactions stood in each other's way; the server undid this one.
    Clash,
    /// The server waited for its turn as long as it may.
    Late,
    /// The server is there and cannot serve: disk full, read-only, shutting down, no rights.
    Unable,
    /// The statement and the data contradict each other.
    Unforeseen,
}

/// What a failure means.
pub(crate) fn meaning(error: &DriverError) -> Meaning {
    match error {
        DriverError::Database(_) => meaning_of_code(&code(error).unwrap_or_default()),
        DriverError::Io(_) | DriverError::Tls(_) | DriverError::Protocol(_) => Meaning::Lost,
        DriverError::BeginFailed | DriverError::WorkerCrashed => Meaning::Lost,
        DriverError::PoolTimedOut => Meaning::Late,
        DriverError::PoolClosed | DriverError::Configuration(_) => Meaning::Unable,
        _ => Meaning::Unforeseen,
    }
}

/// What one of the server's codes means (PostgreSQL, appendix A).
fn meaning_of_code(code: &str) -> Meaning {
    match code {
        // An administrator or a crash ended the connection; 57P05 is an idle session's end.
        "57P01" | "57P02" | "57P05" | "25P03" => Meaning::Lost,
        "40001" | "40P01" => Meaning::Clash,
        "55P03" | "57014" => Meaning::Late,
        "25006" => Meaning::Unable,
        _ => match code.get(..2).unwrap_or_default() {
            "08" => Meaning::Lost,
            // Resources, interventions, system errors, access, missing schema or table.
            "53" | "57" | "58" | "28" | "3D" | "3F" | "42" => Meaning::Unable,
            _ => Meaning::Unforeseen,
        },
    }
}

/// Whether the server's answer to a commit says for certain that it was undone: a deferred
/// constraint, or another transaction. A shutdown may come after the commit was written.
pub(crate) fn was_refused(error: &DriverError) -> bool {
    matches!(error, DriverError::Database(_))
        && matches!(meaning(error), Meaning::Unforeseen | Meaning::Clash)
}

/// The error that a caller sees; the driver's own stays behind it, for logs.
///
/// INVARIANT: the message holds neither SQL nor values.
pub(crate) fn mapped(error: impl Into<Arc<DriverError>>) -> Error {
    let error = error.into();
    let code = code(&error).unwrap_or_default();
    shown(meaning(&error), &code).caused_by(error)
}

/// What is said of a failure. Codes that both stores can answer are called the same in both.
fn shown(meaning: Meaning, code: &str) -> Error {
    let unavailable = |code, message| Error::new(ErrorKind::Unavailable, code, message);
    match (meaning, code) {
        (Meaning::Lost, _) => {
            unavailable("connection_lost", "the connection to the database was lost")
        }
        (Meaning::Clash | Meaning::Late, _) => Error::busy("the database is busy"),
        (Meaning::Unable, "53100") => unavailable("disk_full", "the disk is full"),
        (Meaning::Unable, "25006") => unavailable("read_only", "the database can only be read"),
        (Meaning::Unable, "58030") => unavailable("io", "the disk does not read or write"),
        (Meaning::Unable, _) => Error::unavailable("the database does not work now"),
        (Meaning::Unforeseen, code) if code.starts_with("23") => {
            Error::conflict("constraint", "the change contradicts other rows")
        }
        (Meaning::Unforeseen, code) if code.starts_with("54") => {
            Error::invalid("input", "is larger than a row may be")
        }
        (Meaning::Unforeseen, _) => {
            Error::corrupt("the database was asked or answered something that makes no sense")
        }
    }
}

/// The server's code.
fn code(error: &DriverError) -> Option<String> {
    match error {
        DriverError::Database(refusal) => refusal.code().map(Into::into),
        _ => None,
    }
}

/// The outcome of a commit that cannot be known: with these fields it can be asked.
pub(crate) fn unknown(
    commit: tenantry::CommitId,
    scope: tenantry::storage::Scope,
    after: u64,
) -> Error {
    Error::new(
        ErrorKind::Unknown,
        "unknown",
        "the connection was lost while committing, and whether it landed cannot be learnt now",
    )
    .with("commit", commit.to_string())
    .with("scope", serde_json::json!(scope))
    .with("after", after)
}

/// Nobody is left to do it.
pub(crate) fn shut_down() -> Error {
    Error::unavailable("the store's runtime was shut down")
}

/// A value of the database that is not what was ever written there.
pub(crate) fn unreadable(what: &'static str) -> Error {
    Error::corrupt(format!("a stored {what} is not readable"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_the_server_mean_what_they_say() {
        for (code, means) in [
            ("57P01", Meaning::Lost),
            ("08006", Meaning::Lost),
            ("40P01", Meaning::Clash),
            ("55P03", Meaning::Late),
            ("53100", Meaning::Unable),
            ("25006", Meaning::Unable),
            ("23505", Meaning::Unforeseen),
            ("", Meaning::Unforeseen),
        ] {
            assert_eq!(meaning_of_code(code), means, "{code}");
        }
    }

    #[test]
    fn what_is_shown_has_a_stable_code() {
        for (code, shows) in [
            ("53100", "disk_full"),
            ("25006", "read_only"),
            ("53300", "unavailable"),
            ("23505", "constraint"),
            ("08006", "connection_lost"),
            ("40001", "busy"),
            ("22021", "corrupt"),
        ] {
            assert_eq!(shown(meaning_of_code(code), code).code(), shows, "{code}");
        }
    }
}
