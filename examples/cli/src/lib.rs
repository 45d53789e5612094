//! Tenantry on the command line.
//!
//! [`run`] is the whole program. Every operation of the registry is a command, `teams.create`
//! is `tenantry teams create`, derived when it starts: not a line here knows an operation by
//! name. Beside them stand the chores of whoever runs a store: `init`, `serve`, `doctor`,
//! `migrate`, `backup`, `events`, `completions`.
//!
//! `cargo run -p tenantry-cli -- --help`

mod arguments;
mod commands;
mod context;
mod exit;
mod help;
mod interrupt;
mod operation;
mod output;
mod ports;
mod program;
mod progress;
mod seat;
mod stop;
mod store;
mod who;

pub use ports::Ports;
pub use program::{command, run};
