//! Readers: connections for whoever reads, and threads for reads that take longer.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rusqlite::Connection;
use tenantry::{Error, Result};

use crate::connection;
use crate::error::{Attempt, unavailable};

/// Connections that are kept while nobody reads. There are never more than threads that read.
const IDLE_MAX: usize = 32;

/// Longer reads that may wait; more callers than that are told `Busy`.
const READS_MAX: usize = 4_096;

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

/// A longer read, which answers by itself.
pub(crate) type LongRead = Box<dyn FnOnce() + Send>;

/// The threads that serve longer reads. They end when this is dropped.
pub(crate) struct ReaderThreads {
    reads: Option<SyncSender<LongRead>>,
    threads: Vec<JoinHandle<()>>,
}

impl ReaderThreads {
    pub(crate) fn start(count: usize) -> std::io::Result<Self> {
        let (reads, waiting) = sync_channel::<LongRead>(READS_MAX);
        let waiting = std::sync::Arc::new(Mutex::new(waiting));
        let threads = (0..count.max(1))
            .map(|_| {
                let waiting = std::sync::Arc::clone(&waiting);
                thread::Builder::new()
                    .name("tenantry-reader".to_owned())
                    .spawn(move || serve(&waiting))
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            reads: Some(reads),
            threads,
        })
    }

    pub(crate) fn push(&self, read: LongRead) -> Result<()> {
        let sent = match &self.reads {
            Some(reads) => reads.try_send(read),
            None => return Err(closed()),
        };
        sent.map_err(|error| match error {
            TrySendError::Full(_) => Error::busy("too many long reads are waiting"),
            TrySendError::Disconnected(_) => closed(),
        })
    }

    /// Finishes what is waiting and ends the threads.
    pub(crate) fn stop(&mut self) {
        self.reads = None;
        for thread in self.threads.drain(..) {
            crate::engine::join(thread);
        }
    }
}

fn closed() -> Error {
    unavailable("closed", "the store is closed")
}

fn serve(waiting: &Mutex<Receiver<LongRead>>) {
    loop {
        let next = waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .recv();
        match next {
            Ok(read) => read(),
            Err(_) => return,
        }
    }
}
