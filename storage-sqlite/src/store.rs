//! The store: opening, closing, and the contract's methods that are no reads.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use async_trait::async_trait;
use rusqlite::Connection;
use tenantry::storage::{
    BackupReport, Batch, Chore, Forgetting, Ports, Purged, SchemaStanding, Scope, Storage, Verdict,
    Watch,
};
use tenantry::{Error, OrgId, Result, Time};
use tokio::sync::oneshot;

use crate::engine::{Engine, finish, join};
use crate::error::{Attempt, Fault};
use crate::options::Options;
use crate::queue::Queue;
use crate::readers::Readers;
use crate::threads::Threads;
use crate::turn::Turn;
use crate::watch::Watchers;
use crate::writer::Writer;
use crate::{backup, connection, housekeeping, migrations, purge, watch, writer};

/// Rows that a list may have to be read on the caller's thread: a page and a bit.
pub(crate) const INLINE_ROWS_MAX: u32 = 256;

/// A store in a SQLite file, or in memory.
///
/// Dropping it finishes the commits that were handed over and ends its threads.
pub struct Sqlite {
    /// The process that the threads are of: a fork has none of them.
    process: u32,
    engine: Arc<Engine>,
    /// For longer reads.
    readers: Threads,
    /// For backups, one after the other: a read must not wait for minutes behind one.
    copier: Threads,
    threads: Vec<JoinHandle<()>>,
}

impl Sqlite {
    /// Opens the store in a file, which is made if there is none, and brings its schema up
    /// to date. Several processes may have it open.
    ///
    /// # Errors
    /// - `Unavailable` if the file cannot be opened or written
    /// - `Corrupt` if it is damaged, or an applied migration was edited
    /// - `Conflict` if its schema is newer than this library
    /// - `Busy` if other processes do not let go of it
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        Self::open_with(path, Options::default())
    }

    /// Opens the store in a file, as the options say.
    ///
    /// # Errors
    /// Those of [`Sqlite::open`].
    pub fn open_with(path: impl AsRef<Path>, options: Options) -> Result<Self> {
        Self::try_open(path.as_ref(), options).map_err(|fault| fault.error())
    }

    /// How far the schema of the file is, which opening it would bring up to date. Nothing is
    /// changed.
    ///
    /// # Errors
    /// `NotFound` if there is no such file, and those of [`Sqlite::open`].
    pub fn schema(path: impl AsRef<Path>) -> Result<SchemaStanding> {
        let path = path.as_ref();
        if !path.exists() {
            return Err(Error::not_found("file", path.display()));
        }
        let read = |path: &Path| migrations::standing(&connection::reader(path)?);
        let standing = std::path::absolute(path).map_err(Fault::from);
        let standing = standing.and_then(|path| read(&path));
        standing.map_err(|fault| fault.error())
    }

    /// Opens an empty store in memory, which is gone when it is dropped.
    ///
    /// # Errors
    /// `Unavailable` if there is no memory or no thread for it.
    pub fn memory() -> Result<Self> {
        Self::memory_with(Ports::default())
    }

    /// Opens an empty store in memory with the given ports.
    ///
    /// # Errors
    /// Those of [`Sqlite::memory`].
    pub fn memory_with(ports: Ports) -> Result<Self> {
        Self::try_memory(ports.into()).map_err(|fault| fault.error())
    }

    fn try_open(path: &Path, options: Options) -> Attempt<Self> {
        // An absolute path also keeps a name such as `file:x` from being read as a URI.
        let path = std::path::absolute(path)?;
        let mut turn = Turn::open(&path, options.turn_wait)?;
        turn.take()?;
        let db = connection::writer(&path)?;
        migrations::migrate(&db, crate::commit::now(&options.ports))?;
        turn.leave();
        Self::start(db, Some(turn), Some(path), options)
    }

    fn try_memory(options: Options) -> Attempt<Self> {
        let db = connection::memory()?;
        migrations::migrate(&db, crate::commit::now(&options.ports))?;
        Self::start(db, None, None, options)
    }

    fn start(
        db: Connection,
        turn: Option<Turn>,
        path: Option<PathBuf>,
        options: Options,
    ) -> Attempt<Self> {
        let watchers = Arc::new(Watchers::default());
        let writer = Writer::new(db, options.ports.clone(), turn, Arc::clone(&watchers));
        let engine = Arc::new(Engine {
            ports: options.ports,
            queue: Queue::new(),
            watchers,
            readers: path.map(Readers::new),
            writer: Mutex::new(writer),
        });
        let mut sqlite = Self {
            process: std::process::id(),
            readers: Threads::start("tenantry-reader", options.reader_threads)?,
            copier: Threads::start("tenantry-backup", 1)?,
            engine,
            threads: Vec::new(),
        };
        sqlite.spawn("tenantry-writer", writer::run)?;
        if sqlite.engine.readers.is_some() {
            sqlite.spawn("tenantry-watcher", watch::run)?;
        }
        Ok(sqlite)
    }

    fn spawn(&mut self, name: &str, run: fn(&Engine)) -> std::io::Result<()> {
        let engine = Arc::clone(&self.engine);
        let thread = thread::Builder::new().name(name.to_owned());
        self.threads.push(thread.spawn(move || run(&engine))?);
        Ok(())
    }

    /// Reads on the caller's thread, where it takes microseconds. A read of several statements
    /// makes a snapshot for itself: a view does, and `snapshot`.
    pub(crate) fn read<T>(&self, read: impl FnOnce(&Connection) -> Attempt<T>) -> Result<T> {
        self.engine.read(read).map_err(|fault| fault.error())
    }

    /// Reads a list: on the caller's thread if it is short.
    pub(crate) async fn list<T: Send + 'static>(
        &self,
        rows_max: u32,
        read: impl FnOnce(&Connection) -> Attempt<T> + Send + 'static,
    ) -> Result<T> {
        if rows_max <= INLINE_ROWS_MAX {
            self.read(read)
        } else {
            self.read_long(read).await
        }
    }

    /// Reads on a reader's thread, unless the caller's blocks anyway, for as long as it takes.
    pub(crate) async fn read_long<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> Attempt<T> + Send + 'static,
    ) -> Result<T> {
        if tenantry::blocking::is_patient() {
            return self.read(read);
        }
        let engine = Arc::clone(&self.engine);
        aside(&self.readers, move || engine.read(read))?.await
    }

    /// A path, unless it is the store's: closing a file drops every lock that the process has
    /// on it, also those of the connections.
    fn file_of_its_own(&self, path: &Path) -> Result<PathBuf> {
        let own = self.engine.readers.as_ref().map(Readers::path);
        let is_own = own.is_some_and(|own| own.canonicalize().ok() == path.canonicalize().ok());
        if is_own {
            return Err(Error::conflict("in_use", "the file is this store's own"));
        }
        Ok(path.to_owned())
    }

    pub(crate) fn engine(&self) -> &Engine {
        &self.engine
    }

    pub(crate) fn hints(&self, scope: Scope) -> Watch {
        self.engine.watchers.watch(scope)
    }
}

