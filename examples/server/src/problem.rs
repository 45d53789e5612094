//! Problems: errors as HTTP says them (RFC 9457).

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use tenantry::{Error, ErrorKind};
use tenantry_surface::routes::status;

use crate::telemetry::trace_id;

/// The code of an update whose version has moved.
const VERSION_MOVED: &str = "version_moved";

/// Seconds that a caller waits before it tries again.
const RETRY_AFTER_SECS: &str = "1";

/// Why a request was refused or failed.
#[derive(Debug)]
pub(crate) struct Problem {
    status: u16,
    error: Error,
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Self {
            status: status(error.kind().name()),
            error,
        }
    }
}

impl Problem {
    /// What came of a call; a moved version is what `If-Match` asked about.
    pub(crate) fn of_call(error: Error, is_conditional: bool) -> Self {
        let mut problem = Self::from(error);
        if is_conditional && problem.error.code() == VERSION_MOVED {
            problem.status = 412;
        }
        problem
    }

    /// A request that is refused before it becomes a call.
    pub(crate) fn of_request(status: u16, kind: ErrorKind, code: &'static str, why: &str) -> Self {
        Self {
            status,
            error: Error::new(kind, code, why),
        }
    }

    pub(crate) fn malformed(part: &str, why: &str) -> Self {
        let error = Error::new(ErrorKind::Invalid, "malformed", why).with("part", part);
        Self { status: 400, error }
    }

    /// A value in the path or query that cannot be one.
    pub(crate) fn wrong_text(field: &str, rule: &str) -> Self {
        let why = format!("`{field}` {rule}");
        Error::new(ErrorKind::Invalid, "invalid", why)
            .with("field", field)
            .into()
    }

    pub(crate) fn too_large(bytes_max: usize) -> Self {
        let why = format!("the body is over {bytes_max} bytes");
        let error = Error::new(ErrorKind::Invalid, "too_large", why).with("bytes_max", bytes_max);
        Self { status: 413, error }
    }

    pub(crate) fn too_slow() -> Self {
        Self::of_request(
            408,
            ErrorKind::Invalid,
            "too_slow",
            "the request took too long to arrive",
        )
    }

    /// There was no answer in time. A change may still land: its key tells, if it has one.
    pub(crate) fn out_of_time(key: Option<&str>) -> Self {
        let todo = match key {
            Some(_) => "repeat it with its idempotency key",
            None => "look before you repeat it",
        };
        let why = format!("there was no answer in time; a change may still land: {todo}");
        let error = Error::new(ErrorKind::Unknown, "out_of_time", why);
        Self {
            status: 504,
            error: match key {
                Some(key) => error.with("idempotency_key", key),
                None => error,
            },
        }
    }

    /// Tells the log what caused a failure: that is for the log alone.
    fn log(&self) {
        if self.status >= 500 {
            tracing::error!(code = self.error.code(), cause = ?std::error::Error::source(&self.error), "{}", self.error);
        }
    }

    /// The problem that ends the stream of a request, as JSON.
    pub(crate) fn ending(&self, trace_id: &str) -> Value {
        self.log();
        self.to_json(trace_id)
    }

    fn to_json(&self, trace_id: &str) -> Value {
        let kind = self.error.kind();
        let mut problem = json!({
            "type": format!("urn:tenantry:problem:{}", kind.name()),
            "title": title(kind),
            "status": self.status,
            "detail": self.error.to_string(),
            "kind": kind.name(),
            "code": self.error.code(),
            "fields": self.error.fields(),
            "trace_id": trace_id,
        });
        if let Some(field) = self.error.field("field").and_then(Value::as_str) {
            let pointer = format!(
                "/{}",
                field
                    .replace('~', "~0")
                    .replace(['.', '['], "/")
                    .replace(']', "")
            );
            problem["errors"] = json!([{ "pointer": pointer, "detail": self.error.to_string() }]);
        }
        problem
    }
}

fn title(kind: ErrorKind) -> String {
    let name = kind.name().replace('_', " ");
    let (first, rest) = name.split_at(1);
    first.to_ascii_uppercase() + rest
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        self.log();
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, self.to_json(&trace_id()).to_string()).into_response();
        let headers = response.headers_mut();
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        match self.status {
            401 => drop(headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))),
            429 | 503 => {
                drop(headers.insert(RETRY_AFTER, HeaderValue::from_static(RETRY_AFTER_SECS)))
            }
            _ => {}
        }
        response
    }
}
