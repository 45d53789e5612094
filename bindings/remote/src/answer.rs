//! What comes back: an answer, a refusal, or nothing that can be relied on.

use std::time::Duration;

use futures_util::StreamExt;
use reqwest::header::RETRY_AFTER;
use reqwest::{RequestBuilder, Response, StatusCode};
use serde_json::Value;
use tenantry::ErrorKind;

use crate::{Failure, tls};

/// No answer of a server is as long as this.
const ANSWER_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Why a request got no answer.
#[derive(Debug)]
pub(crate) struct Refused {
    pub(crate) failure: Box<Failure>,
    /// How long the server asks to wait.
    pub(crate) asked: Option<Duration>,
    /// Whether what was asked for may have been done all the same: it was sent, and nobody who
    /// knows said what came of it.
    pub(crate) is_in_doubt: bool,
    /// Whether it is about every try under the key, and not about the last one alone. The body,
    /// who calls and where are looked at before earlier tries are looked for, and a remembered
    /// answer that cannot be read says that one of them was made.
    pub(crate) is_verdict: bool,
}

impl Refused {
    fn in_doubt(why: &str) -> Self {
        Self {
            is_in_doubt: true,
            ..unavailable(why).into()
        }
    }
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        Self {
            failure: Box::new(failure),
            asked: None,
            is_in_doubt: false,
            is_verdict: false,
        }
    }
}

/// Sends a request. What is not answered well is refused.
pub(crate) async fn sent(request: RequestBuilder) -> Result<Response, Refused> {
    let response = request.send().await.map_err(|error| lost(&error))?;
    match response.status().is_success() {
        true => Ok(response),
        false => Err(refusal(response).await),
    }
}

/// Reads an answer. One that is cut is as lost as one that never came.
pub(crate) async fn answer(response: Response) -> Result<Value, Refused> {
    let bytes = read(response).await?;
    if bytes.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_slice(&bytes).map_err(|_| Refused::in_doubt("answered no JSON"))
}

/// The server did not do what it is there for.
pub(crate) fn unavailable(why: &str) -> Failure {
    Failure::of_transport(ErrorKind::Unavailable, format!("the server {why}"))
}

async fn read(response: Response) -> Result<Vec<u8>, Refused> {
    let mut bytes = Vec::new();
    let mut chunks = response.bytes_stream();
    while let Some(chunk) = chunks.next().await {
        bytes.extend_from_slice(&chunk.map_err(|error| lost(&error))?);
        if bytes.len() > ANSWER_BYTES_MAX {
            return Err(Refused::in_doubt("answered without an end"));
        }
    }
    Ok(bytes)
}

async fn refusal(response: Response) -> Refused {
    let status = response.status();
    let asked = retry_after(&response);
    let problem = read(response).await.unwrap_or_default();
    match serde_json::from_slice::<Failure>(&problem) {
        Ok(failure) => Refused {
            asked,
            is_in_doubt: failure.kind == ErrorKind::Unknown,
            is_verdict: is_verdict(failure.kind),
            failure: Box::new(failure),
        },
        // It is not the server that speaks, but what stands before it.
        Err(_) => Refused {
            asked,
            is_in_doubt: status.is_server_error(),
            is_verdict: false,
            failure: Box::new(of_status(status)),
        },
    }
}

fn is_verdict(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::Conflict | ErrorKind::LimitReached)
}

fn of_status(status: StatusCode) -> Failure {
    let kind = match status.as_u16() {
        401 => ErrorKind::Unauthenticated,
        403 => ErrorKind::Denied,
        429 => ErrorKind::Throttled,
        500.. => ErrorKind::Unavailable,
        _ => {
            let message = format!("the server answered {status}: is this the address of Tenantry?");
            return Failure::of_transport(ErrorKind::Invalid, message);
        }
    };
    Failure::of_transport(kind, format!("the server answered {status}"))
}

fn lost(error: &reqwest::Error) -> Refused {
    // Its address is left out: it may hold what is nobody's business.
    if error.is_builder() {
        let why = "the input has no place in a request";
        return Failure::of_transport(ErrorKind::Invalid, why).into();
    }
    if let Some(distrust) = tls::distrust(error) {
        return distrust.into();
    }
    match (error.is_connect(), error.is_timeout()) {
        (true, _) => unavailable("cannot be reached").into(),
        (false, true) => Refused::in_doubt("did not answer in time"),
        (false, false) => Refused::in_doubt("broke off"),
    }
}

