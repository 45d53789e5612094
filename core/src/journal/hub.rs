//! Hubs: the subscribers of one journal share what was read of its end.
//!
//! Whoever wakes first reads the new entries once, for everybody. A hub lives as long
//! as somebody subscribes.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared, WeakShared};

use super::{Audience, Effect, StoredEntry};
use crate::page::PAGE_ITEMS_MAX;
use crate::storage::{Scope, Storage};
use crate::{Error, Result, Time};

/// How many entries a hub keeps for slower readers.
const TAIL_ENTRIES_MAX: usize = 2_048;

/// How many entries are read at once: as many as a list has on one page, which a store in
/// the same process reads where it is asked, without a thread in between.
const SLICE_ENTRIES: u32 = PAGE_ITEMS_MAX;

/// An entry with its audience, parsed once for all subscribers.
#[derive(Debug)]
pub(crate) struct Heard {
    pub(crate) entry: StoredEntry,
    pub(crate) audience: Audience,
}

/// The hubs of one library.
#[derive(Default)]
pub(crate) struct Hubs {
    hubs: Mutex<HashMap<Scope, Weak<Hub>>>,
}

/// The end of one journal, as far as it was read.
pub(crate) struct Hub {
    scope: Scope,
    tail: Mutex<Tail>,
    /// The read that is under way, while somebody waits for it.
    reading: Mutex<Option<WeakShared<Reading>>>,
    /// Counts the reads that were begun.
    reads: AtomicU64,
}

/// Reads on at the end. Whoever waits for it drives it, so that nobody waits for a subscriber
/// who began it and does not come back.
type Reading = BoxFuture<'static, Result<(), Arc<Error>>>;

#[derive(Default)]
struct Tail {
    /// The sequence of the entry before the first one kept.
    before: u64,
    entries: VecDeque<Arc<Heard>>,
    moved: Moved,
    /// The last read that came to the end of the journal.
    at_end: u64,
    /// When that read began.
    ended_at: Option<Time>,
    /// The last read that may not know of something that this process has committed.
    outdated: u64,
}

/// Which entries touched rights last, as far as the journal was read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Moved {
    /// The last that changed anybody's.
    pub(crate) rights: u64,
    /// The last that took something away.
    pub(crate) narrowed: u64,
}

impl Moved {
    /// Notes an entry that was read.
    pub(crate) fn note(&mut self, entry: &StoredEntry) {
        if entry.effect >= Effect::Widens {
            self.rights = self.rights.max(entry.seq);
        }
        if entry.effect == Effect::Narrows {
            self.narrowed = self.narrowed.max(entry.seq);
        }
    }

    /// What touched rights last, as far as either has read.
    pub(crate) fn or_later(self, other: Moved) -> Moved {
        Moved {
            rights: self.rights.max(other.rights),
            narrowed: self.narrowed.max(other.narrowed),
        }
    }
}

impl Tail {
    fn end(&self) -> u64 {
        self.before + self.entries.len() as u64
    }
}

impl Hubs {
    /// The hub of a journal, which starts at `seq` if it is new.
    pub(crate) fn join(&self, scope: Scope, seq: u64) -> Arc<Hub> {
        let mut hubs = self.hubs.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(hub) = hubs.get(&scope).and_then(Weak::upgrade) {
            return hub;
        }
        hubs.retain(|_, hub| hub.strong_count() > 0);
        let tail = Mutex::new(Tail {
            before: seq,
            ..Tail::default()
        });
        let hub = Arc::new(Hub {
            scope,
            tail,
            reading: Mutex::default(),
            reads: AtomicU64::new(0),
        });
        hubs.insert(scope, Arc::downgrade(&hub));
        hub
    }

    /// Notes that somebody lost something: what was read so far does not tell.
    pub(crate) fn note_narrowing(&self, scope: Scope) {
        let hubs = self.hubs.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(hub) = hubs.get(&scope).and_then(Weak::upgrade) {
            hub.lock().outdated = hub.mark();
        }
    }
}

impl Hub {
    /// Marks the present moment among the reads, for [`after`](Self::after).
    pub(crate) fn mark(&self) -> u64 {
        self.reads.load(Ordering::Acquire)
    }

    /// The mark for who must know all that was there at a time, and of all narrowings since
    /// that this process has committed: what was read already may do.
    pub(crate) fn mark_since(&self, since: Time) -> u64 {
        let tail = self.lock();
        let is_known = tail.at_end > tail.outdated && tail.ended_at.is_some_and(|at| at >= since);
        if is_known {
            tail.at_end - 1
        } else {
            self.mark()
        }
    }

