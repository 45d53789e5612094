//! Tenantry over HTTP.
//!
//! [`app`] makes the router: a route for every operation of the registry, derived, and beside
//! them the document, health and metrics. Not a line here knows an operation by name.
//!
//! `tenantry serve`, or `cargo run -p tenantry-server -- --help`

mod answer;
mod app;
mod body;
mod call;
pub mod config;
mod docs;
mod events;
mod headers;
mod health;
mod input;
mod problem;
mod proof;
mod pulse;
pub mod serve;
mod signals;
mod streams;
mod telemetry;

pub use app::{App, app};
pub use config::Config;
pub use signals::told_to_stop;
pub use telemetry::init as init_telemetry;
