//! The response to a call that went well.

use axum::extract::OriginalUri;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH, LINK, LOCATION, VARY};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tenantry_surface::Route;
use tenantry_surface::routes::{self, Segment};

/// What a caller has read it may keep, if it asks each time whether it still holds.
const OWN_COPY: HeaderValue = HeaderValue::from_static("private, no-cache");

/// What tells one caller's answer from another's.
const PROOFS: HeaderValue = HeaderValue::from_static(
    "authorization, tenantry-proxy, tenantry-directory, tenantry-issuer, tenantry-subject",
);

/// The response that carries an answer.
pub(crate) fn of(route: &Route, parts: &Parts, answer: Value) -> Response {
    let status = StatusCode::from_u16(route.status).unwrap_or(StatusCode::OK);
    if status == StatusCode::NO_CONTENT {
        return status.into_response();
    }
    let mut headers = HeaderMap::new();
    let text = answer.to_string();
    let is_read = matches!(parts.method, Method::GET | Method::HEAD);
    let has_tag = is_read || answer.get("version").is_some();
    let tag = has_tag.then(|| tag(&answer, &text));
    put(&mut headers, ETAG, tag.clone());
    if is_read {
        headers.insert(CACHE_CONTROL, OWN_COPY);
        headers.insert(VARY, PROOFS);
        if tag.is_some_and(|tag| is_known(&parts.headers, &tag)) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        put(&mut headers, LINK, next(route, parts, &answer));
    }
    if status == StatusCode::CREATED {
        put(&mut headers, LOCATION, location(route, parts, &answer));
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    (status, headers, text).into_response()
}

fn put(headers: &mut HeaderMap, name: axum::http::HeaderName, value: Option<String>) {
    if let Some(value) = value.and_then(|value| HeaderValue::try_from(value).ok()) {
        headers.insert(name, value);
    }
}

/// What stands for an answer: its version, if it has one, and what it looks like. The version
/// alone is not enough: a person's last login moves none, and who was removed and added again
/// begins anew.
fn tag(answer: &Value, text: &str) -> String {
    let version = answer.get("version").and_then(Value::as_u64);
    let version = version.map_or_else(|| "d".to_owned(), |version| version.to_string());
    let hash = Sha256::digest(text.as_bytes());
    let hex: String = hash[..12]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("\"{version}-{hex}\"")
}

fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let known = headers.get_all(IF_NONE_MATCH).iter();
    known
        .filter_map(|known| known.to_str().ok())
        .flat_map(|known| known.split(','))
        .map(|known| known.trim().trim_start_matches("W/"))
        .any(|known| known == tag || known == "*")
}

/// Where a list goes on.
fn next(route: &Route, parts: &Parts, answer: &Value) -> Option<String> {
    let (from, next) = routes::next(route, answer)?;
    let query = parts.uri.query().unwrap_or_default();
    let kept = query
        .split('&')
        .filter(|pair| !pair.is_empty() && pair.split('=').next() != Some(from));
    let query: Vec<String> = kept
        .map(str::to_owned)
        .chain([format!("{from}={next}")])
        .collect();
    Some(format!(
        "<{}{}?{}>; rel=\"next\"",
        above(parts),
        parts.uri.path(),
        query.join("&")
    ))
}

/// Where what was created is read again, if its id is all that is asked for there.
fn location(route: &Route, parts: &Parts, answer: &Value) -> Option<String> {
    let id = answer.get("id")?.as_str()?;
    let asked = parts.uri.path().strip_prefix("/v1/")?.split('/');
    let asked: Vec<_> = route.path.iter().zip(asked).collect();
    let created = route.created.as_ref()?.iter().map(|segment| match segment {
        Segment::Word(word) => word,
        varies => asked
            .iter()
            .find(|(known, _)| known.param() == varies.param())
            .map_or(id, |(_, text)| text),
    });
    let place = created.collect::<Vec<_>>().join("/");
    Some(format!("{}/v1/{place}", above(parts)))
}

/// The path that the service is nested at in another one; empty if it is not.
fn above(parts: &Parts) -> &str {
    let asked = parts.extensions.get::<OriginalUri>();
    let above = asked.and_then(|OriginalUri(uri)| uri.path().strip_suffix(parts.uri.path()));
    above.unwrap_or_default()
}
