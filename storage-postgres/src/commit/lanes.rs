//! Lanes: batches of one scope queue behind one another, different scopes go in parallel.
//!
//! A few workers commit what has gathered. One that is free takes every lane that is ready:
//! a single caller is served at once, and under load the batches of many scopes share a
//! transaction, its round trips and its flush. Workers belong to the store and not to a
//! caller: one who stops waiting takes nothing back.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tenantry::storage::{Batch, Scope, Verdict};
use tenantry::{DirectoryId, Error, Result};
use tokio::sync::oneshot;
use uuid::Uuid;

use super::worker::Worker;
use crate::engine::Engine;
use crate::error::{shut_down, unknown};

/// The most batches of one group.
const GROUP_MAX: usize = 256;

/// The most batches that wait in one lane.
const LANE_MAX: usize = 16_384;

/// A batch that waited longer than this for its turn is sent away.
const TURN_WITHIN: Duration = Duration::from_secs(20);

/// The scopes that have something to do, and how many workers do it.
#[derive(Debug, Default)]
pub(crate) struct Lanes(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    lanes: HashMap<Scope, Lane>,
    /// Lanes that have something waiting and no worker.
    ready: VecDeque<Scope>,
    workers: usize,
}

#[derive(Debug, Default)]
struct Lane {
    queue: VecDeque<Waiting>,
    is_served: bool,
}

/// A batch and whom to tell.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) batch: Batch,
    pub(super) answer: oneshot::Sender<Result<Verdict>>,
    since: Instant,
}

/// What a worker takes at once, by lane.
pub(super) type Load = Vec<(Scope, Vec<Waiting>)>;

impl Lanes {
    /// Queues a batch; answers whether one more worker is needed.
    fn join(&self, scope: Scope, waiting: Waiting, workers_max: usize) -> Result<bool> {
        let mut state = self.lock();
        let lane = state.lanes.entry(scope).or_default();
        if lane.queue.len() >= LANE_MAX {
            return Err(Error::busy("too many changes wait for their turn"));
        }
        lane.queue.push_back(waiting);
        let becomes_ready = lane.queue.len() == 1 && !lane.is_served;
        if becomes_ready {
            state.ready.push_back(scope);
        }
        // None at all, though something waits: the last one was cut off.
        let is_wanted = state.workers == 0 || (becomes_ready && state.workers < workers_max);
        state.workers += usize::from(is_wanted);
        Ok(is_wanted)
    }

    /// What is ready, and not more than a group holds; `None` ends the worker.
    pub(super) fn take(&self) -> Option<Load> {
        let mut state = self.lock();
        let mut load = Load::new();
        let mut room = GROUP_MAX;
        while let Some(scope) = state.ready.pop_front() {
            let Some(lane) = state.lanes.get_mut(&scope) else {
                continue;
            };
            let count = lane.queue.len().min(room);
            lane.is_served = true;
            load.push((scope, lane.queue.drain(..count).collect()));
            room -= count;
            if room == 0 {
                break;
            }
        }
        if load.is_empty() {
            state.workers -= 1;
            return None;
        }
        Some(load)
    }

    /// Gives lanes back: what has come meanwhile is ready.
    pub(super) fn give_back(&self, scopes: &[Scope]) {
        let mut state = self.lock();
        for scope in scopes {
            match state.lanes.get_mut(scope) {
                Some(lane) if !lane.queue.is_empty() => {
                    lane.is_served = false;
                    state.ready.push_back(*scope);
                }
                _ => {
                    state.lanes.remove(scope);
                }
            }
        }
    }

    /// A worker ended without having been asked to.
    pub(super) fn lose_worker(&self) {
        self.lock().workers -= 1;
    }

    /// Whether something is ready that a worker more could serve.
    pub(super) fn want_worker(&self, workers_max: usize) -> bool {
        let mut state = self.lock();
        let is_wanted = !state.ready.is_empty() && state.workers < workers_max;
        state.workers += usize::from(is_wanted);
        is_wanted
    }

