//! An empty store of each kind, on a clock of the test's.

use std::sync::{Arc, OnceLock};

use tenantry::Clock;
use tenantry::storage::{Ports, Storage};
use tenantry_postgres::Postgres;
use tenantry_private_postgres::PrivatePostgres;
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
    match kind {
        Kind::Sqlite => Arc::new(Sqlite::memory_with(ports).unwrap()),
        Kind::Postgres => Arc::new(postgres(fresh_schema(), ports).await),
    }
}

/// The name of a schema that nobody has used.
pub(crate) fn fresh_schema() -> String {
    format!("t_{}", uuid::Uuid::now_v7().simple())
}

/// The store in a schema.
pub(crate) async fn postgres(schema: String, ports: Ports) -> Postgres {
    let mut options = tenantry_postgres::Options::default();
    options.schema = schema;
    options.connections_max = 4;
    options.ports = ports;
    Postgres::connect_with(&url(), options).await.unwrap()
}

/// The address of the server; a private one ends with this process.
fn url() -> String {
    static PRIVATE: OnceLock<PrivatePostgres> = OnceLock::new();
    std::env::var("TENANTRY_POSTGRES_URL").unwrap_or_else(|_| {
        PRIVATE
            .get_or_init(|| PrivatePostgres::start().unwrap())
            .url()
    })
}
