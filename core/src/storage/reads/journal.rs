//! Reads of the journal room.

use async_trait::async_trait;
use futures_util::stream::BoxStream;
use uuid::Uuid;

use super::{Seen, View};
use crate::journal::{Checkpoint, StoredEntry};
use crate::storage::{Head, ReplayKey, Scope, StoredPersonal, StoredReplay};
use crate::{CommitId, Result, Time};

/// Where and when a commit landed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Landed {
    /// The sequence of its last entry in the scope.
    pub seq: u64,
    /// Its time.
    pub at: Time,
}

/// Hints that a scope's journal has grown. Coalesced; never the entries themselves.
pub type Watch = BoxStream<'static, ()>;

/// Reads of the journal room.
#[async_trait]
pub trait JournalReads: Send + Sync {
    /// All scopes, organisations first, each by id; at most `limit` after the given one.
    async fn scopes(&self, after: Option<Scope>, limit: u32) -> Result<Vec<Scope>>;

    /// Where a scope stands.
    async fn head(&self, scope: Scope) -> Result<Option<Head>>;

    /// Where the scope of a view stands, and whether the proof does: what every read in a view
    /// says beside its value, in one point read.
    ///
    /// - a scope that there is not is `NotFound`
    async fn look(&self, view: &View) -> Result<Seen<()>>;

    /// The entries after a sequence, in order, at most `limit`.
    ///
    /// - shows only what is committed, and never an entry before all earlier ones
    async fn entries(&self, scope: Scope, after: u64, limit: u32) -> Result<Vec<StoredEntry>>;

    /// The personal values of entries `from` to `to`, both included.
    async fn personal(&self, scope: Scope, from: u64, to: u64) -> Result<Vec<StoredPersonal>>;

    /// The entries about one thing, newest first, before a sequence, at most `limit`.
    async fn activity(
        &self,
        view: &View,
        subject: Uuid,
        before: u64,
        limit: u32,
    ) -> Result<Seen<Vec<StoredEntry>>>;

    /// A checkpoint.
    async fn checkpoint(&self, view: &View, seq: u64) -> Result<Seen<Option<Checkpoint>>>;

    /// The checkpoints of a journal, newest first, at most `limit`.
    async fn checkpoints(&self, view: &View, limit: u32) -> Result<Seen<Vec<Checkpoint>>>;

    /// Whether a commit landed: looked for among the entries after a sequence.
    ///
    /// - what it answers after `Unknown` stays so: a commit under way is waited for
    async fn landed(&self, scope: Scope, commit: CommitId, after: u64) -> Result<Option<Landed>>;

    /// What is remembered of a call, whatever its age.
    async fn replay(&self, scope: Scope, key: &ReplayKey) -> Result<Option<StoredReplay>>;

    /// Hints whenever the scope's journal may have grown.
    ///
    /// - after every commit of this process at once, of others within a second
    /// - a commit between `watch` and the first poll is hinted too
    fn watch(&self, scope: Scope) -> Watch;
}
