//! The queue in front of the writer: callers put jobs in, the writer takes them by the batch.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use tenantry::storage::{Batch, Verdict};
use tenantry::{Error, Result};
use tokio::sync::oneshot;

use crate::error::{Attempt, Fault, unavailable};
use crate::writer::Writer;

/// Jobs that may wait; more callers than that are told `Busy`.
const JOBS_MAX: usize = 16_384;

/// Something for the writer to do.
#[expect(
    clippy::large_enum_variant,
    reason = "nearly every job is a commit, and a box would cost each an allocation"
)]
pub(crate) enum Job {
    /// A batch to commit, in a group with its neighbours.
    Commit(Batch, oneshot::Sender<Result<Verdict>>),
    /// Anything else, in a transaction of its own. It answers by itself.
    Task(Task),
}

/// Something to do with the writer; instead of it, why there is none.
pub(crate) type Task = Box<dyn FnOnce(Attempt<&mut Writer>) + Send>;

impl Job {
    /// Answers that it was not done.
    pub(crate) fn refuse(self, why: &Fault) {
        match self {
            Self::Commit(_, answer) => drop(answer.send(Err(why.error()))),
            Self::Task(task) => task(Err(why.error().into())),
        }
    }
}

/// The queue. Dropping a caller leaves its job in it.
pub(crate) struct Queue {
    state: Mutex<State>,
    filled: Condvar,
}

struct State {
    jobs: VecDeque<Job>,
    is_closed: bool,
    /// Whether the writer sleeps: only then is waking it worth a system call.
    is_asleep: bool,
}

impl Queue {
    pub(crate) fn new() -> Self {
        Self {
            state: Mutex::new(State {
                jobs: VecDeque::new(),
                is_closed: false,
                is_asleep: false,
            }),
            filled: Condvar::new(),
        }
    }

    /// Hands a job over.
    pub(crate) fn push(&self, job: Job) -> Result<()> {
        let mut state = self.lock();
        if state.is_closed {
            return Err(unavailable("closed", "the store is closed"));
        }
        if state.jobs.len() >= JOBS_MAX {
            return Err(Error::busy("too many changes are waiting to be written"));
        }
        state.jobs.push_back(job);
        if std::mem::take(&mut state.is_asleep) {
            drop(state);
            self.filled.notify_one();
        }
        Ok(())
    }

    /// Whether nothing waits.
    pub(crate) fn is_empty(&self) -> bool {
        self.lock().jobs.is_empty()
    }

    /// Sleeps until there is a job. False when the queue is closed and everything was done.
    pub(crate) fn wait(&self) -> bool {
        let mut state = self.lock();
        while state.jobs.is_empty() {
            if state.is_closed {
                return false;
            }
            state.is_asleep = true;
            state = self
                .filled
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        true
    }

    /// Takes the next job, and with a batch the batches right behind it, up to a number.
    pub(crate) fn take(&self, batches_max: usize) -> Option<Taken> {
        let mut state = self.lock();
        let first = state.jobs.pop_front()?;
        let (batch, answer) = match first {
            Job::Task(task) => return Some(Taken::Task(task)),
            Job::Commit(batch, answer) => (batch, answer),
        };
        let behind = state.jobs.iter().take(batches_max - 1);
        let more = behind
            .take_while(|job| matches!(job, Job::Commit(..)))
            .count();
        let mut group = Group {
            batches: Vec::with_capacity(more + 1),
            answers: Vec::with_capacity(more + 1),
        };
        group.add(batch, answer);
        for job in state.jobs.drain(..more) {
            if let Job::Commit(batch, answer) = job {
                group.add(batch, answer);
            }
        }
        Some(Taken::Group(group))
    }

    /// Takes everything that waits now.
    pub(crate) fn take_all(&self) -> VecDeque<Job> {
        std::mem::take(&mut self.lock().jobs)
    }

    /// Lets no more jobs in. Those that are in are still done.
    pub(crate) fn close(&self) {
        self.lock().is_closed = true;
        self.filled.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the writer took.
pub(crate) enum Taken {
    Group(Group),
    Task(Task),
}

/// Batches that commit together, and who waits for each.
pub(crate) struct Group {
    pub(crate) batches: Vec<Batch>,
    pub(crate) answers: Vec<oneshot::Sender<Result<Verdict>>>,
}

impl Group {
    fn add(&mut self, batch: Batch, answer: oneshot::Sender<Result<Verdict>>) {
        self.batches.push(batch);
        self.answers.push(answer);
    }
}
