//! What a failed expectation means to the caller.

use crate::storage::{Counter, Failure, Key, Unique};
use crate::{Error, ErrorKind, Result};

const STALE: &str = "stale";

/// Says that what the decision was made on has moved: the door decides again.
pub(crate) fn stale() -> Error {
    Error::conflict(STALE, "the data changed while the call was being decided")
}

/// Whether the door shall decide again.
pub(crate) fn is_stale(error: &Error) -> bool {
    error.code() == STALE
}

/// Refuses a change that was made on another version.
pub(crate) fn check_version(expected: Option<u64>, version: u64) -> Result<()> {
    match expected {
        Some(expected) if expected != version => Err(Error::conflict(
            "version_moved",
            "this was changed since you read it; read it again and repeat your change",
        )
        .with("version", version)),
        _ => Ok(()),
    }
}

/// The error of a failed expectation.
pub(crate) fn refusal(failure: &Failure) -> Error {
    match failure {
        Failure::Stale | Failure::Expired => stale(),
        Failure::NoScope(scope) => Error::not_found(scope.kind(), scope.uuid()),
        Failure::Exists(key) => exists(key),
        Failure::Taken(Unique::Assigned(..)) => Error::conflict(
            "already_assigned",
            "they have this role there already; change until when instead",
        ),
        // What Tenantry keeps itself is shared as from now on: somebody was faster.
        Failure::Taken(Unique::Shared(object, _)) if object.must_be_the_products().is_err() => {
            stale()
        }
        // Another task was moved there: there is room beside it.
        Failure::Taken(Unique::Position(_)) => stale(),
        Failure::Taken(Unique::Shared(..)) => Error::conflict(
            "already_shared",
            "it is shared with them already; change at which level instead",
        ),
        Failure::Taken(unique) => taken(unique.field()),
        Failure::Limit {
            counter: Counter::Owners,
            ..
        } => Error::conflict(
            "last_owner",
            "an organisation keeps at least one owner who can act; make somebody else an owner first",
        ),
        Failure::Limit {
            counter: counter @ Counter::Orgs(_),
            value,
            bound,
        } => limit_reached(
            *counter,
            *value,
            *bound,
            format!("a person can belong to at most {bound} organisations; leave one first"),
        ),
        Failure::Limit {
            counter: counter @ Counter::Subjects(_),
            value,
            bound,
        } => limit_reached(
            *counter,
            *value,
            *bound,
            format!("at most {bound} subjects can stand for a person; unlink one first"),
        ),
        Failure::Limit {
            counter: counter @ Counter::ReplacedKeys(_),
            value,
            bound,
        } => limit_reached(
            *counter,
            *value,
            *bound,
            format!(
                "{bound} keys that were rotated still work; revoke some, wait until they end, \
                 or rotate without an overlap"
            ),
        ),
        Failure::Limit {
            counter,
            value,
            bound,
        } => limit_reached(
            *counter,
            *value,
            *bound,
            format!("there can be at most {bound} {}", counter.name()),
        ),
        Failure::OtherInput => Error::conflict(
            "idempotency_key_reused",
            "this idempotency key was used with another input; use a new key for a new call",
        ),
    }
}

fn limit_reached(counter: Counter, value: i64, bound: i64, message: String) -> Error {
    Error::new(ErrorKind::LimitReached, "limit_reached", message)
        .with("limit", counter.name())
        .with("value", value)
        .with("max", bound)
}

fn exists(key: &Key) -> Error {
    match key {
        Key::Slug(_) => taken("slug"),
        Key::Subject(..) => taken("subject"),
        Key::Member(_) | Key::TeamMember(..) | Key::Affiliation(..) => Error::conflict(
            "already_member",
            "they belong to it already; change their role instead",
        ),
        // Ids are new, but for that of a directory which is made of an idempotency key.
        Key::Directory => Error::conflict(
            "key_names_directory",
            "a directory was made with this idempotency key before; use a new key for another one",
        ),
        Key::Checkpoint(_) => Error::conflict(
            "already_there",
            "there is a checkpoint at this entry already",
        ),
        _ => Error::conflict("already_there", "this exists already"),
    }
}

fn taken(field: &'static str) -> Error {
    Error::conflict("taken", format!("this `{field}` is taken; choose another"))
        .with("field", field)
}
