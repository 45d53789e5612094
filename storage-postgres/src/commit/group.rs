//! One group: many batches, one transaction.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use sqlx::{AssertSqlSafe, Connection as _, PgConnection, Postgres, Transaction};
use tenantry::storage::{Batch, Head, Plan, Scope, Verdict};
use tenantry::{Error, Result};

use super::outcome::{self, Outcome};
use super::{facts, writes};
use crate::engine::Engine;
use crate::error::{Meaning, mapped, meaning, unknown, was_refused};
use crate::patience::{WRITE_WITHIN, bounded};

/// Begins, and says how: in one round trip.
///
/// The isolation and the durability are what the engine rests on, whatever the role or the
/// database has set. A lock is waited for, and a vanished process's locks are kept, for a
/// bounded time. The plans must not be made anew for each group, nor go by the statistics of
/// a table that was nearly empty when they were made: everything here is found by its key.
const BEGIN: &str = "\
BEGIN ISOLATION LEVEL READ COMMITTED;
SET LOCAL synchronous_commit = on;
SET LOCAL lock_timeout = '{turn_wait}';
SET LOCAL idle_in_transaction_session_timeout = '30s';
SET LOCAL plan_cache_mode = force_generic_plan;
SET LOCAL enable_seqscan = off;
SET LOCAL jit = off";

/// A server that does not answer a commit for so long is asked anew.
const COMMIT_WITHIN: Duration = Duration::from_secs(10);

/// Why a group has no verdicts.
#[derive(Debug)]
pub(super) enum Trouble {
    /// There was no connection to be had.
    NoConnection(sqlx::Error),
    /// The transaction did not begin: nothing was asked of the server yet.
    NotBegun(sqlx::Error),
    /// The driver failed before the commit, or the server undid it.
    Undone(sqlx::Error),
    /// The batches break the contract, or the data contradicts itself.
    Found(Error),
    /// Whether it landed cannot be learnt.
    Unknown(Doubt),
}

/// A group of which nobody can tell whether it landed.
#[derive(Debug)]
pub(super) struct Doubt {
    /// How the answer to the commit was lost.
    error: sqlx::Error,
    /// What would have been told of each batch.
    verdicts: Vec<Verdict>,
    /// Where the scopes stood before.
    heads: BTreeMap<Scope, Head>,
}

impl Doubt {
    fn errors(self, batches: &[Batch]) -> Vec<Error> {
        let error = Arc::new(self.error);
        let each = batches.iter().zip(self.verdicts);
        each.map(|(batch, verdict)| match (verdict, batch.home()) {
            (Verdict::Committed(_), Some(scope)) => {
                let after = self.heads.get(&scope).map_or(0, |head| head.seq);
                unknown(batch.commit, scope, after)
            }
            // A refusal may rest on a neighbour that did not land: nothing was written for it.
            _ => mapped(Arc::clone(&error)),
        })
        .collect()
    }
}

impl Trouble {
    /// A write that changed another number of rows than it must.
    pub(super) fn miscounted(step: &'static str) -> Self {
        Self::Found(Error::corrupt(format!(
            "`{step}` wrote other rows than it was given"
        )))
    }

    /// Whether one batch alone may be to blame, so that the others deserve another try.
    pub(super) fn is_of_one(&self) -> bool {
        match self {
            Self::Found(_) => true,
            Self::Undone(error) => meaning(error) == Meaning::Unforeseen,
            Self::NoConnection(_) | Self::NotBegun(_) | Self::Unknown(_) => false,
        }
    }

    /// Whether a lock was waited for in vain.
    pub(super) fn is_late(&self) -> bool {
        matches!(self, Self::Undone(error) if meaning(error) == Meaning::Late)
    }

    /// Whether the server undid the group for the sake of another transaction.
    pub(super) fn is_clash(&self) -> bool {
        matches!(self, Self::Undone(error) if meaning(error) == Meaning::Clash)
    }

    /// Whether the connection is of no more use.
    pub(super) fn is_fatal(&self) -> bool {
        match self {
            Self::NotBegun(_) | Self::Unknown(_) => true,
            Self::Undone(error) => meaning(error) == Meaning::Lost,
            Self::NoConnection(_) | Self::Found(_) => false,
        }
    }

    /// The same, where it may be that the group landed all the same.
    fn in_doubt(self, verdicts: Vec<Verdict>, heads: BTreeMap<Scope, Head>) -> Self {
        match self {
            Self::Undone(error) => Self::Unknown(Doubt {
                error,
                verdicts,
                heads,
            }),
            other => other,
        }
    }

