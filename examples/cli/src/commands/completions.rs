//! `tenantry completions`: what a shell needs to complete commands.

use std::io::Write;

use clap::{Arg, ArgMatches, Command, value_parser};
use clap_complete::{Shell, generate};
use tenantry_surface::Model;

use crate::{help, program, stop::Stop};

pub(super) fn command(_: &Model) -> Command {
    let shell = Arg::new("shell")
        .value_name("SHELL")
        .required(true)
        .value_parser(value_parser!(Shell))
        .help("The shell");
    Command::new("completions")
        .about("Writes what a shell needs to complete commands")
        .arg(shell)
        .after_help(help::shown("tenantry completions bash"))
}

pub(super) async fn run(model: &Model, matches: &ArgMatches) -> Result<(), Stop> {
    let Some(shell) = matches.get_one::<Shell>("shell").copied() else {
        return Err(Stop::usage("name a shell"));
    };
    // Written to memory first: clap_complete panics where a pipe is closed.
    let mut script = Vec::new();
    generate(shell, &mut program::command(model), "tenantry", &mut script);
    Ok(std::io::stdout().write_all(&script)?)
}
