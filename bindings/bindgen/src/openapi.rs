//! `openapi.json`: the routes as a document of OpenAPI 3.1.

mod problems;
mod schemas;

use anyhow::Result;
use serde_json::{Map, Value, json};

use tenantry_surface::model::{Model, Operation, Receiver, Type};
use tenantry_surface::routes::{AFTER, Method, Route, Segment, from, routes};

/// The document.
///
/// # Errors
/// If an operation has no route.
pub fn document(model: &Model) -> Result<Value> {
    let mut paths = Map::new();
    for (route, operation) in routes(model)?.iter().zip(&model.operations) {
        let path = paths.entry(route.template()).or_insert_with(|| json!({}));
        path[route.method.name().to_ascii_lowercase()] = described(model, route, operation);
    }
    Ok(json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Tenantry",
            "version": model.version,
            "summary": "The back office of an AI product.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "security": [{ "key": [] }, { "proxy": [], "issuer": [], "subject": [], "directory": [] }],
        "tags": tags(model),
        "paths": paths,
        "components": {
            "schemas": schemas::all(model),
            "responses": problems::responses(),
            "securitySchemes": {
                "key": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "An API key, or the operator's secret with the header `Tenantry-Reason`.",
                },
                "proxy": header("Tenantry-Proxy", "The secret of the proxy that vouches for its callers."),
                "issuer": header("Tenantry-Issuer", "Who signed the caller in."),
                "subject": header("Tenantry-Subject", "Who the caller is for that issuer."),
                "directory": header("Tenantry-Directory", "The directory that the caller is looked up in."),
            },
        },
    }))
}

fn header(name: &str, about: &str) -> Value {
    json!({ "type": "apiKey", "in": "header", "name": name, "description": about })
}

fn tags(model: &Model) -> Vec<Value> {
    let mut rooms: Vec<&str> = Vec::new();
    for operation in &model.operations {
        if !rooms.contains(&operation.room.as_str()) {
            rooms.push(&operation.room);
        }
    }
    rooms
        .into_iter()
        .map(|room| json!({ "name": room }))
        .collect()
}

fn described(model: &Model, route: &Route, operation: &Operation) -> Value {
    let mut described = json!({
        "operationId": operation.id,
        "tags": [operation.room],
        "summary": operation.summary,
        "description": operation.doc,
        "parameters": parameters(model, route, operation),
        "responses": responses(model, route, operation),
    });
    if operation.receiver == Receiver::Tenantry {
        described["security"] = json!([]);
    }
    if !route.body.is_empty() {
        described["requestBody"] = json!({
            "required": route.body.iter().any(|field| field.is_required),
            "content": { "application/json": { "schema": schemas::object(&route.body) } },
        });
    }
    if let Some(permission) = &operation.permission {
        described["x-permission"] = json!(permission);
    }
    described
}

fn parameters(model: &Model, route: &Route, operation: &Operation) -> Vec<Value> {
    let path = route.path.iter().filter_map(|segment| match segment {
        Segment::Word(_) => None,
        Segment::Org => Some(json!({
            "name": "org",
            "in": "path",
            "required": true,
            "description": "The organisation.",
            "schema": schemas::of(&Type::Named("OrgId".to_owned())),
        })),
        Segment::Param { name, field } => Some(json!({
            "name": name,
            "in": "path",
            "required": true,
            "description": field.doc,
            "schema": schemas::in_one_text(model, field),
        })),
    });
    let query = route.query.iter().map(|param| {
        json!({
            "name": param.name,
            "in": "query",
            "required": param.field.is_required,
            "description": param.field.doc,
            "schema": schemas::in_texts(model, &param.field),
        })
    });
    path.chain(query).chain(headers(route, operation)).collect()
}

fn headers(route: &Route, operation: &Operation) -> Vec<Value> {
    let mut headers = Vec::new();
    let mut add = |name: &str, about: &str, schema: Value| {
        headers
            .push(json!({ "name": name, "in": "header", "description": about, "schema": schema }));
    };
    if operation.is_idempotent {
        add(
            "Idempotency-Key",
            "The same key and input answer the first result for 24 hours.",
            json!({ "type": "string", "minLength": 1, "maxLength": 120, "pattern": "^[!-~]+( [!-~]+)*$" }),
        );
    }
    if route.is_conditional {
        add(
            "If-Match",
            "The `ETag` that was read: refused with 412 if it has changed since.",
            json!({ "type": "string", "format": "entity-tag" }),
        );
    }
    if is_kept(route) {
        add(
            "If-None-Match",
            "The `ETag` that is known: answered with 304 if it has not changed.",
            json!({ "type": "string" }),
        );
    }
    if route.is_stream && route.query.iter().any(|param| param.name == AFTER) {
        add(
            "Last-Event-ID",
            "Where the stream continues: the `id` of the last event that arrived. Empty is none.",
            json!({ "anyOf": [schemas::of(&Type::Named("Cursor".to_owned())), { "const": "" }] }),
        );
    }
    headers
}

/// Whether a client may keep the answer and ask whether it still holds.
fn is_kept(route: &Route) -> bool {
    route.method == Method::Get && !route.is_stream
}

fn responses(model: &Model, route: &Route, operation: &Operation) -> Value {
    let mut responses = Map::new();
    responses.insert(route.status.to_string(), success(model, route, operation));
    if is_kept(route) {
        responses.insert(
            "304".to_owned(),
            json!({ "description": "Nothing has changed." }),
        );
    }
    for (status, reference) in problems::of(route, operation) {
        responses.insert(status.to_string(), reference);
    }
    Value::Object(responses)
}

fn success(model: &Model, route: &Route, operation: &Operation) -> Value {
    let mut headers = Map::new();
    if schemas::has_version(model, &operation.output) {
        headers.insert(
            "ETag".to_owned(),
            text_header("The version, and what it looks like."),
        );
    } else if is_kept(route) {
        headers.insert("ETag".to_owned(), text_header("The content."));
    }
    if is_kept(route) && from(route).is_some() {
        headers.insert(
            "Link".to_owned(),
            text_header("Where the list goes on: `rel=\"next\"`."),
        );
    }
    if route.created.is_some() {
        headers.insert(
            "Location".to_owned(),
            text_header("Where it is read again."),
        );
    }
    let mut success = json!({ "description": "Done.", "headers": headers });
    if operation.output != Type::Nothing {
        let kind = if route.is_stream {
            "text/event-stream"
        } else {
            "application/json"
        };
        let schema = schemas::of(&operation.output);
        let schema = if route.is_stream {
            schemas::event(&schema)
        } else {
            schema
        };
        success["content"] = json!({ kind: { "schema": schema } });
    }
    success
}

fn text_header(about: &str) -> Value {
    json!({ "description": about, "schema": { "type": "string" } })
}
