//! Tenantry grown: Postgres behind the storage contract.
//!
//! [`Postgres`] keeps everything in one schema of a database that may hold the product's
//! own tables beside it. Several processes may share it. It runs on tokio, and needs
//! PostgreSQL 15 or newer: an older server is refused when it is opened (`old_server`).
//!
//! ```no_run
//! # async fn example() -> tenantry::Result<()> {
//! use tenantry::storage::Storage;
//! use tenantry_postgres::Postgres;
//!
//! let store = Postgres::connect("postgres://localhost/product").await?;
//! println!("the store's clock says {}", store.now());
//! # Ok(())
//! # }
//! ```
//!
//! A call walks one line: [`Postgres`] queues a batch in the lane of its scope, a worker
//! takes the lanes that are ready as one group, locks heads and loads facts, lets the
//! contract judge, writes table by table, commits, answers. Rooms (`directory`, `orgs`,
//! `access`, `teams`, `projects`, `tasks`, `journal`) hold their rows, writes and reads with the SQL
//! beside them.

mod access;
mod backup;
mod commit;
mod connections;
mod directory;
mod engine;
mod errand;
mod error;
mod housekeeping;
mod journal;
mod migrations;
mod options;
mod orgs;
mod patience;
mod projects;
mod purge;
mod read;
mod row;
mod runtime;
mod schema;
mod server;
mod tasks;
mod teams;
mod watch;

pub use engine::Postgres;
pub use options::Options;
