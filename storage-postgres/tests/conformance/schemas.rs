//! Servers, and a schema for each store. An address is the server's URL and the schema.

use std::sync::{Arc, Mutex, OnceLock};

use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use tenantry_conformance::Server;
use tenantry_postgres::Options;
use tenantry_private_postgres::PrivatePostgres;

/// The schemas that this process has made up.
static SCHEMAS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// The URL of the server: yours, or a private one that ends with this process.
pub(crate) fn url() -> String {
    static PRIVATE: OnceLock<PrivatePostgres> = OnceLock::new();
    std::env::var("TENANTRY_POSTGRES_URL").unwrap_or_else(|_| {
        let private = PRIVATE.get_or_init(|| PrivatePostgres::start().unwrap());
        private.url()
    })
}

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

/// Leaves your server as it was.
pub(crate) fn drop_all() {
    let Ok(url) = std::env::var("TENANTRY_POSTGRES_URL") else {
        return;
    };
    let schemas = std::mem::take(&mut *SCHEMAS.lock().unwrap());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let mut connection = PgConnection::connect(&url).await.unwrap();
        for schema in schemas {
            let drop = format!("DROP SCHEMA IF EXISTS \"{schema}\" CASCADE");
            connection.execute(AssertSqlSafe(drop)).await.unwrap();
        }
    });
}