    /// The error of each batch of the group.
    pub(super) fn errors(self, batches: &[Batch]) -> Vec<Error> {
        match self {
            Self::NoConnection(error) | Self::NotBegun(error) | Self::Undone(error) => {
                let error = Arc::new(error);
                let each = batches.iter().map(|_| mapped(Arc::clone(&error)));
                each.collect()
            }
            Self::Found(error) => vec![error],
            Self::Unknown(doubt) => doubt.errors(batches),
        }
    }
}

impl From<sqlx::Error> for Trouble {
    fn from(error: sqlx::Error) -> Self {
        Self::Undone(error)
    }
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self::Found(error)
    }
}

/// Commits a group.
pub(super) async fn commit(
    engine: &Arc<Engine>,
    connection: &mut PgConnection,
    batches: &[Batch],
) -> Result<Vec<Verdict>, Trouble> {
    engine.probe("begin");
    let begin = AssertSqlSafe(engine.schema.text("", BEGIN));
    let begun = connection.begin_with(begin).await;
    let mut tx = begun.map_err(Trouble::NotBegun)?;
    let prepared = bounded(WRITE_WITHIN, prepare(engine, &mut tx, batches)).await;
    match prepared {
        Ok((plan, heads)) if !plan.changes.is_empty() => {
            conclude(engine, tx, batches, &plan, heads).await?;
            engine.hint(&plan);
            Ok(plan.verdicts)
        }
        other => {
            engine.probe("rollback");
            // Nothing was written, whatever becomes of this; it lets the locks go.
            let _ = bounded(COMMIT_WITHIN, tx.rollback()).await;
            other.map(|(plan, _)| plan.verdicts)
        }
    }
}

/// Everything between the beginning and the commit: what to write, and what was found before.
async fn prepare(
    engine: &Engine,
    connection: &mut PgConnection,
    batches: &[Batch],
) -> Result<(Plan, BTreeMap<Scope, Head>), Trouble> {
    let (facts, now) = facts::load(engine, connection, batches).await?;
    let heads = facts.heads.clone();
    let plan = engine.recollection.judge(facts, batches, now)?;
    for step in writes::steps(&engine.schema, &plan.changes) {
        step.run(engine, connection).await?;
    }
    Ok((plan, heads))
}

/// Commits what is written, and finds out whether it landed if the answer is lost.
async fn conclude(
    engine: &Engine,
    tx: Transaction<'_, Postgres>,
    batches: &[Batch],
    plan: &Plan,
    heads: BTreeMap<Scope, Head>,
) -> Result<(), Trouble> {
    engine.probe("commit");
    let committed = bounded(COMMIT_WITHIN, async { Ok(tx.commit().await?) }).await;
    match committed {
        Ok(()) => {}
        Err(Trouble::Undone(error)) if was_refused(&error) => return Err(error.into()),
        Err(trouble) => match outcome::learn(engine, batches, plan, &heads).await {
            Outcome::Landed => {}
            Outcome::Undone => return Err(trouble),
            Outcome::Unknown => return Err(trouble.in_doubt(plan.verdicts.clone(), heads)),
        },
    }
    engine.probe("acknowledge");
    Ok(())
}

#[cfg(test)]
mod tests {
    use tenantry::storage::{Failure, Part, Receipt};
    use tenantry::{CommitId, ErrorKind, OrgId, Time};
    use uuid::Uuid;

    use super::*;

    fn batch(number: u128) -> Batch {
        Batch {
            commit: CommitId::from_uuid(Uuid::from_u128(number)),
            parts: vec![Part::new(OrgId::from_uuid(Uuid::from_u128(7)))],
            replay: None,
            valid_until: None,
        }
    }

    #[test]
    fn a_lost_commit_is_unknown_to_those_only_for_whom_something_was_written() {
        let batches = [batch(1), batch(2)];
        let committed = Verdict::Committed(Receipt {
            commit: batches[0].commit,
            at: Time::from_micros(1),
            cursors: Vec::new(),
        });
        let lost = Trouble::Undone(sqlx::Error::Io(std::io::ErrorKind::ConnectionReset.into()));
        let verdicts = vec![committed, Verdict::Refused(Failure::Stale)];
        let errors = lost.in_doubt(verdicts, BTreeMap::new()).errors(&batches);
        assert_eq!(errors[0].kind(), ErrorKind::Unknown);
        let commit = batches[0].commit.to_string();
        assert_eq!(errors[0].field("commit").unwrap(), &commit);
        let refused = (errors[1].kind(), errors[1].code());
        assert_eq!(refused, (ErrorKind::Unavailable, "connection_lost"));
    }
}
