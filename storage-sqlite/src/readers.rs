//! Readers: connections for whoever reads, and threads for reads that take longer.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};

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
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self {
            path,
            idle: Mutex::new(Vec::new()),
        }
    }

    /// The file that is read.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Lends a connection. One whose borrower panicked is not lent again.
    pub(crate) fn lend<T>(&self, work: impl FnOnce(&Connection) -> Attempt<T>) -> Attempt<T> {
        let db = match self.idle().pop() {
            Some(db) => db,
            None => connection::reader(&self.path)?,
        };
        let value = work(&db);
        let mut idle = self.idle();
        if idle.len() < IDLE_MAX {
            idle.push(db);
        }
        value
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
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
