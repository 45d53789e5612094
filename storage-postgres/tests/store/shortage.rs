//! A server that runs short of what a commit needs.
//!
//! Of the server's memory for locks, which anybody can use up. A full disk (53100) is not
//! made here: a server of one's own on a small disk needs a mount of the machine's, and a
//! log that finds no room ends the server, which is what the crashes show. What the code
//! means is tested where it is mapped.

use sqlx::{Connection as _, PgConnection};
use tenantry::ErrorKind;
use tenantry::journal::verify_scope;
use tenantry::storage::JournalReads;
use tenantry_conformance::fixture::{Story, committed, failed};
use tenantry_postgres::Postgres;
use tenantry_private_postgres::PrivatePostgres;

use crate::server::options;

/// More locks than the server has room for; those that it gave stay with the connection.
const HOARD: &str = "SELECT count(pg_advisory_lock(n)) FROM generate_series(1, 1000000) AS n";

/// Locks of another kind, until not one more is given.
const SCRAPE: &str = "SELECT pg_advisory_lock(1, $1)";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_without_memory_is_unavailable_and_goes_on_when_there_is_some() {
    let server = PrivatePostgres::start().unwrap();
    let store = Postgres::connect_with(&server.url(), options())
        .await
        .unwrap();
    let story = Story::begin(&store).await;
    committed(&store, story.create_named("red")).await;
    let before = store.head(story.org.into()).await.unwrap().unwrap();

    let mut hoarder = PgConnection::connect(&server.url()).await.unwrap();
    let refused = sqlx::query(HOARD).execute(&mut hoarder).await.unwrap_err();
    let code = refused.as_database_error().and_then(|error| error.code());
    assert_eq!(code.as_deref(), Some("53200"), "{refused:?}");
    let mut last = 0;
    while sqlx::query(SCRAPE)
        .bind(last)
        .execute(&mut hoarder)
        .await
        .is_ok()
    {
        last += 1;
    }

    let error = failed(&store, story.create_named("blue")).await;
    assert_eq!(error.kind(), ErrorKind::Unavailable, "{error:?}");
    let free = sqlx::query("SELECT pg_advisory_unlock_all()");
    free.execute(&mut hoarder).await.unwrap();
    let head = store.head(story.org.into()).await.unwrap().unwrap();
    assert_eq!(head, before);
    committed(&store, story.create_named("green")).await;
    let report = verify_scope(&store, story.org.into()).await.unwrap();
    assert!(
        report.is_intact && report.seq == before.seq + 1,
        "{report:?}"
    );
}
