//! The engine: what all handles and threads of one open store share.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread::{self, JoinHandle};

use rusqlite::Connection;
use tenantry::storage::{Batch, Ports, Verdict};
use tenantry::{Error, ErrorKind, Result, Time};
use tokio::sync::oneshot;

use crate::commit;
use crate::error::{Attempt, Fault, unavailable};
use crate::queue::{Job, Queue};
use crate::readers::Readers;
use crate::watch::Watchers;
use crate::writer::Writer;

/// What all handles and threads of one open store share.
pub(crate) struct Engine {
    pub(crate) ports: Ports,
    pub(crate) queue: Queue,
    pub(crate) watchers: Arc<Watchers>,
    /// None for a store in memory, whose one connection is the writer's. They are closed
    /// before the writer is: the last connection to close folds the log into the file.
    pub(crate) readers: Option<Readers>,
    pub(crate) writer: Mutex<Writer>,
}

impl Engine {
    /// The present moment on the store's clock.
    pub(crate) fn now(&self) -> Time {
        commit::now(&self.ports)
    }

    /// Tells the probe what is done next.
    pub(crate) fn announce(&self, step: &'static str) {
        if let Some(probe) = &self.ports.probe {
            probe.before(step);
        }
    }

    /// Reads on this thread, with a connection that no write is in progress on.
    pub(crate) fn read<T>(&self, read: impl FnOnce(&Connection) -> Attempt<T>) -> Attempt<T> {
        match &self.readers {
            Some(readers) => readers.lend(read),
            None => read(&self.writer().db),
        }
    }

    /// Commits a batch: in place where the caller's thread blocks anyway and the writer is
    /// idle, else through the writer's thread.
    pub(crate) async fn commit(&self, batch: Batch) -> Result<Verdict> {
        if tenantry::blocking::is_blocking()
            && self.queue.is_empty()
            && let Some(mut writer) = self.try_writer()
        {
            let turn = match tenantry::blocking::is_patient() {
                true => writer.take_turn().map(Some),
                false => writer.try_take_turn(),
            };
            // Who may be interrupted waits for the turn where waiting can be given up.
            if let Some(turn) = turn.map_err(|why| why.error())? {
                return turn.0.commit_one(batch);
            }
        }
        let (commit, home) = (batch.commit, batch.home());
        let (answer, answered) = oneshot::channel();
        self.queue.push(Job::Commit(batch, answer))?;
        answered.await.unwrap_or_else(|_| {
            Err(Error::new(
                ErrorKind::Unknown,
                ErrorKind::Unknown.name(),
                "the writer broke off, and whether the commit landed is not known yet",
            )
            .with("commit", commit.to_string())
            .with("scope", serde_json::json!(home))
            .with("after", 0))
        })
    }

    /// Does something with the writer, on its thread.
    pub(crate) async fn task<T: Send + 'static>(
        &self,
        task: impl FnOnce(&mut Writer) -> Attempt<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, answered) = oneshot::channel();
        self.queue.push(Job::Task(Box::new(move |writer| {
            // A caller that is gone abandoned its wait, not its task.
            let _ = answer.send(writer.and_then(task));
        })))?;
        finish(answered.await)
    }

    pub(crate) fn writer(&self) -> MutexGuard<'_, Writer> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The writer, if it is idle.
    pub(crate) fn try_writer(&self) -> Option<MutexGuard<'_, Writer>> {
        match self.writer.try_lock() {
            Ok(writer) => Some(writer),
            Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }
}

/// What a thread of the engine answered, if it did.
pub(crate) fn finish<T>(answered: Result<Attempt<T>, oneshot::error::RecvError>) -> Result<T> {
    match answered {
        Ok(value) => value.map_err(|fault: Fault| fault.error()),
        Err(_) => Err(unavailable("broken_off", "the store broke off the work")),
    }
}

/// Waits for a thread of the engine to end. The last handle may be dropped on that very
/// thread, by a waiting caller that it woke: it ends by itself then.
pub(crate) fn join(thread: JoinHandle<()>) {
    if thread.thread().id() != thread::current().id() {
        // A panic was reported where it happened.
        let _ = thread.join();
    }
}
