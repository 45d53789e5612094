//! `cargo xtask test`: everything that must pass, in order, on a machine that has nothing but cargo.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::command::{self, cargo, program, root};
use crate::demo;
use crate::deny;
use crate::matrix;
use crate::node;
use crate::peers;
use crate::postgres::Postgres;
use crate::python;
use crate::venv;

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
    /// Whether it is left to the long run.
    is_long: bool,
    run: fn(&mut Run) -> Result<Outcome>,
}

/// What came of a step that found nothing wrong.
enum Outcome {
    Passed,
    /// It did not run, and why.
    LeftOut(String),
}

/// The cheap steps first: most mistakes are found by the formatter and the compiler.
const STEPS: [Step; 14] = [
    Step {
        name: "fmt",
        about: "the code is formatted",
        is_long: false,
        run: fmt,
    },
    Step {
        name: "clippy",
        about: "the compiler and the linter have nothing to say",
        is_long: false,
        run: clippy,
    },
    Step {
        name: "test",
        about: "tests of the code, the stores and the documentation",
        is_long: false,
        run: tests,
    },
    Step {
        name: "doc",
        about: "the documentation builds without warnings",
        is_long: false,
        run: doc,
    },
    Step {
        name: "examples",
        about: "every example program runs",
        is_long: false,
        run: examples,
    },
    Step {
        name: "benches",
        about: "the benchmarks run and find what they measured done",
        is_long: false,
        run: benches,
    },
    Step {
        name: "node",
        about: "the Node binding: stories, types, processes, the packed package",
        is_long: false,
        run: node,
    },
    Step {
        name: "python",
        about: "the Python binding: stories, types, forks, signals",
        is_long: false,
        run: python,
    },
    Step {
        name: "matrix",
        about: "every operation through every surface on every store goes the same way",
        is_long: false,
        run: matrix,
    },
    Step {
        name: "demo",
        about: "every line that the demo prints works, with curl, Python and Node",
        is_long: false,
        run: |_| demo::test().map(|()| Outcome::Passed),
    },
    Step {
        name: "schemathesis",
        about: "the running server keeps to its own document",
        is_long: false,
        run: schemathesis,
    },
    Step {
        name: "deny",
        about: "the dependencies are what deny.toml allows",
        is_long: false,
        run: deny,
    },
    Step {
        name: "advisories",
        about: "nothing bad is known of the dependencies",
        is_long: true,
        run: advisories,
    },
    Step {
        name: "oldest",
        about: "the oldest compiler that the manifest allows compiles everything",
        is_long: true,
        run: oldest,
    },
];

/// Runs the chosen steps and stops at the first that fails.
pub(crate) fn run(options: &Options) -> Result<()> {
    let start = Instant::now();
    let mut run = Run {
        long: options.long,
        postgres: None,
    };
    let is_chosen = |step: &&Step| match options.only.as_slice() {
        [] => options.long || !step.is_long,
        only => only.iter().any(|name| name == step.name),
    };
    let mut left_out = Vec::new();
    for step in STEPS.iter().filter(is_chosen) {
        println!("── {}: {}", step.name, step.about);
        let start = Instant::now();
        let outcome = (step.run)(&mut run)
            .with_context(|| format!("{} failed after {}", step.name, elapsed(start)))?;
        match outcome {
            Outcome::Passed => println!("── {}: passed in {}", step.name, elapsed(start)),
            Outcome::LeftOut(why) => {
                println!("── {}: left out: {why}", step.name);
                left_out.push(step.name);
            }
        }
    }
    match left_out.as_slice() {
        [] => println!("── all passed in {}", elapsed(start)),
        names => println!(
            "── passed in {}, but for what was left out: {}",
            elapsed(start),
            names.join(", ")
        ),
    }
    Ok(())
}

/// What the steps share: one server, started when a step first needs it.
struct Run {
    long: bool,
    postgres: Option<Postgres>,
}

impl Run {
    /// A command that finds the server.
    fn with_postgres(&mut self, mut command: Command) -> Result<Command> {
        self.postgres()?.named_to(&mut command);
        Ok(command)
    }

    fn postgres(&mut self) -> Result<&Postgres> {
        Ok(match &mut self.postgres {
            Some(postgres) => postgres,
            none => none.insert(Postgres::bring_to_kill()?),
        })
    }
}

/// Runs the command, which is all of a step.
fn passed(command: &mut Command) -> Result<Outcome> {
    command::run(command)?;
    Ok(Outcome::Passed)
}

fn fmt(_: &mut Run) -> Result<Outcome> {
    command::run(cargo().args(["fmt", "--all", "--check"]))?;
    peers::are_formatted()?;
    Ok(Outcome::Passed)
}

/// What only the tests and the benchmarks of the bindings have.
const FEATURES: [&str; 2] = ["tenantry-node/harness", "tenantry-python/bench"];

fn clippy(_: &mut Run) -> Result<Outcome> {
    let lint = |features: &[&str]| {
        let mut clippy = cargo();
        clippy.args(["clippy", "--quiet", "--workspace", "--all-targets"]);
        clippy.args(features);
        command::run(clippy.args(["--", "-D", "warnings"]))
    };
    lint(&[])?;
    lint(&["--features", &FEATURES.join(",")])?;
    Ok(Outcome::Passed)
}

fn tests(run: &mut Run) -> Result<Outcome> {
    let mut cargo = run.with_postgres(command::cargo_all("test"))?;
    passed(cargo.envs(run.long.then_some(("TENANTRY_LONG", "1"))))
}

