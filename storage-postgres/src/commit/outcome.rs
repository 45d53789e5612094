//! The outcome of a commit whose answer was lost: asked for, never guessed.

use std::collections::BTreeMap;
use std::time::Duration;

use sqlx::Connection as _;
use tenantry::storage::{Batch, Head, Plan, Scope, Verdict};
use tokio::time::{Instant, sleep, timeout_at};

use crate::engine::Engine;
use crate::row::int;

/// How long the outcome is sought.
const LEARN_WITHIN: Duration = Duration::from_secs(10);

/// Between two attempts.
const PAUSE: Duration = Duration::from_millis(100);

// The lost transaction may still be committing. It holds the head, so touching the head
// waits for its end; where the head was new, the insert waits for the other insert.
// The row is never kept: the transaction is rolled back.
pub(crate) const TOUCH_HEAD: &str = "
INSERT INTO tenantry.{scope}_heads AS h
    ({scope}_id, seq, rights, narrowed, floor, floor_hash, hash, at)
VALUES ($1, 0, 0, 0, 0, '', '', 0)
ON CONFLICT ({scope}_id) DO UPDATE SET seq = h.seq";

const LANDED: &str = "
SELECT EXISTS (
    SELECT FROM tenantry.{scope}_journal
    WHERE {scope}_id = $1 AND seq > $2 AND commit_id = $3
)";

/// What became of a group.
pub(super) enum Outcome {
    /// It is committed.
    Landed,
    /// Nothing of it was written.
    Undone,
    /// There was no answer in time.
    Unknown,
}

/// Learns whether a group landed, from one of its batches: they share a transaction.
pub(super) async fn learn(
    engine: &Engine,
    batches: &[Batch],
    plan: &Plan,
    heads: &BTreeMap<Scope, Head>,
) -> Outcome {
    let committed = batches
        .iter()
        .zip(&plan.verdicts)
        .filter(|(_, verdict)| matches!(verdict, Verdict::Committed(_)));
    let told = committed.filter_map(|(batch, _)| {
        let tells = batch.parts.iter().find(|part| !part.entries.is_empty())?;
        Some((batch, tells.scope))
    });
    let Some((batch, scope)) = told.into_iter().next() else {
        return Outcome::Unknown;
    };
    let after = heads.get(&scope).map_or(0, |head| head.seq);
    let deadline = Instant::now() + LEARN_WITHIN;
    while Instant::now() < deadline {
        if let Ok(Ok(landed)) = timeout_at(deadline, ask(engine, batch, scope, after)).await {
            return if landed {
                Outcome::Landed
            } else {
                Outcome::Undone
            };
        }
        sleep(PAUSE).await;
    }
    Outcome::Unknown
}

/// Asks on a connection of its own: those of the pool may be as dead as the lost one.
async fn ask(
    engine: &Engine,
    batch: &Batch,
    scope: Scope,
    after: u64,
) -> Result<bool, sqlx::Error> {
    let mut connection = engine.connect_apart().await?;
    let mut tx = connection.begin().await?;
    let touch = engine.schema.ask_in(scope, TOUCH_HEAD).bind(scope.uuid());
    touch.execute(&mut *tx).await?;
    let landed = engine.schema.ask_in(scope, LANDED).bind(scope.uuid());
    let landed = landed.bind(int(after)).bind(batch.commit.uuid());
    let row = landed.fetch_one(&mut *tx).await?;
    tx.rollback().await?;
    sqlx::Row::try_get(&row, 0)
}
