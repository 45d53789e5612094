//! Streams as Server-Sent Events: each item an event whose `id` is where to resume.

use std::convert::Infallible;
use std::time::Duration;

use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{BoxStream, StreamExt};
use serde_json::Value;
use tenantry::Result;

use crate::problem::Problem;
use crate::serve::Stopping;
use crate::streams::Place;
use crate::telemetry::trace_id;

/// How often a quiet stream shows that it is alive.
const HEARTBEAT: Duration = Duration::from_secs(15);

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
    if let Some(kind) = item.get("kind").and_then(Value::as_str) {
        event = event.event(kind);
    }
    match cursor(&item) {
        Some(cursor) => event.id(cursor),
        None => event,
    }
}

/// Where a reader stands that has read an item: the item says it, or the thing in it.
fn cursor(item: &Value) -> Option<&str> {
    let own = item.get("cursor");
    let inner = || {
        item.as_object()?
            .values()
            .find_map(|value| value.get("cursor"))
    };
    own.or_else(inner)?.as_str()
}

fn last(problem: Problem, trace_id: &str) -> Event {
    Event::default()
        .event("problem")
        .data(problem.ending(trace_id).to_string())
}
