//! Streams as Server-Sent Events: each item an event whose `id` is where to resume.

use std::convert::Infallible;
use std::time::Duration;

use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{BoxStream, StreamExt};
use serde_json::Value;
use tenantry::Result;
use tenantry_surface::routes::cursor;

use crate::problem::Problem;
use crate::serve::Stopping;
use crate::streams::Place;
use crate::telemetry::trace_id;

/// How often a quiet stream shows that it is alive.
pub(crate) const HEARTBEAT: Duration = Duration::from_secs(15);

/// Tells a proxy in between to hand on what arrives, at once.
const UNBUFFERED: (&str, &str) = ("x-accel-buffering", "no");

/// The response of a stream. Items are taken as fast as the reader takes them: what it has
/// not taken yet stays in the journal, not in memory. An error is the last event, and the
/// stream ends when the server stops.
pub(crate) fn response(
    items: BoxStream<'static, Result<Value>>,
    place: Place,
    stopping: Option<Stopping>,
) -> impl IntoResponse {
    // Asked now: what is sent later is sent outside of the request.
    let trace_id = trace_id();
    let events = items.map(move |item| {
        // The stream counts for as long as it is there.
        let _counted = &place;
        Ok::<_, Infallible>(item.map_or_else(|error| last(error.into(), &trace_id), event))
    });
    let stopped = async move {
        match stopping {
            Some(stopping) => stopping.wait().await,
            None => std::future::pending().await,
        }
    };
    let events = Sse::new(events.take_until(Box::pin(stopped)))
        .keep_alive(KeepAlive::new().interval(HEARTBEAT));
    ([UNBUFFERED], events)
}

fn event(item: Value) -> Event {
    let mut event = Event::default().data(item.to_string());
    let kind = item.get("kind").and_then(Value::as_str);
    if let Some(kind) = kind.filter(|kind| is_one_line(kind)) {
        event = event.event(kind);
    }
    match cursor(&item).filter(|cursor| is_one_line(cursor)) {
        Some(cursor) => event.id(cursor),
        None => event,
    }
}

/// Whether a text can stand in a line of an event. What ends the line would begin another,
/// and is not made.
fn is_one_line(text: &str) -> bool {
    !text.contains(char::is_control)
}

fn last(problem: Problem, trace_id: &str) -> Event {
    Event::default()
        .event("problem")
        .data(problem.ending(trace_id).to_string())
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;
    use serde_json::json;

    use super::*;

    async fn sent(item: Value) -> String {
        let events = futures_util::stream::iter([Ok::<_, Infallible>(event(item))]);
        let body = Sse::new(events).into_response().into_body();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    #[tokio::test]
    async fn no_text_ends_a_line_of_an_event() {
        let whole = sent(json!({ "kind": "entry", "cursor": "7" })).await;
        assert!(whole.contains("event: entry\n") && whole.contains("id: 7\n"));
        for text in ["a\nb", "a\rb", "a\0b"] {
            let sent = sent(json!({ "kind": text, "cursor": text })).await;
            assert!(sent.starts_with("data: "), "{sent}");
            assert_eq!(sent.trim_end().lines().count(), 1, "{sent}");
        }
    }
}
