//! Errors as JSON, with what JavaScript needs to make its own of them.

use std::any::Any;
use std::error::Error as _;

use serde_json::{Value, json};
use tenantry::{Error, ErrorKind};
use tenantry_remote::Failure;

/// Why a call failed: `{kind, code, message, fields}`, and where it is known `cause`.
pub(crate) struct Fault(pub(crate) Value);

impl From<Error> for Fault {
    /// The error itself is for everybody; its causes are for the logs of whoever embeds it.
    fn from(error: Error) -> Self {
        let mut told = serde_json::to_value(&error).unwrap_or_default();
        // The first is the error again.
        let causes = std::iter::successors(error.source(), |&cause| cause.source()).skip(1);
        let causes: Vec<String> = causes.map(ToString::to_string).collect();
        if !causes.is_empty() {
            told["cause"] = causes.join(": ").into();
        }
        Self(told)
    }
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Self {
        Self(serde_json::to_value(failure).unwrap_or_default())
    }
}

impl Fault {
    /// A panic: a fault of Tenantry itself, which ends the call and nothing else.
    pub(crate) fn of_panic(panic: &(dyn Any + Send)) -> Self {
        let text = panic.downcast_ref::<&str>().copied();
        let said = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        let message = said.unwrap_or("a fault that says nothing of itself");
        Self(json!({ "kind": "internal", "code": "panic", "message": message, "fields": {} }))
    }

    /// What was called on a handle that is closed, or is none for this.
    pub(crate) fn closed() -> Self {
        Error::new(ErrorKind::Invalid, "closed", "this handle was closed").into()
    }
}
