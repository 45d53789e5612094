//! The commit of a group: one transaction for many batches, a verdict for each.

use std::collections::BTreeMap;

use rusqlite::Connection;
use tenantry::storage::{Batch, Changes, Needs, Ports, Recollection, Scope, Verdict};
use tenantry::{Clock, Error, ErrorKind, Result, SystemClock};

use crate::error::{Attempt, Fault};
use crate::transaction::{Open, Statements};
use crate::{changes, facts};

/// What a group came to.
pub(crate) struct Outcome {
    /// One result a batch, in their order.
    pub(crate) verdicts: Vec<Result<Verdict>>,
    /// The scopes whose journals have grown.
    pub(crate) grown: Vec<Scope>,
}

/// Commits a group. Where one batch breaks what the judgement could not foresee, each is
/// committed alone, so that it harms no neighbour.
pub(crate) fn commit(
    db: &Connection,
    ports: &Ports,
    recollection: &Recollection,
    batches: &[Batch],
) -> Outcome {
    match try_commit(db, ports, recollection, batches) {
        Ok((verdicts, grown)) => Outcome {
            verdicts: verdicts.into_iter().map(Ok).collect(),
            grown,
        },
        Err(failed) if batches.len() > 1 && failed.fault.blames_a_batch() => {
            commit_each(db, ports, recollection, batches)
        }
        Err(failed) => Outcome {
            verdicts: batches
                .iter()
                .enumerate()
                .map(|(index, batch)| Err(failed.error_of(index, batch)))
                .collect(),
            grown: Vec::new(),
        },
    }
}

fn commit_each(
    db: &Connection,
    ports: &Ports,
    recollection: &Recollection,
    batches: &[Batch],
) -> Outcome {
    let mut whole = Outcome {
        verdicts: Vec::with_capacity(batches.len()),
        grown: Vec::new(),
    };
    for batch in batches {
        let mut one = commit(db, ports, recollection, std::slice::from_ref(batch));
        whole.verdicts.append(&mut one.verdicts);
        whole.grown.append(&mut one.grown);
    }
    whole
}

/// A group that did not commit.
struct Failed {
    fault: Fault,
    /// Where the fault came out of `COMMIT` itself and leaves doubt: what was being committed.
    doubt: Option<Doubt>,
}

/// What is needed to ask later whether a commit landed.
struct Doubt {
    verdicts: Vec<Verdict>,
    /// Where each changed scope stood before.
    before: BTreeMap<Scope, u64>,
}

impl<F: Into<Fault>> From<F> for Failed {
    fn from(fault: F) -> Self {
        Self {
            fault: fault.into(),
            doubt: None,
        }
    }
}

impl Failed {
    fn error_of(&self, index: usize, batch: &Batch) -> Error {
        let doubtful = self
            .doubt
            .as_ref()
            .filter(|doubt| matches!(doubt.verdicts.get(index), Some(Verdict::Committed(_))));
        match (doubtful, batch.home()) {
            (Some(doubt), Some(home)) => unknown(batch, home, &doubt.before),
            // A refusal may rest on a neighbour that did not land: nothing was written for it.
            _ => self.fault.error(),
        }
    }
}

fn unknown(batch: &Batch, home: Scope, before: &BTreeMap<Scope, u64>) -> Error {
    Error::new(
        ErrorKind::Unknown,
        ErrorKind::Unknown.name(),
        "the disk failed while committing, and whether it landed is not known yet",
    )
    .with("commit", batch.commit.to_string())
    .with("scope", serde_json::json!(home))
    .with("after", before.get(&home).copied().unwrap_or_default())
}

fn try_commit(
    db: &Connection,
    ports: &Ports,
    recollection: &Recollection,
    batches: &[Batch],
) -> Result<(Vec<Verdict>, Vec<Scope>), Failed> {
    let tx = Statements {
        db,
        probe: ports.probe.as_deref(),
    };
    let needs = Needs::of(batches);
    tx.run("begin", "BEGIN IMMEDIATE", [])?;
    let _open = Open(db);
    let now = now(ports);
    let facts = facts::load(tx, needs, now)?;
    let before = facts
        .heads
        .iter()
        .map(|(scope, head)| (*scope, head.seq))
        .collect();
    let plan = recollection.judge(facts, batches, now)?;
    if plan.changes.is_empty() {
        return Ok((plan.verdicts, Vec::new()));
    }
    write(tx, &plan.changes)?;
    if let Err(fault) = tx.run("commit", "COMMIT", []).map_err(Fault::from) {
        let doubt = fault.leaves_doubt().then_some(Doubt {
            verdicts: plan.verdicts,
            before,
        });
        return Err(Failed { fault, doubt });
    }
    tx.announce("acknowledge");
    Ok((plan.verdicts, plan.changes.into_keys().collect()))
}

fn write(tx: Statements, changes: &BTreeMap<Scope, Changes>) -> Attempt<()> {
    for (scope, changes) in changes {
        changes::write(tx, *scope, changes)?;
    }
    Ok(())
}

/// The time on the store's clock.
pub(crate) fn now(ports: &Ports) -> tenantry::Time {
    match &ports.clock {
        Some(clock) => clock.now(),
        None => SystemClock.now(),
    }
}