    /// Sends everybody away who waits: nobody will ever serve them.
    pub(super) fn send_away(&self) {
        let lanes = std::mem::take(&mut self.lock().lanes);
        for waiting in lanes.into_values().flat_map(|lane| lane.queue) {
            waiting.tell(Err(shut_down()));
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    /// Whether the turn came too late.
    pub(super) fn is_late(&self) -> bool {
        self.since.elapsed() > TURN_WITHIN
    }

    /// Tells the caller, who may have stopped waiting.
    pub(super) fn tell(self, verdict: Result<Verdict>) {
        let _ = self.answer.send(verdict);
    }
}

impl Engine {
    /// Commits a batch together with those that come at the same time.
    pub(crate) async fn commit(self: &Arc<Self>, batch: Batch) -> Result<Verdict> {
        let (answer, verdict) = oneshot::channel();
        let (commit, home) = (batch.commit, batch.home());
        let lane = lane_of(&batch);
        let waiting = Waiting {
            batch,
            since: Instant::now(),
            answer,
        };
        if self.lanes.join(lane, waiting, self.workers_max())? {
            self.runtime.spawn(Worker::new(Arc::clone(self)).run());
        }
        // The worker is gone without an answer only when its runtime was shut down.
        verdict.await.unwrap_or_else(|_| match home {
            Some(scope) => Err(unknown(commit, scope, 0)),
            None => Err(Error::unavailable("the store was closed")),
        })
    }
}

/// The first organisation that the batch changes, else its directory.
fn lane_of(batch: &Batch) -> Scope {
    let changed = batch.parts.iter().filter(|part| part.changes());
    let first = changed.map(|part| part.scope).min();
    first
        .or(batch.home())
        .unwrap_or(Scope::Directory(DirectoryId::from_uuid(Uuid::nil())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tenantry::{CommitId, OrgId};

    fn org(number: u128) -> Scope {
        Scope::Org(OrgId::from_uuid(Uuid::from_u128(number)))
    }

    /// Queues one batch; whether that wants another worker, of at most two.
    fn join(lanes: &Lanes, scope: Scope) -> bool {
        let waiting = Waiting {
            batch: Batch {
                commit: CommitId::from_uuid(Uuid::nil()),
                parts: Vec::new(),
                replay: None,
                valid_until: None,
            },
            answer: oneshot::channel().0,
            since: Instant::now(),
        };
        lanes.join(scope, waiting, 2).unwrap()
    }

    fn taken(lanes: &Lanes) -> Option<Vec<(Scope, usize)>> {
        let load = lanes.take()?;
        let sizes = load.iter().map(|(scope, queue)| (*scope, queue.len()));
        Some(sizes.collect())
    }

    #[test]
    fn a_worker_takes_all_that_is_ready() {
        let lanes = Lanes::default();
        assert!(join(&lanes, org(1)));
        assert!(!join(&lanes, org(1)), "the lane is ready already");
        assert!(join(&lanes, org(2)));
        assert!(!join(&lanes, org(3)), "there are two workers");
        let all = vec![(org(1), 2), (org(2), 1), (org(3), 1)];
        assert_eq!(taken(&lanes), Some(all));
        assert_eq!(taken(&lanes), None, "the second worker ends");
    }

    #[test]
    fn a_lane_that_is_served_waits_until_it_is_given_back() {
        let lanes = Lanes::default();
        join(&lanes, org(1));
        assert_eq!(taken(&lanes), Some(vec![(org(1), 1)]));
        assert!(!join(&lanes, org(1)), "whoever serves it will see");
        assert!(join(&lanes, org(2)));
        assert_eq!(taken(&lanes), Some(vec![(org(2), 1)]));
        lanes.give_back(&[org(1), org(2)]);
        assert_eq!(taken(&lanes), Some(vec![(org(1), 1)]));
    }

    #[test]
    fn a_group_has_an_end_and_the_rest_comes_next() {
        let lanes = Lanes::default();
        for _ in 0..GROUP_MAX + 1 {
            join(&lanes, org(1));
        }
        assert_eq!(taken(&lanes), Some(vec![(org(1), GROUP_MAX)]));
        lanes.give_back(&[org(1)]);
        assert_eq!(taken(&lanes), Some(vec![(org(1), 1)]));
    }

    #[test]
    fn a_worker_that_was_cut_off_is_replaced() {
        let lanes = Lanes::default();
        join(&lanes, org(1));
        taken(&lanes);
        join(&lanes, org(1));
        lanes.give_back(&[org(1)]);
        lanes.lose_worker();
        assert!(join(&lanes, org(1)));
        assert_eq!(taken(&lanes), Some(vec![(org(1), 2)]));
    }
}
