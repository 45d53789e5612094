//! `cargo xtask demo`: a server with an organisation in it, and the bindings to call it with.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::command::{self, cargo, root, target};
use crate::node;
use crate::venv;

/// Builds everything, then becomes the server: Ctrl-C is its own.
pub(crate) fn run() -> Result<()> {
    println!("building the server");
    command::run(cargo().args(["build", "--quiet", "-p", "tenantry-demo"]))?;
    let mut demo = Command::new(target()?.join("debug/tenantry-demo"));
    for (option, binding) in [("--python", python()), ("--node", node())] {
        match binding {
            Ok(place) => {
                demo.arg(option).arg(place);
            }
            Err(error) => println!("without {}: {error:#}", option.trim_matches('-')),
        }
    }
    Err(demo.exec()).context("the demo cannot be started")
}

/// Runs the lines that the demo prints, those of the bindings too.
pub(crate) fn test() -> Result<()> {
    let mut test = cargo();
    test.args(["test", "--quiet", "--test", "lines"]);
    test.env("TENANTRY_DEMO_PYTHON", python()?);
    command::run(test.env("TENANTRY_DEMO_NODE", node()?))
}

/// A Python with the binding, built quickly.
fn python() -> Result<PathBuf> {
    println!("installing the Python binding");
    let python = venv::kept("demo-python")?;
    let mut install = venv::pip(&python);
    install.args(["--config-settings", "build-args=--profile dev"]);
    install.arg("./bindings/python");
    command::run(install.env("CARGO_TARGET_DIR", target()?))?;
    Ok(python)
}

/// A folder with the binding for Node, built quickly.
fn node() -> Result<PathBuf> {
    println!("installing the Node binding");
    let binding = root().join("bindings/node");
    let npm = |folder: &Path| -> Result<Command> {
        let mut npm = node::npm()?;
        npm.current_dir(folder);
        npm.args(["--silent", "--ignore-scripts"]);
        Ok(npm)
    };
    command::run(npm(&binding)?.arg("ci"))?;
    let mut build = node::node()?;
    build.current_dir(&binding);
    build.args(["scripts/build.mjs", "--debug"]);
    command::run(build.env("CARGO_TARGET_DIR", target()?))?;
    let folder = target()?.join("demo-node");
    fs::create_dir_all(&folder)?;
    fs::write(
        folder.join("package.json"),
        r#"{"private": true, "type": "module"}"#,
    )?;
    command::run(npm(&folder)?.arg("install").arg(&binding))?;
    Ok(folder)
}
