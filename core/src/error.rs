//! The one error type: a kind that callers match on, a stable code, a sentence
//! that tells a person what to do, and fields that every surface can show.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The result of everything that Tenantry does.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong, as coarsely as a caller can act on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ErrorKind {
    /// Nobody was proven, or the proof has ended.
    Unauthenticated,
    /// The caller is known and may not do this.
    Denied,
    /// There is no such thing for this caller. Another tenant's things are not found.
    NotFound,
    /// The input breaks a stated rule.
    Invalid,
    /// The state of the data forbids this now: a version moved, a name is taken.
    Conflict,
    /// A hard limit would be passed.
    LimitReached,
    /// Too many attempts; try again later.
    Throttled,
    /// The store is occupied; nothing was written.
    Busy,
    /// The store cannot be reached or cannot write; nothing was written.
    Unavailable,
    /// The connection was lost while committing: it may have landed, and can be asked.
    Unknown,
    /// Stored data contradicts itself, or a store broke its contract.
    Corrupt,
}

impl ErrorKind {
    /// Every kind, in the order of the documentation.
    pub const ALL: [ErrorKind; 11] = [
        ErrorKind::Unauthenticated,
        ErrorKind::Denied,
        ErrorKind::NotFound,
        ErrorKind::Invalid,
        ErrorKind::Conflict,
        ErrorKind::LimitReached,
        ErrorKind::Throttled,
        ErrorKind::Busy,
        ErrorKind::Unavailable,
        ErrorKind::Unknown,
        ErrorKind::Corrupt,
    ];

    /// Whether the same call may simply be made again.
    ///
    /// [`ErrorKind::Unknown`] is not among them: ask first whether it landed, with
    /// `commits.landed` or by the idempotency key.
    #[must_use]
    pub fn is_retryable(self) -> bool {
        matches!(self, Self::Busy | Self::Throttled | Self::Unavailable)
    }

    /// The stable name, which is also the code of an error that has no narrower one.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unauthenticated => "unauthenticated",
            Self::Denied => "denied",
            Self::NotFound => "not_found",
            Self::Invalid => "invalid",
            Self::Conflict => "conflict",
            Self::LimitReached => "limit_reached",
            Self::Throttled => "throttled",
            Self::Busy => "busy",
            Self::Unavailable => "unavailable",
            Self::Unknown => "unknown",
            Self::Corrupt => "corrupt",
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Why a call was refused or failed.
///
/// Match on [`Error::kind`], tell apart by [`Error::code`], show [`Display`](fmt::Display)
/// to people. Every error serialises to `{kind, code, message, fields}`.
///
/// ```
/// use tenantry::{Error, ErrorKind};
///
/// let error = Error::not_found("team", "0190");
/// assert_eq!(error.kind(), ErrorKind::NotFound);
/// assert_eq!(error.to_string(), "there is no team `0190`");
/// assert_eq!(error.field("team").unwrap(), "0190");
/// ```
#[derive(Debug, thiserror::Error)]
#[error("{}", self.0.message)]
pub struct Error(#[source] Box<Cause>);

#[derive(Debug, thiserror::Error)]
#[error("{message}")]
struct Cause {
    kind: ErrorKind,
    code: &'static str,
    message: String,
    fields: BTreeMap<&'static str, Value>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error of a kind with a narrower, stable code and a sentence for people.
    #[must_use]
    pub fn new(kind: ErrorKind, code: &'static str, message: impl Into<String>) -> Self {
        Self(Box::new(Cause {
            kind,
            code,
            message: message.into(),
            fields: BTreeMap::new(),
            source: None,
        }))
    }

    /// The error of something that several wait for, told to one of them.
    pub(crate) fn of_several(error: Arc<Self>) -> Self {
        Self(Box::new(Cause {
            kind: error.0.kind,
            code: error.0.code,
            message: error.0.message.clone(),
            fields: error.0.fields.clone(),
            source: Some(Box::new(error)),
        }))
    }

    /// Adds a field that surfaces show beside the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.0.fields.insert(name, value.into());
        self
    }

    /// Keeps the error that caused this one, for logs.
    #[must_use]
    pub fn caused_by(
        mut self,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// There is no such thing for this caller.
    #[must_use]
    pub fn not_found(noun: &'static str, id: impl fmt::Display) -> Self {
        let id = id.to_string();
        Self::new(
            ErrorKind::NotFound,
            "not_found",
            format!("there is no {noun} `{id}`"),
        )
        .with(noun, id)
    }

    /// A field of the input breaks a rule; `rule` completes "`field` …".
    #[must_use]
    pub fn invalid(field: &'static str, rule: impl fmt::Display) -> Self {
        Self::new(ErrorKind::Invalid, "invalid", format!("`{field}` {rule}")).with("field", field)
    }

    /// Nobody is proven; `why` is a whole sentence without its period.
    #[must_use]
    pub fn unauthenticated(code: &'static str, why: impl Into<String>) -> Self {
        Self::new(ErrorKind::Unauthenticated, code, why)
    }

    /// The state of the data forbids this.
    #[must_use]
    pub fn conflict(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Conflict, code, message)
    }

    /// A store cannot be reached or cannot write; nothing was written.
    #[must_use]
    pub fn unavailable(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Unavailable, "unavailable", message)
    }

    /// A store is occupied; nothing was written.
    #[must_use]
    pub fn busy(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Busy, "busy", message)
    }

    /// Stored data contradicts itself.
    #[must_use]
    pub fn corrupt(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Corrupt, "corrupt", message)
    }

    /// What went wrong, coarsely.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The stable code: the kind's name, or a narrower word such as `last_owner`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.0.code
    }

    /// The fields beside the message.
    #[must_use]
    pub fn fields(&self) -> &BTreeMap<&'static str, Value> {
        &self.0.fields
    }

    /// One field by name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Value> {
        self.0.fields.get(name)
    }
}

impl Serialize for Error {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut out = serializer.serialize_struct("Error", 4)?;
        out.serialize_field("kind", &self.0.kind)?;
        out.serialize_field("code", self.0.code)?;
        out.serialize_field("message", &self.0.message)?;
        out.serialize_field("fields", &self.0.fields)?;
        out.end()
    }
}
