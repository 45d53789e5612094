//! `cargo xtask bench`: builds what is measured as it is released, and what measures it.

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::command::{self, cargo_here, root, target};
use crate::node;
use crate::postgres::Postgres;
use crate::python;

#[derive(Args)]
pub(crate) struct Arguments {
    /// Handed on as they are
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub(crate) arguments: Vec<String>,
}

/// What is measured by a program of its own language.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Binding {
    /// Calls from Python, beside those that a feature of the binding makes in Rust
    Python,
    /// The wheel that a newcomer installs, which lacks that feature
    PythonWheel,
    /// Calls from Node
    Node,
}

/// Measures what the arguments choose, and prints the table.
pub(crate) fn run(Arguments { arguments }: &Arguments) -> Result<()> {
    let postgres = Postgres::bring()?;
    let mut server = cargo_here("build");
    command::run(server.args(["--release", "-p", "tenantry-server"]))?;
    let mut bench = cargo_here("run");
    bench.args(["--release", "-p", "tenantry-bench", "--"]);
    // With which the benchmark brings its peers, and asks for what others measure.
    bench.env("TENANTRY_XTASK", std::env::current_exe()?);
    command::run(postgres.named_to(bench.args(arguments)))
}

/// Measures a binding.
pub(crate) fn bind(binding: Binding, Arguments { arguments }: &Arguments) -> Result<()> {
    let mut measure = match binding {
        Binding::Python => python::ready_to_measure()?.measure_calls(),
        Binding::PythonWheel => python::as_a_newcomer()?.measure_wheel(),
        Binding::Node => {
            let mut npm = node::npm()?;
            npm.current_dir(root().join("bindings/node"));
            npm.args(["run", "--silent", "bench", "--"]);
            npm.env("CARGO_TARGET_DIR", target()?);
            npm
        }
    };
    command::run(measure.args(arguments))
}
