//! What a call is made on: somebody proven, here or on a server, in an organisation or in
//! none.

use clap::ArgMatches;
use futures_util::stream::{BoxStream, StreamExt};
use serde_json::Value;
use tenantry::{Caller, OrgId, Tenant, Tenantry};
use tenantry_remote::{Failure, Options, Proof, Remote};
use tenantry_surface::model::Receiver;

use crate::context::{self, Place};
use crate::ports::Ports;
use crate::stop::Stop;
use crate::store;
use crate::who::{who, with_secret};

/// What a call is made on.
pub(crate) enum Seat {
    Tenantry(Tenantry),
    Caller(Box<Caller>),
    Tenant(Box<Tenant>),
    Remote(Box<Remote>, Option<OrgId>),
}

/// What comes of a stream.
pub(crate) type Items = BoxStream<'static, Result<Value, Failure>>;

impl Seat {
    /// Proves the caller, and enters an organisation.
    pub(crate) async fn take(
        matches: &ArgMatches,
        ports: &Ports,
        receiver: Receiver,
        org: Option<&str>,
        key: Option<&str>,
    ) -> Result<Self, Stop> {
        let who = match receiver {
            Receiver::Tenantry => Proof::Nobody,
            Receiver::Caller | Receiver::Tenant => who(matches)?,
        };
        match context::place(matches)? {
            Place::Server(url) => {
                let options = Options {
                    tries_max: context::tries_max(matches),
                    ..Options::default()
                };
                let remote = Remote::connect(&url, with_secret(who, matches)?, options)?;
                let remote = match key {
                    Some(key) => remote.with_idempotency_key(key),
                    None => remote,
                };
                Ok(Self::Remote(Box::new(remote), org.map(parsed).transpose()?))
            }
            Place::Store(store) => {
                let tenantry = store::open(&store, ports).await?;
                if receiver == Receiver::Tenantry {
                    return match key {
                        None => Ok(Self::Tenantry(tenantry)),
                        Some(_) => Err(Stop::usage(
                            "nobody is proven: there is no `--idempotency-key`",
                        )),
                    };
                }
                let caller = who.to_library(&tenantry).await?;
                Ok(Self::enter(caller, org, key).await?)
            }
        }
    }

    async fn enter(caller: Caller, org: Option<&str>, key: Option<&str>) -> tenantry::Result<Self> {
        let Some(org) = org else {
            return Ok(Self::Caller(Box::new(match key {
                Some(key) => caller.with_idempotency_key(key)?,
                None => caller,
            })));
        };
        let tenant = caller.enter(parsed(org)?).await?;
        Ok(Self::Tenant(Box::new(match key {
            Some(key) => tenant.with_idempotency_key(key)?,
            None => tenant,
        })))
    }

    /// Calls an operation.
    pub(crate) async fn call(&self, operation: &str, input: Value) -> Result<Value, Stop> {
        Ok(match self {
            Self::Tenantry(tenantry) => tenantry.call(operation, input).await?,
            Self::Caller(caller) => caller.call(operation, input).await?,
            Self::Tenant(tenant) => tenant.call(operation, input).await?,
            Self::Remote(remote, org) => remote.call(*org, operation, input).await?,
        })
    }

    /// Opens a stream.
    pub(crate) async fn stream(&self, operation: &str, input: Value) -> Result<Items, Stop> {
        let items = match self {
            Self::Tenantry(tenantry) => tenantry.stream(operation, input).await?,
            Self::Caller(caller) => caller.stream(operation, input).await?,
            Self::Tenant(tenant) => tenant.stream(operation, input).await?,
            Self::Remote(remote, org) => return Ok(remote.stream(*org, operation, input).await?),
        };
        let items = items.map(|item| item.map_err(|error| Failure::from(&error)));
        Ok(items.boxed())
    }
}

/// An organisation's id, with or without saying that it is one.
fn parsed(org: &str) -> tenantry::Result<OrgId> {
    org.strip_prefix("org:").unwrap_or(org).parse()
}
