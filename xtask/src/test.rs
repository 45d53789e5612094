//! `cargo xtask test`: everything that must pass, in order, on a machine that has nothing but cargo.

use std::fs;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::command::{self, cargo, root};
use crate::postgres::Postgres;

/// Which of the steps run, and how long they may take.
#[derive(Args)]
pub(crate) struct Options {
    /// Also runs the tests that take long
    #[arg(long)]
    long: bool,
    /// Runs this step alone; may be given several times
    #[arg(long, value_name = "STEP", value_parser = STEPS.map(|step| step.name))]
    only: Vec<String>,
}

struct Step {
    name: &'static str,
    about: &'static str,
    run: fn(&mut Run) -> Result<()>,
}

/// The cheap steps first: most mistakes are found by the formatter and the compiler.
const STEPS: [Step; 6] = [
    Step {
        name: "fmt",
        about: "the code is formatted",
        run: fmt,
    },
    Step {
        name: "clippy",
        about: "the compiler and the linter have nothing to say",
        run: clippy,
    },
    Step {
        name: "test",
        about: "tests of the code, the stores and the documentation",
        run: tests,
    },
    Step {
        name: "doc",
        about: "the documentation builds without warnings",
        run: doc,
    },
    Step {
        name: "examples",
        about: "every example program runs",
        run: examples,
    },
    Step {
        name: "deny",
        about: "dependencies: licences, advisories, sources",
        run: deny,
    },
];

/// Runs the chosen steps and stops at the first that fails.
pub(crate) fn run(options: &Options) -> Result<()> {
    let start = Instant::now();
    let mut run = Run {
        long: options.long,
        postgres: None,
    };
    let is_chosen =
        |step: &&Step| options.only.is_empty() || options.only.iter().any(|name| name == step.name);
    for step in STEPS.iter().filter(is_chosen) {
        println!("── {}: {}", step.name, step.about);
        let start = Instant::now();
        (step.run)(&mut run)
            .with_context(|| format!("{} failed after {}", step.name, elapsed(start)))?;
        println!("── {}: passed in {}", step.name, elapsed(start));
    }
    println!("── all passed in {}", elapsed(start));
    Ok(())
}

/// What the steps share: one server, started when a step first needs it.
struct Run {
    long: bool,
    postgres: Option<Postgres>,
}

impl Run {
    /// A cargo whose programs find the server.
    fn cargo_with_postgres(&mut self) -> Result<Command> {
        let postgres = match &mut self.postgres {
            Some(postgres) => postgres,
            none => none.insert(Postgres::bring_to_kill()?),
        };
        let mut cargo = cargo();
        postgres.named_to(&mut cargo);
        Ok(cargo)
    }
}

fn fmt(_: &mut Run) -> Result<()> {
    command::run(cargo().args(["fmt", "--all", "--check"]))
}

fn clippy(_: &mut Run) -> Result<()> {
    command::run(cargo().args([
        "clippy",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))
}

fn tests(run: &mut Run) -> Result<()> {
    let mut cargo = run.cargo_with_postgres()?;
    cargo.args(["test", "--quiet"]);
    command::run(cargo.envs(run.long.then_some(("TENANTRY_LONG", "1"))))
}

fn doc(_: &mut Run) -> Result<()> {
    command::run(
        cargo()
            .args(["doc", "--quiet", "--no-deps"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )
}

fn examples(run: &mut Run) -> Result<()> {
    for name in example_programs()? {
        println!("   {name}");
        let mut cargo = run.cargo_with_postgres()?;
        cargo.args(["run", "--quiet", "-p", "tenantry-examples", "--bin", &name]);
        // What a program tells is for its reader; here only its end counts.
        command::run(cargo.stdin(Stdio::null()).stdout(Stdio::null()))?;
    }
    Ok(())
}

/// The example programs by name, in order.
fn example_programs() -> Result<Vec<String>> {
    let folder = root().join("examples/programs/src/bin");
    let mut names = Vec::new();
    for entry in
        fs::read_dir(&folder).with_context(|| format!("no programs in `{}`", folder.display()))?
    {
        let path = entry?.path();
        let is_program = path.is_dir() || path.extension().is_some_and(|ending| ending == "rs");
        names.extend(
            path.file_stem()
                .filter(|_| is_program)
                .map(|stem| stem.to_string_lossy().into_owned()),
        );
    }
    if names.is_empty() {
        bail!("no programs in `{}`", folder.display());
    }
    names.sort();
    Ok(names)
}

/// Advisories change without the code and come over the network: they are asked for in the
/// long run only.
fn deny(run: &mut Run) -> Result<()> {
    let is_installed = cargo()
        .args(["deny", "--version"])
        .output()
        .is_ok_and(|output| output.status.success());
    if !is_installed {
        println!("   left out: cargo-deny is not installed (`cargo install --locked cargo-deny`)");
        return Ok(());
    }
    let mut cargo = cargo();
    cargo.args([
        "deny",
        "--workspace",
        "check",
        "bans",
        "licenses",
        "sources",
    ]);
    command::run(cargo.args(run.long.then_some("advisories")))
}

fn elapsed(start: Instant) -> String {
    format!("{:.1} s", start.elapsed().as_secs_f64())
}