fn retry_after(response: &Response) -> Option<Duration> {
    let header = response.headers().get(RETRY_AFTER)?;
    let secs = header.to_str().ok()?.parse().ok()?;
    Some(Duration::from_secs(secs))
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use serde_json::json;

    use super::*;
    use crate::script::{self, Script};
    use crate::{Options, Proof, Remote};

    #[tokio::test]
    async fn a_read_whose_answer_is_cut_is_made_again() {
        let script = Script::play(vec![script::cut(), script::json("{\"items\":[]}")]);
        let read = script.call(2, "teams.list", json!({}));
        assert_eq!(read.await.unwrap(), json!({ "items": [] }));
    }

    #[tokio::test]
    async fn a_change_whose_answer_is_cut_is_made_again_under_its_key() {
        let script = Script::play(vec![script::cut(), script::json("{}")]);
        let team = json!({ "name": "One" });
        let change = script.call(2, "teams.create", team);
        assert_eq!(change.await.unwrap(), json!({}));
        let keys =
            [script.heard(), script.heard()].map(|head| script::header(&head, "idempotency-key"));
        assert!(keys[0].is_some());
        assert_eq!(keys[0], keys[1]);
    }

    #[tokio::test]
    async fn an_answer_that_is_always_cut_is_unavailable() {
        let script = Script::play(vec![script::cut(), script::cut(), script::json("{}")]);
        let read = script.call(2, "teams.list", json!({}));
        assert_eq!(read.await.unwrap_err().kind, ErrorKind::Unavailable);
    }

    #[tokio::test]
    async fn a_change_that_may_have_been_made_is_unknown_and_says_its_key() {
        let cut_then = |status, kind| vec![script::cut(), script::problem(status, kind)];
        for script in [
            vec![script::cut()],
            vec![script::nothing()],
            vec![script::refusal("502 Bad Gateway")],
            cut_then("503 Service Unavailable", "busy"),
            // The first try may have ended the right to ask, or what was asked about.
            cut_then("404 Not Found", "not_found"),
            vec![script::cut(), script::refusal("404 Not Found")],
            // The second try did not arrive whole, or came to a server that is older.
            cut_then("408 Request Timeout", "invalid"),
            cut_then("422 Unprocessable Content", "invalid"),
            // What is remembered of the first try cannot be read.
            cut_then("500 Internal Server Error", "corrupt"),
        ] {
            let tries = script.len().try_into().unwrap();
            let script = Script::play(script);
            let change = script.call(tries, "teams.create", json!({ "name": "One" }));
            let failure = change.await.unwrap_err();
            assert_eq!(failure.kind, ErrorKind::Unknown, "{failure:?}");
            let sent = script::header(&script.heard(), "idempotency-key");
            let told = failure.fields.get("idempotency_key");
            assert_eq!(told.cloned(), sent.map(Value::from));
        }
    }

    #[tokio::test]
    async fn what_was_surely_not_done_is_not_in_doubt() {
        for (answer, kind) in [
            (
                script::problem("503 Service Unavailable", "busy"),
                ErrorKind::Busy,
            ),
            (script::refusal("404 Not Found"), ErrorKind::Invalid),
            (
                script::refusal("308 Permanent Redirect"),
                ErrorKind::Invalid,
            ),
            (
                script::refusal("429 Too Many Requests"),
                ErrorKind::Throttled,
            ),
        ] {
            let script = Script::play(vec![answer]);
            let change = script.call(1, "teams.create", json!({ "name": "One" }));
            assert_eq!(change.await.unwrap_err().kind, kind);
        }
    }

    #[tokio::test]
    async fn a_server_that_is_not_there_has_done_nothing() {
        let nobody = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap();
        let once = Options {
            tries_max: 1,
            ..Options::default()
        };
        let key = Proof::Key("key".into());
        let remote = Remote::connect(&format!("http://{nobody}"), key, once).unwrap();
        let change = remote.call(script::ORG, "teams.create", json!({ "name": "One" }));
        assert_eq!(change.await.unwrap_err().kind, ErrorKind::Unavailable);
    }

    #[tokio::test]
    async fn a_verdict_under_the_key_ends_the_doubt() {
        for kind in [ErrorKind::Conflict, ErrorKind::LimitReached] {
            let verdict = script::problem("409 Conflict", kind.name());
            let script = Script::play(vec![script::cut(), verdict]);
            let change = script.call(2, "teams.create", json!({ "name": "One" }));
            assert_eq!(change.await.unwrap_err().kind, kind);
        }
    }

    #[tokio::test]
    async fn an_address_of_something_else_is_asked_once() {
        let script = Script::play(vec![script::refusal("404 Not Found"), script::json("{}")]);
        let read = script.call(5, "teams.list", json!({}));
        assert_eq!(read.await.unwrap_err().kind, ErrorKind::Invalid);
    }
}
