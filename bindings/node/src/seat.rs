//! What a call is made on: an opened library, somebody proven, somebody in an organisation,
//! here or on a server.

use futures_util::stream::BoxStream;
use futures_util::{StreamExt, TryStreamExt};
use serde_json::Value;
use tenantry::{Caller, Error, OrgId, Tenant, Tenantry};
use tenantry_postgres::Postgres;
use tenantry_remote::{Options, Proof, Remote};
use tenantry_sqlite::Sqlite;
use tenantry_surface::Address;

use crate::failure::Fault;

/// How many items of a stream are handed over at once, if there are so many.
const BATCH_ITEMS_MAX: usize = 64;

/// The items of a stream, in batches of what is there.
pub(crate) type Items = BoxStream<'static, Vec<Result<Value, Fault>>>;

/// What a call is made on. Cheap to clone.
#[derive(Clone)]
pub(crate) enum Seat {
    Tenantry(Tenantry),
    Caller(Caller),
    Tenant(Tenant),
    /// Somebody whom a server knows, in an organisation or in none.
    Remote(Remote, Option<OrgId>),
}

impl Seat {
    /// Opens a Postgres database, a SQLite file, or a store in memory.
    pub(crate) async fn open(address: &str) -> Result<Self, Fault> {
        Ok(Self::Tenantry(match Address::read("address", address)? {
            Address::Memory => Tenantry::new(Sqlite::memory()?),
            Address::Postgres(url) => Tenantry::new(Postgres::connect(&url).await?),
            Address::File(path) => {
                let opened = tokio::task::spawn_blocking(move || Sqlite::open(path)).await;
                let failed = |error| Error::unavailable("opening failed").caused_by(error);
                Tenantry::new(opened.map_err(failed)??)
            }
        }))
    }

    /// Names a server, and who calls it.
    pub(crate) fn connect(address: &str, who: Proof, tries: Option<u32>) -> Result<Self, Fault> {
        let always = Options::default();
        let options = Options {
            tries_max: tries.unwrap_or(always.tries_max),
            ..always
        };
        let remote = Remote::connect(address, who, options)?;
        Ok(Self::Remote(remote, None))
    }

    /// Proves somebody to an opened library.
    pub(crate) async fn prove(&self, who: Proof) -> Result<Self, Fault> {
        let Self::Tenantry(tenantry) = self else {
            return Err(Fault::closed());
        };
        Ok(Self::Caller(who.to_library(tenantry).await?))
    }

    /// Enters an organisation. A server is asked with the first call.
    pub(crate) async fn enter(&self, org: &str) -> Result<Self, Fault> {
        let org: OrgId = org.parse()?;
        match self {
            Self::Caller(caller) => Ok(Self::Tenant(caller.enter(org).await?)),
            Self::Remote(remote, _) => Ok(Self::Remote(remote.clone(), Some(org))),
            Self::Tenantry(_) | Self::Tenant(_) => Err(Fault::closed()),
        }
    }

    /// Calls an operation.
    pub(crate) async fn call(&self, operation: &str, input: Value) -> Result<Value, Fault> {
        Ok(match self {
            Self::Tenantry(tenantry) => tenantry.call(operation, input).await?,
            Self::Caller(caller) => caller.call(operation, input).await?,
            Self::Tenant(tenant) => tenant.call(operation, input).await?,
            Self::Remote(remote, org) => remote.call(*org, operation, input).await?,
        })
    }

    /// The same, with an idempotency key for its changes.
    pub(crate) fn keyed(&self, key: &str) -> Result<Self, Fault> {
        Ok(match self {
            Self::Tenantry(tenantry) => Self::Tenantry(tenantry.clone()),
            Self::Caller(caller) => Self::Caller(caller.with_idempotency_key(key)?),
            Self::Tenant(tenant) => Self::Tenant(tenant.with_idempotency_key(key)?),
            Self::Remote(remote, org) => Self::Remote(remote.with_idempotency_key(key), *org),
        })
    }

    /// Opens a stream.
    pub(crate) async fn stream(&self, operation: &str, input: Value) -> Result<Items, Fault> {
        let items = match self {
            Self::Tenantry(tenantry) => tenantry.stream(operation, input).await?,
            Self::Caller(caller) => caller.stream(operation, input).await?,
            Self::Tenant(tenant) => tenant.stream(operation, input).await?,
            Self::Remote(remote, org) => {
                let items = remote.stream(*org, operation, input).await?;
                return Ok(items
                    .map_err(Fault::from)
                    .ready_chunks(BATCH_ITEMS_MAX)
                    .boxed());
            }
        };
        Ok(items
            .map_err(Fault::from)
            .ready_chunks(BATCH_ITEMS_MAX)
            .boxed())
    }
}
