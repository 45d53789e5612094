//! Facts: what a group needs to know before it can be judged, and what was found.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use uuid::Uuid;

use super::{Batch, Counter, Expect, Key, ReplayKey, Scope, StoredReplay, Unique, Write};
use crate::Time;
use crate::journal::{Cursor, Hash, genesis};

/// Where a scope stands: the row that every commit of the scope locks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The sequence of the last entry; 0 before the first.
    pub seq: u64,
    /// The sequence of the last entry that changed rights.
    pub rights: u64,
    /// The sequence of the last entry that took rights away.
    pub narrowed: u64,
    /// The sequence of the last entry that was pruned; 0 if none was.
    pub floor: u64,
    /// The hash of the entry at the floor, from which verification starts.
    pub floor_hash: Hash,
    /// The hash of the last entry.
    pub hash: Hash,
    /// The time of the last commit.
    pub at: Time,
}

impl Head {
    /// The head of a scope that has no entries yet.
    #[must_use]
    pub fn new(scope: Scope) -> Self {
        let hash = genesis(scope);
        Self {
            seq: 0,
            rights: 0,
            narrowed: 0,
            floor: 0,
            floor_hash: hash,
            hash,
            at: Time::from_micros(0),
        }
    }

    /// Where a reader stands that has seen everything.
    #[must_use]
    pub fn cursor(&self) -> Cursor {
        Cursor::new(self.seq, &self.hash)
    }
}

/// What a group needs to know. A store loads it in as few statements as it can.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Heads to lock, in this order: organisations, then directories, each by id.
    pub lock: BTreeSet<Scope>,
    /// Heads to read and keep from changing, but not to write.
    pub read: BTreeSet<Scope>,
    /// Versions of rows. Those of scopes in `read` are to be kept from changing.
    pub rows: BTreeSet<(Scope, Key)>,
    /// Owners of unique values.
    pub uniques: BTreeSet<(Scope, Unique)>,
    /// Counters.
    pub counters: BTreeSet<(Scope, Counter)>,
    /// Idempotency keys.
    pub replays: BTreeSet<(Scope, ReplayKey)>,
}

impl Needs {
    /// Everything that these batches name.
    #[must_use]
    pub fn of(batches: &[Batch]) -> Self {
        let mut needs = Self::default();
        for batch in batches {
            for part in &batch.parts {
                let heads = if part.changes() {
                    &mut needs.lock
                } else {
                    &mut needs.read
                };
                heads.insert(part.scope);
                for expect in &part.expect {
                    needs.expects(part.scope, expect);
                }
                for write in &part.writes {
                    needs.writes(part.scope, write);
                }
            }
            if let Some(replay) = &batch.replay {
                needs.replays.insert((replay.scope, replay.key.clone()));
            }
        }
        needs.read = &needs.read - &needs.lock;
        needs
    }

    fn expects(&mut self, scope: Scope, expect: &Expect) {
        match expect {
            Expect::Narrowed(..) | Expect::Rights(_) => {}
            Expect::Counted(counter, _) => {
                self.counters.insert((scope, *counter));
            }
            Expect::Version(key, _) | Expect::Present(key) | Expect::Absent(key) => {
                self.rows.insert((scope, key.clone()));
            }
        }
    }

    fn writes(&mut self, scope: Scope, write: &Write) {
        match write {
            Write::Insert(row) | Write::Update { to: row, .. } | Write::Delete(row) => {
                self.rows.insert((scope, row.key()));
                self.uniques
                    .extend(row.uniques().into_iter().map(|unique| (scope, unique)));
            }
            Write::Count { counter, .. } => {
                self.counters.insert((scope, *counter));
            }
            Write::Prune { through, .. } => {
                self.rows.insert((scope, Key::Checkpoint(*through)));
            }
            Write::Sweep(_) => {}
        }
    }
}

/// What a store found. Absent means that there is none.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Heads.
    pub heads: BTreeMap<Scope, Head>,
    /// Versions of rows.
    pub rows: HashMap<(Scope, Key), u64>,
    /// Owners of unique values.
    pub uniques: HashMap<(Scope, Unique), Uuid>,
    /// Counters; absent counts as 0.
    pub counters: HashMap<(Scope, Counter), i64>,
    /// Idempotency keys.
    pub replays: HashMap<(Scope, ReplayKey), StoredReplay>,
}
