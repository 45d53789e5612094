//! Why a call failed, as the server says it.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tenantry::{Error, ErrorKind};

/// Why a call was refused or failed: what [`Error`] says, from the other side of the wire.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Failure {
    /// What went wrong, coarsely.
    pub kind: ErrorKind,
    /// What went wrong, in a stable word.
    pub code: String,
    /// What went wrong and what to do, for people.
    #[serde(alias = "detail")]
    pub message: String,
    /// What it is about.
    #[serde(default)]
    pub fields: Map<String, Value>,
    /// Finds the request in the server's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace_id: Option<String>,
}

impl Failure {
    /// The server could not be reached, or did not answer as one.
    pub(crate) fn of_transport(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            code: kind.name().to_owned(),
            message: message.into(),
            fields: Map::new(),
            trace_id: None,
        }
    }

    /// The same of a change that may have been made, whatever was said last.
    pub(crate) fn in_doubt(mut self, key: Option<&str>) -> Self {
        if self.kind != ErrorKind::Unknown {
            let todo = match key {
                Some(_) if self.kind.is_retryable() => "call again with this idempotency key",
                // A repeat would be told the same: the change may have ended the right to make it.
                _ => "look whether it was made",
            };
            self.message = format!("{}; the change may have been made: {todo}", self.message);
            self.kind = ErrorKind::Unknown;
            let last = std::mem::replace(&mut self.code, ErrorKind::Unknown.name().to_owned());
            self.fields.insert("last_code".to_owned(), last.into());
        }
        let key = key.map(|key| ("idempotency_key".to_owned(), key.into()));
        self.fields.extend(key);
        self
    }
}

impl From<&Error> for Failure {
    fn from(error: &Error) -> Self {
        let fields = error.fields().iter();
        Self {
            kind: error.kind(),
            code: error.code().to_owned(),
            message: error.to_string(),
            fields: fields
                .map(|(name, value)| ((*name).to_owned(), value.clone()))
                .collect(),
            trace_id: None,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn said(kind: ErrorKind) -> Failure {
        let mut failure = Failure::of_transport(kind, "no");
        failure.trace_id = Some("0af7".to_owned());
        failure
    }

    #[test]
    fn what_to_do_in_doubt_is_what_can_work() {
        use ErrorKind::{Corrupt, Denied, Invalid, NotFound, Throttled, Unauthenticated};
        let (again, look) = (
            "no; the change may have been made: call again with this idempotency key",
            "no; the change may have been made: look whether it was made",
        );
        for kind in [ErrorKind::Busy, ErrorKind::Unavailable, Throttled] {
            assert_eq!(said(kind).in_doubt(Some("k")).message, again);
            assert_eq!(said(kind).in_doubt(None).message, look);
        }
        for kind in [Unauthenticated, Denied, NotFound, Invalid, Corrupt] {
            assert_eq!(said(kind).in_doubt(Some("k")).message, look);
        }
    }

    #[test]
    fn a_doubt_keeps_what_was_said_last() {
        let failure = said(ErrorKind::NotFound).in_doubt(Some("k"));
        assert_eq!(failure.kind, ErrorKind::Unknown);
        assert_eq!(failure.code, "unknown");
        assert_eq!(failure.trace_id.as_deref(), Some("0af7"));
        let fields = json!({ "idempotency_key": "k", "last_code": "not_found" });
        assert_eq!(Value::Object(failure.fields), fields);
    }

    #[test]
    fn what_the_server_says_of_its_own_doubt_stands() {
        let failure = said(ErrorKind::Unknown).in_doubt(Some("k"));
        assert_eq!(failure.message, "no");
        assert_eq!(
            Value::Object(failure.fields),
            json!({ "idempotency_key": "k" })
        );
    }
}
