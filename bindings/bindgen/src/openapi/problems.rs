//! Which problem has which status, and how problems are described.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use tenantry_surface::model::{Operation, Receiver};
use tenantry_surface::routes::{Method, Route, status};

/// The statuses that an operation may fail with, each a reference to its description.
pub(super) fn of(route: &Route, operation: &Operation) -> BTreeMap<u16, Value> {
    let mut statuses: Vec<u16> = operation.errors.iter().map(|kind| status(kind)).collect();
    // What comes with HTTP: a request that cannot be read, too many of them, no time left.
    statuses.extend([400, 408, 503, 504]);
    if operation.receiver != Receiver::Tenantry {
        statuses.push(401);
    }
    if !route.path_params().is_empty() || !route.query.is_empty() {
        statuses.push(422);
    }
    if matches!(route.method, Method::Post | Method::Patch) {
        statuses.extend([413, 415]);
    }
    if route.is_conditional {
        statuses.push(412);
    }
    if route.is_stream {
        // A caller has so many streams open, and no more.
        statuses.push(429);
    }
    let described = statuses.into_iter().map(|status| {
        let reference = json!({ "$ref": format!("#/components/responses/{status}") });
        (status, reference)
    });
    described.collect()
}

const TITLES: [(u16, &str); 14] = [
    (400, "The request cannot be read."),
    (401, "Nobody is proven, or the proof has ended."),
    (403, "The caller is known and may not do this."),
    (404, "There is no such thing for this caller."),
    (408, "The request took too long to arrive."),
    (409, "The state of the data forbids this now."),
    (412, "It has changed since it was read."),
    (413, "The body is too large."),
    (415, "The body is no JSON."),
    (422, "The input breaks a stated rule."),
    (429, "Too many attempts; try again later."),
    (
        500,
        "The outcome is not known, or stored data contradicts itself.",
    ),
    (
        503,
        "The server is occupied or its store cannot be reached; nothing was written.",
    ),
    (504, "There was no answer in time."),
];

/// All descriptions, by status.
pub(super) fn responses() -> Value {
    let all = TITLES.iter().map(|(status, title)| {
        let problem = json!({ "$ref": "#/components/schemas/Problem" });
        let mut response = json!({
            "description": title,
            "content": { "application/problem+json": { "schema": problem } },
        });
        if matches!(status, 429 | 503) {
            response["headers"] = json!({
                "Retry-After": { "description": "Seconds to wait.", "schema": { "type": "integer" } },
            });
        }
        (status.to_string(), response)
    });
    all.collect::<serde_json::Map<_, _>>().into()
}