/// Does something on one of these threads.
fn aside<T: Send + 'static>(
    threads: &Threads,
    work: impl FnOnce() -> Attempt<T> + Send + 'static,
) -> Result<impl Future<Output = Result<T>> + Send + 'static> {
    let (answer, answered) = oneshot::channel();
    threads.push(Box::new(move || {
        // A caller that is gone does not need the answer.
        let _ = answer.send(work());
    }))?;
    Ok(async { finish(answered.await) })
}

impl Drop for Sqlite {
    fn drop(&mut self) {
        if self.process != std::process::id() {
            // In a fork there is no thread to end, and the file is the parent's.
            return std::mem::forget(Arc::clone(&self.engine));
        }
        self.engine.queue.close();
        self.engine.watchers.close();
        self.threads.drain(..).for_each(join);
        self.readers.stop();
        self.copier.stop();
    }
}

impl std::fmt::Debug for Sqlite {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sqlite").finish_non_exhaustive()
    }
}

#[async_trait]
impl Storage for Sqlite {
    fn now(&self) -> Time {
        self.engine.now()
    }

    async fn commit(&self, batch: Batch) -> Result<Verdict> {
        self.engine.commit(batch).await
    }

    async fn housekeep(&self, chore: Chore) -> Result<()> {
        self.engine
            .task(move |writer| writer.write(|db| housekeeping::keep(db, &chore)))
            .await
    }

    async fn purge(&self, org: OrgId, rows_max: u32) -> Result<Purged> {
        self.engine
            .task(move |writer| writer.write(|db| purge::purge(db, org, rows_max)))
            .await
    }

    fn forget_replays(&self, before: Time, rows_max: u32) -> Forgetting {
        let engine = Arc::clone(&self.engine);
        let begun = aside(&self.readers, move || {
            housekeeping::forget_replays(&engine, before, rows_max)
        });
        Box::pin(async { begun?.await })
    }

    async fn backup(&self, to: &Path) -> Result<BackupReport> {
        let to = to.to_owned();
        let engine = Arc::clone(&self.engine);
        aside(&self.copier, move || backup::write(&engine, &to))?.await
    }

    async fn verify_backup(&self, from: &Path) -> Result<BackupReport> {
        let from = self.file_of_its_own(from)?;
        aside(&self.copier, move || backup::verify(&from))?.await
    }

    async fn restore(&self, from: &Path) -> Result<BackupReport> {
        let from = self.file_of_its_own(from)?;
        self.engine
            .task(move |writer| {
                let report = backup::restore(writer, &from)?;
                writer.watchers.hint_all();
                Ok(report)
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// What SQLite calls it to wait for the disk with every commit.
    const FULL: i64 = 2;

    /// What the connection that commits says of how it does.
    fn way_of_commits(store: &Sqlite) -> (String, i64) {
        let mut writer = store.engine.writer();
        let turn = writer.take_turn().unwrap();
        let both = "SELECT journal_mode, synchronous FROM pragma_journal_mode, pragma_synchronous";
        let both = turn
            .0
            .db
            .query_row(both, [], |row| Ok((row.get(0)?, row.get(1)?)));
        both.unwrap()
    }

    #[test]
    fn a_commit_waits_for_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(folder.path().join("t.db")).unwrap();
        let durable = ("wal".to_owned(), FULL);
        assert_eq!(way_of_commits(&store), durable);
        // The next turn opens the file anew.
        drop(store.suspend(Duration::from_secs(1)).unwrap());
        assert_eq!(way_of_commits(&store), durable);
    }
}
