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
                Some(_) => "call again with this idempotency key",
                None => "look before you call again",
            };
            let message = format!("{}; the change may have been made: {todo}", self.message);
            self = Self::of_transport(ErrorKind::Unknown, message);
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
