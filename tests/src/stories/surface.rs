//! The surfaces inside this process: the JSON door and the typed facade.

use std::time::Duration;

use futures_util::StreamExt;
use serde_json::Value;
use tenantry::registry::{Operation, operations};
use tenantry::{Caller, Error, Result, Tenant};

use super::typed;

/// How long a stream may take to deliver what a story expects of it.
const DELIVERY: Duration = Duration::from_secs(30);

/// A way to call operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surface {
    /// `call(id, json)`.
    Json,
    /// `tenant.teams().create(…)`.
    Typed,
}

/// What a call is made on.
#[derive(Clone, Debug)]
pub enum Handle {
    /// Somebody proven.
    Caller(Caller),
    /// Somebody inside an organisation.
    Tenant(Tenant),
}

/// A call as a story makes it.
#[derive(Clone, Debug)]
pub struct Given<'a> {
    /// The operation.
    pub operation: &'a str,
    /// Its input.
    pub input: Value,
    /// For a stream, how many items are taken before it is closed.
    pub items: Option<usize>,
}

/// What came of a call.
#[derive(Debug)]
pub enum Outcome {
    /// An answer, or the items of a stream as a list.
    Answer(Value),
    /// An error.
    Error(Error),
    /// The surface has no way to say this: a wrong type, an unknown field.
    Inexpressible,
}

impl From<Result<Value>> for Outcome {
    fn from(result: Result<Value>) -> Self {
        result.map_or_else(Self::Error, Self::Answer)
    }
}

/// Whether the registry says that an operation can fail like this: every surface tells its
/// callers so.
///
/// # Errors
/// What is missing in the registry, as a sentence.
pub fn is_foretold(operation: &str, error: &Error) -> Result<(), String> {
    let found = operations().iter().find(|known| known.id == operation);
    match found.map(Operation::errors) {
        Some(errors) if !errors.contains(&error.kind()) => Err(format!(
            "`{operation}` gave `{}`, which its errors do not name: {error}",
            error.kind()
        )),
        _ => Ok(()),
    }
}

/// The result of a call, if it is an answer or an error that the registry tells of.
///
/// # Panics
/// If it is any other error.
pub fn foretold<T>(operation: &str, result: Result<T>) -> Result<T> {
    if let Err(error) = &result {
        let told = is_foretold(operation, error);
        assert!(told.is_ok(), "{}", told.err().unwrap_or_default());
    }
    result
}

impl Surface {
    /// Makes a call.
    pub async fn call(self, on: &Handle, given: Given<'_>) -> Outcome {
        match self {
            Self::Json => through_json(on, given).await.into(),
            Self::Typed => typed::call(on, given).await,
        }
    }
}

async fn through_json(on: &Handle, given: Given<'_>) -> Result<Value> {
    let Given {
        operation,
        input,
        items,
    } = given;
    match (on, items) {
        (Handle::Caller(caller), None) => caller.call(operation, input).await,
        (Handle::Tenant(tenant), None) => tenant.call(operation, input).await,
        (Handle::Caller(caller), Some(count)) => {
            take(caller.stream(operation, input).await?, count).await
        }
        (Handle::Tenant(tenant), Some(count)) => {
            take(tenant.stream(operation, input).await?, count).await
        }
    }
}

/// The first items of a stream, as a list.
pub(super) async fn take(
    mut stream: impl futures_util::Stream<Item = Result<Value>> + Unpin,
    count: usize,
) -> Result<Value> {
    let mut items = Vec::with_capacity(count);
    while items.len() < count {
        let next = tokio::time::timeout(DELIVERY, stream.next()).await;
        let next = next.map_err(|_| Error::unavailable("the stream delivers nothing more"))?;
        items.push(next.ok_or_else(|| Error::unavailable("the stream has ended"))??);
    }
    Ok(Value::Array(items))
}
