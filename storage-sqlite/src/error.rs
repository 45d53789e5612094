//! What goes wrong in SQLite, and the one function that gives it Tenantry's words.

use rusqlite::{ErrorCode, ffi};
use tenantry::{Error, ErrorKind};

/// Why work on a connection did not come to its end.
#[derive(Debug)]
pub(crate) enum Fault {
    /// SQLite said so.
    Driver(rusqlite::Error),
    /// The store says so.
    Answer(Error),
}

/// What work on a connection comes to.
pub(crate) type Attempt<T> = Result<T, Fault>;

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Driver(error)
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Answer(error)
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        Self::Answer(unavailable("io", "the files of the database cannot be used").caused_by(error))
    }
}

impl Fault {
    /// The error that a caller gets. Many callers may wait for one group, so it is made anew.
    pub(crate) fn error(&self) -> Error {
        match self {
            Self::Driver(error) => driver_error(error),
            Self::Answer(error) => error.fields().iter().fold(
                Error::new(error.kind(), error.code(), error.to_string()),
                |copy, (name, value)| copy.with(name, value.clone()),
            ),
        }
    }

    /// Whether one batch of a group may be to blame, so that the others deserve another try.
    pub(crate) fn blames_a_batch(&self) -> bool {
        let kind = self.error().kind();
        !matches!(kind, ErrorKind::Busy | ErrorKind::Unavailable)
    }

    /// Whether, when it comes out of `COMMIT`, the commit may have reached the disk. The last
    /// frame that is written makes a commit whole, so one that failed to be written did not;
    /// but when the sync failed, or what comes after it, the frames are all there.
    pub(crate) fn leaves_doubt(&self) -> bool {
        let Self::Driver(rusqlite::Error::SqliteFailure(failure, _)) = self else {
            return false;
        };
        let was_refused = matches!(
            failure.code,
            ErrorCode::DatabaseBusy
                | ErrorCode::DiskFull
                | ErrorCode::ReadOnly
                | ErrorCode::ConstraintViolation
        );
        !was_refused && failure.extended_code != ffi::SQLITE_IOERR_WRITE
    }
}

/// Maps an error of the driver. Neither SQL nor values reach the message.
fn driver_error(error: &rusqlite::Error) -> Error {
    let mapped = match error {
        rusqlite::Error::SqliteFailure(failure, _) => failure_error(failure.code),
        rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::IntegralValueOutOfRange(..)
        | rusqlite::Error::Utf8Error(..)
        | rusqlite::Error::InvalidColumnType(..) => {
            Error::corrupt("a stored value is not readable")
        }
        _ => Error::corrupt("the database was asked something that it does not understand"),
    };
    mapped.caused_by(describe(error))
}

fn failure_error(code: ErrorCode) -> Error {
    match code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => {
            Error::busy("the database is in use by another program")
        }
        ErrorCode::DiskFull => unavailable("disk_full", "the disk is full"),
        ErrorCode::ReadOnly => unavailable("read_only", "the database can only be read"),
        ErrorCode::CannotOpen | ErrorCode::PermissionDenied => {
            unavailable("cannot_open", "the database cannot be opened")
        }
        ErrorCode::SystemIoFailure => unavailable("io", "the disk does not read or write"),
        ErrorCode::DatabaseCorrupt => Error::corrupt("the database is damaged"),
        ErrorCode::NotADatabase => Error::corrupt("the file is not a database"),
        ErrorCode::ConstraintViolation => {
            Error::conflict("constraint", "the change contradicts other rows")
        }
        ErrorCode::TooBig => Error::invalid("input", "is larger than a row may be"),
        _ => Error::unavailable("the database does not work now"),
    }
}

/// Something that is in the store's way; nothing was written.
pub(crate) fn unavailable(code: &'static str, message: &'static str) -> Error {
    Error::new(ErrorKind::Unavailable, code, message)
}

/// The driver's error for logs: its code in words, without SQL and values.
fn describe(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqliteFailure(failure, _) => failure.to_string(),
        rusqlite::Error::FromSqlConversionFailure(column, kind, cause) => {
            format!("column {column} ({kind}): {cause}")
        }
        other => format!("{:?}", std::mem::discriminant(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(extended: i32) -> Fault {
        let failure = ffi::Error::new(extended);
        rusqlite::Error::SqliteFailure(failure, Some("SECRET".to_owned())).into()
    }

    #[test]
    fn what_sqlite_says_is_said_in_our_words() {
        let cases = [
            (ffi::SQLITE_BUSY, ErrorKind::Busy, "busy"),
            (ffi::SQLITE_FULL, ErrorKind::Unavailable, "disk_full"),
            (ffi::SQLITE_READONLY, ErrorKind::Unavailable, "read_only"),
            (ffi::SQLITE_IOERR_READ, ErrorKind::Unavailable, "io"),
            (ffi::SQLITE_CANTOPEN, ErrorKind::Unavailable, "cannot_open"),
            (ffi::SQLITE_NOMEM, ErrorKind::Unavailable, "unavailable"),
            (ffi::SQLITE_CORRUPT, ErrorKind::Corrupt, "corrupt"),
            (ffi::SQLITE_NOTADB, ErrorKind::Corrupt, "corrupt"),
            (
                ffi::SQLITE_CONSTRAINT_UNIQUE,
                ErrorKind::Conflict,
                "constraint",
            ),
        ];
        for (extended, kind, code) in cases {
            let error = fault(extended).error();
            assert_eq!((error.kind(), error.code()), (kind, code));
            assert!(!format!("{error:?}").contains("SECRET"));
        }
    }

    #[test]
    fn only_a_failure_after_the_last_frame_leaves_doubt() {
        let cases = [
            (ffi::SQLITE_IOERR_FSYNC, true),
            (ffi::SQLITE_IOERR_SHMSIZE, true),
            (ffi::SQLITE_NOMEM, true),
            (ffi::SQLITE_IOERR_WRITE, false),
            (ffi::SQLITE_FULL, false),
            (ffi::SQLITE_BUSY, false),
            (ffi::SQLITE_CONSTRAINT_FOREIGNKEY, false),
        ];
        for (extended, doubt) in cases {
            assert_eq!(fault(extended).leaves_doubt(), doubt, "{extended}");
        }
    }

    #[test]
    fn an_answer_is_given_to_many() {
        let fault = Fault::from(Error::busy("wait").with("seconds", 5));
        let copy = fault.error();
        assert_eq!(copy.kind(), ErrorKind::Busy);
        assert_eq!(copy.to_string(), "wait");
        assert_eq!(copy.field("seconds").unwrap(), 5);
    }
}
