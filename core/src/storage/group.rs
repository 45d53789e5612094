//! The judgement of a group: pure, and the same for every store.
//!
//! Batches are judged in order. Each is tested against the facts as the batches before
//! it leave them, so a group of many behaves like as many commits one after the other;
//! but every row is written once, and one fsync carries them all.

mod admit;
mod apply;
mod narrowings;

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::{
    Batch, Counter, Facts, Head, Key, ReplayKey, Row, Scope, StoredReplay, Sweep, Verdict, Write,
};
use crate::journal::{BODY_BYTES_MAX, StoredEntry};
use crate::tasks::Tally;
use crate::{Error, Result, Time};
use apply::text_of;
use narrowings::Narrowings;
pub use narrowings::Recollection;

/// What a group comes to: a verdict for each batch, and what to write for all of them.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// One verdict a batch, in their order.
    pub verdicts: Vec<Verdict>,
    /// What to write, by scope. Empty if every batch was refused.
    pub changes: BTreeMap<Scope, Changes>,
}

/// What to write in one scope: sweeps first, then rows in the order of their keys.
#[derive(Clone, Debug)]
pub struct Changes {
    /// Whether the scope is new, so that its head is inserted.
    pub is_new: bool,
    /// Rows to remove by the many.
    pub sweeps: BTreeSet<Sweep>,
    /// Each row once: the row as it ends, or `None` where it is removed.
    pub rows: BTreeMap<Key, Option<Row>>,
    /// Where each counter ends.
    pub counters: BTreeMap<Counter, i64>,
    /// By how much each tally moves, without those that end where they were.
    pub tallies: BTreeMap<Tally, i64>,
    /// The entries to append, chained.
    pub entries: Vec<StoredEntry>,
    /// Personal values of those entries.
    pub personal: Vec<StoredPersonal>,
    /// Idempotency keys to remember.
    pub replays: BTreeMap<ReplayKey, StoredReplay>,
    /// The last entry to prune.
    pub prune_through: Option<u64>,
    /// The head as it ends.
    pub head: Head,
}

/// A personal value as it is kept beside the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPersonal {
    /// The entry.
    pub seq: u64,
    /// The field of its body.
    pub field: String,
    /// The person.
    pub person: Uuid,
    /// The salt of the commitment.
    pub salt: [u8; 16],
    /// The value.
    pub value: String,
}

/// Judges a group against the facts that were found for it under its locks.
///
/// # Errors
/// `Corrupt` if a batch breaks the contract: a row outside its part's scope, an entry
/// over its limit. The operation that built it is wrong, and nothing is written.
pub fn judge(facts: Facts, batches: &[Batch], now: Time) -> Result<Plan> {
    let narrowings = narrowings::known(&facts);
    judged(narrowings, facts, batches, now).map(|overlay| overlay.plan)
}

fn judged(narrowings: Narrowings, facts: Facts, batches: &[Batch], now: Time) -> Result<Overlay> {
    let mut overlay = Overlay {
        facts,
        plan: Plan::default(),
        narrowings,
    };
    for batch in batches {
        check_shape(batch)?;
        let at = overlay.time_of(batch, now);
        let verdict = match overlay.test(batch, at) {
            Ok(None) => Verdict::Committed(overlay.apply(batch, at)),
            Ok(Some(replay)) => Verdict::Replayed(replay),
            Err(failure) => Verdict::Refused(failure),
        };
        overlay.plan.verdicts.push(verdict);
    }
    Ok(overlay)
}

/// The facts as the batches so far leave them.
struct Overlay {
    facts: Facts,
    plan: Plan,
    narrowings: Narrowings,
}

impl Overlay {
    /// One time for the whole batch: never behind the last commit of a scope it changes.
    fn time_of(&self, batch: &Batch, now: Time) -> Time {
        let heads = batch.parts.iter().filter(|part| part.changes());
        heads
            .filter_map(|part| self.facts.heads.get(&part.scope))
            .map(|head| head.at)
            .fold(now, Time::max)
    }

    fn version(&self, scope: Scope, key: &Key) -> Option<u64> {
        self.facts.rows.get(&(scope, key.clone())).copied()
    }

    fn counter(&self, scope: Scope, counter: Counter) -> i64 {
        self.facts
            .counters
            .get(&(scope, counter))
            .copied()
            .unwrap_or(0)
    }
}

/// The contract that a batch keeps whatever it says.
fn check_shape(batch: &Batch) -> Result<()> {
    if let Some(replay) = &batch.replay
        && !batch
            .parts
            .iter()
            .any(|part| part.scope == replay.scope && part.changes())
    {
        return Err(Error::corrupt(format!(
            "a batch remembers a call in {}, which it does not change",
            replay.scope
        )));
    }
    for part in &batch.parts {
        for write in &part.writes {
            let row = match write {
                Write::Insert(row) | Write::Delete(row) | Write::Update { to: row, .. } => row,
                _ => continue,
            };
            if row.scope() != part.scope || !row.key().belongs_to(part.scope) {
                return Err(Error::corrupt(format!(
                    "a batch writes a row of {} in {}",
                    row.scope(),
                    part.scope
                )));
            }
        }
        for entry in &part.entries {
            if text_of(&entry.body).len() > BODY_BYTES_MAX {
                return Err(Error::corrupt(format!(
                    "the entry of `{}` is over {BODY_BYTES_MAX} bytes",
                    entry.operation
                )));
            }
        }
    }
    Ok(())
}
