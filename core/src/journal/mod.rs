//! The journal: one table is the audit trail, the activity list and the live feed.

pub mod chain;
mod cursor;
mod entry;
mod model;

pub use chain::{Hash, genesis};
pub use cursor::Cursor;
pub use entry::{
    Audience, BODY_BYTES_MAX, Draft, Effect, Entry, EntrySubject, Personal, StoredEntry,
};
pub use model::Checkpoint;
