//! Committing: batches that come at the same time are judged as one group.

use std::sync::Mutex;

use tenantry::storage::{Batch, Needs, Plan, Storage as _, Verdict, judge};
use tenantry::{Error, Result};
use tokio::sync::oneshot;

use super::Defect;
use super::disk::Disk;
use super::store::{Model, lock};

/// Batches that wait for the next group, and who waits for them.
pub(super) type Queue = Mutex<Vec<(Batch, oneshot::Sender<Result<Verdict>>)>>;

impl Model {
    pub(super) async fn commit_in_a_group(&self, batch: Batch) -> Result<Verdict> {
        let (answer, answered) = oneshot::channel();
        lock(&self.queue).push((batch, answer));
        // Neighbours that come at the same time join the group.
        tokio::task::yield_now().await;
        self.serve();
        let broken_off = |_| Err(Error::unavailable("the model broke off"));
        answered.await.unwrap_or_else(broken_off)
    }

    fn serve(&self) {
        let mut disk = self.disk();
        let waiting = std::mem::take(&mut *lock(&self.queue));
        let (batches, answers): (Vec<_>, Vec<_>) = waiting.into_iter().unzip();
        if self.cache.is_some() {
            *lock(&self.platter.disk) = disk.clone();
        }
        let verdicts = match self.settle(&mut disk, &batches) {
            Ok(verdicts) => verdicts.into_iter().map(Ok).collect(),
            Err(_) => self.settle_each(&mut disk, &batches),
        };
        self.platter.grown.send_modify(|count| *count += 1);
        for (answer, verdict) in answers.into_iter().zip(verdicts) {
            // A caller that is gone abandoned its wait, not its commit.
            let _ = answer.send(verdict);
        }
    }

    /// One of the group breaks the contract: each is judged alone.
    fn settle_each(&self, disk: &mut Disk, batches: &[Batch]) -> Vec<Result<Verdict>> {
        let each = batches.iter().map(|batch| {
            let mut verdicts = self.settle(disk, std::slice::from_ref(batch))?;
            verdicts.pop().ok_or_else(|| Error::corrupt("no verdict"))
        });
        each.collect()
    }

    fn settle(&self, disk: &mut Disk, batches: &[Batch]) -> Result<Vec<Verdict>> {
        if self.has(Defect::TestsWithoutTheOverlay) {
            return self.settle_without_overlay(disk, batches);
        }
        let batches: Vec<Batch> = batches.iter().map(|batch| self.bent(batch)).collect();
        let mut facts = disk.facts(&Needs::of(&batches), self.now());
        self.bend(&mut facts, disk, &batches);
        let plan = judge(facts, &batches, self.now())?;
        if self.has(Defect::LetsOneSinkTheGroup)
            && let Some(sunk) = plan.verdicts.iter().find(|verdict| is_refused(verdict))
        {
            return Ok(vec![sunk.clone(); batches.len()]);
        }
        self.write(disk, &plan);
        self.spoil(disk, &batches, &plan);
        Ok(plan.verdicts)
    }

    fn settle_without_overlay(&self, disk: &mut Disk, batches: &[Batch]) -> Result<Vec<Verdict>> {
        let before = disk.clone();
        let mut verdicts = Vec::new();
        for batch in batches {
            let alone = std::slice::from_ref(batch);
            let mut facts = before.facts(&Needs::of(alone), self.now());
            facts.heads = disk.facts(&Needs::of(alone), self.now()).heads;
            let plan = judge(facts, alone, self.now())?;
            self.write(disk, &plan);
            verdicts.extend(plan.verdicts);
        }
        Ok(verdicts)
    }

    fn write(&self, disk: &mut Disk, plan: &Plan) {
        if plan.changes.is_empty() {
            return;
        }
        self.probe("commit");
        disk.apply(plan);
        self.probe("acknowledge");
    }

    fn probe(&self, statement: &'static str) {
        if let Some(probe) = &self.ports.probe {
            probe.before(statement);
        }
    }
}

fn is_refused(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Refused(_))
}
