//! The router: every operation at its place.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware;
use axum::routing::{MethodFilter, MethodRouter, get};
use tenantry::{ErrorKind, Tenantry};
use tenantry_surface::routes::Method;
use tenantry_surface::{Model, routes};

use crate::config::Limits;
use crate::problem::Problem;
use crate::proof::Proofs;
use crate::streams::Streams;
use crate::{Config, call, docs, headers, health, telemetry};

/// What every request is answered with.
pub struct App {
    pub(crate) tenantry: Tenantry,
    pub(crate) proofs: Proofs,
    pub(crate) limits: Limits,
    pub(crate) model: Model,
    /// In flight, at most so many at once.
    pub(crate) room: tokio::sync::Semaphore,
    pub(crate) streams: Arc<Streams>,
    pub(crate) store_seen: health::Seen,
}

/// The whole service on a library that is open.
///
/// # Errors
/// If an operation of the registry has no place of its own.
pub fn app(tenantry: Tenantry, config: &Config) -> anyhow::Result<Router> {
    let model = Model::own()?;
    let routes = routes(&model)?;
    let app = Arc::new(App {
        tenantry,
        proofs: Proofs::new(&config.proofs),
        limits: config.limits.clone(),
        model,
        room: tokio::sync::Semaphore::new(config.limits.requests_max),
        streams: Arc::new(Streams::new(config.limits.streams_of_one_max)),
        store_seen: health::Seen::default(),
    });
    let mut places: BTreeMap<String, MethodRouter<Arc<App>>> = BTreeMap::new();
    for route in routes {
        let place = places.entry(route.template()).or_default();
        let method = filter(route.method);
        let route = Arc::new(route);
        let answer = move |State(app): State<Arc<App>>, request: Request| {
            let route = Arc::clone(&route);
            async move { call::answer(&app, &route, request).await }
        };
        *place = std::mem::take(place).on(method, answer);
    }
    let mut router = Router::new();
    for (template, place) in places {
        router = router.route(&template, place);
    }
    Ok(router
        .route("/openapi.json", get(docs::document))
        .route("/docs", get(docs::redirect))
        .route("/docs/", get(docs::index))
        .route("/docs/{file}", get(docs::file))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(telemetry::metrics))
        .fallback(nowhere)
        .method_not_allowed_fallback(wrong_method)
        .layer(middleware::map_response(headers::guarded))
        .layer(middleware::from_fn(telemetry::watch))
        .with_state(app))
}

fn filter(method: Method) -> MethodFilter {
    match method {
        Method::Get => MethodFilter::GET,
        Method::Post => MethodFilter::POST,
        Method::Patch => MethodFilter::PATCH,
        Method::Delete => MethodFilter::DELETE,
    }
}

async fn nowhere() -> Problem {
    Problem::of_request(
        404,
        ErrorKind::NotFound,
        "no_route",
        "there is nothing at this path",
    )
}

async fn wrong_method() -> Problem {
    Problem::of_request(
        405,
        ErrorKind::Invalid,
        "wrong_method",
        "this path takes another method; see `Allow`",
    )
}
