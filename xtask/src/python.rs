//! The Python binding, built and tested in an environment of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::command::{self, program, root, target};
use crate::postgres::Postgres;
use crate::venv;

/// The most that a wheel may take.
const WHEEL_BYTES_MAX: u64 = 8_000_000;

/// A Python that has the binding, and the wheel that it came in.
pub(crate) struct Installed {
    pub(crate) python: PathBuf,
    wheel: PathBuf,
}

impl Installed {
    /// What measures calls.
    pub(crate) fn measure_calls(&self) -> Command {
        let mut measure = program(&self.python);
        measure.arg("bindings/python/benches/calls.py");
        measure
    }

    /// What measures the wheel.
    pub(crate) fn measure_wheel(&self) -> Command {
        let mut measure = program(&self.python);
        measure.arg("bindings/python/benches/wheel.py");
        measure.arg("--wheel").arg(&self.wheel);
        measure
    }
}

/// Builds the binding with what its tests need, and runs them; in the long run also installs
/// the folder as a newcomer does.
pub(crate) fn test(postgres: &Postgres, compared: &[(&str, PathBuf)], is_long: bool) -> Result<()> {
    let binding = ready_to_test()?;
    let stage = command::built("examples/stage")?;
    let mut tests = program(&binding.python);
    tests.args(["-m", "pytest", "-q", "--strict-markers"]);
    tests.current_dir(root().join("bindings/python"));
    tests.envs(compared.iter().cloned());
    tests.env("TENANTRY_STAGE", stage.get_program());
    command::run(postgres.named_to(&mut tests))?;
    // Unoptimised, its figures say nothing; what it calls is there, and answers.
    for mut measure in [binding.measure_calls(), binding.measure_wheel()] {
        command::run(measure.arg("--quick").stdout(Stdio::null()))?;
    }
    match is_long {
        true => welcomes_newcomers(),
        false => Ok(()),
    }
}

/// With the tools of the tests, and what only tests may do; built quickly.
pub(crate) fn ready_to_test() -> Result<Installed> {
    let python = with_tools()?;
    let wheel = wheel_with_peers(&python, "python-wheels", "dev")?;
    install(&python, &wheel)?;
    Ok(Installed { python, wheel })
}

/// With what calls are compared with; built as it is released.
pub(crate) fn ready_to_measure() -> Result<Installed> {
    let wheel = wheel_with_peers(&with_tools()?, "python-bench-wheels", "wheel")?;
    let python = venv::fresh("python-bench")?;
    install(&python, &wheel)?;
    Ok(Installed { python, wheel })
}

/// What a newcomer does: `pip install ./bindings/python`.
pub(crate) fn as_a_newcomer() -> Result<Installed> {
    let wheels = emptied("python-release")?;
    let python = venv::fresh("python-newcomer")?;
    let mut build = program(&python);
    build.args(["-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir"]);
    build.arg(&wheels).arg("./bindings/python");
    command::run(build.env("CARGO_TARGET_DIR", target()?))?;
    let wheel = only(&wheels)?;
    install(&python, &wheel)?;
    Ok(Installed { python, wheel })
}

fn welcomes_newcomers() -> Result<()> {
    let Installed { python, wheel } = as_a_newcomer()?;
    let bytes = fs::metadata(&wheel)?.len();
    println!("   the wheel takes {bytes} bytes");
    ensure!(bytes <= WHEEL_BYTES_MAX, "the wheel takes {bytes} bytes");
    command::run(program(&python).arg("bindings/python/examples/first_steps.py"))
}

fn with_tools() -> Result<PathBuf> {
    let needed = root().join("bindings/python/tests/requirements.txt");
    venv::with("python", &needed)
}

/// With what only tests may do, and what calls are compared with.
fn wheel_with_peers(python: &Path, folder: &str, profile: &str) -> Result<PathBuf> {
    let wheels = emptied(folder)?;
    let mut build = program(python);
    build.args(["-m", "maturin", "build", "--quiet", "--profile", profile]);
    build.args(["--features", "bench", "--out"]).arg(&wheels);
    build.current_dir(root().join("bindings/python"));
    command::run(build.env("CARGO_TARGET_DIR", target()?))?;
    only(&wheels)
}

fn install(python: &Path, wheel: &Path) -> Result<()> {
    let mut pip = venv::pip(python);
    command::run(pip.args(["--no-deps", "--force-reinstall"]).arg(wheel))
}

fn emptied(name: &str) -> Result<PathBuf> {
    let folder = target()?.join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn only(folder: &Path) -> Result<PathBuf> {
    let first = fs::read_dir(folder)?.next();
    Ok(first.context("no wheel was built")??.path())
}
