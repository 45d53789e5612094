//! What the server tells of itself: traces, logs, metrics.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing::Instrument;
use tracing_subscriber::EnvFilter;

const TRACE_ID: HeaderName = HeaderName::from_static("tenantry-trace-id");

/// Requests that are measured one by one before they are put into buckets.
const TIDY_EVERY: u64 = 4_096;

/// The upper ends of the buckets that durations are counted in, in seconds.
const BUCKETS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1.0, 10.0];

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
    let recorder = recorder();
    let began = Instant::now();
    let trace = trace_of(&request);
    let place = request.extensions().get::<MatchedPath>();
    let place = place.map_or("nowhere", MatchedPath::as_str).to_owned();
    let method = name(request.method());
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
        ("method", method.to_owned()),
        ("path", place),
        ("status", status.to_string()),
    ];
    metrics::counter!("tenantry_http_requests_total", &labels).increment(1);
    metrics::histogram!("tenantry_http_request_seconds", &labels).record(began.elapsed());
    tidy(recorder);
    if let Ok(trace) = HeaderValue::try_from(trace) {
        response.headers_mut().insert(TRACE_ID, trace);
    }
    response
}

/// A method's name. Whoever invents methods makes no new metrics.
fn name(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        _ => "other",
    }
}

/// Every so often puts what was measured into its buckets: until then it is kept one by one,
/// and nobody may ever ask for the metrics.
fn tidy(recorder: Option<&PrometheusHandle>) {
    static MEASURED: AtomicU64 = AtomicU64::new(0);
    let measured = MEASURED.fetch_add(1, Ordering::Relaxed);
    if let Some(recorder) = recorder.filter(|_| measured.is_multiple_of(TIDY_EVERY)) {
        recorder.run_upkeep();
    }
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
        .get_or_init(|| {
            let builder = PrometheusBuilder::new().set_buckets(&BUCKETS).ok()?;
            builder.install_recorder().ok()
        })
        .as_ref()
}
