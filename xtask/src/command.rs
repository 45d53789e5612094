//! Running other programs from the root of the workspace.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// The root of the workspace.
pub(crate) fn root() -> &'static Path {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest)
}

/// The folder that cargo builds into, where this program stands as `<target>/<profile>/xtask`.
pub(crate) fn target() -> Result<PathBuf> {
    let program = env::current_exe().context("this program cannot tell where it is")?;
    let target = program
        .ancestors()
        .nth(2)
        .context("this program is not in a target folder")?;
    Ok(target.to_owned())
}

/// The cargo that started this program, at the root.
pub(crate) fn cargo() -> Command {
    program(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// The cargo that started this program, where the user stands: what it runs finds the paths that the user gives it.
pub(crate) fn cargo_here(command: &str) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let manifest = root().join("Cargo.toml");
    cargo.args([command, "--quiet", "--manifest-path"]);
    cargo.arg(manifest);
    cargo
}

/// What cargo does to every package but the bindings, which their own steps build for their
/// languages. One choice of packages is one choice of features: what the tests compiled is not
/// compiled again.
pub(crate) fn cargo_all(command: &str) -> Command {
    let mut cargo = cargo();
    cargo.args([command, "--quiet", "--workspace"]);
    cargo.args(["--exclude", "tenantry-node", "--exclude", "tenantry-python"]);
    cargo
}

/// A program of the workspace, built with all others and with the tests.
pub(crate) fn built(name: &str) -> Result<Command> {
    run(cargo_all("build").args(["--bins", "--examples", "--tests"]))?;
    Ok(program(target()?.join("debug").join(name)))
}

/// A program, at the root.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

/// Runs the command with this program's input and output, and fails if it does.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start `{}`", text(command)))?;
    ensure!(status.success(), "`{}` failed ({status})", text(command));
    Ok(())
}

/// What the command prints, if it succeeds.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command
        .output()
        .with_context(|| format!("cannot start `{}`", text(command)))?;
    let complaint = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.success(),
        "`{}` failed ({}): {}",
        text(command),
        output.status,
        complaint.trim()
    );
    Ok(String::from_utf8(output.stdout)?)
}

/// The command as one would type it.
pub(crate) fn text(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_name()
        .unwrap_or_default();
    let words: Vec<_> = std::iter::once(program)
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{cargo, cargo_here, root};

    #[test]
    fn what_the_user_names_paths_for_runs_where_the_user_stands() {
        let here = cargo_here("run");
        assert_eq!(here.get_current_dir(), None);
        let manifest = root().join("Cargo.toml");
        assert!(
            here.get_args()
                .any(|argument| argument == manifest.as_os_str())
        );
        assert_eq!(cargo().get_current_dir(), Some(root()));
    }
}
