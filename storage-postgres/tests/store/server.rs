//! A fresh schema for each test, on the server that all of them share.

pub(crate) use tenantry_private_postgres::shared_url as url;

use tenantry_postgres::{Options, Postgres};

/// Options for a schema that nobody has used, dropped when the test ends.
pub(crate) fn options() -> Options {
    let mut options = Options::default();
    options.schema = tenantry_private_postgres::fresh_schema();
    options.connections_max = 4;
    options
}

/// An empty store.
pub(crate) async fn fresh() -> Postgres {
    Postgres::connect_with(&url(), options()).await.unwrap()
}
