//! Schemas for tests, on a server that they share.

use std::cell::RefCell;
use std::env;
use std::sync::OnceLock;
use std::thread;

use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use uuid::Uuid;

use crate::PrivatePostgres;

/// Names the server to use instead of a private one.
const URL: &str = "TENANTRY_POSTGRES_URL";

/// The address of the server that tests share: the one that `TENANTRY_POSTGRES_URL` names, or a private one that ends with this
/// process.
///
/// # Panics
/// If there is none and none can be started.
#[expect(
    clippy::expect_used,
    reason = "only tests ask, and a panic is how a test fails"
)]
pub fn shared_url() -> String {
    static PRIVATE: OnceLock<PrivatePostgres> = OnceLock::new();
    let private = || PrivatePostgres::start().expect("a private server");
    env::var(URL).unwrap_or_else(|_| PRIVATE.get_or_init(private).url())
}

thread_local! {
    static ASKED_FOR_HERE: RefCell<Schemas> = RefCell::default();
}

/// The schemas that a thread has asked for.
#[derive(Default)]
struct Schemas(Vec<String>);

impl Drop for Schemas {
    fn drop(&mut self) {
        // A private server takes them along when it ends.
        if let Ok(url) = env::var(URL) {
            drop_schemas(url, std::mem::take(&mut self.0));
        }
    }
}

/// The name of a schema that nobody has used, for a store on the shared server.
///
/// On a server of somebody's own it is dropped with the thread that asked: a test has a thread to itself, which ends with it, also
/// when it fails.
pub fn fresh_schema() -> String {
    let schema = format!("t_{}", Uuid::now_v7().simple());
    ASKED_FOR_HERE.with_borrow_mut(|schemas| schemas.0.push(schema.clone()));
    schema
}

/// Leaves a server as it was. What it refuses is said, and stays.
pub fn drop_schemas(url: String, schemas: Vec<String>) {
    let drop_all = async move || -> Result<(), sqlx::Error> {
        let mut connection = PgConnection::connect(&url).await?;
        connection.execute("SET lock_timeout = '10s'").await?;
        for schema in schemas {
            let drop = format!("DROP SCHEMA IF EXISTS \"{schema}\" CASCADE");
            connection.execute(AssertSqlSafe(drop)).await?;
        }
        connection.close().await
    };
    // A thread of its own: the caller may be one that ends, or that has a runtime already.
    let dropped = thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        runtime.map(|runtime| runtime.block_on(drop_all()))
    });
    match dropped.join() {
        Ok(Ok(Ok(()))) => {}
        other => eprintln!("schemas of tests are left behind: {other:?}"),
    }
}
