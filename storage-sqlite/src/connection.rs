//! Connections and how they are set up.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Result};

use crate::error::{Attempt, unavailable};

/// Statements that a connection keeps prepared: more than there are, so none is evicted.
const STATEMENTS_MAX: usize = 256;

/// How long SQLite itself waits for a program that is not Tenantry.
const BUSY_WAIT: Duration = Duration::from_millis(500);

/// How long opening waits: the last process to close the file may still be folding the log.
const OPEN_WAIT: Duration = Duration::from_secs(5);

/// `wal_autocheckpoint` counts pages: at 4,000 a checkpoint folds many commits of the same
/// pages into one write, and the log stays around 16 MB. The writer does it itself, between
/// two groups, where no new frames can outrun it: a checkpoint on another thread never ends
/// under load. `journal_size_limit` gives back what a long read made the log grow.
const WRITER: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA wal_autocheckpoint = 4000;
    PRAGMA journal_size_limit = 67108864;
    PRAGMA cache_size = -65536;
    PRAGMA temp_store = MEMORY;
";

const READER: &str = "
    PRAGMA query_only = ON;
    PRAGMA cache_size = -16384;
    PRAGMA temp_store = MEMORY;
";

const MEMORY: &str = "
    PRAGMA foreign_keys = ON;
    PRAGMA temp_store = MEMORY;
";

/// The connection that writes. The caller has the turn: switching a new file to WAL is a write.
pub(crate) fn writer(path: &Path) -> Attempt<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = set_up(Connection::open_with_flags(path, flags)?, WRITER)?;
    let mode: String = db.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
    if mode != "wal" {
        // SQLite does not call it an error: a network's file system may not offer it.
        return Err(unavailable("no_wal", "the file system cannot keep a write-ahead log").into());
    }
    Ok(db)
}

/// A connection that only reads.
pub(crate) fn reader(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    set_up(Connection::open_with_flags(path, flags)?, READER)
}

/// The only connection of a store in memory.
pub(crate) fn memory() -> Result<Connection> {
    set_up(Connection::open_in_memory()?, MEMORY)
}

fn set_up(db: Connection, pragmas: &str) -> Result<Connection> {
    db.busy_timeout(OPEN_WAIT)?;
    db.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
    db.execute_batch(pragmas)?;
    db.busy_timeout(BUSY_WAIT)?;
    Ok(db)
}