    /// Reads on to the end of the journal, for who must know all that was there at a time.
    pub(crate) async fn catch_up(
        self: &Arc<Self>,
        storage: &Arc<dyn Storage>,
        since: Time,
    ) -> Result<()> {
        let mark = self.mark_since(since);
        while self.lock().at_end <= mark {
            self.read_on(storage).await?;
        }
        Ok(())
    }

    /// The entries after a sequence; empty if there were none yet at the mark or later.
    ///
    /// A reader marks when it is hinted. Whoever is first reads for all: a read that was
    /// begun after the mark saw what the hint was about.
    pub(crate) async fn after(
        self: &Arc<Self>,
        storage: &Arc<dyn Storage>,
        seq: u64,
        mark: u64,
    ) -> Result<Vec<Arc<Heard>>> {
        loop {
            if let Some(kept) = self.kept(seq, mark) {
                return Ok(kept);
            }
            let (before, end) = self.bounds();
            let is_at_end = (before..=end).contains(&seq);
            if !is_at_end {
                return read(&**storage, self.scope, seq).await;
            }
            self.read_on(storage).await?;
        }
    }

    /// Reads on at the end, or waits for who does. Where theirs fails, one tries it oneself.
    async fn read_on(self: &Arc<Self>, storage: &Arc<dyn Storage>) -> Result<()> {
        loop {
            let (reading, is_own) = self.reading(storage);
            match reading.await {
                Ok(()) => return Ok(()),
                Err(error) if is_own => return Err(Error::of_several(error)),
                Err(_) => {}
            }
        }
    }

    /// The read that is under way, or else a new one, which is one's own.
    fn reading(self: &Arc<Self>, storage: &Arc<dyn Storage>) -> (Shared<Reading>, bool) {
        let mut reading = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        let under_way = reading.as_ref().and_then(WeakShared::upgrade);
        if let Some(under_way) = under_way.filter(|reading| reading.peek().is_none()) {
            return (under_way, false);
        }
        let begun = Arc::clone(self).read_for_all(Arc::clone(storage)).boxed();
        let begun = begun.shared();
        *reading = begun.downgrade();
        (begun, true)
    }

    async fn read_for_all(self: Arc<Self>, storage: Arc<dyn Storage>) -> Result<(), Arc<Error>> {
        let number = self.reads.fetch_add(1, Ordering::AcqRel) + 1;
        let (_, end) = self.bounds();
        let began = storage.now();
        let entries = read(&*storage, self.scope, end).await?;
        self.append(number, began, entries);
        Ok(())
    }

    /// The last entries read that touched rights.
    pub(crate) fn moved(&self) -> Moved {
        self.lock().moved
    }

    fn lock(&self) -> MutexGuard<'_, Tail> {
        self.tail.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn bounds(&self) -> (u64, u64) {
        let tail = self.lock();
        (tail.before, tail.end())
    }

    /// The kept entries after a sequence, where none is missing before them; `None` if a
    /// read must tell whether there are more.
    fn kept(&self, seq: u64, mark: u64) -> Option<Vec<Arc<Heard>>> {
        let tail = self.lock();
        let skip = usize::try_from(seq.checked_sub(tail.before)?).ok()?;
        let kept: Vec<_> = tail.entries.iter().skip(skip).cloned().collect();
        let is_all = seq == tail.end() && tail.at_end > mark;
        (!kept.is_empty() || is_all).then_some(kept)
    }

    fn append(&self, number: u64, began: Time, entries: Vec<Arc<Heard>>) {
        let mut tail = self.lock();
        if entries.len() < SLICE_ENTRIES as usize {
            tail.at_end = number;
            tail.ended_at = Some(began);
        }
        for heard in entries {
            // Entries between were pruned: what is kept must be without a gap.
            if heard.entry.seq != tail.end() + 1 {
                tail.entries.clear();
                tail.before = heard.entry.seq - 1;
            }
            tail.moved.note(&heard.entry);
            tail.entries.push_back(heard);
            if tail.entries.len() > TAIL_ENTRIES_MAX {
                tail.entries.pop_front();
                tail.before += 1;
            }
        }
    }
}

async fn read(storage: &dyn Storage, scope: Scope, seq: u64) -> Result<Vec<Arc<Heard>>> {
    let entries = storage.entries(scope, seq, SLICE_ENTRIES).await?;
    entries
        .into_iter()
        .map(|entry| {
            Ok(Arc::new(Heard {
                audience: entry.audience()?,
                entry,
            }))
        })
        .collect()
}
