//! Where the snapshots of a library are: one for each organisation that is asked about, shared by
//! all handles, with what the library knows of how far the journal has come.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use arc_swap::ArcSwapOption;
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared, WeakShared};

use super::load::{Loaded, Reader};
use super::{Position, Snapshot};
use crate::journal::Effect;
use crate::storage::{Head, Receipt, Scope, Storage};
use crate::{Error, OrgId, Result};

/// An organisation that nobody has asked about for so long is forgotten.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(10 * 60);

/// An organisation of which there was too much is not read again for so long.
const TOO_LARGE_FOR: Duration = Duration::from_secs(60);

/// So many operations ask the store before everything is read for one that might.
const ASKED_MIN: u64 = 64;

/// The most bytes of one organisation's snapshot, unless a host says otherwise.
const BYTES_MAX: usize = 64 * 1024 * 1024;

/// The snapshots of one library.
pub(crate) struct Cells {
    cells: Mutex<HashMap<OrgId, Arc<Cell>>>,
    bytes_max: AtomicU64,
    /// Moves when something ended that no organisation's journal tells, such as an API key.
    ended: AtomicU64,
    began: Instant,
}

impl Default for Cells {
    fn default() -> Self {
        Self {
            cells: Mutex::default(),
            bytes_max: AtomicU64::new(BYTES_MAX as u64),
            ended: AtomicU64::new(0),
            began: Instant::now(),
        }
    }
}

impl Cells {
    /// The cell of an organisation.
    pub(crate) fn of(&self, org: OrgId) -> Arc<Cell> {
        let mut cells = self.cells.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(cell) = cells.get(&org) {
            return Arc::clone(cell);
        }
        let now = self.moment();
        let is_used = |cell: &Arc<Cell>| {
            let idle = now.saturating_sub(cell.looked_at.load(Ordering::Relaxed));
            Arc::strong_count(cell) > 1 || u128::from(idle) < FORGOTTEN_AFTER.as_nanos()
        };
        cells.retain(|_, cell| is_used(cell));
        let cell = Arc::new(Cell::new(org, now));
        cells.insert(org, Arc::clone(&cell));
        cell
    }

    /// Forgets an organisation that nobody could enter.
    pub(crate) fn forget_unused(&self, cell: &Arc<Cell>) {
        let mut cells = self.cells.lock().unwrap_or_else(PoisonError::into_inner);
        // Here, and in the caller's hands.
        if Arc::strong_count(cell) <= 2 {
            cells.remove(&cell.org);
        }
    }

    /// The cell of an organisation that somebody has asked about.
    fn known(&self, org: OrgId) -> Option<Arc<Cell>> {
        let cells = self.cells.lock().unwrap_or_else(PoisonError::into_inner);
        cells.get(&org).cloned()
    }

    /// Nanoseconds on a clock that never goes back.
    #[inline]
    pub(crate) fn moment(&self) -> u64 {
        // 500 years of them.
        self.began.elapsed().as_nanos() as u64
    }

    /// How often something has ended that every handle has to look for.
    #[inline]
    pub(crate) fn ended(&self) -> u64 {
        self.ended.load(Ordering::Acquire)
    }

    /// Has every handle look at the store before its next check.
    pub(crate) fn note_end(&self) {
        self.ended.fetch_add(1, Ordering::AcqRel);
    }

    /// Notes what a commit of this process has changed, before it is told.
    pub(crate) fn note(&self, changed: &[(Scope, Effect)], receipt: &Receipt) {
        for (scope, effect) in changed {
            let narrows = *effect == Effect::Narrows;
            let mut cursors = receipt.cursors.iter();
            let cursor = cursors
                .find(|(of, _)| of == scope)
                .map(|(_, cursor)| cursor);
            match scope {
                Scope::Directory(_) if narrows => self.note_end(),
                Scope::Directory(_) => {}
                Scope::Org(org) => {
                    if let Some((cell, cursor)) = self.known(*org).zip(cursor) {
                        cell.note_commit(cursor.seq(), narrows);
                    }
                }
            }
        }
    }

    /// Limits the snapshots that are made from now on.
    pub(crate) fn limit(&self, bytes_max: usize) {
        self.bytes_max.store(bytes_max as u64, Ordering::Relaxed);
    }

    fn bytes_max(&self) -> usize {
        self.bytes_max.load(Ordering::Relaxed) as usize
    }
}

/// What a library knows of the rights in one organisation.
pub(crate) struct Cell {
    org: OrgId,
    snapshot: ArcSwapOption<Snapshot>,
    /// The journal has come at least so far, and somebody lost a right until there.
    narrowed: AtomicU64,
    /// The journal has come at least so far, and somebody's rights changed until there.
    rights: AtomicU64,
    /// When a handle last looked at the store.
    looked_at: AtomicU64,
    /// Until when it is not tried again what there was no room for.
    too_large_until: AtomicU64,
    /// How many operations have asked since everything was read.
    asked: AtomicU64,
    reading: Mutex<Option<WeakShared<Reading>>>,
}

/// Reads on. Whoever waits for it drives it, so that nobody waits for one who began it and does
/// not come back.
type Reading = BoxFuture<'static, Result<(), Arc<Error>>>;

