//! A batch: one change as data, with what it expects to find.

use uuid::Uuid;

use super::{Counter, Key, Row, Scope, Sweep, Unique};
use crate::access::Grounds;
use crate::journal::{Cursor, Draft, Hash};
use crate::{CommitId, Time};

/// Everything that one change does. It commits whole or not at all.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Names the commit in its entries, so that it can be asked whether it landed.
    pub commit: CommitId,
    /// One part a scope.
    pub parts: Vec<Part>,
    /// The idempotency key of the call, with the answer to keep.
    pub replay: Option<Replay>,
    /// The decision behind the batch holds before this moment.
    pub valid_until: Option<Time>,
}

impl Batch {
    /// The scope whose journal the batch is found in: the first part that says something.
    #[must_use]
    pub fn home(&self) -> Option<Scope> {
        self.parts
            .iter()
            .find(|part| part.changes())
            .or_else(|| self.parts.first())
            .map(|part| part.scope)
    }
}

/// What a batch expects, writes and tells in one scope.
///
/// Every row and key of a part lives in the part's scope, so a batch cannot name
/// another tenant's row.
#[derive(Clone, Debug)]
pub struct Part {
    /// The scope.
    pub scope: Scope,
    /// What must hold, beside what the writes imply.
    pub expect: Vec<Expect>,
    /// The rows.
    pub writes: Vec<Write>,
    /// The entries, appended in this order.
    pub entries: Vec<Draft>,
}

impl Part {
    /// A part that does nothing yet.
    #[must_use]
    pub fn new(scope: impl Into<Scope>) -> Self {
        Self {
            scope: scope.into(),
            expect: Vec::new(),
            writes: Vec::new(),
            entries: Vec::new(),
        }
    }

    /// Whether the part writes or tells anything. One that only expects locks no head.
    #[must_use]
    pub fn changes(&self) -> bool {
        !self.writes.is_empty() || !self.entries.is_empty()
    }
}

/// Something that must hold under the lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expect {
    /// Nothing was taken since this position from the rights that the decision stands on. A
    /// store knows whose rights were narrowed only within a group: what was committed before is
    /// taken for everybody's.
    Narrowed(u64, Grounds),
    /// Nobody's rights have changed since this position.
    Rights(u64),
    /// A row has this version.
    Version(Key, u64),
    /// A row is there.
    Present(Key),
    /// A counter that is kept has this value.
    Counted(Counter, i64),
    /// A row is not there.
    Absent(Key),
}

/// One write. What it implies is expected too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write {
    /// Adds a row: none of its name is there, and its unique values are free.
    Insert(Row),
    /// Changes a row: it still has the version of `from`, and new unique values are free.
    Update {
        /// The row as it was read.
        from: Box<Row>,
        /// The row as it shall be, one version higher.
        to: Row,
    },
    /// Removes a row: it still has this version.
    Delete(Row),
    /// Removes many rows.
    Sweep(Sweep),
    /// Moves a counter, which stays within its bounds.
    Count {
        /// The counter.
        counter: Counter,
        /// By how much.
        by: i64,
        /// Where it must not end below, if it falls.
        min: i64,
        /// Where it must not end above, if it rises.
        max: i64,
    },
    /// Removes the journal up to and with an entry that a checkpoint remembers.
    Prune {
        /// The last entry to go.
        through: u64,
        /// Its hash, from which the rest of the chain is verified.
        hash: Hash,
    },
}

/// An idempotency key, scoped by caller and operation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReplayKey {
    /// The caller; nil for the system.
    pub caller: Uuid,
    /// The operation's id.
    pub operation: &'static str,
    /// The caller's key.
    pub key: String,
}

/// What to remember of a call that carries an idempotency key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replay {
    /// Where it is remembered.
    pub scope: Scope,
    /// Under which key.
    pub key: ReplayKey,
    /// The SHA-256 of the input.
    pub fingerprint: Hash,
    /// The answer, JSON, without its secrets, with [`Time::OF_COMMIT`] left in place.
    pub answer: String,
    /// What the caller had to hold for it, JSON: a replay is asked for the same.
    pub checks: String,
}

/// What is remembered of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredReplay {
    /// The SHA-256 of the input.
    pub fingerprint: Hash,
    /// The answer, JSON.
    pub answer: String,
    /// What the caller had to hold for it, JSON.
    pub checks: String,
    /// When the call was committed.
    pub at: Time,
}

/// For how long an idempotency key is remembered.
pub const REPLAY_SECS: i64 = 24 * 60 * 60;

/// How a batch fared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is committed and durable.
    Committed(Receipt),
    /// An earlier call with the same key and input did it: this is what that answered.
    Replayed(StoredReplay),
    /// Nothing of it was written.
    Refused(Failure),
}

/// Proof of a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The commit.
    pub commit: CommitId,
    /// Its time, which its rows and entries carry.
    pub at: Time,
    /// Where each changed scope stands after it.
    pub cursors: Vec<(Scope, Cursor)>,
}

/// Which expectation did not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// What the decision was made on has changed: decide again.
    Stale,
    /// The decision has expired: decide again.
    Expired,
    /// There is no such scope.
    NoScope(Scope),
    /// A row of that name is there already.
    Exists(Key),
    /// A unique value belongs to another row.
    Taken(Unique),
    /// A counter would leave its bounds. Told only where nothing else is in the way.
    Limit {
        /// The counter.
        counter: Counter,
        /// Where it stands.
        value: i64,
        /// The bound that would be passed.
        bound: i64,
    },
    /// The idempotency key was used with another input.
    OtherInput,
}
