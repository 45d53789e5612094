//! Whether a batch may be applied, on the facts as the batches before it leave them.

use super::Overlay;
use crate::storage::{
    Batch, Counter, Expect, Failure, Key, Part, REPLAY_SECS, Replay, Row, Scope, StoredReplay,
    Write,
};
use crate::{Result, Time};

impl Overlay {
    pub(super) fn test(&self, batch: &Batch, at: Time) -> Result<Option<StoredReplay>, Failure> {
        if let Some(replay) = &batch.replay
            && let Some(stored) = self.remembered(replay, at)
        {
            return if stored.fingerprint == replay.fingerprint {
                Ok(Some(stored.clone()))
            } else {
                Err(Failure::OtherInput)
            };
        }
        if batch.valid_until.is_some_and(|until| at >= until) {
            return Err(Failure::Expired);
        }
        for part in &batch.parts {
            self.test_part(part)?;
        }
        // Last: what is stale is decided again, and has perhaps no limit in its way then.
        for part in &batch.parts {
            self.test_counters(part)?;
        }
        Ok(None)
    }

    fn remembered(&self, replay: &Replay, at: Time) -> Option<&StoredReplay> {
        let stored = self
            .facts
            .replays
            .get(&(replay.scope, replay.key.clone()))?;
        (stored.at.plus_secs(REPLAY_SECS) > at).then_some(stored)
    }

    fn test_part(&self, part: &Part) -> Result<(), Failure> {
        let scope = part.scope;
        let head = self.facts.heads.get(&scope);
        let founds = part.writes.iter().any(founds_scope);
        if head.is_none() && !founds {
            return Err(Failure::NoScope(scope));
        }
        for expect in &part.expect {
            let holds = match expect {
                Expect::Narrowed(seq, grounds) => self.stands(scope, *seq, grounds),
                Expect::Rights(seq) => head.is_some_and(|head| head.rights == *seq),
                Expect::Version(key, version) => self.version(scope, key) == Some(*version),
                Expect::Counted(counter, value) => self.counter(scope, *counter) == *value,
                Expect::Present(key) => self.version(scope, key).is_some(),
                Expect::Absent(key) => self.version(scope, key).is_none(),
            };
            if !holds {
                return Err(Failure::Stale);
            }
        }
        part.writes
            .iter()
            .try_for_each(|write| self.test_write(part, write))
    }

    fn test_write(&self, part: &Part, write: &Write) -> Result<(), Failure> {
        let scope = part.scope;
        match write {
            Write::Insert(row) => {
                let key = row.key();
                if self.version(scope, &key).is_some() {
                    return Err(Failure::Exists(key));
                }
                self.test_uniques(scope, row)
            }
            Write::Update { from, to } => {
                self.test_version(scope, from)?;
                self.test_uniques(scope, to)
            }
            Write::Delete(row) => self.test_version(scope, row),
            Write::Sweep(_) | Write::Count { .. } => Ok(()),
            Write::Prune { through, .. } => {
                let checkpoint = self.version(scope, &Key::Checkpoint(*through));
                let head = self.facts.heads.get(&scope);
                let moves_on =
                    head.is_some_and(|head| head.floor < *through && *through < head.seq);
                if checkpoint.is_some() && moves_on {
                    Ok(())
                } else {
                    Err(Failure::Stale)
                }
            }
        }
    }

    /// Whether a batch before this one has removed by the many what a counter counts.
    fn has_swept(&self, scope: Scope, counter: Counter) -> bool {
        let changes = self.plan.changes.get(&scope);
        changes.is_some_and(|changes| changes.sweeps.iter().any(|sweep| sweep.moves(counter)))
    }

    fn test_counters(&self, part: &Part) -> Result<(), Failure> {
        part.writes.iter().try_for_each(|write| match write {
            Write::Count { counter, .. } => self.test_counter(part, *counter),
            _ => Ok(()),
        })
    }

    fn test_version(&self, scope: Scope, row: &Row) -> Result<(), Failure> {
        if self.version(scope, &row.key()) == Some(row.version()) {
            Ok(())
        } else {
            Err(Failure::Stale)
        }
    }

    fn test_uniques(&self, scope: Scope, row: &Row) -> Result<(), Failure> {
        for unique in row.uniques() {
            let owner = self.facts.uniques.get(&(scope, unique.clone()));
            if owner.is_some_and(|owner| *owner != row.owner()) {
                return Err(Failure::Taken(unique));
            }
        }
        Ok(())
    }

    /// Tests all moves of one counter in the part together.
    fn test_counter(&self, part: &Part, counter: Counter) -> Result<(), Failure> {
        if !counter.is_kept() && self.has_swept(part.scope, counter) {
            // What was counted may be gone with the sweep.
            return Err(Failure::Stale);
        }
        let value = self.counter(part.scope, counter);
        let mut end = value;
        let (mut floor, mut ceiling) = (i64::MIN, i64::MAX);
        for write in &part.writes {
            if let Write::Count {
                counter: moved,
                by,
                min,
                max,
            } = write
                && *moved == counter
            {
                end = end.saturating_add(*by);
                floor = floor.max(*min);
                ceiling = ceiling.min(*max);
            }
        }
        // A bound that was lowered later does not forbid a move towards it.
        if end < value && end < floor {
            return Err(Failure::Limit {
                counter,
                value,
                bound: floor,
            });
        }
        if end > value && end > ceiling {
            return Err(Failure::Limit {
                counter,
                value,
                bound: ceiling,
            });
        }
        Ok(())
    }
}

/// Whether a write makes the scope that it is in.
fn founds_scope(write: &Write) -> bool {
    matches!(write, Write::Insert(Row::Org(_) | Row::Directory(_)))
}
