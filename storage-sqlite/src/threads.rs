//! Threads for what takes longer than a caller's thread may be kept.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use tenantry::{Error, Result};

use crate::engine::join;
use crate::error::unavailable;

/// Pieces of work that may wait; more callers than that are told `Busy`.
const WAITING_MAX: usize = 4_096;

/// A piece of work, which answers by itself.
pub(crate) type Work = Box<dyn FnOnce() + Send>;

/// Threads that share one line of work.
pub(crate) struct Threads {
    line: Option<SyncSender<Work>>,
    threads: Vec<JoinHandle<()>>,
}

impl Threads {
    pub(crate) fn start(name: &str, count: usize) -> std::io::Result<Self> {
        let (line, waiting) = sync_channel::<Work>(WAITING_MAX);
        let waiting = Arc::new(Mutex::new(waiting));
        let threads = (0..count.max(1))
            .map(|_| {
                let waiting = Arc::clone(&waiting);
                let thread = thread::Builder::new().name(name.to_owned());
                thread.spawn(move || serve(&waiting))
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            line: Some(line),
            threads,
        })
    }

    pub(crate) fn push(&self, work: Work) -> Result<()> {
        let sent = match &self.line {
            Some(line) => line.try_send(work),
            None => return Err(closed()),
        };
        sent.map_err(|error| match error {
            TrySendError::Full(_) => Error::busy("too many long calls are waiting"),
            TrySendError::Disconnected(_) => closed(),
        })
    }

    /// Finishes what is waiting and ends the threads.
    pub(crate) fn stop(&mut self) {
        self.line = None;
        self.threads.drain(..).for_each(join);
    }
}

fn closed() -> Error {
    unavailable("closed", "the store is closed")
}

fn serve(waiting: &Mutex<Receiver<Work>>) {
    loop {
        let next = waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .recv();
        match next {
            // Whoever waits learns of a panic by the answer that never comes; the thread, which
            // may be the only one of its line, goes on.
            Ok(work) => drop(catch_unwind(AssertUnwindSafe(work))),
            Err(_) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_ends_the_work_and_not_the_thread() {
        let threads = Threads::start("test", 1).unwrap();
        threads.push(Box::new(|| panic!("as it should"))).unwrap();
        let (tell, told) = sync_channel(1);
        threads
            .push(Box::new(move || tell.send(()).unwrap()))
            .unwrap();
        told.recv().unwrap();
    }
}
