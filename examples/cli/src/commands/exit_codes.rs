//! `tenantry exit-codes`: how commands end.

use clap::Command;

use crate::{exit, help, stop::Stop};

pub(super) fn command(_: &tenantry_surface::Model) -> Command {
    Command::new("exit-codes")
        .about("Lists how commands end: one exit code for each kind of error")
        .long_about(format!(
            "How commands end. The codes never change.\n\n{}",
            exit::table()
        ))
        .after_help(help::shown("tenantry exit-codes"))
}

pub(super) async fn run() -> Result<(), Stop> {
    use std::io::Write;
    Ok(std::io::stdout().write_all(exit::table().as_bytes())?)
}
