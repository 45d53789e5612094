//! The program `tenantry`.
//!
//! `cargo run -p tenantry-cli -- --help`

use std::process::ExitCode;

use tenantry_cli::{Ports, run};

fn main() -> ExitCode {
    ExitCode::from(run(std::env::args_os(), Ports::default()))
}
