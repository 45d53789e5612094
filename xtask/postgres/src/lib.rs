//! Throw-away PostgreSQL servers for tests and benchmarks.
//!
//! [`PrivatePostgres::start`] makes a new, empty, durable server on a free loopback port in a temporary folder; it can be killed
//! and started again, and it disappears with its owner, however the owner ends. [`Programs`] says where the server's programs are.
//! Nothing is downloaded here: `cargo xtask test` brings the programs when they are missing.
//!
//! ```
//! use tenantry_private_postgres::PrivatePostgres;
//!
//! let mut postgres = PrivatePostgres::start()?;
//! assert!(postgres.url().starts_with("postgres://"));
//! postgres.kill_now()?;
//! postgres.restart()?;
//! # Ok::<(), std::io::Error>(())
//! ```

mod account;
mod password;
mod programs;
#[cfg(feature = "schemas")]
mod schemas;
mod server;
mod warden;

pub use programs::Programs;
#[cfg(feature = "schemas")]
pub use schemas::{drop_schemas, fresh_schema, shared_url};
pub use server::PrivatePostgres;
