//! The conformance kit: the behaviours that every store of Tenantry shows, and the
//! [stories] that every surface tells; [tenants] for tests of the whole library, [revokes] for
//! what becomes of calls whose right is taken.
//!
//! A store is proven by a test file of its own with `harness = false`:
//!
//! ```no_run
//! use std::process::ExitCode;
//!
//! use tenantry_conformance::{Kit, Reach, model};
//!
//! fn main() -> ExitCode {
//!     tenantry_conformance::run(Kit {
//!         name: "model",
//!         reach: Reach::Process,
//!         fresh: model::fresh,
//!         open: model::open,
//!         catalogue: None,
//!         server: None,
//!     })
//! }
//! ```
//!
//! Each behaviour is one trial, named like the sentence in the contract's docs that it
//! proves. Races take a few rounds; with `TENANTRY_LONG=1` in the environment, a thousand.
//!
//! The kit is itself proven: [`model`] is a small store in memory that passes, and can be
//! given a [`Defect`](model::Defect), for each of which a named behaviour fails.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "everything here is a test, and a panic is how a test fails"
)]

mod behaviours;
mod bench;
mod child;
pub mod fixture;
mod kit;
pub mod model;
pub mod revokes;
mod run;
pub mod stories;
pub mod tenants;

pub use behaviours::{Asks, Behaviour, TABLES_OF_AN_ORGANISATION, TABLES_OF_SEARCHES, behaviours};
pub use bench::Bench;
pub use kit::{Kit, Opening, Reach, Reading, Server, Table, TableKey};
pub use run::{check, run};