impl Cell {
    fn new(org: OrgId, now: u64) -> Self {
        Self {
            org,
            snapshot: ArcSwapOption::empty(),
            narrowed: AtomicU64::new(0),
            rights: AtomicU64::new(0),
            looked_at: AtomicU64::new(now),
            too_large_until: AtomicU64::new(0),
            asked: AtomicU64::new(0),
            reading: Mutex::default(),
        }
    }

    /// The snapshot, if there is one by which something may be allowed now.
    #[inline]
    pub(crate) fn snapshot(&self) -> Option<arc_swap::Guard<Option<Arc<Snapshot>>>> {
        // Before the snapshot: a revoke that has returned has moved it.
        let narrowed = self.narrowed.load(Ordering::Acquire);
        let snapshot = self.snapshot.load();
        let knows = snapshot
            .as_ref()
            .is_some_and(|snapshot| snapshot.knows(narrowed));
        knows.then_some(snapshot)
    }

    /// Whether something may be refused by a snapshot: nobody was given anything since.
    #[inline]
    pub(crate) fn is_newest(&self, snapshot: &Snapshot) -> bool {
        snapshot.knows(self.rights.load(Ordering::Acquire))
    }

    /// The snapshot, if it is what a head stands for.
    pub(crate) fn snapshot_at(&self, head: &Head) -> Option<Arc<Snapshot>> {
        let snapshot = self.snapshot.load_full()?;
        snapshot.is_at(head).then_some(snapshot)
    }

    /// Whether there is a snapshot.
    pub(crate) fn is_read(&self) -> bool {
        self.snapshot.load().is_some()
    }

    /// Notes that an operation asks, which may ask the store as well. Answers whether so many
    /// have that everything is read for it.
    pub(crate) fn is_often_asked(&self) -> bool {
        self.asked.fetch_add(1, Ordering::Relaxed) >= ASKED_MIN
    }

    /// Notes a commit of this process that ended at a position.
    fn note_commit(&self, seq: u64, narrows: bool) {
        if narrows {
            self.narrowed.fetch_max(seq, Ordering::AcqRel);
        }
        self.rights.fetch_max(seq, Ordering::AcqRel);
    }

    /// The position before the store is looked at.
    pub(crate) fn position(&self) -> Option<Position> {
        let snapshot = self.snapshot.load();
        snapshot.as_ref().map(|snapshot| snapshot.position)
    }

    /// Notes where the organisation was found, by a look that began at a moment and a position.
    pub(crate) fn note_look(&self, head: &Head, at: u64, position: Option<Position>) {
        if position.is_some_and(|position| !position.may_lead_to(head)) {
            // The store was put back, or is another one: what was known is of no history of its.
            self.snapshot.store(None);
        }
        self.narrowed.fetch_max(head.narrowed, Ordering::AcqRel);
        self.rights.fetch_max(head.rights, Ordering::AcqRel);
        self.looked_at.fetch_max(at, Ordering::AcqRel);
    }

    /// Whether it is of no use to read on: there is no room.
    pub(crate) fn is_too_large(&self, cells: &Cells) -> bool {
        cells.moment() < self.too_large_until.load(Ordering::Relaxed)
    }

    /// Reads on to what is known of the journal; everything anew only if it may be `wholly`.
    pub(crate) async fn read_on(
        self: &Arc<Self>,
        cells: &Arc<Cells>,
        storage: &Arc<dyn Storage>,
        wholly: bool,
    ) -> Result<()> {
        loop {
            let (reading, is_own) = self.reading(cells, storage, wholly);
            match reading.await {
                Ok(()) => return Ok(()),
                Err(error) if is_own => return Err(Error::of_several(error)),
                Err(_) => {}
            }
        }
    }

    /// The read that is under way, or else a new one, which is one's own.
    fn reading(
        self: &Arc<Self>,
        cells: &Arc<Cells>,
        storage: &Arc<dyn Storage>,
        wholly: bool,
    ) -> (Shared<Reading>, bool) {
        let mut reading = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        let under_way = reading.as_ref().and_then(WeakShared::upgrade);
        if let Some(under_way) = under_way.filter(|reading| reading.peek().is_none()) {
            return (under_way, false);
        }
        let (cell, cells, storage) = (Arc::clone(self), Arc::clone(cells), Arc::clone(storage));
        let begun = async move {
            let read = cell.read(&cells, &*storage, wholly).await;
            read.map_err(Arc::new)
        };
        let begun = begun.boxed().shared();
        *reading = begun.downgrade();
        (begun, true)
    }

    async fn read(&self, cells: &Cells, storage: &dyn Storage, wholly: bool) -> Result<()> {
        let old = self.snapshot.load_full();
        let reader = Reader::new(storage, self.org, cells.bytes_max());
        let loaded = reader.read(old.as_deref(), wholly).await?;
        match loaded {
            Loaded::Whole(snapshot) => {
                let position = snapshot.position;
                self.rights.fetch_max(position.rights, Ordering::AcqRel);
                self.narrowed.fetch_max(position.narrowed, Ordering::AcqRel);
                self.snapshot.store(Some(Arc::new(snapshot)));
                if wholly {
                    self.asked.store(0, Ordering::Relaxed);
                }
            }
            Loaded::TooLarge => {
                let until = cells.moment() + TOO_LARGE_FOR.as_nanos() as u64;
                self.too_large_until.store(until, Ordering::Relaxed);
                self.snapshot.store(None);
            }
            Loaded::Behind => {}
        }
        Ok(())
    }
}
