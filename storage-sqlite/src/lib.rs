//! Tenantry embedded: SQLite behind the storage contract.
//!
//! [`Sqlite`] keeps everything in one file, or in memory. Many callers commit as one
//! group with one sync of the disk; readers never wait for the writer; several processes
//! may share the file, and their writers take fair turns.
//!
//! **The file is Tenantry's own.** Read it with the `sqlite3` program as you like, from
//! another process. Do not open it with a second copy of SQLite inside the same process
//! (Python's, better-sqlite3's): closing that one would drop the locks of this one.
//!
//! ```
//! use tenantry::storage::{JournalReads, Storage};
//! use tenantry_sqlite::Sqlite;
//!
//! # fn main() -> tenantry::Result<()> {
//! let store = Sqlite::memory()?;
//! let scopes = tenantry::blocking::run(store.scopes(None, 10))?;
//! assert!(scopes.is_empty());
//! assert!(store.now().micros() > 0);
//! # Ok(())
//! # }
//! ```
//!
//! A call walks one line: [`Sqlite`] hands a batch to the queue, the writer takes a group,
//! finds its facts, lets the contract judge, writes the changes, commits, answers. Rooms
//! (`directory`, `orgs`, `access`, `teams`, `projects`, `tasks`, `journal`) hold their rows, writes and reads with the SQL
//! beside them.

mod access;
mod backup;
mod changes;
mod commit;
mod connection;
mod directory;
mod engine;
mod error;
mod facts;
mod housekeeping;
mod journal;
mod migrations;
mod options;
mod orgs;
mod projects;
mod purge;
mod query;
mod queue;
mod readers;
mod store;
mod suspend;
mod tasks;
mod teams;
mod threads;
mod transaction;
mod turn;
mod view;
mod watch;
mod writer;

pub use options::Options;
pub use store::Sqlite;
pub use suspend::Suspended;
