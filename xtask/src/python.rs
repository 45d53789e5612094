//! The Python binding, built and tested in an environment of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::command::{self, program, root, target};
use crate::postgres::Postgres;

/// What Python is called, unless `TENANTRY_PYTHON` names another.
const PYTHON: &str = "python3";

/// Builds the binding with what its tests need, and runs them.
pub(crate) fn test(postgres: &Postgres) -> Result<()> {
    let python = environment()?;
    build(&python)?;
    let mut tests = Command::new(&python);
    tests.args(["-m", "pytest", "-q"]);
    tests.current_dir(root().join("bindings/python"));
    command::run(postgres.named_to(&mut tests))
}

/// The Python of a virtual environment in the target folder.
fn environment() -> Result<PathBuf> {
    let folder = target()?.join("python");
    let python = folder.join("bin/python");
    if !python.exists() {
        let base = std::env::var_os("TENANTRY_PYTHON").unwrap_or_else(|| PYTHON.into());
        command::run(program(base).args(["-m", "venv"]).arg(&folder))?;
    }
    let needed = root().join("bindings/python/tests/requirements.txt");
    let mut install = Command::new(&python);
    install.args(["-m", "pip", "install", "--quiet", "--requirement"]);
    command::run(install.arg(needed)).context("the tools of the tests cannot be installed")?;
    Ok(python)
}

/// Builds the package with what its tests need, and installs it as anybody would.
fn build(python: &Path) -> Result<()> {
    let target = target()?;
    let wheels = target.join("python-wheels");
    if wheels.exists() {
        fs::remove_dir_all(&wheels)?;
    }
    let mut build = Command::new(python);
    build.args(["-m", "maturin", "build", "--quiet", "--profile", "dev"]);
    build.args(["--features", "testing", "--out"]).arg(&wheels);
    build.current_dir(root().join("bindings/python"));
    command::run(build.env("CARGO_TARGET_DIR", target))?;
    let mut install = Command::new(python);
    install.args(["-m", "pip", "install", "--quiet", "--no-deps"]);
    install.arg("--force-reinstall");
    for wheel in fs::read_dir(&wheels)? {
        install.arg(wheel?.path());
    }
    command::run(&mut install)
}
