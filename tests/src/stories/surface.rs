//! The ways to make a call: a trait for all surfaces, and those inside this process.

use std::time::Duration;

use async_trait::async_trait;
use futures_util::StreamExt;
use serde_json::Value;
use tenantry::registry::{Operation, operations};
use tenantry::{Caller, Error, OrgId, Result, Tenant, Tenantry};

use super::story::Who;
use super::typed;

/// How long a stream may take to deliver what a story expects of it.
const DELIVERY: Duration = Duration::from_secs(30);

/// A way to make calls. Nothing is carried from one call to the next: each proves its caller
/// and enters its organisation anew.
#[async_trait]
pub trait Surface: Send + Sync {
    /// Makes a call.
    async fn play(&self, asked: Asked) -> Outcome;
}

/// A call as a story makes it, its references resolved.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Who calls.
    pub who: Who,
    /// The organisation that is entered; not every one is an id.
    pub org: Option<Value>,
    /// The idempotency key.
    pub key: Option<String>,
    /// The operation. Without one, the caller is proven and the organisation entered.
    pub operation: Option<String>,
    /// Its input.
    pub input: Value,
    /// For a stream, how many items are taken before it is closed.
    pub items: Option<usize>,
}

/// What came of a call.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// An answer, or the items of a stream as a list.
    Answer(Value),
    /// An error, as `{kind, code, message, fields}`.
    Error(Value),
    /// The surface has no way to say this: a wrong type, an unknown field.
    Inexpressible,
}

impl From<Result<Value>> for Outcome {
    fn from(result: Result<Value>) -> Self {
        result.map_or_else(Self::from, Self::Answer)
    }
}

impl From<Error> for Outcome {
    fn from(error: Error) -> Self {
        Self::Error(serde_json::to_value(error).unwrap_or_default())
    }
}

/// Whether the registry says that an operation can fail like this error, `{kind, …}`: every
/// surface tells its callers so.
///
/// # Errors
/// What is missing in the registry, as a sentence.
pub fn is_foretold(operation: &str, error: &Value) -> Result<(), String> {
    let found = operations().iter().find(|known| known.id == operation);
    let kind = error["kind"].as_str().unwrap_or_default();
    match found.map(Operation::errors) {
        Some(errors) if errors.iter().all(|known| known.name() != kind) => Err(format!(
            "`{operation}` gave `{kind}`, which its errors do not name: {error}"
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
        let error = serde_json::to_value(error).unwrap_or_default();
        let told = is_foretold(operation, &error);
        assert!(told.is_ok(), "{}", told.err().unwrap_or_default());
    }
    result
}

/// The surfaces inside this process.
#[derive(Clone, Debug)]
pub struct InProcess {
    /// The opened library.
    pub tenantry: Tenantry,
    /// The way in.
    pub door: Door,
}

/// A way into an operation inside this process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// `call(id, json)`.
    Json,
    /// `tenant.teams().create(…)`.
    Typed,
}

#[async_trait]
impl Surface for InProcess {
    async fn play(&self, asked: Asked) -> Outcome {
        let Asked {
            who,
            org,
            key,
            operation,
            input,
            items,
        } = asked;
        let handle = match self.handle(&who, org, key.as_deref()).await {
            Ok(handle) => handle,
            Err(error) => return error.into(),
        };
        let Some(operation) = operation else {
            return Outcome::Answer(Value::Null);
        };
        let given = Given {
            operation: &operation,
            input,
            items,
        };
        match self.door {
            Door::Json => through_json(&handle, given).await.into(),
            Door::Typed => typed::call(&handle, given).await,
        }
    }
}

impl InProcess {
    async fn handle(&self, who: &Who, org: Option<Value>, key: Option<&str>) -> Result<Handle> {
        let caller = self.prove(who).await?;
        let Some(org) = org else {
            return Ok(Handle::Caller(match key {
                Some(key) => caller.with_idempotency_key(key)?,
                None => caller,
            }));
        };
        let org: OrgId = org.as_str().unwrap_or_default().parse()?;
        let tenant = caller.enter(org).await?;
        Ok(Handle::Tenant(match key {
            Some(key) => tenant.with_idempotency_key(key)?,
            None => tenant,
        }))
    }

    async fn prove(&self, who: &Who) -> Result<Caller> {
        match who {
            Who::System(reason) => self.tenantry.system(reason),
            Who::Key(key) => self.tenantry.authenticate(key).await,
            Who::Vouched {
                directory,
                issuer,
                subject,
            } => {
                let directory = directory.parse()?;
                self.tenantry.vouch(directory, issuer, subject).await
            }
        }
    }
}

/// What a call is made on.
#[derive(Clone, Debug)]
pub(super) enum Handle {
    /// Somebody proven.
    Caller(Caller),
    /// Somebody inside an organisation.
    Tenant(Tenant),
}

/// What a call says beside that.
#[derive(Clone, Debug)]
pub(super) struct Given<'a> {
    /// The operation.
    pub(super) operation: &'a str,
    /// Its input.
    pub(super) input: Value,
    /// For a stream, how many items are taken before it is closed.
    pub(super) items: Option<usize>,
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
