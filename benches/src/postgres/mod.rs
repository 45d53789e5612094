//! Postgres, against code written by hand with sqlx.

pub(crate) mod commits;
pub(crate) mod peer;
pub(crate) mod reads;
mod town;

use std::process;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::Result;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{AssertSqlSafe, ConnectOptions, PgPool};
use tenantry_postgres::{Options, Postgres};

use crate::bench::postgres_url;
use crate::world::World;

pub(crate) use town::Town;

/// A schema of one's own, which goes when the measurement ends.
pub(crate) struct Ground {
    url: String,
    schema: String,
}

impl Ground {
    pub(crate) fn new() -> Result<Self> {
        static GROUNDS: AtomicU64 = AtomicU64::new(0);
        let number = GROUNDS.fetch_add(1, Ordering::Relaxed);
        Self::of(&format!("tenantry_bench_{}_{number}", process::id()))
    }

    /// The schema that another process has made.
    pub(crate) fn of(schema: &str) -> Result<Self> {
        Ok(Self {
            url: postgres_url()?,
            schema: schema.to_owned(),
        })
    }

    pub(crate) fn schema(&self) -> &str {
        &self.schema
    }

    /// Opens the store.
    pub(crate) async fn store(&self) -> Result<Postgres> {
        let mut options = Options::default();
        options.schema.clone_from(&self.schema);
        Ok(Postgres::connect_with(&self.url, options).await?)
    }

    /// Fills the schema with so many people.
    pub(crate) async fn world(&self, people: usize) -> Result<World> {
        World::new(Arc::new(self.store().await?), people).await
    }

    /// The peer's pool: durable commits, prepared statements, no ping before each use.
    pub(crate) async fn pool(&self, connections: u32) -> Result<PgPool> {
        let connection = PgConnectOptions::from_str(&self.url)?
            .options([
                ("search_path", self.schema.as_str()),
                ("synchronous_commit", "on"),
            ])
            .disable_statement_logging();
        let pool = PgPoolOptions::new()
            .min_connections(connections)
            .max_connections(connections)
            .test_before_acquire(false);
        Ok(pool.connect_with(connection).await?)
    }

    /// Lets the server look at what was written in bulk, as it would by itself some minutes later.
    pub(crate) async fn settle(&self) -> Result<()> {
        let pool = self.pool(1).await?;
        sqlx::query("VACUUM ANALYZE").execute(&pool).await?;
        pool.close().await;
        Ok(())
    }

    /// Removes everything that was measured on.
    pub(crate) async fn remove(self, world: World) -> Result<()> {
        drop(world);
        self.clear().await
    }

    /// The same, where nobody uses it any more.
    pub(crate) async fn clear(self) -> Result<()> {
        let pool = self.pool(1).await?;
        let drop = format!("DROP SCHEMA {} CASCADE", self.schema);
        sqlx::query(AssertSqlSafe(drop)).execute(&pool).await?;
        pool.close().await;
        Ok(())
    }
}
