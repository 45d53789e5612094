//! Workers: each commits group after group, as long as something is ready.

use std::sync::Arc;

use tenantry::storage::{Batch, Scope, Verdict};
use tenantry::{Error, Result};

use super::group::{self, Trouble};
use super::lanes::{Load, Waiting};
use crate::connections::Lease;
use crate::engine::Engine;

/// A task of the store that commits.
pub(super) struct Worker {
    engine: Arc<Engine>,
    connection: Option<Lease>,
    /// The lanes that nobody else may serve until this worker gives them back.
    serves: Vec<Scope>,
    is_done: bool,
}

impl Drop for Worker {
    /// A worker that was cut off must not block its lanes: after a panic another one serves
    /// what waits, and at the end of the runtime nobody is left waiting.
    fn drop(&mut self) {
        let lanes = &self.engine.lanes;
        lanes.give_back(&self.serves);
        if self.is_done {
            return;
        }
        lanes.lose_worker();
        if !std::thread::panicking() {
            lanes.send_away();
        } else if lanes.want_worker(self.engine.workers_max()) {
            let worker = Worker::new(Arc::clone(&self.engine));
            self.engine.runtime.spawn(worker.run());
        }
    }
}

impl Worker {
    pub(super) fn new(engine: Arc<Engine>) -> Self {
        Self {
            engine,
            connection: None,
            serves: Vec::new(),
            is_done: false,
        }
    }

    pub(super) async fn run(mut self) {
        while let Some(load) = self.engine.lanes.take() {
            self.serves = load.iter().map(|(lane, _)| *lane).collect();
            self.serve(load).await;
            self.engine
                .lanes
                .give_back(&std::mem::take(&mut self.serves));
        }
        if let Some(connection) = self.connection.take() {
            self.engine.connections.leave(connection);
        }
        self.is_done = true;
    }

    /// Commits a load as one group and tells each caller how its batch fared.
    async fn serve(&mut self, load: Load) {
        let lanes: Vec<Vec<Waiting>> = load.into_iter().map(|(_, queue)| in_time(queue)).collect();
        let ends: Vec<usize> = lanes.iter().map(Vec::len).collect();
        let (batches, answers): (Vec<_>, Vec<_>) = lanes
            .into_iter()
            .flatten()
            .map(|waiting| (waiting.batch, waiting.answer))
            .unzip();
        if batches.is_empty() {
            return;
        }
        let verdicts = match self.settle(&batches).await {
            Ok(verdicts) => verdicts.into_iter().map(Ok).collect(),
            Err(trouble) => self.settle_apart(trouble, &batches, &ends).await,
        };
        for (answer, verdict) in answers.into_iter().zip(verdicts) {
            // A caller that stopped waiting is told nothing.
            let _ = answer.send(verdict);
        }
    }

    /// After a group had trouble: whoever may not be to blame gets another try.
    async fn settle_apart(
        &mut self,
        trouble: Trouble,
        batches: &[Batch],
        lanes: &[usize],
    ) -> Vec<Result<Verdict>> {
        let shares: Vec<usize> = match trouble {
            // One batch is refused by the server: each goes alone.
            trouble if trouble.is_of_one() && batches.len() > 1 => vec![1; batches.len()],
            // One scope is locked for long by another process: each lane goes alone.
            trouble if trouble.is_late() && lanes.len() > 1 => lanes.to_vec(),
            trouble => return trouble.errors(batches).into_iter().map(Err).collect(),
        };
        let mut verdicts = Vec::with_capacity(batches.len());
        let mut rest = batches;
        for share in shares {
            let (group, others) = rest.split_at(share.min(rest.len()));
            rest = others;
            match self.settle(group).await {
                Ok(settled) => verdicts.extend(settled.into_iter().map(Ok)),
                Err(trouble) => verdicts.extend(trouble.errors(group).into_iter().map(Err)),
            }
        }
        verdicts
    }

    /// Commits a group on some connection: a dead one is replaced, a clash is tried once more.
    async fn settle(&mut self, batches: &[Batch]) -> Result<Vec<Verdict>, Trouble> {
        let mut losses_left = self.engine.connections_max();
        let mut clashes_left = 1;
        loop {
            let trouble = match self.try_once(batches).await {
                Ok(verdicts) => return Ok(verdicts),
                Err(trouble) => trouble,
            };
            // The pool looks at what there was trouble on.
            if let Some(mut connection) = self.connection.take()
                && trouble.is_fatal()
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

    async fn try_once(&mut self, batches: &[Batch]) -> Result<Vec<Verdict>, Trouble> {
        let connection = match &mut self.connection {
            Some(connection) => connection,
            none => {
                let leased = self.engine.lease().await;
                none.insert(leased.map_err(Trouble::NoConnection)?)
            }
        };
        group::commit(&self.engine, connection, batches).await
    }
}

/// Sends those away who waited too long for their turn.
fn in_time(queue: Vec<Waiting>) -> Vec<Waiting> {
    let (late, in_time): (Vec<_>, Vec<_>) = queue.into_iter().partition(Waiting::is_late);
    for waiting in late {
        waiting.tell(Err(Error::busy("the change did not get its turn in time")));
    }
    in_time
}
