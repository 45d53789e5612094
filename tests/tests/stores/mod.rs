//! An empty store of each kind, on a clock of the test's.

use std::sync::Arc;

use tenantry::Clock;
use tenantry::storage::{Ports, Storage};
use tenantry_postgres::Postgres;
use tenantry_private_postgres::{fresh_schema, shared_url};
use tenantry_sqlite::Sqlite;

/// The stores that there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// In memory.
    Sqlite,
    /// In a schema of its own, on your server or a private one.
    Postgres,
}

/// Opens an empty store.
pub(crate) async fn open(kind: Kind, clock: Arc<dyn Clock>) -> Arc<dyn Storage> {
    let ports = Ports {
        clock: Some(clock),
        ..Ports::default()
    };
    open_with(kind, ports).await
}

/// The same, with these ports.
pub(crate) async fn open_with(kind: Kind, ports: Ports) -> Arc<dyn Storage> {
    match kind {
        Kind::Sqlite => Arc::new(Sqlite::memory_with(ports).unwrap()),
        Kind::Postgres => Arc::new(postgres(fresh_schema(), ports).await),
    }
}

/// The store in a schema.
pub(crate) async fn postgres(schema: String, ports: Ports) -> Postgres {
    let mut options = tenantry_postgres::Options::default();
    options.schema = schema;
    options.connections_max = 4;
    options.ports = ports;
    Postgres::connect_with(&shared_url(), options)
        .await
        .unwrap()
}
