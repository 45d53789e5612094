//! Lanes: batches of one scope queue behind one another, different scopes go in parallel.
//!
//! A lane is a queue and, while there is something in it, a task that commits all that has
//! gathered as one group, again and again. The task belongs to the store and not to a
//! caller: one who stops waiting takes nothing back.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use sqlx::Postgres;
use sqlx::pool::PoolConnection;
use tenantry::storage::{Batch, Plan, Scope, Verdict};
use tenantry::{DirectoryId, Error, Result};
use tokio::sync::oneshot;
use uuid::Uuid;

use super::group::{self, Trouble};
use crate::engine::Engine;
use crate::error::unknown;

/// The most batches of one group.
const GROUP_MAX: usize = 256;

/// The most batches that wait in one lane.
const LANE_MAX: usize = 16_384;

/// A batch that waited longer than this for its turn is sent away.
const TURN_WITHIN: Duration = Duration::from_secs(20);

/// The lanes that have something to do.
#[derive(Debug, Default)]
pub(crate) struct Lanes(Mutex<HashMap<Scope, Vec<Waiting>>>);

/// A batch and whom to tell.
#[derive(Debug)]
struct Waiting {
    batch: Batch,
    since: Instant,
    answer: oneshot::Sender<Result<Verdict>>,
}

impl Lanes {
    /// Queues a batch; answers whether the lane was idle and needs a task.
    fn join(&self, lane: Scope, waiting: Waiting) -> Result<bool> {
        let mut lanes = self.lock();
        let is_idle = !lanes.contains_key(&lane);
        let queue = lanes.entry(lane).or_default();
        if queue.len() >= LANE_MAX {
            return Err(Error::busy("too many changes wait for their turn"));
        }
        queue.push(waiting);
        Ok(is_idle)
    }

    /// Takes what has gathered; an empty lane ends.
    fn take(&self, lane: Scope) -> Option<Vec<Waiting>> {
        let mut lanes = self.lock();
        let queue = lanes.get_mut(&lane)?;
        if queue.is_empty() {
            lanes.remove(&lane);
            return None;
        }
        let count = queue.len().min(GROUP_MAX);
        Some(queue.drain(..count).collect())
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Scope, Vec<Waiting>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
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
        if self.lanes.join(lane, waiting)? {
            let run = Run {
                engine: Arc::clone(self),
                lane,
                connection: None,
            };
            self.runtime.spawn(run.drain());
        }
        // The task is gone without an answer only when its runtime was shut down.
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

/// A lane's task.
struct Run {
    engine: Arc<Engine>,
    lane: Scope,
    connection: Option<PoolConnection<Postgres>>,
}

impl Drop for Run {
    /// A task that was cut off, by the end of its runtime, must not block its lane.
    fn drop(&mut self) {
        self.engine.lanes.lock().remove(&self.lane);
    }
}

impl Run {
    async fn drain(mut self) {
        while let Some(group) = self.engine.lanes.take(self.lane) {
            let (late, group): (Vec<_>, Vec<_>) = group
                .into_iter()
                .partition(|waiting| waiting.since.elapsed() > TURN_WITHIN);
            for waiting in late {
                let busy = Error::busy("the change did not get its turn in time");
                // Nobody listens any more: the wait was abandoned.
                let _ = waiting.answer.send(Err(busy));
            }
            self.serve(group).await;
        }
    }

    /// Commits a group and tells each caller how its batch fared.
    async fn serve(&mut self, group: Vec<Waiting>) {
        let (batches, answers): (Vec<_>, Vec<_>) = group
            .into_iter()
            .map(|waiting| (waiting.batch, waiting.answer))
            .unzip();
        let verdicts = match self.settle(&batches).await {
            Ok(plan) => plan.verdicts.into_iter().map(Ok).collect(),
            Err(trouble) if trouble.is_of_one() && batches.len() > 1 => {
                self.settle_one_by_one(&batches).await
            }
            Err(trouble) => trouble
                .errors(&batches)
                .into_iter()
                .map(Err)
                .collect::<Vec<_>>(),
        };
        for (answer, verdict) in answers.into_iter().zip(verdicts) {
            let _ = answer.send(verdict);
        }
    }

    async fn settle_one_by_one(&mut self, batches: &[Batch]) -> Vec<Result<Verdict>> {
        let mut verdicts = Vec::with_capacity(batches.len());
        for batch in batches {
            let alone = std::slice::from_ref(batch);
            match self.settle(alone).await {
                Ok(plan) => verdicts.extend(plan.verdicts.into_iter().map(Ok)),
                Err(trouble) => verdicts.extend(trouble.errors(alone).into_iter().map(Err)),
            }
        }
        verdicts
    }

    /// Commits a group on some connection: a dead one is replaced, a clash is tried once more.
    async fn settle(&mut self, batches: &[Batch]) -> Result<Plan, Trouble> {
        let mut losses_left = self.engine.pool.options().get_max_connections();
        let mut clashes_left = 1;
        loop {
            let trouble = match self.try_once(batches).await {
                Ok(plan) => {
                    self.engine.hint(&plan);
                    return Ok(plan);
                }
                Err(trouble) => trouble,
            };
            if trouble.is_fatal()
                && let Some(mut connection) = self.connection.take()
            {
                connection.close_on_drop();
            }
            match trouble {
                Trouble::NotBegun(_) if losses_left > 0 => losses_left -= 1,
                clash if clash.is_clash() && clashes_left > 0 => clashes_left -= 1,
                trouble => return Err(trouble),
            }
        }
    }

    async fn try_once(&mut self, batches: &[Batch]) -> Result<Plan, Trouble> {
        let connection = match &mut self.connection {
            Some(connection) => connection,
            none => none.insert(self.engine.acquire().await?),
        };
        group::commit(&self.engine, connection, batches).await
    }
}
