//! Errands: transactions that commit no batch. A migration, a purge, a backup, a restore.

use std::ops::{Deref, DerefMut};
use std::time::Duration;

use sqlx::{AssertSqlSafe, Error as DriverError, PgConnection};
use tenantry::{Error, ErrorKind, Result};

use crate::connections::Lease;
use crate::engine::Engine;
use crate::error::{mapped, was_refused};
use crate::patience::{WRITE_WITHIN, bounded};

/// How an errand begins that writes. What a commit rests on, it rests on too.
pub(crate) const BEGIN_WRITING: &str = "\
BEGIN ISOLATION LEVEL READ COMMITTED;
SET LOCAL synchronous_commit = on;
SET LOCAL lock_timeout = '{turn_wait}';
SET LOCAL idle_in_transaction_session_timeout = '30s'";

/// A transaction on a connection of the pool, which is undone unless it is committed.
pub(crate) struct Errand<'engine> {
    engine: &'engine Engine,
    connection: Lease,
    is_over: bool,
}

impl Engine {
    /// Begins an errand.
    pub(crate) async fn errand(&self, begin: &'static str) -> Result<Errand<'_>> {
        self.answered(|| Errand::begin(self, begin)).await
    }
}

impl<'engine> Errand<'engine> {
    async fn begin(engine: &'engine Engine, begin: &'static str) -> Result<Self, DriverError> {
        let mut errand = Self {
            engine,
            connection: engine.connections.lease().await?,
            is_over: false,
        };
        let begin = AssertSqlSafe(engine.schema.text("", begin));
        sqlx::raw_sql(begin).execute(&mut *errand).await?;
        Ok(errand)
    }

    /// Undoes what was done, and keeps the connection.
    pub(crate) async fn undo(mut self) -> Result<()> {
        let undo = sqlx::raw_sql("ROLLBACK").execute(&mut *self.connection);
        bounded(WRITE_WITHIN, undo).await.map_err(mapped)?;
        self.is_over = true;
        Ok(())
    }

    /// Commits. Where the answer is lost nobody can tell whether it landed: `Unknown`.
    ///
    /// `refused`: what it means that the server did not take it.
    pub(crate) async fn commit(
        mut self,
        name: &'static str,
        within: Duration,
        refused: fn(DriverError) -> Error,
    ) -> Result<()> {
        self.engine.probe(name);
        let commit = sqlx::raw_sql("COMMIT").execute(&mut *self.connection);
        match bounded(within, commit).await {
            Ok(_) => {
                self.is_over = true;
                Ok(())
            }
            Err(error) if was_refused(&error) => Err(refused(error)),
            Err(error) => Err(unanswered().caused_by(error)),
        }
    }
}

fn unanswered() -> Error {
    Error::new(
        ErrorKind::Unknown,
        "unknown",
        "the connection was lost while committing; look whether it landed before trying again",
    )
}

impl Deref for Errand<'_> {
    type Target = PgConnection;

    fn deref(&self) -> &PgConnection {
        &self.connection
    }
}

impl DerefMut for Errand<'_> {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.connection
    }
}

impl Drop for Errand<'_> {
    fn drop(&mut self) {
        // The server undoes what is open when its connection ends. To undo it and keep the
        // connection would mean to wait for a server that may be silent.
        if !self.is_over {
            self.connection.close_on_drop();
        }
    }
}
