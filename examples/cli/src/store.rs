//! Opening a store.

use std::path::Path;
use std::sync::Arc;

use tenantry::storage::{SchemaStanding, Storage};
use tenantry::{Error, ErrorKind, Result, Tenantry};
use tenantry_postgres::Postgres;
use tenantry_sqlite::Sqlite;

use crate::ports::Ports;

/// What stands for a store in memory elsewhere.
const MEMORY: &str = ":memory:";

/// Whether a store is one that a server of databases keeps, and no file.
pub(crate) fn is_postgres(store: &str) -> bool {
    store.starts_with("postgres://") || store.starts_with("postgresql://")
}

/// The name of a store, if it can be one. An address may hold a password, so one that is
/// refused is not repeated.
pub(crate) fn named(store: &str) -> Result<String> {
    if store == MEMORY {
        let why = "would be gone when the command ends: name a file";
        return Err(Error::invalid("db", why));
    }
    if store.contains("://") && !is_postgres(store) {
        return Err(Error::invalid(
            "db",
            "is the path of a SQLite file or `postgres://…`",
        ));
    }
    Ok(store.to_owned())
}

/// Opens a store that is there, and brings its schema up to date.
pub(crate) async fn open(store: &str, ports: &Ports) -> Result<Tenantry> {
    if !is_postgres(store) && !Path::new(store).exists() {
        // A wrong path must not become an empty store.
        return Err(missing(store));
    }
    open_or_create(store, ports).await
}

/// Opens a store, which is made if there is none.
pub(crate) async fn open_or_create(store: &str, ports: &Ports) -> Result<Tenantry> {
    let storage: Arc<dyn Storage> = if is_postgres(store) {
        Arc::new(Postgres::connect_with(store, postgres_options(ports)).await?)
    } else {
        Arc::new(Sqlite::open_with(store, ports.store.clone().into())?)
    };
    Ok(Tenantry::shared(storage, Arc::clone(&ports.ids)))
}

/// How far a store's schema is. Nothing is changed.
pub(crate) async fn schema(store: &str, ports: &Ports) -> Result<SchemaStanding> {
    if is_postgres(store) {
        return Postgres::schema(store, postgres_options(ports)).await;
    }
    match Path::new(store).exists() {
        true => Sqlite::schema(store),
        false => Err(missing(store)),
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

fn missing(store: &str) -> Error {
    let message = format!("there is no store at `{store}`; `tenantry init` makes one");
    Error::new(ErrorKind::NotFound, "no_store", message).with("store", store)
}
