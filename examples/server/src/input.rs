//! The input of a call, put together from path, query, headers and body.

use axum::body::Body;
use axum::extract::FromRequestParts;
use axum::extract::{Query, RawPathParams};
use axum::http::header::IF_MATCH;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};
use serde_json::{Map, Value};
use tenantry::journal::Cursor;
use tenantry_surface::routes::{AFTER, IF_VERSION, Param, Segment};
use tenantry_surface::{Model, Route, texts};

use crate::app::App;
use crate::body;
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
    let mut input = body::read(app, route, &parts.headers, body).await?;
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
                let value = texts::read(&app.model, field, &text);
                let value = value.ok_or_else(|| not_written(&field.name))?;
                input.insert(field.name.clone(), value);
            }
        }
    }
    read_query(&app.model, route, &parts.uri, &mut input)?;
    let version = read_if_match(&parts.headers)?;
    if let Some(version) = version {
        // To leave it aside would make a change that the caller forbade.
        if !route.is_conditional {
            return Err(Problem::malformed(
                "If-Match",
                "no version guards this: leave `If-Match` out",
            ));
        }
        input.insert(IF_VERSION.to_owned(), version.into());
    }
    if route.is_stream {
        read_last_event(route, &parts.headers, &mut input)?;
    }
    Ok(Asked {
        org,
        idempotency_key: idempotency_key(&parts.headers)?,
        is_conditional: version.is_some(),
        input: if input.is_empty() {
            Value::Null
        } else {
            input.into()
        },
    })
}

/// The key by which a change is remembered, if it has one.
pub(crate) fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    text_header(headers, "idempotency-key")
}

fn param(path: &RawPathParams, name: &str) -> Option<String> {
    path.iter()
        .find(|(known, _)| *known == name)
        .map(|(_, text)| text.to_owned())
}

fn not_written(path: &str) -> Problem {
    Problem::wrong_text(path, "is not written as it must be")
}

/// A list stands in the query as often as it has items.
fn read_query(
    model: &Model,
    route: &Route,
    uri: &Uri,
    input: &mut Map<String, Value>,
) -> Result<(), Problem> {
    let Query(given) = Query::<Vec<(String, String)>>::try_from_uri(uri)
        .map_err(|_| Problem::malformed("query", "the query is not readable"))?;
    let is_unknown = |name: &str| route.query.iter().all(|param| param.name != name);
    if let Some((name, _)) = given.iter().find(|(name, _)| is_unknown(name)) {
        return Err(Problem::wrong_text(name, "is not known here"));
    }
    for param in &route.query {
        let own = given.iter().filter(|(name, _)| *name == param.name);
        let texts: Vec<&str> = own.map(|(_, text)| text.as_str()).collect();
        if !texts.is_empty() {
            put(input, param, read_param(model, param, &texts)?)?;
        }
    }
    Ok(())
}

fn read_param(model: &Model, param: &Param, given: &[&str]) -> Result<Value, Problem> {
    let (name, field) = (&param.name, &param.field);
    if given.len() > 1 && texts::item(model, field).is_none() {
        return Err(Problem::wrong_text(name, "stands there twice"));
    }
    let path = match &param.within {
        Some(outer) => format!("{outer}.{name}"),
        None => name.clone(),
    };
    texts::read_all(model, field, given).ok_or_else(|| not_written(&path))
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

/// `If-Match: "7-…"` is the version that the change is made on, and so is `"7"`. `*` is any. A
/// tag that this server does not give, or that is weak, matches nothing.
fn read_if_match(headers: &HeaderMap) -> Result<Option<u64>, Problem> {
    let Some(tag) = text_header(headers, IF_MATCH.as_str())?.filter(|tag| tag != "*") else {
        return Ok(None);
    };
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
    let version = bare.split('-').next().unwrap_or_default().parse::<u64>();
    Ok(Some(
        version.ok().filter(|_| opaque == tag).unwrap_or(NO_VERSION),
    ))
}

/// The browser's own way to resume goes before what stood in the address at first, which has to
/// be a place all the same.
fn read_last_event(
    route: &Route,
    headers: &HeaderMap,
    input: &mut Map<String, Value>,
) -> Result<(), Problem> {
    let is_resumable = route.query.iter().any(|param| param.name == AFTER);
    let last = text_header(headers, "last-event-id")?.filter(|last| !last.is_empty());
    let Some(last) = last.filter(|_| is_resumable) else {
        return Ok(());
    };
    let first = input.insert(AFTER.to_owned(), last.into());
    if let Some(first) = first.as_ref().and_then(Value::as_str) {
        first.parse::<Cursor>().map_err(|_| not_written(AFTER))?;
    }
    Ok(())
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

    #[test]
    fn a_list_is_repeated_and_nothing_else_is() {
        let model = Model::own().unwrap();
        let param = |operation: &str, name: &str| {
            let fields = model.input(model.operation(operation).unwrap());
            let field = fields.iter().find(|field| field.name == name).unwrap();
            Param {
                name: name.to_owned(),
                within: None,
                field: field.clone(),
            }
        };
        let scopes = param("keys.create", "scopes");
        let read = |given: &[&str]| read_param(&model, &scopes, given).ok();
        assert_eq!(read(&["a"]), Some(json!(["a"])));
        assert_eq!(read(&["a", "b"]), Some(json!(["a", "b"])));
        let top = param("teams.list", "top");
        assert!(read_param(&model, &top, &["true"]).is_ok());
        assert!(read_param(&model, &top, &["true", "true"]).is_err());
    }
}
