//! What the operations on the journal take and answer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Cursor, Entry, EntrySubject};
use crate::storage::{Landed, Scope, Stamp};
use crate::{CommitId, DirectoryId, Time};

/// Which part of the journal to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListJournal {
    /// The entries after this place; absent for the oldest that are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Cursor>,
    /// How many entries at most: 1 to 200, 50 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

/// Which part of a directory's journal to list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListDirectoryJournal {
    /// The directory.
    pub directory: DirectoryId,
    /// The entries after this place; absent for the oldest that are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Cursor>,
    /// How many entries at most: 1 to 200, 50 if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

/// A part of the journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct JournalPage {
    /// The entries, oldest first.
    pub items: Vec<Entry>,
    /// Where to read on.
    pub cursor: Cursor,
    /// Whether the place that was asked for is not of this journal, or was pruned: the
    /// reader starts anew from the data, and follows from `cursor`.
    pub resync: bool,
}

/// Which change to ask for: these are fields of the error with the code `unknown` of a store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskLanded {
    /// Where the change was to be made.
    pub scope: Scope,
    /// The commit.
    pub commit: CommitId,
    /// Where the journal stood before it.
    pub after: u64,
}

/// Whether a change landed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Landing {
    /// Whether it did. What did not has left nothing behind, and never will.
    pub has_landed: bool,
    /// The sequence of its last entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seq: Option<u64>,
    /// When it landed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Time>,
}

impl From<Landed> for Landing {
    fn from(landed: Landed) -> Self {
        Self {
            has_landed: true,
            seq: Some(landed.seq),
            at: Some(landed.at),
        }
    }
}

/// From where to follow the journal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Subscribe {
    /// The place that was read last: replays what came after it, then follows. Absent
    /// for what happens from now on; the first item says where that is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Cursor>,
}

/// One thing that the live feed delivers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FeedItem {
    /// The first item for a reader that named no place to continue from. Data that is read
    /// after it arrived misses nothing that follows.
    Start {
        /// Where the reader stands.
        cursor: Cursor,
    },
    /// Something happened to a thing that the reader may see.
    Entry {
        /// What happened.
        entry: Entry,
    },
    /// The reader may not see a thing any more.
    Gone {
        /// The thing.
        subject: EntrySubject,
        /// Where the reader stands.
        cursor: Cursor,
    },
    /// The place to continue from is not of this journal, is pruned, or is too far back:
    /// read the data anew; what follows continues from here.
    Resync {
        /// Where the reader stands.
        cursor: Cursor,
    },
}

impl FeedItem {
    /// Where a reader stands that has received this item.
    #[must_use]
    pub fn cursor(&self) -> Cursor {
        match self {
            Self::Entry { entry } => entry.cursor,
            Self::Start { cursor } | Self::Gone { cursor, .. } | Self::Resync { cursor } => *cursor,
        }
    }
}

/// Whose activity to list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListActivity {
    /// The thing: a team, a member, the organisation itself.
    pub subject: Uuid,
    /// Only entries before this sequence; absent for the newest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<u64>,
    /// How many entries at most: 1 to 200, 50 if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

/// Entries about one thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Activity {
    /// The entries, newest first.
    pub items: Vec<Entry>,
    /// Pass this as `before` to read on; absent at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<u64>,
}

/// What to verify the journal against.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct VerifyJournal {
    /// The sequence of a checkpoint that was kept elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seq: Option<u64>,
    /// The hash of that checkpoint, in hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = "^[0-9a-fA-F]{64}$"))]
    pub hash: Option<String>,
}

/// What verifying a journal found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Verification {
    /// Whether every entry is what was hashed, none is missing, every personal value that was
    /// not erased is what its entry commits to, and the end is the head.
    pub is_intact: bool,
    /// How many entries were verified.
    pub entries: u64,
    /// The sequence of the last of them.
    pub seq: u64,
    /// Its hash, in hexadecimal.
    pub hash: String,
    /// The first entry that is missing, not what was hashed, or beside a forged personal value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub broken_at: Option<u64>,
}

/// Where to set a checkpoint.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CreateCheckpoint {
    /// The sequence of the entry; the newest if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seq: Option<u64>,
}

/// How far to prune.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PruneJournal {
    /// The sequence of a checkpoint: this entry and all before it go.
    pub through: u64,
}

/// What pruning did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Pruned {
    /// How many entries went.
    pub entries: u64,
    /// When.
    pub at: Time,
}

impl Stamp for Pruned {
    fn stamp(&mut self, at: Time) {
        self.at = self.at.or_commit(at);
    }
}
