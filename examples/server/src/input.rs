//! The input of a call, put together from path, query, headers and body.

use axum::body::{Body, HttpBody};
use axum::extract::FromRequestParts;
use axum::extract::{Query, RawPathParams};
use axum::http::header::{CONTENT_TYPE, IF_MATCH};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde_json::{Map, Value};
use tenantry::ErrorKind;
use tenantry_surface::model::Field;
use tenantry_surface::routes::{AFTER, IF_VERSION, Param, Segment};
use tenantry_surface::{Route, texts};

use crate::app::App;
use crate::problem::Problem;

/// A version that nothing has: versions are counted from 1.
const NO_VERSION: u64 = 0;

/// What a request asks for.
pub(crate) struct Asked {
    pub(crate) org: Option<String>,
    pub(crate) input: Value,
    pub(crate) idempotency_key: Option<String>,
    /// Whether `If-Match` guards the call.
    pub(crate) is_conditional: bool,
}

/// Reads what a request asks for.
pub(crate) async fn read(
    app: &App,
    route: &Route,
    parts: &Parts,
    body: Body,
) -> Result<Asked, Problem> {
    let mut input = read_body(app, route, &parts.headers, body).await?;
    let mut org = None;
    let mut parts_of_path = parts.clone();
    let path = RawPathParams::from_request_parts(&mut parts_of_path, &()).await;
    let path = path.map_err(|_| Problem::malformed("path", "the path is not UTF-8"))?;
    for segment in &route.path {
        match segment {
            Segment::Word(_) => {}
            Segment::Org => org = param(&path, "org"),
            Segment::Param { name, field } => {
                let text = param(&path, name).unwrap_or_default();
                input.insert(field.name.clone(), value(app, field, &field.name, &text)?);
            }
        }
    }
    read_query(app, route, parts, &mut input)?;
    let is_conditional = route.is_conditional && read_if_match(&parts.headers, &mut input)?;
    if route.is_stream {
        read_last_event(route, &parts.headers, &mut input);
    }
    Ok(Asked {
        org,
        idempotency_key: text_header(&parts.headers, "idempotency-key")?,
        is_conditional,
        input: if input.is_empty() {
            Value::Null
        } else {
            input.into()
        },
    })
}

fn param(path: &RawPathParams, name: &str) -> Option<String> {
    path.iter()
        .find(|(known, _)| *known == name)
        .map(|(_, text)| text.to_owned())
}

fn value(app: &App, field: &Field, path: &str, text: &str) -> Result<Value, Problem> {
    texts::read(&app.model, field, text)
        .ok_or_else(|| Problem::wrong_text(path, "is not written as it must be"))
}

fn read_query(
    app: &App,
    route: &Route,
    parts: &Parts,
    input: &mut Map<String, Value>,
) -> Result<(), Problem> {
    let given = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri)
        .map_err(|_| Problem::malformed("query", "the query is not readable"))?;
    let mut seen: Vec<&str> = Vec::new();
    for (name, text) in &given.0 {
        let known = route.query.iter().find(|param| param.name == *name);
        let Some(param) = known else {
            return Err(Problem::wrong_text(name, "is not known here"));
        };
        if seen.contains(&name.as_str()) {
            return Err(Problem::wrong_text(name, "stands there twice"));
        }
        seen.push(name);
        let path = match &param.within {
            Some(outer) => format!("{outer}.{name}"),
            None => name.clone(),
        };
        let read = value(app, &param.field, &path, text)?;
        put(input, param, read)?;
    }
    Ok(())
}

/// Puts a value of the query where the input has it.
fn put(input: &mut Map<String, Value>, param: &Param, read: Value) -> Result<(), Problem> {
    let fields = match &param.within {
        None => input,
        Some(outer) => input
            .entry(outer.clone())
            .or_insert_with(|| Map::new().into())
            .as_object_mut()
            .ok_or_else(|| Problem::wrong_text(outer, "is no object"))?,
    };
    fields.insert(param.field.name.clone(), read);
    Ok(())
}

