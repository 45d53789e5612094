//! Chores, which nobody who called for something else waits for.

use std::sync::Arc;
use std::time::Duration;

use sqlx::{AssertSqlSafe, PgPool};
use tenantry::directory::CreateDirectory;
use tenantry::storage::REPLAY_SECS;
use tenantry::{OsIds, Tenantry, Time};
use tenantry_conformance::fixture::HandClock;
use tenantry_postgres::Postgres;

use crate::server::{options, url};

#[tokio::test]
async fn a_change_is_answered_while_what_is_old_is_locked() {
    let begun = Time::from_micros(1_000_000);
    let clock = Arc::new(HandClock::at(begun.micros()));
    let mut options = options();
    let schema = options.schema.clone();
    options.ports.clock = Some(clock.clone());
    let store = Postgres::connect_with(&url(), options).await.unwrap();
    let tenantry = Tenantry::shared(Arc::new(store), Arc::new(OsIds));
    let made = async |key: &str| {
        let keyed = tenantry.system("the test").unwrap();
        let keyed = keyed.with_idempotency_key(key).unwrap();
        let people = keyed.directories().create(CreateDirectory::named("People"));
        // A read of the store's gives up after ten.
        let people = tokio::time::timeout(Duration::from_secs(8), people).await;
        people.expect("an answer").unwrap()
    };
    made("old").await;
    clock.set(begun.plus_secs(REPLAY_SECS + 1).micros());
    let pool = PgPool::connect(&url()).await.unwrap();
    let mut holder = pool.begin().await.unwrap();
    let hold = format!("SELECT FROM {schema}.directory_replays FOR UPDATE");
    let hold = sqlx::query(AssertSqlSafe(hold));
    assert_eq!(hold.fetch_all(&mut *holder).await.unwrap().len(), 1);
    made("new").await;
    holder.rollback().await.unwrap();
}
