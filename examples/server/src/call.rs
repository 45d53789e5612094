//! One call: prove, enter, read the input, call, answer. The same for every operation.

use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use tenantry::access::Actor;
use tenantry::{Error, ErrorKind, OrgId};
use tenantry_surface::Route;
use tenantry_surface::model::Receiver;

use crate::app::App;
use crate::problem::Problem;
use crate::serve::Stopping;
use crate::{answer, events, input};

/// Answers a request at a route.
pub(crate) async fn answer(app: &App, route: &Route, request: Request) -> Response {
    let Ok(_room) = app.room.try_acquire() else {
        return Problem::from(Error::busy("too many requests are in flight; try again"))
            .into_response();
    };
    let answered = tokio::time::timeout(app.limits.call_time(), try_answer(app, route, request));
    match answered.await {
        Ok(Ok(response)) => response,
        Ok(Err(problem)) => problem.into_response(),
        Err(_) => Problem::out_of_time().into_response(),
    }
}

async fn try_answer(app: &App, route: &Route, request: Request) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let caller = app.proofs.caller(&app.tenantry, &parts.headers).await?;
    let asked = input::read(app, route, &parts, body).await?;
    let caller = match &asked.idempotency_key {
        Some(key) => caller.with_idempotency_key(key)?,
        None => caller,
    };
    let operation = route.operation.as_str();
    let handle = match route.receiver {
        Receiver::Tenant => Handle::Tenant(Box::new(caller.enter(org(&asked)?).await?)),
        Receiver::Caller | Receiver::Tenantry => Handle::Caller(Box::new(caller)),
    };
    if route.is_stream {
        let place = app.streams.enter(handle.actor())?;
        let items = handle.stream(operation, asked.input).await?;
        let stopping = parts.extensions.get::<Stopping>().cloned();
        return Ok(events::response(items, place, stopping).into_response());
    }
    let answered = handle.call(operation, asked.input).await;
    match answered {
        Ok(value) => Ok(answer::of(route, &parts, value)),
        Err(error) => Err(Problem::of_call(error, asked.is_conditional)),
    }
}

/// What an operation is called on.
enum Handle {
    Caller(Box<tenantry::Caller>),
    Tenant(Box<tenantry::Tenant>),
}

impl Handle {
    fn actor(&self) -> Actor {
        match self {
            Self::Caller(caller) => caller.actor(),
            Self::Tenant(tenant) => tenant.actor(),
        }
    }

    async fn call(&self, operation: &str, input: Value) -> Result<Value, Error> {
        match self {
            Self::Caller(caller) => caller.call(operation, input).await,
            Self::Tenant(tenant) => tenant.call(operation, input).await,
        }
    }

    async fn stream(
        &self,
        operation: &str,
        input: Value,
    ) -> Result<futures_util::stream::BoxStream<'static, Result<Value, Error>>, Error> {
        match self {
            Self::Caller(caller) => caller.stream(operation, input).await,
            Self::Tenant(tenant) => tenant.stream(operation, input).await,
        }
    }
}

fn org(asked: &input::Asked) -> Result<OrgId, Error> {
    let text = asked.org.as_deref().unwrap_or_default();
    let bare = text.strip_prefix("org:").unwrap_or(text);
    bare.parse().map_err(|_| {
        Error::new(
            ErrorKind::NotFound,
            "not_found",
            "there is no such organisation",
        )
    })
}
