//! The model's journal.

use async_trait::async_trait;
use futures_util::{StreamExt as _, stream};
use tenantry::journal::{Checkpoint, StoredEntry};
use tenantry::storage::{
    Head, JournalReads, Landed, ReplayKey, Row, Scope, Seen, StoredPersonal, StoredReplay, View,
    Watch,
};
use tenantry::{CommitId, Result};
use uuid::Uuid;

use super::Defect;
use super::store::Model;

impl Model {
    /// The mark that all cursors are made of, if the model is broken in this way.
    fn marked(&self, mut hash: [u8; 32]) -> [u8; 32] {
        if self.has(Defect::MatchesAForeignCursor) {
            hash[..8].fill(0);
        }
        hash
    }

    fn shown(&self, entry: &StoredEntry) -> StoredEntry {
        StoredEntry {
            hash: self.marked(entry.hash),
            ..entry.clone()
        }
    }
}

#[async_trait]
impl JournalReads for Model {
    async fn scopes(&self, after: Option<Scope>, limit: u32) -> Result<Vec<Scope>> {
        let disk = self.disk();
        let scopes = disk.shelves.keys().copied();
        let scopes = scopes.filter(|scope| after.is_none_or(|after| *scope > after));
        Ok(scopes.take(limit as usize).collect())
    }

    async fn head(&self, scope: Scope) -> Result<Option<Head>> {
        let disk = self.disk();
        let head = disk.shelves.get(&scope).map(|shelf| shelf.head);
        Ok(head.map(|head| Head {
            hash: self.marked(head.hash),
            ..head
        }))
    }

    async fn look(&self, view: &View) -> Result<Seen<()>> {
        self.see(view, |_| ())
    }

    async fn entries(&self, scope: Scope, after: u64, limit: u32) -> Result<Vec<StoredEntry>> {
        let disk = self.disk();
        let Some(shelf) = disk.shelves.get(&scope) else {
            return Ok(Vec::new());
        };
        let entries = shelf.entries.values().filter(|entry| entry.seq > after);
        let entries = entries.take(limit as usize);
        Ok(entries.map(|entry| self.shown(entry)).collect())
    }

    async fn personal(&self, scope: Scope, from: u64, to: u64) -> Result<Vec<StoredPersonal>> {
        let disk = self.disk();
        let personal = disk.shelves.get(&scope).map(|shelf| shelf.personal.iter());
        let personal = personal.into_iter().flatten();
        let within = personal.filter(|personal| (from..=to).contains(&personal.seq));
        Ok(within.cloned().collect())
    }

    async fn activity(
        &self,
        view: &View,
        subject: Uuid,
        before: u64,
        limit: u32,
    ) -> Result<Seen<Vec<StoredEntry>>> {
        self.see(view, |shelf| {
            let entries = shelf.entries.values().rev();
            let about = entries.filter(|entry| entry.seq < before && entry.subject.id == subject);
            let about = about.take(limit as usize);
            about.map(|entry| self.shown(entry)).collect()
        })
    }

    async fn checkpoint(&self, view: &View, seq: u64) -> Result<Seen<Option<Checkpoint>>> {
        self.see(view, |shelf| {
            let mut checkpoints = shelf.all(checkpoint);
            checkpoints
                .find(|checkpoint| checkpoint.seq == seq)
                .cloned()
        })
    }

    async fn checkpoints(&self, view: &View, limit: u32) -> Result<Seen<Vec<Checkpoint>>> {
        self.see(view, |shelf| {
            let checkpoints = shelf.all(checkpoint).rev();
            checkpoints.take(limit as usize).cloned().collect()
        })
    }

    async fn landed(&self, scope: Scope, commit: CommitId, after: u64) -> Result<Option<Landed>> {
        let disk = self.disk();
        let entries = disk.shelves.get(&scope).map(|shelf| shelf.entries.values());
        let mut entries = entries.into_iter().flatten().rev();
        let last = entries.find(|entry| entry.seq > after && entry.commit == commit);
        Ok(last.map(|entry| Landed {
            seq: entry.seq,
            at: entry.at,
        }))
    }

    async fn replay(&self, scope: Scope, key: &ReplayKey) -> Result<Option<StoredReplay>> {
        let disk = self.disk();
        let shelf = disk.shelves.get(&scope);
        Ok(shelf.and_then(|shelf| shelf.replays.get(key)).cloned())
    }

    fn watch(&self, _: Scope) -> Watch {
        let grown = self.platter.grown.subscribe();
        stream::unfold(grown, |mut grown| async {
            grown.changed().await.ok()?;
            Some(((), grown))
        })
        .boxed()
    }
}

fn checkpoint(row: &Row) -> Option<&Checkpoint> {
    match row {
        Row::Checkpoint(checkpoint) => Some(checkpoint),
        _ => None,
    }
}