async fn read_body(
    app: &App,
    route: &Route,
    headers: &HeaderMap,
    body: Body,
) -> Result<Map<String, Value>, Problem> {
    let bytes_max = app.limits.body_bytes_max;
    // One that says how long it is need not be read to be too long.
    if body.size_hint().lower() > bytes_max as u64 {
        return Err(Problem::too_large(bytes_max));
    }
    let limited = Limited::new(body, bytes_max);
    let collected = tokio::time::timeout(app.limits.body_time(), limited.collect()).await;
    let bytes = match collected {
        Err(_) => return Err(Problem::too_slow()),
        Ok(Err(error)) if error.downcast_ref::<LengthLimitError>().is_some() => {
            return Err(Problem::too_large(bytes_max));
        }
        Ok(Err(_)) => return Err(Problem::malformed("body", "the body broke off")),
        Ok(Ok(collected)) => collected.to_bytes(),
    };
    if bytes.is_empty() {
        return Ok(Map::new());
    }
    if !is_json(headers) {
        return Err(Problem::of_request(
            StatusCode::UNSUPPORTED_MEDIA_TYPE.as_u16(),
            ErrorKind::Invalid,
            "no_json",
            "the body must be `application/json`",
        ));
    }
    let read = serde_json::from_slice::<Value>(&bytes);
    let Ok(Value::Object(mut input)) = read else {
        return Err(Problem::malformed("body", "the body is no JSON object"));
    };
    input.values_mut().for_each(make_whole);
    // What stands elsewhere does not stand in the body too.
    match input
        .keys()
        .find(|name| route.body.iter().all(|field| field.name != **name))
    {
        Some(name) => Err(Problem::wrong_text(name, "is not known here")),
        None => Ok(input),
    }
}

/// The largest number up to which every integer is a float of its own.
const WHOLE_MAX: f64 = 9_007_199_254_740_992.0;

/// To JSON `7.0` is an integer, and no input holds a float.
fn make_whole(value: &mut Value) {
    match value {
        Value::Number(number) => {
            let float = number.as_f64().filter(|_| number.is_f64());
            let whole = float.filter(|float| float.fract() == 0.0 && float.abs() < WHOLE_MAX);
            if let Some(whole) = whole {
                *value = (whole as i64).into();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(make_whole),
        Value::Object(fields) => fields.values_mut().for_each(make_whole),
        _ => {}
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| {
        let kind = kind.split(';').next().unwrap_or_default().trim();
        kind.eq_ignore_ascii_case("application/json")
    })
}

/// `If-Match: "7"` is the version that the change is made on. `*` is any. A tag that this
/// server does not give, or that is weak, matches nothing.
fn read_if_match(headers: &HeaderMap, input: &mut Map<String, Value>) -> Result<bool, Problem> {
    let Some(tag) = text_header(headers, IF_MATCH.as_str())? else {
        return Ok(false);
    };
    if tag == "*" {
        return Ok(false);
    }
    let opaque = tag.strip_prefix("W/").unwrap_or(&tag);
    let bare = opaque
        .strip_prefix('"')
        .and_then(|tag| tag.strip_suffix('"'));
    let Some(bare) = bare.filter(|bare| !bare.contains('"')) else {
        return Err(Problem::malformed(
            "If-Match",
            "`If-Match` is not one `ETag`",
        ));
    };
    let version = bare.parse::<u64>().ok().filter(|_| opaque == tag);
    input.insert(IF_VERSION.to_owned(), version.unwrap_or(NO_VERSION).into());
    Ok(true)
}

/// The browser's own way to resume goes before what stood in the address at first.
fn read_last_event(route: &Route, headers: &HeaderMap, input: &mut Map<String, Value>) {
    let last = headers
        .get("last-event-id")
        .and_then(|last| last.to_str().ok());
    if let Some(last) = last.filter(|last| !last.is_empty())
        && route.query.iter().any(|param| param.name == AFTER)
    {
        input.insert(AFTER.to_owned(), last.into());
    }
}

/// A header's text; a header that is no text is refused, and so is one that stands there
/// twice: what is before the server might have looked at the other.
pub(crate) fn text_header(headers: &HeaderMap, name: &str) -> Result<Option<String>, Problem> {
    let mut values = headers.get_all(name).iter();
    let first = values.next();
    if values.next().is_some() {
        return Err(Problem::malformed(name, "a header stands there twice"));
    }
    match first.map(|value| value.to_str()) {
        None => Ok(None),
        Some(Ok(text)) => Ok(Some(text.to_owned())),
        Some(Err(_)) => Err(Problem::malformed(
            name,
            "a header holds more than visible ASCII",
        )),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tenantry_surface::{Model, routes};

    use super::*;

    #[test]
    fn a_value_is_put_into_an_object_or_refused() {
        let routes = routes(&Model::own().unwrap()).unwrap();
        let mut params = routes.iter().flat_map(|route| &route.query);
        let limit = params
            .find(|param| param.name == "limit" && param.within.is_some())
            .unwrap();
        let outer = limit.within.clone().unwrap();
        let mut input = Map::new();
        put(&mut input, limit, 7.into()).unwrap();
        assert_eq!(input[&outer], json!({ "limit": 7 }));
        input.insert(outer, "no object".into());
        assert!(put(&mut input, limit, 7.into()).is_err());
    }
}
