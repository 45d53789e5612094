//! The server that the tests run on, a fresh schema for each.

use tenantry_postgres::{Options, Postgres};

/// The address of the server: yours, or a private one.
pub(crate) fn url() -> String {
    std::env::var("TENANTRY_POSTGRES_URL").unwrap()
}

/// Options for a schema that nobody has used.
pub(crate) fn options() -> Options {
    let mut options = Options::default();
    options.schema = format!("t_{}", uuid::Uuid::now_v7().simple());
    options.connections_max = 4;
    options
}

/// An empty store.
pub(crate) async fn fresh() -> Postgres {
    Postgres::connect_with(&url(), options()).await.unwrap()
}
