//! Servers, and a schema for each store. An address is the server's URL and the schema.

use std::sync::{Arc, Mutex};

use tenantry_conformance::Server;
use tenantry_postgres::Options;
use tenantry_private_postgres::{PrivatePostgres, drop_schemas};

/// The schemas that this process has made up.
static SCHEMAS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// The address of an empty store.
pub(crate) fn fresh(url: &str) -> String {
    let schema = format!("kit_{}", uuid::Uuid::now_v7().simple());
    SCHEMAS.lock().unwrap().push(schema.clone());
    format!("{url} {schema}")
}

/// The URL of an address, and options with its schema.
pub(crate) fn parse(address: &str) -> (String, Options) {
    let (url, schema) = address.split_once(' ').unwrap();
    let mut options = Options::default();
    options.schema = schema.to_owned();
    options.connections_max = 6;
    (url.to_owned(), options)
}

/// A private server that may be killed.
pub(crate) fn server() -> Server {
    let private = PrivatePostgres::start().unwrap();
    let address = fresh(&private.url());
    let private = Arc::new(Mutex::new(private));
    let again = Arc::clone(&private);
    Server {
        address,
        kill: Box::new(move || private.lock().unwrap().kill_now().unwrap()),
        restart: Box::new(move || again.lock().unwrap().restart().unwrap()),
    }
}

/// Leaves your server as it was. The kit's threads share their schemas, so they go at the end.
pub(crate) fn drop_all() {
    if let Ok(url) = std::env::var("TENANTRY_POSTGRES_URL") {
        drop_schemas(url, std::mem::take(&mut *SCHEMAS.lock().unwrap()));
    }
}
