//! Connections: those of the pool, and those that lie at hand.
//!
//! A pool hands its connections out in turn, so that each has gone cold when its turn comes, and
//! asks the server after each that comes back whether it is well. So a read made two round trips,
//! on ever other connections, and took three times as long as its statement. What was left in
//! order lies at hand instead: whoever comes next takes the last one that was left.

use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use sqlx::pool::PoolConnection;
use sqlx::{Error as DriverError, PgConnection, PgPool, Postgres};
use tokio::runtime::Handle;

/// After so long a connection goes back to the pool, which looks after its age and its health.
const AT_HAND_FOR: Duration = Duration::from_secs(10);

/// All connections of a store.
#[derive(Debug)]
pub(crate) struct Connections {
    pub(crate) pool: PgPool,
    at_hand_max: usize,
    at_hand: Mutex<AtHand>,
    runtime: Handle,
}

#[derive(Debug, Default)]
struct AtHand {
    // INVARIANT: empty while somebody waits for the pool, which knows nothing of these.
    leases: Vec<Lease>,
    waiting: usize,
}

/// A connection that somebody uses. Dropped, it goes back to the pool.
#[derive(Debug)]
pub(crate) struct Lease {
    connection: PoolConnection<Postgres>,
    since: Instant,
}

impl Connections {
    /// Those of a pool of our own, of which a quarter may lie at hand.
    pub(crate) fn own(pool: PgPool, runtime: Handle) -> Self {
        let at_hand_max = pool.options().get_max_connections() as usize / 4;
        Self::new(pool, runtime, at_hand_max)
    }

    /// Those of a pool that others use as well: what they wait for does not lie at hand here.
    pub(crate) fn handed_in(pool: PgPool, runtime: Handle) -> Self {
        Self::new(pool, runtime, 0)
    }

    fn new(pool: PgPool, runtime: Handle, at_hand_max: usize) -> Self {
        Self {
            pool,
            at_hand_max,
            at_hand: Mutex::default(),
            runtime,
        }
    }

    /// The connection that lies at hand, or else one of the pool.
    pub(crate) async fn lease(&self) -> Result<Lease, DriverError> {
        let _waits = match self.take() {
            Ok(lease) => return Ok(lease),
            Err(waits) => waits,
        };
        Ok(Lease {
            connection: self.pool.acquire().await?,
            since: Instant::now(),
        })
    }

    fn take(&self) -> Result<Lease, Waits<'_>> {
        let mut at_hand = self.at_hand();
        at_hand.leases.pop().ok_or_else(|| {
            at_hand.waiting += 1;
            Waits(self)
        })
    }

    /// Leaves a connection at hand on which nothing is open and nothing unread.
    pub(crate) fn leave(&self, lease: Lease) {
        let mut at_hand = self.at_hand();
        let is_free = at_hand.waiting == 0 && at_hand.leases.len() < self.at_hand_max;
        if is_free && lease.since.elapsed() < AT_HAND_FOR {
            at_hand.leases.push(lease);
        }
    }

    fn at_hand(&self) -> MutexGuard<'_, AtHand> {
        self.at_hand.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Connections {
    fn drop(&mut self) {
        // What goes back to the pool is looked at by a task.
        let _inside = self.runtime.enter();
        self.at_hand().leases.clear();
    }
}

/// That somebody waits for a connection of the pool.
struct Waits<'a>(&'a Connections);

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.at_hand().waiting -= 1;
    }
}

impl Lease {
    /// Ends the connection instead of giving it back.
    pub(crate) fn close_on_drop(&mut self) {
        self.connection.close_on_drop();
    }
}

impl Deref for Lease {
    type Target = PgConnection;

    fn deref(&self) -> &PgConnection {
        &self.connection
    }
}

impl DerefMut for Lease {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.connection
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use sqlx::postgres::PgPoolOptions;
    use tenantry_private_postgres::shared_url;
    use tokio::task::{spawn, spawn_blocking, yield_now};

    use super::*;

    fn four() -> PgPool {
        let four = PgPoolOptions::new().max_connections(4);
        four.connect_lazy(&shared_url()).unwrap()
    }

    /// Which of the server's processes is at the other end.
    async fn process(lease: &mut Lease) -> i32 {
        let ask = sqlx::query_scalar("SELECT pg_backend_pid()");
        ask.fetch_one(&mut **lease).await.unwrap()
    }

    #[tokio::test]
    async fn the_last_that_was_left_is_taken_first() {
        let connections = Connections::own(four(), Handle::current());
        let (mut one, mut two) = (
            connections.lease().await.unwrap(),
            connections.lease().await.unwrap(),
        );
        let (first, second) = (process(&mut one).await, process(&mut two).await);
        assert_ne!(first, second);
        connections.leave(one);
        for _ in 0..9 {
            let mut again = connections.lease().await.unwrap();
            assert_eq!(process(&mut again).await, first);
            connections.leave(again);
        }
        // A quarter of four lies at hand: the other one is the pool's again.
        connections.leave(two);
        assert_eq!(connections.at_hand().leases.len(), 1);
    }

    #[tokio::test]
    async fn nothing_lies_at_hand_while_somebody_waits() {
        let connections = Arc::new(Connections::own(four(), Handle::current()));
        let mut all = Vec::new();
        for _ in 0..4 {
            all.push(connections.lease().await.unwrap());
        }
        let waits = Arc::clone(&connections);
        let waits = spawn(async move { waits.lease().await.map(drop) });
        while connections.at_hand().waiting == 0 {
            yield_now().await;
        }
        connections.leave(all.pop().unwrap());
        assert!(connections.at_hand().leases.is_empty());
        waits.await.unwrap().unwrap();
        assert_eq!(connections.at_hand().waiting, 0);
    }

    #[tokio::test]
    async fn what_others_use_too_goes_back_at_once() {
        let connections = Connections::handed_in(four(), Handle::current());
        let lease = connections.lease().await.unwrap();
        connections.leave(lease);
        assert!(connections.at_hand().leases.is_empty());
    }

    #[tokio::test]
    async fn a_store_may_be_dropped_anywhere() {
        let pool = four();
        let connections = Connections::own(pool.clone(), Handle::current());
        let lease = connections.lease().await.unwrap();
        connections.leave(lease);
        // Outside of the runtime.
        let dropped = spawn_blocking(|| std::thread::spawn(|| drop(connections)).join());
        dropped.await.unwrap().unwrap();
        // Which waits until all are back.
        pool.close().await;
    }
}
