//! What the server tells of itself: traces, logs, metrics.

use std::sync::OnceLock;
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing::Instrument;
use tracing_subscriber::EnvFilter;

const TRACE_ID: HeaderName = HeaderName::from_static("tenantry-trace-id");

tokio::task_local! {
    static TRACE: String;
}

/// Writes logs as JSON lines to the standard error, as `RUST_LOG` says.
pub fn init() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let logs = tracing_subscriber::fmt()
        .json()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    // A host that has set up its own keeps it.
    let _ = logs.try_init();
}

/// The id that finds a request in the log.
pub(crate) fn trace_id() -> String {
    TRACE.try_with(String::clone).unwrap_or_default()
}

/// Names, times and counts a request.
pub(crate) async fn watch(request: Request, next: Next) -> Response {
    recorder();
    let began = Instant::now();
    let trace = trace_of(&request);
    let place = request.extensions().get::<MatchedPath>();
    let place = place.map_or("nowhere", MatchedPath::as_str).to_owned();
    let method = request.method().to_string();
    let span = tracing::info_span!("request", trace_id = %trace, %method, %place);
    let mut response = TRACE
        .scope(trace.clone(), next.run(request).instrument(span.clone()))
        .await;
    let status = response.status().as_u16();
    span.in_scope(|| {
        tracing::info!(
            status,
            millis = began.elapsed().as_millis() as u64,
            "answered"
        )
    });
    let labels = [
        ("method", method),
        ("path", place),
        ("status", status.to_string()),
    ];
    metrics::counter!("tenantry_http_requests_total", &labels).increment(1);
    metrics::histogram!("tenantry_http_request_seconds", &labels).record(began.elapsed());
    if let Ok(trace) = HeaderValue::try_from(trace) {
        response.headers_mut().insert(TRACE_ID, trace);
    }
    response
}

/// The caller's trace (W3C `traceparent`), or a new one.
fn trace_of(request: &Request) -> String {
    let given = request
        .headers()
        .get("traceparent")
        .and_then(|given| given.to_str().ok());
    let trace = given.and_then(|given| given.split('-').nth(1));
    match trace {
        Some(trace) if trace.len() == 32 && trace.bytes().all(|b| b.is_ascii_hexdigit()) => {
            trace.to_owned()
        }
        _ => uuid::Uuid::now_v7().simple().to_string(),
    }
}

/// The metrics, as Prometheus reads them.
pub(crate) async fn metrics() -> String {
    recorder().map(PrometheusHandle::render).unwrap_or_default()
}

/// One recorder a process: the library's metrics are global.
fn recorder() -> Option<&'static PrometheusHandle> {
    static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    RECORDER
        .get_or_init(|| PrometheusBuilder::new().install_recorder().ok())
        .as_ref()
}
