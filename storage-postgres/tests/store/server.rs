//! The server that the tests run on, a fresh schema for each.

use std::sync::{Mutex, OnceLock};

use tenantry_postgres::{Options, Postgres};
use tenantry_private_postgres::PrivatePostgres;

/// The address of the server: yours, or a private one that all tests share.
pub(crate) fn url() -> String {
    static PRIVATE: OnceLock<Mutex<PrivatePostgres>> = OnceLock::new();
    std::env::var("TENANTRY_POSTGRES_URL").unwrap_or_else(|_| {
        let private = PRIVATE.get_or_init(|| Mutex::new(PrivatePostgres::start().unwrap()));
        private.lock().unwrap().url()
    })
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
