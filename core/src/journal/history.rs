//! Reading a journal from a place on, and whether a place is of this journal.

use super::{Cursor, Entry, JournalPage};
use crate::storage::{Head, JournalReads, Scope};
use crate::{PageInput, Result};

/// The part of a journal after a place, with the personal values that are still there.
pub(crate) async fn page(
    storage: &dyn JournalReads,
    scope: Scope,
    head: &Head,
    after: Option<Cursor>,
    limit: Option<u32>,
) -> Result<JournalPage> {
    let limit = PageInput {
        limit,
        cursor: None,
    }
    .checked()?
    .limit;
    let start = after.unwrap_or(Cursor::new(head.floor, &head.floor_hash));
    if !knows(storage, scope, head, start).await? {
        return Ok(resync(head));
    }
    let mut stored = storage.entries(scope, start.seq(), limit).await?;
    // Pruned since the place was looked for: what is left does not follow on it.
    let next = stored.first().map(|entry| entry.seq);
    if start.seq() < head.seq && next != Some(start.seq() + 1) {
        return Ok(resync(head));
    }
    // The caller's right was looked at together with this head: not for what came after.
    stored.retain(|entry| entry.seq <= head.seq);
    let mut items = stored
        .iter()
        .map(Entry::try_from)
        .collect::<Result<Vec<_>>>()?;
    reveal(storage, scope, &mut items).await?;
    let cursor = items.last().map_or(start, |entry| entry.cursor);
    Ok(JournalPage {
        items,
        cursor,
        resync: false,
    })
}

/// The reader starts anew from where the journal stands.
fn resync(head: &Head) -> JournalPage {
    JournalPage {
        items: Vec::new(),
        cursor: head.cursor(),
        resync: true,
    }
}

/// Whether a cursor is a place of this journal that was not pruned.
pub(super) async fn knows(
    storage: &dyn JournalReads,
    scope: Scope,
    head: &Head,
    cursor: Cursor,
) -> Result<bool> {
    let seq = cursor.seq();
    if seq < head.floor || seq > head.seq {
        return Ok(false);
    }
    if seq == head.floor {
        return Ok(cursor.matches(&head.floor_hash));
    }
    let found = storage.entries(scope, seq - 1, 1).await?;
    Ok(found
        .first()
        .is_some_and(|entry| entry.seq == seq && cursor.matches(&entry.hash)))
}

async fn reveal(storage: &dyn JournalReads, scope: Scope, items: &mut [Entry]) -> Result<()> {
    let (Some(first), Some(last)) = (items.first(), items.last()) else {
        return Ok(());
    };
    for value in storage.personal(scope, first.seq, last.seq).await? {
        if let Some(entry) = items.iter_mut().find(|entry| entry.seq == value.seq) {
            entry.personal.insert(value.field, value.value);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use async_trait::async_trait;
    use uuid::Uuid;

    use super::*;
    use crate::access::Actor;
    use crate::journal::{Audience, Checkpoint, Effect, EntrySubject, StoredEntry, chain};
    use crate::storage::{Landed, ReplayKey, Seen, StoredPersonal, StoredReplay, View, Watch};
    use crate::{CommitId, OrgId, Time};

    fn scope() -> Scope {
        OrgId::from_uuid(Uuid::from_u128(1)).into()
    }

    /// A journal that somebody prunes right after it was looked into.
    struct Pruned {
        entries: Mutex<Vec<StoredEntry>>,
        through: u64,
    }

    fn journal(count: u64) -> (Head, Vec<StoredEntry>) {
        let mut head = Head::new(scope());
        let mut entries = Vec::new();
        for seq in 1..=count {
            let mut entry = StoredEntry {
                scope: scope(),
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
                hash: Default::default(),
            };
            entry.hash = chain::link(&head.hash, &entry);
            (head.seq, head.hash) = (seq, entry.hash);
            entries.push(entry);
        }
        (head, entries)
    }

    #[async_trait]
    impl JournalReads for Pruned {
        async fn entries(&self, _: Scope, after: u64, limit: u32) -> Result<Vec<StoredEntry>> {
            let mut entries = self.entries.lock().unwrap();
            let found = entries.iter().filter(|entry| entry.seq > after).cloned();
            let found = found.take(limit as usize).collect();
            entries.retain(|entry| entry.seq > self.through);
            Ok(found)
        }

        async fn personal(&self, _: Scope, _: u64, _: u64) -> Result<Vec<StoredPersonal>> {
            Ok(Vec::new())
        }

        async fn scopes(&self, _: Option<Scope>, _: u32) -> Result<Vec<Scope>> {
            unreachable!()
        }

        async fn head(&self, _: Scope) -> Result<Option<Head>> {
            unreachable!()
        }

        async fn activity(
            &self,
            _: &View,
            _: Uuid,
            _: u64,
            _: u32,
        ) -> Result<Seen<Vec<StoredEntry>>> {
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

    #[test]
    fn what_is_pruned_while_a_page_is_read_is_no_silent_gap() {
        for (through, resync) in [(0, false), (2, false), (3, true), (5, true)] {
            let (head, entries) = journal(5);
            let after = entries[1].cursor();
            let journal = Pruned {
                entries: Mutex::new(entries),
                through,
            };
            let page = page(&journal, scope(), &head, Some(after), None);
            let page = crate::blocking::run(page).unwrap();
            assert_eq!(page.resync, resync, "pruned through {through}");
            let seqs: Vec<u64> = page.items.iter().map(|entry| entry.seq).collect();
            let expected = if resync { vec![] } else { vec![3, 4, 5] };
            assert_eq!(seqs, expected, "pruned through {through}");
        }
    }
}
