//! Transactions: the one door through which everything reads and writes.

use rusqlite::{Connection, Params, Result, ToSql};
use tenantry::storage::Probe;

use crate::query::{self, Columns};

/// Runs work in one read transaction, so that all of it sees one snapshot.
pub(crate) fn snapshot<T, E: From<rusqlite::Error>>(
    db: &Connection,
    read: impl FnOnce(&Connection) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    db.prepare_cached("BEGIN")?.execute([])?;
    let snapshot = Open(db);
    let value = read(db)?;
    drop(snapshot);
    Ok(value)
}

/// Runs work in one write transaction: all of it is durable afterwards, or none was done.
pub(crate) fn transaction<T, E: From<rusqlite::Error>>(
    db: &Connection,
    write: impl FnOnce(&Connection) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    db.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
    let _open = Open(db);
    let value = write(db)?;
    db.prepare_cached("COMMIT")?.execute([])?;
    Ok(value)
}

/// A transaction that is rolled back unless it was committed, also by an error or a panic.
pub(crate) struct Open<'db>(pub(crate) &'db Connection);

impl Drop for Open<'_> {
    fn drop(&mut self) {
        if !self.0.is_autocommit() {
            // What cannot be rolled back now is rolled back when the connection closes.
            let _ = self
                .0
                .prepare_cached("ROLLBACK")
                .and_then(|mut rollback| rollback.execute([]));
        }
    }
}

/// The two ways to write a row. An upsert would be one, at twice the price of an insert:
/// SQLite keeps a journal of a statement that may do both.
pub(crate) struct Put {
    /// Does nothing where the row is there.
    pub(crate) insert: &'static str,
    /// Does nothing where the row is not there. The same parameters as the insert's.
    pub(crate) update: &'static str,
}

/// The statements of a commit, each told to the probe before it runs.
#[derive(Clone, Copy)]
pub(crate) struct Statements<'db> {
    pub(crate) db: &'db Connection,
    pub(crate) probe: Option<&'db dyn Probe>,
}

impl Statements<'_> {
    /// Says that something is about to happen.
    pub(crate) fn announce(&self, name: &'static str) {
        if let Some(probe) = self.probe {
            probe.before(name);
        }
    }

    /// Runs a statement that answers nothing.
    pub(crate) fn run(
        &self,
        name: &'static str,
        sql: &'static str,
        params: impl Params,
    ) -> Result<usize> {
        self.announce(name);
        self.db.prepare_cached(sql)?.execute(params)
    }

    /// Writes a row as it shall be: one of the first version is most likely not there yet.
    pub(crate) fn put(
        &self,
        name: &'static str,
        sql: &Put,
        version: u64,
        params: &[&dyn ToSql],
    ) -> Result<usize> {
        let (likely, other) = match version {
            1 => (sql.insert, sql.update),
            _ => (sql.update, sql.insert),
        };
        match self.run(name, likely, params)? {
            0 => self.run(name, other, params),
            rows => Ok(rows),
        }
    }

    /// Reads at most one row.
    pub(crate) fn one<T>(
        &self,
        name: &'static str,
        sql: &'static str,
        params: impl Params,
        read: impl FnOnce(&mut Columns) -> Result<T>,
    ) -> Result<Option<T>> {
        self.announce(name);
        query::one(self.db, sql, params, read)
    }
}
