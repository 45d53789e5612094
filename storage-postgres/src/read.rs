//! How reads run: one statement each, on any connection.

use std::io::ErrorKind;
use std::time::Duration;

use sqlx::Error as DriverError;
use sqlx::postgres::PgRow;
use tenantry::page::Keyset;
use tenantry::storage::{Scope, Seen, View};
use tenantry::{Error, Result};

use crate::connections::Lease;
use crate::engine::Engine;
use crate::error::{Meaning, mapped, meaning};
use crate::patience::ANSWER_WITHIN;
use crate::row::{Fields, HEAD_COLUMNS, head};
use crate::runtime::Inside;
use crate::schema::Ask;

/// How long a connection of our own is tried.
const TRY_WITHIN: Duration = Duration::from_secs(1);

/// Columns before a room's own: the head and the credential's version.
pub(crate) const SEEN_COLUMNS: usize = HEAD_COLUMNS + 1;

impl Engine {
    /// A statement inside a scope: binds `$1` the scope, `$2` and `$3` the credential.
    pub(crate) fn view(&self, view: &View, text: &'static str) -> Ask {
        bound(view, self.schema.ask_in(view.scope, text))
    }

    /// The same for a statement that was put together of constants.
    pub(crate) fn view_composed(&self, view: &View, text: &str) -> Ask {
        bound(view, self.schema.ask_composed(view.scope, text))
    }

    /// The same for a page, in its order.
    pub(crate) fn page(&self, view: &View, text: &'static str, keyset: Keyset) -> Ask {
        bound(
            view,
            self.schema.ask_in_order(view.scope, text, keyset.order),
        )
    }

    /// The rows of a statement that may be run twice.
    pub(crate) async fn rows(&self, ask: impl Fn() -> Ask + Sync) -> Result<Vec<PgRow>> {
        let answer = self.answered(|| self.fetch(ask()));
        Inside::new(&self.runtime, answer).await
    }

    /// The rows of a statement, on a connection that is left at hand behind it.
    async fn fetch(&self, ask: Ask) -> Result<Vec<PgRow>, DriverError> {
        let mut lease = self.connections.lease().await?;
        let rows = ask.fetch_all(&mut *lease).await?;
        self.connections.leave(lease);
        Ok(rows)
    }

    /// What the server answers, on a connection that is not lost, if it does.
    pub(crate) async fn answered<T, F>(&self, attempt: impl Fn() -> F) -> Result<T>
    where
        F: Future<Output = Result<T, DriverError>>,
    {
        tokio::time::timeout(ANSWER_WITHIN, self.persist(attempt))
            .await
            .unwrap_or_else(|_| Err(Error::unavailable("the database does not answer")))
    }

    /// Tries until a connection is there that is not lost.
    ///
    /// After the server was away the pool holds connections that are dead and do not know
    /// it, so a lost one is replaced; at most as often as there are connections.
    async fn persist<T, F>(&self, attempt: impl Fn() -> F) -> Result<T>
    where
        F: Future<Output = Result<T, DriverError>>,
    {
        let mut losses_left = self.connections_max();
        loop {
            match attempt().await {
                Err(error) if losses_left > 0 && meaning(&error) == Meaning::Lost => {
                    losses_left -= 1;
                }
                Err(error) => return Err(mapped(self.explained(error).await)),
                Ok(done) => return Ok(done),
            }
        }
    }

    /// At most one row, read as a value.
    pub(crate) async fn maybe<T>(
        &self,
        ask: impl Fn() -> Ask + Sync,
        read: fn(&mut Fields<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let rows = self.rows(ask).await?;
        rows.first()
            .map(|row| read(&mut Fields::of(row)))
            .transpose()
    }

    /// All rows, read as values.
    pub(crate) async fn list<T>(
        &self,
        ask: impl Fn() -> Ask + Sync,
        read: fn(&mut Fields<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let rows = self.rows(ask).await?;
        rows.iter().map(|row| read(&mut Fields::of(row))).collect()
    }

    /// At most one row of a scope, with where the scope stands.
    pub(crate) async fn seen_one<T>(
        &self,
        view: &View,
        ask: impl Fn() -> Ask + Sync,
        read: fn(&mut Fields<'_>) -> Result<T>,
    ) -> Result<Seen<Option<T>>> {
        let rows = self.rows(ask).await?;
        let first = rows.first().ok_or_else(|| no_scope(view.scope))?;
        seen(first, Fields::after(first, SEEN_COLUMNS).maybe(read)?)
    }

    /// What is read of a scope, if there is such a scope.
    pub(crate) async fn seen_maybe<T>(
        &self,
        ask: impl Fn() -> Ask + Sync,
        read: fn(&mut Fields<'_>) -> Result<T>,
    ) -> Result<Option<Seen<T>>> {
        let rows = self.rows(ask).await?;
        let row = rows.first();
        row.map(|row| seen(row, read(&mut Fields::after(row, SEEN_COLUMNS))?))
            .transpose()
    }

    /// Many rows of a scope, with where the scope stands.
    pub(crate) async fn seen_many<T>(
        &self,
        view: &View,
        ask: impl Fn() -> Ask + Sync,
        read: fn(&mut Fields<'_>) -> Result<T>,
    ) -> Result<Seen<Vec<T>>> {
        let rows = self.rows(ask).await?;
        let first = rows.first().ok_or_else(|| no_scope(view.scope))?;
        seen(first, items(&rows, SEEN_COLUMNS, read)?)
    }

    /// A connection, or why there is none.
    pub(crate) async fn lease(&self) -> Result<Lease, DriverError> {
        match self.connections.lease().await {
            Err(error) => Err(self.explained(error).await),
            leased => leased,
        }
    }

    /// The pool says the same whether it is exhausted or cannot connect; one attempt of our
    /// own tells them apart.
    async fn explained(&self, error: DriverError) -> DriverError {
        if !matches!(error, DriverError::PoolTimedOut) {
            return error;
        }
        match tokio::time::timeout(TRY_WITHIN, self.connect_apart()).await {
            Ok(Ok(_)) => error,
            Ok(Err(cause)) => cause,
            Err(_) => DriverError::Io(ErrorKind::TimedOut.into()),
        }
    }
}

fn bound(view: &View, ask: Ask) -> Ask {
    ask.bind(view.scope.uuid())
        .bind(view.proof.map(|proof| proof.directory.uuid()))
        .bind(view.proof.map(|proof| proof.key.uuid()))
}

/// What all rows hold behind so many columns.
pub(crate) fn items<T>(
    rows: &[PgRow],
    columns: usize,
    read: fn(&mut Fields<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    rows.iter()
        // A scope without such rows still has one: its head, joined with nothing.
        .filter_map(|row| Fields::after(row, columns).maybe(read).transpose())
        .collect()
}

/// A value, and where the scope and the credential stood beside it.
pub(crate) fn seen<T>(row: &PgRow, value: T) -> Result<Seen<T>> {
    let mut fields = Fields::of(row);
    Ok(Seen {
        head: head(&mut fields)?,
        proof: fields.maybe_count()?,
        value,
    })
}

/// There is no such scope.
pub(crate) fn no_scope(scope: Scope) -> Error {
    Error::not_found(scope.kind(), scope.uuid())
}
