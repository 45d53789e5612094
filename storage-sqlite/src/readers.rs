//! Readers: connections for whoever reads.

use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::Connection;

use crate::connection;
use crate::error::Attempt;

/// Connections that are kept while nobody reads. There are never more than threads that read.
const IDLE_MAX: usize = 32;

/// The connections of a file's readers.
pub(crate) struct Readers {
    path: PathBuf,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    idle: Vec<Connection>,
    /// How many are in use.
    lent: usize,
    /// Nothing is lent while the file is let go of.
    is_suspended: bool,
}

impl Readers {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self {
            path,
            state: Mutex::default(),
            changed: Condvar::new(),
        }
    }

    /// The file that is read.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Lends a connection. One whose borrower panicked is not lent again.
    pub(crate) fn lend<T>(&self, work: impl FnOnce(&Connection) -> Attempt<T>) -> Attempt<T> {
        let lent = self.borrow();
        let db = match lent.1 {
            Some(db) => db,
            None => connection::reader(&self.path)?,
        };
        let value = work(&db);
        lent.0.put_back(db);
        value
    }

    fn borrow(&self) -> (Lent<'_>, Option<Connection>) {
        let mut state = self.lock();
        while state.is_suspended {
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        state.lent += 1;
        (Lent(self), state.idle.pop())
    }

    /// Waits until nothing is lent, for a bounded time, and closes what is idle. Nothing is
    /// lent then until [`resume`](Self::resume). False if it took too long.
    pub(crate) fn suspend(&self, wait_max: Duration) -> bool {
        let mut state = self.lock();
        state.is_suspended = true;
        let (mut state, waited) = self
            .changed
            .wait_timeout_while(state, wait_max, |state| state.lent > 0)
            .unwrap_or_else(PoisonError::into_inner);
        state.idle.clear();
        !waited.timed_out()
    }

    /// Lends again.
    pub(crate) fn resume(&self) {
        self.lock().is_suspended = false;
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place among the borrowers, given back when dropped.
struct Lent<'a>(&'a Readers);

impl Lent<'_> {
    fn put_back(self, db: Connection) {
        let mut state = self.0.lock();
        if state.idle.len() < IDLE_MAX {
            state.idle.push(db);
        }
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.lent -= 1;
        if state.is_suspended {
            self.0.changed.notify_all();
        }
    }
}
