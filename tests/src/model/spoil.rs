//! What a broken model does to batches, to facts, and to its disk.

use tenantry::journal::Audience;
use tenantry::storage::{Batch, Expect, Facts, Part, Plan, Verdict, Write};

use super::Defect;
use super::disk::Disk;
use super::store::Model;

impl Model {
    /// The batch as a broken model understands it.
    pub(super) fn bent(&self, batch: &Batch) -> Batch {
        let mut batch = batch.clone();
        for part in &mut batch.parts {
            match self.defect {
                Some(Defect::DropsAnEntry) => part.entries.truncate(1),
                Some(Defect::ReordersEntries) => part.entries.reverse(),
                Some(Defect::LosesTheAudienceOfADeletion) if deletes(part) => {
                    for entry in &mut part.entries {
                        entry.audience = Audience::default();
                    }
                }
                _ => part.expect.retain(|expect| !self.skips(expect)),
            }
        }
        batch
    }

    fn skips(&self, expect: &Expect) -> bool {
        self.has(match expect {
            Expect::Narrowed(..) => Defect::SkipsNarrowed,
            Expect::Rights(_) => Defect::SkipsRights,
            Expect::Version(..) => Defect::SkipsVersion,
            Expect::Present(_) => Defect::SkipsPresent,
            Expect::Counted(..) => Defect::SkipsCounted,
            Expect::Absent(_) => Defect::SkipsAbsent,
        })
    }

    /// The facts as a broken model finds them.
    pub(super) fn bend(&self, facts: &mut Facts, disk: &Disk, batches: &[Batch]) {
        match self.defect {
            Some(Defect::ForgetsTheTenantInAUniqueKey) => {
                let needs = tenantry::storage::Needs::of(batches);
                for name in &needs.uniques {
                    if let Some(owner) = disk.owner_anywhere(&name.1) {
                        facts.uniques.insert(name.clone(), owner);
                    }
                }
            }
            Some(Defect::GapsTheSequence) => {
                for head in facts.heads.values_mut() {
                    head.seq += u64::from(head.seq % 3 == 2);
                }
            }
            Some(Defect::ReplaysAnotherInput) => {
                for replay in batches.iter().filter_map(|batch| batch.replay.as_ref()) {
                    let name = (replay.scope, replay.key.clone());
                    if let Some(stored) = facts.replays.get_mut(&name) {
                        stored.fingerprint = replay.fingerprint;
                    }
                }
            }
            _ => {}
        }
    }

    /// What a broken model writes beside.
    pub(super) fn spoil(&self, disk: &mut Disk, batches: &[Batch], plan: &Plan) {
        for (batch, verdict) in batches.iter().zip(&plan.verdicts) {
            match (self.defect, verdict) {
                (Some(Defect::CountsTwiceOnRetry), Verdict::Replayed(_)) => {
                    disk.count_again(batch);
                }
                (Some(Defect::AppliesHalfABatch), Verdict::Refused(_)) => disk.apply_half(batch),
                (Some(defect), Verdict::Committed(_)) => disk.leak(defect, batch),
                _ => {}
            }
        }
    }
}

impl Disk {
    fn count_again(&mut self, batch: &Batch) {
        for part in &batch.parts {
            let Some(shelf) = self.shelves.get_mut(&part.scope) else {
                continue;
            };
            for write in &part.writes {
                if let Write::Count { counter, by, .. } = write {
                    *shelf.counters.entry(*counter).or_default() += by;
                }
            }
        }
    }

    fn apply_half(&mut self, batch: &Batch) {
        for part in &batch.parts {
            let Some(shelf) = self.shelves.get_mut(&part.scope) else {
                continue;
            };
            for write in &part.writes {
                match write {
                    Write::Insert(row) if !shelf.rows.contains_key(&row.key()) => {
                        shelf.put(&row.key(), row.clone());
                    }
                    _ => break,
                }
            }
        }
    }
}

fn deletes(part: &Part) -> bool {
    part.writes
        .iter()
        .any(|write| matches!(write, Write::Delete(_)))
}
