//! The response to a call that went well.

use axum::http::header::{CONTENT_TYPE, ETAG, IF_NONE_MATCH, LINK, LOCATION};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use tenantry_surface::Route;

/// The response that carries an answer.
pub(crate) fn of(route: &Route, parts: &Parts, answer: Value) -> Response {
    let status = StatusCode::from_u16(route.status).unwrap_or(StatusCode::OK);
    if status == StatusCode::NO_CONTENT {
        return status.into_response();
    }
    let mut headers = HeaderMap::new();
    if let Some(tag) = tag(&answer) {
        if parts.method == Method::GET && is_known(&parts.headers, &tag) {
            return (StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response();
        }
        headers.insert(ETAG, tag);
    }
    put(&mut headers, LINK, next(parts, &answer));
    if status == StatusCode::CREATED {
        put(&mut headers, LOCATION, location(parts, &answer));
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    (status, headers, answer.to_string()).into_response()
}

fn put(headers: &mut HeaderMap, name: axum::http::HeaderName, value: Option<String>) {
    if let Some(value) = value.and_then(|value| HeaderValue::try_from(value).ok()) {
        headers.insert(name, value);
    }
}

/// The version of what is answered, as an `ETag`.
fn tag(answer: &Value) -> Option<HeaderValue> {
    let version = answer.get("version")?.as_u64()?;
    HeaderValue::try_from(format!("\"{version}\"")).ok()
}

fn is_known(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    let tag = tag.to_str().unwrap_or_default();
    let known = headers.get_all(IF_NONE_MATCH).iter();
    known
        .filter_map(|known| known.to_str().ok())
        .flat_map(|known| known.split(','))
        .map(|known| known.trim().trim_start_matches("W/"))
        .any(|known| known == tag || known == "*")
}

/// Where the next page of a list is.
fn next(parts: &Parts, answer: &Value) -> Option<String> {
    let next = answer.get("next")?.as_str()?;
    let query = parts.uri.query().unwrap_or_default();
    let kept = query
        .split('&')
        .filter(|pair| !pair.is_empty() && pair.split('=').next() != Some("cursor"));
    let query: Vec<String> = kept
        .map(str::to_owned)
        .chain([format!("cursor={next}")])
        .collect();
    Some(format!(
        "<{}?{}>; rel=\"next\"",
        parts.uri.path(),
        query.join("&")
    ))
}

/// Where what was created is.
fn location(parts: &Parts, answer: &Value) -> Option<String> {
    let id = answer.get("id")?.as_str()?;
    Some(format!("{}/{id}", parts.uri.path()))
}