fn doc(_: &mut Run) -> Result<Outcome> {
    passed(
        cargo()
            .args(["doc", "--quiet", "--no-deps"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )
}

fn examples(run: &mut Run) -> Result<Outcome> {
    for name in example_programs()? {
        println!("   {name}");
        let mut example = run.with_postgres(command::built(&name)?)?;
        // What a program tells is for its reader; here only its end counts.
        command::run(example.stdin(Stdio::null()).stdout(Stdio::null()))?;
    }
    Ok(Outcome::Passed)
}

/// Rows that take a few seconds, of each store; in the long run all of them. Those of the bindings and
/// of `access` take a release build: the bindings' steps run the same programs on what they have built.
const BENCHES: [&str; 4] = [
    "commit.sqlite.1",
    "commit.postgres.64",
    "read.sqlite",
    "http",
];

/// Runs the benchmarks unoptimised: not for their numbers, but because each of them checks what it did.
fn benches(run: &mut Run) -> Result<Outcome> {
    let mut bench = run.with_postgres(command::built("tenantry-bench")?)?;
    let chosen = BENCHES.iter().filter(|_| !run.long);
    bench.arg("--quick");
    if run.long {
        peers::test()?;
    }
    // The long run measures the bindings, too, and beside peers outside of the workspace.
    bench.env("TENANTRY_XTASK", std::env::current_exe()?);
    bench.args(chosen.flat_map(|row| ["--only", row]));
    passed(bench.stdout(Stdio::null()))
}

/// Compiles with the `rust-version` of the manifest, into a folder of its own: the two compilers would undo each other's work.
fn oldest(_: &mut Run) -> Result<Outcome> {
    let version = env!("CARGO_PKG_RUST_VERSION");
    let is_there = program("rustup")
        .args(["run", version, "cargo", "--version"])
        .output()
        .is_ok_and(|output| output.status.success());
    if !is_there {
        return Ok(Outcome::LeftOut(format!(
            "there is no Rust {version} here: `rustup toolchain install {version} --profile minimal`"
        )));
    }
    let mut rustup = program("rustup");
    rustup.args(["run", version, "cargo", "check", "--quiet", "--workspace"]);
    rustup.args(["--all-targets", "--target-dir"]);
    passed(rustup.arg(command::target()?.join("oldest")))
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

/// All that is built for it lies in the target folder, and in folders of the binding that Git
/// does not see.
fn node(run: &mut Run) -> Result<Outcome> {
    let compared = compared()?;
    let mut test = node::node()?;
    run.postgres()?.named_to(&mut test);
    passed(
        test.arg("bindings/node/scripts/test.mjs")
            .args(run.long.then_some("--long"))
            .env("CARGO_TARGET_DIR", command::target()?)
            .envs(compared),
    )
}

/// What other languages are held to, by the variable that names its folder.
fn compared() -> Result<[(&'static str, PathBuf); 2]> {
    Ok([("TENANTRY_TOLD", told()?), ("TENANTRY_SCRATCH", scratch()?)])
}

/// The folder of what the JSON door tells of every story, which other languages compare with.
fn told() -> Result<PathBuf> {
    let told = command::target()?.join("told");
    command::run(command::built("examples/told")?.arg(&told))?;
    Ok(told)
}

/// The folder of what is derived of rooms that there are not, for the checkers of each language.
fn scratch() -> Result<PathBuf> {
    let scratch = command::target()?.join("scratch");
    if scratch.exists() {
        fs::remove_dir_all(&scratch)?;
    }
    command::run(command::built("examples/scratch")?.arg(&scratch))?;
    Ok(scratch)
}

fn python(run: &mut Run) -> Result<Outcome> {
    let is_long = run.long;
    let compared = compared()?;
    python::test(run.postgres()?, &compared, is_long)?;
    Ok(Outcome::Passed)
}

fn matrix(run: &mut Run) -> Result<Outcome> {
    matrix::run(run.postgres()?)?;
    Ok(Outcome::Passed)
}

/// What the server and the tool leave lies in a folder of its own, new in each run.
fn schemathesis(run: &mut Run) -> Result<Outcome> {
    let needed = root().join("examples/server/schemathesis/requirements.txt");
    let python = venv::with("python-schemathesis", &needed)?;
    let server = command::built("tenantry-server")?;
    let target = command::target()?;
    let left = target.join("schemathesis");
    if left.exists() {
        fs::remove_dir_all(&left)?;
    }
    let mut test = program(python);
    test.arg("examples/server/schemathesis/test.py");
    test.arg(server.get_program()).arg(&left);
    passed(test.args(run.long.then_some("--long")))
}

fn deny(_: &mut Run) -> Result<Outcome> {
    deny::check()?;
    Ok(Outcome::Passed)
}

/// Advisories change without the code and come over the network: whoever has none is told so.
fn advisories(_: &mut Run) -> Result<Outcome> {
    let tools = command::target()?.join("tools");
    let cargo_deny = tools.join("bin/cargo-deny");
    if !cargo_deny.exists() {
        println!("   cargo-deny is built once, which takes minutes");
        let mut install = cargo();
        install.args(["install", "--quiet", "--locked", "--root"]);
        if let Err(error) = command::run(install.arg(&tools).arg("cargo-deny")) {
            return Ok(Outcome::LeftOut(format!(
                "cannot build cargo-deny: {error:#}"
            )));
        }
    }
    let cargo_deny = || command::program(&cargo_deny);
    if let Err(error) = command::run(cargo_deny().args(["--workspace", "fetch", "db"])) {
        return Ok(Outcome::LeftOut(format!("cannot fetch them: {error:#}")));
    }
    command::run(cargo_deny().args(["--workspace", "check", "--disable-fetch", "all"]))?;
    Ok(Outcome::Passed)
}

fn elapsed(start: Instant) -> String {
    format!("{:.1} s", start.elapsed().as_secs_f64())
}
