//! The storage contract: what a store does for Tenantry, and nothing more.
//!
//! Writes are data. An operation builds a [`Batch`]: what it expects, the rows it
//! writes, the entries it tells. [`Storage::commit`] applies it whole or not at all.
//! Stores serve many batches as one group: they lock the heads that the group
//! [needs](Needs), load its [facts](Facts), let [`judge`] decide, and write the
//! [`Plan`] set-wise. Transactions never cross this trait.
//!
//! Each bullet below is a behaviour of the conformance kit, so a store that passes
//! the kit does everything that ours do.

mod batch;
mod counter;
mod draft;
mod facts;
mod group;
mod key;
mod reads;
mod row;
mod scope;
mod sweep;

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use futures_util::future::BoxFuture;

pub use batch::{
    Batch, Expect, Failure, Part, REPLAY_SECS, Receipt, Replay, ReplayKey, StoredReplay, Verdict,
    Write,
};
pub use counter::Counter;
pub use draft::Draft;
pub use facts::{Facts, Head, Needs};
pub use group::{Changes, Plan, Recollection, StoredPersonal, judge};
pub use key::{Key, Unique};
pub use reads::{
    AccessReads, Assigned, AssignmentsOf, CountedOf, Counts, CountsOf, Credential, DayCounts,
    DirectoryReads, GrantsOf, JournalReads, Landed, OrgReads, OrgStanding, ProjectReads,
    ProjectsOf, Proof, Seen, TaskKeyset, TaskMark, TaskNames, TaskPart, TaskReads, TasksOf,
    TeamReads, TeamsOf, View, Watch,
};
pub use row::{Row, Stamp};
pub use scope::Scope;
pub use sweep::Sweep;

use crate::{Clock, DirectoryId, KeyId, OrgId, Result, Time, UserId};

/// A store: everything that Tenantry keeps, behind one object.
#[async_trait]
pub trait Storage:
    DirectoryReads + OrgReads + AccessReads + TeamReads + ProjectReads + TaskReads + JournalReads
{
    /// The present moment on the clock that commits are stamped with.
    ///
    /// An estimate for decisions; the commit's own time is sampled under its lock.
    fn now(&self) -> Time;

    /// Commits a batch.
    ///
    /// - applies all of the batch or nothing of it
    /// - is durable when it returns
    /// - judges by [`judge`] or a [`Recollection`], so batches that commit together behave as if one came after the other
    /// - gives each caller its own verdict: one that is refused or fails harms no neighbour
    /// - appends entries without a gap, in commit order, chained
    /// - samples one time under the lock, never behind the scope's last entry
    /// - lands or not, whole, also when the caller stops waiting
    /// - answers `Busy` when it could not get its turn in bounded time, and wrote nothing
    /// - answers `Unavailable` when it could not write, and wrote nothing
    /// - answers `Unknown` only when the outcome cannot be known, with the fields
    ///   `commit`, `scope` and `after`, with which [`JournalReads::landed`] is asked
    async fn commit(&self, batch: Batch) -> Result<Verdict>;

    /// Does a housekeeping write: it takes no head and tells no entry.
    ///
    /// - never moves a row's version
    /// - is idempotent
    async fn housekeep(&self, chore: Chore) -> Result<()>;

    /// Removes at most so many rows of an organisation that is marked deleted.
    ///
    /// - removes rows of every table that begins with `org_id`, the organisation's own row
    ///   and its head last
    /// - writes no more rows than that besides its head, those that stay included
    /// - says whether anything is left
    /// - touches nothing of an organisation that is not marked deleted: `NotFound`
    async fn purge(&self, org: OrgId, rows_max: u32) -> Result<Purged>;

    /// Begins to forget at most so many idempotency keys, of all scopes, from before a moment.
    ///
    /// A store has a task or a thread of its own for it, since it may have to look at every key
    /// that there is; whoever asks has a caller who waits for something else.
    ///
    /// - goes on to its end also if nobody waits for the answer
    /// - forgets none that is younger
    /// - says whether any is left
    fn forget_replays(&self, before: Time, rows_max: u32) -> Forgetting;

    /// Writes a consistent copy of the whole store to a new file, while others work on.
    ///
    /// - holds every commit that was acknowledged before the call, and none in part
    /// - refuses to overwrite a file: `Conflict`
    /// - leaves no file of that name if the process is killed: it takes its name when it is
    ///   whole. Where the file system has no links, being killed right then leaves an empty one
    /// - takes every name that the file system does
    async fn backup(&self, to: &Path) -> Result<BackupReport>;

    /// Reads a backup and checks it: readable, whole, every journal's chain intact.
    ///
    /// - finds a flipped byte, a missing end, a broken chain: `Corrupt`
    async fn verify_backup(&self, from: &Path) -> Result<BackupReport>;

    /// Fills this store, which must be empty, from a backup.
    ///
    /// - answers `Conflict` when the store is not empty, and changes nothing
    /// - afterwards a cursor of what the backup does not hold answers `resync`
    async fn restore(&self, from: &Path) -> Result<BackupReport>;
}

/// The answer of [`Storage::forget_replays`].
pub type Forgetting = BoxFuture<'static, Result<Purged>>;

/// Housekeeping: the whole list of writes that no commit is made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chore {
    /// A key was used.
    KeyUsed {
        /// The key's directory.
        directory: DirectoryId,
        /// The key.
        key: KeyId,
        /// When.
        at: Time,
    },
    /// A person proved who they are.
    LoggedIn {
        /// The person's directory.
        directory: DirectoryId,
        /// The person.
        user: UserId,
        /// When.
        at: Time,
    },
}

/// What a slice of a removal did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purged {
    /// How many rows went.
    pub rows: u64,
    /// Whether nothing is left.
    pub is_done: bool,
}

impl Purged {
    /// There was nothing to do.
    pub const NOTHING_LEFT: Self = Self {
        rows: 0,
        is_done: true,
    };
}

/// What a backup holds.
#[derive(
    Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
pub struct BackupReport {
    /// The version of the schema.
    pub schema: u32,
    /// How many organisations and directories.
    pub scopes: u64,
    /// How many entries their journals hold.
    pub entries: u64,
    /// How many bytes the file has.
    pub bytes: u64,
}

/// How far the schema of a database is, beside what a build knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SchemaStanding {
    /// The version that the database has; 0 if Tenantry was never there.
    pub applied: u32,
    /// The version that this build brings it to when it opens it.
    pub known: u32,
}

/// What a store takes from outside: a clock, and a probe for tests.
#[derive(Clone, Default)]
pub struct Ports {
    /// The clock; the store's own if absent.
    pub clock: Option<Arc<dyn Clock>>,
    /// Told of each statement of a commit before it runs.
    pub probe: Option<Arc<dyn Probe>>,
}

impl std::fmt::Debug for Ports {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ports").finish_non_exhaustive()
    }
}

/// A witness of the statements of a commit: the kit kills processes and servers from here.
pub trait Probe: Send + Sync {
    /// The store is about to run the named statement of a commit. After the last one it
    /// says `acknowledge`, when the commit is durable and no caller has been told yet.
    ///
    /// Some steps of what is no commit are told too, such as `backup.publish`.
    fn before(&self, statement: &'static str);
}
