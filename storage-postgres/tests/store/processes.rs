//! Several stores on one schema, as several processes have them.

use std::time::Duration;

use crate::server::{options, url};
use futures_util::{FutureExt as _, StreamExt as _};
use tenantry::ErrorKind;
use tenantry::storage::{JournalReads, Storage, TeamReads, TeamsOf, Verdict, Watch};
use tenantry_conformance::fixture::{FIRST, Story, committed, id};
use tenantry_postgres::Postgres;

async fn two() -> (Postgres, Postgres) {
    let (url, options) = (url(), options());
    let open = || Postgres::connect_with(&url, options.clone());
    let (one, other) = tokio::join!(open(), open());
    (one.unwrap(), other.unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_stores_take_turns_on_one_organisation() {
    let (one, other) = two().await;
    let story = Story::begin(&one).await;
    let mut callers = Vec::new();
    for caller in 0..40 {
        let store = [&one, &other][caller % 2].clone();
        callers.push(tokio::spawn(async move {
            for _ in 0..10 {
                committed(&store, story.create_named("red")).await;
            }
        }));
    }
    for caller in callers {
        caller.await.unwrap();
    }
    let head = one.head(story.org.into()).await.unwrap().unwrap();
    assert_eq!(head.seq, 401);
    let verified = tenantry::journal::verify_scope(&other, story.org.into()).await;
    assert!(verified.unwrap().is_intact);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_that_found_the_same_organisation_one_wins() {
    let (one, other) = two().await;
    let mut story = Story::begin(&one).await;
    for _ in 0..10 {
        story.org = tenantry::OrgId::from_uuid(id());
        let (left, right) = tokio::join!(
            one.commit(story.found_org()),
            other.commit(story.found_org())
        );
        let committed = [left.unwrap(), right.unwrap()]
            .iter()
            .filter(|verdict| matches!(verdict, Verdict::Committed(_)))
            .count();
        assert_eq!(committed, 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn organisations_go_in_parallel() {
    let (one, _) = two().await;
    let base = Story::begin(&one).await;
    let mut callers = Vec::new();
    for _ in 0..32 {
        let store = one.clone();
        callers.push(tokio::spawn(async move {
            let mut story = Story::new();
            story.directory = base.directory;
            story.owner = base.owner;
            committed(&store, story.found_org()).await;
            for _ in 0..5 {
                committed(&store, story.create_named("red")).await;
            }
            let seen = store.teams(&story.view(), TeamsOf::Org, FIRST).await;
            let seen = seen.unwrap();
            assert_eq!((seen.value.len(), seen.head.seq), (5, 6));
        }));
    }
    for caller in callers {
        caller.await.unwrap();
    }
}

async fn hinted(watch: &mut Watch) {
    // A bound for what would otherwise hang.
    let hint = tokio::time::timeout(Duration::from_secs(20), watch.next()).await;
    assert_eq!(hint, Ok(Some(())));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_is_hinted_here_at_once_and_elsewhere_soon() {
    let (one, other) = two().await;
    let story = Story::begin(&one).await;
    let mut here = one.watch(story.org.into());
    let mut there = other.watch(story.org.into());
    // The first look tells of the first entry; each entry is news once.
    hinted(&mut here).await;
    hinted(&mut there).await;

    committed(&one, story.create_named("red")).await;
    assert_eq!(here.next().now_or_never(), Some(Some(())));
    hinted(&mut there).await;
}

/// Opens a store, changes what it knows of its migrations, and opens it again.
async fn reopened(change: &str) -> tenantry::Error {
    let options = options();
    let sql = change.replace(
        "migrations",
        &format!("{}.schema_migrations", options.schema),
    );
    let store = Postgres::connect_with(&url(), options.clone()).await;
    drop(store.unwrap());
    let pool = sqlx::PgPool::connect(&url()).await.unwrap();
    let change = sqlx::query(sqlx::AssertSqlSafe(sql));
    change.execute(&pool).await.unwrap();
    let reopened = Postgres::connect_with(&url(), options).await;
    reopened.unwrap_err()
}

#[tokio::test]
async fn a_schema_of_a_newer_version_is_refused() {
    let error = reopened("INSERT INTO migrations VALUES (999, '', 0)").await;
    assert_eq!(
        (error.kind(), error.code()),
        (ErrorKind::Conflict, "newer_schema")
    );
}

#[tokio::test]
async fn a_schema_of_an_edited_migration_is_refused() {
    let edited = "UPDATE migrations SET checksum = sha256('other')";
    assert_eq!(reopened(edited).await.kind(), ErrorKind::Corrupt);
}

#[tokio::test]
async fn a_pool_that_is_handed_in_needs_no_search_path() {
    let pool = sqlx::PgPool::connect(&url()).await.unwrap();
    let store = Postgres::with_pool(pool, options()).await.unwrap();
    let story = Story::begin(&store).await;
    committed(&store, story.create_named("red")).await;
}
