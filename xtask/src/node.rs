//! Node with npm, which is brought where it is missing: Debian keeps it in a package apart, with hundreds of others.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::command::{self, program, root, target};

/// Runs on every Node that the binding supports.
const NPM: &str = "https://registry.npmjs.org/npm/-/npm-10.9.9.tgz";

/// What the registry says of it.
const INTEGRITY: &str = "sha512-1g+6jLQvaIuB4zwvHL7yrXuXcWZwDsCtBX8bbWDqbvJSSr9nPiDDWTHNgwXR27iIcTTW7v3A57hDW9RYv2W4Yg==";

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
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&programs)?;
    let archive = folder.join("npm.tgz");
    download(NPM, INTEGRITY, &archive)?;
    let mut tar = program("tar");
    tar.arg("-xzf").arg(&archive).arg("-C").arg(&folder);
    command::run(&mut tar)?;
    fs::remove_file(archive)?;
    // Made last: what is left half unpacked does not have it.
    symlink("../package/bin/npm-cli.js", programs.join("npm"))?;
    Ok(programs)
}

fn download(address: &str, integrity: &str, place: &Path) -> Result<()> {
    let mut node = program("node");
    node.arg(root().join("xtask/scripts/download.mjs"));
    command::output(node.args([address, integrity]).arg(place))?;
    Ok(())
}

fn path_with(folder: PathBuf) -> Result<OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(folder).chain(env::split_paths(&path));
    Ok(env::join_paths(folders)?)
}

#[cfg(test)]
mod tests {
    use std::{env, fs};

    use super::download;

    #[test]
    fn what_is_not_what_was_meant_is_not_kept() {
        let place = env::temp_dir().join(format!("tenantry-download-{}", std::process::id()));
        let hello = "sha512-m3HSJL1i83hdltRq0+o9czGb+8KJDKra4t/3JRlnPKcjI8PZm6XBHXx6zG4UuMXaDEZjR1wuXDre9G9zvN7AQw==";
        download("data:,hello", hello, &place).unwrap();
        assert_eq!(fs::read(&place).unwrap(), b"hello");
        fs::remove_file(&place).unwrap();

        let refused = download("data:,hullo", hello, &place).unwrap_err();
        assert!(refused.to_string().contains("not sha512"), "{refused}");
        assert!(!place.exists());
    }
}
