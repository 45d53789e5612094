//! The document of the service, and a page to try it.

use std::sync::{Arc, LazyLock};

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use tenantry::ErrorKind;

use crate::problem::Problem;

const DOCUMENT: &str = include_str!("../openapi.json");

/// What the page may load: itself. Swagger UI sets styles of elements from its scripts.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";

/// `openapi.json`.
pub(crate) async fn document() -> Response {
    ([(CONTENT_TYPE, "application/json")], DOCUMENT).into_response()
}

pub(crate) async fn redirect() -> Redirect {
    Redirect::permanent("docs/")
}

pub(crate) async fn index() -> Response {
    served("")
}

pub(crate) async fn file(name: Result<Path<String>, PathRejection>) -> Response {
    match name {
        Ok(Path(name)) => served(&name),
        Err(_) => Problem::malformed("path", "the path is not UTF-8").into_response(),
    }
}

fn served(name: &str) -> Response {
    static CONFIG: LazyLock<Arc<utoipa_swagger_ui::Config<'static>>> =
        LazyLock::new(|| Arc::new(utoipa_swagger_ui::Config::from("../openapi.json")));
    match utoipa_swagger_ui::serve(name, Arc::clone(&CONFIG)) {
        Ok(Some(file)) => {
            let headers = [
                (CONTENT_TYPE, file.content_type),
                (CONTENT_SECURITY_POLICY, POLICY.to_owned()),
            ];
            (headers, file.bytes.into_owned()).into_response()
        }
        _ => {
            let why = "there is nothing at this path";
            Problem::of_request(404, ErrorKind::NotFound, "no_route", why).into_response()
        }
    }
}
