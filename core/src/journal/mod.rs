//! The journal: one table is the audit trail, the activity list and the live feed.

pub mod chain;
mod cursor;
mod entry;
mod hearing;
pub(crate) mod history;
mod hub;
mod inputs;
mod model;
pub(crate) mod operations;
mod personal;
mod proof;
#[cfg(test)]
mod pruned;
mod rules;
mod subscription;
mod verify;

pub use chain::{Hash, genesis};
pub use cursor::Cursor;
pub(crate) use entry::TOUCHES;
pub use entry::{
    Audience, BODY_BYTES_MAX, Draft, Effect, Entry, EntrySubject, Personal, StoredEntry,
};
pub(crate) use history::must_know;
pub(crate) use hub::Hubs;
pub use inputs::{
    Activity, AskLanded, CreateCheckpoint, FeedItem, JournalPage, Landing, ListActivity,
    ListDirectoryJournal, ListJournal, PruneJournal, Pruned, Subscribe, Verification,
    VerifyJournal,
};
pub use model::Checkpoint;
pub use rules::PRUNED_ENTRIES_MAX;
pub use subscription::{REPLAYED_ENTRIES_MAX, Subscription};
pub use verify::{Verifier, verify_scope};
