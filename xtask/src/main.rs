//! The project's own chores: `cargo xtask demo`, `cargo xtask test`, `cargo xtask bench` and a few more.

mod api;
mod bench;
mod bindgen;
mod command;
mod debian;
mod demo;
mod deny;
mod matrix;
mod node;
mod peers;
mod postgres;
mod python;
mod test;
mod venv;

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use crate::peers::Peers;
use crate::postgres::Postgres;

#[derive(Parser)]
#[command(about = "The project's own chores")]
enum Chore {
    /// Starts a server with an organisation in it, and prints lines that call it
    Demo,
    /// Runs everything that must pass, in order, and stops at the first failure
    Test(test::Options),
    /// Measures against peers and prints one table
    Bench(bench::Arguments),
    /// Builds a binding as it is released, and measures it in its own language: `bench` asks for it
    Bind {
        binding: bench::Binding,
        #[command(flatten)]
        arguments: bench::Arguments,
    },
    /// Builds peers that are outside of the workspace, and measures beside them: `bench` asks for it
    Peers {
        peers: Peers,
        #[command(flatten)]
        arguments: bench::Arguments,
    },
    /// Writes core/api.json anew
    Api {
        /// Fails if the file is stale, instead of writing it
        #[arg(long)]
        check: bool,
    },
    /// Writes every file that is derived from the registry, core/api.json first
    Bindgen {
        /// Fails if a file is stale, instead of writing it
        #[arg(long)]
        check: bool,
    },
    /// Prints the Python of an environment that has what a file lists, and makes it first
    Venv {
        /// The environment's name
        name: String,
        /// `requirements.txt`, from the root
        requirements: PathBuf,
    },
    /// Starts a private PostgreSQL, prints its address, and stops it on Ctrl-C or at the end of the input
    Postgres,
}

fn main() -> ExitCode {
    let outcome = match Chore::parse() {
        Chore::Demo => demo::run(),
        Chore::Test(options) => test::run(&options),
        Chore::Bench(arguments) => bench::run(&arguments),
        Chore::Bind { binding, arguments } => bench::bind(binding, &arguments),
        Chore::Peers { peers, arguments } => peers.measure(&arguments.arguments),
        Chore::Api { check } => api::run(check),
        Chore::Bindgen { check } => bindgen::run(check),
        Chore::Venv { name, requirements } => environment(&name, &requirements),
        Chore::Postgres => serve(),
    };
    // One line and no backtrace of this program: what failed has said why above.
    outcome.map_or_else(
        |error| {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        },
        |()| ExitCode::SUCCESS,
    )
}

fn environment(name: &str, requirements: &Path) -> Result<()> {
    let requirements = command::root().join(requirements);
    println!("{}", venv::with(name, &requirements)?.display());
    Ok(())
}

fn serve() -> Result<()> {
    let postgres = Postgres::bring()?;
    println!("{}", postgres.url());
    io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}
