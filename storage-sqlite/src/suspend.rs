//! Letting go of the file for a moment: for a process that is about to fork.
//!
//! SQLite keeps its locks in tables of the process, and the operating system does not hand
//! them to a child. A child that inherits an open file believes that it holds locks which it
//! does not, and would lose commits. So the file is closed before a fork, in the parent, and
//! each side opens it anew; what the child inherited it never touches.

use std::sync::MutexGuard;
use std::thread;
use std::time::{Duration, Instant};

use tenantry::{Error, Result};

use crate::engine::Engine;
use crate::readers::Readers;
use crate::store::Sqlite;
use crate::writer::Writer;

/// How often the writer is asked for: a mutex cannot be waited for until a moment.
const LOOK_EVERY: Duration = Duration::from_millis(1);

/// The store while no connection to its file is open and none of its threads is inside
/// SQLite. Calls wait until this is dropped.
pub struct Suspended<'a> {
    /// Held, so that nothing is written.
    _writer: MutexGuard<'a, Writer>,
    readers: Option<&'a Readers>,
}

impl std::fmt::Debug for Suspended<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Suspended").finish_non_exhaustive()
    }
}

impl Drop for Suspended<'_> {
    fn drop(&mut self) {
        if let Some(readers) = self.readers {
            readers.resume();
        }
    }
}

impl Sqlite {
    /// Closes every connection to the file until the answer is dropped; what comes after
    /// opens it anew. A store in memory stays open, and still.
    ///
    /// # Errors
    /// `Busy` if what is running does not end in time.
    pub fn suspend(&self, wait_max: Duration) -> Result<Suspended<'_>> {
        let until = Instant::now() + wait_max;
        let mut writer = writer(self.engine(), until)?;
        let readers = self.engine().readers.as_ref();
        if let Some(readers) = readers {
            let left = until.saturating_duration_since(Instant::now());
            if !readers.suspend(left) {
                readers.resume();
                return Err(Error::busy("somebody is still reading"));
            }
            let closed = writer.close_for_now(readers.path());
            if let Err(why) = closed {
                readers.resume();
                return Err(why.error());
            }
        }
        Ok(Suspended {
            _writer: writer,
            readers,
        })
    }
}

fn writer(engine: &Engine, until: Instant) -> Result<MutexGuard<'_, Writer>> {
    loop {
        if let Some(writer) = engine.try_writer() {
            return Ok(writer);
        }
        if Instant::now() > until {
            return Err(Error::busy("somebody is still writing"));
        }
        thread::sleep(LOOK_EVERY);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use tenantry::ErrorKind;
    use tenantry::storage::{JournalReads, Storage};

    use super::*;

    const SOON: Duration = Duration::from_secs(5);

    fn scopes(store: &Sqlite) -> usize {
        tenantry::blocking::run(store.scopes(None, 10))
            .unwrap()
            .len()
    }

    #[test]
    fn a_suspended_file_is_closed_and_opened_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("app.db");
        let store = Sqlite::open(&path).unwrap();
        assert_eq!(scopes(&store), 0);
        let log = folder.path().join("app.db-wal");
        assert!(log.exists());
        let suspended = store.suspend(SOON).unwrap();
        // The last connection to close folds the log into the file.
        assert!(!log.exists());
        drop(suspended);
        assert_eq!(scopes(&store), 0);
        assert!(log.exists());
        // The writer opens it too: it looks into the tables, and says what is not there.
        let nobody = tenantry::OrgId::from_uuid(uuid::Uuid::nil());
        let purged = tenantry::blocking::run(store.purge(nobody, 1));
        assert_eq!(purged.unwrap_err().kind(), ErrorKind::NotFound);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_suspended_store_has_no_file_open() {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(folder.path().join("app.db")).unwrap();
        let open = || {
            let files = std::fs::read_dir("/proc/self/fd").unwrap();
            let files = files.filter_map(|file| std::fs::read_link(file.unwrap().path()).ok());
            files.filter(|file| file.starts_with(folder.path())).count()
        };
        assert!(open() > 0);
        let suspended = store.suspend(SOON).unwrap();
        assert_eq!(open(), 0);
        drop(suspended);
        assert_eq!(scopes(&store), 0);
    }

    #[test]
    fn a_read_waits_until_the_file_may_be_opened() {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(folder.path().join("app.db")).unwrap();
        let suspended = store.suspend(SOON).unwrap();
        let (tell, told) = channel();
        thread::scope(|scope| {
            scope.spawn(|| {
                scopes(&store);
                tell.send(()).unwrap();
            });
            assert!(told.recv_timeout(Duration::from_millis(50)).is_err());
            drop(suspended);
            told.recv_timeout(SOON).unwrap();
        });
    }

    #[test]
    fn a_store_in_memory_keeps_what_it_has() {
        let store = Sqlite::memory().unwrap();
        drop(store.suspend(SOON).unwrap());
        assert_eq!(scopes(&store), 0);
    }
}
