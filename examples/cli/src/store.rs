//! Opening a store.

use std::sync::Arc;

use tenantry::storage::{SchemaStanding, Storage};
use tenantry::{Error, ErrorKind, Result, Tenantry};
use tenantry_postgres::Postgres;
use tenantry_sqlite::Sqlite;
use tenantry_surface::Address;
use tokio::task::spawn_blocking;

use crate::ports::Ports;

/// The address of a store that outlives the command.
pub(crate) fn named(store: &str) -> Result<Address> {
    match Address::read("db", store)? {
        Address::Memory => {
            let why = "would be gone when the command ends: name a file";
            Err(Error::invalid("db", why))
        }
        lasting => Ok(lasting),
    }
}

/// Opens a store that is there, and brings its schema up to date.
pub(crate) async fn open(store: &Address, ports: &Ports) -> Result<Tenantry> {
    match store {
        // A wrong path must not become an empty store.
        Address::File(path) if !path.exists() => Err(missing(store)),
        _ => open_or_create(store, ports).await,
    }
}

/// Opens a store, which is made if there is none.
pub(crate) async fn open_or_create(store: &Address, ports: &Ports) -> Result<Tenantry> {
    let own = ports.store.clone();
    let storage: Arc<dyn Storage> = match store {
        Address::Memory => Arc::new(Sqlite::memory_with(own)?),
        // It may wait for others, or for migrations; whoever waits for it can be interrupted.
        Address::File(path) => {
            let path = path.clone();
            let opened = spawn_blocking(move || Sqlite::open_with(path, own.into())).await;
            let failed = |error| Error::unavailable("opening failed").caused_by(error);
            Arc::new(opened.map_err(failed)??)
        }
        Address::Postgres(url) => {
            Arc::new(Postgres::connect_with(url, postgres_options(ports)).await?)
        }
    };
    Ok(Tenantry::shared(storage, Arc::clone(&ports.ids)))
}

/// How far a store's schema is. Nothing is changed.
pub(crate) async fn schema(store: &Address, ports: &Ports) -> Result<SchemaStanding> {
    match store {
        Address::Postgres(url) => Postgres::schema(url, postgres_options(ports)).await,
        Address::File(path) if path.exists() => Sqlite::schema(path),
        Address::File(_) | Address::Memory => Err(missing(store)),
    }
}

fn postgres_options(ports: &Ports) -> tenantry_postgres::Options {
    let mut options = tenantry_postgres::Options::default();
    options.schema.clone_from(&ports.schema);
    options.ports = ports.store.clone();
    // One call at a time needs no more.
    options.connections_max = 4;
    options
}

fn missing(store: &Address) -> Error {
    let message = format!("there is no store at `{store}`; `tenantry init` makes one");
    Error::new(ErrorKind::NotFound, "no_store", message).with("store", store.to_string())
}
