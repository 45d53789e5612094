//! What the server refuses, and callers who are not on its runtime.

use crate::server::{fresh, options, url};
use tenantry::storage::{JournalReads, Storage, TeamReads};
use tenantry::{CommitId, Error, ErrorKind};
use tenantry_conformance::fixture::{Story, committed, id};
use tenantry_postgres::Postgres;

fn seen(error: &Error) -> (ErrorKind, &'static str) {
    (error.kind(), error.code())
}

#[tokio::test]
async fn a_server_that_can_only_be_read_is_unavailable() {
    let options = options();
    let store = Postgres::connect_with(&url(), options.clone()).await;
    let story = Story::begin(&store.unwrap()).await;
    let read_only = format!("{}?options=-c%20default_transaction_read_only=on", url());
    let store = Postgres::connect_with(&read_only, options).await.unwrap();
    assert!(store.head(story.org.into()).await.unwrap().is_some());
    let refused = store.commit(story.create_named("red")).await;
    let error = refused.unwrap_err();
    assert_eq!(seen(&error), (ErrorKind::Unavailable, "read_only"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lock_that_is_held_for_long_is_busy_and_no_trouble_of_the_neighbours() {
    let options = options();
    let schema = options.schema.clone();
    let store = Postgres::connect_with(&url(), options).await.unwrap();
    let story = Story::begin(&store).await;
    let mut neighbour = Story::new();
    neighbour.directory = story.directory;
    neighbour.owner = story.owner;
    committed(&store, neighbour.found_org()).await;

    let pool = sqlx::PgPool::connect(&url()).await.unwrap();
    let mut holder = pool.begin().await.unwrap();
    let hold = format!("SELECT FROM {schema}.org_heads WHERE org_id = $1 FOR UPDATE");
    let hold = sqlx::query(sqlx::AssertSqlSafe(hold)).bind(story.org.uuid());
    hold.execute(&mut *holder).await.unwrap();
    let (held, free) = tokio::join!(
        store.commit(story.create_named("held")),
        store.commit(neighbour.create_named("free")),
    );
    assert_eq!(held.unwrap_err().kind(), ErrorKind::Busy);
    free.unwrap();
    holder.rollback().await.unwrap();
    committed(&store, story.create_named("held")).await;
}

#[tokio::test]
async fn a_database_that_is_not_there_is_unavailable() {
    let error = Postgres::connect("postgres://localhost:1/nowhere").await;
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Unavailable);
    let error = Postgres::connect("not a url").await.unwrap_err();
    assert_eq!(seen(&error), (ErrorKind::Invalid, "invalid"));
}

#[test]
fn callers_need_no_runtime_of_their_own() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let store = runtime.block_on(fresh());
    tenantry::blocking::run(async {
        let story = Story::begin(&store).await;
        let team = story.team("red");
        committed(&store, story.create(&team)).await;
        assert!(
            store
                .team(&story.view(), team.id)
                .await
                .unwrap()
                .value
                .is_some()
        );
        let unmade = CommitId::from_uuid(id());
        let landed = store.landed(story.org.into(), unmade, 0).await;
        assert_eq!(landed.unwrap(), None);
        let gone = store.purge(story.org, 10).await.unwrap_err();
        assert_eq!(gone.kind(), ErrorKind::NotFound);
    });
    let unopened = tenantry::blocking::run(Postgres::connect(&url())).unwrap_err();
    assert_eq!(unopened.field("field").unwrap(), "runtime");
}
