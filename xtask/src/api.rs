//! `cargo xtask api`: the registry as a file, written or compared.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::command::{self, cargo, root};

/// Where the registry is committed.
const COMMITTED: &str = "core/api.json";

/// Writes the committed file, or compares it with what the operations say and leaves it alone.
pub(crate) fn run(check: bool) -> Result<()> {
    let committed = root().join(COMMITTED);
    if !check {
        return write(&committed);
    }
    let derived = command::target()?.join("api.json");
    write(&derived)?;
    let read = |path: &Path| {
        fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))
    };
    compare(&read(&committed)?, &read(&derived)?)
}

fn write(path: &Path) -> Result<()> {
    let mut write = cargo();
    write.args(["run", "--quiet", "-p", "tenantry"]);
    write.args(["--example", "write_api", "--"]);
    command::run(write.arg(path))
}

fn compare(committed: &str, derived: &str) -> Result<()> {
    let same = committed.lines().zip(derived.lines());
    let line = same.take_while(|(one, other)| one == other).count() + 1;
    ensure!(
        committed == derived,
        "{COMMITTED} is stale from line {line} on: run `cargo xtask api` and commit it"
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::compare;

    #[test]
    fn a_stale_file_is_told_by_its_line() {
        compare("a\nb\n", "a\nb\n").unwrap();
        let told = compare("a\nb\n", "a\nc\n").unwrap_err().to_string();
        assert!(told.contains("line 2"), "{told}");
        assert!(compare("a\n", "a\nb\n").is_err());
        assert!(compare("a", "a\n").is_err());
    }
}
