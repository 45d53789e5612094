//! The body of a request: JSON, bounded in size and time.

use axum::body::{Body, HttpBody};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde_json::{Map, Value};
use tenantry::ErrorKind;
use tenantry_surface::Route;

use crate::app::App;
use crate::problem::Problem;

/// Reads the fields that stand in the body.
pub(crate) async fn read(
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
