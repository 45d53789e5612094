//! Errands: what another process locks for long is `Busy`, a server that is silent is
//! `Unavailable`, and nothing is waited for without end.

use std::process::Command;
use std::time::Duration;

use sqlx::postgres::PgPoolOptions;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use tenantry::storage::{JournalReads, Storage};
use tenantry::{CommitId, ErrorKind};
use tenantry_conformance::fixture::{Story, id};
use tenantry_postgres::{Options, Postgres};
use tenantry_private_postgres::PrivatePostgres;

use crate::server::{fresh, options, url};

/// What migrations wait for, beside the name of their schema.
const MIGRATING: i32 = 0x7465_6e61;

/// Options of a store that does not wait for long.
fn hasty() -> Options {
    let mut options = options();
    options.turn_wait = Duration::from_millis(50);
    options
}

/// A new store that does not wait for long; it was made by somebody who does.
async fn hasty_store(options: Options) -> Postgres {
    let mut patient = options.clone();
    patient.turn_wait = Options::default().turn_wait;
    drop(Postgres::connect_with(&url(), patient).await.unwrap());
    Postgres::connect_with(&url(), options).await.unwrap()
}

/// Another process, which stopped in the middle of something.
async fn stopped(sql: &str) -> PgConnection {
    let mut other = PgConnection::connect(&url()).await.unwrap();
    let sql = sqlx::raw_sql(AssertSqlSafe(format!("BEGIN; {sql}")));
    sql.execute(&mut other).await.unwrap();
    other
}

async fn go_on(mut other: PgConnection) {
    let end = sqlx::raw_sql("ROLLBACK").execute(&mut other).await;
    end.unwrap();
}

/// Far longer than anybody here waits: a bound for what would otherwise hang.
const DEADLINE: Duration = Duration::from_secs(20);

/// Whether somebody is told `Busy` while the other is there.
async fn is_busy<T>(call: impl Future<Output = tenantry::Result<T>>) -> bool {
    let told = tokio::time::timeout(DEADLINE, call).await;
    let refused = told.expect("the wait is bounded").err();
    refused.is_some_and(|error| error.kind() == ErrorKind::Busy)
}

#[tokio::test]
async fn who_opens_while_another_process_migrates_is_told_busy() {
    let options = hasty();
    let lock = format!(
        "pg_advisory_xact_lock({MIGRATING}, hashtext('{}'))",
        options.schema
    );
    let migrating = stopped(&format!("SELECT {lock}")).await;
    assert!(is_busy(Postgres::connect_with(&url(), options.clone())).await);
    // Another schema is no concern of theirs.
    fresh().await;
    go_on(migrating).await;
    hasty_store(options).await;
}

#[tokio::test]
async fn a_backup_and_a_purge_do_not_wait_for_ever() {
    let options = hasty();
    let schema = options.schema.clone();
    let store = hasty_store(options).await;
    let story = Story::begin(&store).await;
    story.mark_deleted(&store).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backup.sql");

    let other = stopped(&format!("LOCK TABLE {schema}.org_heads")).await;
    assert!(is_busy(store.backup(&file)).await);
    assert!(is_busy(store.purge(story.org, 100)).await);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    go_on(other).await;
    store.backup(&file).await.unwrap();
    assert!(store.purge(story.org, 100).await.unwrap().is_done);
}

#[tokio::test]
async fn whether_a_commit_landed_is_not_guessed_while_it_may_be_under_way() {
    let options = hasty();
    let schema = options.schema.clone();
    let store = hasty_store(options).await;
    let story = Story::begin(&store).await;
    let commit = CommitId::from_uuid(id());
    // One commits in an organisation, the other makes one.
    let (org, new) = (story.org, Story::new().org);
    for (scope, under_way) in [
        (org, format!("SELECT FROM {schema}.org_heads WHERE org_id = '{org}' FOR UPDATE")),
        (new, format!(
            "INSERT INTO {schema}.org_heads (org_id, seq, rights, narrowed, floor, floor_hash, hash, at)
             VALUES ('{new}', 0, 0, 0, 0, '', '', 0)"
        )),
    ] {
        let committing = stopped(&under_way).await;
        assert!(is_busy(store.landed(scope.into(), commit, 0)).await);
        go_on(committing).await;
        let landed = store.landed(scope.into(), commit, 0).await;
        assert_eq!(landed.unwrap(), None);
        assert_eq!(store.head(new.into()).await.unwrap(), None);
    }
}

#[tokio::test]
async fn a_restore_does_not_wait_for_ever() {
    let backed_up = fresh().await;
    Story::begin(&backed_up).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backup.sql");
    backed_up.backup(&file).await.unwrap();

    let options = hasty();
    let schema = options.schema.clone();
    let store = hasty_store(options).await;
    let writing = format!("LOCK TABLE {schema}.org_heads IN ROW EXCLUSIVE MODE");
    let other = stopped(&writing).await;
    assert!(is_busy(store.restore(&file)).await);
    assert!(store.scopes(None, 9).await.unwrap().is_empty());
    go_on(other).await;
    store.restore(&file).await.unwrap();
}

fn signal(signal: &str, process: i32) {
    let mut kill = Command::new("kill");
    let sent = kill.args([signal, &process.to_string()]).status();
    assert!(sent.unwrap().success());
}

#[tokio::test]
async fn a_server_that_is_silent_is_unavailable_and_its_connection_replaced() {
    let server = PrivatePostgres::start().unwrap();
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .test_before_acquire(false);
    let pool = pool.connect(&server.url()).await.unwrap();
    let store = Postgres::with_pool(pool.clone(), options()).await.unwrap();
    let process = sqlx::query_scalar("SELECT pg_backend_pid()").fetch_one(&pool);
    let process = process.await.unwrap();
    // It is asked whether it is well when it comes back to the pool.
    while pool.num_idle() == 0 {
        tokio::task::yield_now().await;
    }
    signal("-STOP", process);
    let nobody = Story::new().org;
    let silent = tokio::time::timeout(DEADLINE, store.purge(nobody, 100)).await;
    let error = silent.expect("the wait is bounded").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable, "{error:?}");
    let answered = store.purge(nobody, 100).await.unwrap_err();
    assert_eq!(answered.kind(), ErrorKind::NotFound, "{answered:?}");
    signal("-CONT", process);
}
