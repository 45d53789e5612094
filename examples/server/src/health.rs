//! Whether the server lives, and whether it can serve.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use tenantry::Error;
use tokio::time::Instant;

use crate::app::App;
use crate::problem::Problem;

/// How long a store may take to show that it is there.
const READY_TIME: Duration = Duration::from_secs(2);

/// For how long it is believed that it is: whoever asks all the time costs the store nothing.
const READY_FOR: Duration = Duration::from_secs(1);

/// When the store last showed that it is there.
pub(crate) type Seen = tokio::sync::Mutex<Option<Instant>>;

/// The process lives.
pub(crate) async fn alive() -> &'static str {
    "ok\n"
}

/// The store answers.
pub(crate) async fn ready(State(app): State<Arc<App>>) -> Response {
    match tokio::time::timeout(READY_TIME, ask(&app)).await {
        Ok(Ok(())) => "ok\n".into_response(),
        Ok(Err(error)) => Problem::from(error).into_response(),
        Err(_) => Problem::from(Error::unavailable("the store does not answer")).into_response(),
    }
}

/// Asks the store, one at a time.
async fn ask(app: &App) -> Result<(), Error> {
    let mut seen = app.store_seen.lock().await;
    if seen.is_some_and(|seen| seen.elapsed() < READY_FOR) {
        return Ok(());
    }
    app.tenantry.storage().scopes(None, 1).await?;
    *seen = Some(Instant::now());
    Ok(())
}
