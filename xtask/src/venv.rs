//! Python environments in the target folder, so that nothing on the machine is changed.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::command::{self, program, target};
use crate::debian;

/// What Python is called, unless `TENANTRY_PYTHON` names another.
const PYTHON: &str = "python3";

/// What makes environments where Python itself cannot: Debian keeps `venv` in a package apart.
const VIRTUALENV: &str = "virtualenv==21.15.8";

const INSTALL: [&str; 3] = ["install", "--quiet", "--disable-pip-version-check"];

/// The Python of an environment that is kept from run to run.
pub(crate) fn kept(name: &str) -> Result<PathBuf> {
    let folder = target()?.join(name);
    let python = folder.join("bin/python");
    if !python.exists() {
        make(&folder)?;
    }
    Ok(python)
}

/// The same with what a file lists.
pub(crate) fn with(name: &str, requirements: &Path) -> Result<PathBuf> {
    let python = kept(name)?;
    let needed = ["--requirement".as_ref(), requirements.as_os_str()];
    command::run(pip(&python).args(needed))
        .context("the tools of the tests cannot be installed")?;
    Ok(python)
}

/// The Python of a new environment.
pub(crate) fn fresh(name: &str) -> Result<PathBuf> {
    let folder = target()?.join(name);
    make(&folder)?;
    Ok(folder.join("bin/python"))
}

/// What installs into the environment of a Python.
pub(crate) fn pip(python: impl AsRef<OsStr>) -> Command {
    let mut pip = program(python);
    pip.args(["-m", "pip"]).args(INSTALL);
    pip
}

fn base() -> OsString {
    std::env::var_os("TENANTRY_PYTHON").unwrap_or_else(|| PYTHON.into())
}

fn make(folder: &Path) -> Result<()> {
    remove(folder)?;
    let base = base();
    let mut venv = program(&base);
    venv.args(["-m", "venv"]).arg(folder).stdout(Stdio::null());
    let made = venv.stderr(Stdio::null()).status();
    if made
        .context("there is no Python: `TENANTRY_PYTHON` names one")?
        .success()
    {
        return Ok(());
    }
    // What was left half made has a Python, and would pass for whole the next time.
    remove(folder)?;
    let tools = target()?.join("virtualenv");
    command::run(
        pip_of_machine()?
            .arg("--target")
            .arg(&tools)
            .args(["--upgrade", VIRTUALENV]),
    )?;
    let mut virtualenv = program(&base);
    virtualenv.args(["-m", "virtualenv", "--quiet"]).arg(folder);
    command::run(virtualenv.env("PYTHONPATH", tools))
}

/// The pip of the machine's Python, or one that is brought: Debian keeps that in a package apart, too.
pub(crate) fn pip_of_machine() -> Result<Command> {
    let base = base();
    let is_there = program(&base).args(["-m", "pip", "--version"]).output()?;
    if is_there.status.success() {
        return Ok(pip(&base));
    }
    let wheel = debian::pip().context("this Python has no `venv` and no `pip`")?;
    let mut pip = program(base);
    pip.arg(wheel.join("pip")).args(INSTALL);
    Ok(pip)
}

fn remove(folder: &Path) -> Result<()> {
    match folder.exists() {
        true => Ok(fs::remove_dir_all(folder)?),
        false => Ok(()),
    }
}
