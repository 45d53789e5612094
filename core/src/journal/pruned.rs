//! For tests: a journal that somebody prunes right after it was looked into.

use std::sync::Mutex;

use async_trait::async_trait;
use uuid::Uuid;

use super::{Audience, Checkpoint, Cursor, Effect, EntrySubject, StoredEntry, chain};
use crate::access::Actor;
use crate::storage::{
    Head, JournalReads, Landed, ReplayKey, Scope, Seen, StoredPersonal, StoredReplay, View, Watch,
};
use crate::{CommitId, OrgId, Result, Time};

/// How many entries it has at first.
const ENTRIES: u64 = 6;

pub(super) struct Pruned {
    /// What it was.
    before: Vec<StoredEntry>,
    head: Mutex<Head>,
    /// The last entry that goes; 0 if none does.
    through: u64,
}

impl Pruned {
    pub(super) fn scope() -> Scope {
        OrgId::from_uuid(Uuid::from_u128(1)).into()
    }

    /// A journal of six entries, of which these go.
    pub(super) fn through(through: u64) -> Self {
        let mut head = Head::new(Self::scope());
        let mut before = Vec::new();
        for seq in 1..=ENTRIES {
            let mut entry = entry(seq);
            entry.hash = chain::link(&head.hash, &entry);
            (head.seq, head.hash) = (seq, entry.hash);
            before.push(entry);
        }
        Self {
            before,
            head: Mutex::new(head),
            through,
        }
    }

    pub(super) fn head_before(&self) -> Head {
        *self.head.lock().unwrap()
    }

    pub(super) fn entry(&self, seq: u64) -> &StoredEntry {
        self.before.iter().find(|entry| entry.seq == seq).unwrap()
    }

    pub(super) fn cursor(&self, seq: u64) -> Cursor {
        self.entry(seq).cursor()
    }

    fn prune(&self, head: &mut Head) {
        if self.through > head.floor {
            head.floor = self.through;
            head.floor_hash = self.entry(self.through).hash;
        }
    }

    /// Breaks the chain at an entry.
    pub(super) fn broken_at(mut self, seq: u64) -> Self {
        let entry = self.before.iter_mut().find(|entry| entry.seq == seq);
        entry.unwrap().body = "{\"forged\":true}".to_owned();
        self
    }
}

fn entry(seq: u64) -> StoredEntry {
    StoredEntry {
        scope: Pruned::scope(),
        seq,
        at: Time::from_micros(1),
        commit: CommitId::from_uuid(Uuid::from_u128(2)),
        actor: Actor::System,
        on_behalf_of: None,
        reason: None,
        operation: "kit.write".to_owned(),
        subject: EntrySubject {
            noun: "thing".to_owned(),
            id: Uuid::from_u128(3),
        },
        body: "{}".to_owned(),
        audience: serde_json::to_string(&Audience::default()).unwrap(),
        effect: Effect::None,
        hash: chain::Hash::default(),
    }
}

#[async_trait]
impl JournalReads for Pruned {
    async fn head(&self, _: Scope) -> Result<Option<Head>> {
        let mut head = self.head.lock().unwrap();
        let found = *head;
        self.prune(&mut head);
        Ok(Some(found))
    }

    async fn entries(&self, _: Scope, after: u64, limit: u32) -> Result<Vec<StoredEntry>> {
        let mut head = self.head.lock().unwrap();
        let floor = head.floor;
        self.prune(&mut head);
        let found = self
            .before
            .iter()
            .filter(|entry| entry.seq > after.max(floor));
        Ok(found.take(limit as usize).cloned().collect())
    }

    async fn personal(&self, _: Scope, _: u64, _: u64) -> Result<Vec<StoredPersonal>> {
        Ok(Vec::new())
    }

    async fn look(&self, _: &View) -> Result<Seen<()>> {
        unreachable!()
    }

    async fn scopes(&self, _: Option<Scope>, _: u32) -> Result<Vec<Scope>> {
        unreachable!()
    }

    async fn activity(&self, _: &View, _: Uuid, _: u64, _: u32) -> Result<Seen<Vec<StoredEntry>>> {
        unreachable!()
    }

    async fn checkpoint(&self, _: &View, _: u64) -> Result<Seen<Option<Checkpoint>>> {
        unreachable!()
    }

    async fn checkpoints(&self, _: &View, _: u32) -> Result<Seen<Vec<Checkpoint>>> {
        unreachable!()
    }

    async fn landed(&self, _: Scope, _: CommitId, _: u64) -> Result<Option<Landed>> {
        unreachable!()
    }

    async fn replay(&self, _: Scope, _: &ReplayKey) -> Result<Option<StoredReplay>> {
        unreachable!()
    }

    fn watch(&self, _: Scope) -> Watch {
        unreachable!()
    }
}
