//! The order of locks: groups that cross each other in every way never deadlock.

use std::str::FromStr;
use std::time::{Duration, Instant};

use crate::server::{options, url};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{AssertSqlSafe, PgPool};
use tenantry::KeyId;
use tenantry::access::Principal;
use tenantry::directory::StoredKey;
use tenantry::storage::{Batch, Expect, Key, Part, Row, Scope, Write};
use tenantry_conformance::fixture::{Story, batch, committed, expecting, id, part, updated};
use tenantry_postgres::Postgres;

const TENANTS: usize = 3;
const CALLERS: usize = 32;
const ROUNDS: usize = 24;

/// A database of the test's own: the server counts deadlocks by database.
struct Apart {
    name: String,
    watcher: PgPool,
}

impl Apart {
    async fn make() -> Self {
        let watcher = PgPool::connect(&url()).await.unwrap();
        let name = format!("t_{}", id().simple());
        let create = AssertSqlSafe(format!("CREATE DATABASE {name}"));
        sqlx::raw_sql(create).execute(&watcher).await.unwrap();
        Self { name, watcher }
    }

    async fn pool(&self) -> PgPool {
        let connection = PgConnectOptions::from_str(&url()).unwrap();
        let pool = PgPoolOptions::new().max_connections(16);
        let pool = pool.connect_with(connection.database(&self.name)).await;
        pool.unwrap()
    }

    /// The deadlocks, once all who may have met one are gone and have said so.
    async fn deadlocks(&self) -> i64 {
        let until = Instant::now() + Duration::from_secs(60);
        let left = "SELECT count(*) FROM pg_stat_activity WHERE datname = $1";
        while sqlx::query_scalar::<_, i64>(left)
            .bind(&self.name)
            .fetch_one(&self.watcher)
            .await
            .unwrap()
            > 0
        {
            assert!(Instant::now() < until, "the connections do not end");
        }
        let met = "SELECT deadlocks FROM pg_stat_database WHERE datname = $1";
        let met = sqlx::query_scalar(met).bind(&self.name);
        met.fetch_one(&self.watcher).await.unwrap()
    }

    async fn drop(self) {
        let drop = AssertSqlSafe(format!("DROP DATABASE {}", self.name));
        sqlx::raw_sql(drop).execute(&self.watcher).await.unwrap();
    }
}

/// A tenant, and a key of its owner.
#[derive(Clone, Copy)]
struct Place {
    story: Story,
    key: KeyId,
}

impl Place {
    async fn make(store: &Postgres) -> Self {
        let story = Story::begin(store).await;
        let place = Self {
            story,
            key: KeyId::from_uuid(id()),
        };
        let first = place.writing(Write::Insert(Row::ApiKey(key_of(&story, place.key, 1))));
        committed(store, first).await;
        place
    }

    fn writing(&self, write: Write) -> Batch {
        batch([part(self.story.directory, [write])])
    }
}

fn key_of(story: &Story, key: KeyId, version: u64) -> StoredKey {
    let owner = Principal::User(story.owner);
    let mut stored = tenantry_conformance::fixture::key(story.directory, key, owner);
    stored.key.version = version;
    stored
}

fn changing(scope: impl Into<Scope>) -> Part {
    part(scope, [])
}

/// What one caller does in a round: it changes here and looks at what is there.
fn cross(kind: usize, here: &Place, there: &Place) -> Batch {
    let key = Expect::Present(Key::ApiKey(there.key));
    match kind {
        0 => batch([
            changing(here.story.org),
            expecting(there.story.org, [Expect::Present(Key::Org)]),
        ]),
        1 => batch([
            changing(here.story.directory),
            expecting(there.story.directory, [Expect::Present(Key::Directory)]),
        ]),
        _ => batch([
            changing(here.story.org),
            expecting(there.story.directory, [key]),
        ]),
    }
}

/// Changes the key of one place again and again, on the proof of another place's.
async fn turn(store: Postgres, here: Place, there: Place) {
    for version in 1..=ROUNDS as u64 {
        let of = |version| Row::ApiKey(key_of(&here.story, here.key, version));
        let update = updated(of(version), of(version + 1));
        let mut batch = here.writing(update);
        let proof = Expect::Present(Key::ApiKey(there.key));
        batch.parts.push(expecting(there.story.directory, [proof]));
        committed(&store, batch).await;
    }
}

async fn go_across(store: Postgres, places: Vec<Place>, caller: usize) {
    for round in 0..ROUNDS {
        let here = &places[(caller + round) % TENANTS];
        let there = &places[(caller + round + 1 + caller / TENANTS % 2) % TENANTS];
        committed(&store, cross(caller % 4, here, there)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn groups_that_cross_each_other_never_deadlock() {
    let apart = Apart::make().await;
    let pools = [apart.pool().await, apart.pool().await];
    let options = options();
    let mut stores = Vec::new();
    for pool in &pools {
        let store = Postgres::with_pool(pool.clone(), options.clone()).await;
        stores.push(store.unwrap());
    }
    let mut places = Vec::new();
    for _ in 0..TENANTS {
        places.push(Place::make(&stores[0]).await);
    }

    let mut callers = vec![
        tokio::spawn(turn(stores[0].clone(), places[0], places[1])),
        tokio::spawn(turn(stores[1].clone(), places[1], places[0])),
    ];
    for caller in 0..CALLERS {
        let store = stores[caller / 4 % 2].clone();
        callers.push(tokio::spawn(go_across(store, places.clone(), caller)));
    }
    for caller in callers {
        caller.await.unwrap();
    }

    drop(stores);
    for pool in pools {
        pool.close().await;
    }
    assert_eq!(apart.deadlocks().await, 0);
    apart.drop().await;
}
