//! The store: how it is opened, and what its parts share.

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions as _, PgConnection, PgPool};
use tenantry::storage::{
    BackupReport, Batch, Chore, Forgetting, Ports, Purged, Recollection, SchemaStanding, Storage,
    Verdict,
};
use tenantry::{Clock as _, Error, OrgId, Result, SystemClock, Time};
use tokio::runtime::Handle;

use crate::commit::Lanes;
use crate::connections::Connections;
use crate::error::shut_down;
use crate::migrations;
use crate::options::Options;
use crate::runtime::{self, Inside};
use crate::schema::Schema;
use crate::watch::Hints;

/// How long a caller waits for a connection.
const CONNECT_WITHIN: Duration = Duration::from_secs(5);

/// More than there are statements, so that each is prepared once a connection.
const STATEMENTS_MAX: usize = 256;

/// One commits, one listens, two read.
const CONNECTIONS_MIN: u32 = 4;

/// The most groups that are committed at once.
const WORKERS_MAX: usize = 16;

/// A store in a Postgres database. Cheap to clone.
///
/// Commits run on tasks of the tokio runtime that it was opened on, so that a caller who
/// stops waiting abandons nothing but the wait.
#[derive(Clone, Debug)]
pub struct Postgres {
    pub(crate) engine: Arc<Engine>,
}

/// What all parts of the store share.
#[derive(Debug)]
pub(crate) struct Engine {
    pub(crate) connections: Connections,
    pub(crate) schema: Schema,
    pub(crate) ports: Ports,
    pub(crate) runtime: Handle,
    pub(crate) lanes: Lanes,
    pub(crate) recollection: Recollection,
    pub(crate) hints: Hints,
    /// By how many microseconds the server's clock was ahead of ours when it was last seen.
    ahead: AtomicI64,
}

impl Postgres {
    /// Opens the store of a database, in the schema `tenantry`, and brings it up to date.
    ///
    /// # Errors
    /// `Invalid` for a URL that is none; `Unavailable` if the database cannot be reached;
    /// `Conflict` if a newer version of Tenantry has been there (`newer_schema`), or if the
    /// server is older than PostgreSQL 15 (`old_server`).
    pub async fn connect(url: &str) -> Result<Self> {
        Self::connect_with(url, Options::default()).await
    }

    /// Opens the store of a database with options.
    ///
    /// # Errors
    /// Those of [`Postgres::connect`], and `Invalid` for a schema that is no plain name.
    pub async fn connect_with(url: &str, options: Options) -> Result<Self> {
        Self::open(own(url, &options)?, options).await
    }

    /// How far the schema of a database is, which opening it would bring up to date. Nothing is
    /// changed.
    ///
    /// # Errors
    /// Those of [`Postgres::connect_with`].
    pub async fn schema(url: &str, options: Options) -> Result<SchemaStanding> {
        let engine = Engine::new(own(url, &options)?, options)?;
        migrations::standing(&engine).await
    }

    /// Opens the store of a database through a pool that the product has already.
    ///
    /// - one connection of the pool is kept while somebody watches a journal, and up to a
    ///   quarter of them while there is something to commit: it should have four or more
    /// - the pool should keep at least 100 prepared statements a connection, as it does by
    ///   default, and must not stand behind a proxy that shares connections by statement
    ///
    /// # Errors
    /// Those of [`Postgres::connect_with`].
    pub async fn with_pool(pool: PgPool, options: Options) -> Result<Self> {
        let connections = Connections::handed_in(pool, runtime::current()?);
        Self::open(connections, options).await
    }

    async fn open(connections: Connections, options: Options) -> Result<Self> {
        let engine = Arc::new(Engine::new(connections, options)?);
        migrations::run(&engine).await?;
        Ok(Self { engine })
    }
}

