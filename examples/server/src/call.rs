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
    let key = input::idempotency_key(request.headers()).ok().flatten();
    let answered = tokio::time::timeout(app.limits.call_time(), try_answer(app, route, request));
    match answered.await {
        Ok(Ok(response)) => response,
        Ok(Err(problem)) => problem.into_response(),
        Err(_) => {
            let kept = key.filter(|_| keeps_keys(app, route));
            Problem::out_of_time(kept.as_deref()).into_response()
        }
    }
}

/// Whether a call at a route is remembered by its idempotency key.
fn keeps_keys(app: &App, route: &Route) -> bool {
    let operation = app.model.operation(&route.operation);
    operation.is_some_and(|operation| operation.is_idempotent)
}

async fn try_answer(app: &App, route: &Route, request: Request) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    // Before anything else is looked at; what is the library's own is asked unproven.
    let caller = match route.receiver {
        Receiver::Tenantry => None,
        _ => Some(app.proofs.caller(&app.tenantry, &parts.headers).await?),
    };
    let asked = input::read(app, route, &parts, body).await?;
    let operation = route.operation.as_str();
    let handle = Handle::take(app, route, caller, &asked).await?;
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
    Tenantry(tenantry::Tenantry),
    Caller(Box<tenantry::Caller>),
    Tenant(Box<tenantry::Tenant>),
}

impl Handle {
    async fn take(
        app: &App,
        route: &Route,
        caller: Option<tenantry::Caller>,
        asked: &input::Asked,
    ) -> Result<Self, Error> {
        let Some(caller) = caller else {
            return match asked.idempotency_key {
                None => Ok(Self::Tenantry(app.tenantry.clone())),
                Some(_) => Err(Error::invalid(
                    "idempotency_key",
                    "must not be given: nobody is proven, so nobody's call is remembered",
                )),
            };
        };
        let caller = match &asked.idempotency_key {
            Some(key) => caller.with_idempotency_key(key)?,
            None => caller,
        };
        Ok(match route.receiver {
            Receiver::Tenant => Self::Tenant(Box::new(caller.enter(org(asked)?).await?)),
            Receiver::Caller | Receiver::Tenantry => Self::Caller(Box::new(caller)),
        })
    }

    /// Who is told; nobody where nobody is proven.
    fn actor(&self) -> Option<Actor> {
        match self {
            Self::Tenantry(_) => None,
            Self::Caller(caller) => Some(caller.actor()),
            Self::Tenant(tenant) => Some(tenant.actor()),
        }
    }

    async fn call(&self, operation: &str, input: Value) -> Result<Value, Error> {
        match self {
            Self::Tenantry(tenantry) => tenantry.call(operation, input).await,
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
            Self::Tenantry(tenantry) => tenantry.stream(operation, input).await,
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
