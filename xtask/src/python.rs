//! The Python binding, built and tested in an environment of its own.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::command::{self, program, root, target};
use crate::postgres::Postgres;
use crate::venv;

/// The most that a wheel may take.
const WHEEL_BYTES_MAX: u64 = 8_000_000;

/// Builds the binding with what its tests need, and runs them; in the long run also installs
/// the folder as a newcomer does.
pub(crate) fn test(postgres: &Postgres, compared: &[(&str, PathBuf)], is_long: bool) -> Result<()> {
    let python = ready_to_test()?;
    let stage = command::built("examples/stage")?;
    let mut tests = program(&python);
    tests.args(["-m", "pytest", "-q", "--strict-markers"]);
    tests.current_dir(root().join("bindings/python"));
    tests.envs(compared.iter().cloned());
    tests.env("TENANTRY_STAGE", stage.get_program());
    command::run(postgres.named_to(&mut tests))?;
    match is_long {
        true => installed(),
        false => Ok(()),
    }
}

/// A Python with the tools of the tests, and with the binding as only tests may have it.
pub(crate) fn ready_to_test() -> Result<PathBuf> {
    let needed = root().join("bindings/python/tests/requirements.txt");
    let python = venv::with("python", &needed)?;
    let wheel = wheel_to_test(&python)?;
    command::run(
        venv::pip(&python)
            .args(["--no-deps", "--force-reinstall"])
            .arg(wheel),
    )?;
    Ok(python)
}

/// Built quickly, with what only tests may do.
fn wheel_to_test(python: &Path) -> Result<PathBuf> {
    let wheels = emptied("python-wheels")?;
    let mut build = program(python);
    build.args(["-m", "maturin", "build", "--quiet", "--profile", "dev"]);
    build.args(["--features", "testing", "--out"]).arg(&wheels);
    build.current_dir(root().join("bindings/python"));
    command::run(build.env("CARGO_TARGET_DIR", target()?))?;
    only(&wheels)
}

/// What a newcomer does: `pip install ./bindings/python`, then a program.
fn installed() -> Result<()> {
    let wheels = emptied("python-release")?;
    let python = venv::fresh("python-newcomer")?;
    let mut build = program(&python);
    build.args(["-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir"]);
    build.arg(&wheels).arg("./bindings/python");
    command::run(build.env("CARGO_TARGET_DIR", target()?))?;
    let wheel = only(&wheels)?;
    let bytes = fs::metadata(&wheel)?.len();
    println!("   the wheel takes {bytes} bytes");
    ensure!(bytes <= WHEEL_BYTES_MAX, "the wheel takes {bytes} bytes");
    command::run(venv::pip(&python).arg(wheel))?;
    command::run(program(&python).arg("bindings/python/examples/first_steps.py"))
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
