//! Turns: writers of several processes take the file one after the other, fairly.
//!
//! SQLite's own lock is a race that a busy process wins again and again. Here two locked
//! side files make a turnstile: who wants the turn holds `next`, then `turn`, then lets go
//! of `next`. A process that comes right back finds `next` in the hands of whoever waits.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use tenantry::Error;

use crate::error::{Attempt, Fault};

/// A place in the turns of one file.
pub(crate) struct Turn {
    database: PathBuf,
    /// None while the side files are closed.
    gate: Option<Arc<Gate>>,
    wait_max: Duration,
    is_held: bool,
}

impl Turn {
    /// Opens the side files of a database.
    pub(crate) fn open(database: &Path, wait_max: Duration) -> io::Result<Self> {
        Ok(Self {
            database: database.to_owned(),
            gate: Some(Gate::open(database)?),
            wait_max,
            is_held: false,
        })
    }

    fn gate(&mut self) -> io::Result<Arc<Gate>> {
        let gate = match self.gate.take() {
            Some(gate) => gate,
            None => Gate::open(&self.database)?,
        };
        self.gate = Some(Arc::clone(&gate));
        Ok(gate)
    }

    /// Takes the turn, waiting for a bounded time. One that is held already stays held.
    pub(crate) fn take(&mut self) -> Attempt<()> {
        if !self.is_held {
            let gate = self.gate()?;
            // A helper that still waits for an earlier turn holds the same files: a lock
            // tried beside it would be its lock.
            if gate.is_helping() || !gate.try_take()? {
                gate.wait(self.wait_max)?;
            }
            self.is_held = true;
        }
        Ok(())
    }

    /// Takes the turn if nobody else has it.
    pub(crate) fn try_take(&mut self) -> Attempt<bool> {
        if !self.is_held {
            let gate = self.gate()?;
            self.is_held = !gate.is_helping() && gate.try_take()?;
        }
        Ok(self.is_held)
    }

    /// Lets the next one in.
    pub(crate) fn leave(&mut self) {
        if std::mem::take(&mut self.is_held)
            && let Some(gate) = &self.gate
        {
            // The only failure is that of a file that is not open.
            let _ = gate.turn.unlock();
        }
    }

    /// Closes the side files until the next turn: a fork that inherits them would keep the
    /// turn of a parent that is killed.
    pub(crate) fn close(&mut self) {
        self.leave();
        if let Some(gate) = self.gate.take() {
            gate.lock().is_closed = true;
            gate.moved.notify_all();
        }
    }

    /// Whether another process waits for the turn.
    pub(crate) fn is_wanted(&self) -> bool {
        self.gate.as_ref().is_some_and(|gate| gate.is_wanted())
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.close();
    }
}

/// The two locks, and a helper that waits for them: a blocked lock has no time limit, so
/// the writer must not be the one who waits.
struct Gate {
    next: File,
    turn: File,
    wait: Mutex<Wait>,
    moved: Condvar,
}

#[derive(Default)]
struct Wait {
    has_helper: bool,
    is_wanted: bool,
    /// The helper is between wanting the turn and having it.
    is_helping: bool,
    /// The helper has the turn and leaves it to the writer.
    is_ready: bool,
    is_closed: bool,
    failure: Option<io::Error>,
}

impl Gate {
    fn open(database: &Path) -> io::Result<Arc<Self>> {
        Ok(Arc::new(Self {
            next: side_file(database, "-turn-next")?,
            turn: side_file(database, "-turn")?,
            wait: Mutex::default(),
            moved: Condvar::new(),
        }))
    }

    fn is_wanted(&self) -> bool {
        let is_free = self.next.try_lock().is_ok();
        if is_free {
            let _ = self.next.unlock();
        }
        !is_free
    }

    fn try_take(&self) -> io::Result<bool> {
        if !try_lock(&self.next)? {
            return Ok(false);
        }
        let taken = try_lock(&self.turn);
        self.next.unlock()?;
        taken
    }

    fn is_helping(&self) -> bool {
        self.lock().is_helping
    }

    /// Waits until the helper has the turn.
    fn wait(self: &Arc<Self>, wait_max: Duration) -> Attempt<()> {
        let until = Instant::now() + wait_max;
        let mut wait = self.lock();
        if !wait.has_helper {
            let gate = Arc::clone(self);
            thread::Builder::new()
                .name("tenantry-turn".to_owned())
                .spawn(move || gate.help())?;
            wait.has_helper = true;
        }
        wait.is_wanted = true;
        self.moved.notify_all();
        loop {
            if std::mem::take(&mut wait.is_ready) {
                return Ok(());
            }
            if let Some(failure) = wait.failure.take() {
                wait.is_wanted = false;
                return Err(failure.into());
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                wait.is_wanted = false;
                return Err(busy());
            }
            wait = self
                .moved
                .wait_timeout(wait, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }

    /// What the helper does: takes the turn whenever the writer wants it.
    fn help(&self) {
        loop {
            let mut wait = self.lock();
            while !wait.is_wanted && !wait.is_closed {
                wait = self
                    .moved
                    .wait(wait)
                    .unwrap_or_else(PoisonError::into_inner);
            }
            if wait.is_closed {
                return;
            }
            wait.is_helping = true;
            drop(wait);
            let taken = self.block();
            self.hand_over(taken);
        }
    }

    fn block(&self) -> io::Result<()> {
        lock(&self.next)?;
        let taken = lock(&self.turn);
        self.next.unlock()?;
        taken
    }

    /// Gives the turn to the writer, or back where the writer has stopped waiting.
    fn hand_over(&self, taken: io::Result<()>) {
        let mut wait = self.lock();
        wait.is_helping = false;
        let was_wanted = std::mem::take(&mut wait.is_wanted) && !wait.is_closed;
        match taken {
            Ok(()) if was_wanted => wait.is_ready = true,
            Ok(()) => drop(self.turn.unlock()),
            Err(failure) => wait.failure = Some(failure),
        }
        drop(wait);
        self.moved.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Wait> {
        self.wait.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn busy() -> Fault {
    Error::busy("other processes are writing to the database").into()
}

fn side_file(database: &Path, suffix: &str) -> io::Result<File> {
    let mut path = database.as_os_str().to_owned();
    path.push(suffix);
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(PathBuf::from(path))
}

fn lock(file: &File) -> io::Result<()> {
    loop {
        match file.lock() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}

fn try_lock(file: &File) -> io::Result<bool> {
    match file.try_lock() {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => Err(error),
    }
}