/// Connections of our own, made when they are first asked for.
fn own(url: &str, options: &Options) -> Result<Connections> {
    let runtime = runtime::current()?;
    let connection = PgConnectOptions::from_str(url)
        .map_err(|error| Error::invalid("url", "must be a Postgres URL").caused_by(error))?
        .statement_cache_capacity(STATEMENTS_MAX)
        .disable_statement_logging();
    let pool = PgPoolOptions::new()
        .max_connections(options.connections_max.max(CONNECTIONS_MIN))
        .acquire_timeout(CONNECT_WITHIN)
        // A ping before each statement doubles its round trips. A connection that died
        // in the pool is noticed by its first statement, and replaced.
        .test_before_acquire(false)
        .connect_lazy_with(connection);
    Ok(Connections::own(pool, runtime))
}

impl Engine {
    pub(crate) fn new(connections: Connections, options: Options) -> Result<Self> {
        Ok(Self {
            schema: Schema::new(&options.schema, options.turn_wait)?,
            ports: options.ports,
            runtime: runtime::current()?,
            lanes: Lanes::default(),
            recollection: Recollection::default(),
            hints: Hints::default(),
            ahead: AtomicI64::new(0),
            connections,
        })
    }

    /// The present moment: of the clock that was handed in, else of the server as estimated.
    pub(crate) fn now(&self) -> Time {
        match &self.ports.clock {
            Some(clock) => clock.now(),
            None => {
                Time::from_micros(SystemClock.now().micros() + self.ahead.load(Ordering::Relaxed))
            }
        }
    }

    /// The time of a commit, given what the server's clock says under the lock.
    pub(crate) fn sampled(&self, server_micros: i64) -> Time {
        match &self.ports.clock {
            Some(clock) => clock.now(),
            None => {
                let ahead = server_micros - SystemClock.now().micros();
                self.ahead.store(ahead, Ordering::Relaxed);
                Time::from_micros(server_micros)
            }
        }
    }

    /// How many groups are committed at once. Not one a connection: reads need some, and
    /// few large groups do the same work for less than many small ones (on two cores, 64
    /// callers on 64 organisations: 5,000 commits a second by 4 workers, 3,000 by 16).
    pub(crate) fn workers_max(&self) -> usize {
        (self.connections_max() as usize / 4).clamp(1, WORKERS_MAX)
    }

    /// How many connections there are at most.
    pub(crate) fn connections_max(&self) -> u32 {
        self.connections.pool.options().get_max_connections()
    }

    /// Tells the probe what runs next.
    pub(crate) fn probe(&self, statement: &'static str) {
        if let Some(probe) = &self.ports.probe {
            probe.before(statement);
        }
    }

    /// A connection that is not of the pool.
    pub(crate) async fn connect_apart(&self) -> Result<PgConnection, sqlx::Error> {
        self.connections.pool.connect_options().connect().await
    }
}

#[async_trait]
impl Storage for Postgres {
    fn now(&self) -> Time {
        self.engine.now()
    }

    async fn commit(&self, batch: Batch) -> Result<Verdict> {
        self.engine.commit(batch).await
    }

    async fn housekeep(&self, chore: Chore) -> Result<()> {
        let work = self.engine.housekeep(chore);
        Inside::new(&self.engine.runtime, work).await
    }

    async fn purge(&self, org: OrgId, rows_max: u32) -> Result<Purged> {
        let work = self.engine.purge(org, rows_max);
        Inside::new(&self.engine.runtime, work).await
    }

    fn forget_replays(&self, before: Time, rows_max: u32) -> Forgetting {
        let engine = Arc::clone(&self.engine);
        let work = async move { engine.forget_replays(before, rows_max).await };
        let work = self.engine.runtime.spawn(work);
        Box::pin(async { work.await.unwrap_or_else(|_| Err(shut_down())) })
    }

    async fn backup(&self, to: &Path) -> Result<BackupReport> {
        let work = self.engine.backup(to);
        Inside::new(&self.engine.runtime, work).await
    }

    async fn verify_backup(&self, from: &Path) -> Result<BackupReport> {
        let work = self.engine.verify_backup(from);
        Inside::new(&self.engine.runtime, work).await
    }

    async fn restore(&self, from: &Path) -> Result<BackupReport> {
        let work = self.engine.restore(from);
        Inside::new(&self.engine.runtime, work).await
    }
}
